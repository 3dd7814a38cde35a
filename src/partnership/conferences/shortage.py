"""Somebody or something of which more is asked than fits."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import attrs

from partnership.conferences.conference import TalkRequest
from partnership.ids import RequestId
from partnership.times import Span

__all__ = ["Shortage", "Starts", "last_end"]

Starts = Mapping[RequestId, Sequence[datetime]]
"""Per request, the starts that no rule forbids when nobody else is there, in order of time."""


@attrs.frozen(kw_only=True)
class Shortage:
    """Somebody of whom more is asked than fits.

    Attributes:
        who: The id of the member of staff or guardian, the language, or the ids of the rooms.
        asked: How many talks are asked.
        over: How many of those at least cannot be placed.
        within: The time they press on most, where that is less than the whole conference.
    """

    who: str
    asked: int
    over: int
    within: Span | None = None


def last_end(request: TalkRequest, starts: Starts) -> datetime:
    """When a talk ends at the latest."""
    return starts[request.id][-1] + timedelta(minutes=request.minutes)
