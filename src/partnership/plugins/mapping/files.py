"""The files of an export: one file, a folder, or a zip."""

import zipfile
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from partnership.errors import InvalidInput, Problem, did_you_mean

__all__ = ["Files"]

_LARGEST = 4 * 1024**3
"""Bytes one file may unpack to."""


class Files:
    """The files of an export, by name.

    Args:
        path: A file, a folder, or a zip (flat, or in one folder).

    Raises:
        InvalidInput: There is nothing there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip = zipfile.ZipFile(path) if path.is_file() and zipfile.is_zipfile(path) else None
        self._alone = path.is_file() and self._zip is None
        if self._zip is not None:
            members = [each for each in self._zip.namelist() if each.count("/") <= 1]
            self._members = {PurePosixPath(each).name: each for each in members if not each.endswith("/")}
        elif path.is_dir():
            self._members = {each.name: str(each) for each in sorted(path.iterdir()) if each.is_file()}
        elif self._alone:
            self._members = {path.name: str(path)}
        else:
            raise InvalidInput([Problem(str(path), "is no file, folder or zip")], source="mapping")

    def matching(self, names: Sequence[str | None]) -> Iterator[list[str]]:
        """For each name (did_you_mean with `*`; None for the only one) the files it means.

        Raises:
            InvalidInput: A name means no file, or none was given and there are several; all of them are told.
        """
        found = [self._of(name, len({*names})) for name in names]
        problems = [*dict.fromkeys(each for each in found if isinstance(each, Problem))]
        if problems:
            raise InvalidInput(problems, source="mapping")
        yield from cast("list[list[str]]", found)

    def _of(self, name: str | None, wanted: int) -> list[str] | Problem:
        members = sorted(self._members)
        if self._alone:
            if wanted > 1:
                return Problem(
                    self.path.name, f"is one file, and the mapping reads {wanted}; give the folder"
                )
            return members
        if name is None:
            if len(members) == 1:
                return members
            return Problem(str(self.path), f"has {len(members)} files; say which in the mapping (file = …)")
        if matches := [each for each in members if fnmatchcase(each, name)]:
            return matches
        return Problem(name, f"is not there{did_you_mean(name, members, listed=False)}")

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file.

        Raises:
            InvalidInput: It claims to unpack to more than 4 GiB.
        """
        member = self._members[name]
        if self._zip is None:
            return Path(member).open("rb")
        if self._zip.getinfo(member).file_size > _LARGEST:
            raise InvalidInput([Problem(name, "unpacks to more than 4 GiB")], source="mapping")
        return cast("BinaryIO", self._zip.open(member))
