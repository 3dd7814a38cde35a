"""What one person sees of an action plan: everything that is done, and of the other homes not who."""

import attrs

from partnership.ids import of_school
from partnership.learning.plans import ActionPlan

__all__ = ["plan_view"]

_HOME = "home"


def plan_view(plan: ActionPlan, who: str) -> ActionPlan:
    """The same plan, in which to whoever is not of the school each other guardian is only `home`.

    What is done at home is counted as one side, so that a day on which somebody read aloud is there for every home; who
    it was is not, and a guardian who helped to make the plan is not named to another.

    Args:
        plan: The plan.
        who: Who looks, as `guardian:petra`.
    """
    if of_school(who):
        return plan

    def name(person: str) -> str:
        return _HOME if person.startswith("guardian:") and person != who else person

    named = dict.fromkeys(name(each) for each in plan.authors)
    return attrs.evolve(
        plan,
        authors=tuple(each for each in named if each != _HOME) or (_HOME,),
        measurements=tuple(attrs.evolve(each, by=name(each.by)) for each in plan.measurements),
        done=tuple(attrs.evolve(each, by=name(each.by)) for each in plan.done),
    )
