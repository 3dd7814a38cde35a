"""The evening at the door, through a school."""

from datetime import date

import pytest
from tests.services.desk_of_autumn import AUTUMN, Autumn, asked_for, minute, q

from partnership.calendars import Days, SchoolCalendar, Term
from partnership.conferences.booking_life.attendance import Happening
from partnership.conferences.booking_life.lateness import Way
from partnership.errors import Conflict, IllegalStep, NotFound
from partnership.host.evening_run import EveningRun
from partnership.ids import GuardianId, StaffId
from partnership.norms import Norms
from partnership.services.planning import WrongTimetable

CALENDAR = SchoolCalendar(terms=(Term(name="t", days=Days(date(2026, 11, 1), date(2026, 12, 19))),))
JANSEN = StaffId("jansen")


@pytest.fixture
def autumn() -> Autumn:
    """Three talks with Jansen in a row, one with De Vries; it is six o'clock."""
    made = Autumn(asked_for())
    for name, start in (("q1", 0), ("q2", 10), ("q3", 20), ("q4", 30)):
        made.desk().book(q(name), minute(start))
    made.told()
    made.now = minute(0)
    return made


def run(autumn: Autumn, guardian: str | None = None) -> EveningRun:
    """The evening as it is run, by the school or a guardian."""
    who = None if guardian is None else GuardianId(guardian)
    return autumn.school.evening_run(AUTUMN, who, calendar=CALENDAR, norms=Norms(), by="staff:door")


def test_a_talk_from_door_to_door(autumn: Autumn) -> None:
    """Checked in by the family, started and ended by the school; each in the journal."""
    run(autumn, "fatima").check_in(q("q1"))
    run(autumn).start(q("q1"))
    ended = run(autumn).end(q("q1"))
    assert [(entry.step, entry.by) for entry in ended.log] == [
        ("check in", "guardian:fatima"),
        ("start", "staff:door"),
        ("end", "staff:door"),
    ]
    assert autumn.journal()[-3:] == ["attendance.checked_in", "attendance.started", "attendance.ended"]
    states = {name: each.state for name, each in run(autumn).attendance().items()}
    assert states == {
        "q1": Happening.ENDED,
        "q2": Happening.PLANNED,
        "q3": Happening.PLANNED,
        "q4": Happening.PLANNED,
    }
    assert autumn.told() == []


def test_when_nobody_came_another_way_is_owed(autumn: Autumn) -> None:
    """The teacher is told, with the day; the journal has it, and no mark against anyone."""
    missed = run(autumn).missed(q("q2"))
    assert missed.follow_up is not None
    assert (missed.follow_up.due, missed.follow_up.mode) == (date(2026, 12, 8), "phone")
    (message,) = autumn.told()
    assert (message.topic, message.body["recipient"]) == ("follow-up-owed", "staff:jansen")
    assert (message.body["due"], message.body["mode"]) == ("2026-12-08", "phone")
    assert run(autumn).check_in(q("q2")).follow_up is None
    blind = autumn.school.evening_run(AUTUMN)
    assert blind.missed(q("q3")).follow_up is None
    assert run(autumn).decline(q("q4")).state is Happening.DECLINED
    assert run(autumn).moved(q("q4")).state is Happening.MOVED
    assert autumn.told() == []


def test_where_the_calendar_ends_it_is_owed_without_a_day(autumn: Autumn) -> None:
    """And the message says so."""
    over = SchoolCalendar(terms=(Term(name="t", days=Days(date(2026, 11, 1), date(2026, 11, 25))),))
    autumn.school.evening_run(AUTUMN, calendar=over).missed(q("q2"))
    assert [message.body["due"] for message in autumn.told()] == [None]


def test_a_family_says_only_its_own(autumn: Autumn) -> None:
    """Check-in and declining, of its own booked talk; and it does not look behind the counter."""
    at_home = run(autumn, "bram")
    with pytest.raises(NotFound):
        at_home.check_in(q("q1"))
    with pytest.raises(IllegalStep, match="followed from home and cannot start"):
        at_home.start(q("q2"))
    for look in (
        at_home.attendance,
        lambda: at_home.late(JANSEN, 5),
        lambda: at_home.take(Way(name="x", text="")),
    ):
        with pytest.raises(IllegalStep):
            look()
    autumn.desk().cancel(q("q3"))
    with pytest.raises(NotFound):
        run(autumn).start(q("q3"))


def test_a_late_teacher(autumn: Autumn) -> None:
    """What began is over; the others are at risk; a way is taken, and everyone it moves is told."""
    run(autumn).start(q("q1"))
    found = run(autumn).late(JANSEN, 10)
    assert [risk.request for risk in found.risks] == ["q2", "q3"]
    shift = next(way for way in found.ways if way.name == "shift")
    steps = run(autumn).take(shift)
    assert [(step.after.request, step.word) for step in steps] == [("q2", "moved"), ("q3", "moved")]
    assert autumn.held()["q3"] == minute(30)
    assert len(autumn.told()) == 4
    with pytest.raises(Conflict):
        run(autumn).take(shift)


def test_a_way_that_is_no_longer_one_is_not_taken(autumn: Autumn) -> None:
    """Somebody booked its start meanwhile: nothing is done."""
    run(autumn).start(q("q1"))
    shift = next(way for way in run(autumn).late(JANSEN, 10).ways if way.name == "shift")
    autumn.desk().cancel(q("q4"))
    autumn.desk().book(q("q1"), minute(30))
    with pytest.raises(WrongTimetable):
        run(autumn).take(shift)
    assert autumn.held()["q2"] == minute(10)
