"""A teacher runs late: who is at risk, and ways that every rule allows."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, staff
from tests.conferences.booking_life.evenings import Evening

from partnership.conferences.booking_life.lateness import Lateness, Missed, Risk, running_late
from partnership.conferences.conference import Conference, Journey, Mode, ModeChange, Room, Sitting, Travel
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.errors import InvalidValue
from partnership.ids import RequestId, RoomId, SittingId, StaffId

JANSEN = StaffId("jansen")


def evening(**different: object) -> Conference:
    """Three families with Jansen, in a row; the first also with De Vries."""
    parts: dict[str, object] = {
        "parties": (family("f1", "fatima"), family("f2", "bram"), family("f3", "chen")),
        "requests": (
            asked("q1", "f1", "jansen"),
            asked("q2", "f2", "jansen"),
            asked("q3", "f3", "jansen"),
            asked("q4", "f1", "devries"),
        ),
    }
    return autumn(**parts | different)


ROW = (placed("q1", "18:00"), placed("q2", "18:10"), placed("q3", "18:20"))


def late(
    conference: Conference, *talks: Placement, minutes: int = 10, at: str = "18:00", over: str = ""
) -> Lateness:
    """What it means that Jansen is late."""
    table = Table(conference, Timetable(placements=talks))
    return running_late(JANSEN, minutes, clock(at), table, over=tuple(map(RequestId, over.split())))


def starts(found: Lateness, name: str) -> dict[str, str]:
    """Where a way puts the talks that move."""
    (way,) = [each for each in found.ways if each.name == name]
    return {new.request: f"{new.start:%H:%M}" for _, new in way.moved}


def test_a_delay_goes_down_the_row_until_a_gap() -> None:
    """Two talks begin late; the third, after half an hour of nothing, does not."""
    found = late(evening(), placed("q1", "18:00"), placed("q2", "18:10"), placed("q3", "19:00"))
    assert [(risk.request, f"{risk.expected:%H:%M}") for risk in found.risks] == [
        ("q1", "18:10"),
        ("q2", "18:20"),
    ]
    assert starts(found, "shift") == {"q1": "18:10", "q2": "18:20"}


def test_a_family_that_would_miss_a_talk_elsewhere_is_named() -> None:
    """With how many minutes, the way there included; its talk can go before another, or elsewhere."""
    conference = evening(travel=Travel(default_minutes=5))
    talks = (placed("q2", "18:00"), placed("q1", "18:10"), placed("q3", "18:20"), placed("q4", "18:30"))
    found = late(conference, *talks)
    pressed = {risk.request: risk.missed for risk in found.risks}
    assert pressed == {"q2": (), "q1": (Missed(request=RequestId("q4"), minutes=5),), "q3": ()}
    assert [way.name for way in found.ways] == ["shorten", "swap-order", "move"]
    assert starts(found, "swap-order") == {"q2": "18:20", "q3": "18:30"}
    assert starts(found, "move") == {"q1": "18:50", "q2": "18:10"}
    assert {each.text for each in found.ways} == {
        "q2 lasts 5 minutes, q1 lasts 5 minutes",
        "q1 goes before q2",
        "q1 is held at 2026-11-24 19:50; 1 others begin later",
    }


def test_talks_elsewhere_that_are_late_enough_are_no_risk() -> None:
    """Nor those that come before."""
    conference = evening()
    for start in ("18:20", "19:30"):
        found = late(conference, placed("q1", "18:00"), placed("q4", start))
        assert [risk.missed for risk in found.risks] == [()]
    before = late(conference, placed("q4", "18:00"), placed("q1", "18:20"), at="18:15")
    assert [risk.missed for risk in before.risks] == [()]


def test_short_talks_make_up_for_it() -> None:
    """None by more than half, and a gap helps; a delay too long is not made up that way."""
    assert [dict(way.minutes) for way in late(evening(), *ROW, minutes=7).ways if way.minutes] == [
        {"q1": 5, "q2": 8}
    ]
    gap = (placed("q1", "18:00"), placed("q2", "18:20"))
    assert [dict(way.minutes) for way in late(evening(), *gap, minutes=12).ways if way.minutes] == [{"q1": 5}]
    assert [way for way in late(evening(), *ROW, minutes=16).ways if way.minutes] == []


def test_what_is_over_is_not_late() -> None:
    """Neither is what ended before now, nor another evening."""
    assert [risk.request for risk in late(evening(), *ROW, over="q1").risks] == ["q2", "q3"]
    assert [risk.request for risk in late(evening(), *ROW, at="18:10").risks] == ["q2", "q3"]
    nothing = late(evening(), *ROW, over="q1 q2 q3")
    assert (nothing.risks, nothing.ways) == ((), ())
    before = late(evening(), *ROW, at="12:00")
    assert [risk.request for risk in before.risks] == ["q1", "q2", "q3"]


def test_a_shift_that_a_rule_forbids_is_not_proposed() -> None:
    """Chen has to go at half past six: another order or a move may do, everyone later does not."""
    conference = evening(
        guardians=(
            guardian("fatima"),
            guardian("bram"),
            guardian("chen", available=(attrs.evolve(evening().sittings[0].span, end=clock("18:30")),)),
        )
    )
    assert "shift" not in {way.name for way in late(conference, *ROW).ways}


def test_a_full_evening_has_no_other_start() -> None:
    """Then only shorter talks help, if anything."""
    short = evening()
    short = attrs.evolve(short, sittings=(attrs.evolve(short.sittings[0], end=clock("18:30")),))
    assert [way.name for way in late(short, *ROW, minutes=5).ways] == ["shorten"]
    assert late(short, *ROW, minutes=20).ways == ()


def test_a_gap_takes_up_exactly_what_it_can() -> None:
    """Who begins on the minute is not at risk; a teacher who needs five minutes in between has five less."""
    talks = (placed("q1", "18:00"), placed("q2", "18:20"), placed("q3", "18:40"))
    on_time = late(evening(), *talks)
    assert (on_time.staff, on_time.minutes) == (JANSEN, 10)
    assert on_time.risks == (Risk(request=RequestId("q1"), promised=clock("18:00"), expected=clock("18:10")),)
    breathes = evening(staff=(staff("jansen", buffer_minutes=5), staff("devries")))
    assert [(each.request, f"{each.expected:%H:%M}") for each in late(breathes, *talks).risks] == [
        ("q1", "18:10"),
        ("q2", "18:25"),
    ]


@pytest.mark.parametrize(
    ("there", "minutes"),
    [
        (placed("q4", "18:13", room="b"), 11),
        (placed("q4", "18:24", room="b"), 0),
        (placed("q4", "18:23", room="b"), 1),
        (placed("q4", "18:13", room="c"), 7),
        (placed("q4", "18:20", room="c"), 0),
        (placed("q2", "18:13"), 16),
        (placed("q4", "18:10", room="a"), 10),
    ],
)
def test_the_way_there_counts(there: Placement, minutes: int) -> None:
    """From the room of this talk to the room of the next; and from a room to a screen, whatever the rooms."""
    conference = evening(
        rooms=(Room(id=RoomId("a")), Room(id=RoomId("b")), Room(id=RoomId("c"))),
        travel=Travel(
            between=(Journey(origin=RoomId("a"), destination=RoomId("b"), minutes=4),),
            between_modes=(ModeChange(origin=Mode.ON_SITE, destination=Mode.VIDEO, minutes=9),),
        ),
        requests=(
            asked("q1", "f1", "jansen"),
            asked("q2", "f1", "devries", mode=Mode.VIDEO),
            asked("q4", "f1", "devries"),
        ),
    )
    (risk,) = late(conference, placed("q1", "18:00", room="a"), there).risks
    assert repr(risk.missed) == repr((Missed(request=there.request, minutes=minutes),) if minutes else ())


def test_a_shift_keeps_to_the_grid_of_the_teacher() -> None:
    """Seven minutes late, the next start is ten minutes later; for who always begins at five past, at a quarter past."""
    assert starts(late(evening(), *ROW, minutes=7), "shift") == {"q1": "18:10", "q2": "18:20", "q3": "18:30"}
    late_starter = evening(staff=(staff("jansen", start_offset_minutes=5), staff("devries")))
    row = (placed("q1", "18:05"), placed("q2", "18:15"))
    assert starts(late(late_starter, *row, minutes=7), "shift") == {"q1": "18:15", "q2": "18:25"}


def test_a_shift_leaves_the_teacher_time_to_breathe() -> None:
    """As much between two talks as the teacher asked for."""
    breathes = evening(staff=(staff("jansen", buffer_minutes=10), staff("devries")))
    row = (placed("q1", "18:00"), placed("q2", "18:20"), placed("q3", "19:00"))
    assert starts(late(breathes, *row), "shift") == {"q1": "18:10", "q2": "18:30"}


def test_time_to_breathe_makes_up_for_nothing() -> None:
    """Of a gap of ten minutes a teacher who needs ten has none left."""
    breathes = evening(staff=(staff("jansen", buffer_minutes=10), staff("devries")))
    row = (placed("q1", "18:00"), placed("q2", "18:20"), placed("q3", "18:50"))
    (shorter,) = [way for way in late(breathes, *row, minutes=12).ways if way.name == "shorten"]
    assert (repr(dict(shorter.minutes)), shorter.text) == (
        "{'q1': 5, 'q2': 5}",
        "q1 lasts 5 minutes, q2 lasts 5 minutes",
    )


def test_a_gap_makes_up_for_what_is_not_needed_to_breathe() -> None:
    """Fourteen minutes are five of the first talk, five of a gap of ten and four of the second; whole minutes all."""
    breathes = evening(staff=(staff("jansen", buffer_minutes=5), staff("devries")))
    row = (placed("q1", "18:00"), placed("q2", "18:20"), placed("q3", "18:40"))
    (shorter,) = [way for way in late(breathes, *row, minutes=14).ways if way.name == "shorten"]
    assert repr(dict(shorter.minutes)) == "{'q1': 5, 'q2': 6}"


def test_a_talk_alone_changes_order_with_nobody() -> None:
    """It is held later, after the one elsewhere that it stood in the way of."""
    found = late(evening(), placed("q1", "18:00"), placed("q4", "18:10"), minutes=20)
    assert [(way.name, way.text) for way in found.ways] == [
        ("shift", "everyone after this begins later; 1 talks"),
        ("move", "q1 is held at 2026-11-24 19:20; 0 others begin later"),
    ]


def test_a_talk_moves_to_the_moment_the_teacher_is_free() -> None:
    """And no sooner; the others keep their starts."""
    found = late(evening(), placed("q1", "18:00"), placed("q2", "18:30"), minutes=10)
    assert starts(found, "move") == {"q1": "18:10"}
    assert starts(late(evening(), placed("q1", "18:00"), placed("q2", "18:30"), minutes=11), "move") == {
        "q1": "18:20"
    }


def test_when_the_evening_is_over_the_next_one_is_not_late() -> None:
    """Who was late on Tuesday begins on Wednesday in time; between the two, the next evening is meant."""
    both = evening()
    tuesday = both.sittings[0]
    wednesday = Sitting(id=SittingId("wed"), start=clock("18:00", 25), end=clock("20:00", 25))
    both = attrs.evolve(both, sittings=(tuesday, wednesday))
    talks = (placed("q1", "18:00"), placed("q2", "18:00", day=25))
    assert late(both, *talks, at="18:30").risks == ()
    assert [risk.request for risk in late(both, *talks, at="21:00").risks] == ["q2"]


def test_a_talk_outside_every_evening_keeps_its_own_grid() -> None:
    """Somebody booked it by hand; no rule allows any way to move it."""
    found = late(evening(), placed("q1", "21:03"), at="21:00")
    assert [risk.request for risk in found.risks] == ["q1"]
    assert found.ways == ()


def test_nobody_is_late_by_nothing() -> None:
    """At least a minute."""
    with pytest.raises(InvalidValue) as caught:
        late(evening(), *ROW, minutes=0)
    assert (caught.value.field, str(caught.value)) == ("minutes", "minutes: 0 minutes is not late")


def test_no_way_leaves_a_family_waiting_elsewhere() -> None:
    """The talk that would go stands between two others of its family, which are far apart without it."""
    conference = evening(
        guardians=(guardian("fatima", max_wait_minutes=20), guardian("bram"), guardian("chen")),
        requests=(
            *evening().requests,
            asked("q5", "f1", "devries"),
        ),
    )
    talks = (placed("q4", "18:00"), placed("q1", "18:20"), placed("q5", "18:50"), placed("q2", "18:30"))
    assert [way.name for way in late(conference, *talks).ways] == ["shorten", "shift"]
    patient = attrs.evolve(conference, guardians=())
    assert starts(late(patient, *talks), "move") == {"q1": "18:40"}


@given(st.data())
def test_every_way_keeps_every_rule(data: st.DataObject) -> None:
    """Whatever row, gap, break, buffer and delay: the table as proposed is one the checker finds nothing wrong with."""
    count = data.draw(st.integers(1, 5))
    conference = autumn(
        staff=(
            staff("jansen", buffer_minutes=data.draw(st.sampled_from([0, 10]))),
            staff("devries", break_after=data.draw(st.sampled_from([None, 2]))),
        ),
        parties=tuple(family(f"f{number}", f"g{number}") for number in range(count)),
        guardians=tuple(
            guardian(f"g{number}", max_wait_minutes=data.draw(st.sampled_from([None, 10, 20])))
            for number in range(count)
        ),
        requests=(
            *(asked(f"q{number}", f"f{number}", "jansen") for number in range(count)),
            *(asked(f"r{number}", f"f{number}", "devries") for number in range(count)),
            *(asked(f"s{number}", f"f{number}", "devries") for number in range(count)),
        ),
        travel=Travel(default_minutes=data.draw(st.sampled_from([0, 5, 10]))),
    )
    booked = Evening(conference)
    for request in data.draw(st.permutations(conference.requests)):
        slot = data.draw(st.integers(0, 11))
        place = placed(request.id, f"{18 + slot // 6}:{slot % 6}0")
        if not booked.broken((*booked.talks, place)):
            booked = attrs.evolve(booked, talks=(*booked.talks, place))
    found = late(conference, *booked.talks, minutes=data.draw(st.integers(1, 40)), at="17:55")
    for way in found.ways:
        moved = {new.request: new for _, new in way.moved}
        assert len(moved) == len(way.moved)
        assert all(old in booked.talks and old.start != new.start for old, new in way.moved)
        assert not booked.broken(tuple(moved.get(each.request, each) for each in booked.talks))
