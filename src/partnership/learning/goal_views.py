"""What one person sees of a goal: everyone the goal, nobody another home's traces, and ratings only once one has rated."""

import attrs

from partnership.ids import GoalId, PupilId, of_school
from partnership.learning.attainment import Rating
from partnership.learning.commitments import Commitment
from partnership.learning.goals import GoalState, HomeAnswer, SharedGoal, Wording

__all__ = ["GoalView", "goal_view"]


@attrs.frozen(kw_only=True)
class GoalView:
    """A goal as one person sees it.

    Attributes:
        proposed_by: What kind of person proposed it (`guardian`, `staff`, `pupil`), without who.
        levels: The words of the five levels; none where there is no scale.
        commitments: What each side does; of the homes, only one's own and what every home does.
        answers: Answers about support at home; to a guardian their own.
        ratings: Where each says the pupil is; those of others only once one has rated oneself or it was reviewed.
    """

    id: GoalId
    pupil: PupilId
    state: GoalState
    proposed_by: str
    wordings: tuple[Wording, ...] = attrs.field(repr=False)
    since: str
    until: str
    indicator: str = attrs.field(repr=False)
    baseline: str = attrs.field(repr=False)
    levels: tuple[str, ...] = attrs.field(repr=False)
    commitments: tuple[Commitment, ...]
    answers: tuple[HomeAnswer, ...]
    ratings: tuple[Rating, ...]


_OVER = (GoalState.REVIEWED, GoalState.ACHIEVED, GoalState.CONTINUED)


def goal_view(goal: SharedGoal, who: str) -> GoalView:
    """A goal as `who` sees it, such as `guardian:petra`, `staff:jansen` or `pupil:noor`.

    To each guardian the other homes are not there: not what they answered, promised or rated, nor that they are.
    To the pupil the homes are each other's secret too: they see what every home does and their own rating.
    """
    outside = of_school(who)

    def own_home(guardian: str) -> bool:
        return outside or who == f"guardian:{guardian}"

    rated = any(each.by == who for each in goal.ratings)
    blind = not rated and goal.state not in _OVER
    return GoalView(
        id=goal.id,
        pupil=goal.pupil,
        state=goal.state,
        proposed_by=goal.authors[0].partition(":")[0],
        wordings=goal.wordings,
        since=goal.since.isoformat(),
        until=goal.until.isoformat(),
        indicator=goal.indicator,
        baseline=goal.baseline,
        levels=() if goal.scale is None else goal.scale.levels,
        commitments=tuple(
            each for each in goal.commitments if each.guardian is None or own_home(each.guardian)
        ),
        answers=tuple(each for each in goal.answers if own_home(each.guardian)),
        ratings=tuple(
            each
            for each in goal.ratings
            if each.by == who or (not blind and (outside or not each.by.startswith("guardian:")))
        ),
    )
