"""A preference of a school's own is counted on the board as it is read: whose talks, in which rooms, with whom."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.compiled.pressed import assigned, pressed

from partnership.conferences.compiled.board import Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.readout import placements_on
from partnership.conferences.objective import objective_of
from partnership.conferences.preferences import Whose, preference
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Cast, Talk
from partnership.conferences.timetable import Timetable


@preference(of=Whose.INTERPRETER, points=3)
def languages_at_hand(talks: Sequence[Talk], whom: str, cast: Cast) -> int:
    """Somebody who speaks many languages is kept for who needs one of them."""
    (languages,) = (each.languages for each in cast.interpreters.values() if each.id == whom)
    return len(talks) * len(languages)


@preference(of=Whose.STAFF, points=5)
def away_from_home(talks: Sequence[Talk], whom: str, cast: Cast) -> int:
    """A teacher stays in one room."""
    rooms = [each.room for each in cast.staff.values() if each.id == whom]
    return sum(talk.placement.room not in rooms for talk in talks) ** 2


@preference(of=Whose.PARTY, points=7)
def people_on_the_way(talks: Sequence[Talk], whom: str, cast: Cast) -> int:
    """A family of many comes seldom."""
    return sum(len(each.guardians) for each in cast.parties.values() if each.id == whom) * len(talks) ** 2


@preference(of=Whose.CONFERENCE, points=2)
def moments(talks: Sequence[Talk], whom: str, cast: Cast) -> int:
    """Talks start together."""
    return len({talk.start for talk in talks}) if whom == cast.conference.name else 1000


BOOK = STANDARD.plus(languages_at_hand, away_from_home, people_on_the_way, moments)


@given(st.data())
def test_what_a_school_would_rather_have_costs_on_the_board_what_it_costs_on_paper(
    data: st.DataObject,
) -> None:
    """On the empty board, and wherever talks are moved to from there."""
    conference = data.draw(pressed("places"))
    demands = Demands(Cast(conference), BOOK)
    board = Board(demands)
    assert board.points == objective_of(conference, Timetable(), BOOK).total
    for _ in range(3):
        move, held = data.draw(assigned(board, range(len(conference.requests))))
        change = board.price(move, board.turned(move, held), held)
        if change < IMPOSSIBLE:
            board.make(move, change, held)
            answer = Timetable(placements=placements_on(board))
            assert board.points == objective_of(conference, answer, BOOK).total
