"""A conference is whole at birth: every contradiction is named with its path, all at once."""

from datetime import UTC, datetime
from typing import Any

import pytest

from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Journey,
    KeepApart,
    Party,
    Pin,
    PupilPresence,
    Room,
    Sitting,
    StaffPresence,
    Subject,
    TalkRequest,
    Travel,
)
from partnership.errors import InvalidInput, InvalidValue
from partnership.ids import GuardianId, PartyId, PupilId, RequestId, RoomId, SittingId, StaffId
from partnership.times import Span


def evening(hour: int, minute: int = 0) -> datetime:
    """A moment on the evening of the autumn talks."""
    return datetime(2026, 11, 24, hour, minute, tzinfo=UTC)


def autumn_talks(**different: Any) -> Conference:
    """A small conference that is right, with whatever a test makes different."""
    parts: dict[str, Any] = {
        "timezone": "Europe/Amsterdam",
        "sittings": (Sitting(id=SittingId("tue"), start=evening(17), end=evening(20)),),
        "rooms": (Room(id=RoomId("r12")),),
        "staff": (StaffPresence(id=StaffId("jansen")),),
        "guardians": (GuardianPresence(id=GuardianId("g1")),),
        "pupils": (PupilPresence(id=PupilId("p1")),),
        "parties": (
            Party(id=PartyId("f1"), guardians=(GuardianId("g1"),), pupils=(PupilId("p1"),)),
            Party(id=PartyId("f2"), guardians=(GuardianId("g1"),)),
        ),
        "requests": (TalkRequest(id=RequestId("q1"), party=PartyId("f1"), staff=(StaffId("jansen"),)),),
    }
    return Conference(**parts | different)


def request(**different: Any) -> TalkRequest:
    """The one request of the small conference, with whatever a test makes different."""
    parts: dict[str, Any] = {"id": RequestId("q1"), "party": PartyId("f1"), "staff": (StaffId("jansen"),)}
    return TalkRequest(**parts | different)


def sitting(name: str, start: int, end: int) -> Sitting:
    """A sitting between two whole hours."""
    return Sitting(id=SittingId(name), start=evening(start), end=evening(end))


@pytest.mark.parametrize(
    ("different", "said"),
    [
        ({"sittings": ()}, ["$.sittings: a conference needs at least one sitting"]),
        (
            {"sittings": (sitting("late", 18, 20), sitting("early", 17, 19))},
            ['$.sittings[0]: "late" overlaps sitting "early"'],
        ),
        (
            {"sittings": (sitting("tue", 17, 18), sitting("tue", 18, 19))},
            ['$.sittings[1].id: "tue" is already the id of $.sittings[0]'],
        ),
        (
            {"subjects": (Subject(id="advice", minutes=20), Subject(id="advice", minutes=30))},
            ['$.subjects[1].id: "advice" is already the id of $.subjects[0]'],
        ),
        (
            {"staff": (StaffPresence(id=StaffId("jansen")), StaffPresence(id=StaffId("jansen")))},
            ['$.staff[1].id: "jansen" is already the id of $.staff[0]'],
        ),
        ({"rooms": (Room(id=RoomId("")),)}, ["$.rooms[0].id: an id cannot be empty"]),
        (
            {"staff": (StaffPresence(id=StaffId("jansen"), room=RoomId("r21")),)},
            ['$.staff[0].room: nobody has the id "r21"; known: r12'],
        ),
        (
            {
                "travel": Travel(
                    between=(Journey(origin=RoomId("r12"), destination=RoomId("annex"), minutes=5),),
                )
            },
            ['$.travel.between[0].to: nobody has the id "annex"; known: r12'],
        ),
        (
            {
                "travel": Travel(
                    between=(Journey(origin=RoomId("annex"), destination=RoomId("r12"), minutes=5),),
                )
            },
            ['$.travel.between[0].from: nobody has the id "annex"; known: r12'],
        ),
        (
            {"parties": (Party(id=PartyId("f1"), guardians=(GuardianId("g2"),), pupils=(PupilId("p2"),)),)},
            [
                '$.parties[0].guardians: nobody has the id "g2"; known: g1',
                '$.parties[0].pupils: nobody has the id "p2"; known: p1',
            ],
        ),
        (
            {"keep_apart": (KeepApart(parties=(PartyId("f1"), PartyId("f9")), minutes=30),)},
            ['$.keep_apart[0].parties: nobody has the id "f9"; known: f1, f2'],
        ),
        (
            {"keep_apart": (KeepApart(parties=(PartyId("f1"), PartyId("f1")), minutes=30),)},
            ["$.keep_apart[0].parties: names one party twice"],
        ),
        (
            {
                "requests": (
                    request(party=PartyId("f7"), staff=(StaffId("janssen"),), pupils=(PupilId("p9"),)),
                )
            },
            [
                '$.requests[0].party: nobody has the id "f7"; known: f1, f2',
                '$.requests[0].staff: nobody has the id "janssen"; did you mean "jansen"?',
                '$.requests[0].pupils: nobody has the id "p9"; known: p1',
            ],
        ),
        (
            {"requests": (request(staff=(StaffId("jansen"), StaffId("jansen"))),)},
            ["$.requests[0].staff: names one person twice"],
        ),
        (
            {"requests": (request(pupil_attends=True),)},
            ["$.requests[0].pupil_attends: no pupils are named to attend"],
        ),
        (
            {"requests": (request(pinned=Pin(start=evening(20), room=RoomId("attic"))),)},
            [
                '$.requests[0].pinned.room: nobody has the id "attic"; known: r12',
                "$.requests[0].pinned.start: lies in no sitting",
            ],
        ),
    ],
)
def test_each_contradiction_is_named(different: dict[str, Any], said: list[str]) -> None:
    """One thing wrong gives exactly its own words and path."""
    with pytest.raises(InvalidInput) as caught:
        autumn_talks(**different)
    assert [str(problem) for problem in caught.value.problems] == said


