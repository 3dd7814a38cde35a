"""What staff and interpreters would rather have; nothing of it counts until a school gives it a weight."""

from collections.abc import Sequence
from itertools import pairwise

from partnership.conferences.cast import Cast
from partnership.conferences.preferences.preference import Whose, preference
from partnership.conferences.preferences.standard import minutes_waited, per_sitting
from partnership.conferences.table import Talk
from partnership.ids import StaffId
from partnership.times import minutes_between

__all__ = ["crowded_sitting", "interpreter_idle_minutes", "no_time_to_run_over", "optional_staff_missing"]


@preference(of=Whose.STAFF, points="crowded_sitting")
def crowded_sitting(talks: Sequence[Talk], name: str, cast: Cast) -> int:
    """The talks of a member of staff are spread evenly over the sittings they are there; counts those too many (S7)."""
    present = cast.present(cast.staff[StaffId(name)].available)
    sittings = sum(any(span.overlaps(each.span) for span in present) for each in cast.conference.sittings)
    mine = [talk for talk in talks if name in talk.request.staff]
    share = -(-len(mine) // max(1, sittings))
    return sum(max(0, len(sitting) - share) for sitting in per_sitting(mine))


@preference(of=Whose.STAFF, points="no_time_to_run_over")
def no_time_to_run_over(talks: Sequence[Talk], name: str, cast: Cast) -> int:  # noqa: ARG001 - all are asked alike
    """A talk that may run over is followed by free time: a pause, or the end of the sitting (S11)."""
    mine = [talk for talk in talks if name in talk.request.staff]
    return sum(
        minutes_between(talk.end, following.start) < talk.request.run_over_minutes
        for sitting in per_sitting(mine)
        for talk, following in pairwise(sitting)
    )


@preference(of=Whose.STAFF, points="optional_staff_missing")
def optional_staff_missing(talks: Sequence[Talk], name: str, cast: Cast) -> int:
    """Who should be at a talk if they can is free then, one talk after another (H15)."""
    person = cast.staff[StaffId(name)]
    present, taken = cast.present(person.available), [talk for talk in talks if name in talk.request.staff]
    missing = 0
    for talk in talks:
        span = talk.placement.span
        if name in talk.request.optional_staff:
            there = any(each.covers(span) for each in present)
            if there and not any(map(span.overlaps, person.busy)) and not any(map(talk.overlaps, taken)):
                taken.append(talk)
            else:
                missing += 1
    return missing


@preference(of=Whose.INTERPRETER, points="interpreter_idle_minute")
def interpreter_idle_minutes(talks: Sequence[Talk], name: str, cast: Cast) -> int:  # noqa: ARG001
    """The talks of an interpreter in a sitting are one block; counted in minutes between them (S10)."""
    return sum(minutes_waited(sitting) for sitting in per_sitting(talks))
