"""The document `partnership.conference/1`: everything that is asked of one round of talks, as JSON."""

import os
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from partnership.conferences.conference import Conference
from partnership.conferences.durations import usual_minutes
from partnership.errors import InvalidValue
from partnership.serial.documents import format_json, parse_json, read_bytes, write_whole
from partnership.serial.interchange import interchange_converter, load_document
from partnership.serial.values import dump
from partnership.times import zone

__all__ = [
    "CONFERENCE_FORMAT",
    "format_conference",
    "parse_conference",
    "read_conference",
    "write_conference",
]

CONFERENCE_FORMAT = "partnership.conference/1"


def parse_conference(text: str | bytes, *, source: str = "conference") -> Conference:
    """The conference a document asks for.

    Args:
        text: JSON; bytes are UTF-8.
        source: What the error calls the document.

    Raises:
        InvalidInput: All faults at once, each with its path.
    """
    data = parse_json(text, source=source)
    converter = interchange_converter(_zone_of(data))
    return load_document(Conference, data, CONFERENCE_FORMAT, converter, source=source)


def _zone_of(data: object) -> ZoneInfo:
    """The zone the document names; where it names none, UTC will do to find the other faults."""
    try:
        return zone(str(data.get("timezone"))) if isinstance(data, Mapping) else zone("UTC")
    except InvalidValue:
        return zone("UTC")


def format_conference(conference: Conference) -> str:
    """The document of a conference, with times local to its zone; what has its default value is left out."""
    converter = interchange_converter(conference.timezone, omit_defaults=True)
    document = dump(conference, converter)
    usual = usual_minutes(conference)
    for request, written in zip(conference.requests, document["requests"], strict=True):
        if request.minutes == usual(request):
            del written["minutes"]
    return format_json({"format": CONFERENCE_FORMAT, **document})


def read_conference(path: str | os.PathLike[str]) -> Conference:
    """The conference in a file.

    Raises:
        InvalidInput: The file cannot be read, or all faults in it at once.
    """
    return parse_conference(read_bytes(path), source=os.fspath(path))


def write_conference(conference: Conference, path: str | os.PathLike[str]) -> None:
    """Write a conference to a file; the file that was there stays whole until the new one is.

    Raises:
        OSError: It could not be written.
    """
    write_whole(path, format_conference(conference).encode())
