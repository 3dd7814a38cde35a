"""Values to plain data (JSON types) and back, with every fault of the data named by its path.

The model knows nothing of JSON; this module knows the model. Instants are ISO 8601 text in UTC, spans are pairs of
instants, zones are their IANA names.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar, cast, get_args
from zoneinfo import ZoneInfo

import attrs
from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.errors import StructureHandlerNotFoundError

from partnership.errors import InvalidInput, InvalidValue, Problem, did_you_mean
from partnership.times import Span, parse_local, zone

__all__ = ["dump", "load", "new_converter", "problems_of"]

_T = TypeVar("_T")


def _plain_instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _scalar(kind: type, said: str) -> Any:  # noqa: ANN401 - a hook per type
    def structure(value: object, _: object) -> object:
        if type(value) is not kind and not (kind is float and type(value) is int):
            raise InvalidValue("", f"expected {said}, got {_named(value)}")
        return value

    return structure


def _named(value: object) -> str:
    """What a person calls a JSON value, without repeating it: it may be somebody's name."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else type(value).__name__)


def _day(value: object, _: object) -> date:
    try:
        return date.fromisoformat(cast("str", value))
    except (TypeError, ValueError):
        raise InvalidValue("", "expected a date such as 2026-11-24") from None


def _clock(value: object, _: object) -> time:
    try:
        return time.fromisoformat(cast("str", value))
    except (TypeError, ValueError):
        raise InvalidValue("", "expected a time of day such as 18:00") from None


def new_converter(tz: ZoneInfo | None = None) -> Converter:
    """A converter for the library's values; with a zone, texts without an offset are local times there."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True, omit_if_default=False)

    def instant_in(value: object, _: object) -> datetime:
        if not isinstance(value, str):
            raise InvalidValue("", f"expected a date and time, got {_named(value)}")
        if tz is None and datetime_is_naive(value):
            raise InvalidValue("", f"{value!r} has no time zone")
        return _fieldless(lambda: parse_local(value, tz or zone("UTC")))

    def span_in(value: object, _: object) -> Span:
        if not isinstance(value, list | tuple) or len(value) != len(("start", "end")):
            raise InvalidValue("", "expected a pair of times, [start, end]")
        start, end = (instant_in(part, datetime) for part in value)
        return Span(start, end)

    converter.register_structure_hook(datetime, instant_in)
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(time, _clock)
    converter.register_structure_hook(Span, span_in)
    converter.register_structure_hook(ZoneInfo, lambda value, _: _fieldless(lambda: zone(str(value))))
    for kind, said in ((str, "text"), (bool, "true or false"), (int, "a whole number"), (float, "a number")):
        converter.register_structure_hook(kind, _scalar(kind, said))
    converter.register_unstructure_hook(datetime, _plain_instant)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(time, lambda value: value.isoformat(timespec="minutes"))
    converter.register_unstructure_hook(
        Span, lambda span: [converter.unstructure(span.start), converter.unstructure(span.end)]
    )
    converter.register_unstructure_hook(ZoneInfo, lambda value: value.key)
    return converter


def datetime_is_naive(text: str) -> bool:
    """Whether a text is a date and time without an offset (a text that is no time at all is not naive)."""
    try:
        return datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


def _fieldless(read: Callable[[], _T]) -> _T:
    """Read, with the path left to say where it went wrong."""
    try:
        return read()
    except InvalidValue as error:
        raise InvalidValue("", error.problem) from None


_CONVERTER = new_converter()


def dump(value: object, converter: Converter = _CONVERTER) -> dict[str, Any]:
    """Plain data for a value, fit for `json.dumps`."""
    return cast("dict[str, Any]", converter.unstructure(value))


def load(kind: type[_T], data: object, *, source: str = "input", converter: Converter = _CONVERTER) -> _T:
    """The value of this kind that the plain data says.

    Raises:
        InvalidInput: One or more faults, each with its path from `$`.
    """
    try:
        return converter.structure(data, kind)
    except Exception as error:
        if found := tuple(problems_of(error, "$", kind)):
            raise InvalidInput(found, source=source) from None
        raise


def problems_of(error: BaseException, path: str, kind: Any = None) -> Iterator[Problem]:  # noqa: ANN401
    """The leaves of a tree of structuring errors, each with the path to it."""
    if isinstance(error, IterableValidationError):
        noted, plain = error.group_exceptions()
        for part, note in noted:
            yield from problems_of(part, f"{path}[{note.index}]", note.type)
        for part in plain:
            yield from problems_of(part, path)
    elif isinstance(error, ClassValidationError):
        for part, at in error.group_exceptions()[0]:
            yield from problems_of(part, f"{path}.{at.name}", at.type)
        for part in error.group_exceptions()[1]:
            yield from problems_of(part, path, error.cl)
    elif isinstance(error, InvalidInput):
        for problem in error.problems:
            yield attrs.evolve(problem, path=path + problem.path.removeprefix("$"))
    else:
        yield from _leaf(error, path, kind)


def _leaf(error: BaseException, path: str, kind: Any) -> Iterator[Problem]:  # noqa: ANN401
    if isinstance(error, ForbiddenExtraKeysError):
        known = tuple(field.name for field in attrs.fields(error.cl) if field.init)
        for key in sorted(map(str, error.extra_fields)):
            yield Problem(f"{path}.{key}", f"unknown key{did_you_mean(key, known)}", known)
    elif isinstance(error, InvalidValue):
        where = f"{path}.{error.field}" if error.field and error.field != "time" else path
        yield Problem(where, error.problem)
    elif isinstance(error, KeyError) and attrs.has(kind or object):
        yield Problem(path, f'"{error.args[0]}" is required')
    elif isinstance(
        error, ValueError | TypeError | KeyError | AttributeError | StructureHandlerNotFoundError
    ):
        yield _unfit(error, path, kind)


def _unfit(error: BaseException, path: str, kind: Any) -> Problem:  # noqa: ANN401
    """A fault that the standard library or a validator found, put in words without the value."""
    members = getattr(kind, "__members__", None)
    if members is not None:
        choices = tuple(str(member.value) for member in members.values())
        return Problem(path, f"expected one of {', '.join(choices)}", choices)
    if isinstance(error, ValueError) and error.args and str(error.args[0]).startswith("'"):
        return Problem(path, str(error.args[0]))
    wanted = getattr(kind, "__name__", None) or " or ".join(map(str, get_args(kind))) or "another shape"
    return Problem(path, f"does not fit {wanted}")
