"""The terms of booking: whole or refused, and the same in a file as they are in the hand."""

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import autumn, clock, family, span
from tests.conferences.booking_life.at_the_counter import NOON, autumn_on, phase

from partnership.conferences.booking_life.caps import Cap, Per
from partnership.conferences.booking_life.cut_offs import CutOff
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.held_back import HeldBack
from partnership.conferences.booking_life.phases import Group
from partnership.conferences.booking_life.quota import Quota
from partnership.conferences.booking_life.terms import Promotion, Terms, WaitingOrder
from partnership.errors import InvalidInput
from partnership.ids import PartyId, SittingId, StaffId
from partnership.serial.conference_file import format_conference, parse_conference
from partnership.serial.values import dump, load
from partnership.services.rounds import Asked
from partnership.times import Span

EVERYTHING: dict[str, Any] = {
    "phases": (
        phase(Group.STAFF_PARENTS, clock("08:00", 16), "f1"),
        phase(Group.ALL, clock("09:00", 16)),
        phase(Group.LATE, clock("09:00", 20)),
    ),
    "quota": Quota(talks=2, minutes=60, first_minutes=120),
    "cut_offs": (
        CutOff(whom=Side.GUARDIAN, at=clock("12:00", 23), sitting=SittingId("tue"), deeds=(Deed.BOOK,)),
        CutOff(whom=Side.STAFF, at=clock("12:00", 24)),
    ),
    "caps": (Cap(per=Per.PARTY, talks=3), Cap(per=Per.STAFF_AND_DAY, talks=12)),
    "held_back": (
        HeldBack(
            staff=StaffId("jansen"),
            span=span("18:00", "18:30"),
            release=NOON,
            parties=(PartyId("f2"),),
        ),
    ),
    "hold_minutes": 20,
    "waiting_order": WaitingOrder.FIRST_COME,
    "promotion": Promotion.OFFER,
    "offer_minutes": 60,
    "swap_minutes": 600,
    "lot": "2026-11-16",
}


def problems(**terms: Any) -> list[str]:
    """What is wrong with the autumn talks on these terms."""
    with pytest.raises(InvalidInput) as caught:
        autumn_on(**terms)
    return [str(problem) for problem in caught.value.problems]


@given(st.sets(st.sampled_from(sorted(EVERYTHING.keys() - {"quota"}))))
def test_a_file_says_what_the_terms_say(chosen: set[str]) -> None:
    """Whichever of them were agreed; what is kept in a store too."""
    conference = autumn_on(**{name: EVERYTHING[name] for name in chosen})
    assert parse_conference(format_conference(conference)) == conference
    asked = Asked(conference=conference)
    assert load(Asked, dump(asked)) == asked


def test_a_file_without_terms_reads_as_it_did() -> None:
    """And is written as it was: no key for what was never agreed. So is a record of before."""
    conference = autumn_on()
    text = format_conference(conference)
    assert "booking" not in json.loads(text)
    assert parse_conference(text).booking == Terms()
    plain = dump(Asked(conference=conference))
    del plain["conference"]["booking"]
    assert load(Asked, plain).conference == conference


