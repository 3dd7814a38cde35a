"""Cut-offs: the moments after which families, or staff, change nothing any more (H24)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.refusals import Refusal
from partnership.ids import SittingId
from partnership.times import instant, school_minute

if TYPE_CHECKING:
    from partnership.conferences.booking_life.rulings import Act, Scene

__all__ = ["CutOff", "cut_off"]


def _deeds(deeds: Iterable[str]) -> tuple[Deed, ...]:
    return tuple(map(Deed, deeds))


@attrs.frozen(kw_only=True)
class CutOff:
    """From an instant on, one side of the counter does certain things no more.

    Attributes:
        whom: Families, or staff.
        at: The first instant it is too late.
        sitting: Only for talks in this sitting; None means the whole round.
        deeds: What it is too late for; empty means everything.
    """

    whom: Side = attrs.field(converter=Side)
    at: datetime = attrs.field(converter=instant, validator=school_minute)
    sitting: SittingId | None = None
    deeds: tuple[Deed, ...] = attrs.field(default=(), converter=_deeds)


def cut_off(act: "Act", scene: "Scene") -> Iterator[Refusal]:
    """After a cut-off nothing changes any more: of a sitting or the round, for families and staff apart (H24)."""
    cast = scene.table.cast
    places = [place for place in (act.placement, act.was) if place is not None]
    sittings = {sitting.id for place in places if (sitting := cast.sitting_at(place.start)) is not None}
    for each in scene.terms.cut_offs:
        if each.whom is not act.side or act.at < each.at or (each.deeds and act.deed not in each.deeds):
            continue
        if each.sitting is None or each.sitting in sittings:
            where = "this round" if each.sitting is None else f'sitting "{each.sitting}"'
            yield Refusal(
                rule="cut-off",
                text=f"{where} closed for this at {cast.clock(each.at)}",
                may_set_aside=act.side is Side.STAFF,
            )
