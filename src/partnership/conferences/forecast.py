"""Before anything opens: whom too many ask, who asks for more than fits, and which cap would make it fit.

Every number here is a proof of shortage: so many talks cannot be placed, whatever the planning. That nothing is
short is no promise that everything fits.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import attrs

from partnership.conferences.conference import Conference, StaffPresence, TalkRequest
from partnership.conferences.flow import Flow
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.places import SittingLoad, loads, of_rooms
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.shortage import Shortage, Starts
from partnership.conferences.staff_load import of_staff
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Timetable
from partnership.ids import GuardianId, PartyId, RequestId, StaffId
from partnership.times import Span

__all__ = ["Forecast", "Shortage", "SittingLoad", "forecast"]


@attrs.frozen(kw_only=True)
class Forecast:
    """What is certain to be short, before any planning.

    Attributes:
        staff: Over-asked staff, the most over-asked first.
        guardians: Guardians who cannot have all the talks they ask for.
        languages: Languages for which interpreters are short.
        rooms: Rooms in which more talks must be held than can be.
        sittings: Each sitting with what is asked of it and what fits, in order of time.
        impossible: Requests that have no start at all, even if nobody else came.
        cap: The most talks per party at which no member of staff is over-asked; None when none is now, or when no
            cap helps.
    """

    staff: tuple[Shortage, ...]
    guardians: tuple[Shortage, ...]
    languages: tuple[Shortage, ...]
    rooms: tuple[Shortage, ...]
    sittings: tuple[SittingLoad, ...]
    impossible: tuple[RequestId, ...]
    cap: int | None

    @property
    def short(self) -> bool:
        """Whether anything is certain to be left over."""
        return bool(self.staff or self.guardians or self.languages or self.rooms or self.impossible)


def forecast(conference: Conference, rulebook: Rulebook = STANDARD) -> Forecast:
    """What cannot be placed whatever the planning, found by counting and by matching talks to starts."""
    cast = Cast(conference)
    starts = _possible_starts(cast, rulebook)
    able = [request for request in conference.requests if starts[request.id]]
    people = _people(conference, rulebook)
    staff = _sorted(of_staff(person, able, starts, cast) for person in people)
    keeps = rulebook.keeps
    rooms = of_rooms(able, starts, cast) if keeps("room-capacity") and keeps("room-assigned") else ()
    by_guardian = _by_guardian(able, cast) if keeps("guardian-clash") and keeps("most-talks") else {}
    interpreted = keeps("interpreter-clash") and keeps("interpreter-present")
    return Forecast(
        staff=staff,
        guardians=_sorted(
            _of_guardian(guardian, asked, starts, cast) for guardian, asked in by_guardian.items()
        ),
        languages=_sorted(
            _of_language(language, able, starts, cast)
            for language in (_languages(able, cast) if interpreted else ())
        ),
        rooms=_sorted(rooms),
        sittings=tuple(loads(able, starts, cast, people)),
        impossible=tuple(request.id for request in conference.requests if not starts[request.id]),
        cap=_cap(able, {StaffId(each.who): each.over for each in staff}),
    )


def _people(conference: Conference, rulebook: Rulebook) -> tuple[StaffPresence, ...]:
    """The staff as the rules that hold bind them; nobody when one person may be in two talks at once."""
    if not rulebook.keeps("staff-clash"):
        return ()
    if rulebook.keeps("staff-break"):
        return conference.staff
    return tuple(attrs.evolve(person, break_after=None) for person in conference.staff)


def _possible_starts(cast: Cast, rulebook: Rulebook) -> Starts:
    """Per request, the starts that no rule forbids when nobody else is there."""
    empty = Table(cast, Timetable())
    return {
        request.id: [
            start
            for start in starts_for(request, cast)
            if any(rulebook.allows(empty.talk(place), empty) for place in options_at(request, start, cast))
        ]
        for request in cast.conference.requests
    }


def _sorted(found: Iterable[Shortage | None]) -> tuple[Shortage, ...]:
    return tuple(sorted((each for each in found if each), key=lambda each: (-each.over, each.who)))


# -- guardians and interpreters -----------------------------------------------


def _by_guardian(able: Sequence[TalkRequest], cast: Cast) -> Mapping[GuardianId, list[TalkRequest]]:
    asked: dict[GuardianId, list[TalkRequest]] = defaultdict(list)
    for request in able:
        for guardian in cast.guardians_of(request):
            asked[guardian.id].append(request)
    return asked


def _of_guardian(
    guardian: GuardianId, asked: Sequence[TalkRequest], starts: Starts, cast: Cast
) -> Shortage | None:
    """How many of one guardian's talks cannot be had, by starts and by the caps of the parties."""
    flow = Flow()
    for party in {request.party for request in asked}:
        cap = cast.parties[party].max_talks
        flow.add("source", ("party", party), len(asked) if cap is None else cap)
    for request in asked:
        flow.add(("party", request.party), ("talk", request.id))
        for start in starts[request.id]:
            flow.add(("talk", request.id), ("start", start))
    for start in {start for request in asked for start in starts[request.id]}:
        flow.add(("start", start), "sink")
    over = len(asked) - flow.most("source", "sink")
    return Shortage(who=guardian, asked=len(asked), over=over) if over > 0 else None


def _languages(able: Sequence[TalkRequest], cast: Cast) -> list[str]:
    return sorted({language for request in able for language in cast.languages(request)})


def _of_language(language: str, able: Sequence[TalkRequest], starts: Starts, cast: Cast) -> Shortage | None:
    """How many talks in a language find no interpreter who starts only one at a time."""
    asked = [request for request in able if language in cast.languages(request)]
    speakers = [each for each in cast.interpreters.values() if language in each.languages]
    flow = Flow()
    for request in asked:
        flow.add("source", ("talk", request.id))
        for start in starts[request.id]:
            span = Span.of(start, minutes=request.minutes)
            for person in speakers:
                if any(window.covers(span) for window in cast.present(person.available)):
                    flow.add(("talk", request.id), (person.id, start))
    for person in speakers:
        for start in {start for request in asked for start in starts[request.id]}:
            flow.add((person.id, start), "sink")
    over = len(asked) - flow.most("source", "sink")
    return Shortage(who=language, asked=len(asked), over=over) if over > 0 else None


# -- caps ---------------------------------------------------------------------


def _cap(able: Sequence[TalkRequest], over: Mapping[StaffId, int]) -> int | None:
    """The highest cap on talks per party under which enough could be given up by those who ask the over-asked."""
    asked: dict[PartyId, int] = defaultdict(int)
    for request in able:
        asked[request.party] += 1
    caps = range(max(asked.values()), 0, -1) if over else ()
    return next((cap for cap in caps if _given_up(able, over, asked, cap) == sum(over.values())), None)


def _given_up(
    able: Sequence[TalkRequest], over: Mapping[StaffId, int], asked: Mapping[PartyId, int], cap: int
) -> int:
    """The most talks with over-asked staff that parties would give up under a cap, as far as they are too many."""
    flow = Flow()
    for name, number in over.items():
        flow.add("source", ("staff", name), number)
    for request in able:
        for name in over.keys() & set(request.staff):
            flow.add(("staff", name), ("talk", request.id))
        flow.add(("talk", request.id), ("party", request.party))
    for party, number in asked.items():
        flow.add(("party", party), "sink", max(number - cap, 0))
    return flow.most("source", "sink")
