"""What a conference must be before anybody plans it: all contradictions at once, each with its path.

Whether it *can* be planned is another question; a staff member without a minute of presence is sad, not wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from partnership.conferences.booking_life.terms import problems_of_terms
from partnership.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from partnership.conferences.conference import Conference, TalkRequest

__all__ = ["problems_of"]


def problems_of(conference: "Conference") -> Iterator[Problem]:
    """Everything that makes a conference senseless, in the order of the file."""
    yield from _sittings(conference)
    for name in ("rooms", "staff", "interpreters", "guardians", "pupils", "parties", "requests"):
        yield from _doubles(name, getattr(conference, name))
    yield from _presence(conference)
    yield from _references(conference)
    for number, request in enumerate(conference.requests):
        yield from _request(conference, request, f"$.requests[{number}]")
    yield from problems_of_terms(conference)


def _sittings(conference: "Conference") -> Iterator[Problem]:
    if not conference.sittings:
        yield Problem("$.sittings", "a conference needs at least one sitting")
    yield from _doubles("sittings", conference.sittings)
    order = sorted(enumerate(conference.sittings), key=lambda numbered: numbered[1].start)
    for (_, before), (number, sitting) in pairwise(order):
        if sitting.start < before.end:
            yield Problem(f"$.sittings[{number}]", f'"{sitting.id}" overlaps sitting "{before.id}"')


def _presence(conference: "Conference") -> Iterator[Problem]:
    """Everyone comes and goes on a whole minute: the engine counts in minutes."""
    for name in ("staff", "interpreters", "guardians"):
        for number, person in enumerate(getattr(conference, name)):
            for field in ("available", "preferred"):
                for place, span in enumerate(getattr(person, field, None) or ()):
                    if any(moment.second or moment.microsecond for moment in (span.start, span.end)):
                        yield Problem(f"$.{name}[{number}].{field}[{place}]", "is not in whole minutes")


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
    staff = frozenset(str(person.id) for person in conference.staff)
    for number, request in enumerate(conference.requests):
        yield from _unknown(f"$.requests[{number}].party", [request.party], parties)
        yield from _unknown(f"$.requests[{number}].staff", request.staff, staff)
        yield from _unknown(f"$.requests[{number}].pupils", request.pupils if pupils else (), pupils)
        if request.pinned and request.pinned.room:
            yield from _unknown(f"$.requests[{number}].pinned.room", [request.pinned.room], rooms)


def _request(conference: "Conference", request: "TalkRequest", path: str) -> Iterator[Problem]:
    if len(set(request.staff)) != len(request.staff):
        yield Problem(f"{path}.staff", "names one person twice")
    if request.pupil_attends and not request.pupils:
        yield Problem(f"{path}.pupil_attends", "no pupils are named to attend")
    if request.pinned and not any(request.pinned.start in sitting.span for sitting in conference.sittings):
        yield Problem(f"{path}.pinned.start", "lies in no sitting")
