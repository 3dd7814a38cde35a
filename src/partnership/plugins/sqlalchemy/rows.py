"""Rows as the values they were made from."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from partnership.changes import Change
from partnership.ports import Link, Message, Record
from partnership.serial.chain import change_of
from partnership.serial.moments import instant_at, microseconds
from partnership.serial.records import decode, decode_all

__all__ = [
    "change_of_row",
    "columns_of",
    "link_of_row",
    "message_of_row",
    "records_of_rows",
]


def records_of_rows(kind: str, rows: Sequence[tuple[str, str, int, str]]) -> Iterator[Record]:
    """The records of a page of a `find`."""
    bodies = decode_all(body for *_, body in rows)
    for (_, id, revision, _), body in zip(rows, bodies, strict=True):
        yield Record(kind=kind, id=id, revision=revision, body=body)


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


def columns_of(message: Message, body: str) -> dict[str, Any]:
    """A message as it is queued, with its body as text; the school is added by the one who knows it."""
    due = microseconds(message.due)
    return {
        "key": message.key,
        "topic": message.topic,
        "body": body,
        "due": due,
        "hidden": due,
        "done": False,
    }
