"""What changed between two timetables, talk by talk."""

import attrs

from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import RequestId

__all__ = ["Difference", "difference"]


@attrs.frozen(kw_only=True)
class Difference:
    """The talks that are new, gone, moved and unchanged, each in order of request id.

    Attributes:
        placed: Talks that are only in the new timetable.
        dropped: Talks that are only in the old one.
        moved: Talks whose start, duration, room or interpreter changed, as (old, new).
        kept: The requests whose talk is as it was.
    """

    placed: tuple[Placement, ...]
    dropped: tuple[Placement, ...]
    moved: tuple[tuple[Placement, Placement], ...]
    kept: tuple[RequestId, ...]


def difference(old: Timetable, new: Timetable) -> Difference:
    """What it takes to get from the old timetable to the new one."""
    before = {each.request: each for each in old.placements}
    after = {each.request: each for each in new.placements}
    both = sorted(before.keys() & after.keys())
    return Difference(
        placed=tuple(after[name] for name in sorted(after.keys() - before.keys())),
        dropped=tuple(before[name] for name in sorted(before.keys() - after.keys())),
        moved=tuple((before[name], after[name]) for name in both if before[name] != after[name]),
        kept=tuple(name for name in both if before[name] == after[name]),
    )
