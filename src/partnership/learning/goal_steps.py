"""The life of a shared goal: one function per step, each returning a new value; the table says which are allowed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType

import attrs

from partnership.errors import IllegalStep, InvalidInput, Problem
from partnership.ids import GoalId
from partnership.learning.attainment import Rating
from partnership.learning.commitments import ALL_SIDES
from partnership.learning.goals import GoalState, HomeAnswer, SharedGoal
from partnership.norms import Norms

__all__ = [
    "STEPS",
    "achieve",
    "activate",
    "agree",
    "answer",
    "discuss",
    "drop",
    "prolong",
    "rate",
    "review",
    "rewrite",
    "short_of",
]

_S = GoalState

STEPS: Mapping[str, Mapping[GoalState, GoalState]] = MappingProxyType(
    {
        "rewrite": {_S.PROPOSED: _S.PROPOSED, _S.DISCUSSED: _S.DISCUSSED},
        "answer": {_S.PROPOSED: _S.PROPOSED, _S.DISCUSSED: _S.DISCUSSED},
        "discuss": {_S.PROPOSED: _S.DISCUSSED},
        "agree": {_S.DISCUSSED: _S.AGREED},
        "activate": {_S.AGREED: _S.ACTIVE},
        "rate": {_S.ACTIVE: _S.ACTIVE},
        "review": {_S.ACTIVE: _S.REVIEWED},
        "achieve": {_S.REVIEWED: _S.ACHIEVED},
        "prolong": {_S.REVIEWED: _S.CONTINUED},
        "drop": dict.fromkeys((_S.PROPOSED, _S.DISCUSSED, _S.AGREED, _S.ACTIVE, _S.REVIEWED), _S.DROPPED),
    }
)
"""Each step, and where it leads from where it is allowed."""


def _moved(goal: SharedGoal, step: str) -> GoalState:
    """Where a step leads.

    Raises:
        IllegalStep: It is not allowed from here.
    """
    if goal.state in STEPS[step]:
        return STEPS[step][goal.state]
    allowed = [name for name, where in STEPS.items() if goal.state in where]
    raise IllegalStep("this goal", state=goal.state, step=step, allowed=allowed)


def rewrite(goal: SharedGoal, new: SharedGoal) -> SharedGoal:
    """Change what a goal says; where its words changed, what home answered was an answer to something else.

    Args:
        goal: As it is.
        new: With the words, scale, days and commitments wanted; identity, authors, answers and ratings stay.

    Raises:
        IllegalStep: It was agreed or is over.
    """
    state = _moved(goal, "rewrite")
    kept = () if new.wordings != goal.wordings else goal.answers
    return attrs.evolve(
        new,
        id=goal.id,
        pupil=goal.pupil,
        authors=tuple(dict.fromkeys((*goal.authors, *new.authors))),
        proposed_at=goal.proposed_at,
        state=state,
        answers=kept,
        ratings=(),
        place=None,
        continues=goal.continues,
        reason=None,
    )


def answer(goal: SharedGoal, said: HomeAnswer) -> SharedGoal:
    """Write down how a guardian can support it at home; a later answer takes the place of their earlier one.

    Raises:
        IllegalStep: It was agreed or is over.
    """
    others = tuple(each for each in goal.answers if each.guardian != said.guardian)
    return attrs.evolve(goal, state=_moved(goal, "answer"), answers=(*others, said))


def discuss(goal: SharedGoal) -> SharedGoal:
    """Home and school talked about it.

    Raises:
        IllegalStep: It is not just proposed.
    """
    return attrs.evolve(goal, state=_moved(goal, "discuss"))


def short_of(goal: SharedGoal, norms: Norms) -> tuple[Problem, ...]:
    """What stands in the way of agreeing on a goal; nothing when it can be agreed."""
    found = []
    if not goal.answers:
        told = 'no guardian answered yet "how can you support this at home?"'
        found.append(Problem("$.answers", told))
    promised = {each.side for each in goal.commitments}
    found += [
        Problem("$.commitments", f"the {side} side promises nothing yet", tuple(map(str, ALL_SIDES)))
        for side in ALL_SIDES
        if side not in promised
    ]
    if goal.days > norms.goal_step_days:
        told = f"the step lasts {goal.days} days, the norm is at most {norms.goal_step_days}; take a smaller step"
        found.append(Problem("$.until", told))
    return tuple(found)


def agree(goal: SharedGoal, norms: Norms) -> SharedGoal:
    """Home and school agree on it: from now on it is shared.

    Raises:
        IllegalStep: It was not discussed, or is past that.
        InvalidInput: All that is still missing (see `short_of`).
    """
    state = _moved(goal, "agree")
    if problems := short_of(goal, norms):
        raise InvalidInput(problems, source="goal")
    return attrs.evolve(goal, state=state)


def activate(goal: SharedGoal, others: Iterable[SharedGoal], norms: Norms) -> SharedGoal:
    """Begin with it.

    Args:
        goal: An agreed goal.
        others: The other goals of this pupil.
        norms: How many may be active at once.

    Raises:
        IllegalStep: It is not agreed, or is past that.
        InvalidInput: The pupil works on as many as the norm allows.
    """
    state = _moved(goal, "activate")
    taken = {each.place for each in others if each.pupil == goal.pupil and each.id != goal.id}
    free = [place for place in range(norms.active_goals) if place not in taken]
    if not free:
        told = f"{norms.active_goals} goals are active, the norm is at most that; finish one first"
        raise InvalidInput([Problem("$.place", told)], source="goal")
    return attrs.evolve(goal, state=state, place=free[0])


def rate(goal: SharedGoal, said: Rating) -> SharedGoal:
    """Write down where somebody says the pupil is; each speaks for themselves, and their last word counts.

    Raises:
        IllegalStep: It is not active.
        InvalidInput: It has no scale, or another pupil speaks.
    """
    state = _moved(goal, "rate")
    problems = (
        [] if goal.scale is not None else [Problem("$.scale", "there are no levels in words to rate by")]
    )
    if said.by.startswith("pupil:") and said.by != f"pupil:{goal.pupil}":
        problems.append(Problem("$.by", "this is the goal of another pupil"))
    if problems:
        raise InvalidInput(problems, source="goal")
    others = tuple(each for each in goal.ratings if each.by != said.by)
    return attrs.evolve(goal, state=state, ratings=(*others, said))


def review(goal: SharedGoal) -> SharedGoal:
    """Look back on it together; from now on everyone sees what each of them said.

    Raises:
        IllegalStep: It is not active.
    """
    return attrs.evolve(goal, state=_moved(goal, "review"), place=None)


def achieve(goal: SharedGoal) -> SharedGoal:
    """It was reached.

    Raises:
        IllegalStep: It was not reviewed.
    """
    return attrs.evolve(goal, state=_moved(goal, "achieve"))


def prolong(goal: SharedGoal, *, id: GoalId, until: date, at: datetime) -> tuple[SharedGoal, SharedGoal]:
    """Go on with it in a next step: the old goal, and a new one that home and school talk about anew.

    Args:
        goal: A reviewed goal.
        id: The id of the next step.
        until: When that is looked back on.
        at: When this is decided.

    Raises:
        IllegalStep: It was not reviewed.
    """
    old = attrs.evolve(goal, state=_moved(goal, "prolong"))
    new = attrs.evolve(
        goal,
        id=id,
        state=_S.DISCUSSED,
        since=goal.until,
        until=until,
        proposed_at=at,
        answers=(),
        ratings=(),
        continues=goal.id,
    )
    return old, new


def drop(goal: SharedGoal, *, reason: str) -> SharedGoal:
    """Stop with it, and say why.

    Raises:
        IllegalStep: It is over.
        InvalidValue: No reason.
    """
    return attrs.evolve(goal, state=_moved(goal, "drop"), place=None, reason=reason)
