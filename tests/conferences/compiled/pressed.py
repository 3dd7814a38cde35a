"""A short evening on which everybody asks something of everybody, so that no rule of one person's day is ever far away."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import attrs
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, staff

from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.conference import (
    ANY_MODE,
    Conference,
    GuardianPresence,
    HeldTime,
    Interpreter,
    Journey,
    KeepApart,
    Mode,
    ModeChange,
    Override,
    Party,
    Pause,
    Pin,
    PupilPresence,
    Room,
    Sitting,
    StaffPresence,
    TalkRequest,
    Travel,
    Weights,
)
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.construct import ticks_in
from partnership.conferences.timetable import LeftOver, Timetable
from partnership.ids import InterpreterId, PartyId, PupilId, RoomId, SittingId
from partnership.testing.strategies.draws import number, one, some, yes
from partnership.times import Span

__all__ = ["assigned", "pressed", "span_near", "timetable_after"]

ROOMS = (
    Room(id=RoomId("r1"), accessible=True),
    Room(id=RoomId("r2"), capacity=2),
    Room(id=RoomId("annex"), accessible=True),
)
HARD = (
    "inside-sitting",
    "start-grid",
    "duration",
    "staff-clash",
    "guardian-clash",
    "pupil-clash",
    "interpreter-clash",
    "room-capacity",
)
OFF = tuple(name for name in (*STANDARD.rules, *STANDARD.preferences) if name not in HARD)
"""What the board can do without, one by one; it never puts anybody in two talks at once."""
WAIVABLE = tuple(name for name, each in STANDARD.rules.items() if each.can_be_waived)
COUNTS = tuple(attrs.asdict(Weights()))
ON_THE_WAY = ("walking_minute", "interpreter_idle_minute")
MODES = (tuple(Mode),) * 7 + ((Mode.ON_SITE,), (Mode.VIDEO, Mode.PHONE))


def _sittings(draw: st.DrawFn) -> tuple[Sitting, ...]:
    """One to three short ones, the last of them perhaps first in the file: touching, near, or a day later."""
    sittings, start = [], clock("18:00")
    for place in range(one(draw, (1, 2, 2, 3))):
        end = start + timedelta(minutes=one(draw, (45, 30, 60)))
        sittings.append(Sitting(id=SittingId(f"s{place}"), start=start, end=end))
        start = end + timedelta(minutes=one(draw, (0, 5, 20, 24 * 60)))
    return tuple(sittings[::-1] if yes(draw) else sittings)


def _span(draw: st.DrawFn, sitting: Sitting) -> Span:
    """A part of a sitting, to the minute."""
    first = number(draw, 0, sitting.span.minutes - 2)
    return Span.of(
        sitting.start + timedelta(minutes=first), minutes=number(draw, 1, sitting.span.minutes - first)
    )


def _there(draw: st.DrawFn, sittings: tuple[Sitting, ...]) -> tuple[Span, ...] | None:
    """Mostly the whole time; else all sittings but part of one."""
    if number(draw, 0, 4) < 4:
        return None
    return (_span(draw, sittings[0]), *(each.span for each in sittings[1:]))


def _busy(draw: st.DrawFn, sittings: tuple[Sitting, ...]) -> tuple[Span, ...]:
    return (_span(draw, one(draw, sittings)),) if number(draw, 0, 4) == 4 else ()


def span_near(draw: st.DrawFn, sittings: Sequence[Sitting]) -> Span:
    """Some minutes that begin in a sitting, or shortly before, and may end in another."""
    start = one(draw, sittings).start + timedelta(minutes=number(draw, -7, 40))
    return Span.of(start, minutes=number(draw, 1, 70))


def _pauses(draw: st.DrawFn, sittings: tuple[Sitting, ...]) -> tuple[Pause, ...]:
    windows = [_span(draw, one(draw, sittings)) for _ in range(number(draw, 0, 2))]
    return tuple(
        Pause(start=each.start, end=each.end, minutes=number(draw, 1, each.minutes)) for each in windows
    )


def _cap(draw: st.DrawFn, about: str) -> int | None:
    return one(draw, (None, 1, 2)) if about == "numbers" else None


def _staff(
    draw: st.DrawFn, name: str, sittings: tuple[Sitting, ...], rooms: tuple[Room, ...], about: str
) -> StaffPresence:
    rows = about == "rows"
    kind = one(draw, (3, 1, 2, 0)) if rows else 0
    return staff(
        name,
        room=one(draw, (None, *(room.id for room in rooms))),
        modes=one(draw, MODES) if about == "places" else ANY_MODE,
        break_after=one(draw, (2, 1, 3, None)) if kind else None,
        break_after_minutes=one(draw, (20, 15, 30, 7)) if kind == 1 else None,
        break_minutes=one(draw, (10, 5, 15, 7)),
        buffer_minutes=one(draw, (0, 0, 5, 10, 3)) if rows else 0,
        available=_there(draw, sittings),
        busy=_busy(draw, sittings),
        held_back=tuple(
            HeldTime(start=each.start, end=each.end, until=clock("12:00")) for each in _busy(draw, sittings)
        ),
        pauses=_pauses(draw, sittings) if kind == 2 else (),
        start_offset_minutes=one(draw, (0, 0, 0, 0, 2, 10)),
        max_talks_a_day=_cap(draw, about),
    )


def _guardian(draw: st.DrawFn, name: str, sittings: tuple[Sitting, ...], about: str) -> GuardianPresence:
    kind = number(draw, 0, 3) if about == "rows" else 0
    places = about == "places"
    return guardian(
        name,
        available=_there(draw, sittings),
        busy=_busy(draw, sittings),
        preferred=(_span(draw, one(draw, sittings)),) if yes(draw) else None,
        interpreter=one(draw, (None, None, "ar", "pl")) if places else None,
        modes=one(draw, MODES) if places else ANY_MODE,
        max_wait_minutes=one(draw, (0, 10, 15, 20)) if kind == 1 else None,
        max_in_a_row=one(draw, (1, 2)) if kind == 2 else None,
        rest_minutes=one(draw, (10, 5, 15, 12)),
        max_talks=_cap(draw, about),
        needs_access=places and number(draw, 0, 7) == 7,
    )


def _travel(draw: st.DrawFn, rooms: tuple[Room, ...]) -> Travel:
    if not rooms:
        return Travel(default_minutes=one(draw, (0, 0, 5)))
    pairs = [(one.id, other.id) for one in rooms for other in rooms if one.id <= other.id]
    change = ModeChange(origin=Mode.ON_SITE, destination=Mode.VIDEO, minutes=number(draw, 1, 12))
    return Travel(
        default_minutes=one(draw, (0, 5, 10, 3)),
        between=tuple(
            Journey(origin=origin, destination=destination, minutes=number(draw, 0, 12))
            for origin, destination in (some(draw, pairs) if yes(draw) else ())
        ),
        between_modes=(change,) if number(draw, 0, 3) == 3 else (),
    )


def _pin(draw: st.DrawFn, sittings: tuple[Sitting, ...], rooms: tuple[Room, ...]) -> Pin:
    start = one(draw, sittings).start + timedelta(minutes=5 * number(draw, 0, 5))
    return Pin(start=start, room=one(draw, (None, *(room.id for room in rooms))))


def _request(
    draw: st.DrawFn, name: str, party: Party, sittings: tuple[Sitting, ...], rooms: tuple[Room, ...]
) -> TalkRequest:
    pupils = one(draw, ("", "noor", "sam", "noor sam"))
    return asked(
        name,
        party.id,
        one(draw, ("jansen", "jansen", "devries", "jansen devries")),
        pupils,
        minutes=one(draw, (10, 5, 15)),
        weight=number(draw, 0, 2),
        pupil_attends=bool(pupils) and yes(draw),
        guardians=(one(draw, party.guardians),) if number(draw, 0, 3) == 3 else None,
        mode=one(draw, tuple(Mode)) if number(draw, 0, 9) == 9 else None,
        pinned=_pin(draw, sittings, rooms) if number(draw, 0, 7) == 7 else None,
    )


@st.composite
def pressed(draw: st.DrawFn, about: str) -> Conference:
    """Two teachers and three parties, two of which may share somebody.

    Args:
        draw: Hypothesis.
        about: What there are limits on: `rows` of talks and the pauses between them, `numbers` of talks, or `places`
            and the ways between them.
    """
    sittings, rooms = _sittings(draw), ROOMS if about == "places" else ()
    parties = (
        family("f1", "fatima", max_talks=_cap(draw, about)),
        family("f2", "bram", max_talks=_cap(draw, about)),
        family("f3", one(draw, ("els", "els bram", "fatima els"))),
    )
    requests = tuple(
        _request(draw, f"q{place}", one(draw, parties), sittings, rooms)
        for place in range(number(draw, 4, 8))
    )
    apart = KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=one(draw, (10, 1, 25, 13)))
    override = Override(
        rule=one(draw, WAIVABLE), request=one(draw, requests).id, by="staff:head", reason="as agreed"
    )
    return autumn(
        sittings=sittings,
        step_minutes=5,
        rooms=rooms,
        travel=_travel(draw, rooms),
        staff=tuple(_staff(draw, name, sittings, rooms, about) for name in ("jansen", "devries")),
        interpreters=tuple(
            Interpreter(
                id=InterpreterId(name),
                languages=languages,
                available=tuple(_span(draw, each) for each in sittings) if yes(draw) else None,
            )
            for name, languages in (("amal", ("ar", "pl")), ("piotr", ("pl",)), ("rana", ("ar",)))
        ),
        guardians=tuple(_guardian(draw, name, sittings, about) for name in ("fatima", "bram", "els")),
        pupils=tuple(
            PupilPresence(
                id=PupilId(name),
                available=_there(draw, sittings),
                busy=_busy(draw, sittings),
                max_talks=_cap(draw, about),
                max_talks_with_one=_cap(draw, about),
            )
            for name in ("noor", "sam")
        ),
        parties=parties,
        keep_apart=(apart,) if about == "places" and yes(draw) else (),
        requests=requests,
        overrides=(override,) if yes(draw) else (),
        rules_off=some(draw, OFF, most=one(draw, (0, 3))),
        weights=Weights(
            **dict.fromkeys((*some(draw, COUNTS), *(ON_THE_WAY if rooms else ())), one(draw, (7, 0, 40)))
        ),
    )


@st.composite
def assigned(
    draw: st.DrawFn, board: Board, requests: Iterable[int]
) -> tuple[dict[int, int], dict[int, tuple[int, ...]]]:
    """Somewhere else for these talks, or nowhere: each where it may be alone and nobody would be in two at once."""
    move, held = dict.fromkeys(requests, NOBODY), {each: board.held[each] for each in requests}
    for request in move:
        ticks = ticks_in(board.each[request].starts)
        if not ticks or number(draw, 0, 5) == 5:
            continue
        first = min(number(draw, 0, len(ticks) - 1), number(draw, 0, len(ticks) - 1))
        rather = number(draw, 0, 1)
        for tick in (*ticks[first:], *ticks[:first]):
            wish = {**held, request: _wish(board, request, tick, rather)}
            if not board.clashes({**move, request: tick}, wish):
                move[request], held = tick, wish
                break
    return move, held


def _wish(board: Board, request: int, tick: int, rather: int) -> tuple[int, ...]:
    """Everyone a talk needs and, of each pool, somebody who is there then, first or last."""
    demand, openings = board.each[request], board.demands.openings
    there = [[index for index in pool if openings(index, demand.ticks) >> tick & 1] for pool in demand.pools]
    return (*demand.people, *(each[-rather] for each in there))


def timetable_after(board: Board, move: dict[int, int], held: dict[int, tuple[int, ...]]) -> Timetable:
    """The timetable as it would be when a move is made."""
    requests = board.demands.cast.conference.requests
    where = {number: (tick, board.held[number]) for number, tick in enumerate(board.start)}
    where |= {number: (tick, held[number]) for number, tick in move.items()}
    placements = [
        board.demands.placement(number, tick, people)
        for number, (tick, people) in where.items()
        if tick != NOBODY
    ]
    return Timetable(
        placements=tuple(sorted(placements, key=lambda each: (each.start, each.request))),
        left_over=tuple(
            LeftOver(request=requests[number].id) for number, (tick, _) in where.items() if tick == NOBODY
        ),
    )
