"""Who has rights over a pupil's education records, by FERPA (34 CFR part 99).

The default is the opposite of the Dutch one: both parents have full rights, whoever has custody, until a document
specifically revokes them.
"""

from partnership.people.guardianship import Relation
from partnership.people.standing import Decision, Question, Verdict

__all__ = ["Ferpa"]

_ELIGIBLE = 18
_PARENTS = {Relation.PARENT, Relation.GUARDIAN, Relation.FOSTER_PARENT}


class Ferpa:
    """FERPA, as decisions."""

    def decide(self, question: Question) -> Decision:
        """Allow, deny or ask a person, with the rule and the ground."""
        decisions = (rule(question) for rule in (_no_parent, _revoked, _eligible_student))
        return next((each for each in decisions if each is not None), _parent(question))


def _no_parent(question: Question) -> Decision | None:
    if question.link is None or question.on not in question.link.valid:
        return _decision(question, Verdict.DENY, "no-parent", "99.3", "is no parent of this pupil")
    if question.guardian.deceased:
        return _decision(question, Verdict.DENY, "deceased", "99.3", "the parent has died")
    return None


def _revoked(question: Question) -> Decision | None:
    """A document revokes rights while it holds; when it has run out a person looks before anything opens again."""
    orders = question.link.restricted(question.on) if question.link else ()
    if any(question.on in each.valid for each in orders):
        return _decision(question, Verdict.DENY, "revoked", "99.4", "a document revokes these rights")
    if orders:
        why = "a document revoked these rights and has run out; somebody must look"
        return _decision(question, Verdict.ASK, "revocation-ran-out", "99.4", why)
    return None


def _eligible_student(question: Question) -> Decision | None:
    age = question.pupil.age(question.on)
    if age is None:
        why = "the pupil's age is not known, and at 18 the rights are the pupil's"
        return _decision(question, Verdict.ASK, "age-unknown", "99.5", why)
    if age < _ELIGIBLE:
        return None
    verdict = Verdict.ALLOW if question.pupil_permits else Verdict.DENY
    why = "at 18 the rights are the pupil's, who " + (
        "agreed" if question.pupil_permits else "has not agreed"
    )
    return _decision(question, verdict, "eligible-student", "99.5", why)


def _parent(question: Question) -> Decision:
    if question.link is not None and question.link.relation in _PARENTS:
        return _decision(question, Verdict.ALLOW, "full-rights", "99.4", "either parent has full rights")
    why = "somebody must say whether this person acts as a parent"
    return _decision(question, Verdict.ASK, "acts-as-parent", "99.3", why)


def _decision(question: Question, verdict: Verdict, rule: str, section: str, why: str) -> Decision:
    evidence = question.link.evidence.reference if question.link and question.link.evidence else None
    ground = f"34 CFR {section}"
    return Decision(
        verdict=verdict, rule=f"ferpa.{rule}", ground=ground, why=why, on=question.on, evidence=evidence
    )
