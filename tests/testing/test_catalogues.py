"""The contract of a catalogue holds for a good one and notices every broken one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from partnership.ports import Catalogue
from partnership.testing.broken_catalogues import BROKEN, RENEWED, SAMPLE, ListedCatalogue
from partnership.testing.catalogues import CatalogueContract

GUARD = "test_no_promise_was_taken_away"
PROMISES = sorted(name for name in dir(CatalogueContract) if name.startswith("test_") and name != GUARD)


class TestListedCatalogue(CatalogueContract):
    """A list of items keeps every promise."""

    expected = {each.id for each in SAMPLE}  # noqa: RUF012 - as an author would write it
    renewed = RENEWED

    def make_catalogue(self, folder: Path) -> Catalogue:
        """The sample; the folder stays empty."""
        assert list(folder.iterdir()) == []
        return ListedCatalogue()


def broken_by(catalogue: ListedCatalogue) -> set[str]:
    """The promises a catalogue breaks, each asked of it as it is now."""
    found = set()
    for name in PROMISES:
        promise: Callable[[Catalogue], None] = getattr(TestListedCatalogue(), name)
        try:
            promise(catalogue)
        except Exception:  # noqa: BLE001 - a broken catalogue may fail in any way
            found.add(name)
    return found


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_catalogue_is_noticed(fault: str) -> None:
    """At least one promise fails for each."""
    assert broken_by(BROKEN[fault]) != set()


def test_the_good_catalogue_breaks_nothing() -> None:
    """So what is noticed above is the fault, not the sample; and no promise of the contract is idle."""
    assert broken_by(ListedCatalogue()) == set()
    assert set().union(*(broken_by(each) for each in BROKEN.values())) == set(PROMISES)


def test_an_author_must_say_how_to_make_one(tmp_path: Path) -> None:
    """The contract alone judges nobody."""
    with pytest.raises(NotImplementedError, match="open your catalogue here"):
        CatalogueContract().make_catalogue(tmp_path)
