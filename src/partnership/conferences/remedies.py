"""The smallest change that would place a request: each one tried by the rules before it is told."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

import attrs

from partnership.conferences.conference import Sitting, TalkRequest
from partnership.conferences.objections import Objection
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import Help, Placement
from partnership.ids import GuardianId, RequestId, SittingId, StaffId, fresh_id
from partnership.times import minutes_between

__all__ = ["Start", "remedies"]

_MOST = 3
_LATEST = timedelta(hours=3)
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
    request: RequestId, starts: Sequence[Start], table: Table, rulebook: Rulebook, *, for_family: bool
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
    """One person who would only have to be there longer, the fewest minutes first."""
    found = []
    for start in case.only(*_PRESENCE):
        away = sorted({str(each.whom) for each in start.objections})
        if len(away) == 1:
            found.append((_missing(case, start, away[0]), start.placement.start, start, away[0]))
    for _, _, start, who in sorted(found, key=lambda each: each[:2]):
        yield f"{who} being there at {case.clock(start)} for {start.placement.minutes} minutes"


def _missing(case: _Case, start: Start, who: str) -> int:
    """The minutes of a talk that somebody is not there."""
    cast, talk = case.table.cast, start.placement.span
    person = cast.staff.get(StaffId(who)) or cast.guardians[GuardianId(who)]
    there = (span & talk for span in cast.present(person.available))
    return talk.minutes - sum(span.minutes for span in there if span)


def _another_interpreter(case: _Case) -> Iterator[str]:
    languages = " and ".join(case.table.cast.languages(case.request))
    for start in case.only("interpreter-present", "interpreter-clash"):
        yield f"another interpreter who speaks {languages}, at {case.clock(start)}"


def _another_room(case: _Case) -> Iterator[str]:
    for start in case.only("room-capacity"):
        yield f"another room at {case.clock(start)}"


def _one_talk_moved(case: _Case) -> Iterator[str]:
    """The starts that only one other talk blocks, which itself could be held at another time: the nearest first."""
    table, found = case.table, []
    for start in case.starts:
        blocking = {other for each in start.objections for other in each.against}
        if len(blocking) == 1 and all(each.against for each in start.objections):
            other = table.cast.requests[next(iter(blocking))]
            was = next(talk.start for talk in table.talks if talk.id == other.id)
            moved = table.changed(without=(other.id, case.request.id), placed=(start.placement,))
            places = sorted(starts_for(other, table.cast), key=lambda place: (abs(place - was), place))
            if place := _place(other, moved, case.rulebook, places):
                found.append((abs(place.start - was), start.placement.start, place, start, other.id))
    for _, _, place, start, name in sorted(found, key=lambda each: each[:2]):
        yield f"moving {name} to {table.cast.clock(place.start)}, which frees {case.clock(start)}"


def _place(
    request: TalkRequest, table: Table, rulebook: Rulebook, starts: Iterable[datetime] | None = None
) -> Placement | None:
    """The first place for a request that the rules allow, in order of time unless other starts are given."""
    for start in starts_for(request, table.cast) if starts is None else starts:
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
    instead = attrs.evolve(case.request, staff=staff)
    return any(
        case.rulebook.allows(attrs.evolve(case.table.talk(placement), request=instead), case.table)
        for placement in options_at(instead, start.placement.start, case.table.cast)
    )


def _longer_sitting(case: _Case) -> Iterator[str]:
    """A sitting that stays open just long enough for the talk, and who would have to stay: the fewest minutes first."""
    found: list[tuple[int, datetime, SittingId, str]] = []
    for sitting in case.table.cast.conference.sittings:
        found.extend(islice(_later(case, sitting), 1))
    for minutes, end, name, who in sorted(found):
        yield f"{minutes} minutes more of {name}, until {case.table.cast.clock(end)}{who}"


def _later(case: _Case, sitting: Sitting) -> Iterator[tuple[int, datetime, SittingId, str]]:
    """The ends a sitting could have instead so that the talk fits, and who must then be there, in order of time."""
    conference = case.table.cast.conference
    step, length = timedelta(minutes=conference.step_minutes), timedelta(minutes=case.request.minutes)
    inside = max((sitting.end - length - sitting.start) // step + 1, 0)
    following = [other.start for other in conference.sittings if other.start >= sitting.end]
    last = min([sitting.end + _LATEST, *following])
    if sitting.start + inside * step + length > last:
        return
    longer = attrs.evolve(sitting, end=last)
    sittings = tuple(longer if each is sitting else each for each in conference.sittings)
    table = Table(attrs.evolve(conference, sittings=sittings), case.table.timetable)
    start = sitting.start + inside * step
    while start + length <= last:
        for who in _who_must_come(case, table, start):
            yield minutes_between(sitting.end, start + length), start + length, sitting.id, who
        start += step


def _another_sitting(case: _Case) -> Iterator[str]:
    """A sitting of its own, the day after the last."""
    sittings = case.table.cast.conference.sittings
    start = max(sitting.end for sitting in sittings) + timedelta(days=1)
    end = start + timedelta(minutes=case.request.minutes)
    added = Sitting(id=SittingId(fresh_id()), start=start, end=end)
    conference = attrs.evolve(case.table.cast.conference, sittings=(*sittings, added))
    for who in _who_must_come(case, Table(conference, case.table.timetable), start):
        yield f"another sitting{who}"


def _who_must_come(case: _Case, table: Table, start: datetime) -> Iterator[str]:
    """Whether a request could be held at a start of a larger conference: who must then be there, in words."""
    for placement in options_at(case.request, start, table.cast):
        against = list(case.rulebook.objections(table.talk(placement), table))
        if all(each.rule in _PRESENCE for each in against):
            coming = sorted({str(each.whom) for each in against})
            yield f", with {' and '.join(coming)} there" if coming else ""
