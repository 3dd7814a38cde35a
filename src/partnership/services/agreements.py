"""What was agreed in a talk: kept with its owner and day, reminded of, and living on as a goal or a step of a plan."""

from collections.abc import Iterable
from datetime import date, datetime, time

import attrs

from partnership.errors import IllegalStep, InvalidInput, Problem
from partnership.ids import PlanId, TalkId
from partnership.learning import talk_steps
from partnership.learning.agreements import Agreement, LivesOn
from partnership.learning.commitments import Commitment, Side
from partnership.learning.goals import SharedGoal
from partnership.learning.plan_parts import PlanStep
from partnership.learning.talks import ProgressTalk
from partnership.ports import Message, Transaction
from partnership.services.goals import propose_in
from partnership.services.learning_desk import LearningDesk
from partnership.services.plans import add_step
from partnership.services.progress_talks import changed

__all__ = ["agree", "as_goal", "as_step", "done"]

_MORNING = time(8)


def agree(at: LearningDesk, id: TalkId, agreement: Agreement) -> ProgressTalk:
    """Agree on something. Its owner is reminded in the morning of its day, if it is open then: for what is the pupil's, the staff.

    Args:
        at: The desk. Home and the pupil promise for themselves; the school writes down what anyone agreed to.
        id: In which talk.
        agreement: What.

    Raises:
        NotFound: No such talk, or not theirs.
        IllegalStep: It was not held, or somebody promises for another side.
        InvalidInput: See `learning.talk_steps.agree`.
    """
    promised = _own_promise(at, agreement)

    def tell(transaction: Transaction, talk: ProgressTalk, revision: int) -> Iterable[Message]:
        body = {
            "agreement": f"{talk.id}/{promised.id}",
            "talk": talk.id,
            "name": promised.id,
            "pupil": talk.pupil,
        }
        people = _reminded(talk, promised)
        morning = datetime.combine(promised.due, _MORNING, at.timezone)
        topic = "agreement-reminder"
        return at.letters(transaction, topic, body, people, revision=revision, due=morning)

    return changed(at, id, "agreed", lambda _, talk: talk_steps.agree(talk, promised), tell)


def done(at: LearningDesk, id: TalkId, name: str, *, on: date) -> ProgressTalk:
    """An agreement was kept (see `learning.talk_steps.done`); home and the pupil say so of their own.

    Raises:
        NotFound: No such talk, or not theirs.
        IllegalStep: It was done before, or is another's.
        InvalidInput: There is no such agreement.
    """

    def step(_: Transaction, talk: ProgressTalk) -> ProgressTalk:
        _own(at, talk, name)
        return talk_steps.done(talk, name, on=on)

    return changed(at, id, "kept", step)


def as_goal(at: LearningDesk, id: TalkId, name: str, wanted: SharedGoal) -> SharedGoal:
    """An agreement lives on as a goal that is proposed, with the promise as its commitment; both or neither.

    A goal is part of the pupil's file, which every home the law allows reads. So its words are given here and not taken
    from the talk, and what one home promised is that home's in the goal too.

    Args:
        at: The desk.
        id: Of which talk.
        name: Which agreement.
        wanted: The goal, about the same pupil.

    Raises:
        NotFound: No such talk, or not theirs.
        IllegalStep: The agreement is done, lives on already, or is another's.
        InvalidInput: There is no such agreement, or the goal is of another pupil.
        Conflict: There is a goal with this id already.
    """
    made: list[SharedGoal] = []

    def step(transaction: Transaction, talk: ProgressTalk) -> ProgressTalk:
        _own(at, talk, name)
        after = talk_steps.live_on(talk, name, LivesOn.GOAL, wanted.id)
        if wanted.pupil != talk.pupil:
            raise InvalidInput([Problem("$.pupil", "is not whom the talk is about")], source="goal")
        promises = (_of_home(talk, each.commitment) for each in after.agreements if each.id == name)
        promised = tuple(dict.fromkeys((*wanted.commitments, *promises)))
        made.append(propose_in(transaction, at, attrs.evolve(wanted, commitments=promised)))
        return after

    changed(at, id, "lived_on", step)
    return made[-1]


def as_step(at: LearningDesk, id: TalkId, name: str, plan: PlanId, step: PlanStep) -> ProgressTalk:
    """An agreement lives on as a step of a plan that is being developed; both or neither.

    Args:
        at: The desk.
        id: Of which talk.
        name: Which agreement.
        plan: Which plan, about the same pupil.
        step: The step, of the same owner; its words are given here, for every home reads a plan.

    Raises:
        NotFound: No such talk or plan, or not theirs.
        IllegalStep: The agreement is done, lives on already or is another's, or the plan is not being developed.
        InvalidInput: There is no such agreement, or it is of another owner or pupil.
    """

    def work(transaction: Transaction, talk: ProgressTalk) -> ProgressTalk:
        _own(at, talk, name)
        after = talk_steps.live_on(talk, name, LivesOn.STEP, f"{plan}/{step.id}")
        problems = [
            Problem("$.step.owner", "is not whose the agreement is")
            for each in after.agreements
            if each.id == name and each.owner is not step.owner
        ]
        if add_step(transaction, at, plan, step).pupil != talk.pupil:
            problems.append(Problem("$.plan", "is not about whom the talk is"))
        if problems:
            raise InvalidInput(problems, source="plan")
        return after

    return changed(at, id, "lived_on", work)


def _own_promise(at: LearningDesk, agreement: Agreement) -> Agreement:
    """What is agreed as whoever stands at the desk may promise it."""
    if at.is_school:
        return agreement
    own = Side.HOME if at.caller.guardian is not None else Side.PUPIL
    if agreement.owner is not own:
        raise IllegalStep(
            f"the {agreement.owner} side", state="not at the desk", step="be promised for", allowed=()
        )
    return attrs.evolve(agreement, guardian=at.caller.guardian)


def _own(at: LearningDesk, talk: ProgressTalk, name: str) -> None:
    """Refuse home and the pupil what another promised; the school sees to everything.

    Raises:
        IllegalStep: It is another's.
    """
    found = talk.agreement(name)
    if at.is_school or found is None:
        return
    mine = found.owner is Side.PUPIL
    if at.caller.guardian is not None:
        mine = found.owner is Side.HOME and found.guardian in {None, at.caller.guardian}
    if not mine:
        raise IllegalStep("this agreement", state="another's", step="be settled from here", allowed=())


def _of_home(talk: ProgressTalk, promise: Commitment) -> Commitment:
    """What a home promised that speaks alone is that home's."""
    if promise.side is Side.HOME and promise.guardian is None and not talk.joint:
        return attrs.evolve(promise, guardian=talk.guardians[0])
    return promise


def _reminded(talk: ProgressTalk, agreement: Agreement) -> tuple[str, ...]:
    """Who is reminded: home itself, and otherwise the staff of the talk; a pupil has no letter box."""
    if agreement.owner is not Side.HOME:
        return tuple(f"staff:{each}" for each in talk.staff)
    homes = talk.guardians if agreement.guardian is None else (agreement.guardian,)
    return tuple(f"guardian:{each}" for each in homes)
