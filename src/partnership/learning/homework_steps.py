"""The life of a homework sheet: one function per step; and whose reaction waits for an answer."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

import attrs

from partnership.errors import IllegalStep
from partnership.learning.homework import HomeworkSheet, Reaction, SheetState
from partnership.norms import Norms

__all__ = ["SHEET_STEPS", "answer", "react", "take_home", "unanswered", "withdraw"]

_S = SheetState

SHEET_STEPS: Mapping[str, Mapping[SheetState, SheetState]] = MappingProxyType(
    {
        "take home": {_S.SET: _S.AT_HOME},
        "react": dict.fromkeys((_S.SET, _S.AT_HOME, _S.RETURNED), _S.RETURNED),
        "answer": {_S.RETURNED: _S.ANSWERED},
        "withdraw": dict.fromkeys((_S.SET, _S.AT_HOME), _S.WITHDRAWN),
    }
)
"""Each step, and where it leads from where it is allowed."""


def _moved(sheet: HomeworkSheet, step: str) -> SheetState:
    if sheet.state in SHEET_STEPS[step]:
        return SHEET_STEPS[step][sheet.state]
    allowed = [name for name, where in SHEET_STEPS.items() if sheet.state in where]
    raise IllegalStep("this homework", state=sheet.state, step=step, allowed=allowed)


def take_home(sheet: HomeworkSheet) -> HomeworkSheet:
    """The family has it.

    Raises:
        IllegalStep: It was there already, came back or was withdrawn.
    """
    return attrs.evolve(sheet, state=_moved(sheet, "take home"))


def react(sheet: HomeworkSheet, said: Reaction) -> HomeworkSheet:
    """The family says what it thought; until the teacher answers, their last word counts.

    Raises:
        IllegalStep: It was answered or withdrawn.
    """
    return attrs.evolve(sheet, state=_moved(sheet, "react"), reaction=said)


def answer(sheet: HomeworkSheet, words: str) -> HomeworkSheet:
    """The teacher says what they did with it.

    Raises:
        IllegalStep: It did not come back, or was answered.
        InvalidValue: No words.
    """
    return attrs.evolve(sheet, state=_moved(sheet, "answer"), answer=words)


def withdraw(sheet: HomeworkSheet) -> HomeworkSheet:
    """The school does not ask it any more.

    Raises:
        IllegalStep: It came back.
    """
    return attrs.evolve(sheet, state=_moved(sheet, "withdraw"))


def unanswered(
    sheets: Iterable[HomeworkSheet], *, waited: Callable[[datetime], int], norms: Norms
) -> tuple[HomeworkSheet, ...]:
    """The sheets that came back longer ago than the norm for an answer to what home says, the longest first.

    Args:
        sheets: Any sheets.
        waited: How many working days ago an instant was.
        norms: Within how many working days home is answered.
    """
    late = (
        (each.reaction.at, each.pupil, each)
        for each in sheets
        if each.state is _S.RETURNED
        and each.reaction is not None
        and waited(each.reaction.at) > norms.answer_working_days
    )
    return tuple(each for _, _, each in sorted(late, key=lambda one: one[:2]))
