"""A curriculum as a catalogue gives it: its goals, and what took the place of which when it was renewed."""

from collections.abc import Iterable, Iterator

import attrs

from partnership.errors import InvalidValue
from partnership.learning.commitments import words

__all__ = ["Curriculum", "CurriculumItem"]


def _clean(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    if not value or value != value.strip():
        raise InvalidValue(field.name, "is empty, or has white space around it")


@attrs.frozen(kw_only=True)
class CurriculumItem:
    """One goal of a curriculum. It is public: it speaks of nobody.

    Attributes:
        id: Its identity for ever, as the catalogue gives it.
        text: What it says.
        code: How people write it, such as `NE.L.1`; empty where it has none.
        language: BCP 47 tag; None when not told.
        levels: The years or stages it is for, in the catalogue's own words.
        kind: What the catalogue calls it, such as `Kerndoel`.
        parents: The items it is part of.
        replaced_by: What took its place; none while it is in force.

    Raises:
        InvalidValue: No id or text, or an item that took its own place.
    """

    id: str = attrs.field(validator=_clean)
    text: str = attrs.field(validator=words)
    code: str = ""
    language: str | None = None
    levels: tuple[str, ...] = ()
    kind: str = ""
    parents: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.id in self.replaced_by:
            raise InvalidValue("replaced_by", "an item cannot take its own place")


class Curriculum:
    """The items of one or more catalogues, found by their id or the code people write.

    Args:
        items: In any order; of two with one id the later counts, and a code that two items in force have finds neither.
    """

    def __init__(self, items: Iterable[CurriculumItem]) -> None:
        self._items = {each.id: each for each in items}
        coded: dict[str, list[CurriculumItem]] = {}
        for each in self._items.values():
            if each.code:
                coded.setdefault(each.code, []).append(each)
        self._by_code = {code: each[0] for code, each in coded.items() if len(each) == 1}

    def __iter__(self) -> Iterator[CurriculumItem]:
        return iter(self._items.values())

    def item(self, reference: str) -> CurriculumItem | None:
        """The item with this id, or else this code; None when it is not in the catalogue."""
        return self._items.get(reference) or self._by_code.get(reference)

    def current(self, reference: str) -> tuple[str, ...]:
        """What a reference comes to now: itself while it is in force, else whatever took its place, step by step.

        Args:
            reference: An id or a code.

        Returns:
            Ids, each once, in the order of the catalogue's own; none when the reference is not in the catalogue, or
            when items took each other's place in a circle. A successor that lies in another catalogue ends the search.
        """
        start = self.item(reference)
        if start is None:
            return ()
        found, seen, ahead = [], {start.id}, [start.id]
        while ahead:
            id = ahead.pop(0)
            item = self._items.get(id)
            if item is None or not item.replaced_by:
                found.append(id)
                continue
            fresh = [each for each in item.replaced_by if each not in seen]
            seen.update(fresh)
            ahead += fresh
        return tuple(found)

    def written(self, reference: str, id: str) -> str:
        """How to write an item where a reference was written so: by its code where that was a code, else by its id."""
        item = self._items.get(id)
        coded = reference in self._by_code and reference not in self._items
        return item.code if coded and item is not None and item.code in self._by_code else id
