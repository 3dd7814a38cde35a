"""CP-SAT, the constraint solver of OR-Tools, warm-started from our own plan; it can also prove how good a plan is."""

from collections.abc import Iterable

from partnership.conferences.rules import STANDARD, Rulebook
from partnership.errors import MissingExtra
from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Solver

__all__ = ["partnership_solvers", "partnership_trials"]


def _make(*, rulebook: Rulebook = STANDARD, workers: int = 1) -> Solver:
    try:
        from partnership.plugins.ortools.solver import CpSatSolver  # noqa: PLC0415 - heavy, only when asked for
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] == "ortools":
            raise MissingExtra("planning with CP-SAT", "ortools") from None
        raise
    return CpSatSolver(rulebook=rulebook, workers=workers)


@hookimpl
def partnership_solvers() -> Iterable[Offer[Solver]]:
    """The solver `cp-sat`."""
    return [
        Offer(
            name="cp-sat",
            make=_make,
            summary="Plans with OR-Tools from our plan onwards, and proves a bound.",
            options={
                "rulebook": "The rules that hold; the standard ones unless others are given.",
                "workers": "How many processor cores it may use.",
            },
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """With one worker."""
    return [
        Trial(kind="solver", offer="cp-sat", contract="partnership.testing.trials:CpSatTrial"),
    ]
