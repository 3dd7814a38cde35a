"""What would help: each change a small one, tried by the rules, and told in the school's own time."""

from tests.conferences.autumn import (
    asked,
    clock,
    family,
    guardian,
    placed,
    span,
    staff,
)
from tests.conferences.short_evening import FULL, helps, short_evening, why

from partnership.conferences.conference import (
    Interpreter,
    Mode,
    Pin,
    Room,
    Sitting,
)
from partnership.ids import InterpreterId, RoomId, SittingId


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


def test_of_each_kind_the_smallest_is_told_and_three_in_all() -> None:
    """Jansen could stay for either of two starts, two colleagues could take over, and there is more that would help."""
    conference = short_evening(
        minutes=30,
        rooms=(Room(id=RoomId("hall")), Room(id=RoomId("r12"))),
        staff=(staff("jansen", available=(span("18:00", "18:10"),)), staff("devries"), staff("bos")),
    )
    assert helps(conference, placed("q2", "18:00", room="hall")) == [
        "jansen being there at 2026-11-24 19:10 for 10 minutes",
        "devries in place of jansen, at 2026-11-24 19:00",
        "10 minutes more of tue, until 2026-11-24 19:40, with jansen there",
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


def test_an_interpreter_who_is_not_there_could_be_another() -> None:
    """Amal speaks what both parents need, but comes later; who could come in her place is told."""
    conference = short_evening(
        minutes=10,
        guardians=(guardian("fatima", interpreter="ar"), guardian("piotr", interpreter="pl")),
        parties=(family("f1", "fatima piotr"),),
        interpreters=(
            Interpreter(
                id=InterpreterId("amal"), languages=("ar", "pl"), available=(span("19:00", "20:00"),)
            ),
        ),
        requests=(asked("q1", "f1"),),
    )
    assert helps(conference)[0] == "another interpreter who speaks ar and pl, at 2026-11-24 19:00"


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


def test_who_moves_goes_no_further_than_must_be() -> None:
    """Fatima can come at half past six only, where Bram is; he goes to just before it, though the whole hour is free."""
    conference = short_evening(
        minutes=59,
        rooms=(Room(id=RoomId("hall")), Room(id=RoomId("r12"))),
        guardians=(guardian("fatima", available=(span("18:30", "18:40"),)), guardian("bram")),
    )
    assert "moving q2 to 2026-11-24 19:20, which frees 2026-11-24 19:30" in helps(
        conference, placed("q2", "18:30", room="hall")
    )
    busy = short_evening(
        minutes=59,
        guardians=(
            guardian("fatima", available=(span("18:10", "18:20"), span("18:30", "18:40"))),
            guardian("bram", available=(span("18:10", "18:20"), span("18:50", "18:59"))),
            guardian("noor", available=(span("18:30", "18:50"),)),
        ),
        parties=(family("f1", "fatima"), family("f2", "bram"), family("f3", "noor")),
        requests=(asked("q1", "f1"), asked("q2", "f2", minutes=9), asked("q3", "f3")),
    )
    told = helps(busy, placed("q2", "18:10", 9), placed("q3", "18:30"))
    assert "moving q3 to 2026-11-24 19:40, which frees 2026-11-24 19:30" in told


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


def test_a_colleague_takes_over_beside_the_others() -> None:
    """Bos only talks by phone and De Vries only on site: with Bos she cannot, alone she can."""
    people = (staff("jansen"), staff("devries", modes=(Mode.ON_SITE,)), staff("bos", modes=(Mode.PHONE,)))
    colleague = "devries in place of jansen, at 2026-11-24 19:00"
    for names, fits in (("jansen bos", False), ("jansen", True)):
        conference = short_evening(
            minutes=10, staff=people, requests=(asked("q1", "f1", names), asked("q2", "f2"))
        )
        assert (colleague in helps(conference, FULL[0])) is fits


def test_a_sitting_is_opened_right_up_to_the_next() -> None:
    """Ten minutes more are all there is before the next, and all it takes."""
    sittings = (
        Sitting(id=SittingId("early"), start=clock("18:00"), end=clock("18:20")),
        Sitting(id=SittingId("late"), start=clock("18:30"), end=clock("18:35")),
    )
    assert (
        helps(short_evening(sittings=sittings), *FULL)[0] == "5 minutes more of late, until 2026-11-24 19:40"
    )
    later = (sittings[0], Sitting(id=SittingId("late"), start=clock("18:30"), end=clock("18:31")))
    long = short_evening(
        sittings=later, requests=(asked("q1", "f1", minutes=11), *short_evening().requests[1:])
    )
    assert helps(long, *FULL)[0] == "10 minutes more of late, until 2026-11-24 19:41"
    exact = (sittings[0], Sitting(id=SittingId("late"), start=clock("18:30"), end=clock("18:40")))
    full = (*FULL, placed("q4", "18:30"))
    asks = (*short_evening().requests, asked("q4", "f2"))
    assert (
        helps(short_evening(sittings=exact, requests=asks), *full)[0]
        == "10 minutes more of early, until 2026-11-24 19:30"
    )


def test_another_sitting_is_after_the_last() -> None:
    """The first evening ends later in the evening than the last: a day before that it would go on still."""
    sittings = (
        Sitting(id=SittingId("mon"), start=clock("18:00", 23), end=clock("20:05", 23)),
        Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("20:00")),
    )
    conference = short_evening(
        sittings=sittings, guardians=(guardian("fatima", available=()), guardian("bram"))
    )
    assert helps(conference)[-1] == "another sitting, with fatima there"
