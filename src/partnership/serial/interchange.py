"""What the two interchange documents have in common: their name, local times, and keys the model calls otherwise."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from cattrs import Converter

from partnership.conferences.conference import Journey, ModeChange
from partnership.errors import InvalidInput, InvalidValue, Problem
from partnership.serial.faults import named
from partnership.serial.values import Renames, load, new_converter
from partnership.times import parse_local

__all__ = ["MOMENT", "RENAMES", "interchange_converter", "load_document"]

_T = TypeVar("_T")

MOMENT = (
    r"^(19[7-9]|2[0-9]{2})[0-9]-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:00(\.0+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$"
)
"""What a moment looks like in a document: local to the second-less minute, or with its offset."""

_THERE_AND_BACK = {"origin": "from", "destination": "to"}

RENAMES: Renames = {Journey: _THERE_AND_BACK, ModeChange: _THERE_AND_BACK}


def interchange_converter(tz: ZoneInfo, *, omit_defaults: bool = False) -> Converter:
    """A converter for documents whose times are local to a zone."""
    converter = new_converter(tz, renames=RENAMES, omit_defaults=omit_defaults)

    def moment_in(value: object, _: object) -> datetime:
        if not isinstance(value, str):
            raise InvalidValue("", f"expected a date and time, got {named(value)}")
        if re.fullmatch(MOMENT, value) is None:
            raise InvalidValue("", "expected a date and time in whole minutes such as 2026-11-24T18:00")
        try:
            return parse_local(value, tz)
        except InvalidValue as error:
            raise InvalidValue("", error.problem) from None

    def moment_out(value: datetime) -> str:
        here = value.astimezone(tz)
        twice = here.utcoffset() != here.replace(fold=1 - here.fold).utcoffset()
        return (here if twice else here.replace(tzinfo=None)).isoformat(timespec="minutes")

    converter.register_structure_hook(datetime, moment_in)
    converter.register_unstructure_hook(datetime, moment_out)
    return converter


def load_document(kind: type[_T], data: object, name: str, converter: Converter, *, source: str) -> _T:
    """The value a document of this name holds, without its `format`.

    Raises:
        InvalidInput: Another kind of document, or one or more faults with their paths.
    """
    if not isinstance(data, Mapping):
        raise InvalidInput([Problem("$", f"expected an object, got {named(data)}")], source=source)
    if data.get("format", name) != name:
        raise InvalidInput([Problem("$.format", f'expected "{name}"', (name,))], source=source)
    missing = () if "format" in data else (Problem("$.format", "is required", (name,)),)
    body: dict[str, Any] = {key: value for key, value in data.items() if key != "format"}
    try:
        value = load(kind, body, source=source, converter=converter)
    except InvalidInput as error:
        raise InvalidInput((*missing, *error.problems), source=source) from None
    if missing:
        raise InvalidInput(missing, source=source)
    return value
