"""One piece of work at one school, as SQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, TypeVar

import attrs
from sqlalchemy import ClauseElement, Connection, Select
from sqlalchemy.exc import SQLAlchemyError

from partnership.changes import Change
from partnership.errors import Conflict, PartnershipError, StoreFailed, Taken
from partnership.plugins.sqlalchemy import statements as sql
from partnership.plugins.sqlalchemy.driver import asker
from partnership.plugins.sqlalchemy.faults import fault
from partnership.plugins.sqlalchemy.rows import change_of_row, message_of_row
from partnership.ports import Claim, Found, Head, Message, Record
from partnership.serial.chain import START, links_of
from partnership.serial.moments import microseconds
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

_T = TypeVar("_T")
_Rows = Sequence[Any]
_AS_IT_IS = nullcontext()
"""For a put that needs no care: without claims, its first statement alone can be refused; a new record is removed again."""

_PAGE = 1000


class SqlTransaction:
    """Reads and, when it may, writes one school; of no use once its block has ended.

    Once the database has failed it, it cannot be committed any more: a database may have undone a part by itself, and
    what came after would be half a piece of work.
    """

    def __init__(self, connection: Connection, school: str, *, write: bool) -> None:
        self._connection, self._ask = connection, asker(connection)
        self._dialect = connection.dialect.name
        self._school = school
        self._write = write
        self._ended: PartnershipError | None = None
        self._changes: list[tuple[Change, str]] = []
        self._messages: dict[str, dict[str, Any]] = {}
        self._replaced = self.forgot = False

    def get(self, kind: str, id: str) -> Record | None:
        """The record, or None; see `partnership.ports.Transaction.get`."""
        rows = self._rows(sql.GET, self._owner(kind, id))
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
        whose = {"school": self._school, "kind": kind, "id": id}
        with self._whole() if wanted and expected is not None else _AS_IT_IS:
            self._write_body(kind, id, text, expected)
            if wanted or expected is not None:
                self._take(kind, id, wanted, fresh=expected is None)
        if expected is not None:
            self._replaced = True
            self._changed(sql.UNINDEX, owner)
        self._insert(sql.INDEX, [whose | {"name": name, "value": value} for name, value in found_by])
        return (expected or 0) + 1

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """Remove a record; see `partnership.ports.Transaction.delete`."""
        self._may_write()
        if not self._changed(sql.DELETE, self._owner(kind, id) | {"expected": expected}):
            self._refuse(kind, id, expected)
        self._replaced = True

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
        return tuple(
            Found(value=value, record=Record(kind=kind, id=which, revision=revision, body=decode(body)))
            for value, which, revision, body in self._rows(query, wanted)
        )

    def append(self, changes: Iterable[Change] = (), messages: Iterable[Message] = ()) -> None:
        """Add to the journal and the outbox; see `partnership.ports.Transaction.append`."""
        self._may_write()
        told = [(change, change_details(change)) for change in changes]
        queued = [(message, message_body(message)) for message in messages]
        self._changes.extend(told)
        for message, body in queued:
            due = microseconds(message.due)
            self._messages.setdefault(
                message.key,
                {
                    "school": self._school,
                    "key": message.key,
                    "topic": message.topic,
                    "body": body,
                    "due": due,
                    "hidden": due,
                    "done": False,
                },
            )

    def finish(self) -> None:
        """Write what waits for the end: the journal and the outbox, last and in order, so that nobody waits long."""
        self._check()
        if self._changes:
            self._tell()
        self._insert(sql.QUEUE, [self._messages[key] for key in sorted(self._messages)])
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
                self._run(lambda: self._connection.execute(statement, emptied))  # noqa: B023 - called at once
                self._replaced = True
        self.forgot = self._replaced
        return len(rows) + len(keys)

    def _pages(self, statement: Select[Any], number: Callable[[Any], Any], after: object) -> Iterator[Any]:
        """Every row of this school, page by page."""
        while True:
            wanted = {"of_school": self._school, "after": after, "rows": _PAGE}
            page = self._fetch(statement, wanted)
            yield from page
            if len(page) < _PAGE:
                return
            after = number(page[-1])

    def end(self) -> None:
        """From now on it does nothing."""
        self._ended = StoreFailed("this transaction is over")

    def _tell(self) -> None:
        if not (head := self._head()):
            first = {"school": self._school, "seq": START.seq, "hash": START.hash}
            self._changed(sql.BEGIN_SCHOOL, first)
            head = self._head()
        links, last = links_of(
            self._changes, school=self._school, after=Head(seq=head[0][0], hash=head[0][1])
        )
        self._insert(sql.JOURNAL, [{"school": self._school, **attrs.asdict(link)} for link in links])
        self._changed(sql.ADVANCE, {"of_school": self._school, "last": last.seq, "head": last.hash})

    def _head(self) -> _Rows:
        return self._rows(sql.HEAD, {"of_school": self._school})

    def _write_body(self, kind: str, id: str, text: str, expected: int | None) -> None:
        if expected is None:
            row = {"school": self._school, "kind": kind, "id": id, "revision": 1, "body": text}
            changed = self._changed(sql.CREATE, row)
        else:
            step = {"expected": expected, "next": expected + 1, "text": text}
            changed = self._changed(sql.UPDATE, self._owner(kind, id) | step)
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
        held = () if fresh else self._rows(sql.CLAIMS, self._owner(kind, id))
        before = {Claim(resource, tick) for resource, tick in held}
        new = [each for each in wanted if each not in before]
        rows = [
            {"school": self._school, "resource": each.resource, "tick": each.tick, "kind": kind, "id": id}
            for each in new
        ]
        if self._insert(sql.CLAIM, rows) < len(rows):
            mine = {Claim(*row) for row in self._rows(sql.CLAIMS, self._owner(kind, id))}
            if fresh:
                self._changed(sql.DELETE, self._owner(kind, id) | {"expected": 1})
            raise Taken((each.resource, each.tick) for each in new if each not in mine)
        gone = sorted(before.difference(wanted))
        owned = {"of_school": self._school}
        self._each(sql.FREE, [owned | {"of_resource": each.resource, "of_tick": each.tick} for each in gone])

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Undo a part that was refused, so that the block may go on without it."""
        self._say("SAVEPOINT part")
        try:
            yield
        except (Conflict, Taken):
            self._say("ROLLBACK TO SAVEPOINT part")
            raise
        self._say("RELEASE SAVEPOINT part")

    def _owner(self, kind: str, id: str) -> dict[str, Any]:
        return {
            "of_school": self._school,
            "of_kind": exact(kind, field="kind"),
            "of_id": exact(id, field="id"),
        }

    def _may_write(self) -> None:
        self._check()
        if not self._write:
            raise StoreFailed("this transaction only reads")

    def _check(self) -> None:
        if self._ended is not None:
            raise self._ended

    def _rows(self, statement: ClauseElement, values: Mapping[str, Any]) -> _Rows:
        words = sql.words(statement, self._dialect)
        return self._run(lambda: self._ask(words, values).fetchall())

    def _fetch(self, query: Select[Any], values: Mapping[str, Any]) -> _Rows:
        return self._run(lambda: self._connection.execute(query, values).all())

    def _changed(
        self, statement: ClauseElement, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
    ) -> int:
        return self._run(lambda: int(self._ask(sql.words(statement, self._dialect), values).rowcount))

    def _insert(self, statement: ClauseElement, rows: Sequence[Mapping[str, Any]]) -> int:
        """Add rows in their order and count those that are new; a server is told all of them in one statement."""
        if not rows:
            return 0
        if self._dialect == "sqlite":
            return self._changed(statement, rows)
        arrays = {name: [row[name] for row in rows] for name in rows[0]}
        words = sql.as_arrays(statement)
        return self._run(lambda: self._connection.exec_driver_sql(words, arrays).rowcount)

    def _each(self, statement: ClauseElement, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._changed(statement, rows)

    def _say(self, words: str) -> None:
        self._run(lambda: self._ask(words, {}))

    def _run(self, ask: Callable[[], _T]) -> _T:
        self._check()
        try:
            return ask()
        except SQLAlchemyError as error:
            self._ended = fault(error)
            raise self._ended from None
