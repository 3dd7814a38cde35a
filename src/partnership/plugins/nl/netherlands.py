"""Dutch law as one decision per question: Civil Code Book 1 (BW), GDPR (AVG) and its Dutch act (UAVG).

Each rule either decides or has nothing to say; the first that decides does. What would be allowed is still put to a
person when a fact is missing or a court order has run out, so that no silence ever widens who is told.
"""

from collections.abc import Callable, Iterator

import attrs

from partnership.people.disclosure import Inquiry, Role
from partnership.people.guardianship import Authority, Guardianship, Relation
from partnership.people.retention import Category, Retention
from partnership.people.standing import Decision, Matter, Question, Verdict

__all__ = ["Netherlands"]

_DECIDES_ALONE = 16
_ADULT = 18


@attrs.frozen
class Netherlands:
    """Both parents with authority are told, invited and asked; from 16 the pupil consents, from 18 the pupil decides."""

    def decide(self, question: Question) -> Decision:
        """Allow, deny or ask a person, with the rule and the article."""
        link = question.held_link
        if link is None:
            return _answer(
                question, Verdict.DENY, "no-link", "AVG art. 6", "there is no link that holds on this day"
            )
        decided = next(each for rule in _RULES for each in rule(question, link))
        if decided.verdict is Verdict.ALLOW:
            return next((each for doubt in _DOUBTS for each in doubt(question, link)), decided)
        return decided

    def may_disclose(self, inquiry: Inquiry) -> Decision:
        """A pupil looks for themselves from 16; a guardian sees of a pupil what they have standing for."""
        if inquiry.viewer.role is Role.PUPIL:
            return _pupil_looks(inquiry)
        if inquiry.standing is not None:
            return self.decide(inquiry.standing)
        return _seen(
            inquiry, Verdict.ALLOW, "nothing-against", "AVG art. 6(1)(e)", "the law does not forbid it"
        )

    def retention(self) -> tuple[Retention, ...]:
        """The file two years, enrolment and absence five."""
        return _RETENTION


_GUIDANCE = "guidance on pupil files: poraad.nl (bewaartermijnen leerlingdossiers), aanpakibp.kennisnet.nl/bewaartermijnen"
_RETENTION = (
    Retention(category=Category.FILE, years=2, ground="AVG art. 5(1)(e)", source=_GUIDANCE),
    Retention(
        category=Category.ENROLMENT,
        years=5,
        ground="education acts on enrolment and absence",
        source=_GUIDANCE,
    ),
)


def _pupil_looks(inquiry: Inquiry) -> Decision:
    age = None if inquiry.pupil is None else inquiry.pupil.age(inquiry.on)
    if age is None:
        why = "the birth date is not known, so neither is who decides"
        return _seen(inquiry, Verdict.ASK, "age-unknown", "UAVG art. 5", why)
    if age < _DECIDES_ALONE:
        why = "until 16 the guardians exercise the rights of the pupil"
        return _seen(inquiry, Verdict.DENY, "pupil-under-16", "UAVG art. 5", why)
    return _seen(
        inquiry,
        Verdict.ALLOW,
        "pupil-from-16",
        "AVG art. 15, UAVG art. 5",
        "from 16 pupils look for themselves",
    )


def _seen(inquiry: Inquiry, verdict: Verdict, rule: str, ground: str, why: str) -> Decision:
    return Decision(verdict=verdict, rule=f"nl.{rule}", ground=ground, why=why, on=inquiry.on)


def _answer(question: Question, verdict: Verdict, rule: str, ground: str, why: str) -> Decision:
    link = question.link
    evidence = link.evidence if link is not None else None
    return Decision(
        verdict=verdict,
        rule=f"nl.{rule}",
        ground=ground,
        why=why,
        on=question.on,
        evidence=evidence.reference if evidence is not None else None,
    )


# -- rules: the first that decides ------------------------------------------------


def _deceased(question: Question, _: Guardianship) -> Iterator[Decision]:
    if question.guardian.has_died(question.on):
        yield _answer(
            question, Verdict.DENY, "deceased", "AVG art. 5(1)(d)", "this guardian is known to have died"
        )


def _restricted(question: Question, link: Guardianship) -> Iterator[Decision]:
    for order in link.restricted(question.on):
        if question.on in order.valid:
            reference = order.evidence.reference if order.evidence is not None else None
            why = f"an order forbids {order.kind}"
            found = _answer(question, Verdict.DENY, "restricted", "order of a court or authority", why)
            yield attrs.evolve(found, evidence=reference)


