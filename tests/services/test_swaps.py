"""Two families change places, and neither learns who the other is."""

import json
from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests.conferences.autumn import asked, family, guardian, span
from tests.services.desk_of_autumn import AUTUMN, BEUK, NOON, Autumn, asked_for, minute, q

from partnership.conferences.booking_life.cut_offs import CutOff
from partnership.conferences.booking_life.deeds import Side
from partnership.conferences.booking_life.swaps import SwapState, SwapView, SwapWish
from partnership.conferences.checker import check
from partnership.conferences.conference import KeepApart
from partnership.errors import IllegalStep, NotFound
from partnership.ids import PartyId
from partnership.serial.values import dump
from partnership.services.talks import Refused


def booked(conference: Any = None, **terms: Any) -> Autumn:
    """Fatima at six, Bram at ten past, Chen at twenty past; nobody is told yet."""
    autumn = Autumn(asked_for(**terms) if conference is None else conference)
    for name, start in (("q1", 0), ("q2", 10), ("q3", 20)):
        autumn.desk().book(q(name), minute(start))
    autumn.told()
    return autumn


def view(answer: object) -> SwapView:
    """What the family sees."""
    assert isinstance(answer, SwapView), answer
    return answer


def matched() -> Autumn:
    """Fatima would like ten past or later, Bram anything: they are brought together."""
    autumn = booked()
    autumn.at("fatima").wish_to_swap(q("q1"), span("18:10", "18:20"))
    autumn.at("bram").wish_to_swap(q("q2"))
    return autumn


def test_two_wishes_that_fit_are_brought_together() -> None:
    """Each is told of the time it could have, and nothing else."""
    autumn = booked()
    assert view(autumn.at("fatima").wish_to_swap(q("q1"))).state is SwapState.OPEN
    proposed = view(autumn.at("bram").wish_to_swap(q("q2")))
    assert proposed == SwapView(
        request=q("q2"),
        state=SwapState.PROPOSED,
        start=minute(0),
        until=NOON + timedelta(minutes=2_880),
    )
    assert view(autumn.at("fatima").swap(q("q1"))).start == minute(10)
    assert autumn.topics() == [("swap-proposed", "guardian:bram"), ("swap-proposed", "guardian:fatima")]


def test_when_both_agree_they_change_places() -> None:
    """In one transaction; everyone in the talks is told; nothing moves before."""
    autumn = matched()
    before = autumn.held()
    assert autumn.at("fatima").agree_to_swap(q("q1")).state is SwapState.AGREED
    assert autumn.held() == before
    assert autumn.at("bram").agree_to_swap(q("q2")).state is SwapState.DONE
    assert autumn.held() == {"q1": minute(10), "q2": minute(0), "q3": minute(20)}
    assert autumn.at("fatima").swap(q("q1")).state is SwapState.DONE
    with pytest.raises(IllegalStep, match="this wish to swap is done and cannot agree; nothing follows that"):
        autumn.at("fatima").agree_to_swap(q("q1"))
    kept = autumn.school.conference(AUTUMN)
    assert check(kept.conference, kept.timetable()).valid


def test_nothing_that_is_told_names_the_other() -> None:
    """Every answer, message, error and repr that one family gets, byte by byte, through a whole swap and after."""
    autumn = matched()
    heard: list[object] = []
    for step in ("swap", "agree_to_swap", "swap", "decline_swap", "agree_to_swap"):
        try:
            heard.append(getattr(autumn.at("fatima"), step)(q("q1")))
        except IllegalStep as error:
            heard.append((str(error), repr(error), error.__dict__))
    autumn.at("bram").agree_to_swap(q("q2"))
    heard.append(autumn.at("fatima").swap(q("q1")))
    heard += [autumn.at("fatima").waiting()]
    letters = [message for message in autumn.told() if message.body["recipient"] == "guardian:fatima"]
    assert [message.topic for message in letters] == ["swap-proposed", "talk-moved"]
    heard += [(message.key, message.topic, dict(message.body), repr(message)) for message in letters]
    text = repr(heard).encode() + json.dumps([dict(message.body) for message in letters]).encode()
    for trace in (b"bram", b"q2", b"f2", b"p2"):
        assert trace not in text
    with autumn.school.store.transaction(BEUK, write=False) as transaction:
        record = transaction.get("swap", "autumn/q1")
    assert record is not None
    wish = SwapWish(conference=AUTUMN, request=q("q1"), other=q("q2"), passed=(q("q2"),))
    assert "q2" not in repr(wish)
    assert "q2" not in repr(record)
    assert dump(wish)["other"] == "q2"


