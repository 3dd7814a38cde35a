"""A conference and its bookings, laid open for questions of families."""

import attrs

from partnership.conferences.offer.diary import Diary
from partnership.conferences.offer.openings import Seekers
from partnership.conferences.offer.ticks import Ticks
from partnership.conferences.rules import Rulebook
from partnership.conferences.table import Cast

__all__ = ["Books"]


@attrs.frozen(kw_only=True)
class Books:
    """Who and what the conference knows, the rules that hold, its ticks, who is busy when, and who still looks."""

    cast: Cast
    rulebook: Rulebook
    ticks: Ticks
    diary: Diary
    seekers: Seekers
