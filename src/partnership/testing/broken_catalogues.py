"""A catalogue in memory, and broken ones: each has one fault that the contract must notice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from partnership.learning.curriculum import CurriculumItem

__all__ = ["BROKEN", "RENEWED", "SAMPLE", "ListedCatalogue"]

SAMPLE = (
    CurriculumItem(id="ne", text="Nederlands", code="NE", language="nl", kind="Leergebied"),
    CurriculumItem(
        id="ne.1",
        text="vlot lezen",
        code="NE.1",
        language="nl",
        parents=("ne",),
        replaced_by=("ne.2", "ne.3"),
    ),
    CurriculumItem(id="ne.2", text="voorlezen", code="NE.2", language="nl", parents=("ne",)),
    CurriculumItem(
        id="ne.3", text="navertellen", code="NE.3", language="nl", parents=("ne",), replaced_by=("ne.4",)
    ),
    CurriculumItem(id="ne.4", text="begrijpen", code="NE.4", language="nl-NL", parents=("ne",)),
)
"""A curriculum in which one goal was split, and one half of it renewed."""

RENEWED = {"ne.1": ("ne.2", "ne.4"), "ne.3": ("ne.4",)}
"""What those that were replaced come to."""


class ListedCatalogue:
    """A catalogue that is a list of items."""

    def __init__(self, items: Iterable[CurriculumItem] = SAMPLE) -> None:
        self._items = tuple(items)

    def items(self) -> Iterator[CurriculumItem]:
        """The items."""
        return iter(self._items)


class _ReadOnce(ListedCatalogue):
    """Is empty the second time."""

    def items(self) -> Iterator[CurriculumItem]:
        items, self._items = self._items, ()
        return iter(items)


class _Shuffled(ListedCatalogue):
    """Turns round each time."""

    def items(self) -> Iterator[CurriculumItem]:
        self._items = self._items[::-1]
        return iter(self._items)


def _with(number: int, **different: Any) -> ListedCatalogue:
    """The sample with one item made different."""
    items = list(SAMPLE)
    items[number] = attrs.evolve(items[number], **different)
    return ListedCatalogue(items)


_ROOT, _SPLIT, _PLAIN, _HALF, _LAST = range(5)

BROKEN: Mapping[str, ListedCatalogue] = {
    "forgets an item": ListedCatalogue(SAMPLE[:-1]),
    "tells an item twice": ListedCatalogue((*SAMPLE, SAMPLE[-1])),
    "can be read once": _ReadOnce(),
    "has no order": _Shuffled(),
    "forgets what took its place": _with(_HALF, replaced_by=()),
    "follows one half only": _with(_SPLIT, replaced_by=("ne.2",)),
    "replaces what is in force": _with(_PLAIN, replaced_by=("ne.4",)),
    "replaces in a circle": _with(_LAST, replaced_by=("ne.1",)),
    "is part of its part": _with(_ROOT, parents=("ne.2",)),
    "is part of nothing": _with(_PLAIN, parents=("gone",)),
    "has a control character": _with(_PLAIN, text="voor\x07lezen"),
    "leaves white space": _with(_PLAIN, text=" voorlezen"),
    "names a language in words": _with(_PLAIN, language="Nederlands "),
    "gives a code twice": _with(_PLAIN, code="NE.4"),
}
"""What is wrong → a catalogue that does it."""
