"""The board: everybody's evening side by side, staff down and time across."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby, pairwise

import attrs

from partnership.conferences.agenda import Agendas, Appointment
from partnership.conferences.conference import Mode
from partnership.ids import StaffId
from partnership.plugins.html.wording import Wording
from partnership.times import Span, minutes_between

__all__ = ["Board", "Cell", "Row", "Sheet", "Tick", "board_of"]

_MOST_TICKS = 36  # more labels than this are not readable across a sheet of paper


@attrs.frozen(kw_only=True)
class Tick:
    """One label of the time axis and the number of columns below it."""

    label: str
    columns: int


@attrs.frozen(kw_only=True)
class Cell:
    """One stretch of somebody's evening: a talk, free time, or not there.

    `columns` is its width in the sheet's columns; the words are empty unless it is a talk.
    """

    kind: str
    columns: int
    label: str = ""
    start: str = ""
    end: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
class Row:
    """One member of staff; more than one lane only where talks overlap, which no checked timetable has."""

    name: str
    room: str
    lanes: tuple[tuple[Cell, ...], ...]


@attrs.frozen(kw_only=True)
class Sheet:
    """One sitting on one sheet of paper; `columns` are widths in minutes, `tick` the minutes between two labels."""

    day: str
    hours: str
    planned: bool
    tick: int
    columns: tuple[int, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]


@attrs.frozen(kw_only=True)
class Board:
    """All sheets, in order of time."""

    sheets: tuple[Sheet, ...]


def board_of(agendas: Agendas, wording: Wording) -> Board:
    """The board of an evening, a sheet per sitting; talks outside every sitting get a sheet per day."""
    held = [each for each in agendas.all() if each.held]
    sheets: list[tuple[Span, Sheet]] = []
    for sitting in agendas.evening.conference.sittings:
        there = [each for each in held if each.talk.sitting == sitting]
        window = Span(sitting.start, max((sitting.end, *(each.talk.end for each in there))))
        sheets.append((window, _sheet(window, there, agendas, wording, planned=True)))
    outside = [each for each in held if each.talk.sitting is None]
    for _, group in groupby(outside, key=lambda each: wording.day(each.talk.start)):
        there = list(group)
        window = Span(there[0].talk.start, max(each.talk.end for each in there))
        sheets.append((window, _sheet(window, there, agendas, wording, planned=False)))
    return Board(sheets=tuple(sheet for _, sheet in sorted(sheets, key=lambda numbered: numbered[0].start)))


def _sheet(
    window: Span,
    there: Sequence[Appointment],
    agendas: Agendas,
    wording: Wording,
    *,
    planned: bool,
) -> Sheet:
    ruler = _Ruler(window, there, agendas)
    rows = (_row(staff, ruler, there, agendas, wording) for staff in agendas.cast.staff)
    return Sheet(
        day=wording.day(window.start),
        hours=f"{wording.clock(window.start)}–{wording.clock(window.end)}",
        planned=planned,
        tick=ruler.tick,
        columns=tuple(minutes_between(start, end) for start, end in pairwise(ruler.cuts)),
        ticks=tuple(
            Tick(label=wording.clock(start), columns=ruler.columns(Span(start, end)))
            for start, end in pairwise((*ruler.ticks, window.end))
        ),
        rows=tuple(row for row in rows if row is not None),
    )


class _Ruler:
    """The time axis of a sheet: a column between every two moments at which anything begins or ends."""

    def __init__(self, window: Span, there: Sequence[Appointment], agendas: Agendas) -> None:
        step = agendas.evening.conference.step_minutes
        self.tick = step * -(-window.minutes // (step * _MOST_TICKS))
        every = timedelta(minutes=self.tick)
        self.ticks = [window.start + number * every for number in range(-(-window.minutes // self.tick))]
        cuts = {*self.ticks, window.end}
        cuts.update(moment for each in there for moment in (each.talk.start, each.talk.end))
        for person in agendas.cast.staff.values():
            for span in agendas.cast.present(person.available):
                if inside := span & window:
                    cuts.update((inside.start, inside.end))
        self.cuts = sorted(cuts)
        self.window = window

    def columns(self, span: Span) -> int:
        """How many columns a stretch is wide."""
        return bisect_left(self.cuts, span.end) - bisect_left(self.cuts, span.start)


def _row(
    staff: StaffId, ruler: _Ruler, there: Sequence[Appointment], agendas: Agendas, wording: Wording
) -> Row | None:
    """The row of somebody who is expected in this sitting; None for somebody who is not."""
    person = agendas.cast.staff[staff]
    present = agendas.cast.present(person.available)
    own = [each for each in there if staff in each.talk.request.staff]
    if not own and not any(span.overlaps(ruler.window) for span in present):
        return None
    return Row(
        name=wording.name(staff),
        room=wording.name(person.room) if person.room else "",
        lanes=tuple(
            tuple(_cells(lane, present, person.room, ruler, wording)) for lane in _lanes(own) or [[]]
        ),
    )


def _lanes(own: Sequence[Appointment]) -> list[list[Appointment]]:
    """The talks in as few lines as needed for none to hide another."""
    lanes: list[list[Appointment]] = []
    for each in own:
        for lane in lanes:
            if lane[-1].talk.end <= each.talk.start:
                lane.append(each)
                break
        else:
            lanes.append([each])
    return lanes


def _cells(
    lane: Sequence[Appointment], present: Sequence[Span], room: str | None, ruler: _Ruler, wording: Wording
) -> Iterator[Cell]:
    """A lane from left to right: talks, and between them free time by the tick and absence in one piece."""

    def state(column: tuple[datetime, datetime]) -> tuple[str, object]:
        start, _ = column
        for number, each in enumerate(lane):
            if each.talk.start <= start < each.talk.end:
                return "talk", number
        if any(start in span for span in present):
            return "free", bisect_left(ruler.ticks, start + timedelta.resolution)
        return "away", None

    for (kind, which), group in groupby(pairwise(ruler.cuts), key=state):
        columns = len(list(group))
        if isinstance(which, int) and kind == "talk":
            yield _talk_cell(lane[which], columns, room, wording)
        else:
            yield Cell(kind=kind, columns=columns)


def _talk_cell(each: Appointment, columns: int, room: str | None, wording: Wording) -> Cell:
    talk, mode = each.talk, wording.mode(each)
    elsewhere = talk.placement.room if talk.placement.room != room else None
    notes = (
        {Mode.VIDEO: wording.words.short_video, Mode.PHONE: wording.words.short_phone}.get(mode, ""),
        wording.name(elsewhere) if elsewhere else "",
    )
    return Cell(
        kind="talk" if mode is Mode.ON_SITE else f"talk {mode.value}",
        columns=columns,
        label=wording.public(talk),
        start=wording.clock(talk.start),
        end=wording.clock(talk.end),
        note=" · ".join(filter(None, notes)),
    )
