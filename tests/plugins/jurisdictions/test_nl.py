"""The Dutch law as a truth table, its birthdays, and what it never does."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from tests.plugins.jurisdictions.cases import (
    HOLDS,
    ORDER,
    PETRA,
    RAN_OUT,
    TO_COME,
    born,
    link,
    question,
    questions,
    restricted,
)

from partnership.people.guardianship import Authority, Relation, RestrictionKind
from partnership.people.standing import Matter, Question, Verdict
from partnership.plugins.nl import partnership_jurisdictions
from partnership.plugins.nl.law import Netherlands
from partnership.ports import Jurisdiction

NO = link(authority=Authority.NO)
INFORMATION, CONTACT = RestrictionKind.INFORMATION, RestrictionKind.CONTACT


@pytest.mark.parametrize(
    ("asked", "verdict", "rule"),
    [
        (question(Matter.INVITE), "allow", "joint-authority"),
        (question(Matter.PROGRESS), "allow", "joint-authority"),
        (question(Matter.CONSENT), "allow", "joint-authority"),
        (question(link=None), "deny", "no-link"),
        (question(guardian=attrs.evolve(PETRA, deceased=True)), "deny", "deceased"),
        (question(link=link(valid=RAN_OUT)), "deny", "link-ended"),
        (question(link=link(valid=TO_COME)), "deny", "link-ended"),
        (question(link=link(authority=Authority.UNKNOWN)), "ask", "authority-unknown"),
        (question(Matter.PROGRESS, link=NO), "deny", "only-on-request"),
        (question(Matter.IMPORTANT_FACTS, link=NO), "deny", "only-on-request"),
        (question(Matter.IMPORTANT_FACTS, link=NO, requested=True), "allow", "informed-on-request"),
        (question(Matter.PROGRESS, link=NO, requested=True), "ask", "more-than-facts"),
        (question(Matter.INVITE, link=NO, requested=True), "ask", "more-than-facts"),
        (question(Matter.CONSENT, link=NO, requested=True), "deny", "no-authority"),
        (
            question(
                Matter.IMPORTANT_FACTS, link=attrs.evolve(NO, relation=Relation.STEP_PARENT), requested=True
            ),
            "deny",
            "not-a-parent",
        ),
        (question(link=restricted(INFORMATION, HOLDS)), "deny", "court-order"),
        (question(Matter.INVITE, link=restricted(INFORMATION, HOLDS)), "deny", "court-order"),
        (question(Matter.INVITE, link=restricted(CONTACT, HOLDS)), "deny", "court-order"),
        (question(Matter.PROGRESS, link=restricted(CONTACT, HOLDS)), "ask", "court-order-beside"),
        (question(link=restricted(INFORMATION, RAN_OUT)), "ask", "court-order-ran-out"),
        (question(link=restricted(INFORMATION, TO_COME)), "allow", "joint-authority"),
        (question(link=restricted(INFORMATION, RAN_OUT, lifted=ORDER)), "allow", "joint-authority"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_truth_table(asked: Question, verdict: str, rule: str) -> None:
    """Each fact of the law, with the rule that decides it."""
    decision = Netherlands().decide(asked)
    assert (str(decision.verdict), decision.rule) == (verdict, f"nl.{rule}")
    assert (decision.on, decision.ground != "", decision.why != "") == (asked.on, True, True)


@pytest.mark.parametrize(
    ("birth_date", "on", "matter", "permits", "rule"),
    [
        (date(2010, 11, 25), date(2026, 11, 24), Matter.CONSENT, None, "joint-authority"),
        (date(2010, 11, 24), date(2026, 11, 24), Matter.CONSENT, None, "pupil-consents"),
        (date(2010, 11, 24), date(2026, 11, 24), Matter.PROGRESS, None, "joint-authority"),
        (date(2008, 11, 25), date(2026, 11, 24), Matter.PROGRESS, None, "joint-authority"),
        (date(2008, 11, 24), date(2026, 11, 24), Matter.PROGRESS, None, "adult-decides"),
        (date(2008, 11, 24), date(2026, 11, 24), Matter.PROGRESS, False, "adult-decides"),
        (date(2008, 11, 24), date(2026, 11, 24), Matter.PROGRESS, True, "adult-permits"),
        (date(2008, 2, 29), date(2026, 2, 28), Matter.PROGRESS, None, "joint-authority"),
        (date(2008, 2, 29), date(2026, 3, 1), Matter.PROGRESS, None, "adult-decides"),
    ],
)
def test_birthdays(birth_date: date, on: date, matter: Matter, permits: bool | None, rule: str) -> None:  # noqa: FBT001
    """Rights move on the very birthday, and for who was born on 29 February on 1 March."""
    decision = Netherlands().decide(question(matter, pupil=born(birth_date), on=on, pupil_permits=permits))
    assert decision.rule == f"nl.{rule}"


def test_an_unknown_age_is_asked_about_except_at_a_primary_school() -> None:
    """Twelve-year-olds without a birth date in the file do not need a person at the desk."""
    assert Netherlands().decide(question(pupil=born(None))).rule == "nl.age-unknown"
    assert Netherlands(primary=True).decide(question(pupil=born(None))).rule == "nl.joint-authority"


@given(questions)
def test_widening_never_comes_by_itself(asked: Question) -> None:
    """An order that nobody has lifted never ends in permission about what it forbids, whatever day it is."""
    decision = Netherlands().decide(asked)
    orders = asked.link.restricted(asked.on) if asked.link else ()
    if any(order.kind is INFORMATION for order in orders) and asked.matter is not Matter.CONSENT:
        assert decision.verdict is not Verdict.ALLOW


@given(questions)
def test_nobody_without_a_standing_link_is_told(asked: Question) -> None:
    """No link, a link of another time, or somebody who died: always no."""
    if asked.link is None or asked.on not in asked.link.valid or asked.guardian.deceased:
        assert Netherlands().decide(asked).verdict is Verdict.DENY


@given(questions)
def test_an_adult_pupil_is_always_asked_first(asked: Question) -> None:
    """From 18 nothing is allowed that the pupil did not permit."""
    age = asked.pupil.age(asked.on)
    if age is not None and age >= 18 and not asked.pupil_permits:
        assert Netherlands().decide(asked).verdict is not Verdict.ALLOW


@given(questions)
def test_the_same_question_has_the_same_answer_and_names_no_one(asked: Question) -> None:
    """Decisions are values, fit for a log."""
    decision = Netherlands().decide(asked)
    assert decision == Netherlands().decide(asked)
    assert "order 12" not in repr(decision)
    assert "Petra" not in repr(decision)


def test_the_evidence_goes_with_the_decision() -> None:
    """Who signs for it later can find the document."""
    assert Netherlands().decide(question(link=link(evidence=ORDER))).evidence == "district court, order 12"


def test_the_plug_in_offers_it() -> None:
    """By name, with its option."""
    (offer,) = partnership_jurisdictions()
    assert isinstance(offer.make(primary=True), Jurisdiction)
    assert (offer.name, offer.make(primary=True).decide(question(pupil=born(None))).verdict) == (
        "nl",
        Verdict.ALLOW,
    )
