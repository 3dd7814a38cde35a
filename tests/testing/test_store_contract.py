"""The contract of a store notices every fault, and no way round it is silent."""

import inspect
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from partnership.errors import PartnershipError
from partnership.ids import SchoolId
from partnership.plugins.memory.school import School
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Store
from partnership.testing.broken_stores import SOUND, STORE_FAULTS, Fault
from partnership.testing.stores import RawRow, StoreContract

NOTICED = (AssertionError, pytest.fail.Exception, PartnershipError, sqlite3.OperationalError)
"""How a test says no; anything else would be a fault of the broken store itself."""


class Judged(StoreContract):
    """The contract as a plain object whose tests are called one by one."""

    persistent = True
    shared = True
    __test__ = False
    fault: Fault = SOUND

    def make_store(self, folder: Path) -> Store:
        """The one under judgement."""
        return self.fault.make(folder)

    def raw_rows(self, store: Store, folder: Path) -> Collection[RawRow]:
        """The dictionaries themselves, or what a store says is its medium."""
        assert isinstance(store, MemoryStore)
        medium: Any = getattr(store, "medium", None)
        schools: dict[SchoolId, School] = medium if isinstance(medium, dict) else medium.schools
        return [
            RawRow(school, kind, id, kept.revision)
            for school, there in schools.items()
            for (kind, id), kept in there.records.items()
        ]


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


def verdict(name: str, fault: Fault, folder: Path) -> BaseException | None:
    """What the named test says of a store with this fault, or of a sound one."""
    contract = Judged()
    contract.fault = fault
    test = getattr(contract, name)
    for number, case in enumerate(cases(test)):
        where = folder / str(number)
        where.mkdir()
        alone = (
            {"tmp_path": where}
            if "tmp_path" in inspect.signature(test).parameters
            else {"store": fault.make(where)}
        )
        try:
            test(**alone, **case)
        except NOTICED as error:
            return error
    return None


@pytest.fixture
def _no_shrinking() -> Iterator[None]:
    """That a fault is noticed is what counts here, not the smallest way to show it."""
    before = settings.get_current_profile_name()
    settings.load_profile("unshrunk")
    yield
    settings.load_profile(before)


@pytest.mark.usefixtures("_no_shrinking")
@pytest.mark.parametrize("fault", STORE_FAULTS, ids=lambda fault: f"{fault.name}-{fault.caught_by[5:]}")
def test_the_contract_rejects_a_store_with_this_fault(fault: Fault, tmp_path: Path) -> None:
    """By the test that was written for it."""
    assert verdict(fault.caught_by, fault, tmp_path) is not None, fault.what


@pytest.mark.parametrize("name", sorted({fault.caught_by for fault in STORE_FAULTS}))
def test_the_same_test_passes_a_sound_store(name: str, tmp_path: Path) -> None:
    """So it was the fault that was noticed."""
    assert verdict(name, SOUND, tmp_path) is None


def test_every_test_of_the_contract_rejects_some_fault() -> None:
    """None stands there without ever having been seen to refuse anything."""
    tests = {name for name in dir(StoreContract) if name.startswith("test_")}
    assert {fault.caught_by for fault in STORE_FAULTS} == tests - {"test_no_promise_was_taken_away"}


def test_what_is_not_filled_in_says_so(tmp_path: Path) -> None:
    """Both doors name the class that forgot them."""
    with pytest.raises(NotImplementedError, match=r"StoreContract\.make_store"):
        StoreContract().make_store(tmp_path)
    with pytest.raises(NotImplementedError, match=r"StoreContract\.raw_rows"):
        StoreContract().raw_rows(MemoryStore(), tmp_path)
