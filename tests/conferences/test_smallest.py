"""What would help is the smallest of its kind: against trying every minute, every person and every place."""

import re
from datetime import datetime, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, guardian, placed, span, staff, timetable

from partnership.conferences.conference import Conference, Sitting, TalkRequest
from partnership.conferences.explain import explain
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table
from partnership.conferences.timetable import Timetable
from partnership.ids import RequestId, SittingId
from partnership.testing.strategies.conferences import conferences, valid_timetables

_PRESENCE = {"staff-present", "guardian-present"}


def fits(request: TalkRequest, start: datetime, conference: Conference, planned: Timetable) -> bool:
    """Whether a talk can be held at a start, if everyone stayed as long as it takes."""
    table = Table(conference, planned)
    return any(
        {each.rule for each in STANDARD.objections(table.talk(option), table)} <= _PRESENCE
        for option in options_at(request, start, table.cast)
    )


def fewest_minutes(request: TalkRequest, conference: Conference, planned: Timetable) -> int | None:
    """The fewest minutes that one sitting must stay open longer for a talk: each number tried on each sitting."""
    step = timedelta(minutes=conference.step_minutes)
    for minutes in range(1, 181):
        for sitting in conference.sittings:
            end = sitting.end + timedelta(minutes=minutes)
            if any(sitting.end <= other.start < end for other in conference.sittings):
                continue
            longer = attrs.evolve(sitting, end=end)
            opened = attrs.evolve(
                conference,
                sittings=tuple(longer if each is sitting else each for each in conference.sittings),
            )
            start = end - timedelta(minutes=request.minutes)
            on_grid = start >= sitting.start and not (start - sitting.start) % step
            if on_grid and fits(request, start, opened, planned):
                return minutes
    return None


@given(st.data())
def test_no_sitting_has_to_stay_open_a_minute_longer_than_told(data: st.DataObject) -> None:
    """The fewest minutes over all sittings, found by trying every number."""
    conference = data.draw(conferences(max_requests=5))
    planned = data.draw(valid_timetables(conference))
    for left in planned.left_over:
        request = next(each for each in conference.requests if each.id == left.request)
        if request.pinned is not None:
            continue
        told = [each.text for each in explain(left.request, Table(conference, planned)).would_help]
        minutes = [int(found[1]) for text in told if (found := re.match(r"(\d+) minutes more of", text))]
        if len(told) < 3 or minutes:
            best = fewest_minutes(request, conference, planned)
            assert minutes == ([] if best is None else [best])


def two_evenings(**different: object) -> Conference:
    """Two evenings of one start each."""
    evenings = tuple(
        Sitting(id=SittingId(f"s{day}"), start=clock("18:00", day), end=clock(end, day))
        for day, end in ((24, "18:12"), (25, "18:18"))
    )
    return autumn(**{"sittings": evenings, "staff": (staff("jansen"),)} | different)


def helps(conference: Conference, planned: Timetable) -> list[str]:
    """What would help q1."""
    return [each.text for each in explain(RequestId("q1"), Table(conference, planned)).would_help]


def test_the_sitting_that_needs_the_fewest_minutes_is_told() -> None:
    """Eight minutes more on Tuesday, two on Wednesday."""
    full = timetable(placed("q2", "18:00"), placed("q3", "18:00", day=25))
    conference = two_evenings(requests=(asked("q1", "f1"), asked("q2", "f2"), asked("q3", "f2")))
    assert "2 minutes more of s25, until 2026-11-25 19:20" in helps(conference, full)


def test_the_person_who_is_missed_for_the_fewest_minutes_is_told() -> None:
    """Fatima misses all of the first start and four minutes of the second."""
    conference = autumn(
        guardians=(guardian("fatima", available=(span("18:10", "18:16"),)), guardian("bram")),
        sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:20")),),
    )
    assert helps(conference, timetable())[0] == "fatima being there at 2026-11-24 19:10 for 10 minutes"


def test_the_talk_that_has_to_move_least_is_told() -> None:
    """Of two talks in the way, the one whose next free start is nearer moves, and goes there."""
    early = (span("18:00", "18:20"),)
    conference = autumn(
        guardians=(
            guardian("fatima", available=early),
            guardian("bram", available=(*early, span("19:00", "19:10"))),
        ),
        staff=(staff("jansen"),),
        parties=autumn().parties,
        requests=(asked("q1", "f1"), asked("q2", "f2"), asked("q3", "f2")),
    )
    far = attrs.evolve(conference, requests=(*conference.requests[:2], asked("q3", "f2", minutes=10)))
    told = helps(far, timetable(placed("q2", "18:00"), placed("q3", "18:10")))
    assert "moving q3 to 2026-11-24 20:00, which frees 2026-11-24 19:10" in told


@given(st.data())
def test_one_moved_talk_goes_no_further_than_it_must(data: st.DataObject) -> None:
    """Each talk in the way tried on each of its other starts: none would have to move fewer minutes."""
    conference = data.draw(conferences(max_requests=5))
    planned = data.draw(valid_timetables(conference))
    table = Table(conference, planned)
    for left in planned.left_over:
        told = [each.text for each in explain(left.request, table).would_help]
        moves = [
            found for text in told if (found := re.match(r"moving (q\d+) to (.*), which frees (.*)", text))
        ]
        if not moves:
            continue
        where = {talk.id: talk.start for talk in table.talks}
        request = table.cast.requests[left.request]
        nearest = min(
            abs(other_start - where[other])
            for other in where
            for start in starts_for(request, table.cast)
            for option in options_at(request, start, table.cast)
            for moved in [table.changed(without=[other], placed=[option])]
            if STANDARD.allows(moved.talk(option), moved)
            for other_start in starts_for(table.cast.requests[other], table.cast)
            if any(
                STANDARD.allows(moved.talk(each), moved)
                for each in options_at(table.cast.requests[other], other_start, table.cast)
            )
        )
        told_move = next(
            abs(start - where[RequestId(moves[0][1])])
            for start in starts_for(table.cast.requests[RequestId(moves[0][1])], table.cast)
            if table.cast.clock(start) == moves[0][2]
        )
        assert told_move >= nearest
        if not conference.rooms and not conference.interpreters:
            assert told_move == nearest
