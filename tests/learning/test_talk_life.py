"""The life of a talk, against a card on which a clerk keeps it by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.learning.noor import MONDAY, NOON, NOOR

from partnership.calendars import Days, SchoolCalendar, Term
from partnership.errors import IllegalStep, InvalidInput, InvalidValue
from partnership.ids import GuardianId, StaffId, TalkId
from partnership.learning import talk_steps
from partnership.learning.agreements import Agreement, LivesOn
from partnership.learning.commitments import Commitment, Side
from partnership.learning.talk_views import may_see, talk_view
from partnership.learning.talks import (
    Minutes,
    OtherWay,
    OwnWords,
    Preparation,
    ProgressTalk,
    TalkState,
    Way,
)
from partnership.norms import Norms

YILMAZ, DEMIR, JANSEN = GuardianId("yilmaz"), GuardianId("demir"), StaffId("jansen")
AUTUMN = SchoolCalendar(
    terms=(Term(name="autumn", days=Days.through(date(2026, 8, 31), date(2026, 12, 18))),),
)


def a_talk(**fields: Any) -> ProgressTalk:
    """Noor's mother speaks with juf Jansen."""
    whole: dict[str, Any] = {
        "id": TalkId("t1"),
        "pupil": NOOR,
        "staff": (JANSEN,),
        "guardians": (YILMAZ,),
        "on": MONDAY,
    }
    return ProgressTalk(**(whole | fields))


def promise(id: str = "a1", **fields: Any) -> Agreement:
    """The school gives a book by Friday."""
    whole: dict[str, Any] = {
        "id": id,
        "owner": Side.SCHOOL,
        "what": "een boek meegeven",
        "due": MONDAY + timedelta(days=4),
    }
    return Agreement(**(whole | fields))


PEOPLE = ("guardian:yilmaz", "guardian:demir", "staff:jansen", "pupil:noor")
OPEN = ("planned", "moved")
CAN: dict[str, tuple[str, ...]] = {
    "prepare": ("planned", "moved", "no-show"),
    "be held": ("planned", "moved", "no-show"),
    "be missed": OPEN,
    "be declined": ("planned", "moved", "no-show"),
    "be held by others": OPEN,
    "be moved": ("planned", "moved", "no-show", "declined"),
    "write": ("held",),
}


