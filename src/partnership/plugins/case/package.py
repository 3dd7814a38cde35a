"""One CFPackage read into items: what is in CFItems, with the places that CFAssociations gives them.

Of the associations two are used: `isChildOf` (the origin is part of the destination) and `replacedBy` (the destination took
the place of the origin). What else a package holds is left alone. Source: 1EdTech CASE 1.0 and 1.1, CFPackage.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from partnership.errors import InvalidInput, InvalidValue, Problem
from partnership.learning.curriculum import CurriculumItem
from partnership.serial.documents import parse_json, read_bytes

__all__ = ["CasePackage"]

_CHILD, _REPLACED = "isChildOf", "replacedBy"


class CasePackage:
    """A file with one package.

    Args:
        path: The JSON file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def items(self) -> Iterator[CurriculumItem]:
        """Every item once, in the order of the package.

        Raises:
            InvalidInput: The file cannot be read, or all that is wrong with the package at once.
        """
        found = parse_json(read_bytes(self._path), source=self._path.name)
        return iter(_Package(found, self._path.name).items())


class _Package:
    """One package while it is read, with everything found wrong so far."""

    def __init__(self, data: object, source: str) -> None:
        self._source = source
        self._problems: list[Problem] = []
        if not isinstance(data, Mapping):
            raise InvalidInput([Problem("$", "expected an object, a CFPackage")], source=source)
        document = data.get("CFDocument")
        self._document = document.get("identifier") if isinstance(document, Mapping) else None
        self._items = dict(self._objects(data, "CFItems"))
        self._associations = dict(self._objects(data, "CFAssociations", needed=False))

    def items(self) -> tuple[CurriculumItem, ...]:
        ids = [self._text(each, path, "identifier") for path, each in self._items.items()]
        for path, id in zip(self._items, ids, strict=True):
            if id and ids.count(id) > 1:
                self._problems.append(Problem(f"{path}.identifier", "is the identifier of another item too"))
        places = self._places(frozenset(ids))
        found = [self._item(path, each, places) for path, each in self._items.items()]
        if self._problems:
            raise InvalidInput(self._problems, source=self._source)
        return tuple(each for each in found if each is not None)

    def _item(
        self, path: str, data: Mapping[str, Any], places: Mapping[tuple[str, str], tuple[str, ...]]
    ) -> CurriculumItem | None:
        id, text = data.get("identifier"), self._text(data, path, "fullStatement")
        if not isinstance(id, str) or not id or not text:
            return None
        levels, language = data.get("educationLevel") or (), data.get("language")
        try:
            return CurriculumItem(
                id=id,
                text=text,
                code=str(data.get("humanCodingScheme") or "").strip(),
                language=language if isinstance(language, str) and language else None,
                levels=tuple(map(str, levels if isinstance(levels, list) else [levels])) if levels else (),
                kind=str(data.get("CFItemType") or ""),
                parents=places.get((_CHILD, id), ()),
                replaced_by=places.get((_REPLACED, id), ()),
            )
        except InvalidValue as error:
            self._problems.append(Problem(f"{path}.{error.field}", error.problem))
            return None

    def _places(self, ids: frozenset[str]) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Per kind of association and item, where it leads to; each place once."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for path, each in self._associations.items():
            kind = each.get("associationType")
            if kind not in (_CHILD, _REPLACED):
                continue
            origin, destination = (
                self._end(each, path, end) for end in ("originNodeURI", "destinationNodeURI")
            )
            if not origin or not destination or origin not in ids or destination == self._document:
                continue
            if kind == _CHILD and destination not in ids:
                told = "is an item that is not in the package"
                self._problems.append(Problem(f"{path}.destinationNodeURI.identifier", told))
                continue
            found.setdefault((kind, origin), {})[destination] = None
        return {place: tuple(ends) for place, ends in found.items()}

    def _end(self, data: Mapping[str, Any], path: str, end: str) -> str:
        node = data.get(end)
        if not isinstance(node, Mapping):
            self._problems.append(Problem(f"{path}.{end}", "expected an object with an identifier"))
            return ""
        return self._text(node, f"{path}.{end}", "identifier")

    def _text(self, data: Mapping[str, Any], path: str, name: str) -> str:
        value = data.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip() if name == "fullStatement" else value
        self._problems.append(Problem(f"{path}.{name}", "is missing, or is no text"))
        return ""

    def _objects(
        self, data: Mapping[str, Any], name: str, *, needed: bool = True
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The objects of a list, by their path."""
        listed = data.get(name)
        if not isinstance(listed, list):
            if needed or listed is not None:
                self._problems.append(Problem(f"$.{name}", "expected a list"))
            return
        for number, each in enumerate(listed):
            path = f"$.{name}[{number}]"
            if isinstance(each, Mapping):
                yield path, each
            else:
                self._problems.append(Problem(path, "expected an object"))
