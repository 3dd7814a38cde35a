"""The contract of a store notices every fault, and no way round it is silent."""

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from partnership.errors import PartnershipError
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Store
from partnership.testing.broken_stores import STORE_FAULTS, Fault
from partnership.testing.stores import StoreContract

NOTICED = (AssertionError, pytest.fail.Exception, PartnershipError, sqlite3.OperationalError)
"""How a test says no; anything else would be a fault of the broken store itself."""


class Judged(StoreContract):
    """The contract as a plain object whose tests are called one by one."""

    persistent = False
    shared = False
    __test__ = False

    def make_store(self, folder: Path) -> Store:
        """A sound one."""
        assert folder.is_dir()
        return MemoryStore()


def cases(test: object) -> Iterator[Mapping[str, Any]]:
    """The values of a parametrized test, or none."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    for mark in marks:
        names = (
            [name.strip() for name in mark.args[0].split(",")]
            if isinstance(mark.args[0], str)
            else mark.args[0]
        )
        for values in mark.args[1]:
            yield dict(zip(names, values if len(names) > 1 else [values], strict=True))
    if not marks:
        yield {}


def verdict(name: str, fault: Fault | None) -> BaseException | None:
    """What the named test says of a store with this fault, or of a sound one."""
    test = getattr(Judged(), name)
    for case in cases(test):
        try:
            test(store=fault.make() if fault else MemoryStore(), **case)
        except NOTICED as error:
            return error
    return None


@pytest.mark.parametrize("fault", STORE_FAULTS, ids=lambda fault: f"{fault.name}-{fault.caught_by[5:]}")
def test_the_contract_rejects_a_store_with_this_fault(fault: Fault) -> None:
    """By the test that was written for it."""
    assert verdict(fault.caught_by, fault) is not None, fault.what


@pytest.mark.parametrize("name", sorted({fault.caught_by for fault in STORE_FAULTS}))
def test_the_same_test_passes_a_sound_store(name: str) -> None:
    """So it was the fault that was noticed."""
    assert verdict(name, None) is None


def test_a_promise_that_is_waived_is_listed_and_expected_to_fail() -> None:
    """With its reason, on a copy: the contract itself is not touched."""

    class Waived(Judged):
        waivers: ClassVar[Mapping[str, str]] = {"test_closing_twice_is_harmless": "the driver insists"}

        def make_store(self, folder: Path) -> Store:
            return super().make_store(folder)

    marks = Waived.test_closing_twice_is_harmless.pytestmark  # type: ignore[attr-defined]
    assert [(mark.name, mark.kwargs) for mark in marks] == [
        ("xfail", {"reason": "the driver insists", "strict": True})
    ]
    assert not hasattr(StoreContract.test_closing_twice_is_harmless, "pytestmark")


def test_a_parametrized_promise_can_be_waived() -> None:
    """Its cases stay."""

    class Waived(Judged):
        waivers: ClassVar[Mapping[str, str]] = {
            "test_a_resource_no_database_keeps_is_refused": "it takes all"
        }

        def make_store(self, folder: Path) -> Store:
            return super().make_store(folder)

    marks = Waived.test_a_resource_no_database_keeps_is_refused.pytestmark  # type: ignore[attr-defined]
    assert [mark.name for mark in marks] == ["parametrize", "xfail"]


def test_a_capability_that_is_not_there_is_listed() -> None:
    """By declaring it false, its tests are expected to fail."""
    marks = Judged.test_two_openings_are_one_store.pytestmark  # type: ignore[attr-defined]
    assert [mark.kwargs["reason"] for mark in marks] == ["Judged declares shared = False"]


@pytest.mark.parametrize(
    ("declared", "problem"),
    [
        ({"waivers": {"test_of_nothing": "why"}}, "no test 'test_of_nothing'"),
        ({"waivers": {"make_store": "why"}}, "no test 'make_store'"),
        ({"waivers": {"test_closing_twice_is_harmless": " "}}, "say why"),
        ({"persistent": None}, "must declare persistent"),
    ],
)
def test_a_silent_way_out_is_refused(declared: dict[str, Any], problem: str) -> None:
    """A waiver of nothing, without a reason, or a capability left unsaid stops the class from being made."""
    face = {"persistent": True, "shared": True, "make_store": Judged.make_store}
    with pytest.raises(TypeError, match=problem):
        type("Ours", (StoreContract,), face | declared)


def test_what_is_not_filled_in_says_so(tmp_path: Path) -> None:
    """Both doors name the class that forgot them."""
    with pytest.raises(NotImplementedError, match=r"StoreContract\.make_store"):
        StoreContract().make_store(tmp_path)
    with pytest.raises(NotImplementedError, match=r"Judged\.raw_rows"):
        Judged().raw_rows(MemoryStore(), tmp_path)
