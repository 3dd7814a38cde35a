"""Column generation with HiGHS: as true as the bounds without it, and closer."""

import pytest
from hypothesis import given, settings
from tests.conferences.autumn import autumn
from tests.conferences.bounds.test_bound import crowd

from partnership.conferences.bounds import bound
from partnership.conferences.conference import Conference
from partnership.conferences.search.solve import solve
from partnership.host.plugins import Host
from partnership.plugins.highs.bounder import HighsBounder
from partnership.ports import Bounder
from partnership.testing.school import invent_school, wishes_of
from partnership.testing.strategies.conferences import conferences

from tests.conferences.autumn import staff  # isort: skip


@pytest.mark.parametrize("name", ["highs", "partnership"])
def test_both_provers_come_in_through_the_hook(name: str) -> None:
    """Each is a bounder, and neither leaves anything on standard output."""
    made = Host(discover=True).bounder(name)
    assert isinstance(made, Bounder)
    assert made.bound(crowd(15), iterations=1).total == 30_000


@settings(max_examples=25)
@given(conferences(max_requests=9))
def test_it_is_never_above_a_plan_nor_below_the_first_prices(conference: Conference) -> None:
    """What it answers is counted in whole numbers, whatever the solver made of its program."""
    found = solve(conference, iterations=256).objective
    assert found is not None
    proven = HighsBounder().bound(conference, seconds=5.0)
    assert bound(conference).total <= proven.total <= found.total


def test_a_whole_school_is_proven_close() -> None:
    """Closer than the first prices on an invented secondary school, and silent about it."""
    talks = wishes_of(invent_school(secondary=True, classes=2, pupils=40))
    told: list[tuple[float, int]] = []
    proven = HighsBounder().bound(
        talks, iterations=8, progress=lambda share, points: told.append((share, points))
    )
    assert bound(talks).total <= proven.total
    assert proven.proof.startswith(
        "Put a price on every moment of staff, interpreters and rooms. At prices found by column"
    )
    assert [points for _, points in told] == sorted(points for _, points in told)


def test_pauses_and_budgets() -> None:
    """A pause takes a moment too; no time proves as much as the first prices; a known total ends the search."""
    tired = crowd(12, staff=(staff(break_after=2),))
    assert HighsBounder().bound(tired, iterations=5).total == 40_000
    assert HighsBounder().bound(tired, seconds=0).total == bound(tired).total
    assert HighsBounder().bound(tired, target=40_000).total == 40_000


def test_it_says_nothing_by_itself(capfd: pytest.CaptureFixture[str]) -> None:
    """The solver's greeting would spoil the JSON of a command."""
    HighsBounder().bound(autumn(), iterations=2)
    assert capfd.readouterr() == ("", "")
