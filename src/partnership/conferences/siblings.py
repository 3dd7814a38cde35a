"""One talk about several children of a family with the same staff: joined when somebody asks for it, and parted again (H16)."""

from collections.abc import Iterator, Sequence

import attrs

from partnership.conferences.conference import Conference, Joined, TalkRequest
from partnership.errors import InvalidInput, Problem, UnknownName
from partnership.ids import RequestId

__all__ = ["join_siblings", "part_siblings"]

_MAY_DIFFER = frozenset({"id", "pupils", "minutes", "weight", "subject", "run_over_minutes", "before"})


def join_siblings(
    conference: Conference, requests: Sequence[RequestId], *, id: RequestId, minutes: int | None = None
) -> Conference:
    """The conference with one request in place of several, about all of their pupils.

    It stands where the first of them stood, and weighs as much as they did together. The conference remembers what it
    stands for, so that `part_siblings` can undo it.

    Args:
        conference: What was asked.
        requests: Two or more requests of one party for the same staff, held in the same way.
        id: What the joined request is called.
        minutes: How long it lasts; None means as long as the longest of them.

    Raises:
        InvalidInput: They cannot be one talk; everything that speaks against it, by path.
    """
    known = {request.id: request for request in conference.requests}
    chosen = [known[name] for name in requests if name in known]
    if problems := tuple(_apart(requests, chosen)):
        raise InvalidInput(problems, source="joined requests")
    joined = attrs.evolve(
        chosen[0],
        id=id,
        pupils=tuple(dict.fromkeys(pupil for each in chosen for pupil in each.pupils)),
        minutes=max(each.minutes for each in chosen) if minutes is None else minutes,
        weight=sum(each.weight for each in chosen),
        run_over_minutes=max(each.run_over_minutes for each in chosen),
        before=None,
    )
    return attrs.evolve(
        conference,
        requests=tuple(
            joined if each.id == requests[0] else each
            for each in conference.requests
            if each.id == requests[0] or each.id not in requests
        ),
        joined=(*conference.joined, Joined(request=id, instead_of=tuple(chosen))),
    )


def part_siblings(conference: Conference, request: RequestId) -> Conference:
    """The conference with the requests that a joined one stands for, in its place.

    Raises:
        UnknownName: There is no joined request of this name.
    """
    joined = {each.request: each for each in conference.joined}
    if request not in joined or all(each.id != request for each in conference.requests):
        raise UnknownName("joined request", request, known=joined)
    parts = joined[request].instead_of
    return attrs.evolve(
        conference,
        requests=tuple(
            part for each in conference.requests for part in (parts if each.id == request else (each,))
        ),
        joined=tuple(each for each in conference.joined if each.request != request),
    )


def _apart(names: Sequence[RequestId], chosen: Sequence[TalkRequest]) -> Iterator[Problem]:
    """Why these requests cannot be one talk."""
    if len(set(names)) != len(names) or len(names) < 2:  # noqa: PLR2004 - one talk alone is joined with nobody
        yield Problem("$", "expected two or more different requests")
    found = {each.id for each in chosen}
    for place, name in enumerate(names):
        if name not in found:
            yield Problem(f"$[{place}]", f'nobody asked for "{name}"')
    for field in attrs.fields(TalkRequest):
        values = {getattr(each, field.name) for each in chosen}
        if field.name not in _MAY_DIFFER and len(values) > 1:
            yield Problem(f"$[*].{field.name}", "differs between them")
