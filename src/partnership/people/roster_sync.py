"""Deciding what to do about each row of a roster: pure, one row at a time.

The rules: a field that is not told stays as it was. The same input twice changes nothing. A source ends only what it told
of itself. What the school wrote itself beats the source. A link whose other end is unknown waits until it is known.
"""

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b

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

__all__ = ["Known", "RosterSync"]

Key = tuple[str, str]
"""The kind and id of an entry."""


_WORTH_A_LOOK = frozenset({Outcome.ENDED, Outcome.SKIPPED, Outcome.UNRESOLVED})


@attrs.frozen(kw_only=True)
class Known:
    """The little of what is kept that is held in memory while a roster is read.

    Texts by key instead of an object for each entry: there are many, and the collector has to visit every object.

    Attributes:
        seen: The fingerprint of every entry, see `RosterEntry`.
        ended: Those that are no longer so.
        unresolved: Links that wait for an end.
        others: Those that another source, or the school itself, told of first.
    """

    seen: dict[Key, str] = attrs.field(factory=dict)
    ended: set[Key] = attrs.field(factory=set)
    unresolved: set[Key] = attrs.field(factory=set)
    others: set[Key] = attrs.field(factory=set)


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
        known: What is kept already.
        whole: Note created and updated rows too, with the fields that differ; else only those worth a look.
    """

    def __init__(
        self, origin: str, coverage: Mapping[str, Coverage], known: Known, *, whole: bool = False
    ) -> None:
        self.origin = origin
        self.coverage = coverage
        self.known = known
        self._told: dict[Key, str] = {}
        self._mentioned: set[Key] = set()
        self._there: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for kind, id in known.seen.keys() - known.ended - known.unresolved:
            self._there[kind].add(id)
        self._tally = _Tally()
        self._noted = _WORTH_A_LOOK | {Outcome.CREATED, Outcome.UPDATED} if whole else _WORTH_A_LOOK

    def take(self, row: RosterRow, kept: Callable[[str, str], RosterEntry]) -> RosterEntry | None:
        """Decide about a row; the entry to write, or None when there is nothing to write.

        Args:
            row: The row.
            kept: Fetches a kept entry, asked only when the row says something new about it.
        """
        key = row.kind, row.id
        self._tally.problems.extend(row.faults)
        if why := self._unusable(row, key):
            return self._note(row, Outcome.SKIPPED, None, why)
        if not row.fields and not row.ended and row.kind not in LINKS:
            self._mentioned.add(key)
            return self._note(row, Outcome.UNCHANGED, None)
        self._told[key] = row.place
        unresolved = not row.ended and not self._resolved(row.kind, row.id)
        seen = _fingerprint(row, unresolved=unresolved)
        before = self.known.seen.get(key)
        if not row.ended and not unresolved:
            self._there[row.kind].add(row.id)
        else:
            self._there[row.kind].discard(row.id)
        if before == seen:
            return self._settled(row, Outcome.UNCHANGED, None, unresolved=unresolved)
        return self._changed(row, kept(*key) if before is not None else None, seen, unresolved=unresolved)

    def _changed(
        self, row: RosterRow, before: RosterEntry | None, seen: str, *, unresolved: bool
    ) -> RosterEntry | None:
        if before is None:
            if row.ended:
                return self._note(row, Outcome.UNCHANGED, None)
            entry = RosterEntry(fields=row.fields, origin=self.origin, unresolved=unresolved, seen=seen)
            return self._settled(row, Outcome.CREATED, entry, unresolved=unresolved, before=NOTHING)
        if row.ended and before.origin != self.origin:
            return self._note(row, Outcome.SKIPPED, None, "told by another source, which alone can end it")
        own = {name: value for name, value in row.fields.items() if name not in before.local}
        entry = attrs.evolve(
            before, fields={**before.fields, **own}, ended=row.ended, unresolved=unresolved, seen=seen
        )
        if row.ended:
            return self._note(row, Outcome.UNCHANGED if before.ended else Outcome.ENDED, entry)
        same = (entry.fields, entry.ended, entry.unresolved) == (
            before.fields,
            before.ended,
            before.unresolved,
        )
        outcome = Outcome.UNCHANGED if same else Outcome.UPDATED
        return self._settled(row, outcome, entry, unresolved=unresolved, before=before)

    def _settled(
        self,
        row: RosterRow,
        outcome: Outcome,
        entry: RosterEntry | None,
        *,
        unresolved: bool,
        before: RosterEntry | None = None,
    ) -> RosterEntry | None:
        """Note a row that stands; a link that waits for one of its ends is unresolved, whatever else came of it."""
        if unresolved:
            return self._note(row, Outcome.UNRESOLVED, entry, self._waits(row), before)
        return self._note(row, outcome, entry, before=before)

    def _unusable(self, row: RosterRow, key: Key) -> str:
        """Why a row cannot be used at all; empty when it can."""
        if row.kind not in KINDS:
            return f"is of no known kind: {row.kind}"
        if not row.id:
            return _faults(row) or "has no id"
        if (first := self._told.get(key)) is not None:
            return f"says again what {first} said"
        if row.kind in LINKS:
            return self._unusable_link(row)
        says_nothing = not row.ended and not row.fields and key not in self.known.seen
        return (_faults(row) or "tells nothing") if says_nothing else ""

    def _unusable_link(self, row: RosterRow) -> str:
        one, slash, other = row.id.partition("/")
        if not (one and slash and other):
            return "does not name both ends of a link"
        if row.kind == "guardianship" and not row.ended and other in self._there["staff"]:
            return "names a member of staff as guardian"
        return ""

    def _ends_of(self, kind: str, id: str) -> Iterator[Key]:
        yield from zip(LINKS[kind], id.split("/", 1), strict=True)

    def _resolved(self, kind: str, id: str) -> bool:
        if kind not in LINKS:
            return True
        (one, other), (first, _, second) = LINKS[kind], id.partition("/")
        return first in self._there[one] and second in self._there[other]

    def _waits(self, row: RosterRow) -> str:
        """What an unresolved link waits for."""
        missing = [end for end, name in self._ends_of(row.kind, row.id) if name not in self._there[end]]
        return f"waits for its {' and '.join(missing)}, not told of yet"

    def _note(
        self,
        row: RosterRow,
        outcome: Outcome,
        entry: RosterEntry | None,
        why: str = "",
        before: RosterEntry | None = None,
    ) -> RosterEntry | None:
        self._tally.counts[row.kind][outcome] += 1
        if outcome in self._noted:
            step = RosterStep(outcome=outcome, kind=row.kind, id=row.id, place=row.place, why=why)
            self._tally.steps.append(step if before is None else compared(step, row.fields, before))
        return entry

    def endings(self) -> Iterator[Key]:
        """The entries that this source told of before and, in a snapshot, does not tell of any more."""
        whole = {kind for kind, told in self.coverage.items() if told is Coverage.SNAPSHOT}
        for key in self.known.seen:
            if key not in self._told and key[0] in whole and self._ours(key) and key not in self._mentioned:
                yield key

    def _ours(self, key: Key) -> bool:
        """Whether it stands because this source told of it."""
        return key not in self.known.others and key not in self.known.ended

    def guard(self, limit: float) -> None:
        """Refuse a snapshot that would end more than this share of the links it told of, from 0 to 1.

        Raises:
            ShrinkRefused: It would.
        """
        standing = sum(key[0] in LINKS and self._ours(key) for key in self.known.seen)
        ending = sum(kind in LINKS for kind, _ in self.endings()) + sum(
            step.outcome is Outcome.ENDED and step.kind in LINKS for step in self._tally.steps
        )
        if ending > limit * standing:
            raise ShrinkRefused(ending=ending, standing=standing, limit=limit)

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
        for key in sorted(self.known.unresolved - self.known.ended - self._told.keys()):
            if self._resolved(*key):
                yield key

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
    equal data gives equal bytes; should a later Python write others, rows are compared once more and found unchanged.
    """
    said = sorted(row.fields.items()), row.ended, unresolved
    try:
        told = marshal.dumps(said, 2)
    except ValueError:  # a frozen mapping inside, which is plain data all the same
        told = repr(said).encode()
    return blake2b(told, digest_size=8).hexdigest()
