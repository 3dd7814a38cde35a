"""Whom a value speaks of, found by the types of its fields, and the same value with other ids in their place."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

import attrs

from partnership.ids import GuardianId, PartyId, PupilId, StaffId

__all__ = ["SOMEBODY_ELSE", "Swap", "redacted", "refs_of", "renamed", "texts_of"]

SOMEBODY_ELSE = "somebody else"
"""What stands where another person stood."""

Swap = Callable[[str, str], str]
"""The id to put in the place of one, given its kind (`guardian`) and itself."""

_KINDS: Mapping[object, str] = {
    GuardianId: "guardian",
    PupilId: "pupil",
    StaffId: "staff",
    PartyId: "party",
}
_REF = re.compile(r"(guardian|pupil|staff):(.+)", re.DOTALL)

_Value = TypeVar("_Value")


def refs_of(value: object) -> frozenset[str]:
    """Everyone a value speaks of, as `guardian:petra`; parties too, as `party:…`."""
    found: set[str] = set()

    def note(kind: str, id: str) -> str:
        found.add(f"{kind}:{id}")
        return id

    renamed(value, note)
    return frozenset(found)


def renamed(value: _Value, swap: Swap) -> _Value:
    """The value with another id wherever it speaks of somebody, by a typed field or as `guardian:petra` in a text.

    Args:
        value: Any value of the library.
        swap: Asked for every id; answering the same id leaves it.
    """
    return cast("_Value", _renamed(value, type(value), swap))


def _renamed(value: Any, kind: Any, swap: Swap) -> Any:  # noqa: ANN401 - any value of any annotation
    if isinstance(value, str):
        match = _REF.fullmatch(value)
        if kind in _KINDS:
            return swap(_KINDS[kind], value)
        return f"{match[1]}:{swap(match[1], match[2])}" if match else value
    if attrs.has(type(value)):
        changes = {}
        for name, of_field in _fields(cast("Hashable", type(value))):
            before = getattr(value, name)
            after = _renamed(before, of_field, swap)
            if after != before:
                changes[name] = after
        return attrs.evolve(value, **changes) if changes else value
    return _gathered(value, kind, swap)


def _gathered(value: Any, kind: Any, swap: Swap) -> Any:  # noqa: ANN401
    """The same for a collection; anything else is as it was."""
    part = get_args(kind)
    if isinstance(value, Mapping):
        return {_renamed(name, part[0], swap): _renamed(each, part[1], swap) for name, each in value.items()}
    if isinstance(value, tuple | frozenset):
        return type(value)(_renamed(each, part[0], swap) for each in value)
    return value


@cache
def _fields(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    known = attrs.resolve_types(cast("Any", kind))
    return tuple((each.name, _bare(each.type)) for each in attrs.fields(known) if each.init)


def _bare(kind: Any) -> Any:  # noqa: ANN401
    """An optional id is an id."""
    if get_origin(kind) in {Union, UnionType}:
        some = [each for each in get_args(kind) if each is not type(None)]
        return some[0] if len(some) == 1 else kind
    return kind


def texts_of(data: object) -> frozenset[str]:
    """Every text in plain data, keys of objects included."""
    if isinstance(data, str):
        return frozenset({data})
    if isinstance(data, Mapping):
        return frozenset(text for pair in data.items() for part in pair for text in texts_of(part))
    if isinstance(data, list | tuple):
        return frozenset(text for each in data for text in texts_of(each))
    return frozenset()


def redacted(data: Any, words: Iterable[str], *, by: str) -> Any:  # noqa: ANN401 - any plain data
    """Plain data in whose texts none of these words stands any more, in whatever case; keys stay.

    Args:
        data: Plain data.
        words: What must not be read: names, addresses, numbers.
        by: What to put in its place.
    """
    wanted = sorted({word for word in words if word}, key=len, reverse=True)
    if not wanted:
        return data
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)", re.IGNORECASE)

    def without(part: Any) -> Any:  # noqa: ANN401
        if isinstance(part, str):
            return pattern.sub(by, part)
        if isinstance(part, Mapping):
            return {key: without(each) for key, each in part.items()}
        if isinstance(part, list | tuple):
            return [without(each) for each in part]
        return part

    return without(data)
