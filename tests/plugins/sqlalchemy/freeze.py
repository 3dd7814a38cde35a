"""The tables as SQL text, to be kept for good when they become a version: `python -m tests.plugins.sqlalchemy.freeze`.

A new version also needs its step in `UPGRADES`, and some rows of the one before, beside its tables.
"""

from pathlib import Path

from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from partnership.plugins.sqlalchemy.schema import SCHEMA_VERSION
from partnership.plugins.sqlalchemy.tables import METADATA

__all__ = ["VERSIONS", "tables_as_text"]

VERSIONS = Path(__file__).with_name("versions")
_DIALECTS: dict[str, type[Dialect]] = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}


def tables_as_text(database: str) -> str:
    """Every table and index of today, as this database is told to make them."""
    dialect = _DIALECTS[database]()
    statements = []
    for table in METADATA.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect)).strip().replace("\t", "    ")
        statements.append("\n".join(line.rstrip() for line in made.splitlines()))
        statements.extend(
            str(CreateIndex(index).compile(dialect=dialect))
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        )
    return ";\n\n".join(statements) + ";\n"


def main() -> None:
    """Write the tables of today under today's version."""
    for database in _DIALECTS:
        path = VERSIONS / f"{SCHEMA_VERSION}.{database}.sql"
        path.write_text(tables_as_text(database), encoding="utf-8")


if __name__ == "__main__":
    main()
