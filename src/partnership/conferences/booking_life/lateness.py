"""A teacher runs late: which of the next talks begin late, whom that costs a talk elsewhere, and what can be done."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import attrs

from partnership.conferences.booking_life.moves import objections_to
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Table, Talk
from partnership.conferences.timetable import Placement
from partnership.errors import InvalidValue
from partnership.ids import RequestId, StaffId

__all__ = ["Lateness", "Missed", "Risk", "Way", "running_late"]


@attrs.frozen(kw_only=True)
class Missed:
    """A talk elsewhere that a family would come too late for.

    Attributes:
        minutes: How much too late, with the time it takes to get there.
    """

    request: RequestId
    minutes: int


@attrs.frozen(kw_only=True)
class Risk:
    """A talk that will begin late.

    Attributes:
        promised: When it was to begin.
        expected: When it will.
        missed: The family's next talks with somebody else that this costs.
    """

    request: RequestId
    promised: datetime
    expected: datetime
    missed: tuple[Missed, ...] = ()


@attrs.frozen(kw_only=True)
class Way:
    """Something that can be done, which every rule of the timetable allows.

    Attributes:
        name: `shorten`, `shift`, `swap-order` or `move`.
        text: What it comes to, in words, with ids only.
        moved: The talks that get another start, where they were and where they go.
        minutes: The talks that are held shorter within their time, and how long; no start changes for it.
    """

    name: str
    text: str
    moved: tuple[tuple[Placement, Placement], ...] = ()
    minutes: Mapping[RequestId, int] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Lateness:
    """What it means that a teacher runs late.

    Attributes:
        risks: The talks that begin late, in order of time; empty when a gap takes the delay up.
        ways: What can be done, that which moves the fewest talks first.
    """

    staff: StaffId
    minutes: int
    risks: tuple[Risk, ...]
    ways: tuple[Way, ...]


def running_late(
    staff: StaffId,
    minutes: int,
    at: datetime,
    table: Table,
    *,
    over: Collection[RequestId] = (),
    rulebook: Rulebook = STANDARD,
) -> Lateness:
    """Which talks are at risk when this teacher's next one begins so many minutes late, and what can be done.

    Args:
        staff: Who runs late.
        minutes: By how much.
        at: This instant.
        table: The talks that are booked.
        over: Talks that began, ended or will not be held.
        rulebook: The rules every way keeps.

    Raises:
        InvalidValue: Not one minute late.
    """
    if minutes < 1:
        raise InvalidValue("minutes", f"{minutes} minutes is not late")
    sitting = table.cast.sitting_at(at)
    ahead = [
        talk
        for talk in table.of_staff(staff)
        if talk.id not in over and talk.end > at and (sitting is None or talk.sitting == sitting)
    ]
    evening = [talk for talk in ahead if talk.sitting == ahead[0].sitting]
    late = _late(evening, timedelta(minutes=minutes), staff, table)
    risks = tuple(_risk(talk, start, table) for talk, start in late)
    rows = _Rows(staff=staff, minutes=minutes, table=table, rulebook=rulebook, ahead=tuple(evening))
    ways = () if not risks else tuple(sorted(_ways(rows, risks), key=lambda way: len(way.moved)))
    return Lateness(staff=staff, minutes=minutes, risks=risks, ways=ways)


def _late(
    talks: Sequence[Talk], delay: timedelta, staff: StaffId, table: Table
) -> Iterator[tuple[Talk, datetime]]:
    """The talks that begin late, each with when it will; a gap takes delay up."""
    buffer = timedelta(minutes=table.cast.staff[staff].buffer_minutes)
    free = talks[0].start + delay if talks else None
    for talk in talks:
        if free is None or free <= talk.start:
            return
        yield talk, free
        free += talk.end - talk.start + buffer


def _risk(talk: Talk, expected: datetime, table: Table) -> Risk:
    end = expected + (talk.end - talk.start)
    missed: dict[RequestId, int] = {}
    for name in talk.guardians:
        for other in table.of_guardian(name):
            modes = (table.cast.mode(talk.request), table.cast.mode(other.request))
            way = table.cast.travel_minutes(talk.placement.room, other.placement.room, modes)
            short = (end + timedelta(minutes=way) - other.start) // timedelta(minutes=1)
            if (
                other.start >= talk.end
                and short > 0
                and not set(other.request.staff) & set(talk.request.staff)
            ):
                missed[other.id] = short
    return Risk(
        request=talk.id,
        promised=talk.start,
        expected=expected,
        missed=tuple(Missed(request=name, minutes=short) for name, short in missed.items()),
    )


@attrs.frozen(kw_only=True)
class _Rows:
    """What the ways are looked for in."""

    staff: StaffId
    minutes: int
    table: Table
    rulebook: Rulebook
    ahead: tuple[Talk, ...]

    @property
    def free(self) -> datetime:
        """When the teacher is free for the next talk."""
        return self.ahead[0].start + timedelta(minutes=self.minutes)


def _ways(rows: _Rows, risks: Sequence[Risk]) -> Iterator[Way]:
    yield from _shorten(rows)
    for name, order, text in _orders(rows, risks):
        moved = _one_after_another(rows, order)
        if moved and _allowed(rows, [new for _, new in moved]):
            yield Way(name=name, text=text, moved=moved)
    yield from _move(rows, risks)


def _shorten(rows: _Rows) -> Iterator[Way]:
    """Hold the next talks shorter, none by more than half, until the delay is made up."""
    left, held = rows.minutes, {}
    for talk, following in zip(rows.ahead, (*rows.ahead[1:], None), strict=True):
        length = talk.placement.minutes
        less = min(left, length // 2)
        held[talk.id] = length - less
        left -= less
        if following is not None:
            gap = (following.start - talk.end) // timedelta(minutes=1)
            left = max(0, left - max(0, gap - rows.table.cast.staff[rows.staff].buffer_minutes))
        if left == 0:
            text = ", ".join(f"{name} lasts {minutes} minutes" for name, minutes in held.items())
            yield Way(name="shorten", text=text, minutes=held)
            return


def _orders(rows: _Rows, risks: Sequence[Risk]) -> Iterator[tuple[str, tuple[Talk, ...], str]]:
    """The next talks as they come, and with one that would cost a talk elsewhere before the one in front of it."""
    yield "shift", rows.ahead, f"everyone after this begins later; {len(risks)} talks"
    pressed = {risk.request for risk in risks if risk.missed}
    for place in range(1, len(rows.ahead)):
        if rows.ahead[place].id in pressed:
            order = list(rows.ahead)
            order[place - 1 : place + 1] = order[place], order[place - 1]
            yield "swap-order", tuple(order), f"{order[place - 1].id} goes before {order[place].id}"


def _one_after_another(rows: _Rows, order: Sequence[Talk]) -> tuple[tuple[Placement, Placement], ...]:
    """These talks held in this order from when the teacher is free, on the grid; those whose start changes."""
    buffer = timedelta(minutes=rows.table.cast.staff[rows.staff].buffer_minutes)
    free, moved = rows.free, []
    for talk, slot in zip(order, sorted(talk.start for talk in order), strict=True):
        start = _on_grid(max(slot, free), talk, rows.table)
        free = start + (talk.end - talk.start) + buffer
        if start != talk.start:
            moved.append((talk.placement, attrs.evolve(talk.placement, start=start)))
    return tuple(moved)


def _on_grid(moment: datetime, talk: Talk, table: Table) -> datetime:
    """The first moment from this one on that is whole steps away from where the talk is now."""
    return moment + (talk.start - moment) % timedelta(minutes=table.cast.conference.step_minutes)


def _move(rows: _Rows, risks: Sequence[Risk]) -> Iterator[Way]:
    """Take one talk out of the row and hold it at another free start, so that the others keep theirs or nearly."""
    pressed = [risk.request for risk in risks if risk.missed] or [risks[0].request]
    for talk in (each for each in rows.ahead if each.id in pressed):
        others = _one_after_another(rows, [each for each in rows.ahead if each.id != talk.id])
        start = _free_start(rows, talk, [new for _, new in others])
        if start is not None:
            clock = rows.table.cast.clock(start.start)
            yield Way(
                name="move",
                text=f"{talk.id} is held at {clock}; {len(others)} others begin later",
                moved=((talk.placement, start), *others),
            )
            return


def _free_start(rows: _Rows, talk: Talk, others: Sequence[Placement]) -> Placement | None:
    for start in starts_for(talk.request, rows.table.cast):
        if start >= rows.free and start != talk.start:
            for option in options_at(talk.request, start, rows.table.cast):
                if _allowed(rows, [*others, option]):
                    return option
    return None


def _allowed(rows: _Rows, placed: Sequence[Placement]) -> bool:
    return next(objections_to(placed, rows.table, rows.rulebook), None) is None
