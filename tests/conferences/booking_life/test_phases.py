"""H21: the truth table of phases."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import clock, family, placed
from tests.conferences.booking_life.at_the_counter import NOON, act, autumn_on, phase, scene, verdict

from partnership.conferences.booking_life import phases
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.phases import Group, opening
from partnership.conferences.booking_life.rulings import decide
from partnership.conferences.timetable import Placement

LATER = NOON + timedelta(hours=1)
SOONER = NOON - timedelta(hours=1)


@pytest.mark.parametrize(
    ("opened", "side", "deed", "allowed"),
    [
        ((), Side.GUARDIAN, Deed.BOOK, True),
        ((phase(Group.ALL, NOON),), Side.GUARDIAN, Deed.BOOK, True),
        ((phase(Group.ALL, LATER),), Side.GUARDIAN, Deed.BOOK, False),
        ((phase(Group.ALL, LATER),), Side.GUARDIAN, Deed.ASK, False),
        ((phase(Group.ALL, LATER),), Side.GUARDIAN, Deed.MOVE, False),
        ((phase(Group.ALL, LATER),), Side.GUARDIAN, Deed.WAIT, False),
        ((phase(Group.ALL, LATER),), Side.GUARDIAN, Deed.SWAP, False),
        ((phase(Group.ALL, LATER),), Side.GUARDIAN, Deed.CANCEL, True),
        ((phase(Group.ALL, LATER),), Side.STAFF, Deed.BOOK, True),
        ((phase(Group.STAFF_PARENTS, SOONER, "f1"), phase(Group.ALL, LATER)), Side.GUARDIAN, Deed.BOOK, True),
        ((phase(Group.INVITED, SOONER, "f2"), phase(Group.ALL, LATER)), Side.GUARDIAN, Deed.BOOK, False),
        ((phase(Group.SPECIAL_NEED, NOON, "f1"),), Side.GUARDIAN, Deed.BOOK, True),
        ((phase(Group.SIBLINGS, NOON),), Side.GUARDIAN, Deed.BOOK, True),
        ((phase(Group.INVITED, SOONER, "f2"),), Side.GUARDIAN, Deed.BOOK, False),
        ((phase(Group.LATE, SOONER),), Side.GUARDIAN, Deed.BOOK, True),
    ],
)
def test_the_truth_table(opened: tuple[phases.Phase, ...], side: Side, deed: Deed, *, allowed: bool) -> None:
    """f1, with two children, may do so or not."""
    conference = autumn_on(phases=opened)
    said = verdict(phases.phase, act(conference, deed=deed, side=side), scene(conference))
    assert (said == []) is allowed


def test_a_family_hears_when_it_opens_for_it() -> None:
    """The opening of its first group, on the school's clock; or that the school must book."""
    conference = autumn_on(phases=(phase(Group.INVITED, SOONER, "f2"), phase(Group.ALL, LATER)))
    ruling = decide(act(conference), scene(conference))
    assert (ruling.opens, ruling.rules) == (LATER, ("phase",))
    assert ruling.refusals[0].text == "booking opens for this family at 2026-11-16 14:00"
    never = autumn_on(phases=(phase(Group.INVITED, SOONER, "f2"),))
    assert decide(act(never), scene(never)).opens is None


@pytest.mark.parametrize(
    ("deed", "booked", "allowed"),
    [
        (Deed.BOOK, (), True),
        (Deed.BOOK, (placed("q3", "18:30"),), False),
        (Deed.ASK, (placed("q3", "18:30"),), False),
        (Deed.WAIT, (placed("q3", "18:30"),), False),
        (Deed.BOOK, (placed("q2", "18:30"),), True),
        (Deed.MOVE, (placed("q3", "18:30"), placed("q1", "18:50")), True),
        (Deed.SWAP, (placed("q3", "18:30"),), True),
    ],
)
def test_the_late_phase_is_for_who_has_no_talk(
    deed: Deed, booked: tuple[Placement, ...], *, allowed: bool
) -> None:
    """A second talk is not for a family any more; a first one, and changing what there is, are."""
    conference = autumn_on(phases=(phase(Group.ALL, SOONER), phase(Group.LATE, NOON)))
    said = verdict(phases.phase, act(conference, deed=deed), scene(conference, *booked))
    assert (said == []) is allowed


@pytest.mark.parametrize("late", [LATER, None])
def test_until_the_late_phase_a_second_talk_is_like_the_first(late: datetime | None) -> None:
    """Whether or not there will be one."""
    opened = (phase(Group.ALL, SOONER), *(() if late is None else (phase(Group.LATE, late),)))
    conference = autumn_on(phases=opened)
    assert verdict(phases.phase, act(conference), scene(conference, placed("q3", "18:30"))) == []


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6, unique=True), st.integers(-10, 70))
def test_what_opened_stays_open(groups: list[int], minutes: int) -> None:
    """Phases open one after another and none closes again, as long as a family has no talk."""
    order = [list(Group)[each] for each in sorted(groups)]
    named = {Group.STAFF_PARENTS, Group.INVITED, Group.SPECIAL_NEED}
    opened = tuple(
        phase(group, NOON + timedelta(minutes=10 * number), *(["f1"] if group in named else []))
        for number, group in enumerate(order)
    )
    conference = autumn_on(phases=opened)
    at: datetime = NOON + timedelta(minutes=minutes)
    said = verdict(phases.phase, act(conference, at=at), scene(conference))
    assert (said == []) is (at >= opened[0].opens)


def test_siblings_are_two_pupils_or_named() -> None:
    """The same pupil twice is one."""
    siblings = phase(Group.SIBLINGS, clock("08:00"), "f9")
    assert siblings.includes(family("f1", "a", "p1 p2"))
    assert not siblings.includes(family("f1", "a", "p1 p1"))
    assert siblings.includes(family("f9", "a", "p1"))
    assert opening((siblings,), family("f1", "a")) is None
