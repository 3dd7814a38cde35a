"""Who is told, invited or asked, by the law of the Netherlands.

Each rule looks at a question and decides it or leaves it to the next. Sources: Burgerlijk Wetboek (BW) book 1, the
Algemene verordening gegevensbescherming and its Uitvoeringswet (AVG, UAVG).
"""

from collections.abc import Callable

from partnership.people.guardianship import Authority, Relation, RestrictionKind
from partnership.people.standing import Decision, Matter, Question, Verdict

__all__ = ["Netherlands"]

_MAJORITY, _OWN_CONSENT = 18, 16
_KEPT_BY = {
    RestrictionKind.INFORMATION: {Matter.PROGRESS, Matter.IMPORTANT_FACTS, Matter.INVITE},
    RestrictionKind.CONTACT: {Matter.INVITE},
}

_Rule = Callable[[Question], Decision | None]


class Netherlands:
    """The law of the Netherlands, as decisions.

    Args:
        primary: The school gives primary education, so a pupil whose birth date is not known is taken to be under 16.
    """

    def __init__(self, *, primary: bool = False) -> None:
        self._primary = primary
        self._rules: tuple[_Rule, ...] = (
            _no_link,
            _deceased,
            _link_ended,
            _restricted,
            self._age,
            _authority,
        )

    def decide(self, question: Question) -> Decision:
        """Allow, deny or ask a person, with the rule and the ground."""
        decisions = (rule(question) for rule in self._rules)
        return next((each for each in decisions if each is not None), _without_authority(question))

    def _age(self, question: Question) -> Decision | None:
        """From 18 the pupil decides on everything, from 16 on consent."""
        age = question.pupil.age(question.on)
        if age is None:
            if self._primary:
                return None
            return _decision(question, Verdict.ASK, "age-unknown", "BW 1:233", "the pupil's age is not known")
        if age >= _MAJORITY:
            if question.pupil_permits:
                return _decision(
                    question, Verdict.ALLOW, "adult-permits", "BW 1:233", "the pupil is 18 and agreed"
                )
            why = "the pupil is 18 and has not said that their guardians may be told"
            return _decision(question, Verdict.DENY, "adult-decides", "BW 1:233", why)
        if age >= _OWN_CONSENT and question.matter is Matter.CONSENT:
            why = "from 16 the pupil gives consent, not the guardians"
            return _decision(question, Verdict.DENY, "pupil-consents", "AVG 8, UAVG 5", why)
        return None


def _decision(question: Question, verdict: Verdict, rule: str, ground: str, why: str) -> Decision:
    evidence = question.link.evidence.reference if question.link and question.link.evidence else None
    return Decision(
        verdict=verdict, rule=f"nl.{rule}", ground=ground, why=why, on=question.on, evidence=evidence
    )


def _no_link(question: Question) -> Decision | None:
    if question.link is not None:
        return None
    return _decision(question, Verdict.DENY, "no-link", "AVG 6", "no guardianship of this pupil is recorded")


def _deceased(question: Question) -> Decision | None:
    if not question.guardian.deceased:
        return None
    return _decision(question, Verdict.DENY, "deceased", "BW 1:2", "the guardian has died")


def _link_ended(question: Question) -> Decision | None:
    if question.link is None or question.on in question.link.valid:
        return None
    return _decision(
        question, Verdict.DENY, "link-ended", "AVG 6", "the guardianship does not hold on this day"
    )


def _restricted(question: Question) -> Decision | None:
    """A court order binds while it holds; when it has run out a person looks before anything opens again."""
    orders = question.link.restricted(question.on) if question.link else ()
    bound = [each for each in orders if question.matter in _KEPT_BY[each.kind]]
    if any(question.on in each.valid for each in bound):
        return _decision(
            question, Verdict.DENY, "court-order", "BW 1:377a, 1:377c", "a court order forbids it"
        )
    if bound:
        why = "a court order has run out; somebody must see that it no longer holds"
        return _decision(question, Verdict.ASK, "court-order-ran-out", "BW 1:377a, 1:377c", why)
    if orders:
        why = "a court order holds about something else; somebody must decide"
        return _decision(question, Verdict.ASK, "court-order-beside", "BW 1:377a, 1:377c", why)
    return None


def _authority(question: Question) -> Decision | None:
    authority = question.link.authority if question.link else Authority.NO
    if authority is Authority.YES:
        why = "whoever has authority is informed, invited and asked, also after a divorce"
        return _decision(question, Verdict.ALLOW, "joint-authority", "BW 1:251", why)
    if authority is Authority.UNKNOWN:
        why = "it is not known whether this guardian has authority"
        return _decision(question, Verdict.ASK, "authority-unknown", "BW 1:244", why)
    return None


def _without_authority(question: Question) -> Decision:
    """A parent without authority is told important facts when they ask; others without authority are not."""
    relation = question.link.relation if question.link else Relation.OTHER
    if relation is not Relation.PARENT:
        why = "only a parent without authority has a right to be informed"
        return _decision(question, Verdict.DENY, "not-a-parent", "BW 1:377c", why)
    if question.matter is Matter.CONSENT:
        return _decision(
            question, Verdict.DENY, "no-authority", "BW 1:245", "consent belongs to those with authority"
        )
    if not question.requested:
        why = "a parent without authority is informed when they ask"
        return _decision(question, Verdict.DENY, "only-on-request", "BW 1:377c", why)
    if question.matter is Matter.IMPORTANT_FACTS:
        why = "a parent without authority who asks is told the important facts"
        return _decision(question, Verdict.ALLOW, "informed-on-request", "BW 1:377c", why)
    why = "more than important facts was asked; somebody must weigh the child's interest"
    return _decision(question, Verdict.ASK, "more-than-facts", "BW 1:377c", why)
