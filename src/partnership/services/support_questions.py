"""What is asked about support plans: one as somebody sees it, and those that wait for the school."""

from partnership.ids import PupilId, SupportPlanId
from partnership.learning.support_plans import SupportPlan
from partnership.learning.support_views import SupportView, support_view
from partnership.ports import Transaction
from partnership.services.callers import school_only
from partnership.services.dossier import entry, every_entry
from partnership.services.learning_desk import LearningDesk

__all__ = ["due", "late", "seen", "support_plan", "support_plans_of"]


def due(at: LearningDesk) -> tuple[SupportPlan, ...]:
    """The plans that are to be evaluated with the parents by today.

    Raises:
        IllegalStep: It is not the school that asks.
    """
    return tuple(each for each in _every(at) if each.evaluation_due(at.today, at.norms))


def late(at: LearningDesk) -> tuple[SupportPlan, ...]:
    """The plans that were not adopted within the weeks of the norm.

    Raises:
        IllegalStep: It is not the school that asks.
    """
    return tuple(each for each in _every(at) if each.is_late(at.today, at.norms))


def support_plan(at: LearningDesk, id: SupportPlanId) -> SupportView:
    """A plan as whoever stands at the desk sees it: to a guardian with their own consent only.

    Raises:
        NotFound: No such plan, or not theirs.
    """

    def work(transaction: Transaction) -> SupportView:
        found, _ = entry(transaction, SupportPlan, id)
        at.admit(transaction, found.pupil, "support_plan", id)
        return seen(at, found)

    return at.desk.read(work)


def support_plans_of(at: LearningDesk, pupil: PupilId) -> tuple[SupportView, ...]:
    """The plans of a pupil as whoever stands at the desk sees them, by the day they began.

    Raises:
        NotFound: A guardian or pupil who has nothing to do with this pupil.
    """

    def work(transaction: Transaction) -> tuple[SupportView, ...]:
        at.admit(transaction, pupil, "pupil", pupil)
        found = every_entry(transaction, SupportPlan, "pupil", pupil)
        return tuple(seen(at, each) for each in sorted(found, key=lambda each: (each.begun_on, each.id)))

    return at.desk.read(work)


def _every(at: LearningDesk) -> tuple[SupportPlan, ...]:
    school_only(at.caller, "all support plans", "be read from home", state="the school's to see")
    return at.desk.read(lambda transaction: tuple(every_entry(transaction, SupportPlan)))


def seen(at: LearningDesk, plan: SupportPlan) -> SupportView:
    """A plan as whoever stands at the desk sees it (see `learning.support_views`)."""
    return support_view(plan, at.caller.actor)
