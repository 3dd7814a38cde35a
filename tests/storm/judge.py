"""The judge of a storm: what everyone saw is held against one clerk, and the tables are read past the store."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import attrs
from tests.storm.evening import EMPTY, Deed, clerk
from tests.storm.history import read_histories
from tests.storm.linear import Call, linearizable
from tests.storm.school import BEECH, Crowd

from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.serial.chain import verify

__all__ = ["Verdict", "judge"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_Ask = Callable[[str], Sequence[tuple[Any, ...]]]


@attrs.frozen(kw_only=True)
class Verdict:
    """What became of a storm.

    Attributes:
        calls: How many calls were made, by what was asked and heard.
        impossible: The teachers whose evening no clerk could have kept.
        twice: Moments of a teacher or guardian that two talks have.
        apart: Talks whose claims are not what their record says.
        untold: Talks whose journal or messages are not one for each change.
        broken: The first journal row that is not what was written.
        unsound: What the database itself finds wrong with its file.
    """

    calls: Counter[str]
    impossible: tuple[str, ...]
    twice: tuple[Any, ...]
    apart: tuple[str, ...]
    untold: tuple[str, ...]
    broken: int | None
    unsound: tuple[Any, ...]

    @property
    def faults(self) -> dict[str, Any]:
        """Everything that should not be, by name."""
        return {
            name: value
            for name, value in attrs.asdict(self, recurse=False).items()
            if name != "calls" and value not in {(), None}
        }


def judge(crowd: Crowd, url: str, folder: Path) -> Verdict:
    """Judge a storm that is over, by the diaries in the folder and the tables at the URL."""
    calls = read_histories(sorted(folder.glob("*.history")))
    with _asking(url) as ask:
        claims = ask("SELECT resource, tick, id FROM claim ORDER BY 1, 2")
        bodies = {
            name: json.loads(body) for name, body in ask("SELECT id, body FROM entity WHERE kind = 'talk'")
        }
        changes = Counter(name for (name,) in ask("SELECT id FROM journal WHERE kind = 'talk'"))
        messages = Counter(key for (key,) in ask("SELECT key FROM outbox"))
        unsound = ask("PRAGMA integrity_check") if url.startswith("sqlite") else [("ok",)]
    store = SqlStore(url)
    broken = verify(store, BEECH).broken
    store.close()
    return Verdict(
        calls=Counter(_word(call) for call in calls),
        impossible=tuple(_impossible(crowd, [*calls, *_last_look(crowd, claims)])),
        twice=tuple(key for key, times in Counter(row[:2] for row in claims).items() if times > 1),
        apart=tuple(_apart(claims, bodies)),
        untold=tuple(_untold(bodies, changes, messages)),
        broken=broken,
        unsound=tuple(row for row in unsound if row != ("ok",)),
    )


def _word(call: Call[Deed]) -> str:
    return (
        f"{call.deed.what} {'done' if call.deed.done else 'refused'}" if call.returned else "never answered"
    )


def _impossible(crowd: Crowd, calls: Sequence[Call[Deed]]) -> Iterator[str]:
    """No talk has two teachers, so each teacher's evening may be judged by itself."""
    for teacher in (f"t{number}" for number in range(crowd.teachers)):
        if not linearizable([call for call in calls if call.deed.teacher == teacher], EMPTY, clerk):
            yield teacher


def _last_look(crowd: Crowd, claims: Sequence[tuple[str, int, str]]) -> Iterator[Call[Deed]]:
    """What the table of claims says in the end, as one more thing that somebody saw."""
    seen: dict[tuple[str, str], dict[str, str]] = {
        (f"t{number}", name): {} for number in range(crowd.teachers) for name in crowd.conferences
    }
    for resource, tick, talk in claims:
        who, _, name = resource.partition(":")
        if who == "staff":
            conference, request = map(unquote, talk.split("/"))
            start = (_EPOCH + timedelta(minutes=tick)).isoformat()
            seen[name, conference].setdefault(request, start)  # the first minute of the talk
    for (teacher, conference), there in seen.items():
        deed = Deed(what="look", teacher=teacher, who=conference, seen=there)
        yield Call(deed=deed, invoked=2**62, returned=2**62 + 1, reads=True)


def _apart(claims: Sequence[tuple[str, int, str]], bodies: dict[str, Any]) -> Iterator[str]:
    held: dict[str, set[tuple[str, int]]] = {}
    for resource, tick, talk in claims:
        held.setdefault(talk, set()).add((resource, tick))
    for name, body in bodies.items():
        place = body["placement"]
        start = (datetime.fromisoformat(place["start"]) - _EPOCH) // timedelta(minutes=1)
        people = [
            *(f"staff:{each}" for each in body["staff"]),
            *(f"guardian:{each}" for each in body["guardians"]),
        ]
        wanted = {(each, start + minute) for each in people for minute in range(place["minutes"])}
        if held.pop(name, set()) != (wanted if body["status"] == "held" else set()):
            yield name
    yield from held


def _untold(bodies: dict[str, Any], changes: Counter[str], messages: Counter[str]) -> Iterator[str]:
    """Each change of a talk is in the journal once, and each of the two people in it was told of it once."""
    told = Counter("/".join(key.split("/")[:2]) for key in messages)
    for name, body in bodies.items():
        times = body["sequence"] + 1
        if (changes.pop(name, 0), told.pop(name, 0)) != (times, 2 * times):
            yield name
    yield from changes
    yield from told


@contextmanager
def _asking(url: str) -> Iterator[_Ask]:
    """The database's own driver, without the store."""
    if url.startswith("sqlite:///"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as raw:
            yield lambda query: raw.execute(query).fetchall()
    else:
        import psycopg  # noqa: PLC0415 - only where there is a server

        with psycopg.connect(url) as server:
            yield lambda query: server.execute(query.encode()).fetchall()
