"""Tables of every older version become what new ones are, with all that was in them, or stay as they were."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, TextClause, inspect, text
from tests.plugins.sqlalchemy.freeze import VERSIONS, tables_as_text

from partnership.errors import NewerSchema, StoreFailed
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.engine import open_engine, writing
from partnership.plugins.sqlalchemy.schema import SCHEMA_VERSION, UPGRADES, prepare
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.serial.chain import verify

BEECH, OAK = SchoolId("de-beuk"), SchoolId("de-eik")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

Url = Callable[[str], str]
older = pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Url:
    """By a name, the URL of a database of its own."""

    def of(name: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / name}.db"
        database: Callable[[Path], str] = request.getfixturevalue("database")
        return database(tmp_path / name)

    return of


@pytest.fixture
def engine(url: Url) -> Iterator[Callable[[str], Engine]]:
    """By a name, an engine for writing."""
    engines = []

    def of(name: str) -> Engine:
        engines.append(open_engine(url(name), busy_seconds=5))
        return writing(engines[-1])

    yield of
    for each in engines:
        each.dispose()


def build(engine: Engine, kind: str, version: int) -> None:
    """The tables and rows of a version, as they were written when it was the newest."""
    with engine.begin() as connection:
        for part in (f"{version}.{kind}.sql", f"{version}.rows.sql"):
            for statement in (VERSIONS / part).read_text(encoding="utf-8").split(";\n"):
                if statement.strip():
                    connection.exec_driver_sql(statement)


def described(engine: Engine) -> dict[str, Any]:
    """Everything the database says of its tables."""
    found = inspect(engine)

    def plain(rows: Sequence[Any]) -> list[str]:
        return sorted(said(dict(row)) for row in rows)

    return {
        name: {
            "columns": plain(found.get_columns(name)),
            "key": repr(found.get_pk_constraint(name)),
            "indexes": plain(found.get_indexes(name)),
            "foreign": plain(found.get_foreign_keys(name)),
            "unique": plain(found.get_unique_constraints(name)),
            "checks": plain(found.get_check_constraints(name)),
            "options": repr(found.get_table_options(name)),
        }
        for name in sorted(found.get_table_names())
    }


def saying(words: str) -> Callable[[Connection], None]:
    """A step that says these words."""

    def step(connection: Connection) -> None:
        connection.execute(text(words))

    return step


def said(value: object) -> str:
    """A value of the inspector in words; an expression by its SQL."""
    if isinstance(value, dict):
        return str({key: said(each) for key, each in value.items()})
    return str(value) if isinstance(value, TextClause) else repr(value)


def rows(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row, by table."""
    with engine.begin() as connection:
        return {
            name: sorted(
                (tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))),  # noqa: S608 - its own name
                key=repr,
            )
            for name in inspect(connection).get_table_names()
        }


@both
def test_the_tables_of_today_are_kept_as_text(kind: str) -> None:
    """Whoever changes them makes a new version: a step in `UPGRADES`, and `python -m tests.plugins.sqlalchemy.freeze`."""
    assert tables_as_text(kind) == (VERSIONS / f"{SCHEMA_VERSION}.{kind}.sql").read_text(encoding="utf-8")
    assert sorted(UPGRADES) == list(range(1, SCHEMA_VERSION))


@both
@older
def test_an_older_version_becomes_what_new_tables_are(
    kind: str, version: int, url: Url, engine: Callable[[str], Engine]
) -> None:
    """The same columns, keys and indexes as tables made today; everything in them is there and the store can use it."""
    old, new = engine("old"), engine("new")
    build(old, kind, version)
    before = rows(old)
    assert prepare(new, upgrade=False).found is None
    assert described(old) != described(new)
    store = SqlStore(url("old"), upgrade=True)
    assert store.found == version
    assert described(old) == described(new)
    assert rows(old) == before | {"schema_version": [(SCHEMA_VERSION,)]}
    assert (verify(store, BEECH).broken, verify(store, OAK).broken) == (None, None)
    assert [dict(change.details) for _, change in store.journal(BEECH)] == [{}, {"minutes": 11}]
    assert len(store.lease(now=NOON, limit=9, seconds=60)) == 3
    with store.transaction(BEECH) as transaction:
        assert [row.record.id for row in transaction.find("talk", "day", ge="2026-11-24")] == ["t0", "t1"]
        transaction.put("talk", "t0", {"minutes": 20}, expected=1)
    store.close()
    again = SqlStore(url("old"))
    assert again.found == SCHEMA_VERSION
    again.close()


@both
def test_a_step_that_fails_leaves_no_trace(kind: str, engine: Callable[[str], Engine]) -> None:
    """Not unless asked, not by half; with whole steps, one after another."""
    old = engine("old")
    build(old, kind, 1)
    before = described(old), rows(old)

    steps = {
        1: saying("CREATE TABLE extra (n INTEGER)"),
        2: saying("ALTER TABLE extra ADD COLUMN m INTEGER"),
    }
    broken = steps | {2: saying("SELECT * FROM absent")}
    with pytest.raises(StoreFailed, match="schema 1, this version writes 3: make a copy"):
        prepare(old, upgrade=False, upgrades=steps, known=3)
    with pytest.raises(Exception, match="absent"):
        prepare(old, upgrade=True, upgrades=broken, known=3)
    assert (described(old), rows(old)) == before
    prepare(old, upgrade=True, upgrades=steps, known=3)
    assert rows(old)["schema_version"] == [(3,)]
    assert [column["name"] for column in inspect(old).get_columns("extra")] == ["n", "m"]


@both
def test_a_newer_version_is_left_alone(kind: str, url: Url, engine: Callable[[str], Engine]) -> None:
    """Both versions are named, and nothing is touched."""
    new = engine("new")
    prepare(new, upgrade=False)
    with new.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = 777"))
    before = described(new), rows(new)
    with pytest.raises(NewerSchema) as caught:
        SqlStore(url("new"), upgrade=True)
    assert (caught.value.found, caught.value.known) == (777, SCHEMA_VERSION)
    assert (described(new), rows(new)) == before


@both
@pytest.mark.slow
def test_tables_of_another_program_are_left_alone(
    kind: str, url: Url, engine: Callable[[str], Engine]
) -> None:
    """Somebody's own database with a table called `school`: refused with its name, and as it was."""
    with engine("theirs").begin() as connection:
        connection.execute(text("CREATE TABLE school (motto TEXT)"))
        connection.execute(text("CREATE TABLE lunch (dish TEXT)"))
    with pytest.raises(StoreFailed, match=r"tables of another program already \(school\)"):
        SqlStore(url("theirs"))
    with engine("theirs").begin() as connection:
        assert sorted(inspect(connection).get_table_names()) == ["lunch", "school"], kind
