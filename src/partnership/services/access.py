"""Access: everything that is kept about one person, for that person, without a word about anybody else."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from partnership.changes import Change
from partnership.errors import NotFound
from partnership.people.consents import Consent
from partnership.people.households import Household
from partnership.people.portraits import FamilyPortrait
from partnership.people.preferences import ContactPreferences
from partnership.ports import Message, Record, Transaction
from partnership.serial.persons import SOMEBODY_ELSE, redacted, refs_of, renamed
from partnership.serial.values import dump
from partnership.services.desk import Desk, every
from partnership.services.dossier import DOSSIER, every_entry
from partnership.services.families import every_of
from partnership.services.holdings import EVENING, records_of
from partnership.services.holds import holds
from partnership.services.persons import PERSONS, links_of, person_of, words_of
from partnership.times import instant

__all__ = ["Access", "Section", "access"]


@attrs.frozen(kw_only=True)
class Section:
    """One kind of what is kept.

    Attributes:
        title: What it is, in words.
        purpose: What it is kept for.
        entries: Each record, as plain data.
    """

    title: str
    purpose: str
    entries: tuple[Mapping[str, Any], ...] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Access:
    """The answer to a request for access.

    Attributes:
        person: Who, as `guardian:g1`.
        school: Whose records.
        made: When it was put together.
        sections: What is kept, by kind; kinds of which there is nothing are left out.
    """

    person: str
    school: str
    made: datetime = attrs.field(converter=instant)
    sections: tuple[Section, ...] = attrs.field(repr=False)


def access(desk: Desk, person: str, *, by: str, why: str = "the person asked for access") -> Access:
    """Put together everything that is kept about a person; that it was handed out is in the journal.

    What a talk is about belongs to its party: a pupil reads of the talks they sit in, not of those their guardians
    hold, and what guardians are to a pupil is told to each of them, not to the pupil.

    Args:
        desk: Where.
        person: Who, as `guardian:g1`.
        by: Who hands it out.
        why: What for, without a name.

    Raises:
        InvalidValue: No person is written so.
        NotFound: Nothing at all is kept about them.
    """
    kind, id = person_of(person)

    def work(transaction: Transaction) -> Access:
        sections = tuple(each for each in _sections(transaction, person) if each.entries)
        if not sections:
            raise NotFound(kind, id)
        at = desk.clock()
        change = Change(
            what="person.access_given",
            kind=kind,
            id=id,
            at=at,
            actor=by,
            purpose=why,
            ground="the right of access",
            details={"sections": len(sections)},
        )
        transaction.append([change])
        return Access(person=person, school=desk.school, made=at, sections=sections)

    return desk.anew(work)


def _sections(transaction: Transaction, person: str) -> Iterator[Section]:
    kind, id = person_of(person)
    record = transaction.get(kind, id)
    others = _words_of_others(transaction, person)

    def section(title: str, purpose: str, entries: Iterable[Mapping[str, Any]]) -> Section:
        clean = tuple(redacted(dict(each), others, by=SOMEBODY_ELSE) for each in entries)
        return Section(title=title, purpose=purpose, entries=clean)

    told = [] if record is None else [{"id": id, **_entry(record)}]
    # One's own name or number may also be another's, and is not taken out of one's own record.
    yield Section(title="Person", purpose="knowing who is at the school", entries=tuple(told))
    yield section(
        "Links", "knowing who cares for, teaches and is taught by whom", _links(transaction, person)
    )
    yield section("Told by the family", "contact as the family wants it", _families(transaction, person))
    yield section("Talks", "talks between home and school", _evenings(transaction, person))
    for name, purpose, entries in _dossiers(transaction, person):
        yield section(name, purpose, entries)
    changes, messages = _traces(transaction, person)
    yield section("Messages not yet sent", "telling of talks", messages)
    yield section("Journal", "accounting for what was done", changes)
    held = [dump(each) for each in holds(transaction) if each.person == person]
    yield section("Legal holds", "what the law forbids to erase", held)


def _words_of_others(transaction: Transaction, person: str) -> frozenset[str]:
    """The names and addresses of everybody but the person and the staff."""
    own = words_of(transaction, person)
    people = (
        f"{kind}:{found.record.id}"
        for kind in PERSONS
        if kind != "staff"
        for found in every(transaction, kind)
    )
    return frozenset(word for each in people if each != person for word in words_of(transaction, each)) - own


def _entry(record: Record) -> dict[str, Any]:
    """What is told in an entry of the roster, and beside it who told so."""
    kept = {name: each for name, each in record.body.items() if name != "fields"}
    return {**record.body["fields"], "kept_as": kept}


def _links(transaction: Transaction, person: str) -> Iterator[Mapping[str, Any]]:
    kind, _ = person_of(person)
    for link in links_of(transaction, [person]):
        if link.kind == "guardianship" and kind == "pupil":
            continue
        # Whom to ask first tells that there are others.
        told = {name: each for name, each in _entry(link).items() if name != "contact_order"}
        yield {"kind": link.kind, "id": link.id, **told}


def _families(transaction: Transaction, person: str) -> Iterator[Mapping[str, Any]]:
    kind, id = person_of(person)
    homes = [home for home in every_of(transaction, Household) if person in refs_of(home)]
    for home in homes:
        yield {"kind": "household", **dump(_own(home, person))}
    if kind == "guardian":
        for preferences in every_of(transaction, ContactPreferences, "guardian", id):
            yield {"kind": "preferences", **dump(preferences)}
        for home in homes:
            for portrait in every_of(transaction, FamilyPortrait, "household", home.id):
                yield {"kind": "portrait", **dump(portrait)}
    for answer in every_of(transaction, Consent):
        by = f"pupil:{answer.pupil}" if answer.by is None else f"guardian:{answer.by}"
        if by == person:
            yield {"kind": "consent", **dump(answer)}


def _evenings(transaction: Transaction, person: str) -> Iterator[Mapping[str, Any]]:
    """What of each evening is the person's: their presence, and what speaks of a talk of theirs."""
    theirs: set[tuple[str, str]] = set()
    for record, asked in records_of(transaction, "conference"):
        conference = asked.conference
        present = (*conference.guardians, *conference.pupils, *conference.staff)
        for each in present:
            if person in refs_of(each):
                yield {"kind": "presence", "conference": record.id, **dump(each)}
        parties = {each.id: each for each in conference.parties}
        for request in (*conference.requests, *asked.withdrawn):
            if _holds(person, request, parties.get(request.party)):
                theirs.add((record.id, request.id))
                yield {"kind": "request", "conference": record.id, **dump(_own(request, person))}
    for kind in EVENING:
        for record, value in records_of(transaction, kind):
            about = (getattr(value, "conference", ""), getattr(value, "request", ""))
            if kind not in {"conference", "plan"} and (about in theirs or person in refs_of(value)):
                yield {"kind": kind, "id": record.id, **_told(record, dump(_own(value, person)))}