def _pupil_consents(question: Question, _: Guardianship) -> Iterator[Decision]:
    age = question.pupil.age(question.on)
    if question.matter is Matter.CONSENT and age is not None and age >= _DECIDES_ALONE:
        why = "from 16 the pupil gives or refuses consent"
        yield _answer(question, Verdict.DENY, "pupil-consents", "AVG art. 8, UAVG art. 5", why)


def _adult(question: Question, _: Guardianship) -> Iterator[Decision]:
    age = question.pupil.age(question.on)
    if age is not None and age >= _ADULT:
        if question.pupil_permits:
            why = "the pupil is of age and permits it"
            yield _answer(question, Verdict.ALLOW, "adult-permits", "BW 1:233, AVG art. 6(1)(a)", why)
        else:
            why = "the pupil is of age and has not permitted it"
            yield _answer(question, Verdict.DENY, "adult", "BW 1:233, AVG art. 6", why)


def _authority(question: Question, link: Guardianship) -> Iterator[Decision]:
    held = link.authority_on(question.on)
    if held is Authority.UNKNOWN:
        why = "nobody has recorded whether this guardian has authority over this pupil"
        yield _answer(question, Verdict.ASK, "authority-unknown", "BW 1:245", why)
    elif held is Authority.YES:
        if question.guardian.organisation is not None:
            why = "the organisation has guardianship over this pupil"
            yield _answer(question, Verdict.ALLOW, "institution", "BW 1:302", why)
        elif link.relation is Relation.PARENT:
            why = "each parent with authority is told, invited and asked, also after a divorce"
            yield _answer(question, Verdict.ALLOW, "joint-authority", "BW 1:251", why)
        else:
            yield _answer(question, Verdict.ALLOW, "authority", "BW 1:245", "this guardian has authority")


def _without_authority(question: Question, link: Guardianship) -> Iterator[Decision]:
    """What is left has no authority: a parent may ask about important facts, the others have no right of their own."""
    if question.matter is Matter.CONSENT:
        why = "only who has authority consents for a pupil under 16"
        yield _answer(question, Verdict.DENY, "no-authority", "BW 1:245, AVG art. 8", why)
    elif link.relation not in {Relation.PARENT, Relation.OTHER}:
        why = "without authority, and not a parent, there is no right to be told"
        yield _answer(question, Verdict.DENY, "not-a-parent", "BW 1:377c", why)
    elif not question.requested:
        why = "a parent without authority is told important facts when asking for them"
        yield _answer(question, Verdict.DENY, "on-request-only", "BW 1:377c", why)
    elif question.withheld is not None:
        why = "refused with reasons: the child's interest, or the other parent is not told this either"
        found = _answer(question, Verdict.DENY, "withheld", "BW 1:377c", why)
        yield attrs.evolve(found, evidence=question.withheld.reference)
    elif link.relation is Relation.PARENT and question.matter is Matter.IMPORTANT_FACTS:
        why = "a parent without authority asked about important facts"
        yield _answer(question, Verdict.ALLOW, "on-request", "BW 1:377c", why)
    else:
        why = "somebody must say what of this is an important fact, and whether a parent asks it"
        yield _answer(question, Verdict.ASK, "request-to-weigh", "BW 1:377c", why)


# -- doubts: what turns an allowance into a question ------------------------------


def _ran_out(question: Question, link: Guardianship) -> Iterator[Decision]:
    for order in link.restricted(question.on):
        reference = order.evidence.reference if order.evidence is not None else None
        why = f"the order on {order.kind} has run out and nobody has looked what follows it"
        found = _answer(question, Verdict.ASK, "order-ran-out", "order of a court or authority", why)
        yield attrs.evolve(found, evidence=reference)


def _age_unknown(question: Question, _: Guardianship) -> Iterator[Decision]:
    if question.pupil.birth_date is None:
        why = "the birth date is not known, so neither is who decides"
        yield _answer(question, Verdict.ASK, "age-unknown", "BW 1:233, UAVG art. 5", why)


def _reason_recorded(question: Question, _: Guardianship) -> Iterator[Decision]:
    if question.withheld is not None:
        why = "a reason not to tell was recorded; somebody must weigh it"
        found = _answer(question, Verdict.ASK, "reason-recorded", "BW 1:247", why)
        yield attrs.evolve(found, evidence=question.withheld.reference)


_Rule = Callable[[Question, Guardianship], Iterator[Decision]]
_RULES: tuple[_Rule, ...] = (_deceased, _restricted, _pupil_consents, _adult, _authority, _without_authority)
_DOUBTS: tuple[_Rule, ...] = (_ran_out, _age_unknown, _reason_recorded)
