"""Caps: how many talks somebody has at most, unless staff decide otherwise and say why (H12)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.refusals import Refusal

if TYPE_CHECKING:
    from partnership.conferences.booking_life.rulings import Act, Scene
    from partnership.conferences.conference import Party, TalkRequest
    from partnership.conferences.timetable import Placement

__all__ = ["Cap", "Per", "cap"]


class Per(StrEnum):
    """Whose talks a cap counts.

    A pupil's are counted within one party: two parents who live apart do not use up each other's.
    """

    PARTY = "party"
    GUARDIAN = "guardian"
    PUPIL = "pupil"
    PUPIL_AND_STAFF = "pupil_and_staff"
    STAFF_AND_DAY = "staff_and_day"


@attrs.frozen(kw_only=True)
class Cap:
    """At most so many talks for each of something. Staff may go over it; who did and why is kept."""

    per: Per = attrs.field(converter=Per)
    talks: int = attrs.field(validator=attrs.validators.ge(0))


def cap(act: "Act", scene: "Scene") -> Iterator[Refusal]:
    """Nobody has more talks than was agreed for a party, guardian, pupil, pupil and teacher, or day of a teacher (H12)."""
    for agreed in scene.terms.caps:
        for whose, others in _counted(agreed.per, act, scene):
            against = tuple(other.id for other in others if other.id != act.request.id)
            if len(against) >= agreed.talks:
                yield Refusal(
                    rule="cap",
                    text=f"{whose} would have {len(against) + 1} talks; {agreed.talks} were agreed",
                    may_set_aside=act.side is Side.STAFF,
                    against=against,
                )


def _counted(per: Per, act: "Act", scene: "Scene") -> Iterator[tuple[str, list["TalkRequest"]]]:
    """What a cap counts for this act, each with the requests that count already."""
    if per is Per.STAFF_AND_DAY:
        if act.placement is not None and act.deed in {Deed.BOOK, Deed.MOVE, Deed.SWAP}:
            yield from _days(act, act.placement, scene)
    elif act.deed in {Deed.ASK, Deed.BOOK}:
        booked = [talk.request for talk in scene.table.talks]
        parties = scene.table.cast.parties
        for whose in _WHOSE[per](act.request, act.party):
            there = scene.asked if act.deed is Deed.ASK else booked
            yield whose, [each for each in there if whose in _WHOSE[per](each, parties[each.party])]


_WHOSE: Mapping[Per, Callable[["TalkRequest", "Party"], Iterable[str]]] = {
    Per.PARTY: lambda _, party: (f"party {party.id}",),
    Per.GUARDIAN: lambda _, party: tuple(f"guardian {name}" for name in party.guardians),
    Per.PUPIL: lambda request, party: tuple(f"pupil {pupil} of party {party.id}" for pupil in request.pupils),
    Per.PUPIL_AND_STAFF: lambda request, party: tuple(
        f"pupil {pupil} of party {party.id} with {name}" for pupil in request.pupils for name in request.staff
    ),
}
"""Whom a talk counts for, in words."""


def _days(act: "Act", placement: "Placement", scene: "Scene") -> Iterator[tuple[str, list["TalkRequest"]]]:
    day = scene.table.cast.day
    for name in act.request.staff:
        talks = scene.table.of_staff(name)
        yield (
            f"{name} that day",
            [talk.request for talk in talks if day(talk.start) == day(placement.start)],
        )
