"""What has begun is not booked, moved or called off from home any more (H24)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from partnership.conferences.booking_life.deeds import Side
from partnership.conferences.booking_life.refusals import Refusal

if TYPE_CHECKING:
    from partnership.conferences.booking_life.rulings import Act, Scene

__all__ = ["gone_by"]


def gone_by(act: "Act", scene: "Scene") -> Iterator[Refusal]:
    """A family neither takes a start that has gone by nor changes a talk that has begun (H24)."""
    for place in (act.placement, act.was):
        if act.side is Side.GUARDIAN and place is not None and place.start <= act.at:
            yield Refusal(rule="gone-by", text=f"{scene.table.cast.clock(place.start)} has gone by")
