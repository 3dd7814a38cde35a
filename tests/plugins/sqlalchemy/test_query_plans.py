"""Every question is answered by an index, whatever there is: the plans of the statements that really run.

Whatever the store says to the database while a school works is caught on its way, and the database itself is asked how it
would go about it. Nothing may read a table from end to end or sort what it read.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from partnership.changes import OWN_WORD, Change
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy import asking
from partnership.plugins.sqlalchemy.driver import Ask, asker
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Claim, Message

BEECH = SchoolId("de-beuk")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
Said = dict[str, Any]
"""Each statement once, with the values of its first run."""


def change(number: int) -> Change:
    """A talk was booked."""
    return Change(
        what="talk.booked",
        kind="talk",
        id=f"t{number}",
        at=NOON,
        actor="g1",
        purpose="booked",
        ground=OWN_WORD,
    )


def message(number: int) -> Message:
    """Somebody is told."""
    return Message(key=f"k{number:05}", topic="talk.booked", body={}, due=NOON)


OTHERS = (
    "INSERT INTO school SELECT 's' || s, 2000, '' FROM generate_series(1, 5000) s",
    "INSERT INTO entity SELECT 's' || s, 'talk', 't' || n, 1, '{}' FROM generate_series(1, 20) s, generate_series(1, 2000) n",
    "INSERT INTO entity_index SELECT school, kind, 'day', '2026-11-' || id, id FROM entity WHERE school <> 'de-beuk'",
    "INSERT INTO claim SELECT school, 'staff:' || id, tick, kind, id FROM entity, generate_series(1, 5) tick",
    "INSERT INTO outbox SELECT school, id, '', '{}', 0, 0, true FROM entity WHERE school <> 'de-beuk'",
    "ANALYZE",
)
"""Twenty other schools with two thousand talks each, so that a planner has something to choose from."""


def fill(store: SqlStore, talks: int) -> None:
    """A school with talks."""
    with store.transaction(BEECH) as block:
        for number in range(talks):
            index = {"day": f"2026-11-{number % 28 + 1:02}", "pupil": f"p{number:05}", "conference": "autumn"}
            held = [Claim(f"staff:{number}", 1), Claim(f"party:{number}", 1)]
            block.put("talk", f"t{number:05}", {"n": number}, expected=None, index=index, claims=held)
        block.append(
            [change(number) for number in range(talks)], [message(number) for number in range(talks)]
        )


@contextmanager
def listening(store: SqlStore) -> Iterator[Said]:
    """What the store says to its database, through the layer or past it to the driver."""
    said: Said = {}

    def hear(statement: str, values: Any) -> None:
        said.setdefault(statement, values[0] if isinstance(values, list) else values)

    def overheard(connection: Connection) -> Ask:
        ask = asker(connection)

        def told(words: str, values: Any) -> Any:
            hear(words, values)
            return ask(words, values)

        return told

    def execute(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        hear(statement, values)

    event.listen(store._engine, "before_cursor_execute", execute)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "asker", overheard)
        yield said
    event.remove(store._engine, "before_cursor_execute", execute)


def work(store: SqlStore) -> None:
    """Everything a school does: read, page, book, move, cancel, tell, look back."""
    with store.transaction(BEECH, write=False) as block:
        assert block.get("talk", "t00007") is not None
        for index in ("day", None):
            first = block.find("talk", index, limit=20)
            page = block.find("talk", index, after=(first[-1].value, first[-1].record.id), limit=20)
            assert len(page) == 20
            block.find("talk", index, ge="2026-11-03", lt="2026-11-04")
            block.find("talk", index, ge="2026", lt="2027", after=(first[-1].value, first[-1].record.id))
    with store.transaction(BEECH) as block:
        block.put(
            "talk", "new", {}, expected=None, index={"day": "2026-11-24"}, claims=[Claim("staff:new", 1)]
        )
        block.put("talk", "t00007", {}, expected=1, index={"day": "2026-11-24"}, claims=[Claim("staff:7", 2)])
        block.delete("talk", "t00008", expected=1)
        block.append([change(1)], [message(99_999)])
    assert len(store.journal(BEECH, after=50, limit=20)) == 20
    leased = store.lease(now=NOON, limit=5, seconds=60)
    store.ack(BEECH, [told.key for _, told in leased])


def plans(store: SqlStore, said: Said, explain: str) -> dict[str, str]:
    """How the database would answer each, as it says itself."""
    questions = [words for words in said if words.startswith(("SELECT", "UPDATE", "DELETE"))]
    assert len(questions) > 12

    def plan(connection: Connection, words: str) -> str:
        rows = connection.exec_driver_sql(f"{explain} {words}", said[words]).all()
        return "\n".join(str(row[-1]) for row in rows)

    with store._reading.connect() as connection:
        return {words: plan(connection, words) for words in questions}


def poor(plans: dict[str, str], signs: tuple[str, ...]) -> list[tuple[str, str]]:
    """Plans that read or sort too much, with their statements."""
    return [(words, plan) for words, plan in plans.items() if any(sign in plan for sign in signs)]


def test_sqlite_looks_everything_up(tmp_path: Path) -> None:
    """No table is scanned and nothing is sorted; the school is in the key of every search but the worker's."""
    with closing(SqlStore(f"sqlite:///{tmp_path}/school.db")) as store:
        fill(store, 200)
        with listening(store) as said:
            work(store)
        found = plans(store, said, "EXPLAIN QUERY PLAN")
    assert poor(found, ("SCAN ", "TEMP B-TREE")) == []
    assert [words for words, plan in found.items() if "(school=?" not in plan] == [
        words for words in found if "outbox.due <=" in words
    ]


def test_without_its_index_a_question_is_caught(tmp_path: Path) -> None:
    """The law above can fail: without the worker's index its question reads the whole outbox."""
    with closing(SqlStore(f"sqlite:///{tmp_path}/school.db")) as store:
        fill(store, 200)
        with store._writing.begin() as connection:
            connection.exec_driver_sql("DROP INDEX outbox_due")
        with listening(store) as said:
            work(store)
        caught = poor(plans(store, said, "EXPLAIN QUERY PLAN"), ("SCAN ", "TEMP B-TREE"))
    assert ["outbox.due <=" in words for words, _ in caught] == [True]


@pytest.mark.slow
def test_postgresql_looks_everything_up(database: Callable[[Path], str], tmp_path: Path) -> None:
    """With its own statistics of a few thousand rows of several schools, and nothing forbidden to it."""
    with closing(SqlStore(database(tmp_path))) as store:
        fill(store, 200)
        with store._writing.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for words in OTHERS:
                connection.exec_driver_sql(words)
        with listening(store) as said:
            work(store)
        found = plans(store, said, "EXPLAIN")
    assert poor(found, ("Seq Scan", "Sort")) == []


def test_a_deep_page_costs_what_the_first_costs(tmp_path: Path) -> None:
    """Counted in steps of SQLite's own machine: by id, by an index, and by one in which all records have one value."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    with closing(SqlStore(f"sqlite:///{tmp_path}/school.db")) as store:
        fill(store, 1000)
        event.listen(store._engine, "checkout", lambda raw, *_: raw.set_progress_handler(step, 1))
        with store.transaction(BEECH, write=False) as block:
            for index in ("pupil", "conference", None):
                costs, after = [], None
                for _ in range(20):
                    steps = 0
                    *_, last = block.find("talk", index, after=after, limit=50)
                    costs.append(steps)
                    after = (last.value, last.record.id)
                first, second, *rest = costs
                assert max(rest) <= 1.01 * second
                assert second <= 2 * first
