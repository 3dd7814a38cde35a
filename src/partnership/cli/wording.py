"""The engine's answers to families and about fairness, as the command says them."""

from collections.abc import Sequence

from partnership.cli.render import line
from partnership.conferences.fairness import Fairness, Spread
from partnership.conferences.offer import Itinerary
from partnership.conferences.table import Cast
from partnership.conferences.telling import telling_in
from partnership.conferences.timetable import Reason
from partnership.conferences.whereabouts import Alternative, Whereabouts
from partnership.ids import RequestId

__all__ = ["alternative", "fairness_report", "news_report", "offers", "verdict", "whereabouts"]

_MOST = 20
"""Talks that are named."""


def offers(found: Sequence[Itinerary], cast: Cast, language: str) -> None:
    """The ways a family can have its talks, numbered, the best first."""
    if not found:
        line("there is no way to hold any of these talks beside the others")
    for number, each in enumerate(found, start=1):
        for place, text in enumerate(each.in_words(cast, language=language)):
            line(f"{f'{number}.' if place == 0 else '':4}{text}")


def alternative(there: Alternative, cast: Cast) -> None:
    """What stands in the way of a talk at one start, and what it would change."""
    line(f"{cast.clock(there.placement.start)}: {_change(there.change)}")
    for reason in there.reasons:
        line(f"- {_reason(reason)}")
    if there.free:
        line("no rule forbids it")


def whereabouts(here: Whereabouts, cast: Cast) -> None:
    """What was traded off for a talk where it is."""
    if here.placement is not None:
        line(f"held at {cast.clock(here.placement.start)}")
    for each in here.better:
        reasons = "; ".join(_reason(reason) for reason in each.reasons)
        line(f"better at {cast.clock(each.placement.start)} ({_change(each.change)}), but {reasons}")
    if here.placement is not None and here.move is not None:
        line(f"could move to {cast.clock(here.move.placement.start)} ({_change(here.move.change)})")


def _reason(reason: Reason) -> str:
    against = f" ({', '.join(reason.against)})" if reason.against else ""
    return f"{reason.text}{against}"


def _change(points: int) -> str:
    if not points:
        return "costs as much"
    return f"{points} points more" if points > 0 else f"{-points} points less"


def fairness_report(found: Fairness, otherwise: Sequence[RequestId] | None) -> None:
    """How talks, wishes and waiting are spread over families, and whether the order of asking mattered."""
    line(f"{found.granted.families} families asked")
    line(f"talks granted:  {_share(found.granted)}")
    line(f"wishes granted: {_share(found.wished)}")
    waiting = found.waiting
    line(
        f"minutes waited: {waiting.least:.0f} at least, {waiting.middle:.0f} in the middle, {waiting.most:.0f} at most; "
        f"Jain index {waiting.index:.3f}"
    )
    if otherwise is not None:
        line(
            f"asked in another order, {len(otherwise)} talks fall otherwise: {', '.join(otherwise[:_MOST])}"
            if otherwise
            else "asked in another order, every talk falls the same"
        )


def _share(spread: Spread) -> str:
    return (
        f"{spread.least:.0%} for the worst-off family, {spread.middle:.0%} in the middle; "
        f"Jain index {spread.index:.3f}"
    )


def news_report(told: Sequence[str], language: str) -> None:
    """What changed, a line each."""
    for text in told or (telling_in(language).nothing_changed,):
        line(text)


def verdict(faults: Sequence[str]) -> None:
    """Whether a draw was as promised, and if not, everything that was not."""
    for text in faults or (
        "drawn as promised: the digest fits, and planned once more every talk falls the same",
    ):
        line(text)