def _dossiers(
    transaction: Transaction, person: str
) -> Iterator[tuple[str, str, Iterable[Mapping[str, Any]]]]:
    """What of the dossier is the person's: their own, and where it is part of a pupil's file what speaks of them."""
    for kind in DOSSIER.values():
        theirs = (
            value
            for value in every_entry(transaction, kind.value)
            if person in kind.owners(value) or (kind.shared and person in refs_of(value))
        )
        entries = [{"kind": kind.name, **dump(_own(kind.seen(value, person), person))} for value in theirs]
        yield kind.name.replace("_", " ").capitalize(), kind.purpose, entries


def _holds(person: str, request: Any, party: Any) -> bool:  # noqa: ANN401 - a talk that is asked for, and its party
    """Whether a talk is somebody's: of the party, of the staff, or of a pupil who sits in."""
    kind, id = person_of(person)
    if kind == "pupil":
        return bool(request.pupil_attends) and id in request.pupils
    if kind == "staff":
        return id in (*request.staff, *request.optional_staff)
    return party is not None and id in party.guardians


def _told(record: Record, body: dict[str, Any]) -> dict[str, Any]:
    """Without what speaks of the talk of another family."""
    if record.kind == "swap":
        return {name: each for name, each in body.items() if name not in {"other", "passed"}}
    return body


def _own(value: Any, person: str) -> Any:  # noqa: ANN401 - any value
    """The value with nobody in it but the person, pupils of a guardian, and staff."""
    kind, _ = person_of(person)

    def swap(of: str, id: str) -> str:
        known = {"staff", "pupil"} if kind == "guardian" else {"staff"}
        return id if f"{of}:{id}" == person or of in known else SOMEBODY_ELSE

    return renamed(value, swap)


def _traces(transaction: Transaction, person: str) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """The person's lines in the journal, and the messages to them that wait."""
    changes: list[Mapping[str, Any]] = []
    messages: list[Mapping[str, Any]] = []

    def look(each: Change | Message) -> bool:
        if isinstance(each, Message):
            if each.body.get("recipient") == person:
                messages.append({"topic": each.topic, "due": each.due.isoformat(), **each.body})
        elif person in (each.actor, f"{each.kind}:{each.id}"):
            own = each.actor == person or each.actor.startswith(("staff:", "system:"))
            changes.append(
                {
                    "at": each.at.isoformat(),
                    "what": each.what,
                    "actor": each.actor if own else SOMEBODY_ELSE,
                    "purpose": each.purpose,
                    "ground": each.ground,
                    **({"details": dict(each.details)} if each.actor == person else {}),
                }
            )
        return False

    transaction.sift(look)
    return changes, messages
