"""What a family or the school reads when a rule of booking says no: the fact, on the school's clock, and until when."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import clock, placed, span
from tests.conferences.booking_life.at_the_counter import NOON, act, autumn_on, phase, scene

from partnership.conferences.booking_life.caps import Cap, Per
from partnership.conferences.booking_life.cut_offs import CutOff
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.held_back import HeldBack
from partnership.conferences.booking_life.phases import Group
from partnership.conferences.booking_life.quota import Quota
from partnership.conferences.booking_life.refusals import Refusal
from partnership.conferences.booking_life.rulings import Ruling, decide
from partnership.ids import PartyId, RequestId, StaffId
from partnership.people.standing import Decision, Verdict

HOUR = timedelta(hours=1)
BOTH = {"may_set_aside": True}
"""What staff may set aside with a reason, and a family may not."""


@pytest.mark.parametrize(
    ("terms", "refusal", "by_staff"),
    [
        (
            {"phases": (phase(Group.INVITED, NOON, "f2"),)},
            Refusal(rule="phase", text="booking does not open for this family; the school can book"),
            None,
        ),
        (
            {"phases": (phase(Group.ALL, NOON + HOUR),)},
            Refusal(
                rule="phase",
                text="booking opens for this family at 2026-11-16 14:00",
                until=NOON + HOUR,
            ),
            None,
        ),
        (
            {"phases": (phase(Group.ALL, NOON - HOUR), phase(Group.LATE, NOON))},
            Refusal(rule="phase", text="from now on only families without a talk can book; the school can"),
            None,
        ),
        (
            {
                "phases": (phase(Group.ALL, NOON - HOUR),),
                "quota": Quota(talks=1, minutes=90, first_minutes=600),
            },
            Refusal(
                rule="quota",
                text="1 talks in 90 minutes were taken; the next can be at 2026-11-16 14:00",
                until=NOON + HOUR,
            ),
            None,
        ),
        (
            {"cut_offs": (CutOff(whom=Side.GUARDIAN, at=NOON), CutOff(whom=Side.STAFF, at=NOON))},
            Refusal(rule="cut-off", text="this round closed for this at 2026-11-16 13:00"),
            BOTH,
        ),
        (
            {"caps": (Cap(per=Per.PARTY, talks=1),)},
            Refusal(
                rule="cap",
                text="party f1 would have 2 talks; 1 were agreed",
                against=(RequestId("q3"),),
            ),
            BOTH,
        ),
        (
            {
                "held_back": (
                    HeldBack(staff=StaffId("jansen"), span=span("18:00", "18:30"), release=NOON + HOUR),
                )
            },
            Refusal(
                rule="held-back",
                text="this time of jansen is held back until 2026-11-16 14:00",
                until=NOON + HOUR,
            ),
            None,
        ),
    ],
    ids=["never", "before", "late phase", "quota", "cut-off", "cap", "held back"],
)
def test_what_is_read(terms: dict[str, Any], refusal: Refusal, by_staff: dict[str, Any] | None) -> None:
    """A family is refused; staff are not, or may set it aside."""
    conference = autumn_on(**terms)
    seen = scene(conference, placed("q3", "18:30"), taken=(NOON - HOUR / 2,))
    assert decide(act(conference), seen).refusals == (refusal,)
    ruling = decide(act(conference, side=Side.STAFF), seen)
    assert ruling.act == act(conference, side=Side.STAFF)
    expected = () if by_staff is None else (Refusal(**plain(refusal) | by_staff),)
    assert ruling.refusals == expected
    set_aside = decide(act(conference, side=Side.STAFF), seen, why="they asked for help")
    assert (set_aside.act, set_aside.refusals, set_aside.set_aside) == (ruling.act, (), expected)


def plain(refusal: Refusal) -> dict[str, Any]:
    """Its rule, its words and the talks it is about."""
    return {"rule": refusal.rule, "text": refusal.text, "against": refusal.against}


def test_what_has_begun_is_read_with_its_time() -> None:
    """Whether it is the start that is wanted or the one that is given up."""
    conference = autumn_on()
    wanted = act(conference, start="18:10", was=placed("q1", "18:00"), at=clock("18:10"))
    assert decide(wanted, scene(conference, placed("q1", "18:00"))).refusals == (
        Refusal(rule="gone-by", text="2026-11-24 19:10 has gone by"),
        Refusal(rule="gone-by", text="2026-11-24 19:00 has gone by"),
    )


@pytest.mark.parametrize(
    ("verdict", "side", "may_set_aside"),
    [
        (Verdict.ASK, Side.STAFF, True),
        (Verdict.ASK, Side.GUARDIAN, False),
        (Verdict.DENY, Side.STAFF, False),
    ],
)
def test_what_the_law_says_is_read_with_its_rule(
    verdict: Verdict, side: Side, *, may_set_aside: bool
) -> None:
    """In the words of the decision."""
    said = Decision(
        verdict=verdict,
        rule="nl.custody",
        ground="BW 1:377c",
        why="a paper is to be seen",
        on=date(2026, 11, 16),
    )
    conference = autumn_on()
    assert decide(act(conference, side=side), scene(conference, decisions=(said,))).refusals == (
        Refusal(rule="standing", text="a paper is to be seen (nl.custody)", may_set_aside=may_set_aside),
    )


def test_for_whom_it_is_held_back_it_is_not() -> None:
    """The family that the time is kept for books it."""
    held = HeldBack(
        staff=StaffId("jansen"), span=span("18:00", "18:30"), release=NOON + HOUR, parties=(PartyId("f1"),)
    )
    conference = autumn_on(held_back=(held,))
    assert decide(act(conference), scene(conference)).allowed


@pytest.mark.parametrize("deed", [Deed.ASK, Deed.CANCEL, Deed.WAIT])
@pytest.mark.parametrize("side", Side)
def test_what_names_no_start_is_asked_of_no_timetable(deed: Deed, side: Side) -> None:
    """To ask, to wait and to call off are free, whatever is booked."""
    conference = autumn_on()
    seen = scene(conference, placed("q2", "18:00"), placed("q3", "18:00"))
    assert decide(act(conference, deed=deed, side=side, start=None), seen).allowed


@given(st.lists(st.none() | st.integers(0, 3), max_size=4))
def test_a_ruling_says_when_it_would_be_allowed(hours: list[int | None]) -> None:
    """Once the last of its reasons is over; never, when one of them is not a matter of time."""
    conference = autumn_on()
    refusals = tuple(
        Refusal(rule=f"r{number}", text="no", until=None if each is None else NOON + each * HOUR)
        for number, each in enumerate(hours)
    )
    known = [each for each in hours if each is not None]
    opens = Ruling(act=act(conference), refusals=refusals).opens
    assert opens == (NOON + max(known) * HOUR if known and None not in hours else None)
