"""The school of the storm: one evening, its teachers, and two conferences that want the same slots of theirs."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import attrs
from tests.conferences.autumn import asked, autumn, clock, family, guardian, staff

from partnership.conferences.conference import Conference
from partnership.ids import ConferenceId, SchoolId

__all__ = ["BEECH", "NOON", "Crowd"]

BEECH = SchoolId("de-beuk")
NOON = clock("12:00", day=16)


@attrs.frozen(kw_only=True)
class Crowd:
    """Who storms what.

    The older and the younger pupils have a conference each, on the same evening and with the same teachers. Within one
    conference the revision of its plan keeps two bookings apart; between the two nothing does but the claims.

    Attributes:
        processes: How many devices there are at a time.
        requests: How many talks each device has to book, each of a family of its own.
        deeds: How many things each does.
        teachers: How many teachers there are.
        slots: How many talks of ten minutes each teacher has.
        kills: How many devices are killed and replaced.
        full: How often, from 0 to 1, the disk takes little more during a deed.
        seed: What chance begins with.
    """

    processes: int
    requests: int
    deeds: int
    teachers: int = 2
    slots: int = 12
    kills: int = 0
    full: float = 0
    seed: int = 1

    conferences = ("older", "younger")

    def conference_of(self, process: int) -> ConferenceId:
        """Which conference the families of a device are of."""
        return ConferenceId(self.conferences[process % 2])

    def requests_of(self, process: int) -> Iterator[tuple[str, str]]:
        """The requests of a device, each with its teacher."""
        for number in range(self.requests):
            yield f"{self.conference_of(process)}/{process}-{number}", f"t{number % self.teachers}"

    def slot(self, number: int) -> datetime:
        """When a slot begins."""
        return clock("18:00") + timedelta(minutes=10 * number)

    def conference(self, name: str) -> Conference:
        """A conference with the requests of all its devices."""
        wanted = [
            each
            for process in range(self.processes)
            if self.conference_of(process) == name
            for each in self.requests_of(process)
        ]
        plain = autumn(
            name=name,
            staff=tuple(staff(f"t{number}") for number in range(self.teachers)),
            guardians=tuple(guardian(f"g-{request}") for request, _ in wanted),
            parties=tuple(family(f"f-{request}", f"g-{request}") for request, _ in wanted),
            requests=tuple(asked(request, f"f-{request}", teacher) for request, teacher in wanted),
        )
        evening = attrs.evolve(plain.sittings[0], end=self.slot(self.slots))
        return attrs.evolve(plain, sittings=(evening,))
