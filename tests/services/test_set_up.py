"""The set-up changes after families have booked: what would break is listed first."""

import attrs
import pytest
from tests.conferences.autumn import span, staff
from tests.services.desk_of_autumn import AUTUMN, Autumn, asked_for, minute, q

from partnership.conferences.booking_life.baskets import Basket
from partnership.conferences.booking_life.set_up import what_breaks
from partnership.conferences.checker import check
from partnership.conferences.conference import Conference
from partnership.conferences.timetable import Timetable
from partnership.errors import IllegalStep, Taken


def late_jansen(conference: Conference) -> Conference:
    """Jansen comes half an hour later."""
    return attrs.evolve(
        conference, staff=(staff("jansen", available=(span("18:30", "20:00"),)), staff("devries"))
    )


@pytest.fixture
def autumn() -> Autumn:
    """Two talks with Jansen, one of them early; a basket; somebody who waits for what is withdrawn."""
    made = Autumn(asked_for())
    made.desk().book(q("q1"), minute(0))
    made.desk().book(q("q2"), minute(40))
    made.at("chen").take({q("q3"): minute(10)})
    made.told()
    return made


def test_what_would_break_is_listed_first(autumn: Autumn) -> None:
    """The talk, with the words of the rule; the basket; what repair would do. Nothing is changed by asking."""
    conference = autumn.school.conference(AUTUMN).conference
    before = autumn.school.conference(AUTUMN)
    found = autumn.desk().try_set_up(late_jansen(conference))
    (talk,) = found.talks
    assert (talk.request, [each.text for each in talk.objections]) == ("q1", ["jansen is not there then"])
    assert len(found.baskets) == 1
    assert [old.request for old, _ in found.mended.moved] == ["q1"]
    assert not found.nothing
    assert autumn.school.conference(AUTUMN) == before


def test_what_changes_nothing_breaks_nothing(autumn: Autumn) -> None:
    """The same set-up again."""
    assert autumn.desk().try_set_up(autumn.school.conference(AUTUMN).conference).nothing


def test_a_change_is_mended_in_the_same_breath(autumn: Autumn) -> None:
    """What was foretold is what happens, whoever had no talk gets one; those concerned are told, nobody else."""
    conference = autumn.school.conference(AUTUMN).conference
    foretold = autumn.desk().try_set_up(late_jansen(conference))
    steps = autumn.desk(why="a train").change_set_up(late_jansen(conference))
    assert [(step.before.placement, step.after.placement) for step in steps if step.before] == [
        *foretold.mended.moved
    ]
    kept = autumn.school.conference(AUTUMN)
    assert kept.baskets == {}
    assert check(kept.conference, kept.timetable()).valid
    assert {step.after.placement for step in steps if step.before is None} == {*foretold.mended.placed}
    told = {recipient for _, recipient in autumn.topics()}
    assert told == {"guardian:fatima", "guardian:chen", "staff:jansen", "staff:devries"}


def test_without_repair_it_stays_as_it_is(autumn: Autumn) -> None:
    """Until somebody mends it."""
    conference = autumn.school.conference(AUTUMN).conference
    assert autumn.desk().change_set_up(late_jansen(conference), repair=False) == ()
    assert autumn.held()["q1"] == minute(0)


def test_requests_that_go_are_called_off(autumn: Autumn) -> None:
    """A booked one breaks without a rule, one that waits is named, and so it happens; another act goes on meanwhile."""
    short = attrs.evolve(asked_for(50), requests=autumn.school.conference(AUTUMN).conference.requests)
    autumn.school.change_conference(AUTUMN, short, why="shorter")
    autumn.desk().book(q("q4"), minute(20))
    conference = autumn.school.conference(AUTUMN).conference
    fewer = attrs.evolve(
        conference, requests=tuple(each for each in conference.requests if each.id not in {"q2", "q3"})
    )
    found = autumn.desk().try_set_up(fewer)
    assert [(talk.request, talk.objections) for talk in found.talks] == [("q2", ())]
    autumn.school.change_conference(AUTUMN, fewer, why="withdrawn")
    autumn.desk().book(q("q1"), minute(10))
    assert set(autumn.held()) == {"q1", "q2", "q4"}
    autumn.desk().change_set_up(fewer)
    assert set(autumn.held()) == {"q1", "q4"}


def test_who_waits_for_what_goes_is_named() -> None:
    """And longer evenings give places to who waits."""
    autumn = Autumn(asked_for(10))
    autumn.desk().book(q("q1"), minute(0))
    autumn.at("bram").wait(q("q2"))
    conference = autumn.school.conference(AUTUMN).conference
    fewer = attrs.evolve(conference, requests=tuple(each for each in conference.requests if each.id != "q2"))
    assert autumn.desk().try_set_up(fewer).waiting == ("q2",)
    longer = attrs.evolve(conference, sittings=(attrs.evolve(conference.sittings[0], end=minute(60)),))
    autumn.desk().change_set_up(longer)
    assert set(autumn.held()) == {"q1", "q2", "q3", "q4"}
    assert autumn.desk().waiting() == ()


def test_a_basket_in_a_row_of_its_own_stays(autumn: Autumn) -> None:
    """What still can be held is held: repair plans around it."""
    conference = autumn.school.conference(AUTUMN).conference
    held = autumn.at("fatima").take({q("q4"): minute(50)})
    assert isinstance(held, Basket)
    autumn.desk().change_set_up(late_jansen(conference))
    assert list(autumn.school.conference(AUTUMN).baskets) == [held.id]


def test_nothing_changes_when_somebody_is_elsewhere(autumn: Autumn) -> None:
    """Repair would move a talk to where its teacher is at another conference: all of it is undone."""
    spring = autumn.school.open_conference(asked_for())
    conference = autumn.school.conference(AUTUMN).conference
    only = attrs.evolve(
        conference, staff=(staff("jansen", available=(span("18:40", "19:00"),)), staff("devries"))
    )
    autumn.school.book(spring, q("q3"), minute(50))
    before = autumn.school.conference(AUTUMN)
    with pytest.raises(Taken):
        autumn.desk().change_set_up(only)
    assert autumn.school.conference(AUTUMN) == before


def test_families_do_not_change_the_set_up(autumn: Autumn) -> None:
    """Nor ask what it would break: that tells of others."""
    conference = autumn.school.conference(AUTUMN).conference
    for attempt in (autumn.at("bram").try_set_up, autumn.at("bram").change_set_up):
        with pytest.raises(IllegalStep, match="nothing follows that"):
            attempt(conference)


def test_of_two_that_collide_both_are_named() -> None:
    """In order of time; an empty timetable breaks nowhere."""
    conference = asked_for()
    assert what_breaks(conference, Timetable()) == ()