class TalkLife(RuleBasedStateMachine):
    """One talk of two guardians, and the card."""

    @initialize(held=st.booleans())
    def begin(self, held: bool) -> None:  # noqa: FBT001 - drawn
        """Planned, or held already."""
        self.talk = a_talk(guardians=(YILMAZ, DEMIR))
        self.card: dict[str, Any] = {"state": "planned", "prep": {}, "own": {}, "minutes": None, "agreed": {}}
        self.homes = {YILMAZ, DEMIR}
        if held:
            self.hold()

    def _try(self, step: str, work: Callable[[ProgressTalk], ProgressTalk]) -> bool:
        if self.card["state"] not in CAN[step]:
            with pytest.raises(IllegalStep, match="this talk is"):
                work(self.talk)
            return False
        self.talk = work(self.talk)
        return True

    @rule(who=st.sampled_from(PEOPLE), point=st.sampled_from(("lezen", "vrienden")))
    def prepare(self, who: str, point: str) -> None:
        """Somebody says what they bring."""
        said = Preparation(by=who, points=(point,), at=NOON)
        if self.card["state"] in CAN["prepare"] and who in {f"guardian:{each}" for each in self._away}:
            with pytest.raises(InvalidInput, match="nobody who is in this talk"):
                talk_steps.prepare(self.talk, said)
        elif self._try("prepare", lambda talk: talk_steps.prepare(talk, said)):
            self.card["prep"][who] = (point,)

    @property
    def _away(self) -> set[GuardianId]:
        return {YILMAZ, DEMIR} - self.homes

    @rule(homes=st.sampled_from(((YILMAZ,), (DEMIR,), (YILMAZ, DEMIR))))
    def regroup(self, homes: tuple[GuardianId, ...]) -> None:
        """Another party holds it; who is not in it any more takes along what they prepared."""

        def work(talk: ProgressTalk) -> ProgressTalk:
            return talk_steps.regroup(talk, staff=talk.staff, guardians=homes, pupil_attends=True)

        if self._try("be held by others", work):
            self.homes = set(homes)
            for each in self._away:
                self.card["prep"].pop(f"guardian:{each}", None)

    @rule()
    def hold(self) -> None:
        """They speak, by phone."""
        if self._try("be held", lambda talk: talk_steps.hold(talk, on=MONDAY, way=Way.PHONE)):
            self.card["state"] = "held"

    @rule()
    def miss(self) -> None:
        """Nobody comes."""
        if self._try("be missed", lambda talk: talk_steps.miss(talk, Norms(), AUTUMN)):
            self.card["state"] = "no-show"

    @rule()
    def decline(self) -> None:
        """They would rather not."""
        if self._try("be declined", talk_steps.decline):
            self.card["state"] = "declined"

    @rule()
    def move(self) -> None:
        """Another day."""
        if self._try("be moved", lambda talk: talk_steps.move(talk, on=MONDAY)):
            self.card["state"] = "moved"

    @rule(text=st.sampled_from(("we spraken over lezen", "het gaat goed")))
    def write(self, text: str) -> None:
        """The school writes."""
        minutes = Minutes(text=text, by="staff:jansen", at=NOON)
        if self._try("write", lambda talk: talk_steps.write(talk, minutes)):
            self.card["minutes"] = text

    @rule(who=st.sampled_from((YILMAZ, DEMIR)), text=st.sampled_from(("ik hoorde iets anders", "dank u")))
    def say(self, who: GuardianId, text: str) -> None:
        """A guardian writes."""
        if self.card["state"] in CAN["write"] and who in self._away:
            with pytest.raises(InvalidInput, match="nobody who is in this talk"):
                talk_steps.say(self.talk, OwnWords(guardian=who, text=text, at=NOON))
        elif self._try(
            "write", lambda talk: talk_steps.say(talk, OwnWords(guardian=who, text=text, at=NOON))
        ):
            self.card["own"][who] = text

    @rule(name=st.sampled_from(("a1", "a2")))
    def agree(self, name: str) -> None:
        """They agree on something, once under each name."""
        if name in self.card["agreed"]:
            with pytest.raises(InvalidInput, match="of this name"):
                talk_steps.agree(self.talk, promise(name))
        elif self._try("write", lambda talk: talk_steps.agree(talk, promise(name))):
            self.card["agreed"][name] = (True, "reminder")

    @rule(name=st.sampled_from(("a1", "a2")), kept=st.booleans())
    def follow(self, name: str, kept: bool) -> None:  # noqa: FBT001 - drawn
        """An agreement is kept, or becomes a goal."""

        def work(talk: ProgressTalk) -> ProgressTalk:
            if kept:
                return talk_steps.done(talk, name, on=MONDAY)
            return talk_steps.live_on(talk, name, LivesOn.GOAL, "g1")

        is_open, lives = self.card["agreed"].get(name, (None, ""))
        if is_open is None and self.card["state"] == "held":
            with pytest.raises(InvalidInput, match="no such agreement"):
                work(self.talk)
        elif is_open is not None and (not is_open or (not kept and lives == "goal")):
            with pytest.raises(IllegalStep, match="this agreement is"):
                work(self.talk)
        elif self._try("write", work):
            self.card["agreed"][name] = (not kept, lives if kept else "goal")

    @invariant()
    def the_talk_is_as_on_the_card(self) -> None:
        """All of it, after every step."""
        talk = self.talk
        assert str(talk.state) == self.card["state"]
        assert set(talk.guardians) == self.homes
        assert {each.by: each.points for each in talk.preparations} == self.card["prep"]
        assert {each.guardian: each.text for each in talk.own_words} == self.card["own"]
        assert (None if talk.minutes is None else talk.minutes.text) == self.card["minutes"]
        found = {each.id: (each.is_open, str(each.lives_on)) for each in talk.agreements}
        assert found == self.card["agreed"]
        assert (talk.other_way is not None) == (self.card["state"] == "no-show")


