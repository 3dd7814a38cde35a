"""Reach before content: whom a workshop reached comes first; only then what it taught."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import attrs

from partnership.learning.seats import Seat, SeatState
from partnership.norms import Norms

__all__ = ["WorkshopAdvice", "WorkshopFigures", "advise_workshop", "figures_of", "follow_ups_due"]

_THERE = frozenset({SeatState.CAME, SeatState.ASKED, SeatState.TOLD})


class WorkshopAdvice(StrEnum):
    """What the figures speak for; the school and its parents decide."""

    INVITE = "invite families; nobody was asked yet"
    REACH = "reach more of the invited first: another channel, another time, or what keeps them away"
    BARRIERS = "ask those who were reached what keeps them away"
    ASK = "ask those who came whether they tried it at home"
    CONTENT = "change what is practised: it was not tried at home"
    KEEP = "keep it"


@attrs.frozen(kw_only=True)
class WorkshopFigures:
    """A workshop in numbers, without anybody in particular.

    Attributes:
        invited: How many were asked or signed up.
        reached: How many of them answered, also with no.
        came: How many of these were there.
        answered: How many of these said whether they tried it at home.
        tried: How many of these did.
    """

    invited: int
    reached: int
    came: int
    answered: int
    tried: int


def figures_of(seats: Iterable[Seat]) -> WorkshopFigures:
    """The figures of one workshop, of all its seats."""
    each_one = tuple(seats)
    told = [seat.told for seat in each_one if seat.told is not None]
    return WorkshopFigures(
        invited=len(each_one),
        reached=sum(seat.state is not SeatState.INVITED for seat in each_one),
        came=sum(seat.state in _THERE for seat in each_one),
        answered=len(told),
        tried=sum(each.tried for each in told),
    )


def advise_workshop(figures: WorkshopFigures, norms: Norms) -> WorkshopAdvice:
    """What to do next. Nothing is said of the content while the workshop reached fewer of the invited than the norm."""
    if not figures.invited:
        return WorkshopAdvice.INVITE
    if figures.reached * 100 < norms.workshop_reach_percent * figures.invited:
        return WorkshopAdvice.REACH
    if not figures.came:
        return WorkshopAdvice.BARRIERS
    if not figures.answered:
        return WorkshopAdvice.ASK
    if figures.tried * 100 < norms.workshop_tried_percent * figures.answered:
        return WorkshopAdvice.CONTENT
    return WorkshopAdvice.KEEP


def follow_ups_due(seats: Iterable[Seat], weeks_since: Mapping[str, int], norms: Norms) -> tuple[Seat, ...]:
    """Who is to be asked now whether they tried it at home: who came long enough ago, and was not asked yet.

    Args:
        seats: Of one workshop.
        weeks_since: Per session, how many school weeks ago it was.
        norms: After how many we ask.
    """
    return tuple(
        each
        for each in seats
        if each.state is SeatState.CAME
        and weeks_since.get(str(each.session), 0) >= norms.workshop_follow_up_weeks
    )
