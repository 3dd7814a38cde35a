"""Files that a command reads and writes: an object of JSON, and an export into a folder, with no file outside it."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, cast

from partnership.errors import InvalidInput, Problem
from partnership.serial.documents import parse_json, read_bytes, write_together

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


def write_files(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Write the files of an export under a folder, which is made when it is not there: all of them, or none.

    Returns:
        The files of the same kinds in the same folders that are not of this export, such as the letter of a family that
        left; nobody but their owner knows whether they may go.

    Raises:
        InvalidInput: A name that leads out of the folder; then nothing is written.
        OSError: One could not be written; then what was there still is.
    """
    astray = [
        Problem(name, "leads out of the folder")
        for name in files
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name
    ]
    if astray:
        raise InvalidInput(astray, source="export")
    parents = {(folder / name).parent for name in files}
    for parent in parents:
        parent.mkdir(parents=True, exist_ok=True)
    write_together({folder / name: content for name, content in files.items()})
    kinds = {PurePosixPath(name).suffix for name in files}
    there = (path for parent in parents for path in parent.iterdir() if path.suffix in kinds)
    return tuple(sorted({path.relative_to(folder).as_posix() for path in there} - files.keys()))