TestTalkLife = TalkLife.TestCase


@given(
    own=st.lists(
        st.tuples(st.sampled_from((YILMAZ, DEMIR)), st.sampled_from(("ja", "nee", "ik hoorde iets anders"))),
        max_size=4,
    ),
    deeds=st.lists(st.sampled_from(("write", "agree", "done", "live on")), max_size=6),
)
def test_what_a_parent_wrote_is_never_changed_by_the_school(
    own: list[tuple[GuardianId, str]], deeds: list[str]
) -> None:
    """Whatever the school writes, agrees and closes afterwards: not a letter of it."""
    talk = talk_steps.hold(a_talk(guardians=(YILMAZ, DEMIR)), on=MONDAY)
    for guardian, text in own:
        talk = talk_steps.say(talk, OwnWords(guardian=guardian, text=text, at=NOON))
    before = talk.own_words
    for number, deed in enumerate(deeds):
        name = f"a{number}"
        if deed == "write":
            talk = talk_steps.write(talk, Minutes(text="anders", by="staff:jansen", at=NOON))
        else:
            talk = talk_steps.agree(talk, promise(name))
        if deed == "done":
            talk = talk_steps.done(talk, name, on=MONDAY)
        if deed == "live on":
            talk = talk_steps.live_on(talk, name, LivesOn.STEP, "p1/klas")
    assert talk.own_words == before
    assert {each.guardian: each.text for each in before} == dict(own)


@pytest.mark.parametrize(
    "wrong",
    [
        {"staff": ()},
        {"guardians": ()},
        {"preparations": (Preparation(by="guardian:demir", points=("x",), at=NOON),)},
        {"state": TalkState.HELD, "own_words": (OwnWords(guardian=DEMIR, text="x", at=NOON),)},
        {"state": TalkState.HELD, "agreements": (promise(owner=Side.HOME, guardian=DEMIR),)},
        {"state": TalkState.HELD, "agreements": (promise(), promise())},
        {"minutes": Minutes(text="x", by="staff:jansen", at=NOON)},
        {"state": TalkState.NO_SHOW},
        {"other_way": OtherWay(way=Way.PHONE, due=None)},
    ],
    ids="+".join,
)
def test_a_talk_that_cannot_be_is_not_made(wrong: dict[str, Any]) -> None:
    """Between two, with words of who was there, written down once it was held."""
    with pytest.raises(InvalidValue):
        a_talk(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": " "},
        {"what": ""},
        {"owner": Side.PARTNER},
        {"guardian": YILMAZ},
        {"reference": "g1"},
        {"lives_on": LivesOn.GOAL},
    ],
    ids="+".join,
)
def test_an_agreement_has_an_owner_and_words(wrong: dict[str, Any]) -> None:
    """And what it lives on as is named."""
    with pytest.raises(InvalidValue):
        promise(**wrong)
    with pytest.raises(InvalidValue, match="points"):
        Preparation(by="staff:jansen", points=("lezen", " "), at=NOON)


def test_an_agreement_is_refused_with_all_that_is_wrong() -> None:
    """A stranger's, before the talk, and done already."""
    held = talk_steps.hold(a_talk(), on=MONDAY)
    wrong = promise(owner=Side.HOME, guardian=DEMIR, due=MONDAY - timedelta(days=1), done_on=MONDAY)
    with pytest.raises(InvalidInput) as caught:
        talk_steps.agree(held, wrong)
    assert [each.path for each in caught.value.problems] == ["$.guardian", "$.due", "$.lives_on"]
    with pytest.raises(InvalidInput, match="nobody who is in this talk"):
        talk_steps.prepare(a_talk(), Preparation(by="guardian:demir", points=("x",), at=NOON))
    with pytest.raises(InvalidInput, match="nobody who is in this talk"):
        talk_steps.say(held, OwnWords(guardian=DEMIR, text="x", at=NOON))
    home = promise(owner=Side.HOME, guardian=YILMAZ)
    expected = Commitment(side=Side.HOME, what="een boek meegeven", guardian=YILMAZ)
    assert home.commitment == expected


