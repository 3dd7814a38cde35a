"""Everyone is there, for the whole talk, in a way they can all talk."""

from functools import partial

import pytest
from tests.conferences.autumn import (
    asked,
    autumn,
    clock,
    family,
    guardian,
    placed,
    span,
    staff,
    timetable,
)
from tests.conferences.rules.verdict import FINE, interpreted, said

from partnership.conferences.conference import (
    Conference,
    Interpreter,
    Mode,
    Pin,
    Room,
    Sitting,
)
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement
from partnership.ids import InterpreterId, RoomId, SittingId


@pytest.mark.parametrize(
    ("start", "minutes", "inside"),
    [
        ("17:55", 10, False),
        ("18:00", 10, True),
        ("19:50", 10, True),
        ("19:55", 10, False),
        ("20:00", 10, False),
    ],
)
def test_inside_sitting(start: str, minutes: int, inside: bool) -> None:  # noqa: FBT001
    """From the very first minute to the very last."""
    expected = FINE if inside else [(None, ())]
    assert said("inside-sitting", autumn(), placed("q1", start, minutes)) == expected


def test_a_talk_never_runs_from_one_sitting_into_the_next() -> None:
    """Not even where the two touch."""
    sittings = (
        Sitting(id=SittingId("early"), start=clock("18:00"), end=clock("19:00")),
        Sitting(id=SittingId("late"), start=clock("19:00"), end=clock("20:00")),
    )
    conference = autumn(sittings=sittings)
    assert said("inside-sitting", conference, placed("q1", "18:55")) == [(None, ())]
    assert said("inside-sitting", conference, placed("q1", "19:00")) == FINE


def test_start_grid_counts_from_the_start_of_the_sitting() -> None:
    """A sitting that opens at five past has its starts at five past."""
    late = Sitting(id=SittingId("tue"), start=clock("18:05"), end=clock("20:00"))
    conference = autumn(sittings=(late,), step_minutes=15)
    assert said("start-grid", conference, placed("q1", "18:20")) == FINE
    assert said("start-grid", conference, placed("q1", "18:15")) == [(None, ())]
    assert said("start-grid", conference, placed("q1", "20:07")) == FINE


def test_start_grid_is_as_much_later_as_its_staff() -> None:
    """Who is three minutes late everywhere starts at three past, and is named where that is not kept."""
    conference = autumn(
        staff=(staff("jansen"), staff("devries", start_offset_minutes=3)),
        requests=(asked("q1", "f1", "devries"), asked("q2", "f2", "jansen devries"), asked("q3", "f1")),
    )
    assert said("start-grid", conference, placed("q1", "18:03")) == FINE
    assert said("start-grid", conference, placed("q1", "18:07")) == [(None, ())]
    assert _texts("start-grid", conference, placed("q1", "18:10")) == [
        "starts between two steps of 10 minutes, 3 minutes late for devries"
    ]
    assert _texts("start-grid", conference, placed("q2", "18:03")) == [
        "starts between two steps of 10 minutes"
    ]
    assert _texts("start-grid", conference, placed("q3", "18:03")) == [
        "starts between two steps of 10 minutes"
    ]


def test_duration() -> None:
    """Neither shorter nor longer than was asked."""
    assert said("duration", autumn(), placed("q1", "18:00", 10)) == FINE
    assert said("duration", autumn(), placed("q1", "18:00", 9)) == [(None, ())]
    assert said("duration", autumn(), placed("q1", "18:00", 11)) == [(None, ())]


def test_staff_present() -> None:
    """For the whole talk; two stretches that touch are one."""
    here = (span("18:00", "18:30"), span("18:30", "19:00"))
    conference = autumn(staff=(staff("jansen", available=here), staff("devries")))
    assert said("staff-present", conference, placed("q1", "18:25")) == FINE
    assert said("staff-present", conference, placed("q1", "18:55")) == [("jansen", ())]
    never = autumn(staff=(staff("jansen", available=()), staff("devries")))
    assert said("staff-present", never, placed("q1", "18:00")) == [("jansen", ())]


def test_guardian_present() -> None:
    """Every guardian of the party; who says nothing is there for every sitting."""
    conference = autumn(
        parties=(family("f1", "fatima bram"), family("f2", "bram")),
        guardians=(guardian("fatima"), guardian("bram", available=(span("18:00", "18:15"),))),
    )
    assert said("guardian-present", conference, placed("q1", "18:05")) == FINE
    assert said("guardian-present", conference, placed("q1", "18:10")) == [("bram", ())]
    assert said("guardian-present", conference, placed("q1", "20:00")) == [("fatima", ()), ("bram", ())]


