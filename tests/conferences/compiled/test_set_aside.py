"""A rule that is switched off, or set aside for one talk, binds the board no more and no less than it binds a reader."""

from typing import Any

import attrs
import pytest
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable

from partnership.conferences.compiled.board import Board
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.readout import placements_on
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.conference import (
    Conference,
    HeldTime,
    KeepApart,
    Mode,
    Override,
    Pause,
    Pin,
    PupilPresence,
    Room,
    Travel,
)
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Timetable
from partnership.ids import PartyId, PupilId, RequestId, RoomId

ALL_EVENING = span("17:00", "21:00")
KEPT = HeldTime(start=ALL_EVENING.start, end=ALL_EVENING.end, until=clock("12:00"))
STAIRS = Room(id=RoomId("attic"))


def pupil(**different: Any) -> dict[str, Any]:
    """Noor, who sits in."""
    return {"pupils": (PupilPresence(id=PupilId("noor"), **different),)}


def jansen(**different: Any) -> dict[str, Any]:
    """Jansen, with something different."""
    return {"staff": (staff("jansen", **different),)}


def fatima(**different: Any) -> dict[str, Any]:
    """Fatima, with something different."""
    return {"guardians": (guardian("fatima", **different),)}


IN_THE_WAY: dict[str, dict[str, Any]] = {
    "staff-present": jansen(available=()),
    "staff-elsewhere": jansen(busy=(ALL_EVENING,)),
    "time-released": jansen(held_back=(KEPT,)),
    "guardian-present": fatima(available=()),
    "guardian-elsewhere": fatima(busy=(ALL_EVENING,)),
    "pupil-present": pupil(available=()),
    "pupil-elsewhere": pupil(busy=(ALL_EVENING,)),
    "way-to-talk": jansen(modes=(Mode.ON_SITE,)) | fatima(modes=(Mode.PHONE,)),
    "interpreter-present": fatima(interpreter="ar"),
    "room-accessible": fatima(needs_access=True) | {"rooms": (STAIRS,)},
}


BETWEEN: dict[str, dict[str, Any]] = {
    "travel-time": {"travel": Travel(default_minutes=25)},
    "staff-break": jansen(break_after=1, break_minutes=30),
    "pause-kept": jansen(pauses=(Pause(start=clock("18:00"), end=clock("18:40"), minutes=20),)),
    "most-in-a-row": fatima(max_in_a_row=1, rest_minutes=30),
    "most-waiting": fatima(max_wait_minutes=5),
    "most-talks": {"parties": (family("f1", "fatima", "noor", max_talks=1),)},
    "most-talks-of-guardian": fatima(max_talks=1),
    "most-talks-about-pupil": pupil(max_talks=1),
    "most-talks-with-one": pupil(max_talks_with_one=1),
    "most-talks-a-day": jansen(max_talks_a_day=1),
    "kept-apart": {
        "parties": (family("f1", "fatima"), family("f2", "bram")),
        "requests": (asked("q1", "f1"), asked("q2", "f2")),
        "keep_apart": (KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=30),),
    },
}
"""What stands between a talk at six and another at twenty past."""


def evening(**different: Any) -> Conference:
    """Two talks of Fatima's about Noor, who sits in, with Jansen."""
    plain: dict[str, Any] = {
        "parties": (family("f1", "fatima", "noor"),),
        "requests": tuple(asked(name, "f1", pupils="noor", pupil_attends=True) for name in ("q1", "q2")),
    }
    return autumn(**plain | different)


def possible(conference: Conference) -> list[bool]:
    """Which talks can be held at some time, by the rules as they are read; the board says the same."""
    table, book = Table(Cast(conference), Timetable()), STANDARD.at(conference)
    found = [
        any(
            book.allows(table.talk(one), table)
            for start in starts_for(request, table.cast)
            for one in options_at(request, start, table.cast)
        )
        for request in conference.requests
    ]
    assert [bool(each.starts) for each in Demands(Cast(conference)).each] == found
    return found


@pytest.mark.parametrize("rule", IN_THE_WAY)
def test_what_one_rule_forbids_may_be_where_that_rule_is_off(rule: str) -> None:
    """And no other: each is looked at by itself."""
    conference = evening(**IN_THE_WAY[rule])
    assert possible(conference) == [False, False]
    assert possible(attrs.evolve(conference, rules_off=(rule,))) == [True, True]
    others = tuple(name for name in IN_THE_WAY if name != rule)
    assert possible(attrs.evolve(conference, rules_off=others)) == [False, False]


