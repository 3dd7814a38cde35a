"""The life of a homework sheet against a card, and whose reaction waits for an answer."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.learning.noor import MONDAY, NOON, NOOR
from tests.learning.supplies import a_homework

from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import GuardianId, HomeworkId, PupilId, StaffId
from partnership.learning import homework_steps
from partnership.learning.homework import HomeworkLetter, HomeworkSheet, Reaction, SheetState
from partnership.norms import Norms

LEADS = {
    ("set", "take home"): "at home",
    ("set", "react"): "returned",
    ("at home", "react"): "returned",
    ("returned", "react"): "returned",
    ("returned", "answer"): "answered",
    ("set", "withdraw"): "withdrawn",
    ("at home", "withdraw"): "withdrawn",
}
ANSWERS = st.sampled_from((True, False, None))


def a_sheet(**fields: Any) -> HomeworkSheet:
    """Noor's, in the home of mother Yilmaz."""
    whole: dict[str, Any] = {
        "homework": HomeworkId("h1"),
        "pupil": NOOR,
        "guardian": GuardianId("yilmaz"),
        "staff": StaffId("jansen"),
    }
    return HomeworkSheet(**(whole | fields))


class SheetLife(RuleBasedStateMachine):
    """One sheet, and beside it what a secretary would write on a card."""

    @initialize()
    def begin(self) -> None:
        """It is set."""
        self.sheet = a_sheet()
        self.card: dict[str, Any] = {"state": "set", "reaction": None, "answer": ""}

    def _try(self, step: str, work: Callable[[HomeworkSheet], HomeworkSheet], **writes: Any) -> None:
        """Do a step, and see that it is allowed exactly where the card allows it."""
        if (self.card["state"], step) not in LEADS:
            with pytest.raises(IllegalStep) as caught:
                work(self.sheet)
            assert set(caught.value.allowed) == {name for at, name in LEADS if at == self.card["state"]}
            return
        self.sheet = work(self.sheet)
        self.card |= {"state": LEADS[self.card["state"], step], **writes}

    @rule()
    def take_home(self) -> None:
        """It went home."""
        self._try("take home", homework_steps.take_home)

    @rule(understood=ANSWERS, enjoyed=ANSWERS, informed=ANSWERS)
    def react(self, understood: bool | None, enjoyed: bool | None, informed: bool | None) -> None:  # noqa: FBT001 - three answers
        """The family says three things; its last word counts."""
        said = Reaction(understood=understood, enjoyed=enjoyed, informed=informed, at=NOON)
        self._try("react", lambda sheet: homework_steps.react(sheet, said), reaction=said)

    @rule(words=st.sampled_from(("We doen er een vertelkring over", "Dank u")))
    def answer(self, words: str) -> None:
        """The teacher answers."""
        self._try("answer", lambda sheet: homework_steps.answer(sheet, words), answer=words)

    @rule()
    def withdraw(self) -> None:
        """The school does not ask it any more."""
        self._try("withdraw", homework_steps.withdraw)

    @invariant()
    def card_and_sheet_agree(self) -> None:
        """Nothing is answered that nobody said, and nothing the family said is lost."""
        assert str(self.sheet.state) == self.card["state"]
        assert (self.sheet.reaction, self.sheet.answer) == (self.card["reaction"], self.card["answer"])
        assert (self.sheet.state is SheetState.ANSWERED) <= (self.sheet.reaction is not None)


TestSheetLife = SheetLife.TestCase


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: a_sheet(state=SheetState.RETURNED), "reaction"),
        (lambda: a_sheet(reaction=Reaction(at=NOON)), "reaction"),
        (lambda: a_sheet(state=SheetState.ANSWERED, reaction=Reaction(at=NOON)), "answer"),
        (lambda: a_sheet(answer="dank u"), "answer"),
        (lambda: a_homework(due=date(2026, 11, 2)), "due"),
        (lambda: a_homework(letters=()), "letters"),
        (lambda: HomeworkLetter(language="nl", title="Lezen", objective=" ", interaction="x"), "objective"),
    ],
)
def test_what_cannot_be_is_none(make: Callable[[], object], field: str) -> None:
    """Back without a word, answered without words, due before it is set."""
    with pytest.raises(InvalidValue, match=f"^{field}"):
        make()


def test_homework_is_kept_as_it_was_set() -> None:
    """Due after the day it is set."""
    assert a_homework().due > a_homework().set_on


def test_home_waits_for_an_answer_no_longer_than_the_norm() -> None:
    """The longest first; what was answered or is still at home waits for nobody."""
    back = [
        a_sheet(
            pupil=PupilId(f"p{days}"),
            state=SheetState.RETURNED,
            reaction=Reaction(at=NOON - timedelta(days=days)),
        )
        for days in (2, 3, 9)
    ]
    answered = attrs.evolve(back[2], state=SheetState.ANSWERED, answer="dank u")
    found = homework_steps.unanswered(
        [*back, answered, a_sheet()], waited=lambda at: (MONDAY - at.date()).days, norms=Norms()
    )
    assert [each.pupil for each in found] == ["p9", "p3"]


def test_what_a_family_said_is_not_in_a_repr() -> None:
    """Nor is the answer."""
    told = Reaction(understood=False, comment="te moeilijk", at=NOON)
    sheet = a_sheet(state=SheetState.ANSWERED, reaction=told, answer="we oefenen het nog eens")
    assert "moeilijk" not in repr(sheet) + repr(told)
    assert "oefenen" not in repr(sheet)
    assert "understood" not in repr(told)
