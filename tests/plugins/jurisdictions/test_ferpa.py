"""FERPA as a truth table; its default is the opposite of the Dutch one."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from tests.plugins.jurisdictions.cases import (
    HOLDS,
    ORDER,
    PETRA,
    RAN_OUT,
    born,
    link,
    question,
    questions,
    restricted,
)

from partnership.people.guardianship import Authority, Relation, RestrictionKind
from partnership.people.standing import Question, Verdict, strictest
from partnership.plugins.ferpa import partnership_jurisdictions
from partnership.plugins.ferpa.law import Ferpa
from partnership.plugins.nl.law import Netherlands
from partnership.ports import Jurisdiction


@pytest.mark.parametrize(
    ("asked", "verdict", "rule"),
    [
        (question(), "allow", "full-rights"),
        (question(link=link(authority=Authority.NO)), "allow", "full-rights"),
        (question(link=link(authority=Authority.UNKNOWN)), "allow", "full-rights"),
        (question(link=link(relation=Relation.GUARDIAN)), "allow", "full-rights"),
        (question(link=link(relation=Relation.GRANDPARENT)), "ask", "acts-as-parent"),
        (question(link=None), "deny", "no-parent"),
        (question(link=link(valid=RAN_OUT)), "deny", "no-parent"),
        (question(guardian=attrs.evolve(PETRA, deceased=True)), "deny", "deceased"),
        (question(link=restricted(RestrictionKind.INFORMATION, HOLDS)), "deny", "revoked"),
        (question(link=restricted(RestrictionKind.INFORMATION, RAN_OUT)), "ask", "revocation-ran-out"),
        (
            question(link=restricted(RestrictionKind.INFORMATION, RAN_OUT, lifted=ORDER)),
            "allow",
            "full-rights",
        ),
        (question(pupil=born(None)), "ask", "age-unknown"),
        (question(pupil=born(date(2008, 11, 24))), "deny", "eligible-student"),
        (question(pupil=born(date(2008, 11, 24)), pupil_permits=True), "allow", "eligible-student"),
        (question(pupil=born(date(2008, 11, 25))), "allow", "full-rights"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_truth_table(asked: Question, verdict: str, rule: str) -> None:
    """Each fact of the law, with the rule that decides it."""
    decision = Ferpa().decide(asked)
    assert (str(decision.verdict), decision.rule) == (verdict, f"ferpa.{rule}")
    assert decision.ground.startswith("34 CFR 99.")


def test_the_same_facts_differ_by_country() -> None:
    """A parent without authority is told in one and not in the other; so no rule is in the core."""
    asked = question(link=link(authority=Authority.NO, evidence=ORDER))
    assert Ferpa().decide(asked).verdict is Verdict.ALLOW
    assert Netherlands().decide(asked).verdict is Verdict.DENY
    assert Ferpa().decide(asked).evidence == "district court, order 12"


@given(questions)
def test_of_two_laws_the_stricter_wins(asked: Question) -> None:
    """A denial wins from anything, a doubt from permission; a law that fails denies."""
    verdicts = {Ferpa().decide(asked).verdict, Netherlands().decide(asked).verdict}
    wanted = next(each for each in (Verdict.DENY, Verdict.ASK, Verdict.ALLOW) if each in verdicts)
    assert strictest(asked, [Ferpa().decide, Netherlands().decide]).verdict is wanted
    assert strictest(asked, [Ferpa().decide, lambda _: 1 / 0]).verdict is Verdict.DENY  # type: ignore[arg-type,return-value]


def test_with_nobody_to_ask_a_person_decides() -> None:
    """A school without a jurisdiction shares nothing by itself."""
    decision = strictest(question(), [])
    assert (decision.verdict, decision.rule) == (Verdict.ASK, "standing.nobody-decides")


def test_a_failing_law_is_named_without_its_words() -> None:
    """The words of a plug-in's error may be about somebody."""

    def fails(_: Question) -> None:
        message = "Petra lives in hiding"
        raise RuntimeError(message)

    decision = strictest(question(), [fails])  # type: ignore[list-item]
    assert (decision.rule, decision.ground) == ("standing.failed", "RuntimeError")
    assert "Petra" not in repr(decision)


def test_the_plug_in_offers_it() -> None:
    """By name."""
    (offer,) = partnership_jurisdictions()
    assert isinstance(offer.make(), Jurisdiction)
    assert offer.name == "ferpa"
