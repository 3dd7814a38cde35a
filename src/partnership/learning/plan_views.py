"""What one person sees of an action plan: everything that is done, and of the other homes not who."""

import attrs

from partnership.learning.plans import ActionPlan

__all__ = ["plan_view"]


def plan_view(plan: ActionPlan, who: str) -> ActionPlan:
    """The same plan, in which to a guardian or pupil each other guardian is only `guardian`.

    Args:
        plan: The plan.
        who: Who looks, as `guardian:petra`.
    """
    if not who.startswith(("guardian:", "pupil:")):
        return plan

    def name(person: str) -> str:
        return "guardian" if person.startswith("guardian:") and person != who else person

    return attrs.evolve(
        plan,
        authors=tuple(dict.fromkeys(name(each) for each in plan.authors)),
        measurements=tuple(attrs.evolve(each, by=name(each.by)) for each in plan.measurements),
        done=tuple(attrs.evolve(each, by=name(each.by)) for each in plan.done),
    )