@pytest.mark.parametrize("rule", [rule for rule in IN_THE_WAY if STANDARD.rules[rule].can_be_waived])
def test_a_rule_is_set_aside_for_the_talk_it_was_set_aside_for(rule: str) -> None:
    """The other talk of the same people stays where it was."""
    conference = evening(**IN_THE_WAY[rule])
    for waived, fine in ((rule, True), ("most-talks", False)):
        override = Override(rule=waived, request=RequestId("q2"), by="staff:head", reason="by phone")
        assert possible(attrs.evolve(conference, overrides=(override,))) == [False, fine]


def test_a_pin_holds_as_long_as_its_rule() -> None:
    """At seven and nowhere else; on the grid, or there is no place for it at all."""
    requests = asked("q1", pinned=Pin(start=clock("19:00"))), asked("q2", pinned=Pin(start=clock("19:03")))
    pinned = autumn(requests=requests)
    timeline = Demands(Cast(pinned)).timeline
    assert [each.starts for each in Demands(Cast(pinned)).each] == [1 << 6, 0]
    off = attrs.evolve(pinned, rules_off=("pin-kept",))
    assert [each.starts for each in Demands(Cast(off)).each] == [timeline.grid()] * 2


def both(conference: Conference) -> bool:
    """Whether the second talk may be at twenty past when the first is at six; the board says the same, either way."""
    table = Table(Cast(conference), timetable(placed("q1", "18:00")))
    demands = Demands(table.cast)
    for first, second in (({0: 0}, {1: 2}), ({1: 2}, {0: 0})):
        board = Board(demands, vetoes_of(demands))
        assert all(board.place(*each) for each in first.items())
        assert [board.place(*each) for each in second.items()] == [
            STANDARD.at(conference).allows(table.talk(placed("q2", "18:20")), table)
        ]
    return STANDARD.at(conference).allows(table.talk(placed("q2", "18:20")), table)


@pytest.mark.parametrize("rule", BETWEEN)
def test_what_one_rule_keeps_apart_may_be_together_where_that_rule_is_off(rule: str) -> None:
    """And no other."""
    conference = evening(**BETWEEN[rule])
    assert not both(conference)
    assert both(attrs.evolve(conference, rules_off=(rule,)))
    others = tuple(name for name in BETWEEN if name != rule)
    assert not both(attrs.evolve(conference, rules_off=others))


@pytest.mark.parametrize("rule", [rule for rule in BETWEEN if STANDARD.rules[rule].can_be_waived])
@pytest.mark.parametrize("request_", ["q1", "q2"])
def test_a_talk_beyond_the_number_may_be_agreed(rule: str, request_: str) -> None:
    """By that rule, and by no other."""
    conference = evening(**BETWEEN[rule])
    for waived, fine in ((rule, True), ("guardian-present", False)):
        override = Override(rule=waived, request=RequestId(request_), by="staff:head", reason="by phone")
        assert both(attrs.evolve(conference, overrides=(override,))) is fine


@pytest.mark.parametrize(
    ("mode", "pinned", "room"),
    [
        (None, "attic", "attic"),
        (None, None, "r1"),
        (Mode.PHONE, "attic", "attic"),
        (Mode.PHONE, None, None),
    ],
)
def test_a_talk_is_in_the_room_it_is_pinned_in(
    mode: Mode | None, pinned: str | None, room: str | None
) -> None:
    """Else in that of its teacher; by phone in none, unless it is pinned in one."""
    pin = Pin(start=clock("18:00"), room=RoomId(pinned) if pinned else None)
    conference = autumn(
        rooms=(Room(id=RoomId("r0")), Room(id=RoomId("r1")), STAIRS),
        staff=(staff("jansen", room=RoomId("r1")),),
        requests=(asked("q1", mode=mode, pinned=pin), asked("q2", "f2", mode=mode)),
    )
    board = Board(Demands(Cast(conference)))
    assert board.place(0, 0)
    assert board.place(1, 1)
    assert [each.room for each in placements_on(board)] == [room, None if mode else "r1"]
    off = attrs.evolve(conference, rules_off=("room-assigned",))
    board = Board(Demands(Cast(off)))
    assert board.place(0, 0)
    assert [each.room for each in placements_on(board)] == [None]


def test_time_between_talks_is_kept_before_and_after_what_else_there_is() -> None:
    """Jansen keeps ten minutes; taken elsewhere from half past to twenty to, a talk ends by twenty past or starts at ten to."""
    person = staff("jansen", buffer_minutes=10, busy=(span("18:30", "18:40"),))
    starts = Demands(Cast(autumn(staff=(person,)))).each[0].starts
    assert [tick for tick in range(7) if starts >> tick & 1] == [0, 1, 5, 6]
