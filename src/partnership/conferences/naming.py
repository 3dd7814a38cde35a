"""A rule or preference takes its name and its words from the function that judges or counts."""

import inspect
import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import attrs

__all__ = ["named_after", "travelling", "words_of"]

_NUMBER = re.compile(r"\s*\(([A-Z]\d+(?:, [A-Z]\d+)*)\)")


def named_after(function: Callable[..., object]) -> str:
    """The name of what a function makes: `staff_clash` makes `staff-clash`."""
    return function.__name__.strip("_").replace("_", "-")


def words_of(function: Callable[..., object]) -> dict[str, str]:
    """The first sentence of a docstring as `summary`, and the number it ends in as `number`."""
    line = (inspect.getdoc(function) or "").partition("\n")[0]
    number = _NUMBER.search(line)
    return {"summary": _NUMBER.sub("", line), "number": number[1] if number else ""}


def travelling(thing: "attrs.AttrsInstance", function: Callable[..., object]) -> tuple[Any, ...]:
    """How a rule or preference travels to another process: by the name of its function, where that stands for it.

    So a standard rule is the same object there; whatever has no name of its own in a module travels whole.
    """
    home, name = function.__module__, function.__name__
    if getattr(import_module(home), name, None) is thing:
        return _there, (home, name)
    fields = {each.name: getattr(thing, each.name) for each in attrs.fields(type(thing))}
    return partial(type(thing), **fields), ()


def _there(home: str, name: str) -> object:
    return getattr(import_module(home), name)
