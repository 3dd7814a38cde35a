"""One piece of work at one school, as SQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import attrs
from sqlalchemy import Connection, Select

from partnership.changes import Change
from partnership.errors import Conflict, StoreFailed, Taken
from partnership.plugins.sqlalchemy import statements as sql
from partnership.plugins.sqlalchemy.asking import Asking, Rows
from partnership.plugins.sqlalchemy.rows import (
    change_of_row,
    columns_of,
    message_of_row,
    records_of_rows,
)
from partnership.ports import Claim, Found, Head, Message, NewRecord, Record
from partnership.serial.chain import START, links_of
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

__all__ = ["SqlTransaction"]

_AS_IT_IS = nullcontext()
"""For a put that needs no care: without claims, its first statement alone can be refused; a new record is removed again."""

_PAGE = 1000
_FEW = 200
"""Records fetched at a time for whoever reads them all; of more than these Python's collector would find too many alive."""


class SqlTransaction:
    """Reads and, when it may, writes one school; of no use once its block has ended.

    Once the database has failed it, it cannot be committed any more: a database may have undone a part by itself, and
    what came after would be half a piece of work.
    """

    def __init__(self, connection: Connection, school: str, *, write: bool) -> None:
        self._asking = Asking(connection)
        self._school = school
        self._write = write
        self._changes: list[tuple[Change, str]] = []
        self._messages: dict[str, dict[str, Any]] = {}
        self._replaced = self.forgot = False

    def get(self, kind: str, id: str) -> Record | None:
        """The record, or None; see `partnership.ports.Transaction.get`."""
        rows = self._asking.rows(sql.GET, self._owner(kind, id))
        return Record(kind=kind, id=id, revision=rows[0][0], body=decode(rows[0][1])) if rows else None

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
        self._may_write()
        owner = self._owner(kind, id)
        text, found_by, wanted = encode(body), index_rows(index), claim_rows(claims)
        with self._asking.whole() if wanted and expected is not None else _AS_IT_IS:
            self._write_body(owner, text, expected)
            if wanted or expected is not None:
                self._take(kind, id, wanted, fresh=expected is None)
        if expected is not None:
            self._replaced = True
            self._asking.changed(sql.UNINDEX, owner)
        self._asking.insert_all(
            sql.INDEX, [(self._school, kind, name, value, id) for name, value in found_by]
        )
        return (expected or 0) + 1

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """Remove a record; see `partnership.ports.Transaction.delete`."""
        self._may_write()
        owner = self._owner(kind, id)
        if not self._asking.changed(sql.DELETE, owner | {"expected": expected}):
            self._refuse(kind, id, expected)
        self._asking.changed(sql.UNINDEX, owner)
        self._replaced = True

    def create(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Write new records; see `partnership.ports.BulkTransaction.create`."""
        self._may_write()
        exact(kind, field="kind")
        school = self._school
        rows = [(school, kind, exact(id, field="id"), 1, encode(body)) for id, body, _ in records]
        terms = [
            (school, kind, name, value, id) for id, _, index in records for name, value in index_rows(index)
        ]
        with self._asking.whole() as undo:
            if self._asking.insert_all(sql.CREATE, rows) == len(rows):
                self._asking.insert_all(sql.INDEX, terms)
                return
            undo()
            for id, body, index in records:  # one of these is refused, and is the one to tell of
                self.put(kind, id, body, expected=None, index=index)

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
        exact_range(index, ge, lt, after)
        wanted = {"of_school": self._school, "of_kind": exact(kind, field="kind"), "rows": page_size(limit)}
        if index is not None:
            wanted["name"] = index
        if lt is not None:
            wanted["lt"] = lt
        if after is not None and after[0] < ge:
            after = None  # it lies before all that is asked for
        wanted["ge"] = ge if after is None else after[0]
        if after is not None:
            wanted["after_value"], wanted["after_id"] = after
        query = sql.page(indexed=index is not None, ended=lt is not None, continued=after is not None)
        found = self._asking.rows(query, wanted)
        return tuple(
            Found(value=row[0], record=record)
            for row, record in zip(found, records_of_rows(kind, found), strict=True)
        )

    def scan(self, kind: str) -> Iterator[Record]:
        """Every record of a kind; see `partnership.ports.BulkTransaction.scan`."""
        wanted = {"of_school": self._school, "of_kind": exact(kind, field="kind"), "rows": _FEW, "ge": ""}
        page = self._asking.rows(sql.page(indexed=False, ended=False, continued=False), wanted)
        while page:
            yield from records_of_rows(kind, page)
            wanted["ge"] = wanted["after_value"] = wanted["after_id"] = page[-1][1]
            page = self._asking.rows(sql.page(indexed=False, ended=False, continued=True), wanted)

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """Add to the journal and the outbox; see `partnership.ports.Transaction.append`."""
        self._may_write()
        told = [(change, change_details(change)) for change in changes]
        queued = [(message, message_body(message)) for message in messages]
        self._changes.extend(told)
        for message, body in queued:
            self._messages.setdefault(message.key, {"school": self._school, **columns_of(message, body)})

    def finish(self) -> None:
        """Write what waits for the end: the journal and the outbox, last and in order, so that nobody waits long."""
        self._asking.check()
        if self._changes:
            self._tell()
        self._asking.insert(sql.QUEUE, [self._messages[key] for key in sorted(self._messages)])
        self._changes, self._messages = [], {}

    def sift(self, forget: Callable[[Change | Message], bool]) -> int:
        """Empty what is to be forgotten; see `partnership.ports.Transaction.sift`."""
        self.finish()
        rows = [
            {"of_school": self._school, "of_seq": row.seq}
            for row in self._pages(sql.READ_JOURNAL, lambda row: row.seq, 0)
            if forget(change_of_row(row)) and row.details is not None
        ]
        keys = [
            {"of_school": self._school, "of_key": row.key}
            for row in self._pages(sql.QUEUED, lambda row: row.key, "")
            if forget(message_of_row(row))
        ]
        for statement, emptied in ((sql.ERASE, rows), (sql.DONE, keys)):
            if emptied:
                self._may_write()
                self._asking.execute(statement, emptied)
                self._replaced = True
        self.forgot = self._replaced
        return len(rows) + len(keys)

    def _pages(self, statement: Select[Any], number: Callable[[Any], Any], after: object) -> Iterator[Any]:
        """Every row of this school, page by page."""
        while True:
            wanted = {"of_school": self._school, "after": after, "rows": _PAGE}
            page = self._asking.fetch(statement, wanted)
            yield from page
            if len(page) < _PAGE:
                return
            after = number(page[-1])

    def end(self) -> None:
        """From now on it does nothing."""
        self._asking.ended = StoreFailed("this transaction is over")

    def _tell(self) -> None:
        if not (head := self._head()):
            first = {"school": self._school, "seq": START.seq, "hash": START.hash}
            self._asking.changed(sql.BEGIN_SCHOOL, first)
            head = self._head()
        links, last = links_of(
            self._changes, school=self._school, after=Head(seq=head[0][0], hash=head[0][1])
        )
        self._asking.insert(sql.JOURNAL, [{"school": self._school, **attrs.asdict(link)} for link in links])
        self._asking.changed(sql.ADVANCE, {"of_school": self._school, "last": last.seq, "head": last.hash})

    def _head(self) -> Rows:
        return self._asking.rows(sql.HEAD, {"of_school": self._school})

    def _write_body(self, owner: Mapping[str, Any], text: str, expected: int | None) -> None:
        kind, id = owner["of_kind"], owner["of_id"]
        if expected is None:
            row = {"school": self._school, "kind": kind, "id": id, "revision": 1, "body": text}
            changed = self._asking.changed(sql.CREATE, row)
        else:
            step = {"expected": expected, "next": expected + 1, "text": text}
            changed = self._asking.changed(sql.UPDATE, {**owner, **step})
        if not changed:
            self._refuse(kind, id, expected)

    def _refuse(self, kind: str, id: str, expected: int | None) -> None:
        found = self.get(kind, id)
        raise Conflict(kind, id, expected=expected, found=found.revision if found else None)

    def _take(self, kind: str, id: str, wanted: Sequence[Claim], *, fresh: bool) -> None:
        """Hold these claims and no others.

        New ones are taken before old ones are freed: whoever wants an old one is refused at once instead of waiting
        for us while we wait for them.
        """
        held = () if fresh else self._asking.rows(sql.CLAIMS, self._owner(kind, id))
        before = {Claim(resource, tick) for resource, tick in held}
        new = [each for each in wanted if each not in before]
        rows = [
            {"school": self._school, "resource": each.resource, "tick": each.tick, "kind": kind, "id": id}
            for each in new
        ]
        if self._asking.insert(sql.CLAIM, rows) < len(rows):
            mine = {Claim(*row) for row in self._asking.rows(sql.CLAIMS, self._owner(kind, id))}
            if fresh:
                self._asking.changed(sql.DELETE, self._owner(kind, id) | {"expected": 1})
            raise Taken((each.resource, each.tick) for each in new if each not in mine)
        gone = sorted(before.difference(wanted))
        owned = {"of_school": self._school}
        self._asking.each(
            sql.FREE, [owned | {"of_resource": each.resource, "of_tick": each.tick} for each in gone]
        )

    def _owner(self, kind: str, id: str) -> dict[str, Any]:
        return {
            "of_school": self._school,
            "of_kind": exact(kind, field="kind"),
            "of_id": exact(id, field="id"),
        }

    def _may_write(self) -> None:
        self._asking.check()
        if not self._write:
            raise StoreFailed("this transaction only reads")
