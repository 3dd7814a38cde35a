"""Time that is held back: kept free of families until an instant, then released (S13)."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.refusals import Refusal
from partnership.ids import PartyId, StaffId
from partnership.times import Span, instant, school_minute

if TYPE_CHECKING:
    from partnership.conferences.booking_life.rulings import Act, Scene

__all__ = ["HeldBack", "held_back"]


@attrs.frozen(kw_only=True)
class HeldBack:
    """Some time of one member of staff that families cannot book before it is released; staff can.

    Attributes:
        staff: Whose time.
        span: Which time.
        release: From this instant on it is like any other time.
        parties: The families for whom it is held back, who can book it before.
    """

    staff: StaffId
    span: Span
    release: datetime = attrs.field(converter=instant, validator=school_minute)
    parties: tuple[PartyId, ...] = ()


def held_back(act: "Act", scene: "Scene") -> Iterator[Refusal]:
    """Time that is held back is not booked by other families until it is released (S13)."""
    if act.side is Side.STAFF or act.placement is None or act.deed not in {Deed.BOOK, Deed.MOVE, Deed.SWAP}:
        return
    for each in scene.terms.held_back:
        if (
            each.staff in act.request.staff
            and act.at < each.release
            and act.party.id not in each.parties
            and each.span.overlaps(act.placement.span)
        ):
            yield Refusal(
                rule="held-back",
                text=f"this time of {each.staff} is held back until {scene.table.cast.clock(each.release)}",
                until=each.release,
            )
