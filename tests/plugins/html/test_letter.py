"""The letter to a family says what is true: it looks forward to talks that are held, and to no other."""

from datetime import UTC, datetime

import attrs
from hypothesis import given
from hypothesis import strategies as st

from partnership.conferences.evening import Evening
from partnership.conferences.search.solve import solve
from partnership.host.plugins import Host
from partnership.testing.school import invent_school, wishes_of

ASKED = wishes_of(invent_school(classes=1, pupils=4))
PLANNED = solve(ASKED, iterations=200, seed=1)
EVENING = Evening(
    id="autumn",
    conference=ASKED,
    timetable=PLANNED,
    made=datetime(2026, 11, 16, 11, tzinfo=UTC),
    language="en",
)
TALKS = {each.request: each for each in PLANNED.placements}


@given(st.sets(st.sampled_from(sorted(TALKS))))
def test_a_letter_looks_forward_to_talks_that_are_held(called_off: set[str]) -> None:
    """Who is told only what does not take place is told that nothing is planned."""
    held = tuple(each for each in PLANNED.placements if each.request not in called_off)
    gone = {name: each for name, each in TALKS.items() if name in called_off}
    timetable = attrs.evolve(PLANNED, placements=held, objective=None)
    files = (
        Host(discover=True)
        .exporter("html")
        .export(attrs.evolve(EVENING, timetable=timetable, cancelled=gone))
    )
    for party in ASKED.parties:
        page = files[f"letters/{party.id}.html"].decode()
        own = {each.id for each in ASKED.requests if each.party == party.id} & TALKS.keys()
        assert ("We look forward to speaking with you." in page) is bool(own - called_off)
        assert ("There are no talks planned for you." in page) is not bool(own - called_off)
        assert page.count("This talk does not take place.") == len(own & called_off)
