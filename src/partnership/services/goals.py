"""Shared goals at the desk: proposed by anyone, agreed only with an answer from home, rated by each for themselves."""

from collections.abc import Callable, Iterable
from datetime import date

import attrs

from partnership.errors import Conflict, IllegalStep, Taken
from partnership.ids import GoalId, PupilId, fresh_id
from partnership.learning import goal_steps
from partnership.learning.attainment import Rating
from partnership.learning.goal_views import GoalView
from partnership.learning.goals import HomeAnswer, SharedGoal
from partnership.ports import Claim, Transaction
from partnership.serial.values import dump
from partnership.services.callers import school_only
from partnership.services.dossier import DOSSIER, entry, every_entry
from partnership.services.goal_words import as_they_see, own_words, seen, whole
from partnership.services.learning_desk import LearningDesk

__all__ = [
    "achieve",
    "activate",
    "agree",
    "answer",
    "discuss",
    "drop",
    "goal",
    "goals_of",
    "keep_goal",
    "prolong",
    "propose",
    "propose_in",
    "rate",
    "review",
    "rewrite",
    "school_only_asks",
    "views_of",
]

_Step = Callable[[Transaction, SharedGoal], SharedGoal]


def propose(at: LearningDesk, wanted: SharedGoal) -> SharedGoal:
    """Propose a goal: a parent, the pupil or staff may.

    Args:
        at: The desk.
        wanted: The goal as the proposer sees it; co-authors may be named. Whoever stands at the desk becomes its first
            author, and it begins as proposed, at this moment.

    Raises:
        NotFound: A guardian or pupil who has nothing to do with this pupil.
        InvalidInput: A co-author who may not follow the pupil, or a home spoken for by another.
        Conflict: There is a goal with this id already.
    """
    return at.desk.once(lambda transaction: propose_in(transaction, at, wanted))


def propose_in(transaction: Transaction, at: LearningDesk, wanted: SharedGoal) -> SharedGoal:
    """The same in a transaction that is already open, for what becomes a goal together with something else."""
    at.admit(transaction, wanted.pupil, "pupil", wanted.pupil)
    own_words(transaction, at, wanted)
    new = SharedGoal(
        id=wanted.id,
        pupil=wanted.pupil,
        authors=tuple(dict.fromkeys((at.caller.actor, *wanted.authors))),
        wordings=wanted.wordings,
        since=wanted.since,
        until=wanted.until,
        proposed_at=at.now,
        curriculum=wanted.curriculum,
        baseline=wanted.baseline,
        indicator=wanted.indicator,
        scale=wanted.scale,
        commitments=wanted.commitments,
    )
    keep_goal(transaction, at, new, "proposed", expected=None)
    return new


def rewrite(at: LearningDesk, id: GoalId, new: SharedGoal) -> SharedGoal:
    """Change what a goal says before it is agreed; who does so becomes a co-author.

    Raises:
        NotFound: No such goal, or not theirs.
        IllegalStep: It was agreed or is over.
        InvalidInput: A co-author who may not follow the pupil, or a home spoken for by another.
    """

    def step(transaction: Transaction, goal: SharedGoal) -> SharedGoal:
        own_words(transaction, at, attrs.evolve(new, pupil=goal.pupil))
        by_them = attrs.evolve(new, authors=(at.caller.actor, *new.authors), commitments=whole(at, goal, new))
        return goal_steps.rewrite(goal, by_them)

    return _changed(at, id, "rewritten", step)


def answer(at: LearningDesk, id: GoalId, words: str) -> SharedGoal:
    """A guardian answers "how can you support this at home?", for themselves only.

    Raises:
        NotFound: No such goal, or not about a pupil of theirs.
        IllegalStep: Somebody else than a guardian answers, or it was agreed or is over.
    """
    guardian = at.caller.guardian
    if guardian is None:
        raise IllegalStep("home", state="not at the desk", step="be answered for", allowed=())
    said = HomeAnswer(guardian=guardian, answer=words, at=at.now)
    return _changed(at, id, "answered", lambda _, goal: goal_steps.answer(goal, said))


def discuss(at: LearningDesk, id: GoalId) -> SharedGoal:
    """Home and school talked about it (see `learning.goal_steps.discuss`)."""
    return _changed(at, id, "discussed", lambda _, goal: goal_steps.discuss(goal))


def agree(at: LearningDesk, id: GoalId) -> SharedGoal:
    """Agree on it (see `learning.goal_steps.agree`).

    Raises:
        NotFound: No such goal, or not theirs.
        IllegalStep: It was not discussed, or is past that.
        InvalidInput: All that is still missing.
    """

    def step(_: Transaction, goal: SharedGoal) -> SharedGoal:
        goal_steps.agree(as_they_see(at, goal), at.norms)
        return goal_steps.agree(goal, at.norms)

    return _changed(at, id, "agreed", step)


def activate(at: LearningDesk, id: GoalId) -> SharedGoal:
    """Begin with it; also when two begin at one moment, no pupil has more active goals than the norm.

    Raises:
        NotFound: No such goal, or not theirs.
        IllegalStep: It is not agreed, or is past that.
        InvalidInput: The pupil works on as many as the norm allows.
    """

    def step(transaction: Transaction, goal: SharedGoal) -> SharedGoal:
        others = every_entry(transaction, SharedGoal, "pupil", goal.pupil)
        return goal_steps.activate(goal, others, at.norms)

    return _changed(at, id, "activated", step)


