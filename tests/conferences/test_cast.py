"""Who is where when: what a conference leaves unsaid is filled in, and asked twice it says the same."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, span, staff
from tests.conferences.spoken import minutes_of

from partnership.conferences.conference import (
    Conference,
    HeldTime,
    Journey,
    KeepApart,
    Mode,
    ModeChange,
    Override,
    PupilPresence,
    Room,
    TalkRequest,
    Travel,
)
from partnership.conferences.table import Cast
from partnership.ids import PartyId, PupilId, RequestId, RoomId
from partnership.testing.strategies.conferences import conferences

MINUTE = timedelta(minutes=1)
QUESTIONS: Sequence[Callable[[Cast, TalkRequest], object]] = (
    Cast.guardians_of,
    Cast.attending,
    Cast.spoken_of,
    Cast.needs_access,
    Cast.rooms_of,
    Cast.staff_of,
    Cast.languages,
    Cast.mode,
)


@given(conferences())
def test_the_sitting_that_is_on(conference: Conference) -> None:
    """From its first moment until just before its last, in whatever order they are given, of those that touch the later."""
    cast = Cast(attrs.evolve(conference, sittings=conference.sittings[::-1]))
    for edge in {moment for each in conference.sittings for moment in (each.start, each.end)}:
        for moment in (edge - MINUTE, edge, edge + MINUTE):
            on = [each for each in conference.sittings if each.start <= moment < each.end]
            assert cast.sitting_at(moment) == (on[0] if on else None)


@given(conferences(), st.integers(0, 1))
def test_presence_is_every_minute_that_was_given_in_as_few_spans_as_possible(
    conference: Conference, again: int
) -> None:
    """Everybody's, one after another and asked again; who named none is there at every sitting."""
    cast = Cast(conference)
    times = [each.available for each in conference.staff]
    times += [each.available for each in conference.interpreters]
    times += [each.available for each in conference.pupils]
    times += [each.available for each in cast.guardians.values()]
    for available in times * (1 + again):
        found = cast.present(available)
        assert minutes_of(found, conference) == minutes_of(available, conference)
        assert all(one.end < other.start for one, other in pairwise(found))
    for each in cast.guardians.values():
        wish = each.available if each.preferred is None else each.preferred
        assert cast.preferred(each) == cast.present(wish)


@given(st.data())
def test_a_question_about_a_request_is_answered_for_that_request(data: st.DataObject) -> None:
    """However often and in whatever order they are asked; a request of the same id that says otherwise is another one."""
    conference = data.draw(conferences())
    requests = [
        *conference.requests,
        *(attrs.evolve(each, mode=Mode.PHONE, pupil_attends=False) for each in conference.requests),
    ]
    cast = Cast(conference)
    pairs = st.tuples(st.sampled_from(QUESTIONS), st.sampled_from(requests))
    for question, request in data.draw(st.lists(pairs, max_size=12)):
        assert question(cast, request) == question(Cast(conference), request)


def test_what_is_worked_out_for_one_asker_is_not_told_to_another() -> None:
    """Each asker's work is done once, about this conference."""
    cast = Cast(autumn())
    seen: list[Cast] = []

    def work(about: Cast) -> int:
        seen.append(about)
        return len(seen)

    one, other = object(), object()
    assert [cast.once(each, work) for each in (one, other, one, other)] == [1, 2, 1, 2]
    assert seen == [cast, cast]


@pytest.mark.parametrize(
    ("planned_at", "held"), [(None, True), ("11:59", True), ("12:00", False), ("12:01", False)]
)
def test_time_is_held_back_until_its_instant(planned_at: str | None, *, held: bool) -> None:
    """Then it is released; where nobody says when it is planned, it is held."""
    late = HeldTime(start=clock("19:30"), end=clock("20:00"), until=clock("12:00", day=20))
    conference = autumn(
        staff=(staff("jansen", held_back=(late,)), staff("devries")),
        planned_at=planned_at and clock(planned_at, day=20),
    )
    [jansen, devries] = conference.staff
    assert Cast(conference).held_back(jansen) == ((span("19:30", "20:00"),) if held else ())
    assert Cast(conference).held_back(devries) == ()


