"""More capacity never places fewer: on conferences small enough to try every timetable."""

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.conferences.conference import Conference, Weights
from partnership.testing.optimum import least_total
from partnership.testing.strategies.conferences import conferences

ONLY_PLACES = Weights(**dict.fromkeys(attrs.asdict(Weights()), 0) | {"left_over": 1})
SMALL = conferences(max_requests=3).filter(
    lambda each: len(each.sittings) == 1 and len(each.rooms) + len(each.interpreters) <= 2
)


def longer_there(conference: Conference) -> Conference:
    """All staff are there all the time."""
    return attrs.evolve(
        conference, staff=tuple(attrs.evolve(each, available=None) for each in conference.staff)
    )


def larger_rooms(conference: Conference) -> Conference:
    """Every room takes one talk more."""
    return attrs.evolve(
        conference, rooms=tuple(attrs.evolve(each, capacity=each.capacity + 1) for each in conference.rooms)
    )


def higher_caps(conference: Conference) -> Conference:
    """No family is kept to a number of talks."""
    return attrs.evolve(
        conference, parties=tuple(attrs.evolve(each, max_talks=None) for each in conference.parties)
    )


@settings(max_examples=30)
@given(SMALL, st.sampled_from((longer_there, larger_rooms, higher_caps)))
def test_more_capacity_never_places_fewer(conference: Conference, more: object) -> None:
    """The best timetable with it leaves over no more than the best without."""
    assert callable(more)
    weighed = attrs.evolve(
        conference,
        weights=ONLY_PLACES,
        requests=tuple(attrs.evolve(each, weight=1) for each in conference.requests),
    )
    assert least_total(more(weighed)) <= least_total(weighed)
