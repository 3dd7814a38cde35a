"""A roster source in memory, and broken ones: each has one fault that the contract must notice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from partnership.errors import Problem
from partnership.people.roster import KINDS, Coverage, RosterRow

__all__ = ["BROKEN", "SAMPLE", "ListedRoster"]

SAMPLE = (
    RosterRow(place="list:1", kind="class", id="k6a", fields={"title": "6A"}),
    RosterRow(place="list:2", kind="staff", id="t1", fields={"name": {"given": "Noémi", "family": "Visser"}}),
    RosterRow(place="list:3", kind="pupil", id="p1", fields={"name": {"given": "Bram", "family": "Bakker"}}),
    RosterRow(
        place="list:4",
        kind="guardian",
        id="g1",
        fields={
            "name": {"given": "Petra", "family": "Bakker"},
            "details": [{"kind": "email", "value": "petra@home.example", "secret": True}],
        },
    ),
    RosterRow(place="list:5", kind="guardianship", id="p1/g1", fields={"pupil": "p1", "guardian": "g1"}),
    RosterRow(place="list:6", kind="enrolment", id="p1/k6a", fields={"pupil": "p1", "class_id": "k6a"}),
    RosterRow(place="list:7", kind="teaching", id="t1/k6a", fields={"staff": "t1", "class_id": "k6a"}),
)
"""A roster of one of each kind."""


class ListedRoster:
    """A roster that is a list of rows."""

    def __init__(
        self, rows: Iterable[RosterRow] = SAMPLE, covers: Mapping[str, Coverage] | None = None
    ) -> None:
        self._rows = tuple(rows)
        self._covers = dict.fromkeys(KINDS, Coverage.SNAPSHOT) if covers is None else dict(covers)

    def coverage(self) -> Mapping[str, Coverage]:
        """As it was told; else a snapshot of everything."""
        return self._covers

    def rows(self) -> Iterator[RosterRow]:
        """The rows."""
        return iter(self._rows)


class _ReadOnce(ListedRoster):
    """Is empty the second time."""

    def rows(self) -> Iterator[RosterRow]:
        rows, self._rows = self._rows, ()
        return iter(rows)


def _with(number: int, **different: Any) -> ListedRoster:
    """The sample with one row made different."""
    rows = list(SAMPLE)
    rows[number] = attrs.evolve(rows[number], **different)
    return ListedRoster(rows)


_PUPIL, _GUARDIAN, _LINK = 2, 3, 4

BROKEN: Mapping[str, ListedRoster] = {
    "forgets a row": ListedRoster(SAMPLE[:-1]),
    "tells a row twice": ListedRoster((*SAMPLE, SAMPLE[-1])),
    "can be read once": _ReadOnce(),
    "does not say where a row stands": _with(_PUPIL, place=" "),
    "invents a kind": _with(_PUPIL, kind="student"),
    "declares nothing": ListedRoster(covers={}),
    "declares a kind absent that it tells of": ListedRoster(
        covers={**dict.fromkeys(KINDS, Coverage.SNAPSHOT), "pupil": Coverage.ABSENT}
    ),
    "names a link by something else": _with(_LINK, id="g1/p1"),
    "tells links before people": ListedRoster(reversed(SAMPLE)),
    "has a field no value has": _with(_PUPIL, fields={**SAMPLE[_PUPIL].fields, "password": "Welkom01"}),
    "tells of nationality": _with(_PUPIL, fields={**SAMPLE[_PUPIL].fields, "nationality": "NL"}),
    "writes a date its own way": _with(_PUPIL, fields={**SAMPLE[_PUPIL].fields, "birth_date": "15-01-2015"}),
    "hands out values that are not plain": _with(
        _GUARDIAN, fields={"name": SAMPLE[_GUARDIAN].fields["name"], "details": ()}
    ),
    "takes an e-mail address as id": _with(_GUARDIAN, id="petra@home.example"),
    "infers authority": _with(_LINK, fields={**SAMPLE[_LINK].fields, "authority": "yes"}),
    "names somebody in a fault": _with(_PUPIL, faults=(Problem("list:3", "Bram has no birth date"),)),
    "names somebody in a place": _with(_GUARDIAN, place="row of Petra"),
}
"""What is wrong → a source that does it."""
