"""What one person's evening costs, or that it cannot be: read off a bit mask, remembered by it.

The part of somebody's day that lies in one block of the timeline is one integer: the ticks they are busy, and above
them the ticks their talks start. Such a part costs the same for everybody with the same terms, so what was worked out
once serves them all.
"""

from collections.abc import Callable, Iterator

import attrs

from partnership.conferences.compiled.timeline import Block, Timeline
from partnership.conferences.conference import Weights

__all__ = ["IMPOSSIBLE", "FamilyTerms", "PauseTerms", "Remembered", "StaffTerms", "remembered", "talks_of"]

IMPOSSIBLE = 1 << 60
"""The cost of a part that breaks a rule; more than everything else together."""

_MOST = 200_000


@attrs.frozen
class PauseTerms:
    """A pause that must be left: its window and the free pieces of that, in minutes from the start of a sitting.

    `sitting` is the first tick of that sitting.
    """

    sitting: int
    window: tuple[int, int]
    pieces: tuple[tuple[int, int], ...]
    minutes: int


@attrs.frozen(kw_only=True)
class StaffTerms:
    """What a member of staff may be asked; `binding` when more talks in a row than `break_after` may not be.

    `row_minutes` is the longest row of several talks, where that binds; `pauses` are those that must be left.
    """

    buffer_ticks: int
    pauses: tuple[PauseTerms, ...] = ()
    break_after: int | None = None
    break_ticks: int = 0
    break_minutes: int = 0
    binding: bool = False
    row_minutes: int | None = None


@attrs.frozen
class FamilyTerms:
    """What a party or guardian may be asked; `weighed` when its waiting and sittings are counted.

    `rests` are pairs: so many talks in a row at most, and the ticks that end a row.
    """

    travel_ticks: int
    most_waiting_minutes: int | None
    weighed: bool
    rests: tuple[tuple[int, int], ...] = ()


class Remembered(dict[int, int]):
    """Parts and their points; one that is not there yet is worked out when it is asked for.

    It forgets everything now and then, so that memory stays bounded.
    """

    def __init__(self, work_out: Callable[[int], int]) -> None:
        super().__init__({0: 0})
        self._work_out = work_out

    def __missing__(self, part: int) -> int:
        if len(self) > _MOST:
            self.clear()
        points = self[part] = self._work_out(part)
        return points


def talks_of(part: int, width: int) -> Iterator[tuple[int, int]]:
    """The talks of a part as (first tick, tick after the last), in order of time."""
    busy, starts = part & ((1 << width) - 1), part >> width
    while starts:
        first = (starts & -starts).bit_length() - 1
        starts &= starts - 1
        free = ~busy >> first
        end = first + (free & -free).bit_length() - 1
        if starts:
            end = min(end, (starts & -starts).bit_length() - 1)
        yield first, end


def remembered(
    terms: StaffTerms | FamilyTerms, block: Block, timeline: Timeline, weights: Weights
) -> Remembered:
    """What parts in this block cost somebody with these terms, in points or `IMPOSSIBLE`."""
    if isinstance(terms, StaffTerms):
        return Remembered(_staff_cost(terms, block, timeline, weights))
    return Remembered(_family_cost(terms, block, timeline, weights))


def _gap_ticks(part: int) -> int:
    """Ticks between the first and the last busy one that are not busy."""
    return part.bit_length() - (part & -part).bit_length() + 1 - part.bit_count()


def _staff_cost(
    terms: StaffTerms, block: Block, timeline: Timeline, weights: Weights
) -> Callable[[int], int]:
    plain = terms.break_after is None and not terms.buffer_ticks and terms.row_minutes is None
    pauses = [(pause, place) for pause in terms.pauses if (place := _place(block, pause.sitting)) is not None]

    def cost(part: int) -> int:
        forced = 0 if plain else _forced_pauses(talks_of(part, timeline.width), terms, block)
        if forced is None or (terms.row_minutes is not None and _row_too_long(part, terms, timeline)):
            return IMPOSSIBLE
        if not all(_has_pause(pause, place, part, timeline) for pause, place in pauses):
            return IMPOSSIBLE
        idle = sum(_gap_ticks(part & mask) for mask in block.sittings if part & mask)
        return weights.idle_minute * (timeline.minutes * idle - terms.break_minutes * forced)

    return cost


