"""Values to plain data (JSON types) and back, with every fault of the data named by its path.

The model knows nothing of JSON; this module knows the model. Instants are ISO 8601 text in UTC, spans are pairs of
instants, zones are their IANA names, sets are sorted lists.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time
from enum import Enum, IntEnum, StrEnum
from typing import Any, TypeVar, cast, get_args, get_origin
from zoneinfo import ZoneInfo

import attrs
from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from partnership.errors import InvalidInput, InvalidValue, Problem, did_you_mean
from partnership.serial.faults import bound_words, named, problems_of
from partnership.times import Span, parse_local, zone

__all__ = ["Renames", "datetime_is_naive", "dump", "load", "new_converter", "problems_of"]

_T = TypeVar("_T")

Renames = Mapping[type, Mapping[str, str]]
"""Per class, the key that a document uses for an attribute, where the two differ."""

_LISTS: Mapping[object, Callable[[Iterator[Any]], Any]] = {
    tuple: tuple,
    list: list,
    Sequence: tuple,
    set: set,
    frozenset: frozenset,
    AbstractSet: frozenset,
}

_SETS = (set, frozenset, AbstractSet)


def _plain_instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _scalar(kind: type, said: str) -> Any:  # noqa: ANN401 - a hook per type
    def structure(value: object, _: object) -> object:
        if type(value) is not kind and not (kind is float and type(value) is int):
            got = "one with a fraction" if kind is int and type(value) is float else named(value)
            raise InvalidValue("", f"expected {said}, got {got}")
        return value

    return structure


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


def new_converter(
    tz: ZoneInfo | None = None, *, renames: Renames | None = None, omit_defaults: bool = False
) -> Converter:
    """A converter for the library's values; with a zone, texts without an offset are local times there.

    Args:
        tz: Whose clock a time without an offset is read on; None means such a time is refused.
        renames: Keys of a document that differ from the attribute.
        omit_defaults: Leave out of the plain data what has its default value.
    """
    converter = Converter(omit_if_default=omit_defaults, unstruct_collection_overrides={tuple: list})
    keys = renames or {}

    def instant_in(value: object, _: object) -> datetime:
        if not isinstance(value, str):
            raise InvalidValue("", f"expected a date and time, got {named(value)}")
        if tz is None and datetime_is_naive(value):
            raise InvalidValue("", f"{value!r} has no time zone")
        return _fieldless(lambda: parse_local(value, tz or zone("UTC")))

    def span_in(value: object, _: object) -> Span:
        if not isinstance(value, list | tuple) or len(value) != len(("start", "end")):
            raise InvalidValue("", "expected a pair of times, [start, end]")
        start, end = converter.structure(value, tuple[datetime, ...])
        if end <= start:
            raise InvalidValue("", "the end is not after the start")
        return Span(start, end)

    converter.register_structure_hook_factory(attrs.has, lambda kind: _object(converter, kind, keys))
    converter.register_structure_hook_factory(_is_list, lambda kind: _list(converter, kind))
    converter.register_structure_hook(datetime, instant_in)
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(time, _clock)
    converter.register_structure_hook(Span, span_in)
    converter.register_structure_hook(ZoneInfo, lambda value, _: _fieldless(lambda: zone(str(value))))
    for kind, said in ((str, "text"), (bool, "true or false"), (int, "a whole number"), (float, "a number")):
        converter.register_structure_hook(kind, _scalar(kind, said))
    for members in (Enum, StrEnum, IntEnum):
        converter.register_structure_hook(members, _member)
        converter.register_unstructure_hook(members, lambda member: member.value)
    converter.register_unstructure_hook_factory(attrs.has, lambda kind: _plain(converter, kind, keys))
    converter.register_unstructure_hook(datetime, _plain_instant)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(time, lambda value: value.isoformat(timespec="minutes"))
    converter.register_unstructure_hook_func(
        _is_set, lambda values: sorted(converter.unstructure(value) for value in values)
    )
    # What is declared to be plain data already is not walked through again: a roster has a hundred thousand such fields.
    converter.register_unstructure_hook_func(lambda kind: kind == Mapping[str, Any], dict)
    converter.register_unstructure_hook(
        Span, lambda span: [converter.unstructure(span.start), converter.unstructure(span.end)]
    )
    converter.register_unstructure_hook(ZoneInfo, lambda value: value.key)
    return converter


def _is_list(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    """Whether an annotation is a collection of one kind of thing (a pair of two kinds is not)."""
    origin = get_origin(kind)
    return origin in _LISTS and (origin is not tuple or get_args(kind)[-1] is Ellipsis)


def _list(converter: Converter, kind: Any) -> Any:  # noqa: ANN401
    make, part = _LISTS[get_origin(kind)], get_args(kind)[0]
    read = converter.get_structure_hook(part)

    def structure(value: object, _: object) -> object:
        if not isinstance(value, list | tuple):
            raise InvalidValue("", f"expected a list, got {named(value)}")
        try:
            return make(read(each, part) for each in value)
        except Exception:
            if found := tuple(faults(value)):
                raise InvalidInput(found) from None
            raise

    def faults(value: Sequence[object]) -> Iterator[Problem]:
        for number, each in enumerate(value):
            try:
                read(each, part)
            except Exception as error:  # noqa: BLE001 - what is not understood is raised again above
                yield from problems_of(error, f"$[{number}]", part)

    return structure


def _is_set(kind: Any) -> bool:  # noqa: ANN401
    return kind in _SETS or get_origin(kind) in _SETS


def _member(value: object, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        choices = tuple(str(member.value) for member in kind)
        raise InvalidInput([Problem("$", f"expected one of {', '.join(choices)}", choices)]) from None


def _plain(converter: Converter, kind: Any, renames: Renames) -> Any:  # noqa: ANN401
    keys = {name: override(rename=key) for name, key in renames.get(kind, {}).items()}
    return make_dict_unstructure_fn(
        kind, converter, _cattrs_omit_if_default=converter.omit_if_default, **cast("Any", keys)
    )


def _object(converter: Converter, kind: Any, renames: Renames) -> Any:  # noqa: ANN401
    """Reads one class from an object, and when it cannot, says everything that is wrong with it."""
    keys = renames.get(kind, {})
    fields = {
        keys.get(each.name, each.name): each for each in attrs.fields(get_origin(kind) or kind) if each.init
    }
    overrides = {name: override(rename=key) for name, key in keys.items()}
    build = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, **cast("Any", overrides))

    def structure(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            raise InvalidValue("", f"expected an object, got {named(value)}")
        try:
            return build(value, kind)
        except ClassValidationError as error:
            found = tuple(_object_problems(error, kind, fields, value, converter))
            if not found:
                raise
            raise InvalidInput(found) from None

    return structure


def _object_problems(
    error: ClassValidationError,
    kind: Any,  # noqa: ANN401
    fields: Mapping[str, "attrs.Attribute[Any]"],
    value: Mapping[Any, object],
    converter: Converter,
) -> Iterator[Problem]:
    key_of = {field.name: key for key, field in fields.items()}
    noted, plain = error.group_exceptions()
    for part, note in noted:
        yield from problems_of(part, f"$.{key_of[note.name]}", note.type)
    bounds = tuple(_bounds(fields, value, converter))
    yield from bounds
    for part in plain:
        if isinstance(part, ForbiddenExtraKeysError):
            for key in sorted(map(str, part.extra_fields)):
                yield Problem(f"$.{key}", f"unknown key{did_you_mean(key, fields)}", tuple(fields))
        elif isinstance(part, InvalidValue | InvalidInput) or not bounds:
            yield from problems_of(part, "$", kind)


def _bounds(
    fields: Mapping[str, "attrs.Attribute[Any]"], value: Mapping[Any, object], converter: Converter
) -> Iterator[Problem]:
    """The fields whose own validator refuses them; building the object stops at the first of these."""
    for key, field in fields.items():
        if field.validator is not None and key in value:
            try:
                part = converter.structure(value[key], cast("Any", field.type))
            except Exception:  # noqa: BLE001, S112 - reported where the object was built
                continue
            try:
                field.validator(None, field, part)
            except InvalidValue as error:
                yield Problem(f"$.{key}", error.problem)
            except (ValueError, TypeError) as error:
                yield Problem(f"$.{key}", bound_words(str(error)))


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
        if found := tuple(dict.fromkeys(problems_of(error, "$", kind))):
            raise InvalidInput(found, source=source) from None
        raise
