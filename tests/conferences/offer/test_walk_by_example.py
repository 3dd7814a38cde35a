"""Walks that a search could lose, each small enough to hold in the head."""

from collections.abc import Callable, Sequence

import attrs
from tests.conferences.offer import test_ahead
from tests.conferences.offer.test_walk import ANNEX, HALL, TICKS, Asked, mask

from partnership.conferences.conference import Weights
from partnership.conferences.offer.stops import Step, Stop, Terms
from partnership.conferences.offer.walk import walks
from partnership.ids import RequestId, RoomId


def talk(
    number: int, starts: Sequence[int], *, unwished: Sequence[int] = (), rooms: Sequence[RoomId] = ()
) -> Stop:
    """A talk of one tick at some starts, in one of these rooms or in none."""
    return Stop(
        request=RequestId(f"q{number}"),
        kept=False,
        ticks=1,
        starts=mask(starts),
        unwished=mask(unwished),
        rooms=tuple((name, TICKS.all) for name in rooms or (None,)),
        interpreters=((None, TICKS.all),),
    )


def orders(
    stops: Sequence[Stop],
    terms: Terms,
    most: int,
    beyond: Callable[[Sequence[Step]], int | None] = lambda _: 0,
) -> list[tuple[tuple[int, int], ...]]:
    """The starts and stops of the walks found."""
    asked = Asked(stops=stops, terms=terms, beyond=beyond)
    return [each.order for each in walks(stops, terms, most, asked.accept)]


FREE = attrs.evolve(test_ahead.FREE, ticks=TICKS)


def test_of_equal_walks_through_other_rooms_the_earliest_comes_first() -> None:
    """The annex is tried before the hall, but from the hall the second talk is reached without a pause."""
    terms = attrs.evolve(FREE, gap=lambda one, _: 5 if one == ANNEX else 0, by_room=True, looks_back=True)
    stops = [talk(0, [0], rooms=(ANNEX, HALL)), talk(1, [1, 2])]
    for most in (1, 2):
        assert orders(stops, terms, most)[0] == ((0, 0), (1, 1))


def test_rooms_that_do_not_matter_for_the_way_are_left_to_who_judges_the_walk() -> None:
    """Nobody is to come from the annex to a talk that follows at once; the hall will do."""
    stops = [talk(0, [0], rooms=(ANNEX, HALL)), talk(1, [1, 2])]

    def refused(steps: Sequence[Step]) -> int | None:
        return None if steps[0][2] == (ANNEX,) and steps[1][0] == 1 else 0

    assert orders(stops, FREE, 1, refused) == [((0, 0), (1, 1))]


def test_a_walk_that_comes_by_where_a_cheaper_one_was_is_as_good_as_a_later_one_that_costs_the_same() -> None:
    """Two talks can be had in either order, of which one is dearer; the late evening costs the same."""
    stops = [talk(0, [0, 1, 6], unwished=[1]), talk(1, [0, 1, 7]), talk(2, [2, 8], unwished=[8])]
    assert orders(stops, FREE, 3) == [
        ((0, 0), (1, 1), (2, 2)),
        ((0, 1), (1, 0), (2, 2)),
        ((6, 0), (7, 1), (8, 2)),
    ]
    assert orders(stops, FREE, 2) == orders(stops, FREE, 3)[:2]


def test_a_walk_with_a_long_wait_is_found_though_it_costs_more_than_it_seems() -> None:
    """Ten minutes, which are dear after five, to a talk outside the preferred time: the only way there is."""
    terms = attrs.evolve(
        FREE,
        weights=Weights(outside_preferred=20, wait_minute=2, long_wait_minute=3, long_wait_after=5),
    )
    assert orders([talk(0, [0]), talk(1, [3], unwished=[3])], terms, 1) == [((0, 0), (3, 1))]


def test_a_talk_at_its_time_is_not_lost_for_another_outside_it() -> None:
    """The second talk costs nothing after the first; before it, or long after it, it is outside the preferred time."""
    stops = [talk(0, [1]), talk(1, [0, 2, 3], unwished=[0, 3])]
    assert orders(stops, FREE, 1) == [((1, 0), (2, 1))]


def test_a_shorter_wait_is_not_lost_for_a_longer_one() -> None:
    """The walk that seemed best turns out to be dear; beside two talks that stay a pause is not foreseen."""
    stays = [attrs.evolve(talk(number, [10 + 2 * number]), kept=True) for number in (2, 3)]
    stops = [talk(0, [0, 1]), talk(1, [2, 4]), *stays]
    terms = attrs.evolve(
        FREE,
        weights=Weights(wait_minute=2, long_wait_minute=0, extra_sitting=0),
        gap=lambda _, __: 5,
        least_gap=5,
    )
    walk = ((1, 0), (4, 1), (14, 2), (16, 3))
    assert orders(stops, terms, 1, lambda steps: 100 * (steps[0][0] == 0 and steps[1][0] == 2)) == [walk]


def test_as_many_walks_are_found_as_there_are() -> None:
    """Also where each next one costs more: a wait, or another evening."""
    stops = [talk(0, [0]), talk(1, [1, 4, 7])]
    terms = attrs.evolve(FREE, weights=Weights(wait_minute=2, long_wait_minute=0))
    assert orders(stops, terms, 3) == [((0, 0), (1, 1)), ((0, 0), (4, 1)), ((0, 0), (7, 1))]


def test_talks_that_stay_are_in_time_for_each_other_as_they_are() -> None:
    """Unless others move from between."""
    stops = [attrs.evolve(talk(0, [0]), kept=True), attrs.evolve(talk(1, [1]), kept=True), talk(2, [3])]
    terms = attrs.evolve(FREE, gap=lambda _, __: 5, least_gap=5)
    assert orders(stops, terms, 1) == [((0, 0), (1, 1), (3, 2))]
    assert orders(stops, attrs.evolve(terms, keeps_all=True), 1) == []
    assert orders([*stops[:2], talk(2, [2])], terms, 1) == []


def test_nobody_waits_longer_than_they_can() -> None:
    """A quarter of an hour, between the only two starts there are."""
    stops = [talk(0, [0]), talk(1, [4])]
    assert orders(stops, attrs.evolve(FREE, most_waiting=15), 1) == [((0, 0), (4, 1))]
    assert orders(stops, attrs.evolve(FREE, most_waiting=14), 1) == []


def test_time_waited_is_counted_once() -> None:
    """Five minutes before the second talk and ten before the third."""
    terms = attrs.evolve(FREE, weights=Weights(wait_minute=2, long_wait_minute=3, long_wait_after=10))
    asked = Asked(stops=[talk(0, [0]), talk(1, [2]), talk(2, [5])], terms=terms, beyond=lambda _: 0)
    assert [each.points for each in walks(asked.stops, terms, 1, asked.accept)] == [2 * 15 + 3 * 5]


def test_where_a_talk_cannot_be_had_there_is_no_walk() -> None:
    """Whatever else can."""
    assert orders([talk(0, [0, 1]), talk(1, [])], FREE, 2) == []
    assert orders([talk(0, [3]), talk(1, [3])], FREE, 2) == []
