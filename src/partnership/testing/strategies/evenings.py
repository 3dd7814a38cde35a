"""Planned evenings with everything in them that a page or a calendar could trip over."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache

import attrs
from hypothesis import strategies as st

from partnership.conferences.conference import Conference
from partnership.conferences.evening import Evening
from partnership.conferences.timetable import LeftOver, Reason
from partnership.testing.strategies.conferences import conferences, placements, timetables
from partnership.testing.strategies.draws import number, one, some, yes

__all__ = ["evenings", "printed_names"]

_MADE = datetime(2026, 11, 20, 12, tzinfo=UTC)
_RULES = ("staff-clash", "guardian-clash", "kept-apart", "interpreter-clash", "room-capacity", "my-own-rule")


@cache
def printed_names() -> st.SearchStrategy[str]:
    """Names people have and names nobody should: accents, other scripts, markup, line ends, controls, surrogates."""
    odd = st.sampled_from(
        (
            "Zoë van Dijk",
            "محمد العلي",
            'O\'Neill; "Bé", \\n x',
            "<script>alert(1)</script> & co",
            "' onmouseover='x",
            "{{ 7 * 7 }}{% raw %}",
            "Anna\r\nATTENDEE:mailto:x@y.z",
            "a\x00b\x1b\ud800c\u202e",
            "\x00",
            "👩‍👧 " * 30,
        )
    )
    return odd | st.text(max_size=20)


def _ids(conference: Conference) -> Iterable[str]:
    for kind in (conference.staff, conference.rooms, conference.interpreters, conference.pupils):
        yield from (each.id for each in kind)
    for party in conference.parties:
        yield from (*party.guardians, *party.pupils)


@st.composite
def evenings(draw: st.DrawFn, *, max_requests: int = 5) -> Evening:
    """A conference with any timetable, some talks cancelled or moved, and names for most people.

    It shrinks towards one talk, no names and the English language.
    """
    conference = draw(conferences(max_requests=max_requests))
    timetable = draw(timetables(conference))
    left = tuple(
        LeftOver(request=each.request, reasons=tuple(_reasons(draw))) for each in timetable.left_over
    )
    ids, requests = sorted(set(_ids(conference))), conference.requests
    return Evening(
        id=one(draw, ("autumn", "Autumn talks 2026/27")),
        conference=conference,
        timetable=attrs.evolve(timetable, left_over=left),
        names={id: draw(printed_names()) for id in some(draw, ids, most=len(ids))},
        short={id: draw(printed_names()) for id in some(draw, ids, most=2)},
        links={each.id: f"https://meet.example/{place}" for place, each in enumerate(some(draw, requests))},
        cancelled={each.id: draw(placements(conference, each)) for each in some(draw, requests)},
        revisions={each.id: number(draw, 0, 9) for each in some(draw, requests)},
        changed={each.id: _MADE + timedelta(hours=number(draw, -99, 9)) for each in some(draw, requests)},
        made=_MADE,
        school=draw(printed_names()) if yes(draw) else "",
        domain=one(draw, ("school.invalid", "De-Beuk.example")),
        organizer=one(draw, (None, "office@de-beuk.example")),
        contact=draw(printed_names()) if yes(draw) else "",
        language=one(draw, ("en", "nl", "nl-BE", "ar", "")),
        languages={
            each.id: one(draw, ("ar", "pl", "so", "nl-BE")) for each in some(draw, conference.parties, most=2)
        },
    )


def _reasons(draw: st.DrawFn) -> list[Reason]:
    """Why somebody is left over, some reasons perhaps twice."""
    return [Reason(rule=one(draw, _RULES), text="") for _ in range(number(draw, 0, 3))]
