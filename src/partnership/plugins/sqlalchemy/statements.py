"""The SQL of a store, built once; every statement but the worker's names the school first."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Delete,
    Dialect,
    Insert,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import psycopg

from partnership.plugins.sqlalchemy.tables import claim, entity, entity_index, journal, outbox, school

__all__ = [
    "ADVANCE",
    "BEGIN_SCHOOL",
    "CLAIM",
    "CLAIMS",
    "CREATE",
    "DELETE",
    "DONE",
    "DUE",
    "ERASE",
    "FREE",
    "GET",
    "HEAD",
    "HIDE",
    "INDEX",
    "JOURNAL",
    "LAST",
    "QUEUE",
    "QUEUED",
    "READ_JOURNAL",
    "UNINDEX",
    "UPDATE",
    "as_arrays",
    "in_order",
    "page",
    "words",
]


def _owned(table: Table) -> ColumnElement[bool]:
    return and_(
        table.c.school == bindparam("of_school"),
        table.c.kind == bindparam("of_kind"),
        table.c.id == bindparam("of_id"),
    )


def _unless_there(table: Table) -> Insert:
    """An insert that leaves alone what is already there, which both dialects say in the same words."""
    return postgresql.insert(table).on_conflict_do_nothing().inline()


GET = select(entity.c.revision, entity.c.body).where(_owned(entity))
CREATE = _unless_there(entity)
UPDATE = (
    update(entity)
    .where(_owned(entity), entity.c.revision == bindparam("expected"))
    .values(revision=bindparam("next"), body=bindparam("text"))
)
DELETE = delete(entity).where(_owned(entity), entity.c.revision == bindparam("expected"))

INDEX = insert(entity_index).inline()
UNINDEX = delete(entity_index).where(_owned(entity_index))

CLAIM = _unless_there(claim)
CLAIMS = select(claim.c.resource, claim.c.tick).where(_owned(claim))
FREE: Delete = delete(claim).where(
    claim.c.school == bindparam("of_school"),
    claim.c.resource == bindparam("of_resource"),
    claim.c.tick == bindparam("of_tick"),
)

BEGIN_SCHOOL = _unless_there(school)
LAST = select(school.c.seq, school.c.hash).where(school.c.school == bindparam("of_school"))
HEAD = LAST.with_for_update()
ADVANCE = (
    update(school)
    .where(school.c.school == bindparam("of_school"))
    .values(seq=bindparam("last"), hash=bindparam("head"))
)
JOURNAL = insert(journal).inline()
READ_JOURNAL = (
    select(journal)
    .where(journal.c.school == bindparam("of_school"), journal.c.seq > bindparam("after"))
    .order_by(journal.c.seq)
    .limit(bindparam("rows"))
)
ERASE = (
    update(journal)
    .where(journal.c.school == bindparam("of_school"), journal.c.seq == bindparam("of_seq"))
    .values(details=None, salt=None)
)

QUEUE = _unless_there(outbox)
DUE = (
    select(outbox)
    .where(
        ~outbox.c.done,
        outbox.c.due <= bindparam("now"),
        or_(outbox.c.hidden <= bindparam("now"), outbox.c.hidden > bindparam("longest")),
    )
    .order_by(outbox.c.due, outbox.c.school, outbox.c.key)
    .limit(bindparam("rows"))
    .with_for_update(skip_locked=True)
)
QUEUED = (
    select(outbox)
    .where(outbox.c.school == bindparam("of_school"), outbox.c.key > bindparam("after"), ~outbox.c.done)
    .order_by(outbox.c.key)
    .limit(bindparam("rows"))
)
HIDE = (
    update(outbox)
    .where(outbox.c.school == bindparam("of_school"), outbox.c.key == bindparam("of_key"))
    .values(hidden=bindparam("until"))
)
DONE = (
    update(outbox)
    .where(outbox.c.school == bindparam("of_school"), outbox.c.key == bindparam("of_key"))
    .values(done=True, body="{}")
)


_DIALECTS: dict[str, Dialect] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": psycopg.dialect(),  # type: ignore[no-untyped-call] # the library does not say
}


@cache
def words(statement: ClauseElement, dialect: str) -> str:
    """The statement as the driver takes it, with its values by name: worked out once, for bookings come in thousands."""
    return str(statement.compile(dialect=_DIALECTS[dialect]))


@cache
def in_order(statement: Insert) -> tuple[str, Sequence[str]]:
    """An insert as SQLite takes its values quickest, in the order of the columns of its table; and those columns."""
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="qmark"))), statement.table.columns.keys()


@cache
def as_arrays(statement: ClauseElement) -> str:
    """An insert as PostgreSQL takes many rows in one statement: by name, the values of each column as an array.

    The rows are inserted in the order of the arrays.
    """
    selected = words(statement, "postgresql").replace("VALUES ", "SELECT * FROM unnest", 1)
    return re.sub(r"::[A-Z]+", r"\g<0>[]", selected)


@cache
def page(*, indexed: bool, ended: bool, continued: bool) -> Select[Any]:
    """One page of a `find`, by an index or by id, from a value or after a row, with or without an end.

    Value and id are both of the table that is searched, and one bound says where to begin: so the database goes straight
    there and reads in order, however many records have one value and however deep the page lies.
    """
    table = entity_index if indexed else entity
    value, which = (table.c.value if indexed else table.c.id), table.c.id
    query = select(value, which, entity.c.revision, entity.c.body).where(
        entity.c.school == bindparam("of_school"),
        entity.c.kind == bindparam("of_kind"),
    )
    if indexed:
        query = query.join(entity_index, _same_record()).where(
            entity_index.c.school == bindparam("of_school"),
            entity_index.c.kind == bindparam("of_kind"),
            entity_index.c.name == bindparam("name"),
        )
    if ended:
        query = query.where(value < bindparam("lt"))
    if continued:
        query = query.where(tuple_(value, which) > tuple_(bindparam("after_value"), bindparam("after_id")))
    if not (continued and indexed):
        query = query.where(value >= bindparam("ge"))
    # Without an offset of our own SQLite's words would have one by a value that nobody gives.
    return query.order_by(value, which).limit(bindparam("rows")).offset(literal_column("0"))


def _same_record() -> ColumnElement[bool]:
    return and_(
        entity_index.c.school == entity.c.school,
        entity_index.c.kind == entity.c.kind,
        entity_index.c.id == entity.c.id,
    )
