"""Every guardian has a ladder of ways to be reached, and no household gets more than its share."""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.contact.channels import (
    Capability,
    Channel,
    Push,
    ladder,
    pushed_now,
    to_migrate,
    unreached,
)
from partnership.errors import InvalidValue
from partnership.ids import GuardianId, HouseholdId
from partnership.norms import Norms

TODAY = date(2026, 11, 24)
APP = Channel(name="app", can=frozenset(Capability), agreement="2026-03")
MAIL = Channel(name="email", can=frozenset({Capability.SEND, Capability.FILES}), agreement="2025-09")
WALL = Channel(name="wall", can=frozenset({Capability.RECEIVE}), agreement="2025-09")
OLD = Channel(name="edmodo", can=frozenset(Capability), agreement="2019", sunset=date(2022, 9, 22))
NAMES = ["app", "email", "wall", "edmodo", "fax"]


@given(
    liked=st.lists(st.sampled_from(NAMES), unique=True),
    has=st.lists(st.sampled_from(NAMES), unique=True),
    sunset=st.none() | st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3)),
    agreed=st.booleans(),
)
def test_a_ladder_has_every_open_way_once_and_the_welcome_first(
    liked: list[str],
    has: list[str],
    sunset: date | None,
    agreed: bool,  # noqa: FBT001 - a drawn value
) -> None:
    """Nothing closed, nothing without an agreement, nothing that cannot send, nothing they do not have."""
    app = attrs.evolve(APP, sunset=sunset, agreement="a" if agreed else None)
    steps = [each.name for each in ladder([app, MAIL, WALL, OLD], liked, has, on=TODAY)]
    there = agreed and (sunset is None or sunset > TODAY)
    assert set(steps) == {name for name in has if name == "email" or (name == "app" and there)}
    assert len(steps) == len(set(steps))
    ranks = [liked.index(name) if name in liked else len(liked) for name in steps]
    assert ranks == sorted(ranks)


def test_who_is_on_no_ladder_is_named() -> None:
    """Sjoerd has nothing the school can use."""
    ladders = {GuardianId("petra"): (MAIL,), GuardianId("sjoerd"): ()}
    assert [each.about for each in unreached(ladders)] == ["guardian:sjoerd"]


@pytest.mark.parametrize(("days", "found"), [(59, []), (60, ["guardian:petra"])])
def test_who_is_on_a_platform_that_closes_is_moved_in_time(days: int, found: list[str]) -> None:
    """From so many days before, and after it closed as well."""
    app = attrs.evolve(APP, sunset=TODAY + timedelta(days=60))
    first = {GuardianId("petra"): "app", GuardianId("zeynep"): "email"}
    assert [each.about for each in to_migrate([app, MAIL], first, on=TODAY, days=days)] == found
    assert [each.facts["sunset"] for each in to_migrate([OLD], {GuardianId("a"): "edmodo"}, on=TODAY)] == [
        "2022-09-22"
    ]


@st.composite
def pushes(draw: st.DrawFn) -> list[Push]:
    """A few for two households in two weeks."""
    start = datetime(2026, 11, 23, 9, tzinfo=UTC)
    return [
        Push(
            key=f"p{number}",
            household=HouseholdId(draw(st.sampled_from(["h1", "h2"]))),
            at=start + timedelta(days=draw(st.integers(0, 13))),
            urgent=draw(st.sampled_from([None, None, "snow"])),
            settled=draw(st.sampled_from([False, False, True])),
        )
        for number in range(draw(st.integers(0, 10)))
    ]


@given(some=pushes(), most=st.integers(0, 4), order=st.randoms())
def test_no_household_gets_more_than_its_share(some: list[Push], most: int, order: object) -> None:
    """Nothing is lost or doubled, what is urgent or settles something is never put off, and the order does not matter."""
    now, later = pushed_now(some, Norms(pushes_per_week=most))
    assert sorted(each.key for each in (*now, *later)) == sorted(each.key for each in some)
    assert all(each.urgent is None and not each.settled for each in later)
    weeks = {(each.household, each.at.isocalendar()[:2]) for each in now}
    for household, week in weeks:
        there = [each for each in now if (each.household, each.at.isocalendar()[:2]) == (household, week)]
        pressing = [each for each in there if each.urgent is not None or each.settled]
        assert len(there) <= max(most, len(pressing))
    for each in later:
        week = each.at.isocalendar()[:2]
        had = [one for one in now if (one.household, one.at.isocalendar()[:2]) == (each.household, week)]
        assert len(had) >= most
    shuffled = list(some)
    order.shuffle(shuffled)  # type: ignore[attr-defined] # Hypothesis' own Random
    assert pushed_now(shuffled, Norms(pushes_per_week=most)) == (now, later)


def test_an_urgent_push_says_why() -> None:
    """Without a reason it can wait like the others."""
    with pytest.raises(InvalidValue, match="cannot wait"):
        Push(key="p", household=HouseholdId("h"), at=datetime(2026, 11, 23, tzinfo=UTC), urgent=" ")