def test_a_wish_that_does_not_fit_waits() -> None:
    """Another time than the other has, a rule in the way, or a family that declined before."""
    autumn = booked()
    autumn.at("fatima").wish_to_swap(q("q1"), span("18:20", "18:30"))
    assert view(autumn.at("chen").wish_to_swap(q("q3"))).state is SwapState.PROPOSED
    assert view(autumn.at("bram").wish_to_swap(q("q2"))).state is SwapState.OPEN
    assert autumn.at("fatima").decline_swap(q("q1")).state is SwapState.OPEN
    assert autumn.at("chen").swap(q("q3")).start == minute(10)
    assert autumn.at("bram").swap(q("q2")).start == minute(20)
    assert ("swap-off", "guardian:chen") in autumn.topics()


def test_no_swap_breaks_a_rule() -> None:
    """Bram cannot come at six: there is nothing to propose."""
    conference = attrs.evolve(
        asked_for(),
        guardians=(
            guardian("fatima"),
            guardian("chen"),
            guardian("bram", available=(span("18:10", "20:00"),)),
        ),
    )
    autumn = booked(conference)
    autumn.at("fatima").wish_to_swap(q("q1"))
    assert view(autumn.at("bram").wish_to_swap(q("q2"))).state is SwapState.OPEN


@pytest.mark.parametrize(
    "different",
    [
        {"keep_apart": (KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=10),)},
        {
            "parties": (
                family("f1", "fatima", "p1 p2"),
                family("f2", "bram", "p2"),
                family("f3", "chen", "p3"),
            )
        },
        {
            "parties": (
                family("f1", "fatima bram", "p1"),
                family("f2", "bram", "p2"),
                family("f3", "chen", "p3"),
            )
        },
    ],
    ids=["kept apart", "one child", "one guardian"],
)
def test_those_who_know_each_other_are_never_brought_together(different: dict[str, Any]) -> None:
    """Even a time that comes free would tell a parent something of the other."""
    autumn = booked(attrs.evolve(asked_for(), **different))
    autumn.at("fatima").wish_to_swap(q("q1"))
    assert view(autumn.at("bram").wish_to_swap(q("q2"))).state is SwapState.OPEN
    assert view(autumn.at("chen").wish_to_swap(q("q3"))).state is SwapState.PROPOSED


def test_another_time_is_not_the_same_time() -> None:
    """Two talks that begin at once, with two teachers, have nothing to exchange."""
    conference = asked_for()
    conference = attrs.evolve(conference, requests=(*conference.requests, asked("q5", "f2", "devries", "p2")))
    autumn = booked(conference)
    autumn.desk().book(q("q2"), minute(50))
    autumn.desk().book(q("q5"), minute(0))
    autumn.at("fatima").wish_to_swap(q("q1"))
    assert view(autumn.at("bram").wish_to_swap(q("q5"))).state is SwapState.OPEN


def test_two_talks_of_one_family_are_no_swap() -> None:
    """It can move them itself."""
    conference = asked_for()
    conference = attrs.evolve(conference, requests=(*conference.requests, asked("q5", "f1", "jansen", "p1")))
    autumn = booked(conference)
    autumn.desk().book(q("q5"), minute(40))
    autumn.at("fatima").wish_to_swap(q("q1"))
    assert view(autumn.at("fatima").wish_to_swap(q("q5"))).state is SwapState.OPEN


def test_a_proposal_expires() -> None:
    """Who did not answer wishes no longer; who agreed is told, and waits for another."""
    autumn = matched()
    autumn.at("fatima").agree_to_swap(q("q1"))
    autumn.told()
    autumn.later(2_880)
    with pytest.raises(IllegalStep):
        autumn.at("bram").agree_to_swap(q("q2"))
    assert autumn.at("bram").swap(q("q2")).state is SwapState.EXPIRED
    assert autumn.at("fatima").swap(q("q1")).state is SwapState.OPEN
    assert autumn.topics() == [("swap-expired", "guardian:bram"), ("swap-off", "guardian:fatima")]
    assert view(autumn.at("bram").wish_to_swap(q("q2"))).state is SwapState.OPEN


