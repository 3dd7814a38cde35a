"""The contract of a roster source holds for a good one and notices every broken one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from partnership.ports import RosterSource
from partnership.testing.broken_roster_sources import BROKEN, SAMPLE, ListedRoster
from partnership.testing.roster_sources import RosterSourceContract

EXPECTED = {row.kind: {row.id} for row in SAMPLE}
GUARD = "test_no_promise_was_taken_away"
"""Of the contract over itself, not over what is judged; see `test_promises`."""
PROMISES = sorted(name for name in dir(RosterSourceContract) if name.startswith("test_") and name != GUARD)


class TestListedRoster(RosterSourceContract):
    """A list of rows keeps every promise."""

    expected = EXPECTED

    def make_source(self, folder: Path) -> RosterSource:
        """The sample; the folder stays empty."""
        assert list(folder.iterdir()) == []
        return ListedRoster()


def breaks(source: ListedRoster, promise: Callable[[RosterSource], None]) -> bool:
    """Whether a source breaks a promise."""
    try:
        promise(source)
    except Exception:  # noqa: BLE001 - a broken source may fail in any way
        return True
    return False


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_source_is_noticed(fault: str) -> None:
    """At least one promise fails for each."""
    contract = TestListedRoster()
    assert [name for name in PROMISES if breaks(BROKEN[fault], getattr(contract, name))] != []


def test_the_good_source_breaks_nothing() -> None:
    """So what is noticed above is the fault, not the sample."""
    contract = TestListedRoster()
    assert [name for name in PROMISES if breaks(ListedRoster(), getattr(contract, name))] == []


def test_every_promise_is_broken_by_some_source() -> None:
    """No promise of the contract is idle."""
    contract = TestListedRoster()
    idle = [
        name
        for name in PROMISES
        if not any(
            breaks(BROKEN[fault], getattr(contract, name)) for fault in BROKEN if fault != "can be read once"
        )
        and name != "test_reading_again_gives_the_same"
    ]
    assert idle == []


def test_an_author_who_forgot_the_source_is_told() -> None:
    """The method to write is named."""
    with pytest.raises(
        NotImplementedError, match=r"RosterSourceContract\.make_source: open your source here"
    ):
        RosterSourceContract().make_source(Path())
