"""Where and when a request could be held at all."""

import attrs
import pytest
from tests.conferences.autumn import asked, autumn, clock, family, guardian, staff

from partnership.conferences.conference import Interpreter, Mode, Pin, Room, Sitting
from partnership.conferences.options import interpreters_for, options_at, rooms_for, starts_for
from partnership.conferences.table import Cast
from partnership.ids import InterpreterId, RoomId, SittingId

R12, HALL = RoomId("r12"), RoomId("hall")


def test_starts_are_on_the_grid_of_each_sitting_as_far_as_the_talk_fits() -> None:
    """In order of time, whatever the order of the file, later for who starts later than the grid; a pin is the only start."""
    sittings = (
        Sitting(id=SittingId("late"), start=clock("19:05"), end=clock("19:35")),
        Sitting(id=SittingId("early"), start=clock("18:00"), end=clock("18:20")),
    )
    cast = Cast(autumn(sittings=sittings, step_minutes=15))
    assert list(starts_for(asked("q1", minutes=15), cast)) == [clock("18:00"), clock("19:05"), clock("19:20")]
    assert list(starts_for(asked("q1", minutes=31), cast)) == []
    late = attrs.evolve(cast.conference, staff=(staff("jansen", start_offset_minutes=20),))
    fit = asked("q1", minutes=15)
    assert list(starts_for(fit, Cast(late))) == [clock("18:05"), clock("19:10")]
    pinned = asked("q1", minutes=15, pinned=Pin(start=clock("18:03")))
    assert list(starts_for(pinned, cast)) == [clock("18:03")]


@pytest.mark.parametrize(
    ("pinned", "mode", "staff_asked", "rooms"),
    [
        (None, None, "jansen", (R12,)),
        (None, None, "devries", (R12, HALL)),
        (None, None, "devries jansen", (R12,)),
        (None, None, "jansen bos", (R12, HALL)),
        (None, Mode.VIDEO, "jansen", (None,)),
        (Pin(start=clock("18:00"), room=HALL), None, "jansen", (HALL,)),
        (Pin(start=clock("18:00"), room=HALL), Mode.PHONE, "jansen", (HALL,)),
        (Pin(start=clock("18:00")), None, "jansen", (R12,)),
    ],
)
def test_rooms(
    pinned: Pin | None, mode: Mode | None, staff_asked: str, rooms: tuple[RoomId | None, ...]
) -> None:
    """The pinned one, else those of the staff, else any; none where none is needed."""
    conference = autumn(
        rooms=(Room(id=R12), Room(id=HALL)),
        staff=(staff("jansen", room=R12), staff("devries"), staff("bos", room=HALL)),
    )
    request = asked("q1", "f1", staff_asked, pinned=pinned, mode=mode)
    assert rooms_for(request, Cast(conference)) == rooms


def test_without_rooms_no_room() -> None:
    """Then rooms are not looked at."""
    assert rooms_for(asked("q1"), Cast(autumn())) == (None,)


def test_interpreters_speak_every_language_that_is_needed() -> None:
    """Neither fewer nor necessarily more; nobody where nobody is needed, or able."""
    people = {"amal": ("ar",), "zoe": ("ar", "pl"), "piotr": ("pl",)}
    interpreters = tuple(Interpreter(id=InterpreterId(name), languages=each) for name, each in people.items())
    cast = Cast(
        autumn(
            interpreters=interpreters,
            guardians=(
                guardian("fatima", interpreter="ar"),
                guardian("marek", interpreter="pl"),
                guardian("bram"),
                guardian("ana", interpreter="pt"),
            ),
            parties=(
                family("f1", "fatima"),
                family("f2", "fatima marek"),
                family("f3", "bram"),
                family("f4", "ana"),
            ),
        )
    )
    found = [interpreters_for(asked("q1", party), cast) for party in ("f1", "f2", "f3", "f4")]
    assert found == [("amal", "zoe"), ("zoe",), (None,), (None,)]


def test_every_room_with_every_interpreter() -> None:
    """Each way to hold a talk at one start, once, as long as was asked."""
    cast = Cast(
        autumn(
            rooms=(Room(id=R12), Room(id=HALL)),
            guardians=(guardian("fatima", interpreter="ar"), guardian("bram")),
            interpreters=tuple(
                Interpreter(id=InterpreterId(name), languages=("ar",)) for name in ("amal", "zoe")
            ),
        )
    )
    ways = list(options_at(asked("q1", minutes=15), clock("18:00"), cast))
    assert [(each.room, each.interpreter) for each in ways] == [
        ("r12", "amal"),
        ("r12", "zoe"),
        ("hall", "amal"),
        ("hall", "zoe"),
    ]
    assert {(each.request, each.start, each.minutes) for each in ways} == {("q1", clock("18:00"), 15)}
