"""Why a request is left over: every start accounted for, nothing given away, and changes that do help."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import (
    asked,
    autumn,
    clock,
    family,
    guardian,
    placed,
    span,
    staff,
    timetable,
)

from partnership.conferences.conference import (
    Conference,
    Interpreter,
    KeepApart,
    Mode,
    Pin,
    Room,
    Sitting,
)
from partnership.conferences.explain import explain, explain_left_over, starts_of
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table
from partnership.conferences.timetable import LeftOver, Placement
from partnership.errors import UnknownName
from partnership.ids import InterpreterId, PartyId, RequestId, RoomId, SittingId
from partnership.testing.strategies.conferences import conferences, valid_timetables

Q1 = RequestId("q1")


@given(st.data())
def test_a_request_without_reasons_has_a_place_and_one_with_reasons_has_none(data: st.DataObject) -> None:
    """Reasons are given exactly when every start, in every room and with every interpreter, is refused."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(valid_timetables(conference)))
    request = data.draw(st.sampled_from(conference.requests))
    free = any(
        STANDARD.allows(table.talk(placement), table)
        for start in starts_for(request, table.cast)
        for placement in options_at(request, start, table.cast)
    )
    answer = explain(request.id, table)
    assert bool(answer.reasons) is not free
    assert any(not start.objections for start in starts_of(request.id, table)) is free
    assert len(answer.would_help) <= 3
    if free:
        assert answer.would_help[0].text.startswith("it fits at ")


@given(st.data())
def test_a_reason_names_only_talks_that_are_held(data: st.DataObject) -> None:
    """Whoever is in the way is in the timetable, and nobody is in their own way."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(valid_timetables(conference)))
    for entry in explain_left_over(table):
        held = {talk.id for talk in table.talks}
        assert {other for reason in entry.reasons for other in reason.against} <= held
        assert entry.request not in held
        assert {reason.rule for reason in entry.reasons} <= set(STANDARD)


@given(st.data())
def test_a_family_learns_of_no_other_request(data: st.DataObject) -> None:
    """In words for a family there is no id of a request and no word of being kept apart."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(valid_timetables(conference)))
    for request in conference.requests:
        answer = explain(request.id, table, for_family=True)
        assert [reason.against for reason in answer.reasons if reason.against] == []
        texts = [each.text for each in answer.reasons] + [each.text for each in answer.would_help]
        assert [text for text in texts if re.search(r"\bq\d|apart", text)] == []
        assert [reason for reason in answer.reasons if reason.rule == "kept-apart"] == []


def why(conference: Conference, *talks: Placement, **options: Any) -> LeftOver:
    """Why q1 is left over."""
    return explain(Q1, Table(conference, timetable(*talks)), **options)


def helps(conference: Conference, *talks: Placement, **options: Any) -> list[str]:
    """What would help q1."""
    return [each.text for each in why(conference, *talks, **options).would_help]


def short_evening(minutes: int = 20, **different: Any) -> Conference:
    """An evening of a few starts, in which q2 and q3 are in the way of q1."""
    short = Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock(f"18:{minutes}"))
    parts: dict[str, Any] = {
        "sittings": (short,),
        "staff": (staff("jansen"),),
        "requests": (asked("q1", "f1"), asked("q2", "f2"), asked("q3", "f2")),
    }
    return autumn(**parts | different)


FULL = placed("q2", "18:00"), placed("q3", "18:10")


def test_reasons_are_counted_over_the_starts_the_most_frequent_first() -> None:
    """Jansen speaks at both starts, Fatima cannot come at one."""
    conference = short_evening(
        guardians=(guardian("fatima", available=(span("18:00", "18:10"),)), guardian("bram"))
    )
    reasons = why(conference, *FULL).reasons
    assert [(each.rule, each.against, each.text) for each in reasons] == [
        ("staff-clash", ("q2", "q3"), "jansen already speaks with someone then (2 of 2 starts)"),
        ("guardian-present", (), "guardian fatima cannot come then (1 of 2 starts)"),
    ]


def test_each_person_in_the_way_is_a_reason_of_their_own() -> None:
    """Jansen and De Vries are both busy, with different families."""
    conference = short_evening(
        minutes=10,
        staff=(staff("jansen"), staff("devries")),
        requests=(asked("q1", "f1", "jansen devries"), asked("q2", "f2"), asked("q3", "f3", "devries")),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "els")),
    )
    reasons = why(conference, placed("q2", "18:00"), placed("q3", "18:00")).reasons
    assert [(each.rule, each.against) for each in reasons] == [
        ("staff-clash", ("q3",)),
        ("staff-clash", ("q2",)),
    ]


