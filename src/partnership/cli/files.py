"""Files of an export into a folder: each whole or not there, none outside it."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from partnership.errors import InvalidInput, Problem
from partnership.serial.documents import write_whole

__all__ = ["write_files"]


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
