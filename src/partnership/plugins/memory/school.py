"""What one school has in the memory store."""

from datetime import datetime
from typing import Self

import attrs

from partnership.ports import Claim, Head, Link, Message, Record
from partnership.serial.records import LONGEST_LEASE, decode

__all__ = ["Kept", "Queued", "School"]


@attrs.frozen(kw_only=True)
class Kept:
    """A record as it is kept: its body as text, so that nobody changes it from outside.

    Attributes:
        revision: From 1.
        text: The body, encoded.
        index: Its (name, value) rows.
        claims: The moments it holds.
    """

    revision: int
    text: str = attrs.field(repr=False)
    index: tuple[tuple[str, str], ...]
    claims: tuple[Claim, ...]

    def record(self, kind: str, id: str) -> Record:
        """The record to hand out, a new body each time."""
        return Record(kind=kind, id=id, revision=self.revision, body=decode(self.text))


@attrs.frozen(kw_only=True)
class Queued:
    """A message in the outbox.

    Attributes:
        message: What to tell.
        hidden: Not to be leased before this instant, once it was leased.
        done: Whether it is finished for good.
    """

    message: Message
    hidden: datetime | None = None
    done: bool = False

    def emptied(self) -> Self:
        """Done, without its words."""
        return attrs.evolve(self, done=True, message=attrs.evolve(self.message, body={}))

    def waiting(self, now: datetime) -> bool:
        """Whether a worker may take it now: it is due, and no lease hides it, or only one of a clock that was wrong."""
        leased = self.hidden is not None and now < self.hidden <= now + LONGEST_LEASE
        return not self.done and self.message.due <= now and not leased


@attrs.frozen
class School:
    """All that is kept for one school.

    Attributes:
        name: Which school.
        records: By (kind, id).
        holders: Who holds each claim, as (kind, id).
        journal: A row for each change, in the order they were committed.
        outbox: Messages by key, the finished ones too.
    """

    name: str
    records: dict[tuple[str, str], Kept] = attrs.field(factory=dict)
    holders: dict[Claim, tuple[str, str]] = attrs.field(factory=dict)
    journal: list[Link] = attrs.field(factory=list)
    outbox: dict[str, Queued] = attrs.field(factory=dict)

    @property
    def head(self) -> Head:
        """The end of the journal."""
        last = self.journal[-1:]
        return Head(seq=last[0].seq, hash=last[0].hash) if last else Head()

    def copy(self) -> Self:
        """One to work on; the values inside never change, so they are shared."""
        return type(self)(
            self.name, dict(self.records), dict(self.holders), list(self.journal), dict(self.outbox)
        )
