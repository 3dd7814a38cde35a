"""How many talks fit into one person's time, and by how many somebody is over-asked."""

from collections.abc import Sequence
from datetime import timedelta

from partnership.conferences.conference import StaffPresence, TalkRequest
from partnership.conferences.flow import Flow
from partnership.conferences.shortage import Shortage, Starts, last_end
from partnership.conferences.table import Cast
from partnership.times import Span

__all__ = ["most_in", "of_staff", "pieces_of"]


def of_staff(
    person: StaffPresence, able: Sequence[TalkRequest], starts: Starts, cast: Cast
) -> Shortage | None:
    """How far one member of staff is over-asked: Hall's test on starts, and a count of what fits in each window."""
    asked = [request for request in able if person.id in request.staff]
    over, within = len(asked) - _matched(asked, starts), None
    pieces = pieces_of(person, cast)
    for window in _windows(asked, starts):
        inside = [request for request in asked if _confined(request, starts, window)]
        fits = sum(
            most_in(part, inside, person, cast.conference.step_minutes)
            for piece in pieces
            if (part := piece & window)
        )
        excess = len(inside) - fits
        if excess > over:
            over, within = excess, window
    return Shortage(who=person.id, asked=len(asked), over=over, within=within) if over > 0 else None


def _matched(asked: Sequence[TalkRequest], starts: Starts) -> int:
    """The most of these talks that can have a start of their own: one person starts one talk at a time."""
    flow = Flow()
    for request in asked:
        flow.add("source", ("talk", request.id))
        for start in starts[request.id]:
            flow.add(("talk", request.id), ("start", start))
    for start in {start for request in asked for start in starts[request.id]}:
        flow.add(("start", start), "sink")
    return flow.most("source", "sink")


def _windows(asked: Sequence[TalkRequest], starts: Starts) -> list[Span]:
    """The stretches of time worth counting: from somebody's first start to somebody's last end."""
    firsts = {starts[request.id][0] for request in asked}
    lasts = {last_end(request, starts) for request in asked}
    return [Span(first, last) for first in sorted(firsts) for last in sorted(lasts) if first < last]


def pieces_of(person: StaffPresence, cast: Cast) -> list[Span]:
    """The stretches in which somebody can be asked, each from its first possible start."""
    step, found = timedelta(minutes=cast.conference.step_minutes), []
    for sitting in cast.conference.sittings:
        for window in cast.present(person.available):
            if part := sitting.span & window:
                first = sitting.start - (sitting.start - part.start) // step * step
                found.extend([Span(first, part.end)] if first < part.end else [])
    return found


def _confined(request: TalkRequest, starts: Starts, window: Span) -> bool:
    """Whether a request can only be held inside a window."""
    return window.start <= starts[request.id][0] and last_end(request, starts) <= window.end


def most_in(piece: Span, inside: Sequence[TalkRequest], person: StaffPresence, step: int) -> int:
    """No more talks than this fit into a stretch of one person's time, the shortest taken first."""
    lengths = sorted(_on_grid(request.minutes + person.buffer_minutes, step) for request in inside)
    spare = max(
        (_on_grid(each.minutes + person.buffer_minutes, step) - each.minutes for each in inside), default=0
    )
    shortest = min((request.minutes for request in inside), default=0)
    pause = max(
        _on_grid(shortest + person.break_minutes, step) - _on_grid(shortest + person.buffer_minutes, step), 0
    )
    used = 0
    for number, length in enumerate(lengths):
        used += length
        if person.break_after is not None and number and number % person.break_after == 0:
            used += pause
        if used - spare > piece.minutes:
            return number
    return len(lengths)


def _on_grid(minutes: int, step: int) -> int:
    """The minutes from one start to the next that a talk takes up at least."""
    return -(-minutes // step) * step
