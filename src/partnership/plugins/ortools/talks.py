"""Each request as variables: whether it is held, when, in which sitting, in which room and with which interpreter."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import attrs
from ortools.sat.python.cp_model import CpModel, Domain, IntervalVar, IntVar

from partnership.conferences.conference import TalkRequest
from partnership.conferences.options import interpreters_for, options_at, rooms_for, starts_for
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import InterpreterId, RoomId
from partnership.times import minutes_between

__all__ = ["Clock", "TalkVars", "talk_vars"]

_Key = TypeVar("_Key", bound=Hashable)


class Clock:
    """Minutes since the first sitting of a conference began.

    Attributes:
        origin: When it began.
        spans: The first minute of each sitting and the one after its last, in order of time.
    """

    def __init__(self, cast: Cast) -> None:
        sittings = sorted(cast.conference.sittings, key=lambda sitting: sitting.start)
        self.origin = sittings[0].start
        self.spans = [
            (minutes_between(self.origin, each.start), minutes_between(self.origin, each.end))
            for each in sittings
        ]

    def sitting(self, minute: int) -> int:
        """The number of the sitting that is on."""
        return next(number for number, (first, last) in enumerate(self.spans) if first <= minute < last)

    def begins(self, sitting: int) -> datetime:
        """When a sitting begins."""
        return self.origin + timedelta(minutes=self.spans[sitting][0])


@attrs.frozen(kw_only=True)
class TalkVars:
    """The variables of one request that can be held at all.

    Attributes:
        placed: Whether it is held.
        start: The minute it starts, if it is held.
        sittings: Per sitting it could be in, whether it is.
        rooms: Per room it could have, whether it has it; None is no room.
        interpreters: Per interpreter it could have, whether it has; None is nobody.
        starts: The minutes it could start.
    """

    number: int
    request: TalkRequest
    placed: IntVar
    start: IntVar
    sittings: Mapping[int, IntVar]
    rooms: Mapping[RoomId | None, IntVar]
    interpreters: Mapping[InterpreterId | None, IntVar]
    starts: Sequence[int]

    def interval(self, model: CpModel, present: IntVar, *, further: int = 0) -> IntervalVar:
        """The time somebody is taken by it, if they are, with so many minutes after it."""
        return model.new_optional_fixed_size_interval_var(
            self.start, self.request.minutes + further, present, ""
        )


def talk_vars(model: CpModel, cast: Cast, rulebook: Rulebook) -> Sequence[TalkVars]:
    """The variables of every request that has a start no standard rule forbids, whoever else is there."""
    ours = Rulebook(rules=[each for each in rulebook.rules.values() if STANDARD.rules.get(each.name) is each])
    alone, clock = Table(cast, Timetable()), Clock(cast)
    found = []
    for number, request in enumerate(cast.conference.requests):
        starts = _starts(request, alone, ours, clock)
        if any(starts.values()):
            found.append(_vars(model, number, request, starts, cast, clock))
    return found


def _starts(
    request: TalkRequest, alone: Table, ours: Rulebook, clock: Clock
) -> dict[InterpreterId | None, list[int]]:
    """Per interpreter, the minutes at which a request could start if it were the only one; rooms never tell."""
    room = rooms_for(request, alone.cast)[0]
    starts: dict[InterpreterId | None, list[int]] = {
        name: [] for name in interpreters_for(request, alone.cast)
    }
    for moment in starts_for(request, alone.cast):
        for one in options_at(request, moment, alone.cast):
            if one.room == room and ours.allows(alone.talk(one), alone):
                starts[one.interpreter].append(minutes_between(clock.origin, moment))
    return {name: minutes for name, minutes in starts.items() if minutes}


def _vars(
    model: CpModel,
    number: int,
    request: TalkRequest,
    starts: Mapping[InterpreterId | None, Sequence[int]],
    cast: Cast,
    clock: Clock,
) -> TalkVars:
    every = sorted({minute for minutes in starts.values() for minute in minutes})
    placed = model.new_bool_var("")
    start = model.new_int_var_from_domain(Domain.from_values(every), "")
    by_sitting: dict[int, list[int]] = {}
    for minute in every:
        by_sitting.setdefault(clock.sitting(minute), []).append(minute)
    sittings, interpreters = _one_of(model, by_sitting, placed), _one_of(model, starts, placed)
    for literals, minutes_of in ((sittings, by_sitting), (interpreters, starts)):
        for key, literal in literals.items():
            domain = Domain.from_values(list(minutes_of[key]))  # type: ignore[index]
            model.add_linear_expression_in_domain(start, domain).only_enforce_if(literal)
    return TalkVars(
        number=number,
        request=request,
        placed=placed,
        start=start,
        sittings=sittings,
        rooms=_one_of(model, rooms_for(request, cast), placed),
        interpreters=interpreters,
        starts=every,
    )


def _one_of(model: CpModel, keys: Iterable[_Key], placed: IntVar) -> dict[_Key, IntVar]:
    """A literal per choice; just one holds when the talk is placed, and none when it is not."""
    names = list(keys)
    if len(names) == 1:
        return {names[0]: placed}
    literals = {name: model.new_bool_var("") for name in names}
    model.add(sum(literals.values()) == placed)
    return literals


def placement(talk: TalkVars, clock: Clock, value: Mapping[int, int]) -> Placement:
    """A placement read off the values of a solution, by the index of each variable."""
    return Placement(
        request=talk.request.id,
        start=clock.origin + timedelta(minutes=value[talk.start.index]),
        minutes=talk.request.minutes,
        room=next(name for name, literal in talk.rooms.items() if value[literal.index]),
        interpreter=next(name for name, literal in talk.interpreters.items() if value[literal.index]),
    )
