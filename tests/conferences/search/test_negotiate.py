"""Negotiation: what families agree on keeps every rule, and scarce moments go where they are needed most."""

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, span, staff
from tests.conferences.compiled.test_board import board_of, timetable_on
from tests.conferences.compiled.test_edges import crowd

from partnership.conferences.checker import check
from partnership.conferences.conference import Interpreter, Pin, Sitting
from partnership.conferences.search.negotiate import negotiate
from partnership.conferences.search.settle import pin_down
from partnership.ids import InterpreterId, RequestId, SittingId
from partnership.testing.strategies.conferences import conferences

SHORT = (Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:20")),)


@given(st.data())
def test_what_is_agreed_keeps_every_rule(data: st.DataObject) -> None:
    """Whatever stands after negotiating, also when it is broken off, the checker has nothing against."""
    conference = data.draw(conferences(max_requests=14))
    board = board_of(conference)
    asked_for = iter(range(data.draw(st.integers(0, 30))))
    negotiate(board, lambda: next(asked_for, None) is None)
    report = check(conference, timetable_on(board))
    assert report.broken == ()
    assert report.objective.total == board.points


def test_without_time_nobody_is_placed() -> None:
    """Broken off at once, everything is still to be done."""
    board = board_of(autumn())
    negotiate(board, lambda: True)
    assert board.left_over() == [0, 1]


def test_what_was_agreed_when_time_is_up_counts() -> None:
    """Two of three families had their turn: they sit down, and time is not asked for again and again."""
    names = ("jansen", "devries", "bos")
    evening = autumn(
        staff=tuple(map(staff, names)),
        parties=tuple(family(f"f-{name}", f"g-{name}") for name in names),
        requests=tuple(asked(f"q-{name}", f"f-{name}", name) for name in names),
    )
    board, answers = board_of(evening), iter((False, False, True, True))
    negotiate(board, lambda: next(answers))
    assert board.left_over() == [2]


def test_who_can_go_elsewhere_makes_room() -> None:
    """Three families want one moment; the one who can come only then gets it, in any order of asking."""
    people = (guardian("fatima"), guardian("bram"), guardian("noor", available=(span("18:00", "18:10"),)))
    parties = (family("f1", "fatima"), family("f2", "bram"), family("f3", "noor"))
    requests = (asked("q1", "f1"), asked("q2", "f2", "devries"), asked("q3", "f3"))
    for order in (requests, requests[::-1]):
        board = board_of(autumn(sittings=SHORT, guardians=people, parties=parties, requests=order))
        negotiate(board)
        placed = {each.request: each.start for each in timetable_on(board).placements}
        assert placed[RequestId("q3")] == clock("18:00")
        assert placed[RequestId("q1")] == clock("18:10")


def test_two_interpreters_are_shared_out() -> None:
    """Four families who each need one of two interpreters are spread over the moments there are."""
    board = board_of(crowd(4, staff=4, minutes=20))
    negotiate(board)
    assert board.left_over() == []
    alone = attrs.evolve(
        crowd(2, staff=2, minutes=20), interpreters=(Interpreter(id=InterpreterId("i0"), languages=("ar",)),)
    )
    board = board_of(alone)
    negotiate(board)
    assert board.left_over() == []


def test_a_large_family_is_planned_in_parts() -> None:
    """Seven talks of one family with seven teachers: no two at once."""
    names = [f"t{number}" for number in range(7)]
    evening = autumn(
        staff=tuple(staff(name) for name in names),
        requests=tuple(asked(f"q{number}", "f1", name) for number, name in enumerate(names)),
    )
    board = board_of(evening)
    negotiate(board)
    assert board.left_over() == []
    assert check(evening, timetable_on(board)).objective.wait_minutes == 0


def test_busy_staff_keep_their_breaks_free() -> None:
    """Ten families fit in an evening of twelve places with a break after each fourth talk, and all of them are placed."""
    names = [f"f{number}" for number in range(10)]
    evening = autumn(
        staff=(staff("jansen", break_after=4),),
        parties=tuple(family(name, f"g-{name}") for name in names),
        requests=tuple(asked(f"q-{name}", name) for name in names),
    )
    board = board_of(evening)
    negotiate(board)
    assert board.left_over() == []
    assert check(evening, timetable_on(board)).broken == ()


def test_a_pinned_talk_has_its_moment() -> None:
    """Whoever else wants it, before anybody sits down the pinned talk does."""
    evening = autumn(
        sittings=SHORT,
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "noor")),
        requests=(
            asked("q1", "f1"),
            asked("q2", "f2"),
            asked("q3", "f3", pinned=Pin(start=clock("18:10"))),
        ),
    )
    board = board_of(evening)
    pin_down(board)
    negotiate(board)
    assert RequestId("q3") in {each.request for each in timetable_on(board).placements}
    assert len(board.left_over()) == 1