def rate(at: LearningDesk, id: GoalId, level: int, *, why: str = "") -> SharedGoal:
    """Say where the pupil is, for oneself (see `learning.goal_steps.rate`).

    Raises:
        NotFound: No such goal, or not theirs.
        IllegalStep: It is not active.
        InvalidValue: No such level, or somebody who is neither a guardian, staff nor the pupil.
        InvalidInput: It has no scale.
    """
    said = Rating(by=at.caller.actor, level=level, at=at.now, why=why)
    return _changed(at, id, "rated", lambda _, goal: goal_steps.rate(goal, said), tell=False)


def review(at: LearningDesk, id: GoalId) -> SharedGoal:
    """Look back on it (see `learning.goal_steps.review`)."""
    return _changed(at, id, "reviewed", lambda _, goal: goal_steps.review(goal))


def achieve(at: LearningDesk, id: GoalId) -> SharedGoal:
    """It was reached (see `learning.goal_steps.achieve`)."""
    return _changed(at, id, "achieved", lambda _, goal: goal_steps.achieve(goal))


def prolong(at: LearningDesk, id: GoalId, *, until: date) -> SharedGoal:
    """Go on in a next step, which home and school talk about anew; returns that next step."""
    made: list[SharedGoal] = []

    def step(transaction: Transaction, goal: SharedGoal) -> SharedGoal:
        old, new = goal_steps.prolong(goal, id=GoalId(fresh_id()), until=until, at=at.now)
        keep_goal(transaction, at, new, "proposed", expected=None)
        made.append(new)
        return old

    _changed(at, id, "continued", step)
    return made[-1]


def drop(at: LearningDesk, id: GoalId, *, reason: str) -> SharedGoal:
    """Stop with it and say why (see `learning.goal_steps.drop`); the reason stays out of the journal."""
    return _changed(at, id, "dropped", lambda _, goal: goal_steps.drop(goal, reason=reason))


def goal(at: LearningDesk, id: GoalId) -> GoalView:
    """A goal as whoever stands at the desk sees it.

    Raises:
        NotFound: No such goal, or not theirs.
    """

    def work(transaction: Transaction) -> GoalView:
        found, _ = entry(transaction, SharedGoal, id)
        at.admit(transaction, found.pupil, "goal", id)
        return seen(at, found)

    return at.desk.read(work)


def views_of(at: LearningDesk, pupil: PupilId) -> tuple[GoalView, ...]:
    """Every goal of a pupil, as whoever stands at the desk sees them, in the order of their days.

    Raises:
        NotFound: A guardian or pupil who has nothing to do with this pupil.
    """

    def work(transaction: Transaction) -> tuple[GoalView, ...]:
        at.admit(transaction, pupil, "pupil", pupil)
        found = every_entry(transaction, SharedGoal, "pupil", pupil)
        return tuple(seen(at, each) for each in sorted(found, key=_when))

    return at.desk.read(work)


def goals_of(at: LearningDesk, pupils: Iterable[PupilId] | None = None) -> tuple[SharedGoal, ...]:
    """Goals whole, for the school's own questions (`learning.goal_queries`); all of them, or of these pupils.

    Raises:
        IllegalStep: It is not the school that asks.
    """
    school_only_asks(at)
    wanted = None if pupils is None else set(pupils)
    return at.desk.read(
        lambda transaction: tuple(
            each for each in every_entry(transaction, SharedGoal) if wanted is None or each.pupil in wanted
        )
    )


def school_only_asks(at: LearningDesk) -> None:
    """Refuse home what tells of the goals of others.

    Raises:
        IllegalStep: It is not the school that asks.
    """
    school_only(at.caller, "all goals", "be read from home", state="the school's to see")


def _when(goal: SharedGoal) -> tuple[date, str]:
    return goal.since, goal.id


def _changed(at: LearningDesk, id: GoalId, what: str, step: _Step, *, tell: bool = True) -> SharedGoal:
    def work(transaction: Transaction) -> SharedGoal:
        before, revision = entry(transaction, SharedGoal, id)
        at.admit(transaction, before.pupil, "goal", id)
        after = step(transaction, before)
        keep_goal(transaction, at, after, what, expected=revision, tell=tell)
        return after

    return at.desk.anew(work)


def keep_goal(
    transaction: Transaction,
    at: LearningDesk,
    goal: SharedGoal,
    what: str,
    *,
    expected: int | None,
    tell: bool = True,
) -> None:
    """Write a goal with a line in the journal, and tell its people, in a transaction that is already open.

    Args:
        transaction: Where.
        at: The desk.
        goal: The goal as it is now.
        what: The past participle of what happened to it.
        expected: The revision it was at; None for a new one.
        tell: Whether anybody is told.

    Raises:
        Conflict: Somebody else changed it, or took its place among the active goals.
    """
    kind = DOSSIER[SharedGoal]
    claims = [] if goal.place is None else [Claim(f"goals:{goal.pupil}", goal.place)]
    try:
        revision = transaction.put(
            kind.name, goal.id, dump(goal), expected=expected, index=kind.index(goal), claims=claims
        )
    except Taken:
        # Another goal took this place since the others were read: read them again.
        raise Conflict("goal", goal.id, expected=expected, found=expected) from None
    fact = at.fact(f"goal.{what}", "goal", goal.id, "home and school work on a goal", {"pupil": goal.pupil})
    body = {"goal": goal.id, "pupil": goal.pupil, "until": goal.until.isoformat()}
    people = (*goal.authors, *(f"guardian:{each.guardian}" for each in goal.answers)) if tell else ()
    if what == "answered":  # that one home answered is not the other home's to know
        people = tuple(each for each in people if each.startswith("staff:"))
    letters = at.letters(transaction, f"goal-{what}", body, people, revision=revision)
    transaction.append([fact], letters)
