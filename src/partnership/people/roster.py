"""What a roster source reports, row by row; deciding what to do about it is this module's work alone."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs

from partnership.errors import Problem

__all__ = ["Coverage", "RosterRow"]


class Coverage(StrEnum):
    """How much of one kind a source tells."""

    SNAPSHOT = "snapshot"
    CHANGES = "changes"
    ABSENT = "absent"


@attrs.frozen(kw_only=True)
class RosterRow:
    """One fact read from a source.

    Attributes:
        place: Where it stands, such as `users.csv:17`.
        kind: `pupil`, `guardian`, `staff`, `class`, `guardianship`, `enrolment` or `teaching`.
        id: The source's own id; for a link both ends, `pupil/guardian`.
        fields: Plain data (JSON types) in the shape of the stored record. A field that is absent was not told:
            missing is not empty.
        ended: The source says this is no longer so.
        faults: What was wrong with the row, without personal values; a row with faults may still be usable.
    """

    place: str
    kind: str
    id: str
    fields: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
    ended: bool = False
    faults: tuple[Problem, ...] = ()
