"""Which version the tables are, and how to bring older ones up to date."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import Connection, Engine, insert, inspect, select, text, update

from partnership.errors import NewerSchema, StoreFailed
from partnership.plugins.sqlalchemy.tables import METADATA, schema_version

__all__ = ["SCHEMA_VERSION", "UPGRADES", "prepare"]

Upgrade = Callable[[Connection], None]

UPGRADES: Mapping[int, Upgrade] = MappingProxyType({})
"""What brings tables of a version to the next one, by the version it starts from; version 1 is the first."""

SCHEMA_VERSION = 1 + len(UPGRADES)

_LOCK = 7_309_453_617_013_121
"""An arbitrary number, the same in every version, so that two programs do not make the tables at once."""


def prepare(
    engine: Engine, *, upgrade: bool, upgrades: Mapping[int, Upgrade] = UPGRADES, known: int = SCHEMA_VERSION
) -> None:
    """Make the tables where there are none; check their version; bring them up to date when asked.

    Args:
        engine: For writing.
        upgrade: Whether tables of an older version may be changed.
        upgrades: By the version each starts from.
        known: The version this program writes.

    Raises:
        NewerSchema: Written by a newer version of this library.
        StoreFailed: Written by an older one, and `upgrade` is not set.
    """
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if not inspect(connection).has_table(schema_version.name):
            METADATA.create_all(connection)
            connection.execute(insert(schema_version), {"version": known})
        found = connection.execute(select(schema_version.c.version)).scalar_one()
        if found > known:
            raise NewerSchema("the store", found=found, known=known)
        if found < known and not upgrade:
            raise StoreFailed(
                f"the store has schema {found}, this version writes {known}: "
                "make a copy, then open it once with upgrade=true"
            )
        for version in range(found, known):
            upgrades[version](connection)
        if found < known:
            connection.execute(update(schema_version), {"version": known})
