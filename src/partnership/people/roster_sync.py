"""Deciding what to do about each row of a roster: pure, one row at a time.

The rules: a field that is not told stays as it was. The same input twice changes nothing. A source ends only what it told
of itself. What the school wrote itself beats the source. A link whose other end is unknown waits until it is known.
"""

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

import attrs

from partnership.errors import Problem, ShrinkRefused
from partnership.people.roster import (
    KINDS,
    LINKS,
    Coverage,
    Outcome,
    RosterEntry,
    RosterReport,
    RosterRow,
    RosterStep,
)
from partnership.people.roster_difference import NOTHING, compared

__all__ = ["Key", "Known", "RosterSync"]

Key = tuple[str, str]
"""The kind and id of an entry."""


_WORTH_A_LOOK = frozenset({Outcome.ENDED, Outcome.SKIPPED, Outcome.UNRESOLVED})


@attrs.frozen(kw_only=True)
class Known:
    """The little of what is kept of one kind that is held in memory while a roster is read.

    Texts by id instead of an object for each entry: there are many, and the collector has to visit every object.

    Attributes:
        seen: The fingerprint of every entry, see `RosterEntry`.
        ended: Those that are no longer so.
        unresolved: Links that wait for an end.
        others: Those that another source, or the school itself, told of first.
    """

    seen: dict[str, str] = attrs.field(factory=dict)
    ended: set[str] = attrs.field(factory=set)
    unresolved: set[str] = attrs.field(factory=set)
    others: set[str] = attrs.field(factory=set)

    def ours(self, id: str) -> bool:
        """Whether it stands because this source told of it."""
        return id not in self.others and id not in self.ended


@attrs.define
class _OfKind:
    """What is known and told of one kind so far.

    Attributes:
        known: What is kept; an entry goes out of its `seen` when it is told of, so that the untold are what stays.
        there: Those that a link may have as its end; of links themselves none.
        told: Where each was told of.
        mentioned: Those that a row named without a word about them.
    """

    known: Known
    there: set[str]
    told: dict[str, str] = attrs.field(factory=dict)
    mentioned: set[str] = attrs.field(factory=set)

    def untold(self) -> Iterator[str]:
        """What this source told of before and does not tell of any more."""
        return (id for id in self.known.seen if id not in self.mentioned and self.known.ours(id))


def _of_kind(kind: str, known: Known) -> _OfKind:
    there = set() if kind in LINKS else known.seen.keys() - known.ended
    return _OfKind(known=known, there=there)


def _none_yet() -> dict[Outcome, int]:
    return defaultdict(int)


@attrs.define
class _Tally:
    counts: dict[str, dict[Outcome, int]] = attrs.field(
        factory=lambda: defaultdict(_none_yet, {kind: _none_yet() for kind in KINDS})
    )
    steps: list[RosterStep] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)


