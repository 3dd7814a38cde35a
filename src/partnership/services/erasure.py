"""Erasing persons: gone from the records, the details of the journal and the outbox; what others need stays, unnamed.

An evening is not torn up because one family left: in what is kept of it a number drawn at random takes the place of the
person. Nobody keeps which number that was.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from urllib.parse import unquote

import attrs

from partnership.changes import Change
from partnership.ids import fresh_id
from partnership.people.consents import Consent
from partnership.people.households import Household
from partnership.people.portraits import FamilyPortrait
from partnership.people.preferences import ContactPreferences
from partnership.people.roster import RosterEntry
from partnership.ports import Message, Record, Transaction
from partnership.serial.persons import redacted, refs_of, renamed, texts_of
from partnership.serial.values import dump, load
from partnership.services.desk import Desk, every
from partnership.services.dossier_erasure import erase_from_dossier
from partnership.services.families import FAMILY, every_of, put_family
from partnership.services.holdings import EVENING, records_of, write_anew
from partnership.services.holds import refuse_held
from partnership.services.persons import alone_with, links_of, person_of, words_of
from partnership.services.post_erasure import about, erase_from_post
from partnership.services.roster import put_entry

__all__ = ["ERASED", "Erasure", "erase", "erase_in"]

ERASED = "[erased]"
"""What stands where a name or address stood in a text."""


@attrs.frozen(kw_only=True)
class Erasure:
    """What an erasure did, in numbers: it keeps nothing of what it erased.

    Attributes:
        persons: Whom it was about.
        records: How many records were deleted.
        rewritten: How many were written anew without them.
        emptied: How many journal rows lost their details, and messages their words.
        named_in_purpose: How many journal rows still have a name or address in their purpose. The chain covers a purpose,
            so that it cannot be erased; a purpose is to be written without a name.
    """

    persons: tuple[str, ...]
    records: int
    rewritten: int
    emptied: int
    named_in_purpose: int = 0


def erase(desk: Desk, person: str, *, by: str, why: str, ground: str, dry_run: bool = False) -> Erasure:
    """Erase a person; with a pupil go the guardians who are there for that pupil alone.

    Args:
        desk: Where.
        person: Who, as `pupil:p1`.
        by: Who erases.
        why: What for, without a name.
        ground: What entitles the school to it, such as `AVG art. 17`.
        dry_run: Count, and leave everything as it is.

    Raises:
        InvalidValue: No person is written so.
        OnHold: A legal hold is on one of them; nothing was done.
    """
    person_of(person)

    def work(transaction: Transaction) -> Erasure:
        persons = {person, *alone_with(transaction, [person])}
        done = erase_in(transaction, persons, desk=desk, by=by, why=why, ground=ground)
        if dry_run:
            raise _Counted(done)
        return done

    try:
        return desk.anew(work)
    except _Counted as counted:
        return counted.done


class _Counted(Exception):  # noqa: N818 - not a fault
    """Ends a dry run, and undoes what it did."""

    def __init__(self, done: Erasure) -> None:
        super().__init__()
        self.done = done


def erase_in(
    transaction: Transaction,
    persons: Iterable[str],
    *,
    desk: Desk,
    by: str,
    why: str,
    ground: str,
    keep: frozenset[str] = frozenset(),
) -> Erasure:
    """Erase persons in a transaction that is already open.

    Args:
        transaction: Where.
        persons: Everyone to erase at once.
        desk: Whose clock.
        by: Who erases.
        why: What for.
        ground: What entitles the school to it.
        keep: Kinds of record that stay, such as `pupil` and `enrolment` while their own term runs.

    Raises:
        OnHold: A legal hold is on one of them.
    """
    gone = frozenset(persons)
    refuse_held(transaction, gone)
    return _Eraser(transaction, gone, keep).run(desk, by=by, why=why, ground=ground)


class _Eraser:
    """One erasure."""

    def __init__(self, transaction: Transaction, gone: frozenset[str], keep: frozenset[str]) -> None:
        self._transaction = transaction
        self._gone = gone
        self._keep = keep
        self._words = frozenset(word for each in gone for word in words_of(transaction, each))
        self._stand_ins: dict[str, str] = {}
        self._touched: set[tuple[str, str]] = set()
        self._requests: set[tuple[str, str]] = set()
        self._records = self._rewritten = self._named = 0

    def run(self, desk: Desk, *, by: str, why: str, ground: str) -> Erasure:
        """Everything, and one line in the journal for each person."""
        self._of_families()
        self._of_evenings()
        self._of_dossiers()
        self._of_persons()
        emptied = self._transaction.sift(self._forget)
        done = Erasure(
            persons=tuple(sorted(self._gone)),
            records=self._records,
            rewritten=self._rewritten,
            emptied=emptied,
            named_in_purpose=self._named,
        )
        kept = {"kept": sorted(self._keep)} if self._keep else {}
        self._transaction.append(
            Change(
                what="person.erased",
                kind=person_of(person)[0],
                id=person_of(person)[1],
                at=desk.clock(),
                actor=by,
                purpose=why,
                ground=ground,
                details=kept,
            )
            for person in done.persons
        )
        return done

    # -- records --------------------------------------------------------------

    def _of_persons(self) -> None:
        for person in sorted(self._gone):
            record = self._transaction.get(*person_of(person))
            if record is not None:
                self._delete(record)
        for link in list(links_of(self._transaction, self._gone)):
            self._delete(link)
        for found in list(every(self._transaction, "guardianship")):
            self._without_words(found.record)

    def _of_families(self) -> None:
        for answer in list(every_of(self._transaction, Consent)):
            if refs_of(answer) & self._gone:
                self._delete_family(answer)
        for preferences in list(every_of(self._transaction, ContactPreferences)):
            if refs_of(preferences) & self._gone:
                self._delete_family(preferences)
        for home in list(every_of(self._transaction, Household)):
            if refs_of(home) & self._gone:
                self._leave_home(home)

    def _leave_home(self, home: Household) -> None:
        guardians = tuple(each for each in home.guardians if f"guardian:{each}" not in self._gone)
        pupils = tuple(each for each in home.pupils if f"pupil:{each}" not in self._gone)
        portrait = self._transaction.get("portrait", home.id)
        if guardians:
            put_family(self._transaction, attrs.evolve(home, guardians=guardians, pupils=pupils))
            self._rewritten += 1
            if portrait is not None:
                self._without_words(portrait)
            return
        self._delete_family(home)
        if portrait is not None:
            self._delete(portrait)

    def _without_words(self, record: Record) -> None:
        """Take a name out of what another family told, or out of the paper that proved another's authority."""
        body = redacted(dict(record.body), self._words, by=ERASED)
        if body == record.body:
            return
        if record.kind == "portrait":
            put_family(self._transaction, load(FamilyPortrait, body, source="portrait record"))
        else:
            put_entry(self._transaction, record, load(RosterEntry, body, source=f"{record.kind} record"))
        self._touched.add((record.kind, record.id))
        self._rewritten += 1

    def _of_evenings(self) -> None:
        for record, asked in list(records_of(self._transaction, "conference")):
            for request in (*asked.conference.requests, *asked.withdrawn):
                if self._is_theirs(asked.conference.parties, request):
                    self._requests.add((record.id, request.id))
        for kind in EVENING:
            for record, value in list(records_of(self._transaction, kind)):
                self._anew(record, value)
        for found in list(every(self._transaction, "taken")):
            party = unquote(found.record.id.split("/", 1)[1])
            if f"party:{party}" in self._stand_ins:
                self._delete(found.record)

    def _of_dossiers(self) -> None:
        where, gone, swap = self._transaction, self._gone, self._stand_in
        found = tuple(erase_from_dossier(where, gone, words=self._words, stand_in=swap, by=ERASED))
        for each in found:
            self._touched.add((each.record.kind, each.record.id))
            self._records += each.deleted
            self._rewritten += not each.deleted
        self._about = about(gone, (each.record for each in found if each.moved))
        self._records += erase_from_post(where, self._about)

    def _is_theirs(self, parties: Iterable[Any], request: Any) -> bool:  # noqa: ANN401 - a talk that is asked for
        party = next((each for each in parties if each.id == request.party), None)
        return bool((refs_of(request) | refs_of(party)) & self._gone)

    def _anew(self, record: Record, value: Any) -> None:  # noqa: ANN401 - any kind of record
        """Write a record of an evening without the person, where it speaks of them."""
        if record.kind == "conference":
            self._meet(value.conference.parties)
        theirs = (getattr(value, "conference", ""), getattr(value, "request", "")) in self._requests
        body = dump(renamed(value, self._stand_in))
        if record.kind == "plan" and any(conference == record.id for conference, _ in self._requests):
            body["left_over"] = [{**each, "reasons": [], "would_help": []} for each in body["left_over"]]
        if record.kind == "override" and theirs:
            body["why"] = ERASED
        body = redacted(body, self._words, by=ERASED)
        if theirs or body != dump(value):
            self._touched.add((record.kind, record.id))
        if body != dump(value):
            write_anew(self._transaction, record, body)
            self._rewritten += 1

    def _meet(self, parties: Iterable[Any]) -> None:
        """A party's id may be made of those of its guardians."""
        for party in parties:
            if refs_of(attrs.evolve(party, pupils=())) & self._gone:
                self._stand_ins.setdefault(f"party:{party.id}", f"erased-{fresh_id()}")

    def _stand_in(self, kind: str, id: str) -> str:
        ref = f"{kind}:{id}"
        if ref in self._gone:
            return self._stand_ins.setdefault(ref, f"erased-{fresh_id()}")
        return self._stand_ins.get(ref, id)

    def _delete(self, record: Record) -> None:
        if record.kind not in self._keep:
            self._transaction.delete(record.kind, record.id, expected=record.revision)
            self._records += 1
            self._touched.add((record.kind, record.id))

    def _delete_family(self, value: object) -> None:
        kind = FAMILY[type(value)]
        self._delete(cast("Record", self._transaction.get(kind.name, kind.id(value))))  # it was just read

    # -- the journal and the outbox -------------------------------------------

    def _forget(self, each: Change | Message) -> bool:
        if isinstance(each, Message):
            to_them = str(each.body.get("recipient")) in self._gone
            return to_them or self._about(each.key, each.body) or self._speaks(each.body)
        self._named += self._tells(each.purpose)
        mine = (each.kind, each.id) in self._touched or each.actor in self._gone
        asked = (each.id, str(each.details.get("request"))) in self._requests
        return mine or asked or self._speaks(each.details)

    def _speaks(self, data: Mapping[str, Any]) -> bool:
        texts = texts_of(data)
        return bool(texts & self._gone) or any(self._tells(text) for text in texts)

    def _tells(self, text: str) -> bool:
        return bool(redacted(text, self._words, by="") != text)
