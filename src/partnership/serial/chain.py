"""The journal as a chain: each row carries the hash of the one before, so that a row changed later shows.

The details of a row enter only by a salted digest. Erasing details and salt (a person has the right) leaves the chain
whole and the digest says nothing any more. Everything here is for any store; whoever checks need not believe the store.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Sequence

import attrs

from partnership.changes import Change
from partnership.ids import SchoolId
from partnership.ports import Head, Link, Store
from partnership.serial.moments import instant_at, microseconds
from partnership.serial.records import decode

__all__ = ["START", "Audit", "change_of", "erased", "link_from", "link_of", "link_text", "links_of", "verify"]

START = Head()
"""What comes before the first row."""

_PAGE = 1000


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hash(school: str, link: Link) -> str:
    covered = (
        school,
        link.seq,
        link.at,
        link.what,
        link.kind,
        link.id,
        link.actor,
        link.purpose,
        link.ground,
        link.digest,
        link.previous_hash,
    )
    return _sha(json.dumps(covered))


def link_of(change: Change, details: str, *, school: str, after: Head) -> Link:
    """The journal row of a change, linked to the one before.

    Args:
        change: What happened.
        details: Its details as text (`partnership.serial.records.change_details`).
        school: Where.
        after: The end of the journal until now.
    """
    salt = secrets.token_hex(16)
    link = Link(
        seq=after.seq + 1,
        at=microseconds(change.at),
        what=change.what,
        kind=change.kind,
        id=change.id,
        actor=change.actor,
        purpose=change.purpose,
        ground=change.ground,
        details=details,
        salt=salt,
        digest=_sha(salt + details),
        previous_hash=after.hash,
        hash="",
    )
    return attrs.evolve(link, hash=_hash(school, link))


def links_of(
    changes: Iterable[tuple[Change, str]], *, school: str, after: Head
) -> tuple[Sequence[Link], Head]:
    """The journal rows of changes with their details as text, and the end of the journal after them."""
    links: list[Link] = []
    for change, details in changes:
        links.append(link_of(change, details, school=school, after=after))
        after = Head(seq=links[-1].seq, hash=links[-1].hash)
    return links, after


def link_text(link: Link) -> str:
    """A row as text, for a database that keeps it in one column."""
    return json.dumps(attrs.asdict(link))


def link_from(text: str) -> Link:
    """The row of a text."""
    return Link(**json.loads(text))


def change_of(link: Link) -> Change:
    """The change a row tells of; without details once they were erased."""
    return Change(
        what=link.what,
        kind=link.kind,
        id=link.id,
        at=instant_at(link.at),
        actor=link.actor,
        purpose=link.purpose,
        ground=link.ground,
        details={} if link.details is None else decode(link.details),
    )


def erased(link: Link) -> Link:
    """The row without its details."""
    return attrs.evolve(link, details=None, salt=None)


@attrs.frozen(kw_only=True)
class Audit:
    """What a check of a school's journal found.

    Attributes:
        rows: How many rows were found whole, from the first on.
        erased: How many of them had their details erased.
        head: The end of what was found whole; keep it elsewhere, and a later check can be held to it.
        broken: The number of the first row that is not what was written, or is missing; None when all are whole.
        problem: What is wrong there, in words; empty when nothing is.
    """

    rows: int
    erased: int
    head: Head
    broken: int | None = None
    problem: str = ""


def verify(store: Store, school: SchoolId, *, known: Head = START) -> Audit:
    """Go through a school's journal from its first row, and find the first that is not what was written.

    Args:
        store: Where it is kept; it is asked for rows (`Store.chain`), never for a verdict.
        school: Whose journal.
        known: An end of this journal that was written down before, elsewhere; a journal that was cut off since, or
            written anew, no longer has it.
    """
    head, gone = START, 0
    while True:
        end, links = store.chain(school, after=head.seq, limit=_PAGE)
        for link in links:
            if problem := _problem(school, link, head, known):
                return Audit(rows=head.seq, erased=gone, head=head, broken=head.seq + 1, problem=problem)
            head = Head(seq=link.seq, hash=link.hash)
            gone += link.details is None
        if not links:
            problem = _cut_off(head, end, known)
            broken = head.seq + 1 if problem else None
            return Audit(rows=head.seq, erased=gone, head=head, broken=broken, problem=problem)


def _problem(school: str, link: Link, before: Head, known: Head) -> str:
    if link.seq != before.seq + 1:
        return "the row is missing"
    if link.previous_hash != before.hash:
        return "the row does not follow the one before"
    if link.hash != _hash(school, link):
        return "the row is not what was written"
    if (link.details is None) != (link.salt is None) or (
        link.details is not None and link.digest != _sha(f"{link.salt}{link.details}")
    ):
        return "the details are not what was written"
    if link.seq == known.seq and link.hash != known.hash:
        return "the row is not the one that was known before: the journal was written anew"
    return ""


def _cut_off(found: Head, end: Head, known: Head) -> str:
    """What is missing after the last row that was found; nothing, when the journal ends where it should."""
    if found.seq < known.seq:
        return f"the rows up to {known.seq}, known before, are missing"
    if found != end:
        return f"the journal ends at row {end.seq} by the store's own word, and the rows do not"
    return ""
