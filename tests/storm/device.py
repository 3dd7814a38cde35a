"""One device in the storm: books, moves, cancels and looks, and writes down what it asked and heard."""

import random
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from tests.storm.evening import Deed
from tests.storm.history import History
from tests.storm.school import BEECH, NOON, Crowd

from partnership.conferences.booking_life.rulings import NOT_FREE
from partnership.errors import CommitUnknown, Conflict, NotFound, Retry, StoreFailed
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import SchoolSettings, Settings, StoreSettings
from partnership.ids import ConferenceId, GuardianId, RequestId
from partnership.services.talks import Booked, Cancelled, Refused

__all__ = ["Device", "at_school"]

_PATIENCE = 120.0


def at_school(host: Host, url: str, clock: Callable[[], datetime]) -> School:
    """The school, with its store in this database."""
    settings = Settings(
        school=SchoolSettings(id=BEECH),
        store=StoreSettings(name="sql", settings={"url": url, "busy_seconds": 20}),
    )
    return School(settings, host, clock=clock)


class Device:
    """A device of families of one conference.

    Args:
        crowd: The storm.
        process: Which of its devices.
        life: How many of its kind died before it.
        school: At which school; each device opens its own.
        diary: Where its history is written.
    """

    def __init__(self, crowd: Crowd, process: int, life: int, school: School, diary: Path) -> None:
        self._crowd = crowd
        self._conference: ConferenceId = crowd.conference_of(process)
        self._teachers = dict(crowd.requests_of(process))
        self._school = school
        self._history = History(diary)
        self._dice = random.Random(f"{crowd.seed} {process} {life}")  # noqa: S311 - the same each time
        self._alive = set(self._teachers)

    def run(self, deeds: int) -> None:
        """Do so many things, each answered or given up."""
        self._until_answered(self._look)
        for _ in range(deeds):
            die = self._dice.random()
            request = self._dice.choice(sorted(self._alive)) if self._alive else None
            if request is None or die < 0.1:
                self._until_answered(self._look)
            elif die < 0.2:
                self._until_answered(lambda request=request: self._cancel(request))  # type: ignore[misc]
            else:
                self._until_answered(lambda request=request: self._book(request))  # type: ignore[misc]

    def _until_answered(self, deed: Callable[[], bool]) -> None:
        """Again while nothing is done, as somebody does who presses the button again."""
        end = time.monotonic() + _PATIENCE
        while not deed():
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(self._dice.random() / 10)

    def _asked(self, ask: Callable[[], tuple[Deed, ...]], *wanted: Deed) -> bool:
        """Ask, and write down what was asked and heard; False when nothing was done and it may be asked again."""
        number = self._history.asked(*wanted)
        try:
            with self._disk():
                heard = ask()
        except CommitUnknown:
            self._history.answered(number, "unknown")
        except NotFound:
            # A cancellation of which nobody knew was done.
            self._alive -= {each.who for each in wanted}
            self._history.answered(number, "nothing")
        except (Retry, Conflict, StoreFailed):
            self._history.answered(number, "nothing")
            return False
        else:
            self._history.answered(number, "known", *heard)
        return True

    def _look(self) -> bool:
        """See the whole conference, and which of our requests still stand."""

        def ask() -> tuple[Deed, ...]:
            kept = self._school.conference(self._conference)
            teachers = {request.id: request.staff[0] for request in kept.conference.requests}
            seen: dict[str, dict[str, str]] = {f"t{number}": {} for number in range(self._crowd.teachers)}
            for name, place in kept.held.items():
                seen[teachers[name]][name] = place.start.isoformat()
            self._alive &= {str(name) for name in teachers}
            return tuple(
                Deed(what="look", teacher=teacher, who=self._conference, seen=there)
                for teacher, there in seen.items()
            )

        return self._asked(ask, Deed(what="look", teacher="", who=self._conference))

    def _book(self, request: str) -> bool:
        """Book a slot by chance, or move there."""
        start = self._crowd.slot(self._dice.randrange(self._crowd.slots))
        teacher, slot = self._teachers[request], start.isoformat()

        def ask() -> tuple[Deed, ...]:
            told = self._school.counter(self._conference, _guardian(request)).book(RequestId(request), start)
            if isinstance(told, Refused):
                _only_because_taken(told)
            done = isinstance(told, Booked)
            return (Deed(what="book", teacher=teacher, who=request, slot=slot, done=done),)

        return self._asked(ask, Deed(what="book", teacher=teacher, who=request, slot=slot))

    def _cancel(self, request: str) -> bool:
        deed = Deed(what="cancel", teacher=self._teachers[request], who=request)

        def ask() -> tuple[Deed, ...]:
            told = self._school.counter(self._conference, _guardian(request)).cancel(RequestId(request))
            if not isinstance(told, Cancelled):
                raise TypeError(told)
            self._alive.discard(request)
            return (deed,)

        return self._asked(ask, deed)

    @contextmanager
    def _disk(self) -> Iterator[None]:
        """Now and then a disk on which no file may become longer than the database is, or hardly."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        if self._dice.random() < self._crowd.full:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self._dice.randrange(50_000, 500_000), hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    @staticmethod
    def clock(dice: random.Random) -> Callable[[], datetime]:
        """A clock that somebody keeps setting, days back and days ahead, though never past the evening."""
        return lambda: NOON + timedelta(seconds=dice.uniform(-3 * 86400, 3 * 86400))


def _guardian(request: str) -> GuardianId:
    return GuardianId(f"g-{request}")


def _only_because_taken(told: Refused) -> None:
    """Make sure that nothing but another talk stood in the way.

    Raises:
        ValueError: Something did.
    """
    if told.ruling.refusals != (NOT_FREE,):
        raise ValueError(told.ruling.rules)
