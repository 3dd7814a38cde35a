"""What a OneRoster CSV export says about people, as roster rows.

Read are names, roles, contact details, classes, enrolments, birth dates and who is whose agent; nothing else. In
particular never: passwords, race and ethnicity, sex, places and countries of birth, identifiers of other systems.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from partnership.errors import InvalidInput, Problem
from partnership.people.roster import Coverage, RosterRow
from partnership.plugins.oneroster.classes import class_rows, enrollment_rows
from partnership.plugins.oneroster.tables import Files
from partnership.plugins.oneroster.users import user_rows

__all__ = ["OneRoster"]

_MODES = {"bulk": Coverage.SNAPSHOT, "delta": Coverage.CHANGES, "absent": Coverage.ABSENT}
_FILE_OF = {
    "pupil": "users",
    "guardian": "users",
    "staff": "users",
    "guardianship": "users",
    "class": "classes",
    "enrolment": "enrollments",
    "teaching": "enrollments",
}


class OneRoster:
    """A OneRoster CSV export.

    Args:
        path: A folder with CSV files, or a zip of them (flat, or in one folder).
        org: The sourcedId of the one school to read; None reads all of them.

    Raises:
        InvalidInput: There is no such export, or its manifest promises a file that is not there.
    """

    def __init__(self, path: Path, *, org: str | None = None) -> None:
        self.files = Files(path)
        self.org = org
        missing = [
            Problem(f"manifest.csv: file.{name}", f"promises {name}.csv, which is not there")
            for name, mode in self._manifest.items()
            if mode is not Coverage.ABSENT and name in _FILE_OF.values() and name not in self.files
        ]
        if missing:
            raise InvalidInput(missing, source="OneRoster")

    @cached_property
    def _manifest(self) -> Mapping[str, Coverage]:
        """How much each file tells; a file without a word in the manifest tells everything."""
        if "manifest" not in self.files:
            return {}
        told: dict[str, Coverage] = {}
        for _, cells in self.files.table("manifest", ("propertyName", "value")):
            name, value = cells or ("", "")
            if name and value and name.startswith("file.") and value.lower() in _MODES:
                told[name.removeprefix("file.")] = _MODES[value.lower()]
        return told

    def _covers(self, file: str) -> Coverage:
        if file not in self.files:
            return Coverage.ABSENT
        return self._manifest.get(file, Coverage.SNAPSHOT)

    def coverage(self) -> Mapping[str, Coverage]:
        """Per kind of row: a whole snapshot, only changes, or nothing at all."""
        return {kind: self._covers(file) for kind, file in _FILE_OF.items()}

    def rows(self) -> Iterator[RosterRow]:
        """Everybody first, then classes, then the links between them.

        Raises:
            InvalidInput: A file is not UTF-8, not CSV, or misses a column that must be there.
        """
        if self._covers("classes") is not Coverage.ABSENT:
            yield from class_rows(self.files, self.org)
        if self._covers("users") is not Coverage.ABSENT:
            whole = self._covers("users") is Coverage.SNAPSHOT
            yield from user_rows(self.files, self.org, whole=whole)
        if self._covers("enrollments") is not Coverage.ABSENT:
            yield from enrollment_rows(self.files, self.org)
