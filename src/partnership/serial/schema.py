"""The JSON Schemas of the interchange documents, made from the classes they are read into.

They ship with the package (`partnership/schemas/*.schema.json`), for editors and for programs in other languages.
The schema knows shapes and bounds; what only a reader can know (references, overlapping sittings, hours a clock
skips) is left to `parse_conference`.
"""

import inspect
import os
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any, NewType, get_args, get_origin
from zoneinfo import ZoneInfo

import attrs

from partnership.conferences.conference import Conference
from partnership.conferences.lottery import Lottery, Promise
from partnership.conferences.timetable import Timetable
from partnership.serial.conference_file import CONFERENCE_FORMAT
from partnership.serial.documents import format_json, write_whole
from partnership.serial.interchange import MOMENT, RENAMES
from partnership.serial.lottery_file import LOTTERY_FORMAT, PROMISE_FORMAT
from partnership.serial.timetable_file import TIMETABLE_FORMAT
from partnership.times import Span

__all__ = ["SCHEMAS", "schema_of", "schema_text", "write_schemas"]

SCHEMAS: Mapping[str, tuple[str, type]] = {
    "conference-1.schema.json": (CONFERENCE_FORMAT, Conference),
    "lottery-1.schema.json": (LOTTERY_FORMAT, Lottery),
    "promise-1.schema.json": (PROMISE_FORMAT, Promise),
    "timetable-1.schema.json": (TIMETABLE_FORMAT, Timetable),
}
"""The shipped files: name → the `format` of the document and the class it is read into."""

_SCALARS: Mapping[object, Mapping[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    ZoneInfo: {"type": "string", "minLength": 1},
}
_MOMENT = {
    "description": "A date and time in whole minutes, local to the zone of the conference unless it carries an offset.",
    "type": "string",
    "pattern": MOMENT,
}
_INTERVAL = {
    "description": "From the first moment up to, and not including, the second.",
    "type": "array",
    "items": {"$ref": "#/$defs/Moment"},
    "minItems": 2,
    "maxItems": 2,
}
_TIMES: Mapping[object, Mapping[str, Mapping[str, Any]]] = {
    datetime: {"Moment": _MOMENT},
    Span: {"Interval": _INTERVAL, "Moment": _MOMENT},
}
"""What the document says of a time, and what that leans on."""


def schema_text(name: str) -> str:
    """The text of a shipped schema file, such as `conference-1.schema.json`."""
    return files("partnership").joinpath("schemas", name).read_text(encoding="utf-8")


def schema_of(name: str) -> str:
    """The text that a schema file must have, made anew from the classes."""
    said, kind = SCHEMAS[name]
    definitions: dict[str, Any] = {}
    root = _object(kind, definitions)
    root["properties"] = {"format": {"const": said}, **root["properties"]}
    root["required"] = ["format", *root["required"]]
    return format_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": said,
            **root,
            **({"$defs": dict(sorted(definitions.items()))} if definitions else {}),
        }
    )


def write_schemas(folder: str | os.PathLike[str]) -> None:
    """Write every schema file into a folder, anew from the classes."""
    for name in SCHEMAS:
        write_whole(Path(folder, name), schema_of(name).encode())


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    keys = RENAMES.get(kind, {})
    fields = [field for field in attrs.fields(kind) if field.init]
    return {
        "description": (kind.__doc__ or "").strip().split("\n")[0],
        "type": "object",
        "properties": {
            keys.get(field.name, field.name): {
                **_type(field.type, definitions),
                **_bounds(field.validator),
                **field.metadata,
            }
            for field in fields
        },
        "required": [keys.get(field.name, field.name) for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
    }


def _type(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - any annotation
    if isinstance(kind, NewType):
        return _type(kind.__supertype__, definitions)
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if kind in _TIMES:
        definitions.update(_TIMES[kind])
        return {"$ref": f"#/$defs/{next(iter(_TIMES[kind]))}"}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _type(get_args(kind)[0], definitions)}
    if type(None) in get_args(kind):
        return {"anyOf": [_type(get_args(kind)[0], definitions), {"type": "null"}]}
    if issubclass(kind, Enum):
        definitions[kind.__name__] = {
            "description": inspect.cleandoc(kind.__doc__ or ""),  # as every Python indents it
            "enum": [member.value for member in kind],
        }
    else:
        definitions[kind.__name__] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _bounds(validator: Any) -> dict[str, int]:  # noqa: ANN401 - attrs keeps the kinds of its validators to itself
    """What a validator says in the words of a schema; for a value or null both, since null has no size."""
    parts = getattr(validator, "_validators", None)
    if parts is not None:
        return {key: limit for part in parts for key, limit in _bounds(part).items()}
    if hasattr(validator, "validator"):
        return _bounds(validator.validator)
    if hasattr(validator, "min_length"):
        return {"minItems": validator.min_length}
    return {_WORDS[validator.compare_op]: validator.bound} if hasattr(validator, "bound") else {}


_WORDS = {">=": "minimum", "<=": "maximum"}
