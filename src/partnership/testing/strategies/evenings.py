"""Planned evenings with everything in them that a page or a calendar could trip over."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import attrs
from hypothesis import strategies as st

from partnership.conferences.conference import Conference
from partnership.conferences.evening import Evening
from partnership.conferences.timetable import LeftOver, Reason
from partnership.testing.strategies.conferences import conferences, placements, timetables

__all__ = ["evenings", "printed_names"]

_MADE = datetime(2026, 11, 20, 12, tzinfo=UTC)
_RULES = ("staff-clash", "guardian-clash", "kept-apart", "interpreter-clash", "room-capacity", "my-own-rule")


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
    reasons = st.lists(st.builds(Reason, rule=st.sampled_from(_RULES), text=st.just("")), max_size=3)
    left = tuple(LeftOver(request=each.request, reasons=tuple(draw(reasons))) for each in timetable.left_over)
    ids = sorted(set(_ids(conference)))
    requests = conference.requests
    some = st.lists(st.sampled_from(requests), unique_by=lambda request: request.id, max_size=3)
    return Evening(
        id=draw(st.sampled_from(("autumn", "Autumn talks 2026/27"))),
        conference=conference,
        timetable=attrs.evolve(timetable, left_over=left),
        names=draw(st.dictionaries(st.sampled_from(ids), printed_names(), max_size=len(ids))),
        short=draw(st.dictionaries(st.sampled_from(ids), printed_names(), max_size=2)),
        links={request.id: f"https://meet.example/{number}" for number, request in enumerate(draw(some))},
        cancelled={request.id: draw(placements(conference, request)) for request in draw(some)},
        revisions={request.id: draw(st.integers(0, 9)) for request in draw(some)},
        changed={request.id: _MADE + timedelta(hours=draw(st.integers(-99, 9))) for request in draw(some)},
        made=_MADE,
        school=draw(st.just("") | printed_names()),
        domain=draw(st.sampled_from(("school.invalid", "De-Beuk.example"))),
        organizer=draw(st.sampled_from((None, "office@de-beuk.example"))),
        contact=draw(st.just("") | printed_names()),
        language=draw(st.sampled_from(("en", "nl", "nl-BE", "ar", ""))),
    )
