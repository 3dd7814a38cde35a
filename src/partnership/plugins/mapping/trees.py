"""XML and JSON as records: a cell is a path to an element, an attribute or a key."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from typing import Any, BinaryIO, NamedTuple, cast
from xml.etree.ElementTree import Element

from partnership.errors import InvalidInput, Problem
from partnership.plugins.mapping.cells import Access, Record
from partnership.plugins.mapping.layout import Table
from partnership.serial.safe_xml import Records

__all__ = ["JsonRecords", "XmlRecords", "attribute_of"]

_UP = "../"
_MISSING = object()
_LARGEST = 256 << 20
"""Bytes of JSON that are held at a time."""

Json = Any
"""What a JSON text holds."""


_ATTRIBUTE = re.compile(r"(?:(.+)/)?@([\w.-]+)")


def attribute_of(path: str) -> tuple[str, str]:
    """The steps to an element (`.` for none), and the attribute of it that is meant; empty for its text.

    >>> attribute_of("a[@b='c']/@d")
    ("a[@b='c']", 'd')
    """
    found = _ATTRIBUTE.fullmatch(path)
    return (path, "") if found is None else (found[1] or ".", found[2])


class _Node(NamedTuple):
    """A record, perhaps within another; its number counts from 1 among those at the same path."""

    content: Any
    outer: "_Node | None" = None
    number: int = 1


class _Tree(ABC):
    """What XML and JSON share: paths that lead down, or with `../` first one up."""

    def access(self, column: str, optional: bool) -> Access:  # noqa: FBT001 - the shape of `Accesses`
        """What stands at a path; None when nothing does, for in a tree every part may be missing."""
        del optional
        up = column.count(_UP) if column.startswith(_UP) else 0
        find = self._finder(column[len(_UP) * up :])

        def read(node: _Node) -> str | None:
            for _ in range(up):
                node = node.outer or node
            return find(node.content)

        return read

    @abstractmethod
    def _finder(self, path: str) -> Callable[[Any], str | None]:
        """How to find the words at a path."""

    @abstractmethod
    def _inner(self, content: Json, path: str) -> Iterator[Record]:
        """What stands at a path, as often as it does."""

    def within(self, record: Record, path: str) -> Iterator[_Node]:
        """The records at a path within a record."""
        for number, inner in enumerate(self._inner(record.content, path), start=1):
            yield _Node(inner, record, number)

    def check(self) -> None:  # noqa: B027 - there is nothing to do
        """Nothing: what is missing is not told."""


class XmlRecords(_Tree):
    """The elements of an XML file.

    Args:
        stream: Its bytes.
        table: Where its records are.
        name: What to call it in places.
        columns: All paths that will be asked for; those from the root (`/school/year`) are kept as they come by.
    """

    def __init__(self, stream: BinaryIO, table: Table, name: str, columns: Collection[str]) -> None:
        heads = [column for column in columns if column.startswith("/")]
        self._name = name
        self._records = Records(stream, table.record or "", name=name, heads=heads, root=table.root)

    def _finder(self, path: str) -> Callable[[Any], str | None]:
        if path.startswith("/"):
            return lambda _: self._records.told.get(path)
        steps, attribute = attribute_of(path)

        def find(element: Element) -> str | None:
            found = element if steps == "." else element.find(steps)
            if found is None:
                return None
            text = found.get(attribute) if attribute else found.text or ""
            return None if text is None else text.strip()

        return find

    def _inner(self, content: Json, path: str) -> Iterator[Record]:
        return iter(cast("Element", content).findall(path))

    def records(self) -> Iterator[tuple[str, Record]]:
        """The place and element of each record.

        Raises:
            InvalidInput: The XML is cut off, broken or not safe.
        """
        for number, (line, element) in enumerate(self._records, start=1):
            yield f"{self._name}:{line}", _Node(element, number=number)


class JsonRecords(_Tree):
    """The objects of a JSON file, which is read whole: large exports come in pages.

    Args:
        stream: Its bytes.
        table: Where its records are; without a path, the file is a list of them.
        name: What to call it in places.
    """

    def __init__(self, stream: BinaryIO, table: Table, name: str) -> None:
        self._name, self._path = name, table.record or ""
        text = stream.read(_LARGEST + 1)
        if len(text) > _LARGEST:
            raise InvalidInput([Problem(name, "is larger than 256 MiB; export in pages")], source="mapping")
        try:
            self._content = json.loads(text)
        except (ValueError, RecursionError):
            raise InvalidInput([Problem(name, "is not readable as JSON")], source="mapping") from None

    def _finder(self, path: str) -> Callable[[Any], str | None]:
        steps = path.split("/")

        def find(content: Json) -> str | None:
            found = _down(content, steps)
            if isinstance(found, bool):
                return "true" if found else "false"
            return str(found).strip() if isinstance(found, str | int | float) else None

        return find

    def _inner(self, content: Json, path: str) -> Iterator[Record]:
        found = _down(content, path.split("/"))
        return iter(found if isinstance(found, list) else [])

    def records(self) -> Iterator[tuple[str, Record]]:
        """The place and object of each record; None where something else stands.

        Raises:
            InvalidInput: There is no list at the path.
        """
        found = _down(self._content, self._path.split("/")) if self._path else self._content
        if not isinstance(found, list):
            where = f"$.{self._path.replace('/', '.')}" if self._path else "$"
            raise InvalidInput(
                [Problem(f"{self._name} {where}", "expected a list of records")], source="mapping"
            )
        for number, each in enumerate(found):
            place = f"{self._name}[{number}]"
            yield place, _Node(each, number=number + 1) if isinstance(each, dict) else None


def _down(content: Json, steps: list[str]) -> Json:
    """What stands at the end of these keys; something else than any JSON value when one is missing."""
    for step in steps:
        content = content.get(step, _MISSING) if isinstance(content, dict) else _MISSING
    return content
