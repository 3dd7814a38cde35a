"""The contract of a catalogue. Subclass it, make your catalogue, say what it should find, and inherit the tests.

    class TestOurCurriculum(CatalogueContract):
        expected = {"NE.L.1", "NE.L.2"}
        renewed = {"NE.L.1": ("NE.L.2",)}

        def make_catalogue(self, folder):
            return OurCurriculum(write_sample(folder))

That the contract itself notices faults is tested with the catalogues in `partnership.testing.broken_catalogues`.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar

import pytest

from partnership.learning.curriculum import Curriculum, CurriculumItem
from partnership.ports import Catalogue
from partnership.serial.printed import printable
from partnership.testing.promises import Promises

__all__ = ["CatalogueContract"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class CatalogueContract(Promises, contract=True):
    """Everything a catalogue promises.

    Attributes:
        expected: The ids that reading the sample must give.
        renewed: Of the sample, per id that was replaced, what it comes to now.
    """

    expected: ClassVar[AbstractSet[str]]
    renewed: ClassVar[Mapping[str, tuple[str, ...]]]
    factory = "make_catalogue"

    def make_catalogue(self, folder: Path) -> Catalogue:
        """A catalogue over a sample that this method writes into an empty folder."""
        raise NotImplementedError(f"{type(self).__name__}.make_catalogue: open your catalogue here")

    @pytest.fixture
    def catalogue(self, tmp_path: Path) -> Catalogue:
        """The catalogue under test."""
        return self.make_catalogue(tmp_path)

    def test_it_finds_what_is_there(self, catalogue: Catalogue) -> None:
        """Every item of the sample once, and no other."""
        ids = [each.id for each in catalogue.items()]
        assert len(ids) == len(set(ids))
        assert set(ids) == self.expected

    def test_reading_again_gives_the_same(self, catalogue: Catalogue) -> None:
        """In the same order: a catalogue is read every school year."""
        first = list(catalogue.items())
        assert list(catalogue.items()) == first

    def test_what_was_replaced_leads_to_what_is_in_force(self, catalogue: Catalogue) -> None:
        """Through every renewal; and nothing else was replaced."""
        items = list(catalogue.items())
        found = Curriculum(items)
        assert {each.id for each in items if each.replaced_by} == set(self.renewed)
        assert {id: found.current(id) for id in self.renewed} == self.renewed

    def test_nothing_goes_in_a_circle(self, catalogue: Catalogue) -> None:
        """Neither replacements nor parts: whoever follows one arrives somewhere."""
        items = {each.id: each for each in catalogue.items()}
        assert [
            id for id in items if _circles(id, {key: each.replaced_by for key, each in items.items()})
        ] == []
        assert [id for id in items if _circles(id, {key: each.parents for key, each in items.items()})] == []

    def test_an_item_is_part_of_items_that_are_there(self, catalogue: Catalogue) -> None:
        """A replacement may lie in another catalogue, a part may not."""
        items = list(catalogue.items())
        assert {parent for each in items for parent in each.parents} <= {each.id for each in items}

    def test_every_text_can_be_printed(self, catalogue: Catalogue) -> None:
        """It stands on a goal card: no control characters, no white space around it."""
        for each in catalogue.items():
            assert " ".join(each.text.split()) == printable(each.text)
            assert each.text == each.text.strip()

    def test_a_language_is_a_tag(self, catalogue: Catalogue) -> None:
        """Or is not told."""
        told = [each.language for each in catalogue.items() if each.language is not None]
        assert [language for language in told if not _LANGUAGE.fullmatch(language)] == []

    def test_a_code_finds_one_item_in_force(self, catalogue: Catalogue) -> None:
        """People write codes on paper: two goals in force never share one."""
        coded: dict[str, list[CurriculumItem]] = {}
        for each in catalogue.items():
            if each.code and not each.replaced_by:
                coded.setdefault(each.code, []).append(each)
        assert [code for code, found in coded.items() if len(found) > 1] == []


def _circles(start: str, leads: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether one comes back to where one began."""
    seen: set[str] = set()
    ahead = list(leads[start])
    while ahead:
        id = ahead.pop()
        if id == start:
            return True
        if id not in seen:
            seen.add(id)
            ahead += leads.get(id, ())
    return False