def test_the_terms_in_a_file_are_local_to_the_school() -> None:
    """One glance tells a teacher when it opens."""
    booking = json.loads(format_conference(autumn_on(**EVERYTHING)))["booking"]
    assert booking["phases"][1] == {"group": "all", "opens": "2026-11-16T10:00"}
    assert booking["held_back"][0]["span"] == ["2026-11-24T19:00", "2026-11-24T19:30"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    """With the path to each, before anybody books by it."""
    assert problems(
        phases=(
            phase(Group.ALL, NOON, "f1"),
            phase(Group.INVITED, clock("13:00", 16), "f7"),
            phase(Group.ALL, clock("13:00", 16)),
        ),
        cut_offs=(CutOff(whom=Side.STAFF, at=NOON, sitting=SittingId("thu")),),
        caps=(Cap(per=Per.PARTY, talks=3), Cap(per=Per.PARTY, talks=4)),
        held_back=(
            HeldBack(
                staff=StaffId("yansen"),
                span=Span(clock("18:00"), clock("18:30").replace(second=1)),
                release=NOON,
                parties=(PartyId("f9"),),
            ),
        ),
    ) == [
        '$.booking.phases[0].parties: "all" is for everyone; it names no parties',
        '$.booking.phases[1].parties: nobody has the id "f7"; known: f1, f2',
        '$.booking.phases[2].group: there is a phase "all" already',
        '$.booking.phases[0].opens: "all" opens before "invited"',
        '$.booking.cut_offs[0].sitting: nobody has the id "thu"; known: tue, wed',
        '$.booking.caps[1].per: there is a cap per "party" already',
        '$.booking.held_back[0].staff: nobody has the id "yansen"; did you mean "jansen"?',
        '$.booking.held_back[0].parties: nobody has the id "f9"; known: f1, f2',
        "$.booking.held_back[0].span: is not in whole minutes",
    ]


def test_a_quota_needs_an_opening_to_count_from() -> None:
    """Or else nobody knows when the first hours are."""
    quota = Quota(talks=1, minutes=60, first_minutes=60)
    assert problems(quota=quota) == ["$.booking.quota: counts from the opening of a phase, and there is none"]


def test_two_groups_may_open_at_once() -> None:
    """In the order of groups."""
    opened = (phase(Group.INVITED, NOON, "f1"), phase(Group.ALL, NOON), phase(Group.LATE, NOON))
    assert autumn_on(phases=opened).booking.phases == opened


@pytest.mark.parametrize("count", [2_000, 2_001])
def test_of_very_many_nobody_is_guessed(count: int) -> None:
    """One who is meant is looked for among two thousand families, not among more: that takes too long."""
    families = tuple(family(f"f{number}", "fatima") for number in range(count))
    with pytest.raises(InvalidInput) as caught:
        autumn(parties=families, booking=Terms(phases=(phase(Group.INVITED, NOON, "f1234x"),)))
    hint = '; did you mean "f1234"?' if count == 2_000 else ""
    assert [str(problem) for problem in caught.value.problems] == [
        f'$.booking.phases[0].parties: nobody has the id "f1234x"{hint}'
    ]


def test_a_long_list_of_who_there_is_is_cut_short() -> None:
    """Of a hundred families a reader is shown the first few."""
    families = tuple(family(f"family-{number}", "fatima") for number in range(100, 200))
    with pytest.raises(InvalidInput) as caught:
        autumn(
            parties=families,
            requests=(),
            booking=Terms(phases=(phase(Group.INVITED, NOON, "zzz"),)),
        )
    (problem,) = caught.value.problems
    whole = "; known: " + ", ".join(str(each.id) for each in families)
    assert problem.message == f'nobody has the id "zzz"{whole[:200]}'


@pytest.mark.parametrize("name", ["hold_minutes", "offer_minutes", "swap_minutes"])
@given(st.sampled_from([-1, 0, 1, 43_200, 43_201]))
def test_nothing_lasts_no_time_or_more_than_thirty_days(name: str, minutes: int) -> None:
    """A minute at least."""
    lasting: dict[str, Any] = {name: minutes}
    if 1 <= minutes <= 30 * 24 * 60:
        assert getattr(Terms(**lasting), name) == minutes
        assert Quota(talks=1, minutes=minutes, first_minutes=minutes).minutes == minutes
        return
    with pytest.raises(ValueError, match=name):
        Terms(**lasting)
    for wrong in ({"minutes": minutes, "first_minutes": 1}, {"minutes": 1, "first_minutes": minutes}):
        with pytest.raises(ValueError, match="minutes"):
            Quota(talks=1, **wrong)


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"quotum": 1}, '$.booking.quotum: unknown key; did you mean "quota"?'),
        ({"hold_minutes": 0}, "$.booking.hold_minutes: must be at least 1"),
        ({"promotion": "gift"}, "$.booking.promotion: expected one of book, offer"),
        ({"phases": [{"group": "all"}]}, "$.booking.phases[0].opens: is required"),
        ({"caps": [{"per": "party", "talks": -1}]}, "$.booking.caps[0].talks: must be at least 0"),
    ],
)
def test_a_fault_in_a_file_is_told_with_its_path(spoilt: dict[str, Any], said: str) -> None:
    """Like any other part of the document."""
    document = json.loads(format_conference(autumn_on()))
    with pytest.raises(InvalidInput) as caught:
        parse_conference(json.dumps({**document, "booking": spoilt}))
    assert [str(problem) for problem in caught.value.problems] == [said]


def test_the_terms_change_no_timetable() -> None:
    """Two conferences that differ in them ask for the same talks."""
    with_terms = autumn_on(**EVERYTHING)
    assert attrs.evolve(with_terms, booking=Terms()) == autumn_on()
