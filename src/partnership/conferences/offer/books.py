"""A conference and its bookings, laid open for questions of families."""

import attrs

from partnership.conferences.offer.diary import Diary
from partnership.conferences.offer.openings import Seekers
from partnership.conferences.offer.ticks import Ticks
from partnership.conferences.rules import Rulebook
from partnership.conferences.table import Cast

__all__ = ["Books", "asks_more"]


@attrs.frozen(kw_only=True)
class Books:
    """Who and what the conference knows, the rules that hold, its ticks, who is busy when, and who still looks.

    Attributes:
        worded: Whether the conference asks for what bit masks cannot show, so that the rules judge every talk.
    """

    cast: Cast
    rulebook: Rulebook
    ticks: Ticks
    diary: Diary
    seekers: Seekers
    worded: bool


def asks_more(cast: Cast) -> bool:
    """Whether a conference asks for more than bit masks can show.

    They show sittings, presence, clashes, rooms, interpreters, breaks after a number of talks, ways by room, waiting,
    parties kept apart and the cap of a party.
    """
    conference = cast.conference
    return bool(
        conference.overrides
        or cast.changes_of_mode
        or any(each.guardians is not None for each in conference.requests)
        or any(
            each.busy
            or each.pauses
            or each.held_back
            or each.start_offset_minutes
            or each.break_after_minutes is not None
            or each.max_talks_a_day is not None
            for each in conference.staff
        )
        or any(
            each.busy or each.needs_access or each.max_talks is not None or each.max_in_a_row is not None
            for each in conference.guardians
        )
        or any(
            each.busy
            or each.needs_access
            or each.available is not None
            or each.max_talks is not None
            or each.max_talks_with_one is not None
            for each in conference.pupils
        )
    )
