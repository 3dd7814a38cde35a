"""A meeting of the class team ends with a goal for every pupil, agreed between home and school."""

from collections.abc import Iterator

from partnership.contact.gatherings import Gathering, GatheringKind, GatheringState, TeamGoal
from partnership.errors import IllegalStep, InvalidInput, Problem
from partnership.ids import GatheringId, GoalId, PupilId
from partnership.learning.goals import SharedGoal
from partnership.ports import Transaction
from partnership.services.callers import school_only
from partnership.services.dossier import DOSSIER, entry, put_entry
from partnership.services.gathering_desk import GatheringDesk, pupils_in

__all__ = ["agree_goal"]

_BEFORE = frozenset({GatheringState.DRAFT, GatheringState.CANCELLED})


def agree_goal(at: GatheringDesk, id: GatheringId, pupil: PupilId, goal: GoalId) -> TeamGoal:
    """Write down which goal home and school agreed on for a pupil at a meeting of the class team.

    Raises:
        NotFound: There is no such gathering or goal.
        IllegalStep: A guardian comes, or it is no meeting of a class team that was announced.
        InvalidInput: The goal is another pupil's, not agreed yet, or a longer step than the norm; or the pupil is in
            another class; all at once.
        Conflict: Another goal was written down for this pupil.
    """
    school_only(at.caller, f"gathering {id}", "write down a goal")

    def work(transaction: Transaction) -> TeamGoal:
        found, _ = entry(transaction, Gathering, id)
        wanted, _ = entry(transaction, SharedGoal, goal)
        if found.kind is not GatheringKind.TEAM or found.state in _BEFORE:
            raise IllegalStep(
                f"gathering {id}", state=f"{found.kind}, {found.state}", step="agree on a goal", allowed=()
            )
        here = {each.id for each in pupils_in(transaction, found, at.today)}
        if problems := tuple(_unfit(at, wanted, pupil, in_class=pupil in here)):
            raise InvalidInput(problems, source=f"gathering {id}")
        made = TeamGoal(gathering=id, pupil=pupil, goal=goal)
        put_entry(transaction, made, expected=None)
        kept = DOSSIER[TeamGoal].id(made)
        transaction.append([at.done("gathering.goal_agreed", kept, "gathering_goal", goal=goal)])
        return made

    return at.desk.once(work)


def _unfit(at: GatheringDesk, goal: SharedGoal, pupil: PupilId, *, in_class: bool) -> Iterator[Problem]:
    if not in_class:
        yield Problem("$.pupil", "is in none of the classes of this gathering")
    if goal.pupil != pupil:
        yield Problem("$.goal", "is of another pupil")
    if not goal.shared:
        yield Problem("$.goal", "is not agreed yet: home answers first how it can help")
    if goal.days > at.norms.goal_step_days:
        yield Problem("$.goal", f"lasts {goal.days} days; the norm is {at.norms.goal_step_days} at most")
