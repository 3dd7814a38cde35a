"""The document `partnership.timetable/1`: which talk is held when and where, as JSON.

Its times are local to the zone of the conference it answers, so it is read and written with that conference.
"""

import os

from partnership.conferences.conference import Conference
from partnership.conferences.timetable import Timetable
from partnership.serial.documents import format_json, parse_json, read_bytes, write_whole
from partnership.serial.interchange import interchange_converter, load_document
from partnership.serial.values import dump

__all__ = ["TIMETABLE_FORMAT", "format_timetable", "parse_timetable", "read_timetable", "write_timetable"]

TIMETABLE_FORMAT = "partnership.timetable/1"


def parse_timetable(text: str | bytes, conference: Conference, *, source: str = "timetable") -> Timetable:
    """The timetable a document holds. Whether it is any good is for the checker.

    Args:
        text: JSON; bytes are UTF-8.
        conference: What it answers; says whose clock its times are read on.
        source: What the error calls the document.

    Raises:
        InvalidInput: All faults at once, each with its path.
    """
    converter = interchange_converter(conference.timezone)
    return load_document(
        Timetable, parse_json(text, source=source), TIMETABLE_FORMAT, converter, source=source
    )


def format_timetable(timetable: Timetable, conference: Conference) -> str:
    """The document of a timetable, with times local to the zone of its conference; every key is written."""
    converter = interchange_converter(conference.timezone)
    return format_json({"format": TIMETABLE_FORMAT, **dump(timetable, converter)})


def read_timetable(path: str | os.PathLike[str], conference: Conference) -> Timetable:
    """The timetable in a file.

    Raises:
        InvalidInput: The file cannot be read, or all faults in it at once.
    """
    return parse_timetable(read_bytes(path), conference, source=os.fspath(path))


def write_timetable(timetable: Timetable, conference: Conference, path: str | os.PathLike[str]) -> None:
    """Write a timetable to a file; the file that was there stays whole until the new one is.

    Raises:
        OSError: It could not be written.
    """
    write_whole(path, format_timetable(timetable, conference).encode())
