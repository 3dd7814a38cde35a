"""The life of a talk on its day, against a table written out by hand."""

from datetime import date

import attrs
import pytest
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.conferences.autumn import clock

from partnership.calendars import DayOff, Days, SchoolCalendar, Term
from partnership.conferences.booking_life.attendance import (
    Attendance,
    Entry,
    FollowUp,
    Happening,
    Step,
    follow_up,
    take_step,
)
from partnership.conferences.conference import Mode
from partnership.errors import IllegalStep
from partnership.ids import ConferenceId, RequestId
from partnership.norms import Norms

TABLE = """
planned     check in    checked_in
planned     start       started
planned     be missed   no_show
planned     be declined declined
planned     be moved    moved
checked_in  start       started
checked_in  be declined declined
checked_in  be moved    moved
started     end         ended
no_show     check in    checked_in
no_show     be moved    moved
declined    be moved    moved
moved       check in    checked_in
moved       start       started
moved       be missed   no_show
moved       be declined declined
moved       be moved    moved
"""
ALLOWED = {(line[:12].strip(), line[12:24].strip()): line[24:].strip() for line in TABLE.strip().splitlines()}
TALK = Attendance(conference=ConferenceId("autumn"), request=RequestId("q1"))


@pytest.mark.parametrize("state", Happening)
def test_what_can_be_said_next_is_what_the_table_says(state: Happening) -> None:
    """No step more, none less, in the order of an evening; so a page can show a button for each."""
    steps = attrs.evolve(TALK, state=state).steps
    assert list(steps) == [step for step in Step if (state, step) in ALLOWED]


class TalkOfTheDay(RuleBasedStateMachine):
    """Any steps in any order: what the table allows happens, and nothing else does."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = TALK

    def _step(self, step: Step) -> None:
        expected = ALLOWED.get((self.talk.state, step))
        if expected is None:
            with pytest.raises(IllegalStep) as caught:
                take_step(self.talk, step, at=clock("18:00"), by="staff:jansen")
            allowed = sorted(name for state, name in ALLOWED if state == self.talk.state)
            then = f"from there: {', '.join(allowed)}" if allowed else "nothing follows that"
            state = {"checked_in": "checked in", "no_show": "no show"}.get(self.talk.state, self.talk.state)
            assert str(caught.value) == f"this talk is {state} and cannot {step}; {then}"
            return
        before = self.talk
        self.talk = take_step(before, step, at=clock("18:00"), by="staff:jansen")
        assert self.talk.state == expected
        assert self.talk.log[:-1] == before.log
        assert self.talk.log[-1] == Entry(step=step, at=clock("18:00"), by="staff:jansen")

    check_in = rule()(lambda self: self._step(Step.CHECK_IN))
    start = rule()(lambda self: self._step(Step.START))
    end = rule()(lambda self: self._step(Step.END))
    miss = rule()(lambda self: self._step(Step.MISS))
    decline = rule()(lambda self: self._step(Step.DECLINE))
    move = rule()(lambda self: self._step(Step.MOVE))

    @invariant()
    def ends_once(self) -> None:
        """Nothing follows the end."""
        steps = [entry.step for entry in self.talk.log]
        assert Step.END not in steps[:-1]


TestTalkOfTheDay = TalkOfTheDay.TestCase

CALENDAR = SchoolCalendar(
    terms=(Term(name="autumn", days=Days(date(2026, 11, 1), date(2026, 12, 24))),),
    off=(DayOff(name="study days", days=Days(date(2026, 11, 26), date(2026, 11, 28)), staff_work=True),),
)


@pytest.mark.parametrize(
    ("mode", "other"),
    [(Mode.ON_SITE, Mode.PHONE), (Mode.VIDEO, Mode.PHONE), (Mode.PHONE, Mode.ON_SITE), (None, Mode.PHONE)],
)
def test_another_way_is_owed(mode: Mode | None, other: Mode) -> None:
    """Not the way that did not work; within ten school days, of which study days are none."""
    owed = follow_up(date(2026, 11, 24), mode, CALENDAR, Norms())
    assert owed == FollowUp(due=date(2026, 12, 10), mode=other)


def test_where_the_calendar_ends_nobody_knows_the_day() -> None:
    """It is owed all the same."""
    assert follow_up(date(2026, 12, 23), None, CALENDAR, Norms()).due is None


def test_who_comes_after_all_is_owed_nothing() -> None:
    """Late is not absent."""
    missed = attrs.evolve(
        take_step(TALK, Step.MISS, at=clock("18:10"), by="staff:jansen"),
        follow_up=FollowUp(due=None, mode=Mode.PHONE),
    )
    came = take_step(missed, Step.CHECK_IN, at=clock("18:15"), by="staff:jansen")
    assert (came.state, came.follow_up) == (Happening.CHECKED_IN, None)
