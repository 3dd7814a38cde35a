"""The talks of an evening become talks about pupils, and what happened at the door is taken over."""

from collections.abc import Iterator
from datetime import date, timedelta

import attrs
import pytest
from tests.privacy.two_homes import EVENING, FATHER, MOTHER, NOOR, OTHER, TALKS, TwoHomes

from partnership.conferences.conference import Mode
from partnership.errors import IllegalStep, NotFound
from partnership.host.talks import Talks
from partnership.ids import ConferenceId, RequestId
from partnership.learning.talks import TalkKind, TalkState, Way

DAY = EVENING.date()


@pytest.fixture
def world() -> Iterator[TwoHomes]:
    """Both homes have a talk; another family has none."""
    made = TwoHomes(sits_in=True)
    made.talk(MOTHER, 0)
    made.talk(FATHER, 60)
    yield made
    made.school.close()


def juf(world: TwoHomes) -> Talks:
    """The talks for a teacher."""
    return world.school.talks(by="staff:t1")


def states(world: TwoHomes) -> dict[str, TalkState]:
    """What became of each, by the first guardian."""
    return {str(each.guardians[0]): each.state for each in juf(world).every_talk()}


def test_a_booked_talk_is_a_talk_about_its_pupil(world: TwoHomes) -> None:
    """Of its own party, on the day by the school's clock; a second time nothing changes, and what was said stays."""
    made = juf(world).take_over(TALKS, kind=TalkKind.THREE_WAY)
    assert [(each.guardians, each.pupil, each.pupil_attends) for each in made] == [
        ((MOTHER.id,), NOOR.id, True),
        ((FATHER.id,), NOOR.id, False),
    ]
    assert {(each.kind, each.on, each.way, each.staff) for each in made} == {
        (TalkKind.THREE_WAY, DAY, Way.AT_SCHOOL, ("t1",))
    }
    assert juf(world).take_over(TALKS) == ()
    mother = world.school.talks(MOTHER.id)
    mother.prepare(made[0].id, "lezen")
    assert juf(world).take_over(TALKS) == ()
    assert len(mother.talk(made[0].id).preparations) == 1
    with pytest.raises(NotFound):
        mother.talk(made[1].id)
    for room, error in ((mother, IllegalStep), (juf(world), NotFound)):
        with pytest.raises(error):
            room.take_over(ConferenceId("none"))


def test_what_happened_at_the_door_is_taken_over(world: TwoHomes) -> None:
    """Held, or missed with another way owed in school days."""
    juf(world).take_over(TALKS)
    world.after()
    world.now = EVENING + timedelta(hours=3)
    world.school.evening_run(TALKS).missed(RequestId("talk-s"))
    held, missed = juf(world).take_over(TALKS)
    assert (held.state, held.on) == (TalkState.HELD, DAY)
    assert missed.other_way is not None
    assert (missed.other_way.way, missed.other_way.due) == (Way.PHONE, date(2026, 12, 8))
    assert juf(world).take_over(TALKS) == ()


def test_a_talk_that_is_declined_or_moved(world: TwoHomes) -> None:
    """Its day moves with it; one that was called off before it was taken over is none."""
    juf(world).take_over(TALKS)
    world.school.evening_run(TALKS, FATHER.id).decline(RequestId("talk-s"))
    assert [each.state for each in juf(world).take_over(TALKS)] == [TalkState.DECLINED]
    assert states(world) == {"g1": TalkState.PLANNED, "g2": TalkState.DECLINED}
    other = TwoHomes()
    other.talk(MOTHER, 0)
    other.school.counter(TALKS, MOTHER.id).cancel(RequestId("talk-p"))
    assert juf(other).take_over(TALKS) == ()
    other.school.close()


def test_who_is_not_booked_any_more_is_not_in_the_talk_to_come(world: TwoHomes) -> None:
    """A grandmother takes the father's place: she has the talk, and he and what he prepared are in it no more."""
    his = juf(world).take_over(TALKS)[1].id
    for who, point in ((f"guardian:{FATHER.id}", "thuis"), ("staff:t1", "lezen")):
        world.school.talks(by=who).prepare(his, point)
    asked = world.school.conference(TALKS).conference
    parties = tuple(
        attrs.evolve(each, guardians=(OTHER.id,)) if each.id == "home-s" else each for each in asked.parties
    )
    world.school.change_conference(TALKS, attrs.evolve(asked, parties=parties), why="a ruling")
    world.school.repair(TALKS)
    (after,) = (each for each in juf(world).take_over(TALKS) if each.id == his)
    assert (after.guardians, after.state) == ((OTHER.id,), TalkState.PLANNED)
    assert [each.by for each in after.preparations] == ["staff:t1"]
    with pytest.raises(NotFound):
        world.school.talks(FATHER.id).talk(his)
    assert juf(world).take_over(TALKS) == ()


def test_a_talk_on_another_day_is_moved(world: TwoHomes) -> None:
    """When the booking has another day by then, and it was not held yet."""
    first = juf(world).take_over(TALKS)[0]
    juf(world).move(first.id, on=DAY - timedelta(days=7))
    moved = juf(world).take_over(TALKS)
    assert [(each.id, each.state, each.on) for each in moved] == [(first.id, TalkState.MOVED, DAY)]


def test_a_talk_that_becomes_one_by_video_is_by_video(world: TwoHomes) -> None:
    """On the same day, too."""
    first = juf(world).take_over(TALKS)[0]
    asked = world.school.conference(TALKS).conference
    requests = tuple(attrs.evolve(each, mode=Mode.VIDEO) for each in asked.requests)
    staff = tuple(attrs.evolve(each, modes=(Mode.ON_SITE, Mode.VIDEO)) for each in asked.staff)
    guardians = tuple(attrs.evolve(each, modes=(Mode.VIDEO,)) for each in asked.guardians)
    changed = attrs.evolve(asked, requests=requests, staff=staff, guardians=guardians)
    world.school.change_conference(TALKS, changed, why="snow")
    world.school.repair(TALKS)
    after = {each.id: each for each in juf(world).take_over(TALKS)}
    assert (after[first.id].state, after[first.id].on, after[first.id].way) == (
        TalkState.MOVED,
        DAY,
        Way.VIDEO,
    )
    assert juf(world).take_over(TALKS) == ()