class RosterSync:
    """One pass over one source.

    Args:
        origin: The source's name.
        coverage: How much it tells of each kind.
        known: What is kept already, by kind; it is taken over, and gets less as the source tells.
        whole: Note created and updated rows too, with the fields that differ; else only those worth a look.
    """

    def __init__(
        self,
        origin: str,
        coverage: Mapping[str, Coverage],
        known: Mapping[str, Known],
        *,
        whole: bool = False,
    ) -> None:
        self.origin = origin
        self.coverage = coverage
        self._of = {kind: _of_kind(kind, known.get(kind) or Known()) for kind in KINDS}
        self._standing = sum(
            of.known.ours(id) for kind, of in self._of.items() if kind in LINKS for id in of.known.seen
        )
        self._tally = _Tally()
        self._noted = _WORTH_A_LOOK | {Outcome.CREATED, Outcome.UPDATED} if whole else _WORTH_A_LOOK

    def take(self, row: RosterRow, kept: Callable[[str, str], RosterEntry]) -> RosterEntry | None:
        """Decide about a row; the entry to write, or None when there is nothing to write.

        Args:
            row: The row.
            kept: Fetches a kept entry, asked only when the row says something new about it.
        """
        if row.faults:
            self._tally.problems.extend(row.faults)
        of = self._of.get(row.kind)
        if of is None:
            return self._note(row, Outcome.SKIPPED, None, f"is of no known kind: {row.kind}")
        if why := self._unusable(row, of):
            return self._note(row, Outcome.SKIPPED, None, why)
        if row.kind in LINKS:
            waits = "" if row.ended else self._waits(row.kind, row.id)
        elif not row.fields and not row.ended:
            of.mentioned.add(row.id)
            return self._note(row, Outcome.UNCHANGED, None)
        else:
            waits = ""
            (of.there.discard if row.ended else of.there.add)(row.id)
        of.told[row.id] = row.place
        return self._decided(row, of.known.seen.pop(row.id, None), waits, kept)

    def _decided(
        self, row: RosterRow, before: str | None, waits: str, kept: Callable[[str, str], RosterEntry]
    ) -> RosterEntry | None:
        """Decide about a usable row by the fingerprint of what was told before, and by what a link waits for."""
        seen = _fingerprint(row, unresolved=bool(waits))
        if seen == before:
            return self._note(row, Outcome.UNRESOLVED if waits else Outcome.UNCHANGED, None, waits)
        if before is not None:
            return self._changed(row, kept(row.kind, row.id), seen, waits)
        if row.ended:
            return self._note(row, Outcome.UNCHANGED, None)
        entry = RosterEntry(fields=row.fields, origin=self.origin, unresolved=bool(waits), seen=seen)
        return self._note(row, Outcome.UNRESOLVED if waits else Outcome.CREATED, entry, waits, NOTHING)

    def _changed(self, row: RosterRow, before: RosterEntry, seen: str, waits: str) -> RosterEntry | None:
        if row.ended and before.origin != self.origin:
            return self._note(row, Outcome.SKIPPED, None, "told by another source, which alone can end it")
        own = {name: value for name, value in row.fields.items() if name not in before.local}
        entry = attrs.evolve(
            before, fields={**before.fields, **own}, ended=row.ended, unresolved=bool(waits), seen=seen
        )
        if row.ended:
            return self._note(row, Outcome.UNCHANGED if before.ended else Outcome.ENDED, entry)
        same = (entry.fields, entry.ended, entry.unresolved) == (
            before.fields,
            before.ended,
            before.unresolved,
        )
        outcome = Outcome.UNCHANGED if same else Outcome.UPDATED
        return self._note(row, Outcome.UNRESOLVED if waits else outcome, entry, waits, before)

    def _unusable(self, row: RosterRow, of: _OfKind) -> str:
        """Why a row cannot be used at all; empty when it can."""
        if not row.id:
            return _faults(row) or "has no id"
        if row.id in of.told:
            return f"says again what {of.told[row.id]} said"
        if row.kind in LINKS:
            return self._unusable_link(row)
        if row.fields or row.ended or row.id in of.known.seen:
            return ""
        return _faults(row) or "tells nothing"

    def _unusable_link(self, row: RosterRow) -> str:
        one, _, other = row.id.partition("/")
        if not (one and other):
            return "does not name both ends of a link"
        if row.kind == "guardianship" and not row.ended and other in self._of["staff"].there:
            return "names a member of staff as guardian"
        return ""

    def _waits(self, kind: str, id: str) -> str:
        """What a link waits for; empty when both its ends are there."""
        (one, other), (first, _, second) = LINKS[kind], id.partition("/")
        if first in self._of[one].there and second in self._of[other].there:
            return ""
        missing = [end for end, name in ((one, first), (other, second)) if name not in self._of[end].there]
        return f"waits for its {' and '.join(missing)}, not told of yet"

    def _note(
        self,
        row: RosterRow,
        outcome: Outcome,
        entry: RosterEntry | None,
        why: str = "",
        before: RosterEntry | None = None,
    ) -> RosterEntry | None:
        """Count a row, and write down what came of it when that is worth a look."""
        self._tally.counts[row.kind][outcome] += 1
        if outcome in self._noted:
            step = RosterStep(outcome=outcome, kind=row.kind, id=row.id, place=row.place, why=why)
            self._tally.steps.append(step if before is None else compared(step, row.fields, before))
        return entry

    def endings(self) -> Iterator[Key]:
        """The entries that this source told of before and, in a snapshot, does not tell of any more."""
        for kind, of in self._of.items():
            if self.coverage.get(kind) is Coverage.SNAPSHOT:
                yield from ((kind, id) for id in of.untold())

    def guard(self, limit: float) -> None:
        """Refuse a snapshot that would end more than this share of the links it told of, from 0 to 1.

        Raises:
            ShrinkRefused: It would.
        """
        ending = sum(kind in LINKS for kind, _ in self.endings()) + sum(
            step.outcome is Outcome.ENDED and step.kind in LINKS for step in self._tally.steps
        )
        if ending > limit * self._standing:
            raise ShrinkRefused(ending=ending, standing=self._standing, limit=limit)

    def end(self, key: Key, entry: RosterEntry) -> RosterEntry:
        """The entry as it is kept once its snapshot no longer tells of it."""
        kind, id = key
        self._tally.counts[kind][Outcome.ENDED] += 1
        self._tally.steps.append(
            RosterStep(outcome=Outcome.ENDED, kind=kind, id=id, why="no longer in the source")
        )
        return attrs.evolve(entry, ended=True, seen="")

    def waiting(self) -> Iterator[Key]:
        """Links kept as unresolved that nobody told of now, and whose ends are both known by now."""
        for kind in sorted(LINKS):
            of = self._of[kind]
            for id in sorted(of.known.unresolved - of.known.ended - of.told.keys()):
                if not self._waits(kind, id):
                    yield kind, id

    def resolve(self, key: Key, entry: RosterEntry) -> RosterEntry:
        """The entry of a link whose other end has come."""
        self._tally.counts[key[0]][Outcome.UPDATED] += 1
        return attrs.evolve(entry, unresolved=False, seen="")

    def report(self, *, dry_run: bool) -> RosterReport:
        """What came of everything."""
        return RosterReport(
            counts={kind: dict(counts) for kind, counts in self._tally.counts.items()},
            steps=tuple(self._tally.steps),
            problems=tuple(self._tally.problems),
            dry_run=dry_run,
        )


def _faults(row: RosterRow) -> str:
    return "; ".join(problem.message for problem in row.faults)


def _fingerprint(row: RosterRow, *, unresolved: bool) -> str:
    """A short text that two rows share only when they say the same.

    The bytes of `marshal` are the quickest to make, and are never read back. Its version 2 knows no references, so that
    equal data in the same order gives equal bytes; should a later Python write others, or a source tell its fields in
    another order, rows are compared once more and found unchanged.
    """
    said: Any = row.fields, row.ended, unresolved
    try:
        told = marshal.dumps(said, 2)
    except ValueError:  # a frozen mapping, which is plain data all the same
        told = repr(said).encode()
    return blake2b(told, digest_size=8).hexdigest()
