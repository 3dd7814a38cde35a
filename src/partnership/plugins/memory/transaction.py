"""One piece of work on the copy of a school."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import TracebackType
from typing import Any, Self

import attrs

from partnership.changes import Change
from partnership.errors import Conflict, StoreFailed, Taken
from partnership.plugins.memory.school import Kept, Queued, School
from partnership.ports import Claim, Found, Message, NewRecord, Record
from partnership.serial.chain import change_of, erased, links_of
from partnership.serial.records import (
    change_details,
    claim_rows,
    decode,
    encode,
    exact,
    exact_range,
    index_rows,
    message_body,
    page_size,
)

__all__ = ["MemoryTransaction"]


class MemoryTransaction:
    """Reads and, when it may, writes one school; of no use once its block has ended."""

    def __init__(self, school: School, *, write: bool) -> None:
        self._school = school
        self._write = write
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = False

    def get(self, kind: str, id: str) -> Record | None:
        """The record, or None; see `partnership.ports.Transaction.get`."""
        kept = self._reading().records.get(_key(kind, id))
        return kept.record(kind, id) if kept else None

    def put(
        self,
        kind: str,
        id: str,
        body: Mapping[str, Any],
        *,
        expected: int | None,
        index: Mapping[str, str | Sequence[str]] | None = None,
        claims: Iterable[Claim] = (),
    ) -> int:
        """Write a record whole; see `partnership.ports.Transaction.put`."""
        school = self._writing()
        key = _key(kind, id)
        kept = Kept(
            revision=(expected or 0) + 1,
            text=encode(body),
            index=index_rows(index),
            claims=claim_rows(claims),
        )
        _expect(school, key, expected)
        if kept.claims and (taken := [each for each in kept.claims if school.holders.get(each, key) != key]):
            raise Taken((claim.resource, claim.tick) for claim in taken)
        if expected is not None:
            self._free(key)
        school.records[key] = kept
        if kept.claims:
            school.holders.update(dict.fromkeys(kept.claims, key))
        return kept.revision

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """Remove a record; see `partnership.ports.Transaction.delete`."""
        school = self._writing()
        _expect(school, _key(kind, id), expected)
        self._free((kind, id))
        del school.records[kind, id]

    def find(
        self,
        kind: str,
        index: str | None = None,
        *,
        ge: str = "",
        lt: str | None = None,
        after: tuple[str, str] | None = None,
        limit: int = 100,
    ) -> Sequence[Found]:
        """Records in order; see `partnership.ports.Transaction.find`."""
        school = self._reading()
        exact_range(index, ge, lt, after)
        rows = _values(school, exact(kind, field="kind"), index, ge if after is None else max(ge, after[0]))
        found = (row for row in rows if (lt is None or row[0] < lt) and (after is None or row > after))
        return tuple(
            Found(value=value, record=school.records[kind, which].record(kind, which))
            for value, which in islice(found, page_size(limit))
        )

    def scan(self, kind: str) -> Iterator[Record]:
        """Every record of a kind; see `partnership.ports.BulkTransaction.scan`."""
        records = self._reading().records
        exact(kind, field="kind")
        kept = {id: each for (of_kind, id), each in records.items() if of_kind == kind}
        return (kept[id].record(kind, id) for id in sorted(kept))

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Write new records; see `partnership.ports.BulkTransaction.create`."""
        school = self._writing()
        new: dict[tuple[str, str], Kept] = {}
        for id, body, index in records:
            key = _key(kind, id)
            if key in new:
                raise Conflict(kind, id, expected=None, found=1)
            _expect(school, key, None)
            new[key] = Kept(revision=1, text=encode(body), index=index_rows(index), claims=())
        school.records.update(new)

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """Add to the journal and the outbox; see `partnership.ports.Transaction.append`."""
        school = self._writing()
        told = [(change, change_details(change)) for change in changes]
        queued = [attrs.evolve(message, body=decode(message_body(message))) for message in messages]
        links, _ = links_of(told, school=school.name, after=school.head)
        school.journal.extend(links)
        for message in queued:
            school.outbox.setdefault(message.key, Queued(message=message))

    def sift(self, forget: Callable[[Change | Message], bool]) -> int:
        """Empty what is to be forgotten; see `partnership.ports.Transaction.sift`."""
        school = self._reading()
        rows = [
            place
            for place, link in enumerate(school.journal)
            if forget(change_of(link)) and link.details is not None
        ]
        keys = [
            key
            for key, queued in school.outbox.items()
            if not queued.done and forget(attrs.evolve(queued.message, body=_copy(queued.message.body)))
        ]
        if rows or keys:
            self._writing()
        for place in rows:
            school.journal[place] = erased(school.journal[place])
        for key in keys:
            school.outbox[key] = school.outbox[key].emptied()
        return len(rows) + len(keys)

    def _free(self, key: tuple[str, str]) -> None:
        kept = self._school.records.get(key)
        for claim in kept.claims if kept else ():
            del self._school.holders[claim]

    def _reading(self) -> School:
        if not self._open:
            raise StoreFailed("this transaction is over")
        return self._school

    def _writing(self) -> School:
        school = self._reading()
        if not self._write:
            raise StoreFailed("this transaction only reads")
        return school


def _key(kind: str, id: str) -> tuple[str, str]:
    return exact(kind, field="kind"), exact(id, field="id")


def _expect(school: School, key: tuple[str, str], expected: int | None) -> None:
    kept = school.records.get(key)
    found = kept.revision if kept else None
    if found != expected:
        raise Conflict(*key, expected=expected, found=found)


def _values(school: School, kind: str, index: str | None, least: str) -> Iterable[tuple[str, str]]:
    """Each (value, id) of a kind in this index from the least value on, in order; by id when no index is named."""
    if index is None:
        ids = sorted(which for of_kind, which in school.records if of_kind == kind and which >= least)
        return zip(ids, ids, strict=True)
    return sorted(
        (value, which)
        for (of_kind, which), kept in school.records.items()
        if of_kind == kind
        for name, value in kept.index
        if name == index and value >= least
    )


def _copy(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return decode(encode(body))