def test_after_a_no_show_the_school_owes_another_way() -> None:
    """In ten school days, with a holiday between; a visit when the call was not answered; nothing once they spoke."""
    missed = talk_steps.miss(a_talk(), Norms(), AUTUMN)
    assert missed.other_way == OtherWay(way=Way.PHONE, due=date(2026, 11, 16))
    by_phone = talk_steps.miss(a_talk(way=Way.PHONE), Norms())
    assert by_phone.other_way == OtherWay(way=Way.VISIT, due=None)
    held = talk_steps.hold(missed, on=date(2026, 11, 10), way=Way.VIDEO)
    assert (held.other_way, held.way, held.on) == (None, Way.VIDEO, date(2026, 11, 10))
    assert talk_steps.hold(missed, on=MONDAY).way is Way.AT_SCHOOL
    assert talk_steps.move(missed, on=MONDAY, way=Way.VISIT).way is Way.VISIT


def full(**fields: Any) -> ProgressTalk:
    """A talk in which everybody said something."""
    return a_talk(
        state=TalkState.HELD,
        preparations=tuple(
            Preparation(by=who, points=("iets",), at=NOON)
            for who in ("guardian:yilmaz", "staff:jansen", "pupil:noor")
        ),
        minutes=Minutes(text="goed gesprek", by="staff:jansen", at=NOON),
        own_words=(OwnWords(guardian=YILMAZ, text="vond ik ook", at=NOON),),
        agreements=(
            promise("home", owner=Side.HOME, guardian=YILMAZ),
            promise("noor", owner=Side.PUPIL),
        ),
        **fields,
    )


@pytest.mark.parametrize("attends", [True, False])
def test_who_sees_what_of_a_talk(attends: bool) -> None:  # noqa: FBT001 - a case
    """The party and the school all of it, the other home nothing, the pupil their own part."""
    talk = full(pupil_attends=attends)
    assert not may_see(talk, "guardian:demir")
    assert not may_see(talk, "pupil:sam")
    for who in ("guardian:yilmaz", "staff:jansen", "staff:other"):
        assert may_see(talk, who)
        seen = talk_view(talk, who)
        parts = (seen.preparations, seen.minutes, seen.own_words, seen.agreements)
        assert parts == (talk.preparations, talk.minutes, talk.own_words, talk.agreements)
    noor = talk_view(talk, "pupil:noor")
    assert [each.by for each in noor.preparations] == (["staff:jansen"] if attends else []) + ["pupil:noor"]
    assert (noor.minutes is not None, noor.own_words, noor.other_way) == (attends, (), None)
    assert [each.id for each in noor.agreements] == (["home"] if attends else []) + ["noor"]
    assert "yilmaz" not in str(attrs.asdict(noor))


def test_nothing_personal_is_in_a_repr() -> None:
    """Logs keep ids only."""
    said = repr(full())
    assert [word for word in ("goed gesprek", "vond ik", "iets", "boek") if word in said] == []


def test_an_agreement_is_done_once_and_lives_on_once() -> None:
    """What is done is over, and what became a goal is no reminder any more; each says what can still be done."""
    talk = talk_steps.agree(talk_steps.hold(a_talk(), on=MONDAY), promise())
    goal = talk_steps.live_on(talk, "a1", LivesOn.GOAL, "g1")
    assert [each.waits for each in (*talk.agreements, *goal.agreements)] == [True, False]
    with pytest.raises(IllegalStep, match="this agreement is a goal and cannot live on; from there: be done"):
        talk_steps.live_on(goal, "a1", LivesOn.STEP, "p1/klas")
    kept = talk_steps.done(goal, "a1", on=MONDAY)
    with pytest.raises(IllegalStep, match="this agreement is done"):
        talk_steps.done(kept, "a1", on=MONDAY)
    with pytest.raises(InvalidInput, match="known: a1"):
        talk_steps.done(talk, "a9", on=MONDAY)
