"""A school at its counter, with a clock that the test moves, for the booking life of its autumn talks."""

from datetime import datetime, timedelta
from typing import Any

import attrs
from tests.conferences.autumn import asked, autumn, clock, family, staff

from partnership.conferences.booking_life.terms import Terms
from partnership.conferences.conference import Conference
from partnership.host.counter import Counter
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import SchoolSettings, Settings, SolverSettings, StoreSettings
from partnership.ids import ConferenceId, GuardianId, RequestId, SchoolId
from partnership.ports import Message

__all__ = ["AUTUMN", "BEUK", "NOON", "Autumn", "asked_for", "minute", "q", "three_families"]

AUTUMN = ConferenceId("autumn")
BEUK = SchoolId("de-beuk")
NOON = clock("12:00", day=16)
HOST = Host(discover=True)


def q(name: str) -> RequestId:
    """A request by its short name."""
    return RequestId(name)


def minute(number: int) -> datetime:
    """So many minutes into the evening."""
    return clock("18:00") + timedelta(minutes=number)


def asked_for(minutes: int = 120, **terms: Any) -> Conference:
    """Three families and two teachers; the first family asks for both, the others for Jansen."""
    return three_families(Terms(**terms), minutes)


def three_families(terms: Terms, minutes: int = 120) -> Conference:
    """Fatima, Bram and Chen, an evening of so many minutes, on these terms."""
    conference = autumn(
        staff=(staff("jansen"), staff("devries")),
        parties=(
            family("f1", "fatima", "p1"),
            family("f2", "bram", "p2"),
            family("f3", "chen", "p3"),
        ),
        requests=(
            asked("q1", "f1", "jansen", "p1"),
            asked("q2", "f2", "jansen", "p2"),
            asked("q3", "f3", "jansen", "p3"),
            asked("q4", "f1", "devries", "p1"),
        ),
        booking=terms,
    )
    evening = attrs.evolve(conference.sittings[0], end=minute(minutes))
    return attrs.evolve(conference, sittings=(evening,))


class Autumn:
    """One school with its autumn talks, and a clock of its own."""

    def __init__(self, conference: Conference, *, path: str | None = None) -> None:
        self.now = NOON
        kept = StoreSettings() if path is None else StoreSettings(name="sqlite", settings={"path": path})
        settings = Settings(
            school=SchoolSettings(id=BEUK, name="De Beuk"), store=kept, solver=SolverSettings(seed=1)
        )
        self.school = School(settings, HOST, clock=lambda: self.now)
        self.school.open_conference(conference, id=AUTUMN)

    def later(self, minutes: int) -> None:
        """Time passes."""
        self.now += timedelta(minutes=minutes)

    def at(self, guardian: str) -> Counter:
        """The counter for one guardian."""
        return self.school.counter(AUTUMN, GuardianId(guardian))

    def desk(self, by: str = "staff:jansen", why: str | None = None) -> Counter:
        """The counter for the school."""
        return self.school.counter(AUTUMN, by=by, why=why)

    def held(self) -> dict[str, datetime]:
        """When each booked talk is held."""
        return {name: place.start for name, place in self.school.conference(AUTUMN).held.items()}

    def journal(self) -> list[str]:
        """What happened, in order."""
        return [change.what for _, change in self.school.store.journal(BEUK)]

    def told(self) -> list[Message]:
        """The messages that wait, which are then done."""
        leased = self.school.store.lease(now=self.now + timedelta(days=99), limit=1000, seconds=60)
        self.school.store.ack(BEUK, [message.key for _, message in leased])
        return [message for _, message in leased]

    def topics(self) -> list[tuple[str, str]]:
        """The messages that wait, as (topic, recipient), sorted."""
        return sorted((message.topic, message.body["recipient"]) for message in self.told())
