"""A preference of a school's own is counted on the board as it is read: whose talks, in which rooms, with whom."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.compiled.pressed import assigned, pressed, timetable_after

from partnership.conferences.checker import check
from partnership.conferences.compiled.board import Board
from partnership.conferences.compiled.burden import IMPOSSIBLE
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.objections import Objection
from partnership.conferences.objective import objective_of
from partnership.conferences.preferences import Whose, preference
from partnership.conferences.rules import STANDARD, rule
from partnership.conferences.table import Cast, Table, Talk
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


@rule(tells_of_others=False)
def one_bell_each(talk: Talk, table: Table) -> Iterator[Objection]:
    """The bell rings for one talk at a time, and not twice in ten minutes."""
    for other in table.talks:
        if other.id != talk.id and abs(other.start - talk.start) < timedelta(minutes=10):
            yield Objection(
                rule="one-bell-each", request=talk.id, against=(other.id,), text="it rings already"
            )


BOOK = STANDARD.plus(languages_at_hand, away_from_home, people_on_the_way, moments, one_bell_each)


@given(st.data())
def test_what_a_school_asks_of_its_own_holds_on_the_board_as_on_paper(data: st.DataObject) -> None:
    """On the empty board, and wherever talks are moved to from there: what may be, and what it costs."""
    conference = data.draw(pressed("places"))
    demands = Demands(Cast(conference), BOOK)
    board = Board(demands, vetoes_of(demands, BOOK))
    everyone = range(len(conference.requests))
    few = st.lists(st.sampled_from(everyone), min_size=1, max_size=3, unique=True)
    assert board.points == objective_of(conference, Timetable(), BOOK).total
    for some in (st.just(everyone), few, few):
        move, held = data.draw(assigned(board, data.draw(some)))
        report = check(demands.cast, timetable_after(board, move, held), rulebook=BOOK)
        change = board.price(move, board.turned(move, held), held)
        made = change < IMPOSSIBLE and board.make(move, change, held)
        assert made is report.valid, report.broken
        if made:
            assert board.points == report.objective.total
