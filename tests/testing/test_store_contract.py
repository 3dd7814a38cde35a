"""The contract of a store notices every fault, and no way round it is silent."""

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

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
