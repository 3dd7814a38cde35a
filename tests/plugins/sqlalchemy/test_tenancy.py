"""No query of one school returns or changes a row of another: by what it does, and by every statement it sends."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from partnership.errors import Conflict, Taken
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.plugins.sqlalchemy.tables import METADATA
from partnership.ports import Claim, Transaction
from partnership.serial.chain import verify
from partnership.testing.contracts.examples import NOON, message, moved

TABLES = sorted(table.name for table in METADATA.tables.values() if "school" in table.c)
NAMED = re.compile(rf"\b(?:INTO|FROM|JOIN|UPDATE)\s+({'|'.join(TABLES)})\b", re.IGNORECASE)

names = st.sampled_from(["t1", "t2"])
PUTS = ["put"] * 6
OTHERS = ["delete", "find", "list", "append", "journal", "ack", "erase", "check"]
deeds = st.sampled_from(PUTS + OTHERS)


class Overheard:
    """Every statement a store sends, with its values in place."""

    def __init__(self, store: SqlStore) -> None:
        self.said: list[str] = []
        if store._engine.dialect.name == "sqlite":
            # What the driver itself is told, whoever tells it.
            event.listen(store._engine, "connect", self._listen)
            store._engine.dispose()
        else:
            event.listen(store._engine, "before_cursor_execute", self._hear)

    def _listen(self, connection: Any, _: object) -> None:
        connection.set_trace_callback(self.said.append)

    def _hear(self, _: Any, __: Any, words: str, values: Any, *___: Any) -> None:
        for each in values if isinstance(values, list) else [values]:
            self.said.append(_filled(words, each))

    @contextmanager
    def during(self) -> Iterator[list[str]]:
        """What is said meanwhile."""
        self.said.clear()
        heard: list[str] = []
        yield heard
        heard.extend(self.said)


def _filled(words: str, values: Mapping[str, Any]) -> str:
    def told(value: Any) -> str:
        return ",".join(sorted(set(map(str, value)))) if isinstance(value, list) else str(value)

    return re.sub(r"%\((\w+)\)s(::\w+(\[\])?)?", lambda found: f"'{told(values[found[1]])}'", words)


def strays(said: Sequence[str], school: str) -> list[str]:
    """The statements that name a table with schools in it and not, for each of them, this school."""
    return [words for words in said if not _stays(words, school)]


def _stays(words: str, school: str) -> bool:
    if words.startswith("--"):
        return True  # what SQLite does by itself, for a foreign key
    into = re.match(r"INSERT INTO (\w+) \(school,.*?(?:VALUES |unnest)\('([^']*)'", words, re.DOTALL)
    if into is not None:
        return into[2] == school
    return all(
        re.search(rf"\b{table}\.school = '{re.escape(school)}'", words)
        or (table == "entity" and "entity_index.school = entity.school" in words)
        for table in NAMED.findall(words)
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """A store of many schools."""
    if request.param == "sqlite":
        store = SqlStore(f"sqlite:///{tmp_path / 'schools.db'}")
    else:
        database: Callable[[Path], str] = request.getfixturevalue("database")
        store = SqlStore(database(tmp_path))
    yield store
    store.close()


def rows_of(store: SqlStore, school: str) -> dict[str, list[Any]]:
    """Every row of a school, past the store."""
    with store._engine.connect() as raw:
        return {
            table: sorted(
                map(tuple, raw.execute(text(f"SELECT * FROM {table} WHERE school = :of"), {"of": school})),  # noqa: S608 - named above
                key=repr,
            )
            for table in TABLES
        }


def act(store: SqlStore, school: SchoolId, deed: str, name: str, tick: int) -> object:
    """One deed at a school, with the school's own mark in whatever it writes; what it was given back."""
    answer: object = None
    if deed == "journal":
        answer = [dict(change.details) for _, change in store.journal(school)]
    elif deed == "ack":
        store.ack(school, [name])
    elif deed == "erase":
        with store.transaction(school) as transaction:
            transaction.sift(lambda each: getattr(each, "id", "") == name)
    elif deed == "check":
        answer = verify(store, school).broken
    else:
        with store.transaction(school) as transaction, suppress(Conflict, Taken):
            answer = within(transaction, school, deed, name, tick)
    return answer


def within(transaction: Transaction, school: str, deed: str, name: str, tick: int) -> object:
    """One deed in a transaction."""
    there = transaction.get("talk", name)
    revision = there.revision if there else None
    if deed == "put":
        body = {"mark": school}
        index = {"day": "mon", "mark": school}
        claims = [Claim("staff:jansen", tick), Claim(f"pupil:{name}", tick)]
        transaction.put("talk", name, body, expected=revision, index=index, claims=claims)
    elif deed == "delete" and revision is not None:
        transaction.delete("talk", name, expected=revision)
    elif deed == "append":
        transaction.append([moved(0, id=name)], [message(name, text=school)])
    found = transaction.find("talk", "day" if deed == "find" else None)
    return [dict(row.record.body) for row in found], there and dict(there.body)


numbers = count()


@settings(
    max_examples=max(15, settings().max_examples // 10),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.booleans(), deeds, names, st.integers(0, 2)), min_size=8, max_size=20))
def test_no_school_sees_or_changes_another(store: SqlStore, script: list[tuple[bool, str, str, int]]) -> None:
    """Two schools that do the same things to records of the same names."""
    number = next(numbers)
    schools = SchoolId(f"beech{number}"), SchoolId(f"oak{number}")
    overheard = Overheard(store)
    for second, deed, name, tick in script:
        mine, other = schools if second else schools[::-1]
        before = rows_of(store, other)
        with overheard.during() as said:
            answer = act(store, mine, deed, name, tick)
        assert strays(said, mine) == []
        assert NAMED.search("\n".join(said))
        assert other not in repr(answer)
        assert rows_of(store, other) == before
    with overheard.during() as said:
        leased = store.lease(now=NOON, limit=1000, seconds=60)
    assert {school: queued.body["text"] for school, queued in leased if school in schools}.items() <= {
        school: school for school in schools
    }.items()
    unbound = [words for words in said if not any(_stays(words, school) for school, _ in [*leased, ("", 0)])]
    assert [words.split()[0] for words in unbound] == ["SELECT"]  # the worker looks at every school


def test_a_statement_that_strays_is_seen() -> None:
    """The law would notice: no school, another school, or a table beside that is not held to it."""
    assert strays(["SELECT * FROM entity WHERE entity.id = 't1'"], "beech") != []
    assert strays(["DELETE FROM claim WHERE claim.school = 'oak'"], "beech") != []
    assert strays(["INSERT INTO entity (school, kind) VALUES ('oak', 'talk')"], "beech") != []
    beside = "SELECT * FROM entity JOIN claim ON claim.id = entity.id WHERE entity.school = 'beech'"
    assert strays([beside], "beech") != []
