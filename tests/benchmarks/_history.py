"""What a secondary school has kept after five years: people, contact moments, evenings of talks, the journal.

The kinds `contact` and `talk` are documents with the indexes that an adopter would declare for the questions a school asks.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import attrs

from partnership.changes import SCHOOL_TASK, Change
from partnership.ids import SchoolId
from partnership.ports import Claim, Message, Store

__all__ = ["Size", "fill"]

FIRST = datetime(2021, 8, 30, 8, tzinfo=UTC)
BLOCK = 1000


@attrs.frozen(kw_only=True)
class Size:
    """How large the school is; five years of a school of 1,500 pupils unless it says otherwise."""

    pupils: int = 1500
    years: int = 5
    contacts: int = 200_000
    talks: int = 6_000
    staff: int = 120

    @property
    def last(self) -> datetime:
        """The end of its history."""
        return FIRST + timedelta(days=365 * self.years)


Put = tuple[str, str, dict[str, Any], dict[str, str | Sequence[str]], list[Claim]]


def people(size: Size, chance: Random) -> Iterator[Put]:
    """Pupils by class and by the day of the last contact, and two guardians each."""
    for number in range(size.pupils):
        pupil, last = f"p{number:05}", size.last.date() - timedelta(days=chance.randrange(400))
        room = f"k{number // 28}"
        body = {"id": pupil, "name": {"given": "Noor", "family": "de Vries"}, "class": room}
        index: dict[str, str | Sequence[str]] = {"class": room, "last_contact": str(last)}
        yield "pupil", pupil, body, index, []
        for which in "ab":
            guardian: dict[str, Any] = {
                "id": f"g{number:05}{which}",
                "name": {"given": "Petra", "family": "de Vries"},
            }
            yield "guardian", guardian["id"], guardian, {"pupil": pupil}, []


def contacts(size: Size, chance: Random) -> Iterator[Put]:
    """A word at the gate, a message, a call: in order of time, some with something still to do."""
    step = (size.last - FIRST) / size.contacts
    for number in range(size.contacts):
        at = FIRST + number * step
        pupil, staff = f"p{chance.randrange(size.pupils):05}", f"s{chance.randrange(size.staff):03}"
        moment = at.isoformat(timespec="seconds")
        body = {
            "pupil": pupil,
            "staff": staff,
            "at": moment,
            "channel": chance.choice(("call", "message", "gate")),
            "about": "progress",
            "said": "Reads every evening now; asks for harder books. " * chance.randint(1, 4),
        }
        index: dict[str, str | Sequence[str]] = {
            "at": moment,
            "pupil": f"{pupil}/{moment}",
            "staff": f"{staff}/{moment}",
        }
        if chance.random() < 0.01:
            index["follow_up"] = str(date.fromordinal(at.date().toordinal() + 14))
        yield "contact", f"c{number:07}", body, index, []


def talks(size: Size, chance: Random) -> Iterator[Put]:
    """Two evenings of talks a year, ten minutes each, held by claims of everybody in them."""
    each = max(1, size.talks // (2 * size.years))
    for number in range(size.talks):
        evening, place = divmod(number, each)
        day = (FIRST + timedelta(days=80 + 182 * evening)).date()
        slot, staff = divmod(place, size.staff)
        pupil = f"p{chance.randrange(size.pupils):05}"
        begin = int(datetime(day.year, day.month, day.day, 18, tzinfo=UTC).timestamp()) // 60 + 10 * slot
        body = {
            "conference": f"e{evening}",
            "staff": f"s{staff:03}",
            "pupil": pupil,
            "start": begin,
            "minutes": 10,
        }
        index: dict[str, str | Sequence[str]] = {
            "conference": f"e{evening}",
            "staff": f"s{staff:03}/{day}",
            "pupil": f"{pupil}/{day}",
        }
        held = [
            Claim(whose, begin + tick)
            for whose in (f"staff:s{staff:03}", f"party:{number}", f"room:r{staff:03}/0")
            for tick in range(10)
        ]
        yield "talk", f"t{number:06}", body, index, held


def fill(store: Store, school: SchoolId, size: Size) -> int:
    """Put a whole history in a store, a thousand records a block, each with its change; the number of records."""
    chance = Random(2026)  # noqa: S311 - the same school every time
    done = 0
    for block in _blocks(itertools.chain(people(size, chance), contacts(size, chance), talks(size, chance))):
        with store.transaction(school) as work:
            for kind, id, body, index, claims in block:
                work.put(kind, id, body, expected=None, index=index, claims=claims)
                change = Change(
                    what=f"{kind}.noted",
                    kind=kind,
                    id=id,
                    at=FIRST,
                    actor="s001",
                    purpose="noted",
                    ground=SCHOOL_TASK,
                    details={"id": id},
                )
                told = Message(key=f"noted/{id}", topic="talk.noted", body={"talk": id}, due=size.last)
                work.append([change], [told] if kind == "talk" else [])
        done += len(block)
    return done


def _blocks(puts: Iterable[Put]) -> Iterator[list[Put]]:
    rest = iter(puts)
    while block := list(itertools.islice(rest, BLOCK)):
        yield block
