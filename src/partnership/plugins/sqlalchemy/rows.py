"""Rows of the journal and the outbox as the values they were made from."""

from typing import Any

from sqlalchemy import Row

from partnership.changes import Change
from partnership.ports import Link, Message
from partnership.serial.chain import change_of
from partnership.serial.moments import instant_at
from partnership.serial.records import decode

__all__ = ["change_of_row", "link_of_row", "message_of_row"]


def link_of_row(row: Row[*tuple[Any, ...]]) -> Link:
    """The row as it lies there, whatever became of it."""
    columns = row._asdict()
    del columns["school"]
    return Link(**columns)


def change_of_row(row: Row[*tuple[Any, ...]]) -> Change:
    """What happened."""
    return change_of(link_of_row(row))


def message_of_row(row: Row[*tuple[Any, ...]]) -> Message:
    """What is to be told."""
    return Message(key=row.key, topic=row.topic, body=decode(row.body), due=instant_at(row.due))
