"""Whose talks are whose: what each person at an evening may see, and nothing of anybody else's.

A page or a calendar for one person is made from that person's agenda alone, so that what is not in an agenda cannot
end up on a page by accident.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

import attrs

from partnership.conferences.discretion import discreet_parties
from partnership.conferences.evening import Evening
from partnership.conferences.table import Cast, Table, Talk
from partnership.conferences.timetable import LeftOver, Timetable
from partnership.ids import GuardianId, PartyId, RoomId, StaffId

__all__ = ["Agendas", "Appointment"]


@attrs.frozen(kw_only=True)
class Appointment:
    """One talk in somebody's agenda.

    Attributes:
        talk: The talk with its request and its party.
        held: Whether it goes ahead; if not, the talk says where it was.
        revision: How often it changed; a cancelled talk changed at least once.
        changed: When it last changed.
    """

    talk: Talk
    held: bool
    revision: int
    changed: datetime


class Agendas:
    """The agendas of everyone at an evening, each in order of start, then request id.

    Attributes:
        evening: The evening they are of.
        cast: Who and what its conference knows.
    """

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.cast: Cast = Cast(evening.conference)
        self._held = Table(self.cast, evening.timetable)
        placed = {talk.id for talk in self._held.talks}
        self._cancelled = Table(
            self.cast,
            Timetable(
                placements=tuple(
                    attrs.evolve(placement, request=name)
                    for name, placement in evening.cancelled.items()
                    if name not in placed
                )
            ),
        )

    def all(self) -> tuple[Appointment, ...]:
        """Every talk of the evening, for those who run it."""
        return self._appointments(self._held.talks, self._cancelled.talks)

    def of_guardian(self, name: GuardianId) -> tuple[Appointment, ...]:
        """The talks of every party this guardian is in."""
        return self._appointments(self._held.of_guardian(name), self._cancelled.of_guardian(name))

    def of_party(self, name: PartyId) -> tuple[Appointment, ...]:
        """The talks of this party; those that one of its guardians has in another party are not among them."""
        return self._appointments(self._held.of_party(name), self._cancelled.of_party(name))

    def of_staff(self, name: StaffId) -> tuple[Appointment, ...]:
        """The talks of a member of staff."""
        return self._appointments(self._held.of_staff(name), self._cancelled.of_staff(name))

    def of_room(self, name: RoomId) -> tuple[Appointment, ...]:
        """The talks held in a room; those that are cancelled leave it free."""
        return self._appointments(self._held.of_room(name), ())

    def left_over_of(self, name: PartyId) -> tuple[LeftOver, ...]:
        """The requests of this party that are not in the timetable and were not cancelled, in the order asked.

        A request nobody gave a reason for is among them: nobody is dropped silently.
        """
        settled = {appointment.talk.id for appointment in self.of_party(name)}
        reasons = {left.request: left for left in self.evening.timetable.left_over}
        return tuple(
            reasons.get(request.id, LeftOver(request=request.id))
            for request in self.evening.conference.requests
            if request.party == name and request.id not in settled
        )

    @cached_property
    def guardians(self) -> tuple[GuardianId, ...]:
        """Every guardian in any party, in the order of the parties."""
        return tuple(
            dict.fromkeys(name for party in self.evening.conference.parties for name in party.guardians)
        )

    @cached_property
    def discreet(self) -> frozenset[PartyId]:
        """The parties whose talks nobody may recognise on a page that others pass by.

        They are kept apart from another party, or another party speaks about one of their pupils: somebody could
        read there when the other parent comes.
        """
        return discreet_parties(self.cast)

    def _appointments(self, held: Sequence[Talk], cancelled: Sequence[Talk]) -> tuple[Appointment, ...]:
        both = [self._appointment(talk, held=True) for talk in held]
        both += [self._appointment(talk, held=False) for talk in cancelled]
        return tuple(sorted(both, key=lambda each: (each.talk.start, each.talk.id)))

    def _appointment(self, talk: Talk, *, held: bool) -> Appointment:
        revision = self.evening.revisions.get(talk.id, 0)
        return Appointment(
            talk=talk,
            held=held,
            revision=revision if held else max(revision, 1),
            changed=self.evening.changed.get(talk.id, self.evening.made),
        )
