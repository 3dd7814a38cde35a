"""What a roster source reports, row by row, and what came of it."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs

from partnership.errors import Problem

__all__ = ["KINDS", "LINKS", "Coverage", "Outcome", "RosterEntry", "RosterReport", "RosterRow", "RosterStep"]

LINKS = {
    "guardianship": ("pupil", "guardian"),
    "enrolment": ("pupil", "class"),
    "teaching": ("staff", "class"),
}
"""The kinds that link two others, and which."""

KINDS = ("class", "staff", "pupil", "guardian", *LINKS)
"""The kinds of rows, those that are linked before the links."""


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
        kind: One of `KINDS`.
        id: The source's own id; for a link both ends, `pupil/guardian`. Empty when the row is too broken to have one.
        fields: Plain data (JSON types) in the shape of the value of that kind, without its id. A field that is absent was
            not told: missing is not empty.
        ended: The source says this is no longer so.
        faults: What was wrong with the row, without personal values; a row with faults may still be usable.
    """

    place: str
    kind: str
    id: str
    fields: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
    ended: bool = False
    faults: tuple[Problem, ...] = ()


@attrs.frozen(kw_only=True)
class RosterEntry:
    """What the school keeps of one row.

    Attributes:
        fields: Everything told so far, of which the source's latest word and the school's own.
        origin: The source that told of it first; None when the school made it itself. Only its origin ends an entry.
        local: The fields the school wrote itself; a source never changes them.
        ended: No longer so.
        unresolved: A link of which one end was never told of.
        seen: A fingerprint of the row it was last told by.
    """

    fields: Mapping[str, Any] = attrs.field(repr=False)
    origin: str | None
    local: frozenset[str] = frozenset()
    ended: bool = False
    unresolved: bool = False
    seen: str = ""


class Outcome(StrEnum):
    """What came of a row."""

    __hash__ = str.__hash__
    """An enumeration's own hash is worked out in Python, each time anew, and every row of a roster is counted by it."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    ENDED = "ended"
    SKIPPED = "skipped"
    UNRESOLVED = "unresolved"


@attrs.frozen(kw_only=True)
class RosterStep:
    """What came of one row, and why when that is not plain.

    Attributes:
        place: Where the row stands; None for what a snapshot no longer tells of.
        changed: The fields it told otherwise than what was kept; never their values.
        kept: The fields it told otherwise, but that the school wrote itself and that stay.
        secret: Those of both that hold something secret.
    """

    outcome: Outcome
    kind: str
    id: str
    place: str | None = None
    why: str = ""
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class RosterReport:
    """What an import did, or in a dry run would do.

    Attributes:
        counts: How many rows had each outcome, by kind.
        steps: Every row whose outcome a person may want to look at: ended, skipped and unresolved ones; in a whole report
            created and updated ones as well.
        problems: The faults of rows, with their places.
        dry_run: Nothing was written.
    """

    counts: Mapping[str, Mapping[Outcome, int]]
    steps: tuple[RosterStep, ...] = ()
    problems: tuple[Problem, ...] = ()
    dry_run: bool = False

    def count(self, *outcomes: Outcome) -> int:
        """How many rows had one of these outcomes, over all kinds; without any, all rows."""
        wanted = outcomes or tuple(Outcome)
        return sum(Counter(by_outcome)[each] for by_outcome in self.counts.values() for each in wanted)