def _place(block: Block, sitting: int) -> int | None:
    """How many ticks into a block a sitting starts; None when it lies in another."""
    starts = [(mask & -mask).bit_length() - 1 for mask in block.sittings]
    return sitting - block.offset if sitting - block.offset in starts else None


def _row_too_long(part: int, terms: StaffTerms, timeline: Timeline) -> bool:
    """Whether several talks in a row go on for longer than may be."""
    first = last = None
    for start, end in talks_of(part, timeline.width):
        if last is None or first is None or start - last >= terms.break_ticks:
            first = start
        elif (end - first) * timeline.minutes > (terms.row_minutes or 0):
            return True
        last = end
    return False


def _has_pause(pause: PauseTerms, place: int, part: int, timeline: Timeline) -> bool:
    """Whether no talk of a part takes a pause away; `place` is where its sitting starts in the block."""
    talks = [
        ((start - place) * timeline.minutes, (end - place) * timeline.minutes)
        for start, end in talks_of(part, timeline.width)
    ]
    if not any(start < pause.window[1] and pause.window[0] < end for start, end in talks):
        return True
    for first, until in pause.pieces:
        since = first
        for start, end in talks:
            if min(start, until) - since >= pause.minutes:
                return True
            since = max(since, end)
        if until - since >= pause.minutes:
            return True
    return False


def _sitting(block: Block, tick: int) -> int:
    """Which sitting of a block a tick lies in."""
    return next(place for place, mask in enumerate(block.sittings) if mask >> tick & 1)


def _forced_pauses(talks: Iterator[tuple[int, int]], terms: StaffTerms, block: Block) -> int | None:
    """Pauses inside a sitting after as many talks in a row as may be; None when the part breaks a rule."""
    row = row_here = forced = 0
    last: tuple[int, int] | None = None
    for start, end in talks:
        if last is not None:
            pause = start - last[1]
            if pause < terms.buffer_ticks:
                return None
            same = _sitting(block, start) == _sitting(block, last[0])
            if pause >= terms.break_ticks:
                forced += same and row_here == terms.break_after
                row = row_here = 0
            row_here = row_here if same else 0
        row, row_here = row + 1, row_here + 1
        if terms.binding and terms.break_after is not None and row > terms.break_after:
            return None
        last = start, end
    return forced


def _family_cost(
    terms: FamilyTerms, block: Block, timeline: Timeline, weights: Weights
) -> Callable[[int], int]:
    plain = not terms.travel_ticks and terms.most_waiting_minutes is None

    def cost(part: int) -> int:
        if not plain and not _walkable(talks_of(part, timeline.width), terms, block, timeline.minutes):
            return IMPOSSIBLE
        if any(_row_too_full(part, *rest, timeline.width) for rest in terms.rests):
            return IMPOSSIBLE
        if not terms.weighed:
            return 0
        points = 0
        for mask in block.sittings:
            if part & mask:
                waiting = timeline.minutes * _gap_ticks(part & mask)
                too_long = max(0, waiting - weights.long_wait_after)
                points += (
                    weights.wait_minute * waiting
                    + weights.long_wait_minute * too_long
                    + weights.extra_sitting
                )
        return points

    return cost


def _row_too_full(part: int, most: int, rest: int, width: int) -> bool:
    """Whether more talks than may be follow one another without a rest."""
    row, last = 0, 0
    for start, end in talks_of(part, width):
        row = 1 if row == 0 or start - last >= rest else row + 1
        if row > most:
            return True
        last = end
    return False


def _walkable(talks: Iterator[tuple[int, int]], terms: FamilyTerms, block: Block, minutes: int) -> bool:
    """Whether there is time to get from each talk of a sitting to the next, and not too much of it."""
    last: tuple[int, int] | None = None
    for start, end in talks:
        if last is not None and _sitting(block, start) == _sitting(block, last[0]):
            gap = start - last[1]
            too_long = terms.most_waiting_minutes is not None and gap * minutes > terms.most_waiting_minutes
            if gap < terms.travel_ticks or too_long:
                return False
        last = start, end
    return True
