"""What an author leaves out of a contract is said aloud, and what he takes away in silence is refused."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Store
from partnership.testing.exporters import ExporterContract
from partnership.testing.promises import Promises
from partnership.testing.roster_sources import RosterSourceContract
from partnership.testing.solvers import SolverContract
from partnership.testing.stores import StoreContract

GUARD = "test_no_promise_was_taken_away"
CLOSING = "test_closing_twice_is_harmless"


class Ours(StoreContract):
    """A store that keeps everything, judged only when a test says so."""

    persistent = False
    shared = True
    __test__ = False

    def make_store(self, folder: Path) -> Store:
        """A sound one."""
        assert folder.is_dir()
        return MemoryStore()


def marks(test: Callable[..., None]) -> list[tuple[str, str]]:
    """The marks of a test that say why it is not kept."""
    said = getattr(test, "pytestmark", ())
    return [(mark.name, mark.kwargs["reason"]) for mark in said if "reason" in mark.kwargs]


def test_a_promise_that_is_waived_has_to_fail_and_is_listed() -> None:
    """With its reason, on a copy: the contract itself is not touched."""

    class Waived(Ours):
        waivers: ClassVar[Mapping[str, str]] = {CLOSING: "the driver insists"}

    assert marks(Waived.test_closing_twice_is_harmless) == [("xfail", "the driver insists")]
    assert Waived.test_closing_twice_is_harmless.pytestmark[0].kwargs["strict"]  # type: ignore[attr-defined]
    assert marks(StoreContract.test_closing_twice_is_harmless) == []
    Waived().test_no_promise_was_taken_away()


def test_a_parametrized_promise_can_be_waived() -> None:
    """Its cases stay."""
    name = "test_a_resource_no_database_keeps_is_refused"

    class Waived(Ours):
        waivers: ClassVar[Mapping[str, str]] = {name: "it takes all"}

    assert [mark.name for mark in getattr(Waived, name).pytestmark] == ["parametrize", "xfail"]


def test_a_waiver_ends_with_the_class_that_gave_it() -> None:
    """A class below that says otherwise is held to the promise again."""

    class Waived(Ours):
        waivers: ClassVar[Mapping[str, str]] = {CLOSING: "the driver insists"}

    class Mended(Waived):
        waivers: ClassVar[Mapping[str, str]] = {}

    assert Mended.test_closing_twice_is_harmless is StoreContract.test_closing_twice_is_harmless


def test_a_capability_that_is_not_there_is_skipped_by_name() -> None:
    """Its tests, and only those; the reason names the class, the declaration and the test."""
    name = "test_everything_is_there_when_opened_again"
    assert marks(getattr(Ours, name)) == [("skip", f"Ours declares persistent = False: {name}")]
    assert marks(Ours.test_two_openings_are_one_store) == []
    Ours().test_no_promise_was_taken_away()


def test_pytest_lists_what_is_not_kept(pytester: pytest.Pytester) -> None:
    """In the short summary of every run: the skipped by name, the waived with the reason."""
    pytester.makepyfile(
        """
        from partnership.plugins.memory.store import MemoryStore
        from partnership.testing.stores import StoreContract

        class TestOld(StoreContract):
            persistent = False
            shared = False
            waivers = {"test_closing_twice_is_harmless": "the driver insists"}

            def make_store(self, folder):
                return MemoryStore()
        """
    )
    kept = "closing_twice or two_openings or opened_again or taken_away"
    done = pytester.runpytest_inprocess("-k", kept, "-p", "no:cacheprovider", "-ra")
    done.assert_outcomes(passed=1, skipped=3, failed=1)  # it does close twice, so its waiver fails
    done.stdout.fnmatch_lines(["*XPASS(strict)* the driver insists"])
    done.stdout.fnmatch_lines(
        [
            "SKIPPED*TestOld declares persistent = False: test_everything_is_there_when_opened_again",
            "SKIPPED*TestOld declares shared = False: test_two_openings_are_one_store",
            "FAILED*test_closing_twice_is_harmless*",
        ]
    )


@pytest.mark.parametrize(
    ("declared", "problem"),
    [
        ({"waivers": {"test_of_nothing": "why"}}, "no test 'test_of_nothing'"),
        ({"waivers": {"make_store": "why"}}, "no test 'make_store'"),
        ({"waivers": {CLOSING: " "}}, "say why"),
        ({"persistent": None}, "must declare persistent = True or False"),
        ({"many_hands": "yes"}, "must declare many_hands = True or False"),
        ({CLOSING: lambda self: None}, f"{CLOSING} replaces a promise"),
        ({CLOSING: None}, f"{CLOSING} replaces a promise"),
        ({GUARD: lambda self: None}, f"{GUARD} replaces a promise"),
    ],
)
def test_a_silent_way_out_is_refused(declared: dict[str, Any], problem: str) -> None:
    """A waiver of nothing or without a reason, a capability left unsaid, a test replaced: the class is not made."""
    face = {"persistent": True, "shared": True, "make_store": Ours.make_store}
    with pytest.raises(TypeError, match=problem):
        type("Theirs", (StoreContract,), face | declared)


def test_a_replacement_is_refused_from_wherever_it_comes() -> None:
    """A class beside the contract, or one that has no back end yet."""

    class Beside:
        def test_closing_twice_is_harmless(self) -> None:
            """Nothing is asked."""

    with pytest.raises(TypeError, match="replaces a promise"):
        type("Theirs", (Beside, StoreContract), {})


def test_a_class_without_a_back_end_has_nothing_to_declare_yet() -> None:
    """It is a step on the way to one that has."""
    half = type("Half", (StoreContract,), {})
    assert half.test_two_openings_are_one_store is StoreContract.test_two_openings_are_one_store  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda kind: setattr(kind, CLOSING, lambda self: None), "was replaced or taken away"),
        (lambda kind: setattr(kind, CLOSING, None), "was replaced or taken away"),
        (lambda kind: pytest.mark.skip(kind.test_two_openings_are_one_store), "was marked otherwise"),
    ],
)
def test_what_is_taken_away_later_is_found(change: Callable[[type], object], found: str) -> None:
    """By a test of the contract itself, which names it."""

    class Later(Ours):
        waivers: ClassVar[Mapping[str, str]] = {"test_two_openings_are_one_store": "one at a time"}

    Later().test_no_promise_was_taken_away()
    change(Later)
    with pytest.raises(AssertionError, match=found):
        Later().test_no_promise_was_taken_away()


@pytest.mark.parametrize(
    "contract",
    [StoreContract, SolverContract, ExporterContract, RosterSourceContract],
    ids=lambda each: each.__name__,
)
def test_every_contract_guards_its_promises(contract: type[Promises]) -> None:
    """None is left out by being replaced."""
    name = next(name for name in dir(contract) if name.startswith("test_") and name != GUARD)
    with pytest.raises(TypeError, match=f"{name} replaces a promise"):
        type("Theirs", (contract,), {name: lambda self: None})
