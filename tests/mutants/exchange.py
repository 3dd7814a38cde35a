"""A fault put into the running program: the code of a function is exchanged, wherever the function is known."""

import ast
import functools
import gc
import importlib
from collections.abc import Iterable, Mapping, Sequence
from types import FunctionType

from tests.mutants.faults import SOURCE, Fault

__all__ = ["Functions", "exchange", "forget", "functions", "places"]

Functions = Mapping[tuple[str, str], Sequence[FunctionType]]
"""The living functions, by module and name; more than one where a class was made twice."""


def functions(modules: Iterable[str]) -> Functions:
    """Every living function of the modules."""
    names = set(modules)
    for name in names:
        importlib.import_module(name)
    found: dict[tuple[str, str], list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__module__ in names:
            found.setdefault((thing.__module__, thing.__qualname__), []).append(thing)
    return found


def places(fault: Fault, living: Functions) -> list[FunctionType]:
    """The functions whose code the fault can take the place of: those of its file, name and shape."""
    here = str(SOURCE / fault.file), fault.function.rpartition(".")[2], len(fault.code.co_freevars)
    return [
        one
        for one in living.get((fault.module, fault.function), ())
        if (one.__code__.co_filename, one.__code__.co_name, len(one.__code__.co_freevars)) == here
    ]


def exchange(fault: Fault, living: Functions) -> None:
    """Put the fault in its place, for as long as this process lives."""
    for function in places(fault, living):
        function.__code__ = fault.code
        if fault.defaults is not None:
            function.__defaults__ = tuple(_value(each, function) for each in fault.defaults.defaults)
            names = (argument.arg for argument in fault.defaults.kwonlyargs)
            given = zip(names, fault.defaults.kw_defaults, strict=True)
            function.__kwdefaults__ = {
                name: _value(each, function) for name, each in given if each is not None
            }


def _value(expression: ast.expr, function: FunctionType) -> object:
    """What an expression in the head of a function is worth where the function was written."""
    code = compile(ast.Expression(expression), function.__code__.co_filename, "eval")
    return eval(code, function.__globals__)  # noqa: S307 - the project's own code, changed by one value


def forget() -> None:
    """Empty every cache of a function, so that what was worked out before the exchange is worked out again."""
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper):
            thing.cache_clear()
