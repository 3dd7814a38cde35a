"""Who is there: members of staff, interpreters, guardians and pupils with everything that can be asked of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

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
from partnership.times import Span

__all__ = ["FIRST", "LANGUAGES", "guardians", "interpreters", "pupils", "seldom", "some", "staff"]

FIRST = datetime(2026, 11, 24, 17, tzinfo=UTC)
"""When the first sitting starts."""

LANGUAGES = ("ar", "pl")
_T = TypeVar("_T")


def some(values: Sequence[_T], *, least: int = 0, most: int = 3) -> st.SearchStrategy[tuple[_T, ...]]:
    """Some of these, each at most once."""
    if not values:
        return st.just(())
    return st.lists(
        st.sampled_from(values), unique=True, min_size=least, max_size=min(most, len(values))
    ).map(tuple)


@st.composite
def windows(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[Span, ...] | None:
    """When somebody is there: always, or pieces of sittings that may touch or overlap, or never."""
    if draw(st.integers(0, 3)) < 3:
        return None
    spans = []
    for sitting in draw(some(sittings)):
        length = sitting.span.minutes // 5
        first = draw(st.integers(0, length - 1))
        last = draw(st.integers(first + 1, length))
        start = sitting.start + timedelta(minutes=5 * first)
        spans.append(Span.of(start, minutes=5 * (last - first)))
        if last < length and draw(st.booleans()):
            spans.append(Span(start + timedelta(minutes=5 * (last - first)), sitting.end))
    return tuple(spans)


def seldom(values: st.SearchStrategy[_T]) -> st.SearchStrategy[_T | None]:
    """Mostly None, now and then one of these."""
    return st.sampled_from((None, None, None, None, 1)).flatmap(lambda some: values if some else st.none())


@st.composite
def _busy(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[Span, ...]:
    """Now and then a stretch in which somebody is taken elsewhere."""
    taken = draw(windows(sittings))
    return () if taken is None or draw(st.booleans()) else taken


@st.composite
def _pauses(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[Pause, ...]:
    """Now and then a pause in some window of some sitting."""
    if draw(st.integers(0, 4)) < 4:
        return ()
    sitting = draw(st.sampled_from(sittings))
    length = sitting.span.minutes // 5
    first = draw(st.integers(0, length - 1))
    last = draw(st.integers(first + 1, length))
    return (
        Pause(
            start=sitting.start + timedelta(minutes=5 * first),
            end=sitting.start + timedelta(minutes=5 * last),
            minutes=draw(st.integers(1, 5 * (last - first))),
        ),
    )


@st.composite
def _held_back(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[HeldTime, ...]:
    """Now and then the last minutes of a sitting, held back until a day before."""
    if draw(st.integers(0, 7)) < 7:
        return ()
    sitting = draw(st.sampled_from(sittings))
    return (
        HeldTime(
            start=sitting.end - timedelta(minutes=draw(st.sampled_from((5, 10, 15)))),
            end=sitting.end,
            until=FIRST - timedelta(days=1),
        ),
    )


@st.composite
def pupils(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[PupilPresence, ...]:
    """Up to three pupils, with or without limits."""
    return tuple(
        PupilPresence(
            id=PupilId(f"p{number}"),
            available=draw(windows(sittings)),
            busy=draw(_busy(sittings)),
            max_talks=draw(seldom(st.integers(0, 2))),
            max_talks_with_one=draw(seldom(st.integers(0, 1))),
            needs_access=draw(st.integers(0, 9)) == 9,
        )
        for number in range(draw(st.integers(0, 3)))
    )


def _modes() -> st.SearchStrategy[tuple[Mode, ...]]:
    return st.sampled_from((ANY_MODE, ANY_MODE, ANY_MODE, (Mode.ON_SITE,), (Mode.VIDEO, Mode.PHONE)))


@st.composite
def staff(draw: st.DrawFn, sittings: Sequence[Sitting], rooms: Sequence[Room]) -> tuple[StaffPresence, ...]:
    """One to three members of staff, with everything that can be asked of them."""
    own = st.sampled_from((None, *(room.id for room in rooms)))
    return tuple(
        StaffPresence(
            id=StaffId(f"t{number}"),
            available=draw(windows(sittings)),
            room=draw(own),
            modes=draw(_modes()),
            break_after=draw(st.none() | st.integers(1, 3)),
            break_minutes=draw(st.sampled_from((10, 5, 15))),
            buffer_minutes=draw(st.sampled_from((0, 0, 5))),
            break_after_minutes=draw(seldom(st.sampled_from((10, 25, 40)))),
            busy=draw(_busy(sittings)),
            start_offset_minutes=draw(st.sampled_from((0,) * 9 + (5,))),
            pauses=draw(_pauses(sittings)),
            max_talks_a_day=draw(seldom(st.integers(0, 2))),
            held_back=draw(_held_back(sittings)),
        )
        for number in range(draw(st.integers(1, 3)))
    )


@st.composite
def interpreters(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[Interpreter, ...]:
    """Up to two interpreters."""
    return tuple(
        Interpreter(
            id=InterpreterId(f"i{number}"),
            languages=draw(some(LANGUAGES, least=1)),
            available=draw(windows(sittings)),
        )
        for number in range(draw(st.integers(0, 2)))
    )


@st.composite
def guardians(draw: st.DrawFn, sittings: Sequence[Sitting]) -> tuple[GuardianPresence, ...]:
    """One to five guardians."""
    return tuple(
        GuardianPresence(
            id=GuardianId(f"g{number}"),
            available=draw(windows(sittings)),
            preferred=draw(windows(sittings)),
            interpreter=draw(st.sampled_from((None,) * 6 + LANGUAGES)),
            modes=draw(_modes()),
            max_wait_minutes=draw(st.sampled_from((None, None, 0, 10, 20))),
            busy=draw(_busy(sittings)),
            max_talks=draw(seldom(st.integers(0, 2))),
            max_in_a_row=draw(seldom(st.integers(1, 2))),
            rest_minutes=draw(st.sampled_from((10, 5, 20))),
            needs_access=draw(st.integers(0, 9)) == 9,
        )
        for number in range(draw(st.integers(1, 5)))
    )
