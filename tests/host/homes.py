"""Three homes with their post, and the slow and obvious answer to what each guardian is told alone and what in the digest."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
from tests.host.posting import AMSTERDAM, BEECH, School, Told, guardian

from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Letter
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent

__all__ = ["HOMES", "MONDAY", "MOST", "Homes", "Oracle", "Thing", "things_in"]

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
MOST = 2
HOMES = {
    "fatima": ("household:beech",),
    "bram": ("household:beech",),
    "dina": ("household:beech", "household:oak"),
    "zeynep": ("household:oak",),
    "sjoerd": ("guardian:sjoerd",),
}
"""Dina lives in two homes, Sjoerd in none that the school knows."""


@attrs.frozen(kw_only=True)
class Thing:
    """Something to tell some guardians."""

    name: str
    to: tuple[str, ...]
    at: datetime
    pressing: str | None = None

    def key(self, who: str) -> str:
        """The key of its message to one of them."""
        return f"{self.name}/word/guardian:{who}/0"


def things_in(letter: Letter) -> tuple[str, ...]:
    """What a letter tells, in its order."""
    found = re.findall(r"^(thing\d\d)$", f"{letter.subject}\n{letter.text}", re.MULTILINE)
    return tuple(dict.fromkeys(found))


def fact(reading: Reading) -> Draft | Unsent:
    """Says its name, as long as it is so."""
    name = reading.body["says"]
    if reading.transaction.get("gone", name) is not None:
        return Unsent(state=Idle.SUPPRESSED, why="superseded")
    return Draft(
        subject=name,
        paragraphs=(f"All about it is in {name}, said at school.",),
        settled=reading.body["pressing"] == "settled",
    )


class Homes(School):
    """A school with three homes, that tells each two things a week."""

    def __init__(self, messenger: Told | None = None, store: MemoryStore | None = None) -> None:
        super().__init__(store, email=messenger or Told())
        self.now = MONDAY
        for who in HOMES:
            self.person(guardian(who, f"{who}@home.example"))
        self.home("beech", *(who for who, homes in HOMES.items() if "household:beech" in homes))
        self.home("oak", *(who for who, homes in HOMES.items() if "household:oak" in homes))
        self.chosen |= {"pushes": MOST}

    def office(self) -> Any:
        """With the topic of these tests."""
        return attrs.evolve(super().office(), topics={"word": fact})

    def tell(self, thing: Thing) -> None:
        """Queue it for each."""
        urgent: dict[str, Any] = {"urgent": "it cannot wait"} if thing.pressing == "urgent" else {}
        for who in thing.to:
            self.queue(
                thing.key(who),
                f"guardian:{who}",
                **{"says": thing.name, "pressing": thing.pressing, "thing": thing.name} | urgent,
            )

    def gone(self, name: str) -> None:
        """It is no longer so."""
        with self.store.transaction(BEECH) as transaction:
            transaction.put("gone", name, {}, expected=None)

    def letters(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every letter that was carried: to whom, and what it tells."""
        return [(each.to.partition("@")[0], things_in(each)) for each in self.channels["email"].took]


class Oracle:
    """What should be carried when nothing ever fails: everything looked at anew each time, nothing remembered but what was told."""

    def __init__(self) -> None:
        self.waiting: list[tuple[datetime, str, Thing, str]] = []
        self.digests: dict[tuple[datetime, str], list[Thing]] = {}
        self.had: dict[tuple[str, int], set[str]] = {}
        self.gone: set[str] = set()

    def tell(self, thing: Thing) -> None:
        """Somebody queues it."""
        self.waiting += [(thing.at, thing.key(who), thing, who) for who in thing.to]

    def run(self, now: datetime) -> list[tuple[str, tuple[str, ...]]]:
        """Each letter of one run, in order."""
        due: list[tuple[datetime, str, Thing | None, str]] = list(self.waiting)
        due += [(at, f"digest/guardian:{who}/", None, who) for at, who in self.digests if at <= now]
        self.waiting = []
        letters = []
        for at, _, thing, who in sorted(due, key=lambda each: each[:2]):
            if thing is None:
                told = [each.name for each in self.digests.pop((at, who)) if each.name not in self.gone]
                if told:
                    letters.append((who, tuple(told)))
            elif thing.name not in self.gone:
                if self._alone(thing, who, now):
                    letters.append((who, (thing.name,)))
                else:
                    self.digests.setdefault((_friday(now), who), []).append(thing)
        return letters

    def _alone(self, thing: Thing, who: str, now: datetime) -> bool:
        week = now.astimezone(AMSTERDAM).isocalendar()
        homes = [self.had.setdefault((home, week.year * 100 + week.week), set()) for home in HOMES[who]]
        room = all(thing.name in had or len(had) < MOST for had in homes)
        for had in homes:
            if room or (thing.pressing and len(had) < MOST):
                had.add(thing.name)
        return room or thing.pressing is not None


def _friday(now: datetime) -> datetime:
    """The next Friday at four, hour by hour."""
    moment = now.astimezone(AMSTERDAM).replace(minute=0, second=0, microsecond=0)
    while not (moment > now and moment.weekday() == 4 and moment.hour == 16):
        moment = (moment.astimezone(UTC) + timedelta(hours=1)).astimezone(AMSTERDAM)
    return moment.astimezone(UTC)
