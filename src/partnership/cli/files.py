"""Files that a command reads and writes: an object of JSON, and an export into a folder, with no file outside it."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, cast

from partnership.errors import InvalidInput, Problem
from partnership.serial.documents import parse_json, read_bytes, write_whole

__all__ = ["read_object", "write_files"]


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in a file.

    Raises:
        InvalidInput: It holds something else.
    """
    found = parse_json(read_bytes(path), source=path.name)
    if not isinstance(found, dict):
        raise InvalidInput([Problem("$", "expected an object")], source=path.name)
    return cast("dict[str, Any]", found)


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write each file of an export under a folder, which is made when it is not there.

    Raises:
        InvalidInput: A name that leads out of the folder; then nothing is written.
    """
    astray = [
        Problem(name, "leads out of the folder")
        for name in files
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name
    ]
    if astray:
        raise InvalidInput(astray, source="export")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