def test_withdrawing_opens_the_wish_of_the_other() -> None:
    """Which is met with the next at once."""
    autumn = matched()
    autumn.at("chen").wish_to_swap(q("q3"))
    assert autumn.at("fatima").withdraw_swap(q("q1")).state is SwapState.WITHDRAWN
    assert autumn.at("bram").swap(q("q2")).start == minute(20)
    with pytest.raises(IllegalStep):
        autumn.at("fatima").withdraw_swap(q("q1"))


def test_a_wish_that_met_nobody_is_withdrawn() -> None:
    """Nobody else hears of it."""
    autumn = booked()
    autumn.at("chen").wish_to_swap(q("q3"))
    assert autumn.at("chen").withdraw_swap(q("q3")).state is SwapState.WITHDRAWN
    assert autumn.told() == []


def test_a_talk_that_moved_or_is_cancelled_ends_the_proposal() -> None:
    """What was proposed is no longer what would come of it."""
    autumn = matched()
    autumn.at("bram").book(q("q2"), minute(50))
    assert autumn.at("fatima").swap(q("q1")).state is SwapState.OPEN
    assert autumn.at("bram").swap(q("q2")).state is SwapState.OPEN
    autumn.at("chen").wish_to_swap(q("q3"))
    partner = next(
        name for name, who in (("q1", "fatima"), ("q2", "bram")) if autumn.at(who).swap(q(name)).start
    )
    autumn.at("chen").cancel(q("q3"))
    assert autumn.at({"q1": "fatima", "q2": "bram"}[partner]).swap(q(partner)).state is SwapState.OPEN
    with pytest.raises(NotFound):
        autumn.at("chen").swap(q("q3"))


def test_the_rules_are_asked_again_when_both_agreed() -> None:
    """Something changed that forbids it: nothing moves, both wishes are open again."""
    autumn = matched()
    autumn.at("fatima").agree_to_swap(q("q1"))
    conference = autumn.school.conference(AUTUMN).conference
    late = attrs.evolve(
        conference,
        guardians=(
            guardian("fatima"),
            guardian("chen"),
            guardian("bram", available=(span("18:10", "20:00"),)),
        ),
    )
    autumn.school.change_conference(AUTUMN, late, why="bram works")
    before = autumn.held()
    assert autumn.at("bram").agree_to_swap(q("q2")).state is SwapState.OPEN
    assert autumn.at("fatima").swap(q("q1")).state is SwapState.OPEN
    assert autumn.held() == before


def test_somebody_at_another_conference_changes_no_places() -> None:
    """The store knows, and nothing is half done."""
    autumn = matched()
    spring = autumn.school.open_conference(
        attrs.evolve(asked_for(), requests=(asked("r1", "f2", "devries"),))
    )
    autumn.school.book(spring, q("r1"), minute(0))
    before = autumn.held()
    autumn.at("fatima").agree_to_swap(q("q1"))
    assert autumn.at("bram").agree_to_swap(q("q2")).state is SwapState.OPEN
    assert autumn.held() == before


def test_what_cannot_be_wished() -> None:
    """A talk that is not booked, a second wish, a wish after the cut-off, another's talk."""
    cut = CutOff(whom=Side.GUARDIAN, at=NOON + timedelta(minutes=5))
    autumn = booked(cut_offs=(cut,))
    autumn.at("fatima").wish_to_swap(q("q1"))
    for name in ("q4", "q1"):
        answer = autumn.at("fatima").wish_to_swap(q(name))
        assert isinstance(answer, Refused)
        assert answer.ruling.rules == ("swap",)
    with pytest.raises(NotFound):
        autumn.at("bram").wish_to_swap(q("q1"))
    with pytest.raises(NotFound):
        autumn.at("bram").swap(q("q1"))
    autumn.later(5)
    assert isinstance(autumn.at("bram").wish_to_swap(q("q2")), Refused)


def test_the_law_is_asked_of_both() -> None:
    """A family that lost the right is not brought together with anybody."""
    autumn = booked()
    autumn.at("bram").wish_to_swap(q("q2"))
    school = autumn.school
    school.settings = attrs.evolve(
        school.settings, school=attrs.evolve(school.settings.school, jurisdiction="nl")
    )
    name = {"name": {"given": "Bram", "family": "Bakker"}}
    school.keep_locally("guardian", "bram", name, by="staff:t1", why="roster")
    school.keep_locally("pupil", "p2", name, by="staff:t1", why="roster")
    assert view(autumn.at("fatima").wish_to_swap(q("q1"))).state is SwapState.OPEN
