"""The same evening with one thing different: other ids, other names, other families gone."""

import re
from collections.abc import Collection, Mapping
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import attrs

from partnership.conferences.conference import Conference, KeepApart
from partnership.ids import PartyId
from partnership.ports import Evening

__all__ = ["marked", "restricted", "shape", "unfolded", "with_names", "with_odd_ids"]

_ODD = (
    "A",
    "a",
    "../a",
    "a/b",
    "a\\b",
    "..",
    ".",
    " ",
    "con",
    "é",
    "e\u0301",
    "\x00",
    "%2e",
    "a.",
    "\ud800",
    "x" * 300,
)


def people_of(conference: Conference) -> list[str]:
    """Every guardian, pupil and interpreter, once, in order."""
    named = [name for party in conference.parties for name in (*party.guardians, *party.pupils)]
    named += [pupil for request in conference.requests for pupil in request.pupils]
    named += [person.id for person in conference.guardians]
    named += [pupil.id for pupil in conference.pupils]
    named += [person.id for person in conference.interpreters]
    return list(dict.fromkeys(named))


def marked(evening: Evening) -> tuple[Evening, Mapping[str, bytes]]:
    """The evening with a name for everyone that is found nowhere else, and those names by id.

    Short names are marks of their own, and so are the texts of reasons, which are for staff.
    """
    marks = {
        person: "Z" + sha256(person.encode()).hexdigest()[:16] for person in people_of(evening.conference)
    }
    short = {person: f"s{mark}"[:12] for person, mark in marks.items()}
    names = {key: value for key, value in evening.names.items() if key not in marks}
    shown = attrs.evolve(evening, names=names | marks, short=short, school="De Beuk", contact="")
    return shown, {person: mark.encode() for person, mark in marks.items()}


def with_names(evening: Evening, name: str) -> Evening:
    """The evening with one name for everybody and everything."""
    conference = attrs.evolve(evening.conference, name=name)
    ids = [
        *people_of(conference),
        *(each.id for each in conference.staff),
        *(each.id for each in conference.rooms),
    ]
    return attrs.evolve(
        evening,
        conference=conference,
        names=dict.fromkeys(ids, name),
        short=dict.fromkeys(ids, name),
        school=name,
        contact=name,
    )


def restricted(evening: Evening, parties: Collection[PartyId]) -> Evening:
    """The evening as if only these parties had been asked for: no other party, request, talk or reason."""
    conference = evening.conference
    requests = tuple(request for request in conference.requests if request.party in parties)
    wanted = {request.id for request in requests}
    apart = tuple(
        KeepApart(parties=tuple(name for name in rule.parties if name in parties), minutes=rule.minutes)
        for rule in conference.keep_apart
        if sum(name in parties for name in rule.parties) > 1
    )
    timetable = evening.timetable
    return attrs.evolve(
        evening,
        conference=attrs.evolve(
            conference,
            parties=tuple(party for party in conference.parties if party.id in parties),
            requests=requests,
            keep_apart=apart,
        ),
        timetable=attrs.evolve(
            timetable,
            placements=tuple(each for each in timetable.placements if each.request in wanted),
            left_over=tuple(each for each in timetable.left_over if each.request in wanted),
        ),
        cancelled={key: value for key, value in evening.cancelled.items() if key in wanted},
    )


def with_odd_ids(evening: Evening) -> Evening:
    """The evening with ids that no file system likes, each still its own."""
    conference = evening.conference
    kinds = ("staff", "rooms", "interpreters", "guardians", "pupils", "parties", "requests")
    known = [each.id for kind in kinds for each in getattr(conference, kind)]
    known += people_of(conference)
    renamed = {
        old: odd if number == 0 else f"{odd}{number}"
        for index, old in enumerate(dict.fromkeys(known))
        for number, odd in [(index // len(_ODD), _ODD[index % len(_ODD)])]
    }
    changed: Evening = _rename(evening, renamed)
    return changed


def _rename(value: Any, renamed: Mapping[str, str]) -> Any:
    """A value with every id in it replaced, wherever it stands."""
    if isinstance(value, str):
        return renamed.get(value, value)
    if isinstance(value, tuple):
        return tuple(_rename(each, renamed) for each in value)
    if isinstance(value, dict):
        return {renamed.get(key, key): _rename(each, renamed) for key, each in value.items()}
    if attrs.has(type(value)):
        fields = [field.name for field in attrs.fields(type(value)) if field.init]
        return type(value)(**{name: _rename(getattr(value, name), renamed) for name in fields})
    return value


def unfolded(contents: bytes) -> bytes:
    """A file with the folded lines of a calendar joined, so that a name is found in one piece."""
    return contents.replace(b"\r\n ", b"")


def shape(name: str, contents: bytes) -> list[tuple[str, ...]]:
    """What a file is built of, apart from its texts: tags and their attributes, or the properties of a calendar."""
    if name.endswith(".html"):
        tags = _Tags()
        tags.feed(contents.decode())
        return tags.found
    if name.endswith(".ics"):
        lines = unfolded(contents).split(b"\r\n")
        return [(re.split(rb"[:;]", line, maxsplit=1)[0].decode(),) for line in lines]
    return []


class _Tags(HTMLParser):
    """The tags of a page in order, each with the names of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found.append((tag, *(key for key, _ in attrs)))
