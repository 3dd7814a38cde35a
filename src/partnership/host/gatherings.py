"""The parents' evenings of one school, for one caller."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from partnership.contact.gathering_steps import improper, short_of
from partnership.contact.gatherings import Gathering, GatheringState, Support, TeamGoal
from partnership.contact.guests import Guest
from partnership.contact.notices import Notice
from partnership.contact.turnout import (
    Turnout,
    by_group,
    never_reached,
    overall,
    to_serve,
    without_goal,
)
from partnership.errors import Problem
from partnership.host.settings import Settings
from partnership.ids import GatheringId, GoalId, GuardianId, PupilId
from partnership.people.households import Household
from partnership.ports import Transaction
from partnership.services import gathering_goals, gatherings, guests
from partnership.services.callers import Caller, school_only
from partnership.services.desk import Desk
from partnership.services.dossier import entry, every_entry
from partnership.services.families import every_of
from partnership.services.gathering_desk import GatheringDesk, names_in, pupils_in

__all__ = ["Gatherings"]


class Gatherings:
    """What one caller can do with parents' evenings; a guardian answers and reads their own invitations only.

    Args:
        settings: The school's clock and norms.
        desk: Where they are kept.
        caller: Who comes.
    """

    def __init__(self, settings: Settings, desk: Desk, caller: Caller) -> None:
        self._at = GatheringDesk(
            desk=desk, caller=caller, timezone=settings.school.timezone, norms=settings.norms
        )

    # -- planning -------------------------------------------------------------

    def draft(self, gathering: Gathering) -> Gathering:
        """Keep a new gathering (see `services.gatherings.draft`)."""
        return gatherings.draft(self._at, gathering)

    def change(self, id: GatheringId, gathering: Gathering) -> Gathering:
        """Another programme for a draft (see `services.gatherings.change`)."""
        return gatherings.change(self._at, id, gathering)

    def check(self, id: GatheringId) -> tuple[Problem, ...]:
        """All that is missing before parents can be invited; nothing when they can be.

        Raises:
            NotFound: There is no such gathering.
            IllegalStep: A guardian comes.
        """
        school_only(self._at.caller, f"gathering {id}", "check")

        def work(transaction: Transaction) -> tuple[Problem, ...]:
            found, _ = entry(transaction, Gathering, id)
            names = tuple(names_in(transaction, self._at, found))
            if found.state is not GatheringState.DRAFT:
                return tuple(improper(found, self._at.norms, names=names))
            now = self._at.now
            return tuple(short_of(found, self._at.norms, self._at.timezone, now=now, names=names))

        return self._at.desk.read(work)

    def announce(self, id: GatheringId) -> tuple[Guest, ...]:
        """Invite every parent (see `services.gatherings.announce`)."""
        return gatherings.announce(self._at, id)

    def remind(self, id: GatheringId) -> int:
        """Remind them (see `services.gatherings.remind`)."""
        return gatherings.remind(self._at, id)

    def call_off(self, id: GatheringId) -> Gathering:
        """It does not take place (see `services.gatherings.call_off`)."""
        return gatherings.call_off(self._at, id)

    # -- home -----------------------------------------------------------------

    def reply(
        self,
        id: GatheringId,
        *,
        coming: bool,
        occasion: datetime | None = None,
        needs: Iterable[Support] = (),
        guardian: GuardianId | None = None,
    ) -> Guest:
        """Answer an invitation (see `services.guests.reply`)."""
        return guests.reply(self._at, id, coming=coming, occasion=occasion, needs=needs, guardian=guardian)

    def invitations(self, guardian: GuardianId | None = None) -> tuple[tuple[Gathering, Guest], ...]:
        """What a guardian was invited to (see `services.guests.invitations`)."""
        return guests.invitations(self._at, guardian)

    # -- the evening and after ------------------------------------------------

    def arrive(self, id: GatheringId, guardian: GuardianId, *, occasion: datetime | None = None) -> Guest:
        """Somebody was there (see `services.guests.arrive`)."""
        return guests.arrive(self._at, id, guardian, occasion=occasion)

    def agree_goal(self, id: GatheringId, pupil: PupilId, goal: GoalId) -> TeamGoal:
        """A goal was agreed at a meeting of the class team (see `services.gathering_goals.agree_goal`)."""
        return gathering_goals.agree_goal(self._at, id, pupil, goal)

    def hold(self, id: GatheringId) -> Gathering:
        """It is over (see `services.gatherings.hold`)."""
        return gatherings.hold(self._at, id)

    def set_package(self, id: GatheringId, package: str) -> Gathering:
        """What absentees get (see `services.gatherings.set_package`)."""
        return gatherings.set_package(self._at, id, package)

    def send_package(self, id: GatheringId) -> int:
        """Send it to them (see `services.guests.send_package`)."""
        return guests.send_package(self._at, id)

    def called(self, id: GatheringId, guardian: GuardianId) -> Guest:
        """Somebody called an absentee (see `services.guests.called`)."""
        return guests.called(self._at, id, guardian)

    def close(self, id: GatheringId) -> Gathering:
        """Nothing more is to come of it (see `services.gatherings.close`)."""
        return gatherings.close(self._at, id)

    # -- the school's questions -----------------------------------------------

    def gathering(self, id: GatheringId) -> Gathering:
        """One gathering.

        Raises:
            NotFound: There is none of this id.
            IllegalStep: A guardian comes.
        """
        school_only(self._at.caller, f"gathering {id}", "read")
        return self._at.desk.read(lambda transaction: entry(transaction, Gathering, id)[0])

    def every(self) -> tuple[Gathering, ...]:
        """Every gathering, the first to be held first, and those without a time last."""
        school_only(self._at.caller, "gatherings", "list")
        found = self._at.desk.read(lambda transaction: tuple(every_entry(transaction, Gathering)))
        return tuple(sorted(found, key=lambda each: (each.over is None, each.over or each.id, each.id)))

    def guests(self, id: GatheringId | None = None) -> tuple[Guest, ...]:
        """Who was invited to one gathering, or to any.

        Raises:
            NotFound: There is no such gathering.
            IllegalStep: A guardian comes.
        """
        school_only(self._at.caller, "gatherings", "read who was invited")
        if id is not None:
            self.gathering(id)
        index = None if id is None else "gathering"
        return self._at.desk.read(lambda transaction: tuple(every_entry(transaction, Guest, index, id)))

    def turnout(self, id: GatheringId | None = None) -> Turnout:
        """How many households were invited, of how many somebody came, and how many were served."""
        return overall(self.guests(id), self._households())

    def turnout_by_language(self, id: GatheringId | None = None) -> Mapping[str, Turnout]:
        """The same by the language they chose; small groups are told together (see `contact.turnout.by_group`)."""
        own = "the school's"
        return by_group(
            self.guests(id), self._households(), lambda each: each.language or own, self._at.norms
        )

    def turnout_by_day_part(self, id: GatheringId | None = None) -> Mapping[str, Turnout]:
        """The same by the part of the day that they chose or came in."""
        parts = {
            (gathering.id, each.start): str(each.day_part(self._at.timezone))
            for gathering in self.every()
            for each in gathering.occasions
        }

        def part(guest: Guest) -> str:
            chosen = guest.occasion
            return "none chosen" if chosen is None else parts.get((guest.gathering, chosen), "none chosen")

        return by_group(self.guests(id), self._households(), part, self._at.norms)

    def notices(self) -> tuple[Notice, ...]:
        """Who is still to be served, whom no gathering reached, and pupils without a goal after a class team met."""
        guests_, agreed = self.guests(), self._agreed()
        without_goals = [
            notice
            for gathering, pupils in self._team_meetings()
            for notice in without_goal(gathering, pupils, agreed)
        ]
        return (
            *to_serve(guests_),
            *never_reached(guests_, self._households()),
            *without_goals,
        )

    def _households(self) -> tuple[Household, ...]:
        return self._at.desk.read(lambda transaction: tuple(every_of(transaction, Household)))

    def _agreed(self) -> tuple[TeamGoal, ...]:
        return self._at.desk.read(lambda transaction: tuple(every_entry(transaction, TeamGoal)))

    def _team_meetings(self) -> tuple[tuple[Gathering, tuple[PupilId, ...]], ...]:
        """Each meeting of a class team, with the pupils who are in its classes today."""

        def work(transaction: Transaction) -> tuple[tuple[Gathering, tuple[PupilId, ...]], ...]:
            return tuple(
                (each, tuple(pupil.id for pupil in pupils_in(transaction, each, self._at.today)))
                for each in every_entry(transaction, Gathering)
                if each.kind == "team"
            )

        return self._at.desk.read(work)
