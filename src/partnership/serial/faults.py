"""What is wrong with plain data, in words and with the path; never with the value, which may be somebody's name."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import attrs
from cattrs import IterableValidationError
from cattrs.errors import StructureHandlerNotFoundError

from partnership.errors import InvalidInput, InvalidValue, Problem

__all__ = ["bound_words", "named", "problems_of"]

_UNDERSTOOD = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    OverflowError,
    StructureHandlerNotFoundError,
)
_COMPARED = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}


def named(value: object) -> str:
    """What a person calls a JSON value, without repeating it: it may be somebody's name."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else type(value).__name__)


def bound_words(said: str) -> str:
    """What an attrs validator said, without the value."""
    found = re.fullmatch(r"(Length of )?'\w+' must be (>=|>|<=|<) (\S+): .*", said, re.DOTALL)
    if found is None:
        return "is not allowed here"
    length, sign, limit = found.groups()
    entries = " entry" if limit == "1" else " entries"
    return f"must {'have' if length else 'be'} {_COMPARED[sign]} {limit}{entries if length else ''}"


def problems_of(error: BaseException, path: str, kind: Any = None) -> Iterator[Problem]:  # noqa: ANN401
    """The leaves of a tree of structuring errors, each with the path to it."""
    if isinstance(error, IterableValidationError):
        noted, _ = error.group_exceptions()
        for part, note in noted:
            yield from problems_of(part, f"{path}[{note.index}]", note.type)
    elif isinstance(error, InvalidInput):
        for problem in error.problems:
            yield attrs.evolve(problem, path=path + problem.path.removeprefix("$"))
    elif isinstance(error, InvalidValue):
        where = f"{path}.{error.field}" if error.field and error.field != "time" else path
        yield Problem(where, error.problem)
    elif isinstance(error, KeyError):
        yield Problem(path, "is required")
    elif isinstance(error, _UNDERSTOOD):
        wanted = getattr(kind, "__name__", None) or " or ".join(map(str, get_args(kind))) or "another shape"
        yield Problem(path, f"does not fit {wanted}")
