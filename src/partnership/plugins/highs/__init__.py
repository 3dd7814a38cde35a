"""Bounds by column generation, with the linear-programming solver HiGHS; needs the extra `highs`."""

from collections.abc import Iterable

from partnership.errors import MissingExtra
from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Bounder

__all__ = ["partnership_bounders", "partnership_trials"]


def _make() -> Bounder:
    try:
        from partnership.plugins.highs.bounder import HighsBounder  # noqa: PLC0415 - loaded when somebody asks for it
    except ImportError as error:
        raise MissingExtra("the bounder highs", "highs") from error
    return HighsBounder()


@hookimpl
def partnership_bounders() -> Iterable[Offer[Bounder]]:
    """Offer column generation under the name of the solver."""
    return [
        Offer(
            name="highs",
            make=_make,
            summary="Bounds by column generation; sooner and closer on large conferences.",
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On small conferences."""
    return [
        Trial(kind="bounder", offer="highs", contract="partnership.testing.trials:HighsTrial"),
    ]
