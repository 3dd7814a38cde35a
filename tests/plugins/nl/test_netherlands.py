"""Dutch standing as tables of truth, and laws that no combination of facts may break."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.people.families import FATHER, LINK, TODAY, about

from partnership.ids import GuardianId, PupilId
from partnership.people.guardians import Guardian
from partnership.people.guardianship import (
    Authority,
    Evidence,
    Guardianship,
    Relation,
    Restriction,
    RestrictionKind,
)
from partnership.people.standing import Decision, Matter, Question, Verdict
from partnership.people.validity import Validity
from partnership.plugins.nl import partnership_jurisdictions
from partnership.plugins.nl.netherlands import Netherlands
from partnership.ports import Jurisdiction
from partnership.testing.strategies.people import questions

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
ORDER = Evidence(reference="court of Utrecht C/16/1", seen_on=date(2026, 3, 1))
NO = attrs.evolve(LINK, authority=Authority.NO)
STRICTNESS = [Verdict.DENY, Verdict.ASK, Verdict.ALLOW]


def outcome(question: Question) -> tuple[Verdict, str, str]:
    """What was decided, by which rule, on what ground."""
    decision = Netherlands().decide(question)
    return decision.verdict, decision.rule, decision.ground


def test_it_is_offered_as_nl() -> None:
    """The plug-in offers one jurisdiction, which fills the port."""
    (offer,) = partnership_jurisdictions()
    law = offer.make()
    assert (offer.name, isinstance(law, Jurisdiction), law) == ("nl", True, Netherlands())


# -- tables of truth ------------------------------------------------------------


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize(
    ("link", "guardian", "expected"),
    [
        (LINK, FATHER, (Verdict.ALLOW, "nl.joint-authority", "BW 1:251")),
        (attrs.evolve(LINK, relation=Relation.GUARDIAN), FATHER, (Verdict.ALLOW, "nl.authority", "BW 1:245")),
        (
            attrs.evolve(LINK, relation=Relation.FOSTER_PARENT),
            FATHER,
            (Verdict.ALLOW, "nl.authority", "BW 1:245"),
        ),
        (
            attrs.evolve(LINK, relation=Relation.GUARDIAN),
            Guardian(id=FATHER.id, organisation="Nidos"),
            (Verdict.ALLOW, "nl.institution", "BW 1:302"),
        ),
        (
            attrs.evolve(LINK, authority=Authority.UNKNOWN),
            FATHER,
            (Verdict.ASK, "nl.authority-unknown", "BW 1:245"),
        ),
        (
            attrs.evolve(LINK, authority_valid=Validity(until=TODAY)),
            FATHER,
            (Verdict.ASK, "nl.authority-unknown", "BW 1:245"),
        ),
        (None, FATHER, (Verdict.DENY, "nl.no-link", "AVG art. 6")),
        (attrs.evolve(LINK, valid=Validity(until=TODAY)), FATHER, (Verdict.DENY, "nl.no-link", "AVG art. 6")),
        (
            attrs.evolve(LINK, valid=Validity(since=TOMORROW)),
            FATHER,
            (Verdict.DENY, "nl.no-link", "AVG art. 6"),
        ),
        (attrs.evolve(LINK, pupil=PupilId("sem")), FATHER, (Verdict.DENY, "nl.no-link", "AVG art. 6")),
        (attrs.evolve(LINK, guardian=GuardianId("emre")), FATHER, (Verdict.DENY, "nl.no-link", "AVG art. 6")),
        (LINK, attrs.evolve(FATHER, deceased=True), (Verdict.DENY, "nl.deceased", "AVG art. 5(1)(d)")),
        (
            LINK,
            attrs.evolve(FATHER, deceased=True, deceased_on=TODAY),
            (Verdict.DENY, "nl.deceased", "AVG art. 5(1)(d)"),
        ),
    ],
)
def test_about_a_child_the_link_decides_every_matter(
    matter: Matter, link: Guardianship | None, guardian: Guardian, expected: tuple[Verdict, str, str]
) -> None:
    """Authority is the norm for all that is told and asked; unknown is put to a person; no link is no."""
    assert outcome(about(matter, link, guardian=guardian)) == expected


@pytest.mark.parametrize(
    ("relation", "requested", "expected"),
    [
        # no request: nothing, whoever it is
        (Relation.PARENT, False, dict.fromkeys(Matter, (Verdict.DENY, "nl.on-request-only"))),
        (Relation.OTHER, False, dict.fromkeys(Matter, (Verdict.DENY, "nl.on-request-only"))),
        (
            Relation.PARENT,
            True,
            dict.fromkeys(Matter, (Verdict.ASK, "nl.request-to-weigh"))
            | {Matter.IMPORTANT_FACTS: (Verdict.ALLOW, "nl.on-request")},
        ),
        (Relation.OTHER, True, dict.fromkeys(Matter, (Verdict.ASK, "nl.request-to-weigh"))),
        (Relation.STEP_PARENT, True, dict.fromkeys(Matter, (Verdict.DENY, "nl.not-a-parent"))),
        (Relation.FOSTER_PARENT, True, dict.fromkeys(Matter, (Verdict.DENY, "nl.not-a-parent"))),
        (Relation.GRANDPARENT, True, dict.fromkeys(Matter, (Verdict.DENY, "nl.not-a-parent"))),
        (Relation.RELATIVE, False, dict.fromkeys(Matter, (Verdict.DENY, "nl.not-a-parent"))),
        (Relation.GUARDIAN, True, dict.fromkeys(Matter, (Verdict.DENY, "nl.not-a-parent"))),
    ],
)
def test_without_authority_a_parent_is_told_on_request_only(
    relation: Relation,
    requested: bool,  # noqa: FBT001 - a table
    expected: dict[Matter, tuple[Verdict, str]],
) -> None:
    """Important facts when a parent asks; consent never; anything doubtful is put to a person (BW 1:377c)."""
    link = attrs.evolve(NO, relation=relation)
    wanted = expected | {Matter.CONSENT: (Verdict.DENY, "nl.no-authority")}
    assert {matter: outcome(about(matter, link, requested=requested))[:2] for matter in Matter} == wanted


def test_a_request_may_be_refused_with_a_reason_on_record() -> None:
    """The refusal carries the reference of the reason; with authority the same reason is only a question."""
    reason = Evidence(reference="note of the counsellor", seen_on=TODAY)
    refused = Netherlands().decide(about(Matter.IMPORTANT_FACTS, NO, requested=True, withheld=reason))
    weighed = Netherlands().decide(about(Matter.PROGRESS, withheld=reason))
    assert (refused.verdict, refused.rule, refused.evidence) == (
        Verdict.DENY,
        "nl.withheld",
        reason.reference,
    )
    assert (weighed.verdict, weighed.rule, weighed.evidence) == (
        Verdict.ASK,
        "nl.reason-recorded",
        reason.reference,
    )


BORN = date(2010, 11, 24)
LEAP = date(2008, 2, 29)


@pytest.mark.parametrize(
    ("born", "on", "permits", "consent", "progress"),
    [
        (BORN, date(2026, 11, 23), None, "nl.joint-authority", "nl.joint-authority"),
        (BORN, date(2026, 11, 24), None, "nl.pupil-consents", "nl.joint-authority"),
        (BORN, date(2028, 11, 23), None, "nl.pupil-consents", "nl.joint-authority"),
        (BORN, date(2028, 11, 24), None, "nl.pupil-consents", "nl.adult"),
        (BORN, date(2028, 11, 24), False, "nl.pupil-consents", "nl.adult"),
        (BORN, date(2028, 11, 24), True, "nl.pupil-consents", "nl.adult-permits"),
        (LEAP, date(2024, 2, 28), None, "nl.joint-authority", "nl.joint-authority"),
        (LEAP, date(2024, 2, 29), None, "nl.pupil-consents", "nl.joint-authority"),
        (LEAP, date(2026, 2, 28), None, "nl.pupil-consents", "nl.joint-authority"),
        (LEAP, date(2026, 3, 1), None, "nl.pupil-consents", "nl.adult"),
        (None, TODAY, None, "nl.age-unknown", "nl.age-unknown"),
    ],
)
def test_the_very_birthday_decides(
    born: date | None,
    on: date,
    permits: bool | None,  # noqa: FBT001 - a table
    consent: str,
    progress: str,
) -> None:
    """At 16 consent passes to the pupil, at 18 everything; who was born on 29 February waits for 1 March."""
    rules = [
        outcome(about(each, born=born, on=on, permits=permits))[1]
        for each in (Matter.CONSENT, Matter.PROGRESS)
    ]
    assert rules == [consent, progress]


@pytest.mark.parametrize("kind", RestrictionKind)
@pytest.mark.parametrize(
    ("valid", "lifted", "expected"),
    [
        (Validity(), None, (Verdict.DENY, "nl.restricted")),
        (Validity(since=TODAY), None, (Verdict.DENY, "nl.restricted")),
        (Validity(since=TOMORROW), None, (Verdict.ALLOW, "nl.joint-authority")),
        (Validity(until=TOMORROW), None, (Verdict.DENY, "nl.restricted")),
        (Validity(until=TODAY), None, (Verdict.ASK, "nl.order-ran-out")),
        (Validity(until=TODAY), TODAY, (Verdict.ALLOW, "nl.joint-authority")),
        (Validity(until=TODAY), TOMORROW, (Verdict.ASK, "nl.order-ran-out")),
        (Validity(), YESTERDAY, (Verdict.ALLOW, "nl.joint-authority")),
    ],
)
def test_an_order_holds_on_its_days_and_widens_nothing_by_ending(
    kind: RestrictionKind, valid: Validity, lifted: date | None, expected: tuple[Verdict, str]
) -> None:
    """Running it denies; run out it asks, until somebody has lifted it with evidence."""
    seen = None if lifted is None else Evidence(reference="new judgment", seen_on=lifted)
    link = attrs.evolve(
        LINK, restrictions=(Restriction(kind=kind, valid=valid, evidence=ORDER, lifted=seen),)
    )
    for matter in Matter:
        decision = Netherlands().decide(about(matter, link))
        assert (decision.verdict, decision.rule) == expected
        assert decision.evidence == (
            "authority register" if expected[0] is Verdict.ALLOW else ORDER.reference
        )


@pytest.mark.parametrize("valid", [Validity(), Validity(until=TODAY)])
def test_an_order_nobody_saw_on_paper_still_counts(valid: Validity) -> None:
    """Without a document there is no reference, and no more access for it."""
    link = attrs.evolve(LINK, restrictions=(Restriction(kind=RestrictionKind.CONTACT, valid=valid),))
    decision = Netherlands().decide(about(Matter.INVITE, link))
    assert (decision.verdict is Verdict.ALLOW, decision.evidence) == (False, None)


# -- laws -----------------------------------------------------------------------


def decide(question: Question) -> Decision:
    """What Dutch law says."""
    return Netherlands().decide(question)


@given(questions())
def test_every_question_has_an_answer_with_rule_ground_and_reason(question: Question) -> None:
    """No question falls through, and no answer repeats a name."""
    decision = decide(question)
    assert decision.rule.startswith("nl.")
    assert decision.ground
    assert decision.why
    assert decision.on == question.on
    assert not any(
        part and part in decision.why for part in (question.pupil.name.family, question.guardian.called)
    )


_LONGER = st.just(0) | st.integers(0, 4_000)


def of_age(question: Question, years: int, longer: int) -> Question:
    """The same question about a pupil who turned so old that many days ago, or today."""
    on = question.on - timedelta(days=(question.on.month, question.on.day) == (2, 29))
    born = on.replace(year=on.year - years) - timedelta(days=longer)
    return attrs.evolve(question, pupil=attrs.evolve(question.pupil, birth_date=born))


@given(questions(), _LONGER)
def test_consent_is_never_a_guardians_from_sixteen_on(question: Question, longer: int) -> None:
    """Whatever else is known, a pupil of 16 gives consent alone."""
    asked = attrs.evolve(of_age(question, 16, longer), matter=Matter.CONSENT)
    assert decide(asked).verdict is Verdict.DENY


@given(questions(), _LONGER, st.sampled_from([None, False]))
def test_of_an_adult_nothing_is_told_without_permission(
    question: Question,
    longer: int,
    permits: bool | None,  # noqa: FBT001 - a drawn value
) -> None:
    """From 18 on, everything but the pupil's own yes is no."""
    asked = attrs.evolve(of_age(question, 18, longer), pupil_permits=permits)
    assert decide(asked).verdict is Verdict.DENY


