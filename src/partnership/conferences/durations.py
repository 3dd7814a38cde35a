"""How long a talk lasts where its request does not say: as its subject, else its staff, else the conference has it (H5)."""

from collections.abc import Callable

import attrs

from partnership.conferences.conference import Conference, TalkRequest

__all__ = ["usual_minutes", "with_minutes"]


def usual_minutes(conference: Conference) -> Callable[[TalkRequest], int]:
    """A function from a request to the minutes it lasts unless it says otherwise.

    A subject goes before the staff; of several members of staff the one who takes longest counts.
    """
    subjects = {subject.id: subject.minutes for subject in conference.subjects}
    staff = {person.id: person.talk_minutes for person in conference.staff if person.talk_minutes is not None}

    def minutes(request: TalkRequest) -> int:
        if request.subject in subjects:
            return subjects[request.subject]
        return max((staff[name] for name in request.staff if name in staff), default=conference.talk_minutes)

    return minutes


def with_minutes(conference: Conference) -> tuple[TalkRequest, ...]:
    """The requests of a conference, each with its minutes."""
    usual = usual_minutes(conference)
    return tuple(
        request if _says(request) else attrs.evolve(request, minutes=usual(request))
        for request in conference.requests
    )


def _says(request: TalkRequest) -> bool:
    minutes: int | None = request.minutes
    return minutes is not None
