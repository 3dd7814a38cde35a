"""An operation is done once: whatever the store answers, and however often it is asked for."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import AlreadyDone, CommitUnknown, Conflict, PartnershipError, Retry, StoreFailed
from partnership.ids import SchoolId
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Transaction, forget_operations, run
from partnership.ports import operations as module

BEECH = SchoolId("de-beuk")

LONGEST = module._LONGEST_PAUSE
FATES = ("done", "busy", "undone", "lost", "lost and done", "failed", "beaten")


class FatefulStore:
    """A memory store whose transactions end as was decided beforehand, and well when nothing was.

    `beaten` means that another program did the same operation first.
    """

    def __init__(self, fates: Sequence[str]) -> None:
        self.inner = MemoryStore()
        self.fates = iter(fates)
        self.met: list[str] = []

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """One transaction with its fate."""
        fate = next(self.fates, "done")
        self.met.append(fate)
        if fate == "busy":
            raise Retry("busy")
        if fate == "failed":
            raise StoreFailed("the disk is full")
        if fate == "beaten":
            with suppress(AlreadyDone):
                run(self.inner, school, put_token("other"), operation="o1")
        try:
            with self.inner.transaction(school, write=write) as transaction:
                yield transaction
                _undo_if(fate in {"undone", "lost"})
        except _Undone:
            raise (Retry("lost a race") if fate == "undone" else CommitUnknown("lost")) from None
        if fate == "lost and done":
            raise CommitUnknown("lost")


class _Undone(Exception):  # noqa: N818 - a signal
    """Undo what the block did."""


def _undo_if(so: bool) -> None:  # noqa: FBT001 - it is the whole question
    if so:
        raise _Undone


def put_token(token: str) -> Callable[[Transaction], str]:
    """Work that books the one talk, says who did, and fails when somebody else did."""

    def work(transaction: Transaction) -> str:
        transaction.put("talk", "t1", {"by": token}, expected=None)
        return token

    return work


def booked(store: FatefulStore) -> list[str]:
    """Who booked the talk, past the fates."""
    with store.inner.transaction(BEECH, write=False) as transaction:
        return [row.record.body["by"] for row in transaction.find("talk")]


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else is here to wait for."""
    monkeypatch.setattr(module, "_LONGEST_PAUSE", 0)


@given(st.lists(st.sampled_from(FATES), max_size=6), st.integers(1, 5))
def test_an_operation_is_done_once_and_its_answer_is_true(fates: list[str], tries: int) -> None:
    """An answer means done, by this call; an error says truly whether it was done; asking again does nothing more."""
    store = FatefulStore(fates)
    mine: list[str] = []

    def work(transaction: Transaction) -> str:
        mine.append(f"try {len(mine)}")
        return put_token(mine[-1])(transaction)

    try:
        answer = run(store, BEECH, work, tries=tries, operation="o1")  # type: ignore[arg-type] # it has transactions
        assert booked(store) == [answer]
        assert answer in mine
    except AlreadyDone:
        assert booked(store) == ["other"]
    except CommitUnknown:
        assert "lost" in " ".join(store.met)
        assert booked(store) in ([], *([each] for each in ("other", *mine)))
    except (Retry, StoreFailed):
        assert booked(store) in ([], ["other"])
    before = booked(store)
    if before:
        with pytest.raises(AlreadyDone):
            run(store.inner, BEECH, put_token("again"), operation="o1")
    else:
        run(store.inner, BEECH, put_token("again"), operation="o1")
    assert booked(store) == (before or ["again"])


@given(st.lists(st.sampled_from(FATES[:-1]), max_size=6))
def test_without_an_id_a_lost_answer_is_told_at_once(fates: list[str]) -> None:
    """Nothing is repeated of which nobody knows whether it was done."""
    store = FatefulStore(fates)
    with suppress(PartnershipError):
        run(store, BEECH, put_token("mine"))  # type: ignore[arg-type] # it has transactions
    ends = [fate for fate in store.met if fate not in {"busy", "undone"}]
    assert len(ends) <= 1
    assert booked(store) == (["mine"] if {"done", "lost and done"} & set(ends) else [])


def test_a_conflict_of_the_work_is_the_work_s_own() -> None:
    """It is not mistaken for an operation that was done before, and its id may be used again."""
    store = MemoryStore()
    run(store, BEECH, put_token("first"), operation="o1")
    with pytest.raises(Conflict):
        run(store, BEECH, put_token("second"), operation="o2")
    assert run(store, BEECH, lambda _: "done", operation="o2") == "done"


def test_the_pauses_grow_and_stay_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second is the longest, at the hundredth try too."""
    monkeypatch.setattr(module, "_LONGEST_PAUSE", LONGEST)
    assert 0.0025 <= module._pause(0) <= 0.005
    assert 0.25 <= module._pause(100) <= 0.5


def test_old_operations_are_forgotten() -> None:
    """Those before an instant, however many; then their ids may be used again."""
    store = MemoryStore()
    for number in range(3):
        run(store, BEECH, lambda _: None, operation=f"o{number}")
    now = datetime.now(UTC)
    assert forget_operations(store, BEECH, before=now - timedelta(days=1)) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PAGE", 2)
        assert forget_operations(store, BEECH, before=now + timedelta(minutes=1)) == 3
    assert run(store, BEECH, lambda _: "again", operation="o1") == "again"