@given(questions(), st.sampled_from(RestrictionKind), st.integers(0, 400), st.integers(1, 400))
def test_an_order_never_widens_and_its_end_never_allows(
    question: Question, kind: RestrictionKind, before: int, length: int
) -> None:
    """With an order nobody lifted, begun at any day and ended or not, nothing is allowed and nothing widened."""
    assume(question.link is not None)
    assert question.link is not None
    since = question.on - timedelta(days=before)
    order = Restriction(kind=kind, valid=Validity(since=since, until=since + timedelta(days=length)))
    link = attrs.evolve(question.link, restrictions=(*question.link.restrictions, order))
    narrowed = decide(attrs.evolve(question, link=link)).verdict
    assert narrowed is not Verdict.ALLOW
    assert STRICTNESS.index(narrowed) <= STRICTNESS.index(decide(question).verdict)


@given(questions())
def test_unknown_authority_is_never_taken_for_a_yes(question: Question) -> None:
    """Of a child, somebody whose authority nobody recorded is told nothing without a person's decision."""
    assume(question.link is not None and (question.pupil.age(question.on) or 0) < 18)
    assert question.link is not None
    unknown = attrs.evolve(question.link, authority=Authority.UNKNOWN)
    assert decide(attrs.evolve(question, link=unknown)).verdict is not Verdict.ALLOW


@given(questions())
def test_to_know_less_never_allows_more(question: Question) -> None:
    """Forgetting the birth date may turn an allowance into a question of a minor, and no denial of one into a yes."""
    forgotten = attrs.evolve(question, pupil=attrs.evolve(question.pupil, birth_date=None))
    assert decide(forgotten).verdict is not Verdict.ALLOW


@given(questions())
def test_nobody_is_told_because_of_a_name(question: Question) -> None:
    """Changing every name and contact detail changes no decision."""
    anonymous = attrs.evolve(FATHER, id=question.guardian.id)
    named = attrs.evolve(
        question.guardian,
        name=None if question.guardian.name is None else anonymous.name,
        organisation=None if question.guardian.name is not None else "Other",
        details=(),
    )
    assert decide(attrs.evolve(question, guardian=named)) == decide(question)
