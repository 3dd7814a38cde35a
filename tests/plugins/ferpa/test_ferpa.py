"""FERPA's standing as tables of truth, its laws, and where it is the opposite of Dutch law."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import assume, given
from tests.people.families import FATHER, LINK, TODAY, about

from partnership.people.guardians import Guardian
from partnership.people.guardianship import (
    Authority,
    Evidence,
    Guardianship,
    Relation,
    Restriction,
    RestrictionKind,
)
from partnership.people.standing import Matter, Question, Verdict
from partnership.people.validity import Validity
from partnership.plugins.ferpa import partnership_jurisdictions
from partnership.plugins.ferpa.ferpa import Ferpa
from partnership.plugins.nl.netherlands import Netherlands
from partnership.ports import Jurisdiction
from partnership.testing.strategies.people import questions

TOMORROW = TODAY + timedelta(days=1)
ORDER = Evidence(reference="superior court 12", seen_on=date(2026, 3, 1))


def outcome(question: Question) -> tuple[Verdict, str, str]:
    """What was decided, by which rule, on what ground."""
    decision = Ferpa().decide(question)
    return decision.verdict, decision.rule, decision.ground


def test_it_is_offered_as_ferpa() -> None:
    """The plug-in offers one jurisdiction, which fills the port."""
    (offer,) = partnership_jurisdictions()
    law = offer.make()
    assert (offer.name, isinstance(law, Jurisdiction), law) == ("ferpa", True, Ferpa())


PARENT = (Verdict.ALLOW, "ferpa.parent", "34 CFR 99.4")
ACTING = (Verdict.ASK, "ferpa.acting-as-parent", "34 CFR 99.3")
NO_LINK = (Verdict.DENY, "ferpa.no-link", "34 CFR 99.30")
DECEASED = (Verdict.DENY, "ferpa.deceased", "34 CFR 99.3")


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize(
    ("link", "guardian", "expected"),
    [
        (LINK, FATHER, PARENT),
        (attrs.evolve(LINK, authority=Authority.UNKNOWN, evidence=None), FATHER, PARENT),
        (attrs.evolve(LINK, authority=Authority.NO), FATHER, PARENT),
        (attrs.evolve(LINK, authority=Authority.NO, relation=Relation.GUARDIAN), FATHER, PARENT),
        (attrs.evolve(LINK, relation=Relation.GRANDPARENT), FATHER, PARENT),
        (
            attrs.evolve(LINK, relation=Relation.GRANDPARENT, authority_valid=Validity(until=TODAY)),
            FATHER,
            ACTING,
        ),
        (attrs.evolve(LINK, relation=Relation.STEP_PARENT, authority=Authority.NO), FATHER, ACTING),
        (attrs.evolve(LINK, relation=Relation.OTHER), Guardian(id=FATHER.id, organisation="County"), PARENT),
        (None, FATHER, NO_LINK),
        (attrs.evolve(LINK, valid=Validity(until=TODAY)), FATHER, NO_LINK),
        (LINK, attrs.evolve(FATHER, deceased=True), DECEASED),
        (LINK, attrs.evolve(FATHER, deceased=True, deceased_on=TOMORROW), PARENT),
    ],
)
def test_a_parent_has_access_whatever_is_known_of_custody(
    matter: Matter, link: Guardianship | None, guardian: Guardian, expected: tuple[Verdict, str, str]
) -> None:
    """Under 18 a parent or legal guardian is told and asked; of others a person says whether they act as one."""
    assert outcome(about(matter, link, guardian=guardian)) == expected


READ = (Verdict.ASK, "ferpa.order-to-read", "34 CFR 99.4")
REVOKED = (Verdict.DENY, "ferpa.revoked", "34 CFR 99.4")


@pytest.mark.parametrize(
    ("kind", "valid", "evidence", "invite", "progress"),
    [
        (RestrictionKind.INFORMATION, Validity(), ORDER, REVOKED, REVOKED),
        (RestrictionKind.CONTACT, Validity(), ORDER, REVOKED, READ),
        (RestrictionKind.INFORMATION, Validity(), None, READ, READ),
        (RestrictionKind.INFORMATION, Validity(until=TODAY), ORDER, READ, READ),
        (RestrictionKind.INFORMATION, Validity(since=TOMORROW), ORDER, PARENT, PARENT),
    ],
)
def test_only_a_document_revokes(
    kind: RestrictionKind,
    valid: Validity,
    evidence: Evidence | None,
    invite: tuple[Verdict, str, str],
    progress: tuple[Verdict, str, str],
) -> None:
    """An order on paper denies what it speaks of; one nobody saw, or that ran out, must be read first."""
    link = attrs.evolve(LINK, restrictions=(Restriction(kind=kind, valid=valid, evidence=evidence),))
    assert outcome(about(Matter.INVITE, link)) == invite
    assert outcome(about(Matter.PROGRESS, link)) == progress
    told = Ferpa().decide(about(Matter.INVITE, link)).evidence
    reference = None if evidence is None else evidence.reference
    assert told == ("authority register" if invite == PARENT else reference)


def test_an_order_is_named_even_where_the_link_has_no_evidence() -> None:
    """A link without evidence gives a decision without evidence."""
    assert Ferpa().decide(about(Matter.PROGRESS, attrs.evolve(LINK, evidence=None))).evidence is None


@pytest.mark.parametrize(
    ("born", "on", "permits", "progress", "consent"),
    [
        (date(2008, 11, 25), TODAY, None, "ferpa.parent", "ferpa.parent"),
        (date(2008, 11, 24), TODAY, None, "ferpa.pupil-decides", "ferpa.pupil-decides"),
        (date(2008, 11, 24), TODAY, False, "ferpa.pupil-decides", "ferpa.pupil-decides"),
        (date(2008, 11, 24), TODAY, True, "ferpa.pupil-permits", "ferpa.pupil-decides"),
        (date(2008, 2, 29), date(2026, 2, 28), None, "ferpa.parent", "ferpa.parent"),
        (date(2008, 2, 29), date(2026, 3, 1), None, "ferpa.pupil-decides", "ferpa.pupil-decides"),
        (None, TODAY, True, "ferpa.age-unknown", "ferpa.age-unknown"),
    ],
)
def test_at_eighteen_the_rights_pass_to_the_pupil(
    born: date | None,
    on: date,
    permits: bool | None,  # noqa: FBT001 - a table
    progress: str,
    consent: str,
) -> None:
    """On the very birthday; permission opens what is told and leaves consent with the pupil."""
    rules = [
        outcome(about(each, born=born, on=on, permits=permits))[1]
        for each in (Matter.PROGRESS, Matter.CONSENT)
    ]
    assert rules == [progress, consent]


@given(questions())
def test_every_question_has_an_answer_with_rule_ground_and_reason(question: Question) -> None:
    """No question falls through."""
    decision = Ferpa().decide(question)
    assert decision.rule.startswith("ferpa.")
    assert decision.ground.startswith("34 CFR 99.")
    assert (bool(decision.why), decision.on) == (True, question.on)


@given(questions())
def test_an_order_that_is_kept_never_allows(question: Question) -> None:
    """While any order stands and nobody lifted it, a minor's record is not opened without somebody reading the order."""
    assume(question.link is not None and question.link.restricted(question.on))
    assert Ferpa().decide(question).verdict is not Verdict.ALLOW


@given(questions())
def test_custody_never_matters_to_a_parent(question: Question) -> None:
    """Whatever authority is recorded, a parent gets the same answer."""
    assume(question.link is not None)
    assert question.link is not None
    answers = {
        Ferpa().decide(
            attrs.evolve(
                question, link=attrs.evolve(question.link, relation=Relation.PARENT, authority=authority)
            )
        )
        for authority in Authority
    }
    assert len(answers) == 1


def test_the_defaults_of_two_laws_are_opposite() -> None:
    """A parent without authority who did not ask: FERPA tells, the Netherlands does not."""
    question = about(Matter.PROGRESS, attrs.evolve(LINK, authority=Authority.NO))
    assert Ferpa().decide(question).verdict is Verdict.ALLOW
    assert Netherlands().decide(question).verdict is Verdict.DENY
