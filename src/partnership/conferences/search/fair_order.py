"""An order that nobody can bring about: by lot from the seed, not by who asked first or comes first in the alphabet."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Protocol, TypeVar

import attrs

from partnership.conferences.conference import Conference, Party, TalkRequest

__all__ = ["fairly_ordered"]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Named = TypeVar("_Named", bound=_HasId)
_Name = TypeVar("_Name", bound=str)


def fairly_ordered(conference: Conference, seed: int) -> Conference:
    """The same conference with every list of people and things in an order drawn by lot.

    However these lists were ordered before, the order is the same after. Whoever knows the seed can check it: names are
    put in the order of the SHA-256 of `seed/name`.
    """
    return attrs.evolve(
        conference,
        rooms=_drawn(conference.rooms, seed),
        staff=_drawn(conference.staff, seed),
        interpreters=_drawn(conference.interpreters, seed),
        guardians=_drawn(conference.guardians, seed),
        pupils=_drawn(conference.pupils, seed),
        parties=tuple(_party(each, seed) for each in _drawn(conference.parties, seed)),
        requests=tuple(_request(each, seed) for each in _drawn(conference.requests, seed)),
    )


def _number(name: str, seed: int) -> bytes:
    """What a name has drawn."""
    return sha256(f"{seed}/{name}".encode()).digest()


def _drawn(things: Iterable[_Named], seed: int) -> tuple[_Named, ...]:
    return tuple(sorted(things, key=lambda each: _number(each.id, seed)))


def _names(names: tuple[_Name, ...], seed: int) -> tuple[_Name, ...]:
    return tuple(sorted(names, key=lambda each: _number(each, seed))) if len(names) > 1 else names


def _party(party: Party, seed: int) -> Party:
    guardians, pupils = _names(party.guardians, seed), _names(party.pupils, seed)
    if (guardians, pupils) == (party.guardians, party.pupils):
        return party
    return attrs.evolve(party, guardians=guardians, pupils=pupils)


def _request(request: TalkRequest, seed: int) -> TalkRequest:
    staff, pupils = _names(request.staff, seed), _names(request.pupils, seed)
    if (staff, pupils) == (request.staff, request.pupils):
        return request
    return attrs.evolve(request, staff=staff, pupils=pupils)
