"""Bring a roster into the store: read, decide, and write everything or nothing."""

from collections.abc import Mapping
from typing import Any

from partnership.changes import SCHOOL_TASK, Change, ground_of
from partnership.errors import Retry
from partnership.ids import SchoolId
from partnership.norms import Norms
from partnership.people.roster import KINDS, LINKS, RosterEntry, RosterReport
from partnership.people.roster_sync import Known, RosterSync
from partnership.ports import (
    Clock,
    NewRecord,
    Record,
    RosterSource,
    Store,
    Transaction,
    create,
    run,
    scan,
)
from partnership.serial.values import dump, load, new_converter

__all__ = ["import_roster", "keep_locally", "put_entry"]

_TOGETHER = 100
"""New records of a kind that are handed to the store at a time: enough for it to gain by, and few to hold."""

_CONVERTER = new_converter(omit_defaults=True)
"""Of a hundred thousand entries nearly all stand, are whole and untouched by hand; that is not written down of each."""


def import_roster(
    store: Store,
    school: SchoolId,
    source: RosterSource,
    *,
    origin: str,
    clock: Clock,
    dry_run: bool = False,
    norms: Norms | None = None,
    allow_shrink: bool = False,
    whole: bool = False,
) -> RosterReport:
    """Read a source and bring the school's records in line with it, in one transaction.

    Args:
        store: Where the school's records are.
        school: The school.
        source: What to read; read once for each try of the transaction.
        origin: The source's name; an import ends only what came from the same.
        clock: What time it is.
        dry_run: Decide and report, write nothing.
        norms: The school's norms; `roster_shrink_percent` is the share of links one import may end.
        allow_shrink: End as many as the source says, for once.
        whole: Report every row that is new or differs, with the names of its fields; of a first import that is all of them.

    Raises:
        InvalidInput: The source as a whole is unreadable.
        ShrinkRefused: It would end too many links. Nothing was written.
    """
    limit = 1.0 if allow_shrink else (norms or Norms()).roster_shrink_percent / 100

    def work(transaction: Transaction) -> RosterReport:
        return _Import(transaction, origin, source, clock, write=not dry_run, whole=whole).run(limit)

    if not dry_run:
        return run(store, school, work)
    with store.transaction(school, write=False) as transaction:
        return work(transaction)


class _Import:
    """One try of an import."""

    def __init__(
        self,
        transaction: Transaction,
        origin: str,
        source: RosterSource,
        clock: Clock,
        *,
        write: bool,
        whole: bool,
    ) -> None:
        self._transaction = transaction
        self._origin = origin
        self._source = source
        self._clock = clock
        self._write = write
        self._new: dict[str, list[NewRecord]] = {kind: [] for kind in KINDS}
        self._fetched: Record | None = None
        known = {kind: self._known(kind) for kind in KINDS}
        self._sync = RosterSync(origin, source.coverage(), known, whole=whole)

    def _known(self, kind: str) -> Known:
        known = Known()
        for record in scan(self._transaction, kind):
            id, body = record.id, record.body
            known.seen[id] = body.get("seen", "")
            if body.get("ended"):
                known.ended.add(id)
            if body.get("unresolved"):
                known.unresolved.add(id)
            if body["origin"] != self._origin:
                known.others.add(id)
        return known

    def run(self, limit: float) -> RosterReport:
        for row in self._source.rows():
            self._fetched = None
            entry = self._sync.take(row, self._kept)
            if entry is not None:
                self._put(row.kind, row.id, entry)
        self._sync.guard(limit)
        for key in list(self._sync.endings()):
            self._put(*key, self._sync.end(key, self._kept(*key)))
        for key in list(self._sync.waiting()):
            self._put(*key, self._sync.resolve(key, self._kept(*key)))
        report = self._sync.report(dry_run=not self._write)
        if self._write:
            for kind in KINDS:
                self._create(kind)
            self._transaction.append([self._change(report)])
        return report

    def _kept(self, kind: str, id: str) -> RosterEntry:
        record = self._transaction.get(kind, id)
        if record is None:
            raise Retry("somebody deleted a record while the roster was read")
        self._fetched = record
        return load(RosterEntry, record.body, source=f"{kind} record")

    def _put(self, kind: str, id: str, entry: RosterEntry) -> None:
        """Write an entry over what was fetched for it; a new one with others of its kind, when they are many or the last."""
        if not self._write:
            return
        if self._fetched is not None:
            put_entry(self._transaction, self._fetched, entry)
            return
        new = self._new[kind]
        new.append((id, _plain(entry), _index(kind, id, entry)))
        if len(new) == _TOGETHER:
            self._create(kind)

    def _create(self, kind: str) -> None:
        create(self._transaction, kind, self._new[kind])
        self._new[kind] = []

    def _change(self, report: RosterReport) -> Change:
        counts = {
            kind: {str(outcome): count for outcome, count in each.items()}
            for kind, each in report.counts.items()
        }
        return Change(
            what="roster.imported",
            kind="roster",
            id=self._origin,
            at=self._clock(),
            actor=f"system:{self._origin}",
            purpose="keep the school's records in line with its student information system",
            ground=SCHOOL_TASK,
            details=counts,
        )


def _index(kind: str, id: str, entry: RosterEntry) -> Mapping[str, str]:
    """Links that stand are found by their other end; by their first they are found by their ids (`people.links_at`)."""
    if kind not in LINKS or entry.ended or entry.unresolved:
        return {}
    _, end = LINKS[kind]
    return {end: id.partition("/")[2]}


def _plain(entry: RosterEntry) -> dict[str, Any]:
    return dump(entry, _CONVERTER)


def put_entry(transaction: Transaction, record: Record, entry: RosterEntry) -> None:
    """Write an entry in the place of what was kept."""
    index = _index(record.kind, record.id, entry)
    transaction.put(record.kind, record.id, _plain(entry), expected=record.revision, index=index)


def keep_locally(
    store: Store,
    school: SchoolId,
    kind: str,
    id: str,
    fields: Mapping[str, Any],
    *,
    clock: Clock,
    actor: str,
    purpose: str,
) -> RosterEntry:
    """Write fields of a record by hand; from then on no source changes them.

    Args:
        store: Where the school's records are.
        school: The school.
        kind: One of the kinds of a roster.
        id: Which one; a new id makes a record of the school's own.
        fields: Plain data in the shape of the value of that kind.
        clock: What time it is.
        actor: Who writes.
        purpose: Why, in words an auditor accepts.
    """

    def work(transaction: Transaction) -> RosterEntry:
        record = transaction.get(kind, id)
        before = RosterEntry(fields={}, origin=None) if record is None else load(RosterEntry, record.body)
        entry = RosterEntry(
            fields={**before.fields, **fields},
            origin=before.origin,
            local=before.local | fields.keys(),
            ended=before.ended,
            unresolved=before.unresolved,
            seen=before.seen,
        )
        if record is None:
            transaction.put(kind, id, _plain(entry), expected=None, index=_index(kind, id, entry))
        else:
            put_entry(transaction, record, entry)
        what = f"{kind}.written"
        transaction.append(
            [
                Change(
                    what=what,
                    kind=kind,
                    id=id,
                    at=clock(),
                    actor=actor,
                    purpose=purpose,
                    ground=ground_of(actor),
                )
            ]
        )
        return entry

    return run(store, school, work)
