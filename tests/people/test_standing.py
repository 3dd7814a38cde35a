"""Of several who have a say the strictest wins; what fails, or answers something else, denies."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from tests.people.test_people import TODAY

from partnership.ids import GuardianId, PupilId
from partnership.people.guardians import Guardian
from partnership.people.names import PersonName
from partnership.people.pupils import Pupil
from partnership.people.standing import Decision, Matter, Question, Verdict, strictest

QUESTION = Question(
    matter=Matter.PROGRESS,
    pupil=Pupil(id=PupilId("p1"), name=PersonName(given="Bram")),
    guardian=Guardian(id=GuardianId("g1"), name=PersonName(given="Petra")),
    link=None,
    on=TODAY,
)


def says(verdict: str) -> Callable[[Question], Decision]:
    """A law that always says this."""
    decision = Decision(verdict=Verdict(verdict), rule=f"house.{verdict}", ground="house", why="so", on=TODAY)
    return lambda _: attrs.evolve(decision)


def fails(_: Question) -> Decision:
    """A law that cannot cope."""
    message = "Petra lives in hiding"
    raise RuntimeError(message)


@pytest.mark.parametrize(
    ("voters", "rule"),
    [
        ([says("allow"), says("allow")], "house.allow"),
        ([says("allow"), says("ask")], "house.ask"),
        ([says("ask"), says("deny"), says("allow")], "house.deny"),
        ([says("allow"), fails], "standing.failed"),
        ([says("allow"), lambda _: "yes"], "standing.failed"),
        ([], "standing.nobody-decides"),
    ],
)
def test_the_strictest_wins(voters: list[Any], rule: str) -> None:
    """In whatever order they vote."""
    assert strictest(QUESTION, voters).rule == strictest(QUESTION, voters[::-1]).rule == rule


def test_a_failing_law_is_named_without_its_words() -> None:
    """The words of a plug-in's error may be about somebody."""
    decision = strictest(QUESTION, [fails])
    assert (decision.verdict, decision.ground) == (Verdict.DENY, "RuntimeError")
    assert "Petra" not in repr(decision)