def test_where_all_rooms_are_taken_the_first_is_told() -> None:
    """One start counts once, with the room that is named first."""
    conference = short_evening(
        minutes=10,
        rooms=(Room(id=RoomId("hall")), Room(id=RoomId("r12"))),
        staff=(staff("jansen"), staff("devries"), staff("bos")),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries"), asked("q3", "f3", "bos")),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "els")),
    )
    taken = placed("q2", "18:00", room="hall"), placed("q3", "18:00", room="r12")
    assert [each.text for each in why(conference, *taken).reasons] == [
        "room hall is full then (1 of 1 starts)"
    ]


def test_a_free_start_is_named() -> None:
    """In the school's own time."""
    assert helps(short_evening(), FULL[0]) == ["it fits at 2026-11-24 19:10; nothing has to change"]


def test_its_own_talk_is_no_obstacle() -> None:
    """A request that is placed fits where it is."""
    assert helps(short_evening(), placed("q1", "18:00"), FULL[1]) == [
        "it fits at 2026-11-24 19:00; nothing has to change"
    ]


def test_nothing_small_helps_a_full_evening_but_more_time() -> None:
    """Ten minutes more, or another evening."""
    assert helps(short_evening(), *FULL) == [
        "10 minutes more of tue, until 2026-11-24 19:30",
        "another sitting",
    ]


def test_who_must_stay_is_named() -> None:
    """Jansen said until when; so did Fatima."""
    until = (span("18:00", "18:20"),)
    conference = short_evening(
        staff=(staff("jansen", available=until),),
        guardians=(guardian("fatima", available=until), guardian("bram")),
    )
    assert helps(conference, *FULL) == [
        "10 minutes more of tue, until 2026-11-24 19:30, with fatima and jansen there",
        "another sitting, with fatima and jansen there",
    ]


def test_no_sitting_is_opened_into_the_next() -> None:
    """Where another sitting follows at once, only a sitting of its own is left."""
    sittings = (
        Sitting(id=SittingId("early"), start=clock("18:00"), end=clock("18:20")),
        Sitting(id=SittingId("late"), start=clock("18:20"), end=clock("18:25")),
    )
    assert helps(short_evening(sittings=sittings), *FULL) == [
        "5 minutes more of late, until 2026-11-24 19:30",
        "another sitting",
    ]


def test_a_sitting_too_short_for_the_talk_says_so() -> None:
    """A talk of half an hour in an evening of twenty minutes."""
    conference = short_evening(requests=(asked("q1", "f1", minutes=30),))
    answer = why(conference)
    assert [(each.rule, each.text) for each in answer.reasons] == [
        ("inside-sitting", "no sitting is long enough for it")
    ]
    assert [each.text for each in answer.would_help] == [
        "10 minutes more of tue, until 2026-11-24 19:30",
        "another sitting",
    ]


def test_a_pin_can_be_let_go() -> None:
    """The pinned start is taken, the next is not."""
    pinned = asked("q1", "f1", pinned=Pin(start=clock("18:00")))
    conference = short_evening(requests=(pinned, asked("q2", "f2")))
    assert helps(conference, FULL[0])[0] == "letting go of its pin: it fits at 2026-11-24 19:10"
    nowhere = short_evening(requests=(pinned, asked("q2", "f2"), asked("q3", "f2")))
    assert helps(nowhere, *FULL) == []


def test_a_cap_can_be_raised() -> None:
    """To one more than the party has."""
    conference = short_evening(
        parties=(family("f1", "fatima", max_talks=1), family("f2", "bram")),
        requests=(asked("q1", "f1"), asked("q2", "f1")),
    )
    assert helps(conference, placed("q2", "18:00"))[0] == (
        "a cap of 2 talks for party f1 (now 1), at 2026-11-24 19:10"
    )


def test_one_person_could_be_there_longer() -> None:
    """Only where it hangs on one."""
    away = {"available": (span("18:00", "18:10"),)}
    one = short_evening(staff=(staff("jansen", **away),))
    assert helps(one, FULL[0])[0] == "jansen being there at 2026-11-24 19:10 for 10 minutes"
    both = short_evening(
        staff=(staff("jansen", **away),), guardians=(guardian("fatima", **away), guardian("bram"))
    )
    assert helps(both, FULL[0]) == [
        "10 minutes more of tue, until 2026-11-24 19:30, with fatima and jansen there",
        "another sitting, with fatima and jansen there",
    ]


