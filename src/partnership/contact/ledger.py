"""The contact ledger: whom the school has not reached, what waits for an answer, what was promised.

Every query takes the moments in any order and asks what the school did. Time counts in school weeks and working days, so
that a holiday never makes anything late.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

import attrs

from partnership.calendars import SchoolCalendar
from partnership.contact.moments import ContactMoment, ContactState, Direction, Outcome
from partnership.contact.notices import Notice
from partnership.ids import ContactId, GuardianId, PupilId
from partnership.norms import Norms

__all__ = ["SPOKEN", "Ledger", "reciprocity"]

SPOKEN = frozenset({"phone", "talk", "video", "visit"})
"""Channels on which the other can speak back at once."""


@attrs.frozen(kw_only=True)
class Ledger:
    """A school's contact moments as they stand on one day.

    Attributes:
        moments: All of them, in any order.
        calendar: The school's.
        norms: Its norms.
        today: The day that is asked on.
        timezone: Whose calendar says on which day a moment was.
    """

    moments: Sequence[ContactMoment]
    calendar: SchoolCalendar
    norms: Norms = attrs.field(factory=Norms)
    today: date
    timezone: ZoneInfo

    def day_of(self, moment: ContactMoment) -> date:
        """The day of a moment on the school's own clock."""
        return moment.at.astimezone(self.timezone).date()

    def unanswered(self) -> Iterator[Notice]:
        """Words from home that wait longer than the norm for an answer."""
        answered = {each.answers for each in self.moments if each.answers is not None and each.reached}
        for moment in self._in_order():
            if (
                moment.direction is Direction.OUT
                or moment.id in answered
                or moment.state is ContactState.CLOSED
            ):
                continue
            waited = self.calendar.working_days_since(self.day_of(moment), self.today)
            if waited > self.norms.answer_working_days:
                yield Notice(
                    rule="contact.unanswered",
                    norm="answer_working_days",
                    about=f"contact:{moment.id}",
                    facts={"working_days": waited, "channel": moment.channel, "staff": moment.staff},
                    next_step="answer, and say what was done with it",
                )

    def another_channel(self) -> Iterator[Notice]:
        """Guardians whom one channel failed to reach as often as the norm, and not since."""
        failed: dict[tuple[GuardianId, str], int] = {}
        for guardian, channel, outcome in self._tries():
            count = failed.get((guardian, channel), 0)
            failed[guardian, channel] = 0 if outcome is Outcome.REACHED else count + 1
        for (guardian, channel), times in sorted(failed.items()):
            if times >= self.norms.attempts_per_channel:
                yield Notice(
                    rule="contact.another_channel",
                    norm="attempts_per_channel",
                    about=f"guardian:{guardian}",
                    facts={"channel": channel, "failed": times},
                    next_step="try another channel: call, visit, or ask for an interpreter",
                )

    def unheard(self, pupils: Iterable[PupilId], since: date) -> Iterator[Notice]:
        """Pupils about whom nobody had two-way contact with home for as many school weeks as the norm.

        Args:
            pupils: Whom to look at.
            since: The day from which to count where there never was any, such as the first day of the school year.
        """
        last = self._latest(each for each in self.moments if self.is_two_way(each))
        for pupil in pupils:
            weeks = self.calendar.school_weeks_since(max(last.get(pupil, since), since), self.today)
            if weeks >= self.norms.contact_school_weeks:
                yield Notice(
                    rule="contact.unheard",
                    norm="contact_school_weeks",
                    about=f"pupil:{pupil}",
                    facts={"school_weeks": weeks},
                    next_step="call with good news, and ask how it goes at home",
                )

    def asymmetric(self, guardians: Mapping[PupilId, Sequence[GuardianId]]) -> Iterator[Notice]:
        """Pupils of whose guardians some were contacted and others never, among the moments of the ledger.

        Args:
            guardians: Per pupil, the guardians who have a right to contact; the law says who they are.
        """
        spoken = {
            (pupil, guardian)
            for each in self.moments
            if each.individual
            for pupil in each.pupils
            for guardian in each.guardians
        }
        for pupil, theirs in guardians.items():
            never = [each for each in theirs if (pupil, each) not in spoken]
            if never and len(never) < len(theirs):
                for guardian in never:
                    yield Notice(
                        rule="contact.asymmetric",
                        about=f"guardian:{guardian}",
                        facts={"pupil": pupil, "contacted": len(theirs) - len(never)},
                        next_step="reach out to this guardian too",
                    )

    def open_follow_ups(self) -> Iterator[Notice]:
        """What was promised by today and is not done, the longest overdue first."""
        late = [
            (step.due, moment.id, step.owner)
            for moment in self.moments
            if moment.reached and moment.state is not ContactState.CLOSED
            for step in moment.open_follow_ups
            if step.due <= self.today
        ]
        for due, moment, owner in sorted(late):
            yield Notice(
                rule="contact.follow_up",
                about=f"contact:{moment}",
                facts={"due": due.isoformat(), "owner": owner},
                next_step="do it, or agree on another day",
            )

    def is_two_way(self, moment: ContactMoment) -> bool:
        """Whether both could speak: home began, it was spoken, or home answered it. A message to many never is."""
        answered = moment.id in self._answered_from_home()
        return moment.individual and (
            moment.direction is Direction.IN or moment.channel in SPOKEN or answered
        )

    def _answered_from_home(self) -> frozenset[ContactId]:
        return frozenset(
            each.answers
            for each in self.moments
            if each.answers is not None and each.direction is Direction.IN
        )

    def _in_order(self) -> list[ContactMoment]:
        return sorted(self.moments, key=lambda each: (each.at, each.id))

    def _tries(self) -> Iterator[tuple[GuardianId, str, Outcome]]:
        """Every attempt and every word from home, oldest first."""
        tries = [
            (attempt.at, guardian, attempt.channel, attempt.outcome)
            for moment in self.moments
            for attempt in moment.attempts
            for guardian in moment.guardians
        ]
        tries += [
            (moment.at, guardian, moment.channel, Outcome.REACHED)
            for moment in self.moments
            if moment.direction is Direction.IN
            for guardian in moment.guardians
        ]
        for _, guardian, channel, outcome in sorted(tries):
            yield guardian, channel, outcome

    def _latest(self, moments: Iterable[ContactMoment]) -> dict[PupilId, date]:
        last: dict[PupilId, date] = {}
        for moment in moments:
            for pupil in moment.pupils:
                last[pupil] = max(last.get(pupil, date.min), self.day_of(moment))
        return last


def reciprocity(moments: Iterable[ContactMoment]) -> float | None:
    """How even the contact is: 1 where home and school spoke as often, 0 where only one did, None without any.

    `2 · min(in, out) / (in + out)`, over individual moments that got through.
    """
    directions = [each.direction for each in moments if each.individual]
    came = directions.count(Direction.IN)
    return None if not directions else 2 * min(came, len(directions) - came) / len(directions)
