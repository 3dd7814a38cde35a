"""Doing a piece of work in a transaction, and again when the store was busy."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from partnership.errors import Conflict, Retry
from partnership.ids import SchoolId
from partnership.ports import Transaction, run

BEECH = SchoolId("de-beuk")


class BusyStore:
    """A store that is busy a number of times, at the beginning or at the commit, before it does its work."""

    def __init__(self, *, busy: int, at_commit: bool = False) -> None:
        self.busy = busy
        self.at_commit = at_commit
        self.begun = 0

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """Busy, or a transaction that does nothing."""
        assert (school, write) == (BEECH, True)
        self.begun += 1
        if self.begun <= self.busy and not self.at_commit:
            raise Retry("busy")
        yield None  # type: ignore[misc]
        if self.begun <= self.busy:
            raise Retry("lost a race")


@pytest.mark.parametrize("at_commit", [False, True])
@pytest.mark.parametrize("busy", [0, 1, 7])
def test_work_is_done_once_the_store_is_free(busy: int, at_commit: bool) -> None:  # noqa: FBT001 - a test case
    """Up to seven refusals are waited out; the answer is the work's own."""
    store = BusyStore(busy=busy, at_commit=at_commit)
    assert run(store, BEECH, lambda _: "done") == "done"  # type: ignore[arg-type]
    assert store.begun == busy + 1


def test_a_store_that_stays_busy_says_so() -> None:
    """After the last try the refusal reaches the caller."""
    store = BusyStore(busy=8)
    with pytest.raises(Retry, match="busy"):
        run(store, BEECH, lambda _: "done")  # type: ignore[arg-type]
    assert store.begun == 8


def test_other_errors_are_not_tried_again() -> None:
    """A conflict is for a person or a service to decide about, not for a loop."""
    store = BusyStore(busy=0)

    def work(_: Transaction) -> None:
        raise Conflict("talk", "q1", expected=1, found=2)

    with pytest.raises(Conflict):
        run(store, BEECH, work)  # type: ignore[arg-type]
    assert store.begun == 1
