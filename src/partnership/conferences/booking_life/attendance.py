"""The evening itself: what becomes of each talk, from planned to ended, and what is still to be done when nobody came."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import attrs

from partnership.calendars import SchoolCalendar
from partnership.conferences.conference import Mode
from partnership.errors import IllegalStep
from partnership.ids import ConferenceId, RequestId
from partnership.norms import Norms
from partnership.times import instant

__all__ = ["Attendance", "Entry", "FollowUp", "Happening", "Step", "follow_up", "take_step"]


class Happening(StrEnum):
    """Where a talk is on its day. `moved`: it has another time by now, at which all may happen anew."""

    PLANNED = "planned"
    CHECKED_IN = "checked_in"
    STARTED = "started"
    ENDED = "ended"
    NO_SHOW = "no_show"
    DECLINED = "declined"
    MOVED = "moved"


class Step(StrEnum):
    """What somebody at the door or in the room says."""

    CHECK_IN = "check in"
    START = "start"
    END = "end"
    MISS = "be missed"
    DECLINE = "be declined"
    MOVE = "be moved"


_TO_COME = {
    Step.CHECK_IN: Happening.CHECKED_IN,
    Step.START: Happening.STARTED,
    Step.MISS: Happening.NO_SHOW,
    Step.DECLINE: Happening.DECLINED,
    Step.MOVE: Happening.MOVED,
}
_STEPS: Mapping[Happening, Mapping[Step, Happening]] = {
    Happening.PLANNED: _TO_COME,
    Happening.CHECKED_IN: {
        Step.START: Happening.STARTED,
        Step.DECLINE: Happening.DECLINED,
        Step.MOVE: Happening.MOVED,
    },
    Happening.STARTED: {Step.END: Happening.ENDED},
    Happening.ENDED: {},
    Happening.NO_SHOW: {Step.CHECK_IN: Happening.CHECKED_IN, Step.MOVE: Happening.MOVED},
    Happening.DECLINED: {Step.MOVE: Happening.MOVED},
    Happening.MOVED: _TO_COME,
}
"""From where, by which step, to where. Who comes late after all checks in after all."""


@attrs.frozen(kw_only=True)
class Entry:
    """One step of a talk: what, when, and who said so."""

    step: Step
    at: datetime = attrs.field(converter=instant)
    by: str


@attrs.frozen(kw_only=True)
class FollowUp:
    """What the school owes a family that did not come: another way to talk, within the norm. Never a mark against it.

    Attributes:
        due: The last day; None when the calendar of the school ends before.
        mode: Another way than the one that did not work.
    """

    due: date | None
    mode: Mode


@attrs.frozen(kw_only=True)
class Attendance:
    """What became of one talk.

    Attributes:
        log: Every step there was, in order.
        follow_up: What is owed since nobody came; None otherwise.
    """

    conference: ConferenceId
    request: RequestId
    state: Happening = Happening.PLANNED
    log: tuple[Entry, ...] = ()
    follow_up: FollowUp | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """What can be said of it now, in the order of an evening."""
        return tuple(step for step in Step if step in _STEPS[self.state])


def take_step(attendance: Attendance, step: Step, *, at: datetime, by: str) -> Attendance:
    """The talk one step further. What was owed for not coming is owed no more once somebody came, or it has a new time.

    Raises:
        IllegalStep: It cannot do that from where it is; what it can do is said.
    """
    steps = _STEPS[attendance.state]
    if step not in steps:
        state = attendance.state.replace("_", " ")
        raise IllegalStep("this talk", state=state, step=step, allowed=sorted(steps))
    return attrs.evolve(
        attendance,
        state=steps[step],
        log=(*attendance.log, Entry(step=step, at=at, by=by)),
        follow_up=None,
    )


def follow_up(day: date, mode: Mode | None, calendar: SchoolCalendar, norms: Norms) -> FollowUp:
    """What is owed to a family that did not come on a day: a call, or a visit when the talk was by phone.

    Args:
        day: The day of the talk.
        mode: How it was to be held.
        calendar: Which days count: holidays do not.
        norms: Within how many school days.
    """
    other = Mode.ON_SITE if mode is Mode.PHONE else Mode.PHONE
    return FollowUp(due=calendar.school_day_after(day, norms.no_show_school_days), mode=other)
