"""Offers against brute force: the best there is, allowed by every rule, and nobody else's business."""

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.conferences.offer.everything import best_offers, offered, settled

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.offer import Offers
from partnership.conferences.timetable import Timetable
from partnership.ids import PartyId, RequestId
from partnership.testing.strategies.conferences import conferences, valid_timetables


def plain(conference: Conference) -> Conference:
    """The conference without what bit masks cannot show."""
    return attrs.evolve(
        conference,
        overrides=(),
        travel=attrs.evolve(conference.travel, between_modes=()),
        staff=tuple(
            attrs.evolve(
                each,
                busy=(),
                pauses=(),
                held_back=(),
                start_offset_minutes=0,
                break_after_minutes=None,
                max_talks_a_day=None,
            )
            for each in conference.staff
        ),
        guardians=tuple(
            attrs.evolve(each, busy=(), needs_access=False, max_talks=None, max_in_a_row=None)
            for each in conference.guardians
        ),
        pupils=tuple(
            attrs.evolve(
                each, busy=(), needs_access=False, available=None, max_talks=None, max_talks_with_one=None
            )
            for each in conference.pupils
        ),
        requests=tuple(attrs.evolve(each, guardians=None) for each in conference.requests),
    )


Case = tuple[Conference, Timetable, PartyId, list[RequestId]]


_UNNEEDED = ("staff-present", "guardian-present", "pupil-clash", "staff-clash", "kept-apart", "travel-time")
"""Rules that offers can do without; a family is never offered two talks at once, whatever the rules."""


@st.composite
def asking(
    draw: st.DrawFn, *, simply: bool = False
) -> tuple[Conference, Timetable, PartyId, list[RequestId]]:
    """A small conference, half planned; a family, and which of its talks it asks about (placed or not)."""
    conference = draw(conferences(max_requests=5))
    if simply:
        off = tuple(draw(st.lists(st.sampled_from(_UNNEEDED), max_size=1)))
        conference = attrs.evolve(plain(conference), rules_off=off)
    whole = draw(valid_timetables(conference))
    held = tuple(each for each in whole.placements if draw(st.booleans()))
    assume(check(conference, settled(conference, held)).valid)
    party = draw(st.sampled_from(conference.requests)).party
    mine = [each.id for each in conference.requests if each.party == party]
    wanted = draw(st.lists(st.sampled_from(mine), unique=True, min_size=1, max_size=3))
    return conference, settled(conference, held), party, wanted


@given(asking() | asking(simply=True), st.integers(1, 4))
@settings(max_examples=2 * settings().max_examples)
def test_the_best_offers_are_those_of_brute_force(case: Case, best: int) -> None:
    """Of all plans the checker allows that place the most, those that cost least, in order; of equals the earlier one."""
    conference, timetable, party, wanted = case
    found = Offers(conference, timetable).of(party, requests=wanted, best=best)
    assert offered(found) == best_offers(conference, timetable, wanted)[:best]
