"""The smallest change that would place a request: each one tried by the rules before it is told."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

import attrs

from partnership.conferences.conference import Sitting, TalkRequest
from partnership.conferences.objections import Objection
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import Help, Placement
from partnership.ids import RequestId, SittingId, StaffId, fresh_id

__all__ = ["Start", "remedies"]

_MOST = 3
_PRESENCE = frozenset({"staff-present", "guardian-present"})
_STAFF = frozenset({"staff-clash", "staff-present", "staff-break"})


@attrs.frozen(kw_only=True)
class Start:
    """One way to hold a request, and everything the rules have against it."""

    placement: Placement
    objections: tuple[Objection, ...]


@attrs.frozen(kw_only=True)
class _Case:
    """A request that looks for a place."""

    request: TalkRequest
    starts: Sequence[Start]
    table: Table
    rulebook: Rulebook

    def only(self, *rules: str) -> Iterator[Start]:
        """The starts that nothing but these rules blocks."""
        return (start for start in self.starts if {each.rule for each in start.objections} <= set(rules))

    def clock(self, start: Start) -> str:
        """When a start is, as the school's clock shows it."""
        return self.table.cast.clock(start.placement.start)


def remedies(
    request: RequestId, starts: Sequence[Start], table: Table, rulebook: Rulebook, *, for_family: bool = False
) -> tuple[Help, ...]:
    """At most three changes, the smallest first, each of which would place the request by all the rules.

    A family is not told what another family could do.
    """
    case = _Case(request=table.cast.requests[request], starts=starts, table=table, rulebook=rulebook)
    free = next((start for start in starts if not start.objections), None)
    if free is not None:
        return (Help(text=f"it fits at {case.clock(free)}; nothing has to change"),)
    kinds: tuple[Callable[[_Case], Iterator[str]], ...] = (
        _unpinned,
        _higher_cap,
        _longer_presence,
        _another_interpreter,
        _another_room,
        *(() if for_family else (_one_talk_moved,)),
        _other_staff,
        _longer_sitting,
        _another_sitting,
    )
    told = (text for kind in kinds for text in islice(kind(case), 1))
    return tuple(Help(text=text) for text in islice(told, _MOST))


def _unpinned(case: _Case) -> Iterator[str]:
    if case.request.pinned is not None:
        loose = attrs.evolve(case.request, pinned=None)
        if place := _place(loose, case.table, case.rulebook):
            yield f"letting go of its pin: it fits at {case.table.cast.clock(place.start)}"


def _higher_cap(case: _Case) -> Iterator[str]:
    party = case.table.cast.parties[case.request.party]
    for start in case.only("most-talks"):
        others = sum(other.id != case.request.id for other in case.table.of_party(party.id))
        yield f"a cap of {others + 1} talks for party {party.id} (now {party.max_talks}), at {case.clock(start)}"


def _longer_presence(case: _Case) -> Iterator[str]:
    for start in case.only(*_PRESENCE):
        away = sorted({str(each.whom) for each in start.objections})
        if len(away) == 1:
            minutes = start.placement.minutes
            yield f"{away[0]} being there at {case.clock(start)} for {minutes} minutes"


def _another_interpreter(case: _Case) -> Iterator[str]:
    languages = " and ".join(case.table.cast.languages(case.request))
    for start in case.only("interpreter-present", "interpreter-clash"):
        yield f"another interpreter who speaks {languages}, at {case.clock(start)}"


def _another_room(case: _Case) -> Iterator[str]:
    for start in case.only("room-capacity"):
        yield f"another room at {case.clock(start)}"


def _one_talk_moved(case: _Case) -> Iterator[str]:
    """The starts that only one other talk blocks, which itself could be held at another time."""
    table = case.table
    for start in case.starts:
        blocking = {other for each in start.objections for other in each.against}
        if len(blocking) == 1 and all(each.against for each in start.objections):
            other = table.cast.requests[next(iter(blocking))]
            moved = table.changed(without=(other.id, case.request.id), placed=(start.placement,))
            if place := _place(other, moved, case.rulebook):
                there = table.cast.clock(place.start)
                yield f"moving {other.id} to {there}, which frees {case.clock(start)}"


def _place(request: TalkRequest, table: Table, rulebook: Rulebook) -> Placement | None:
    """The first place for a request that the rules allow."""
    for start in starts_for(request, table.cast):
        for placement in options_at(request, start, table.cast):
            if rulebook.allows(attrs.evolve(table.talk(placement), request=request), table):
                return placement
    return None


def _other_staff(case: _Case) -> Iterator[str]:
    """The starts where one member of staff stands in the way, and a colleague who could take over."""
    for start in case.only(*_STAFF):
        hindered = {each.whom for each in start.objections}
        for name in hindered if len(hindered) == 1 else ():
            for colleague in case.table.cast.staff:
                if colleague not in case.request.staff and _takes_over(case, start, str(name), colleague):
                    yield f"{colleague} in place of {name}, at {case.clock(start)}"


def _takes_over(case: _Case, start: Start, name: str, colleague: StaffId) -> bool:
    staff = tuple(colleague if each == name else each for each in case.request.staff)
    instead = attrs.evolve(case.request, staff=staff, pinned=None)
    return any(
        case.rulebook.allows(
            attrs.evolve(case.table.talk(placement), request=instead, placement=placement), case.table
        )
        for placement in options_at(instead, start.placement.start, case.table.cast)
    )


def _longer_sitting(case: _Case) -> Iterator[str]:
    """A sitting that stays open just long enough for one more talk, and who would have to stay."""
    conference = case.table.cast.conference
    step, length = timedelta(minutes=conference.step_minutes), timedelta(minutes=case.request.minutes)
    for sitting in sorted(conference.sittings, key=lambda sitting: sitting.start):
        inside = max((sitting.end - length - sitting.start) // step + 1, 0)
        end = sitting.start + inside * step + length
        if any(sitting.start < other.start < end for other in conference.sittings):
            continue
        longer = attrs.evolve(sitting, end=end)
        sittings = tuple(longer if each is sitting else each for each in conference.sittings)
        for who in _who_must_come(case, sittings, end - length):
            minutes = (end - sitting.end) // timedelta(minutes=1)
            until = case.table.cast.clock(end)
            yield f"{minutes} minutes more of {sitting.id}, until {until}{who}"


def _another_sitting(case: _Case) -> Iterator[str]:
    """A sitting of its own, the day after the last."""
    sittings = case.table.cast.conference.sittings
    start = max(sitting.end for sitting in sittings) + timedelta(days=1)
    end = start + timedelta(minutes=case.request.minutes)
    added = Sitting(id=SittingId(fresh_id()), start=start, end=end)
    for who in _who_must_come(case, (*sittings, added), start):
        yield f"another sitting{who}"


def _who_must_come(case: _Case, sittings: tuple[Sitting, ...], start: datetime) -> Iterator[str]:
    """Whether a request could be held at a start if these were the sittings: who must then be there, in words."""
    conference = attrs.evolve(case.table.cast.conference, sittings=sittings)
    table = Table(conference, case.table.timetable)
    for placement in options_at(case.request, start, table.cast):
        against = list(case.rulebook.objections(table.talk(placement), table))
        if all(each.rule in _PRESENCE for each in against):
            coming = sorted({str(each.whom) for each in against})
            yield f", with {' and '.join(coming)} there" if coming else ""
