"""What a school asks about its talks: who had none yet, what waits to be written down, what was agreed and is not done."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

import attrs

from partnership.calendars import Days, SchoolCalendar
from partnership.ids import PupilId
from partnership.learning.agreements import Agreement
from partnership.learning.goal_queries import Share
from partnership.learning.talks import OtherWay, ProgressTalk, TalkState
from partnership.norms import Norms

__all__ = [
    "FirstTalks",
    "first_talks",
    "late_minutes",
    "open_agreements",
    "owed",
    "without_agreement",
]


@attrs.frozen(kw_only=True)
class FirstTalks:
    """Which pupils had a first talk in time: the school's invitation, never a mark of a family.

    Attributes:
        by: The last day; None when the calendar has fewer school weeks than the norm asks.
        held: The pupils about whom somebody spoke with home by then.
        waiting: The others, in the order given.
    """

    by: date | None
    held: tuple[PupilId, ...]
    waiting: tuple[PupilId, ...]

    @property
    def share(self) -> Share:
        """How many of all."""
        return Share(count=len(self.held), of=len(self.held) + len(self.waiting))


def first_talks(
    pupils: Iterable[PupilId],
    talks: Iterable[ProgressTalk],
    *,
    calendar: SchoolCalendar,
    year: Days,
    norms: Norms,
) -> FirstTalks:
    """Which pupils had a talk with home in the first school weeks, as many as the norm says; a holiday is no week.

    Args:
        pupils: Whom to look at.
        talks: All talks.
        calendar: Which weeks have lessons.
        year: The school year.
        norms: Within how many school weeks.
    """
    weeks = calendar.school_weeks(year)[: norms.first_talk_school_weeks]
    full = len(weeks) == norms.first_talk_school_weeks
    last = max(
        (day for day in calendar.lesson_days(year) if weeks and (day - weeks[-1]).days < 7),  # noqa: PLR2004 - days in a week
        default=None,
    )
    by = last if full else None
    in_time = Days.through(year.start, by) if by is not None else year
    spoken = {each.pupil for each in talks if each.state is TalkState.HELD and each.on in in_time}
    asked = tuple(pupils)
    return FirstTalks(
        by=by,
        held=tuple(each for each in asked if each in spoken),
        waiting=tuple(each for each in asked if each not in spoken),
    )


def without_agreement(talks: Iterable[ProgressTalk]) -> tuple[ProgressTalk, ...]:
    """The talks that were held and in which nothing was agreed."""
    return tuple(each for each in talks if each.state is TalkState.HELD and not each.agreements)


def open_agreements(
    talks: Iterable[ProgressTalk], *, by: date | None = None
) -> tuple[tuple[ProgressTalk, Agreement], ...]:
    """What was agreed, is not done and became no goal or step; the longest due first, with a day only what is due by then."""
    found = [
        (talk, each)
        for talk in talks
        for each in talk.agreements
        if each.waits and (by is None or each.due <= by)
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1].due, pair[0].id, pair[1].id)))


def late_minutes(
    talks: Iterable[ProgressTalk],
    *,
    calendar: SchoolCalendar,
    today: date,
    timezone: ZoneInfo,
    norms: Norms,
) -> tuple[ProgressTalk, ...]:
    """The talks whose minutes were not shared within the norm, or were shared late; a study day counts, a holiday does not."""

    def shared(talk: ProgressTalk) -> date:
        return today if talk.minutes is None else talk.minutes.at.astimezone(timezone).date()

    return tuple(
        each
        for each in talks
        if each.state is TalkState.HELD
        and calendar.working_days_since(each.on, shared(each)) > norms.minutes_working_days
    )


def owed(talks: Iterable[ProgressTalk]) -> tuple[tuple[ProgressTalk, OtherWay], ...]:
    """The talks nobody came to and that were not held another way yet, with what is owed, the first due first."""
    missed = [(each, each.other_way) for each in talks if each.other_way is not None]
    return tuple(sorted(missed, key=lambda pair: (pair[1].due or date.max, pair[0].id)))
