"""Views: every record as one viewer may see it, with the decision that let them, or did not.

A view is a value of the same kind with only what may be seen, or nothing. What is not allowed is not shown: a denial and
a doubt look the same from outside, for the difference would already tell something.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

import attrs

from partnership.changes import Change
from partnership.conferences.booking import Booking
from partnership.ids import ClassId, GuardianId, HouseholdId, PupilId, StaffId
from partnership.people.classes import Enrolment, SchoolClass, Teaching
from partnership.people.consents import Consent
from partnership.people.disclosure import Aspect, Inquiry, Role, Viewer, by_the_house, no_law
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Guardianship
from partnership.people.households import Household
from partnership.people.portraits import FamilyPortrait
from partnership.people.preferences import ContactPreferences
from partnership.people.pupils import Pupil
from partnership.people.staff import StaffMember
from partnership.people.standing import Decision, Verdict, strictest
from partnership.ports import Jurisdiction, Message, Transaction
from partnership.serial.values import load
from partnership.services.circle import Circle
from partnership.services.dossier import DOSSIER, entry_or_none
from partnership.services.families import family_record
from partnership.services.people import known
from partnership.services.talk_records import pupils_of_talk

__all__ = ["Seen", "Views"]

_Value_co = TypeVar("_Value_co", covariant=True)
_Value = TypeVar("_Value")


@attrs.frozen(kw_only=True)
class Seen(Generic[_Value_co]):
    """What a viewer sees of one record.

    Attributes:
        value: The record with only what may be seen; None when there is nothing to see, or nothing there.
        decision: Which rule decided so.
    """

    value: _Value_co | None = attrs.field(repr=False)
    decision: Decision


class Views:
    """Everything one viewer may see of a school's records, on one day.

    Args:
        transaction: Where the records are.
        viewer: Who looks.
        on: The day.
        jurisdiction: Whose law votes; with None only the office sees anything.
        voters: Votes of plug-ins, which can only narrow.
    """

    def __init__(
        self,
        transaction: Transaction,
        viewer: Viewer,
        *,
        on: date,
        jurisdiction: Jurisdiction | None,
        voters: Iterable[Callable[[Inquiry], Decision]] = (),
    ) -> None:
        self._transaction = transaction
        self._viewer = viewer
        self._on = on
        self._law = no_law if jurisdiction is None else jurisdiction.may_disclose
        self._plugins = tuple(voters)
        self._circle = Circle(transaction, viewer, on)

    def decide(self, aspect: Aspect, owners: Iterable[str], pupils: Iterable[str] = ()) -> Decision:
        """Whether this viewer may see an aspect that is somebody's and is about some pupils; the strictest of all votes.

        What proved it is told to the office alone.

        Args:
            aspect: What is looked at.
            owners: Whose it is, as `guardian:petra`.
            pupils: Whom it is about.
        """
        about = tuple(pupils)
        questions = [self._circle.standing(pupil) for pupil in about] or [None]
        inquiries = [
            Inquiry(
                viewer=self._viewer,
                aspect=aspect,
                owners=frozenset(owners),
                on=self._on,
                standing=question,
                pupil=self._circle.pupil,
                teaches=any(pupil in self._circle.taught for pupil in about),
            )
            for question in questions
        ]
        # Of two that allow, the one that had something to weigh is named.
        weighed = questions != [None]
        first = (self._law, by_the_house) if weighed else (by_the_house, self._law)
        decided = strictest(inquiries[0], [_each(vote, inquiries) for vote in (*first, *self._plugins)])
        # A paper that proved something about one parent may well name the other.
        return decided if self._viewer.role is Role.OFFICE else attrs.evolve(decided, evidence=None)

    # -- people ---------------------------------------------------------------

    def pupil(self, id: PupilId) -> Seen[Pupil]:
        """A pupil, whole or not at all."""
        decision = self.decide(Aspect.FILE, {f"pupil:{id}"}, [id])
        return _seen(decision, lambda: known(self._transaction, Pupil, id))

    def guardian(self, id: GuardianId) -> Seen[Guardian]:
        """A guardian: to themselves and the office whole, to staff without what is secret, to nobody else."""
        decision = self.decide(Aspect.CONTACT, {f"guardian:{id}"}, self._taught_of(id))
        found = _seen(decision, lambda: known(self._transaction, Guardian, id))
        if found.value is None or self._viewer.role is not Role.STAFF:
            return found
        open_details = tuple(each for each in found.value.details if not each.secret)
        return attrs.evolve(found, value=attrs.evolve(found.value, details=open_details))

    def staff(self, id: StaffId) -> Seen[StaffMember]:
        """A member of staff: to everyone the name and roles, to themselves and the office how to reach them."""
        named = self.decide(Aspect.NAME, {f"staff:{id}"})
        found = _seen(named, lambda: known(self._transaction, StaffMember, id))
        reached = self.decide(Aspect.CONTACT, {f"staff:{id}"})
        if found.value is None or reached.verdict is Verdict.ALLOW:
            return found
        return attrs.evolve(found, value=attrs.evolve(found.value, details=()))

    def guardianship(self, pupil: PupilId, guardian: GuardianId) -> Seen[Guardianship]:
        """What a guardian is to a pupil. Its evidence is for the office; whom to ask first tells that there are others."""
        decision = self.decide(Aspect.CARE, {f"guardian:{guardian}", f"pupil:{pupil}"}, self._taught([pupil]))
        found = _seen(decision, lambda: known(self._transaction, Guardianship, f"{pupil}/{guardian}"))
        if found.value is None or self._viewer.role is Role.OFFICE:
            return found
        orders = tuple(attrs.evolve(each, evidence=None, lifted=None) for each in found.value.restrictions)
        link = attrs.evolve(found.value, evidence=None, restrictions=orders)
        if self._viewer.role is not Role.STAFF:
            link = attrs.evolve(link, contact_order=None)
        if self._viewer.role is Role.PUPIL:
            link = attrs.evolve(link, receives_post=None, restrictions=())
        return attrs.evolve(found, value=link)

    # -- classes --------------------------------------------------------------

    def school_class(self, id: ClassId) -> Seen[SchoolClass]:
        """A class, to its staff and to those who may see one of its pupils."""
        return _seen(self._in_class(id), lambda: known(self._transaction, SchoolClass, id))

    def teaching(self, staff: StaffId, class_id: ClassId) -> Seen[Teaching]:
        """Who teaches a class, to whoever may see the class."""
        return _seen(
            self._in_class(class_id), lambda: known(self._transaction, Teaching, f"{staff}/{class_id}")
        )

    def enrolment(self, pupil: PupilId, class_id: ClassId) -> Seen[Enrolment]:
        """That a pupil is in a class, to whoever may see the pupil."""
        decision = self.decide(Aspect.FILE, {f"pupil:{pupil}"}, [pupil])
        return _seen(decision, lambda: known(self._transaction, Enrolment, f"{pupil}/{class_id}"))

    # -- what families told ---------------------------------------------------

    def household(self, id: HouseholdId) -> Seen[Household]:
        """Who lives together: to those of them of whom it is, with only the others they may see."""
        home = family_record(self._transaction, Household, id)
        decision = self.decide(Aspect.HOME, _owners_of(home), self._taught(_pupils_of(home)))
        if home is None or decision.verdict is not Verdict.ALLOW or self._viewer.role is Role.OFFICE:
            return _seen(decision, lambda: home)
        pupils = tuple(each for each in home.pupils if self.pupil(each).value is not None)
        guardians = home.guardians
        if self._viewer.role is Role.GUARDIAN:
            guardians = tuple(each for each in guardians if each == self._viewer.id)
        return Seen(value=attrs.evolve(home, guardians=guardians, pupils=pupils), decision=decision)

    def portrait(self, household: HouseholdId) -> Seen[FamilyPortrait]:
        """What a family told of home: to the family whole, to the school what was shared and is still so."""
        home = family_record(self._transaction, Household, household)
        decision = self.decide(Aspect.HOME, _owners_of(home), self._taught(_pupils_of(home)))
        found = _seen(decision, lambda: family_record(self._transaction, FamilyPortrait, household))
        if found.value is None or self._viewer.ref in _owners_of(home):
            return found
        return attrs.evolve(found, value=attrs.evolve(found.value, entries=found.value.visible(self._on)))

    def preferences(self, guardian: GuardianId) -> Seen[ContactPreferences]:
        """How a guardian wants to be addressed."""
        decision = self.decide(Aspect.CONTACT, {f"guardian:{guardian}"}, self._taught_of(guardian))
        return _seen(decision, lambda: family_record(self._transaction, ContactPreferences, guardian))

    def consent(self, id: str) -> Seen[Consent]:
        """One answer, to who gave it; to staff without its proof. Another guardian's answer is not shown."""
        answer = family_record(self._transaction, Consent, id)
        owners, pupils = frozenset[str](), frozenset[str]()
        if answer is not None:
            by = f"pupil:{answer.pupil}" if answer.by is None else f"guardian:{answer.by}"
            owners, pupils = frozenset({by}), self._taught([answer.pupil])
        found = _seen(self.decide(Aspect.CONSENT, owners, pupils), lambda: answer)
        if found.value is None or self._viewer.role is not Role.STAFF:
            return found
        return attrs.evolve(found, value=attrs.evolve(found.value, proof=""))

    # -- talks, and the traces of everything ----------------------------------

    def talk(self, id: str) -> Seen[Booking]:
        """A talk, to its party, to its staff and to a pupil who sits in; to another guardian of the pupil it is nowhere."""
        record = self._transaction.get("talk", id)
        booking = None if record is None else load(Booking, record.body, source="talk record")
        owners, pupils = frozenset[str](), frozenset[str]()
        if booking is not None:
            owners = frozenset((*booking.people, *(f"pupil:{each}" for each in booking.pupils)))
            pupils = pupils_of_talk(self._transaction, booking)
        if self._viewer.role is Role.STAFF:
            pupils = frozenset()
        found = _seen(self.decide(Aspect.TALK, owners, pupils), lambda: booking)
        if found.value is None or self._viewer.role is not Role.GUARDIAN:
            return found
        return attrs.evolve(found, value=attrs.evolve(found.value, seat=None))

    def entry(self, kind: type[Any], id: str) -> Seen[Any]:
        """An entry of a dossier, as its kind lets this viewer see it (as in every room); to the office whole, if not private."""
        found = entry_or_none(self._transaction, kind, id)
        of = DOSSIER[kind]
        if found is not None and of.private and self._viewer.ref not in of.owners(found[0]):
            found = None
        owners, pupils = frozenset[str](), frozenset[str]()
        if found is not None:
            owners = of.owners(found[0]) | (of.pupils(found[0]) if of.shared else owners)
            pupils = frozenset(each.removeprefix("pupil:") for each in of.pupils(found[0]))
        decision = self.decide(of.aspect, owners, pupils if of.shared else self._taught(pupils))
        seen = _seen(decision, lambda: None if found is None else found[0])
        if seen.value is None or self._viewer.role is Role.OFFICE:
            return seen
        return attrs.evolve(seen, value=of.seen(seen.value, self._viewer.ref))

    def journal(self, changes: Iterable[Change]) -> Sequence[Change]:
        """Of these changes, those the viewer made; the office sees all."""
        return [each for each in changes if self.decide(Aspect.TRACE, {each.actor}).verdict is Verdict.ALLOW]

    def messages(self, queued: Iterable[Message]) -> Sequence[Message]:
        """Of these messages, those that are to the viewer, without a key that counts everybody's steps; the office sees all."""
        whole = self._viewer.role is Role.OFFICE
        return [
            each if whole else attrs.evolve(each, key=each.topic)
            for each in queued
            if self.decide(Aspect.TRACE, {str(each.body.get("recipient"))}).verdict is Verdict.ALLOW
        ]

    def _in_class(self, id: ClassId) -> Decision:
        if self._viewer.role in {Role.OFFICE, Role.STAFF}:
            return self.decide(Aspect.NAME, {self._viewer.ref})
        mine = {str(self._viewer.id)}
        pupils = self._circle.pupils_of(str(self._viewer.id)) if self._viewer.role is Role.GUARDIAN else mine
        there = sorted(each for each in pupils if id in self._circle.classes_of([each]))
        votes = [self.decide(Aspect.FILE, {f"pupil:{each}"}, [each]) for each in there]
        allowed = next((vote for vote in votes if vote.verdict is Verdict.ALLOW), None)
        return allowed or next(iter(votes), self.decide(Aspect.FILE, ()))

    def _taught(self, pupils: Iterable[str]) -> frozenset[str]:
        """Of these pupils, those the viewer teaches: for what is not the pupils' own, and so not for their guardians."""
        return frozenset(pupils) & self._circle.taught

    def _taught_of(self, guardian: GuardianId) -> frozenset[str]:
        return self._taught(self._circle.pupils_of(guardian)) if self._circle.taught else frozenset()


def _each(vote: Callable[[Inquiry], Decision], inquiries: Sequence[Inquiry]) -> Callable[[Inquiry], Decision]:
    """One voter's strictest vote over what is asked about several pupils."""

    def voted(_: Inquiry) -> Decision:
        return min(
            (strictest(inquiry, [vote]) for inquiry in inquiries),
            key=lambda decision: [Verdict.DENY, Verdict.ASK, Verdict.ALLOW].index(decision.verdict),
        )

    return voted


def _seen(decision: Decision, read: Callable[[], _Value | None]) -> Seen[_Value]:
    return Seen(value=read() if decision.verdict is Verdict.ALLOW else None, decision=decision)


def _owners_of(home: Household | None) -> frozenset[str]:
    if home is None:
        return frozenset()
    return frozenset(
        (*(f"guardian:{each}" for each in home.guardians), *(f"pupil:{each}" for each in home.pupils))
    )


def _pupils_of(home: Household | None) -> tuple[PupilId, ...]:
    return () if home is None else home.pupils
