"""The tables. The school comes first in every key, so that a database can spread schools over machines.

A few columns carry what a database must guarantee (one revision, one holder of a claim, one message of a key, one
journal row of a number); all else is in the documents.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

__all__ = ["METADATA", "claim", "entity", "entity_index", "journal", "outbox", "schema_version", "school"]

METADATA = MetaData()

_EXACT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared by code points: what SQLite does by itself and PostgreSQL when asked."""

_OF_ENTITY = (("school", "kind", "id"), ("entity.school", "entity.kind", "entity.id"))


def _exact(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, _EXACT, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=key, nullable=False, autoincrement=False)


schema_version = Table("schema_version", METADATA, Column("version", Integer, nullable=False))

entity = Table(
    "entity",
    METADATA,
    _exact("school", key=True),
    _exact("kind", key=True),
    _exact("id", key=True),
    _number("revision"),
    Column("body", Text, nullable=False),
)

# Whoever changes or deletes a record removes its index rows. PostgreSQL is told whose they are besides, for its planner
# reads from that how many records a page of them leads to; to SQLite it would be a search for the record of each new row,
# and a roster adds tens of thousands, with nothing gained.
entity_index = Table(
    "entity_index",
    METADATA,
    _exact("school", key=True),
    _exact("kind", key=True),
    _exact("name", key=True),
    _exact("value", key=True),
    _exact("id", key=True),
    ForeignKeyConstraint(*_OF_ENTITY, ondelete="CASCADE").ddl_if(dialect="postgresql"),
    Index("entity_index_owner", "school", "kind", "id"),
    sqlite_with_rowid=False,
)

claim = Table(
    "claim",
    METADATA,
    _exact("school", key=True),
    _exact("resource", key=True),
    _number("tick", key=True),
    _exact("kind"),
    _exact("id"),
    ForeignKeyConstraint(*_OF_ENTITY, ondelete="CASCADE"),
    Index("claim_owner", "school", "kind", "id"),
    sqlite_with_rowid=False,
)

school = Table(
    "school",
    METADATA,
    _exact("school", key=True),
    _number("seq"),
    _exact("hash"),
)

journal = Table(
    "journal",
    METADATA,
    _exact("school", key=True),
    _number("seq", key=True),
    _number("at"),
    _exact("what"),
    _exact("kind"),
    _exact("id"),
    _exact("actor"),
    _exact("purpose"),
    _exact("ground"),
    Column("salt", Text),
    Column("details", Text),
    _exact("digest"),
    _exact("previous_hash"),
    _exact("hash"),
    Index("journal_record", "school", "kind", "id"),
)

outbox = Table(
    "outbox",
    METADATA,
    _exact("school", key=True),
    _exact("key", key=True),
    _exact("topic"),
    Column("body", Text, nullable=False),
    _number("due"),
    _number("hidden"),
    Column("done", Boolean, nullable=False),
)

# The one index that does not begin with the school: the worker looks for what is due at any school.
Index(
    "outbox_due",
    outbox.c.due,
    outbox.c.school,
    outbox.c.key,
    sqlite_where=text("done = 0"),
    postgresql_where=text("NOT done"),
)