def test_interpreter_present() -> None:
    """Somebody who speaks the language and is there; an unknown name is nobody."""
    texts = partial(_texts, "interpreter-present")
    amal = placed("q1", "18:00", interpreter="amal")
    assert texts(interpreted("ar"), amal) == []
    assert texts(interpreted("pl", "tr"), amal) == ["interpreter amal does not speak ar"]
    assert texts(interpreted("ar"), placed("q1", "18:00")) == ["no interpreter for ar"]
    assert texts(interpreted("ar"), placed("q2", "18:00")) == []
    assert texts(interpreted("ar"), placed("q2", "18:00", interpreter="zoe")) == [
        "interpreter zoe is unknown"
    ]
    away = interpreted("ar", available=(span("18:05", "19:00"),))
    assert texts(away, amal) == ["interpreter amal is not there then"]
    assert said("interpreter-present", away, amal) == [("amal", ())]
    unknown = placed("q2", "18:00", interpreter="zoe")
    assert said("interpreter-present", interpreted("ar"), unknown) == [("zoe", ())]
    assert said("interpreter-present", interpreted("ar"), placed("q1", "18:00")) == [(None, ())]


def test_one_interpreter_speaks_for_everyone_in_the_talk() -> None:
    """Parents with two languages need somebody who speaks both."""
    amal = Interpreter(id=InterpreterId("amal"), languages=("ar",))
    conference = autumn(
        parties=(family("f1", "fatima marek"), family("f2", "bram")),
        guardians=(
            guardian("fatima", interpreter="ar"),
            guardian("marek", interpreter="pl"),
            guardian("bram"),
        ),
        interpreters=(amal,),
    )
    assert said("interpreter-present", conference, placed("q1", "18:00", interpreter="amal")) == [
        ("amal", ())
    ]
    assert _texts("interpreter-present", conference, placed("q1", "18:00")) == ["no interpreter for ar, pl"]


def test_pin_kept() -> None:
    """The start always, the room where one was pinned."""
    pin = Pin(start=clock("18:20"), room=RoomId("r12"))
    conference = autumn(
        rooms=(Room(id=RoomId("r12")), Room(id=RoomId("hall"))),
        requests=(asked("q1", "f1", pinned=pin), asked("q2", "f2", pinned=Pin(start=clock("18:20")))),
    )
    assert said("pin-kept", conference, placed("q1", "18:20", room="r12")) == FINE
    assert said("pin-kept", conference, placed("q1", "18:30", room="r12")) == [(None, ())]
    assert said("pin-kept", conference, placed("q1", "18:30", room="hall")) == [(None, ()), ("r12", ())]
    assert said("pin-kept", conference, placed("q2", "18:20", room="hall")) == FINE


@pytest.mark.parametrize(
    ("of_staff", "of_guardian", "wanted", "possible"),
    [
        (tuple(Mode), tuple(Mode), None, True),
        ((Mode.VIDEO,), (Mode.ON_SITE, Mode.VIDEO), None, True),
        ((Mode.VIDEO,), (Mode.ON_SITE, Mode.PHONE), None, False),
        ((Mode.VIDEO,), (Mode.ON_SITE, Mode.VIDEO), Mode.VIDEO, True),
        ((Mode.VIDEO, Mode.ON_SITE), (Mode.VIDEO,), Mode.ON_SITE, False),
    ],
)
def test_way_to_talk(
    of_staff: tuple[Mode, ...],
    of_guardian: tuple[Mode, ...],
    wanted: Mode | None,
    possible: bool,  # noqa: FBT001
) -> None:
    """A way that everyone can, and the one that was asked for."""
    conference = autumn(
        staff=(staff("jansen", modes=of_staff), staff("devries")),
        guardians=(guardian("fatima", modes=of_guardian), guardian("bram")),
        requests=(asked("q1", "f1", mode=wanted), asked("q2", "f2")),
    )
    assert said("way-to-talk", conference, placed("q1", "18:00")) == (FINE if possible else [(None, ())])


def _texts(rule: str, conference: Conference, talk: Placement) -> list[str]:
    table = Table(conference, timetable(talk))
    return [each.text for each in STANDARD.rules[rule](table.talk(talk), table)]
