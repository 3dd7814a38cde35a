"""What a conference must be before anybody plans it: all contradictions at once, each with its path.

Whether it *can* be planned is another question; a staff member without a minute of presence is sad, not wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from partnership.conferences.booking_life.terms import problems_of_terms
from partnership.errors import Problem, did_you_mean
from partnership.times import Span

if TYPE_CHECKING:
    from partnership.conferences.conference import Conference, Party, Pause, TalkRequest

__all__ = ["problems_of"]

_DAY = timedelta(hours=24)


def problems_of(conference: "Conference") -> Iterator[Problem]:
    """Everything that makes a conference senseless, in the order of the file."""
    yield from _sittings(conference)
    for name in ("rooms", "staff", "interpreters", "guardians", "pupils", "parties", "requests"):
        yield from _doubles(name, getattr(conference, name))
    yield from _doubles("subjects", conference.subjects)
    yield from _presence(conference)
    yield from _windows(conference)
    yield from _references(conference)
    parties = {party.id: party for party in conference.parties}
    for number, request in enumerate(conference.requests):
        yield from _request(conference, request, f"$.requests[{number}]")
        if request.party in parties:
            yield from _attendance(request, parties[request.party], f"$.requests[{number}]")
    yield from problems_of_terms(conference)


def _sittings(conference: "Conference") -> Iterator[Problem]:
    if not conference.sittings:
        yield Problem("$.sittings", "a conference needs at least one sitting")
    yield from _doubles("sittings", conference.sittings)
    for number, sitting in enumerate(conference.sittings):
        if sitting.end - sitting.start > _DAY:
            yield Problem(f"$.sittings[{number}].end", "is more than 24 hours after its start")
    order = sorted(enumerate(conference.sittings), key=lambda numbered: numbered[1].start)
    for (_, before), (number, sitting) in pairwise(order):
        if sitting.start < before.end:
            yield Problem(f"$.sittings[{number}]", f'"{sitting.id}" overlaps sitting "{before.id}"')


def _presence(conference: "Conference") -> Iterator[Problem]:
    """Everyone comes and goes on a whole minute: the engine counts in minutes."""
    for name in ("staff", "interpreters", "guardians", "pupils"):
        for number, person in enumerate(getattr(conference, name)):
            for field in ("available", "preferred", "busy"):
                for place, span in enumerate(getattr(person, field, None) or ()):
                    if any(moment.second or moment.microsecond for moment in (span.start, span.end)):
                        yield Problem(f"$.{name}[{number}].{field}[{place}]", "is not in whole minutes")


def _windows(conference: "Conference") -> Iterator[Problem]:
    """A pause lies in one sitting and fits its window; what is held back ends after it starts; both in whole minutes."""
    for number, person in enumerate(conference.staff):
        for field in ("pauses", "held_back"):
            for place, window in enumerate(getattr(person, field)):
                path = f"$.staff[{number}].{field}[{place}]"
                if window.end <= window.start:
                    yield Problem(f"{path}.end", "is not after the start")
                elif any(moment.second or moment.microsecond for moment in (window.start, window.end)):
                    yield Problem(path, "is not in whole minutes")
                elif field == "pauses":
                    yield from _pause(conference, window, path)


def _pause(conference: "Conference", pause: "Pause", path: str) -> Iterator[Problem]:
    window = Span(pause.start, pause.end)
    if not any(sitting.span.covers(window) for sitting in conference.sittings):
        yield Problem(path, "does not lie in one sitting")
    if pause.minutes > window.minutes:
        yield Problem(f"{path}.minutes", f"does not fit in its window of {window.minutes} minutes")


def _doubles(name: str, values: Sequence[Any]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, value in enumerate(values):
        if not value.id:
            yield Problem(f"$.{name}[{number}].id", "an id cannot be empty")
        first = seen.setdefault(value.id, number)
        if first != number:
            yield Problem(f"$.{name}[{number}].id", f'"{value.id}" is already the id of $.{name}[{first}]')


def _unknown(path: str, names: Iterable[str], known: frozenset[str]) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            choices = tuple(sorted(known)) if len(known) <= 20 else ()  # noqa: PLR2004 - a list a person reads
            yield Problem(path, f'nobody has the id "{name}"{_hint(name, known)}', choices)


@lru_cache(maxsize=1024)
def _hint(name: str, known: frozenset[str]) -> str:
    """Words about an unknown id, kept for the next request that names it too; none where looking would take too long."""
    return did_you_mean(name, known)[:200] if len(known) <= 2000 else ""  # noqa: PLR2004 - closeness is quadratic


def _references(conference: "Conference") -> Iterator[Problem]:
    """References to nobody; guardians and pupils may go unlisted altogether, then they are without restriction."""
    rooms = frozenset(str(room.id) for room in conference.rooms)
    guardians = frozenset(str(guardian.id) for guardian in conference.guardians)
    pupils = frozenset(str(pupil.id) for pupil in conference.pupils)
    parties = frozenset(str(party.id) for party in conference.parties)
    for number, journey in enumerate(conference.travel.between):
        yield from _unknown(f"$.travel.between[{number}].from", [journey.origin], rooms)
        yield from _unknown(f"$.travel.between[{number}].to", [journey.destination], rooms)
    for number, person in enumerate(conference.staff):
        yield from _unknown(f"$.staff[{number}].room", [person.room] if person.room else [], rooms)
    for number, party in enumerate(conference.parties):
        yield from _unknown(f"$.parties[{number}].guardians", party.guardians if guardians else (), guardians)
        yield from _unknown(f"$.parties[{number}].pupils", party.pupils if pupils else (), pupils)
    for number, apart in enumerate(conference.keep_apart):
        yield from _unknown(f"$.keep_apart[{number}].parties", apart.parties, parties)
        if len(set(apart.parties)) != len(apart.parties):
            yield Problem(f"$.keep_apart[{number}].parties", "names one party twice")
    yield from _of_requests(conference, rooms, parties, pupils)


def _of_requests(
    conference: "Conference", rooms: frozenset[str], parties: frozenset[str], pupils: frozenset[str]
) -> Iterator[Problem]:
    """References to nobody in the requests and what was decided about them."""
    staff = frozenset(str(person.id) for person in conference.staff)
    subjects = frozenset(subject.id for subject in conference.subjects)
    for number, request in enumerate(conference.requests):
        yield from _unknown(f"$.requests[{number}].party", [request.party], parties)
        yield from _unknown(f"$.requests[{number}].staff", request.staff, staff)
        yield from _unknown(f"$.requests[{number}].pupils", request.pupils if pupils else (), pupils)
        yield from _unknown(f"$.requests[{number}].optional_staff", request.optional_staff, staff)
        for field, pin in (("pinned", request.pinned), ("before", request.before)):
            if pin and pin.room:
                yield from _unknown(f"$.requests[{number}].{field}.room", [pin.room], rooms)
        if request.subject is not None:
            yield from _unknown(f"$.requests[{number}].subject", [request.subject], subjects)


def _attendance(request: "TalkRequest", party: "Party", path: str) -> Iterator[Problem]:
    """Who comes is of the party; a split is said once."""
    for place, name in enumerate(request.guardians or ()):
        if name not in party.guardians:
            yield Problem(
                f"{path}.guardians[{place}]", f'"{name}" is not of party "{party.id}"', party.guardians
            )
    if len(set(request.guardians or ())) != len(request.guardians or ()):
        yield Problem(f"{path}.guardians", "names one person twice")


def _request(conference: "Conference", request: "TalkRequest", path: str) -> Iterator[Problem]:
    if len(set(request.staff)) != len(request.staff):
        yield Problem(f"{path}.staff", "names one person twice")
    optional = {*request.optional_staff}
    if len(optional) != len(request.optional_staff) or not optional.isdisjoint(request.staff):
        yield Problem(
            f"{path}.optional_staff", "names one person twice, or somebody who must be there anyway"
        )
    if request.pupil_attends and not request.pupils:
        yield Problem(f"{path}.pupil_attends", "no pupils are named to attend")
    if request.pinned and not any(request.pinned.start in sitting.span for sitting in conference.sittings):
        yield Problem(f"{path}.pinned.start", "lies in no sitting")