def test_contradictions_come_all_at_once() -> None:
    """Nobody mends one line to be told of the next."""
    with pytest.raises(InvalidInput, match=r"^conference 'Autumn talks': 3 problems") as caught:
        autumn_talks(
            name="Autumn talks",
            rooms=(Room(id=RoomId("")),),
            requests=(request(party=PartyId("f7")), request()),
        )
    assert [problem.path for problem in caught.value.problems] == [
        "$.rooms[0].id",
        "$.requests[1].id",
        "$.requests[0].party",
    ]


def test_a_conference_without_a_name_is_still_told_apart_from_one_with() -> None:
    """The first line of the error says which conference is meant, as far as anyone can."""
    with pytest.raises(InvalidInput, match=r"^conference: 1 problem"):
        autumn_talks(sittings=())


def test_known_names_are_listed_only_while_a_person_can_read_them() -> None:
    """With three thousand members of staff the error stays a line."""
    many = tuple(StaffPresence(id=StaffId(f"t{number}")) for number in range(3000))
    with pytest.raises(InvalidInput) as caught:
        autumn_talks(staff=many)
    assert str(caught.value.problems[0]) == '$.requests[0].staff: nobody has the id "jansen"'
    assert caught.value.problems[0].choices == ()


@pytest.mark.parametrize("count", [1, 20, 21])
def test_twenty_names_are_still_a_choice(count: int) -> None:
    """A program offers them in the order of the alphabet; of more it offers none."""
    names = [f"t{number:02}" for number in range(count)]
    with pytest.raises(InvalidInput) as caught:
        autumn_talks(staff=tuple(StaffPresence(id=StaffId(name)) for name in reversed(names)))
    assert caught.value.problems[0].choices == (tuple(names) if count <= 20 else ())


def test_guardians_and_pupils_may_go_unlisted() -> None:
    """A file that names them only in its parties means: no restriction."""
    conference = autumn_talks(guardians=(), pupils=())
    assert conference.parties[0].guardians == ("g1",)


def test_sittings_may_touch_and_come_in_any_order() -> None:
    """A sitting that starts when the one before ends does not overlap it."""
    conference = autumn_talks(sittings=(sitting("late", 19, 20), sitting("early", 17, 19)))
    assert [sitting.span.minutes for sitting in conference.sittings] == [60, 120]


@pytest.mark.parametrize("field", ["available", "preferred"])
def test_a_naive_time_never_gets_in(field: str) -> None:
    """A wish without a zone is refused where it is made."""
    naive: dict[str, Any] = {field: ()}
    with pytest.raises(InvalidValue, match="has no time zone"):
        GuardianPresence(id=GuardianId("g1"), **naive | {field: (_naive_span(),)})


def _naive_span() -> Any:
    return Span(datetime(2026, 11, 24, 18), datetime(2026, 11, 24, 19))  # noqa: DTZ001 - naive is the point


def test_the_zone_may_be_given_as_a_value() -> None:
    """A program that has a `ZoneInfo` hands it in as it is."""
    zone = autumn_talks().timezone
    assert autumn_talks(timezone=zone).timezone is zone


@pytest.mark.parametrize("field", ["available", "preferred"])
def test_presence_is_in_whole_minutes(field: str) -> None:
    """The engine counts in minutes, so half a minute has nowhere to go."""
    wished: dict[str, Any] = {
        field: (Span(evening(17), evening(18)), Span(evening(19), evening(20).replace(second=30)))
    }
    with pytest.raises(InvalidInput) as caught:
        autumn_talks(guardians=(GuardianPresence(id=GuardianId("g1"), **wished),))
    assert [str(problem) for problem in caught.value.problems] == [
        f"$.guardians[0].{field}[1]: is not in whole minutes"
    ]


@pytest.mark.parametrize(("minute", "fits"), [(0, True), (1, False)])
def test_a_sitting_lasts_a_day_at_most(minute: int, fits: bool) -> None:  # noqa: FBT001 - a truth table
    """A slip of the year is told, and not planned for as an evening of a year."""
    until = datetime(2026, 11, 25, 17, minute, tzinfo=UTC)
    sittings = (Sitting(id=SittingId("tue"), start=evening(17), end=until),)
    if fits:
        assert autumn_talks(sittings=sittings).sittings == sittings
        return
    with pytest.raises(InvalidInput) as caught:
        autumn_talks(sittings=sittings)
    assert [str(each) for each in caught.value.problems] == [
        "$.sittings[0].end: is more than 24 hours after its start"
    ]
