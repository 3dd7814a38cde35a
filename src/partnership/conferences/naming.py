"""A rule or preference takes its name and its words from the function that judges or counts."""

import inspect
import re
from collections.abc import Callable

__all__ = ["named_after", "words_of"]

_NUMBER = re.compile(r"\s*\(([A-Z]\d+(?:, [A-Z]\d+)*)\)")


def named_after(function: Callable[..., object]) -> str:
    """The name of what a function makes: `staff_clash` makes `staff-clash`."""
    return function.__name__.strip("_").replace("_", "-")


def words_of(function: Callable[..., object]) -> dict[str, str]:
    """The first sentence of a docstring as `summary`, and the number it ends in as `number`."""
    line = (inspect.getdoc(function) or "").partition("\n")[0]
    number = _NUMBER.search(line)
    return {"summary": _NUMBER.sub("", line), "number": number[1] if number else ""}