def test_another_interpreter() -> None:
    """Amal is busy with another family at the only start."""
    conference = short_evening(
        minutes=10,
        staff=(staff("jansen"), staff("devries")),
        guardians=(guardian("fatima", interpreter="ar"), guardian("bram", interpreter="ar")),
        interpreters=(Interpreter(id=InterpreterId("amal"), languages=("ar",)),),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )
    assert helps(conference, placed("q2", "18:00", interpreter="amal")) == [
        "another interpreter who speaks ar, at 2026-11-24 19:00",
        "10 minutes more of tue, until 2026-11-24 19:20",
        "another sitting",
    ]


def test_another_room_and_the_room_that_is_free_is_tried() -> None:
    """The hall is taken; with a second room there is a place."""
    conference = short_evening(
        minutes=10,
        rooms=(Room(id=RoomId("hall")),),
        staff=(staff("jansen"), staff("devries")),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )
    taken = placed("q2", "18:00", room="hall")
    assert helps(conference, taken)[0] == "another room at 2026-11-24 19:00"
    two = (Room(id=RoomId("hall")), Room(id=RoomId("r12")))
    roomier = short_evening(minutes=10, rooms=two, staff=conference.staff, requests=conference.requests)
    assert helps(roomier, taken) == ["it fits at 2026-11-24 19:00; nothing has to change"]


def test_one_talk_can_be_moved_and_a_family_is_not_told_of_it() -> None:
    """Bram could just as well come ten minutes later."""
    conference = short_evening(
        guardians=(guardian("fatima", available=(span("18:00", "18:10"),)), guardian("bram"))
    )
    assert helps(conference, FULL[0])[:2] == [
        "fatima being there at 2026-11-24 19:10 for 10 minutes",
        "moving q2 to 2026-11-24 19:10, which frees 2026-11-24 19:00",
    ]
    assert helps(conference, FULL[0], for_family=True) == [
        "fatima being there at 2026-11-24 19:10 for 10 minutes",
        "10 minutes more of tue, until 2026-11-24 19:30, with fatima there",
        "another sitting, with fatima there",
    ]


def test_a_colleague_could_take_over() -> None:
    """De Vries is free; Smit only talks by phone, and Fatima only on site."""
    conference = short_evening(
        minutes=10,
        staff=(staff("jansen"), staff("smit", modes=(Mode.PHONE,)), staff("devries"), staff("bos")),
        guardians=(guardian("fatima", modes=(Mode.ON_SITE,)), guardian("bram")),
        requests=(asked("q1", "f1", "jansen bos"), asked("q2", "f2")),
    )
    assert helps(conference, FULL[0])[0] == "devries in place of jansen, at 2026-11-24 19:00"
    two_hindered = short_evening(
        minutes=10,
        staff=conference.staff,
        guardians=conference.guardians,
        requests=(asked("q1", "f1", "jansen bos"), asked("q2", "f2", "jansen bos")),
    )
    assert helps(two_hindered, FULL[0])[0] == "10 minutes more of tue, until 2026-11-24 19:20"


def kept_apart() -> Conference:
    """Separated parents: f2 has the one evening start, so f1 has none."""
    return short_evening(
        minutes=10,
        staff=(staff("jansen"), staff("devries")),
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=30),),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )


def test_separated_parents_learn_nothing_of_each_other() -> None:
    """The school reads the rule and the talk; the family reads that the time is not free."""
    for_school = why(kept_apart(), FULL[0]).reasons
    assert [(each.rule, each.against) for each in for_school] == [("kept-apart", ("q2",))]
    for_family = why(kept_apart(), FULL[0], for_family=True).reasons
    assert [(each.rule, each.against, each.text) for each in for_family] == [
        ("not-free", (), "not free then (1 of 1 starts)")
    ]


def test_a_talk_of_the_family_itself_is_no_secret() -> None:
    """That Fatima speaks with De Vries then, Fatima knows."""
    conference = short_evening(
        minutes=10,
        staff=(staff("jansen"), staff("devries")),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries")),
    )
    assert [each.rule for each in why(conference, FULL[0], for_family=True).reasons] == ["guardian-clash"]


def test_a_request_nobody_made_is_unknown() -> None:
    """With the likely one."""
    with pytest.raises(UnknownName, match='unknown request "q11"; did you mean "q1"'):
        explain(RequestId("q11"), Table(autumn(), timetable()))


def test_everything_left_over_is_explained_in_order() -> None:
    """Those that are placed are not."""
    table = Table(short_evening(), timetable(FULL[0]))
    assert [each.request for each in explain_left_over(table)] == ["q1", "q3"]