def test_the_day_is_that_of_the_school() -> None:
    """At half past eleven at night in London it is tomorrow in Amsterdam."""
    cast = Cast(autumn())
    assert [cast.day(clock(text)).day for text in ("22:59", "23:30")] == [24, 25]


def test_a_rule_is_set_aside_for_the_talks_that_say_so() -> None:
    """Of all that were asked for, by the name of the rule."""
    waived = [("most-talks", "q1"), ("staff-break", "q2"), ("most-talks", "q2")]
    conference = autumn(
        overrides=tuple(
            Override(rule=rule, request=RequestId(name), by="staff:head", reason="agreed")
            for rule, name in waived
        )
    )
    found = {rule: Cast(conference).waived(rule) for rule in ("most-talks", "staff-break", "staff-clash")}
    assert found == {"most-talks": {"q1", "q2"}, "staff-break": {"q2"}, "staff-clash": frozenset()}


def test_parties_are_apart_as_far_as_the_strictest_says() -> None:
    """Each from every other of the same line, whichever line comes first; nobody from itself."""
    lines = [("f1 f2", 30), ("f1 f2 f3", 10), ("f3 f1", 20)]
    conference = autumn(
        parties=tuple(family(name, name) for name in ("f1", "f2", "f3", "f4")),
        requests=(asked("q1"),),
        keep_apart=tuple(
            KeepApart(parties=tuple(map(PartyId, names.split())), minutes=minutes) for names, minutes in lines
        ),
    )
    found = {party: dict(others) for party, others in Cast(conference).apart.items()}
    assert found == {"f1": {"f2": 30, "f3": 20}, "f2": {"f1": 30, "f3": 10}, "f3": {"f1": 20, "f2": 10}}


def test_pupils_are_as_listed_and_where_none_are_without_restriction() -> None:
    """A name written twice is one pupil; those who are spoken about sit in where the request says so."""
    request = asked("q1", pupils="sam noor sam", pupil_attends=True)
    listed = tuple(
        PupilPresence(id=PupilId(name), available=(span("18:00", "18:30"),)) for name in ("noor", "sam")
    )
    plain = (PupilPresence(id=PupilId("sam")), PupilPresence(id=PupilId("noor")))
    for pupils, expected in (((), plain), (listed, listed[::-1])):
        cast = Cast(autumn(pupils=pupils, requests=(request,)))
        assert cast.spoken_of(request) == cast.attending(request) == expected
        assert cast.attending(attrs.evolve(request, pupil_attends=False)) == ()


NAMES = ("r12", "hall", "annex")
PLACES = (*map(RoomId, NAMES), None)
WAYS = (*Mode, None)
JOURNEYS = st.builds(
    Journey,
    origin=st.sampled_from(PLACES[:3]),
    destination=st.sampled_from(PLACES[:3]),
    minutes=st.integers(0, 9),
)
CHANGES = st.permutations(tuple(Mode)).flatmap(
    lambda modes: st.builds(
        ModeChange, origin=st.just(modes[0]), destination=st.just(modes[1]), minutes=st.integers(0, 9)
    )
)


@given(
    st.lists(JOURNEYS, max_size=3, unique_by=lambda each: frozenset((each.origin, each.destination))),
    st.lists(CHANGES, max_size=2),
    st.integers(0, 3),
)
def test_the_way_from_one_talk_to_the_next(
    journeys: list[Journey], changes: list[ModeChange], default: int
) -> None:
    """As a journey says, there or back, else the usual minutes; never less than a change to another way of talking takes."""
    travel = Travel(default_minutes=default, between=tuple(journeys), between_modes=tuple(changes))
    cast = Cast(autumn(rooms=tuple(Room(id=RoomId(name)) for name in NAMES), travel=travel))
    for origin in PLACES:
        for destination in PLACES:
            walk = default
            for each in journeys:
                if (origin, destination) in (
                    (each.origin, each.destination),
                    (each.destination, each.origin),
                ):
                    walk = each.minutes
            assert cast.travel_minutes(origin, destination) == walk
            for one in WAYS:
                for other in WAYS:
                    change = 0
                    for entry in changes:
                        if {entry.origin, entry.destination} == {one, other}:
                            change = entry.minutes
                    assert cast.travel_minutes(origin, destination, (one, other)) == max(walk, change)
