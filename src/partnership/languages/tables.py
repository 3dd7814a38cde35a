"""One table of sentences in every language: English and more as they stand in the code, the others by catalogue."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar, cast

import attrs

from partnership.languages.catalogue import Catalogue, catalogues, primary

__all__ = ["Counted", "Tables"]


@attrs.frozen
class Counted:
    """A sentence with a number in it, in as many forms as the language has; `{number}` stands for the number.

    Attributes:
        one: For one.
        more: For any other number, where the catalogue has no forms of its own.
    """

    one: str
    more: str
    _catalogue: Catalogue | None = attrs.field(default=None, repr=False)
    _place: str = attrs.field(default="", repr=False)

    def __call__(self, number: int) -> str:
        """The sentence for so many."""
        if self._catalogue is None:
            said = self.one if number == 1 else self.more
        else:
            said = self._catalogue.count(self._place, self.one, self.more, number)
        return said.format(number=number)

    def by(self, catalogue: Catalogue, place: str) -> "Counted":
        """The same in another language."""
        return Counted(self.one, self.more, catalogue, place)


class _Tagged(Protocol):
    """What a table has at least."""

    @property
    def tag(self) -> str: ...


_Table = TypeVar("_Table", bound=_Tagged)


class Tables(Generic[_Table]):
    """The sentences of one room of the library.

    A table is an attrs class with a `tag` and, for each sentence, a field: text, a `Counted`, or a mapping of texts.

    Args:
        room: What the catalogues call it.
        source: In English: what a catalogue translates from.
        others: Languages that are written beside it in the code.
    """

    def __init__(self, room: str, source: _Table, *others: _Table) -> None:
        self.room = room
        self._source = source
        self._made = {each.tag: each for each in (source, *others)}

    @property
    def tags(self) -> tuple[str, ...]:
        """Every language it is there in, sorted."""
        return tuple(sorted({*self._made, *catalogues()}))

    def of(self, *wishes: str) -> _Table:
        """The table in the first of these languages that is spoken, by BCP 47 tag; English when none is."""
        for tag in map(primary, wishes):
            if tag in self._made:
                return self._made[tag]
            if tag in catalogues():
                return self._made.setdefault(tag, self._in(catalogues()[tag]))
        return self._source

    def messages(self) -> Iterator[tuple[str, str | Counted]]:
        """Every sentence in English, with its place: what a catalogue has to have."""
        for field, value in _fields(self._source):
            place = f"{self.room}.{field}"
            if isinstance(value, Mapping):
                yield from ((f"{place}.{key}", text) for key, text in value.items())
            else:
                yield place, value

    def _in(self, catalogue: Catalogue) -> _Table:
        said: dict[str, Any] = {}
        for field, value in _fields(self._source):
            place = f"{self.room}.{field}"
            if isinstance(value, Mapping):
                each = {key: catalogue.say(f"{place}.{key}", text) for key, text in value.items()}
                said[field] = MappingProxyType(each)
            else:
                said[field] = (
                    value.by(catalogue, place) if isinstance(value, Counted) else catalogue.say(place, value)
                )
        return cast("_Table", attrs.evolve(cast("Any", self._source), tag=catalogue.tag, **said))


def _fields(table: _Tagged) -> Iterator[tuple[str, Any]]:
    """The fields that hold sentences."""
    for field in attrs.fields(cast("Any", type(table))):
        if field.name != "tag":
            yield field.name, getattr(table, field.name)
