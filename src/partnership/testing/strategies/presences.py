"""Who is there: members of staff, interpreters, guardians and pupils with everything that can be asked of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from partnership.conferences.conference import (
    ANY_MODE,
    GuardianPresence,
    HeldTime,
    Interpreter,
    Mode,
    Pause,
    PupilPresence,
    Room,
    Sitting,
    StaffPresence,
)
from partnership.ids import GuardianId, InterpreterId, PupilId, StaffId
from partnership.testing.strategies.draws import number, one, seldom, some, yes
from partnership.times import Span

__all__ = ["FIRST", "LANGUAGES", "guardians", "interpreters", "pupils", "staff"]

FIRST = datetime(2026, 11, 24, 17, tzinfo=UTC)
"""When the first sitting starts."""

LANGUAGES = ("ar", "pl")


def windows(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[Span, ...] | None:
    """When somebody is there: always, or pieces of sittings that may touch or overlap, or never."""
    if number(draw, 0, 3) < 3:
        return None
    spans = []
    for sitting in some(draw, sittings):
        length = sitting.span.minutes // 5
        first = number(draw, 0, length - 1)
        last = number(draw, first + 1, length)
        start = sitting.start + timedelta(minutes=5 * first)
        spans.append(Span.of(start, minutes=5 * (last - first)))
        if last < length and yes(draw):
            spans.append(Span(start + timedelta(minutes=5 * (last - first)), sitting.end))
    return tuple(spans)


def _busy(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[Span, ...]:
    """Now and then a stretch in which somebody is taken elsewhere."""
    taken = windows(draw, sittings)
    return () if taken is None or yes(draw) else taken


def _pauses(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[Pause, ...]:
    """Now and then a pause in some window of some sitting."""
    if number(draw, 0, 4) < 4:
        return ()
    sitting = one(draw, sittings)
    length = sitting.span.minutes // 5
    first = number(draw, 0, length - 1)
    last = number(draw, first + 1, length)
    return (
        Pause(
            start=sitting.start + timedelta(minutes=5 * first),
            end=sitting.start + timedelta(minutes=5 * last),
            minutes=number(draw, 1, 5 * (last - first)),
        ),
    )


def _held_back(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[HeldTime, ...]:
    """Now and then the last minutes of a sitting, held back until a day before."""
    if number(draw, 0, 7) < 7:
        return ()
    sitting = one(draw, sittings)
    return (
        HeldTime(
            start=sitting.end - timedelta(minutes=one(draw, (5, 10, 15))),
            end=sitting.end,
            until=FIRST - timedelta(days=1),
        ),
    )


def pupils(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[PupilPresence, ...]:
    """Up to three pupils, with or without limits."""
    return tuple(
        PupilPresence(
            id=PupilId(f"p{place}"),
            available=windows(draw, sittings),
            busy=_busy(draw, sittings),
            max_talks=seldom(draw, (0, 1, 2)),
            max_talks_with_one=seldom(draw, (0, 1)),
            needs_access=number(draw, 0, 9) == 9,
        )
        for place in range(number(draw, 0, 3))
    )


_MODES = (ANY_MODE, ANY_MODE, ANY_MODE, (Mode.ON_SITE,), (Mode.VIDEO, Mode.PHONE))


def staff(draw: st.DrawFn, sittings: Sequence[Sitting], rooms: Sequence[Room]) -> tuple[StaffPresence, ...]:
    """One to three members of staff, with everything that can be asked of them."""
    own = (None, *(room.id for room in rooms))
    return tuple(
        StaffPresence(
            id=StaffId(f"t{place}"),
            available=windows(draw, sittings),
            room=one(draw, own),
            modes=one(draw, _MODES),
            break_after=one(draw, (None, None, None, 1, 2, 3)),
            break_minutes=one(draw, (10, 5, 15)),
            buffer_minutes=one(draw, (0, 0, 5)),
            break_after_minutes=seldom(draw, (10, 25, 40)),
            busy=_busy(draw, sittings),
            start_offset_minutes=one(draw, (0,) * 9 + (5,)),
            pauses=_pauses(draw, sittings),
            max_talks_a_day=seldom(draw, (0, 1, 2)),
            held_back=_held_back(draw, sittings),
        )
        for place in range(number(draw, 1, 3))
    )


def interpreters(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[Interpreter, ...]:
    """Up to two interpreters."""
    return tuple(
        Interpreter(
            id=InterpreterId(f"i{place}"),
            languages=some(draw, LANGUAGES, least=1),
            available=windows(draw, sittings),
        )
        for place in range(number(draw, 0, 2))
    )


def guardians(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[GuardianPresence, ...]:
    """One to five guardians."""
    return tuple(
        GuardianPresence(
            id=GuardianId(f"g{place}"),
            available=windows(draw, sittings),
            preferred=windows(draw, sittings),
            interpreter=one(draw, (None,) * 6 + LANGUAGES),
            modes=one(draw, _MODES),
            max_wait_minutes=one(draw, (None, None, 0, 10, 20)),
            busy=_busy(draw, sittings),
            max_talks=seldom(draw, (0, 1, 2)),
            max_in_a_row=seldom(draw, (1, 2)),
            rest_minutes=one(draw, (10, 5, 20)),
            needs_access=number(draw, 0, 9) == 9,
        )
        for place in range(number(draw, 1, 5))
    )
