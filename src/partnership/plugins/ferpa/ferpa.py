"""FERPA (34 CFR part 99) as one decision per question.

Its default is the opposite of the Dutch one: a parent has access whatever is known of custody, unless a document
specifically revokes it. At 18 the rights pass to the pupil.
"""

from collections.abc import Callable, Iterator

import attrs

from partnership.people.disclosure import Inquiry, Role
from partnership.people.guardianship import Authority, Guardianship, Relation, Restriction, RestrictionKind
from partnership.people.retention import Retention
from partnership.people.standing import Decision, Matter, Question, Verdict

__all__ = ["Ferpa"]

_ELIGIBLE = 18
_PARENTS = frozenset({Relation.PARENT, Relation.GUARDIAN})


@attrs.frozen
class Ferpa:
    """Each parent has access unless a court order, statute or binding document specifically revokes it."""

    def decide(self, question: Question) -> Decision:
        """Allow, deny or ask a person, with the rule and the section."""
        link = question.held_link
        if link is None:
            return _answer(
                question, Verdict.DENY, "no-link", "34 CFR 99.30", "there is no link that holds on this day"
            )
        decided = next(each for rule in _RULES for each in rule(question, link))
        if decided.verdict is Verdict.ALLOW:
            return next((each for doubt in _DOUBTS for each in doubt(question, link)), decided)
        return decided

    def may_disclose(self, inquiry: Inquiry) -> Decision:
        """A pupil inspects their own records from 18; a parent sees of a pupil what they have standing for."""
        if inquiry.viewer.role is Role.PUPIL:
            return _pupil_looks(inquiry)
        if inquiry.standing is not None:
            return self.decide(inquiry.standing)
        why = "school officials have a legitimate educational interest, and nobody is denied their own"
        return _seen(inquiry, Verdict.ALLOW, "nothing-against", "34 CFR 99.31(a)(1)", why)

    def retention(self) -> tuple[Retention, ...]:
        """None: FERPA sets no term; state law and the school's own policy do."""
        return ()


def _pupil_looks(inquiry: Inquiry) -> Decision:
    age = None if inquiry.pupil is None else inquiry.pupil.age(inquiry.on)
    if age is None:
        why = "the birth date is not known, so neither is whose the rights are"
        return _seen(inquiry, Verdict.ASK, "age-unknown", "34 CFR 99.3", why)
    if age < _ELIGIBLE:
        why = "until 18 the rights are the parents'"
        return _seen(inquiry, Verdict.DENY, "pupil-under-18", "34 CFR 99.4", why)
    return _seen(
        inquiry, Verdict.ALLOW, "eligible-student", "34 CFR 99.5, 99.10", "from 18 the rights are the pupil's"
    )


def _seen(inquiry: Inquiry, verdict: Verdict, rule: str, ground: str, why: str) -> Decision:
    return Decision(verdict=verdict, rule=f"ferpa.{rule}", ground=ground, why=why, on=inquiry.on)


def _answer(
    question: Question,
    verdict: Verdict,
    rule: str,
    ground: str,
    why: str,
    *,
    order: Restriction | None = None,
) -> Decision:
    link = question.link
    evidence = order.evidence if order is not None else link.evidence if link is not None else None
    return Decision(
        verdict=verdict,
        rule=f"ferpa.{rule}",
        ground=ground,
        why=why,
        on=question.on,
        evidence=evidence.reference if evidence is not None else None,
    )


# -- rules: the first that decides ------------------------------------------------


def _deceased(question: Question, _: Guardianship) -> Iterator[Decision]:
    if question.guardian.has_died(question.on):
        yield _answer(
            question, Verdict.DENY, "deceased", "34 CFR 99.3", "this guardian is known to have died"
        )


def _revoked(question: Question, link: Guardianship) -> Iterator[Decision]:
    """An order with a document denies what it speaks of."""
    for order in link.restricted(question.on):
        speaks = order.kind is RestrictionKind.INFORMATION or question.matter is Matter.INVITE
        if question.on in order.valid and order.evidence is not None and speaks:
            why = f"a document revokes this: {order.kind}"
            yield _answer(question, Verdict.DENY, "revoked", "34 CFR 99.4", why, order=order)


def _eligible(question: Question, _: Guardianship) -> Iterator[Decision]:
    age = question.pupil.age(question.on)
    if age is not None and age >= _ELIGIBLE:
        if question.matter is not Matter.CONSENT and question.pupil_permits:
            why = "the pupil is 18 and permits it"
            yield _answer(question, Verdict.ALLOW, "pupil-permits", "34 CFR 99.30", why)
        else:
            yield _answer(
                question, Verdict.DENY, "pupil-decides", "34 CFR 99.5", "at 18 the rights are the pupil's"
            )


def _parent(question: Question, link: Guardianship) -> Iterator[Decision]:
    if link.relation in _PARENTS or link.authority_on(question.on) is Authority.YES:
        why = "each parent has the rights of a parent; no document revokes them"
        yield _answer(question, Verdict.ALLOW, "parent", "34 CFR 99.4", why)
    else:
        why = "somebody must say whether this person acts as a parent in a parent's absence"
        yield _answer(question, Verdict.ASK, "acting-as-parent", "34 CFR 99.3", why)


# -- doubts: what turns an allowance into a question ------------------------------


def _order_to_read(question: Question, link: Guardianship) -> Iterator[Decision]:
    """An order that ran out, that nobody has seen on paper, or that speaks of contact and not of records."""
    for order in link.restricted(question.on):
        why = "there is an order that may revoke this; somebody must read what it says today"
        yield _answer(question, Verdict.ASK, "order-to-read", "34 CFR 99.4", why, order=order)


def _age_unknown(question: Question, _: Guardianship) -> Iterator[Decision]:
    if question.pupil.birth_date is None:
        why = "the birth date is not known, so neither is whose the rights are"
        yield _answer(question, Verdict.ASK, "age-unknown", "34 CFR 99.5", why)


_Rule = Callable[[Question, Guardianship], Iterator[Decision]]
_RULES: tuple[_Rule, ...] = (_deceased, _revoked, _eligible, _parent)
_DOUBTS: tuple[_Rule, ...] = (_order_to_read, _age_unknown)
