"""A long walk: whatever is done, in whatever order, a store answers as the memory store does."""

import itertools
from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from partnership.changes import Change
from partnership.errors import PartnershipError
from partnership.ids import SchoolId
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Claim, Message, Store, Transaction
from partnership.testing.contracts.examples import TRICKY, later, message, moved
from partnership.testing.contracts.face import StoreFace

__all__ = ["WalkContract"]

_SERIAL = itertools.count()
_FEW = st.sampled_from(["a", "A", "á", "a\u0301", "\uffff", "𝒜"])
_TEXTS = st.sampled_from(TRICKY)
_EXPECTED = st.sampled_from(["as it is", "as it is", "as it is", None, 1, 2])
"""Mostly the revision a careful caller would have read."""
_PUT = st.fixed_dictionaries(
    {
        "id": _FEW,
        "body": st.dictionaries(_TEXTS, st.none() | st.integers() | _TEXTS, max_size=2),
        "expected": _EXPECTED,
        "index": st.dictionaries(st.sampled_from(["x", "X"]), st.lists(_TEXTS, max_size=3), max_size=2),
        "claims": st.lists(st.builds(Claim, _FEW, st.integers(0, 2)), max_size=3),
    }
)
_FIND = st.fixed_dictionaries(
    {
        "index": st.sampled_from([None, "x", "X"]),
        "ge": st.just("") | _TEXTS,
        "lt": st.none() | _TEXTS,
        "after": st.none() | st.tuples(_TEXTS, _FEW),
        "limit": st.integers(0, 4),
    }
)
_STEPS = st.one_of(
    st.tuples(st.just("put"), _PUT),
    st.tuples(st.just("delete"), st.fixed_dictionaries({"id": _FEW, "expected": _EXPECTED})),
    st.tuples(st.just("get"), st.fixed_dictionaries({"id": _FEW})),
    st.tuples(st.just("find"), _FIND),
    st.tuples(st.just("tell"), st.fixed_dictionaries({"number": st.integers(0, 9), "key": _FEW})),
    st.tuples(st.just("sift"), st.fixed_dictionaries({"number": st.integers(0, 3)})),
)
Step = tuple[str, dict[str, Any]]


class WalkContract(StoreFace):
    """The memory store as the yardstick."""

    def test_it_answers_as_the_memory_store_does(self, store: Store) -> None:
        """Blocks of puts, deletes, reads and messages, some undone, at two schools; compared after every step."""

        def walk() -> Walk:
            return Walk(store)

        run_state_machine_as_test(walk, settings=settings(settings(), stateful_step_count=20))  # type: ignore[arg-type] # any maker will do


class Undo(Exception):  # noqa: N818 - not a fault
    """Raised at the end of a block that is to leave no trace."""


class Walk(RuleBasedStateMachine):
    """The same blocks on two stores; schools with names of their own, so that walks do not meet."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.real, self.model = store, MemoryStore()
        self.schools = [SchoolId(f"school-{next(_SERIAL):06}") for _ in range(2)]
        self.now = 0.0

    def both(self, ask: Callable[[Store], object]) -> None:
        """Ask both stores and compare."""
        assert outcome(lambda: ask(self.real)) == outcome(lambda: ask(self.model))

    @rule(which=st.integers(0, 1), steps=st.lists(_STEPS, min_size=1, max_size=5), undone=st.booleans())
    def block(self, which: int, steps: list[Step], undone: bool) -> None:  # noqa: FBT001 - a drawn value
        """A block whose refused steps are passed over, committed or undone."""

        def ask(store: Store) -> list[object]:
            answers: list[object] = []
            try:
                with store.transaction(self.schools[which]) as transaction:
                    answers += [outcome(lambda: do(transaction, *step)) for step in steps]  # noqa: B023 - called at once
                    end(undone=undone)
            except Undo:
                answers.append("undone")
            return answers

        self.both(ask)

    @rule(which=st.integers(0, 1), asked=_FIND)
    def read(self, which: int, asked: dict[str, Any]) -> None:
        """What is committed, by a reading block."""

        def ask(store: Store) -> object:
            with store.transaction(self.schools[which], write=False) as transaction:
                return transaction.find("talk", **asked)

        self.both(ask)

    @rule(limit=st.integers(0, 3), seconds=st.integers(1, 30), wait=st.integers(0, 20))
    def lease(self, limit: int, seconds: int, wait: int) -> None:
        """Some time later, a worker asks."""
        self.now += wait
        self.both(lambda store: tuple(store.lease(now=later(self.now), limit=limit, seconds=seconds)))

    @rule(which=st.integers(0, 1), keys=st.lists(_FEW, max_size=2))
    def ack(self, which: int, keys: list[str]) -> None:
        """Some messages are done."""
        self.both(lambda store: store.ack(self.schools[which], keys))

    @rule(which=st.integers(0, 1), after=st.integers(0, 5))
    def journal(self, which: int, after: int) -> None:
        """What has happened."""
        self.both(lambda store: tuple(store.journal(self.schools[which], after=after, limit=5)))

    def teardown(self) -> None:
        """Nothing is left in the outbox for the next walk."""
        end = later(self.now + 1_000_000)
        for store in (self.real, self.model):
            for school, left in store.lease(now=end, limit=1000, seconds=1):
                store.ack(school, [left.key])


def end(*, undone: bool) -> None:
    """End a block well or not."""
    if undone:
        raise Undo


def do(transaction: Transaction, word: str, asked: dict[str, Any]) -> object:
    """One step of a block."""
    if asked.get("expected") == "as it is":
        found = transaction.get("talk", asked["id"])
        asked = asked | {"expected": found and found.revision}
    match word:
        case "put":
            return transaction.put("talk", **asked)
        case "delete":
            transaction.delete("talk", asked["id"], expected=asked["expected"] or 1)
            return None
        case "get":
            return transaction.get("talk", **asked)
        case "find":
            return transaction.find("talk", **asked)
        case "sift":
            return transaction.sift(lambda each: _number(each) == asked["number"])
        case _:
            told = message(asked["key"], due=asked["number"], text=str(asked["number"]))
            transaction.append([moved(asked["number"])], [told])
            return None


def _number(each: Change | Message) -> object:
    """The number a change or message was told with, when it was not forgotten."""
    return each.details.get("minutes") if isinstance(each, Change) else int(each.body["text"])


def outcome(ask: Callable[[], object]) -> object:
    """What was answered, or which error with which fields."""
    try:
        return ask()
    except PartnershipError as error:
        return type(error).__name__, vars(error)
