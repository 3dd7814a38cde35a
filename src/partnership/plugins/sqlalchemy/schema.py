"""Which version the tables are, and how to bring older ones up to date.

A step is SQL as it was written for its version, and never speaks of the tables of today: those go on changing. One
integer, one mapping and one transaction are all there is to it; a migration tool would bring branches, downgrades and
a history of its own, none of which a store without branches needs.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs
from sqlalchemy import Connection, Engine, insert, inspect, select, text, update

from partnership.errors import NewerSchema, StoreFailed
from partnership.plugins.sqlalchemy.row_security import is_guarded, put_guard, refuse_who_passes, unguarded
from partnership.plugins.sqlalchemy.tables import METADATA, schema_version

__all__ = ["SCHEMA_VERSION", "UPGRADES", "Prepared", "prepare"]

Upgrade = Callable[[Connection], None]


def _find_what_is_asked_for(connection: Connection) -> None:
    """What a person may see of the journal is found without reading all of it; SQLite finds records by what they say alone.

    There a roster adds index rows by the tens of thousands, none of which has to look for its record any more: whoever
    deletes a record removes them.
    """
    statements = ["CREATE INDEX journal_record ON journal (school, kind, id)"]
    if connection.dialect.name == "sqlite":
        statements += [
            (
                "CREATE TABLE entity_index_2 (school TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,"
                " value TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (school, kind, name, value, id)) WITHOUT ROWID"
            ),
            "INSERT INTO entity_index_2 SELECT school, kind, name, value, id FROM entity_index",
            "DROP TABLE entity_index",
            "ALTER TABLE entity_index_2 RENAME TO entity_index",
            "CREATE INDEX entity_index_owner ON entity_index (school, kind, id)",
        ]
    for statement in statements:
        connection.execute(text(statement))


UPGRADES: Mapping[int, Upgrade] = MappingProxyType({1: _find_what_is_asked_for})
"""What brings tables of a version to the next one, by the version it starts from; version 1 is the first."""

SCHEMA_VERSION = 1 + len(UPGRADES)

_LOCK = 7_309_453_617_013_121
"""An arbitrary number, the same in every version, so that two programs do not make the tables at once."""


@attrs.frozen(kw_only=True)
class Prepared:
    """The tables as they were found and are now.

    Attributes:
        found: Their version before; None when there were none.
        guarded: Whether the database itself keeps the rows of schools apart.
    """

    found: int | None
    guarded: bool


def prepare(
    engine: Engine,
    *,
    upgrade: bool,
    row_security: bool = False,
    upgrades: Mapping[int, Upgrade] = UPGRADES,
    known: int = SCHEMA_VERSION,
) -> Prepared:
    """Make the tables where there are none; check their version; bring them up to date and guard them when asked.

    It is done in one transaction: what fails leaves no trace.

    Args:
        engine: For writing.
        upgrade: Whether tables of an older version may be changed.
        row_security: Whether the database is to keep the rows of schools apart; once it does, it goes on.
        upgrades: By the version each starts from.
        known: The version this program writes.

    Raises:
        NewerSchema: Written by a newer version of this library.
        StoreFailed: Written by an older one, and `upgrade` is not set; tables of another program have our names; or a
            user that rows cannot be kept from.
        InvalidValue: Row security of a database that has none.
    """
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        found = _version(connection)
        if found is None:
            _refuse_strangers(connection)
            METADATA.create_all(connection)
            connection.execute(insert(schema_version), {"version": known})
        elif found != known:
            _bring_up(connection, found, known, upgrades, allowed=upgrade)
        if row_security:
            refuse_who_passes(connection)
            put_guard(connection)
        return Prepared(found=found, guarded=is_guarded(connection))


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table(schema_version.name):
        return None
    version: int = connection.execute(select(schema_version.c.version)).scalar_one()
    return version


def _refuse_strangers(connection: Connection) -> None:
    """Leave a database alone in which somebody else's tables have our names."""
    taken = sorted(METADATA.tables.keys() & set(inspect(connection).get_table_names()))
    if taken:
        raise StoreFailed(
            f"the database has tables of another program already ({', '.join(taken)}); give the store one of its own"
        )


def _bring_up(
    connection: Connection, found: int, known: int, upgrades: Mapping[int, Upgrade], *, allowed: bool
) -> None:
    """Step by step to the version this program writes."""
    if found > known:
        raise NewerSchema("the store", found=found, known=known)
    if not allowed:
        raise StoreFailed(
            f"the store has schema {found}, this version writes {known}: "
            "make a copy, then `partnership store upgrade`, or open it once with upgrade=true"
        )
    with unguarded(connection):
        for version in range(found, known):
            upgrades[version](connection)
    connection.execute(update(schema_version), {"version": known})
