"""Tips at the desk: in the home's language, once a week also when two send at once, and judged by tip alone."""

from collections.abc import Iterator
from datetime import timedelta

import attrs
import pytest
from tests.learning.noor import MONDAY, NOON, NOOR
from tests.learning.supplies import a_tip, in_
from tests.services.supply_school import BEUK, CHEN, DEMIR, SAM, YILMAZ, Beuk

from partnership.errors import Conflict, IllegalStep, NotFound
from partnership.ids import GuardianId, PupilId, TipId
from partnership.learning.tip_choice import Hindrance
from partnership.learning.tips import SentTip, TipWishes
from partnership.norms import Norms
from partnership.ports import Letter


@pytest.fixture
def beuk() -> Iterator[Beuk]:
    """The school, closed afterwards."""
    made = Beuk()
    yield made
    made.school.close()


def test_a_tip_goes_home_in_the_language_of_the_home(beuk: Beuk) -> None:
    """For the goal that was agreed; the letter says what it takes and that no is an answer too."""
    beuk.agreed()
    beuk.portrait(YILMAZ, "zar, gazete")
    beuk.jansen.tips.keep(a_tip())
    beuk.jansen.tips.keep(a_tip(id=TipId("zinnen"), texts=in_("nl", "tr"), about=("g1",), materials=("zar",)))
    choice = beuk.jansen.tips.suggest(NOOR, YILMAZ)
    assert (choice.tip and choice.tip.id, choice.goal) == ("zinnen", "g1")
    assert choice.because == (
        "it is for a goal the pupil works on now",
        "it is written in the language of this home (tr)",
    )
    assert choice.why_not(TipId("beurten")) == (Hindrance.LANGUAGE,)
    assert len(beuk.mother.tips.suggest(NOOR).because) == 4
    assert beuk.told() == []
    sent = beuk.jansen.tips.send(NOOR, YILMAZ)
    assert sent == SentTip(
        tip=TipId("zinnen"),
        pupil=NOOR,
        guardian=YILMAZ,
        week=MONDAY,
        language="tr",
        goal=beuk.school.learning(by="staff:jansen").every_goal()[0].id,
        sent_on=MONDAY,
    )
    [message] = beuk.messages()
    letter = beuk.letter(message.topic, "guardian:yilmaz", message.body)
    assert isinstance(letter, Letter)
    assert (letter.subject, letter.language) == ("Lezen (tr)", "tr")
    for words in (
        "Lees samen, tr.",
        "Şuna yardımcı olur: Noor leest vlot",
        "10 dakika sürer.",
        "Gerekenler: zar",
        "hayır da bir cevaptır",
    ):
        assert words in letter.text
    assert beuk.jansen.tips.send(NOOR, YILMAZ) is None
    assert beuk.mother.tips.suggest(NOOR).why_not(TipId("zinnen")) == (Hindrance.WEEK_FULL, Hindrance.RECENT)
    beuk.jansen.tips.retire(TipId("zinnen"))
    assert beuk.letter(message.topic, "guardian:yilmaz", message.body) == "superseded"
    assert beuk.letter(message.topic, "guardian:yilmaz", {"tip": "none"}) == "superseded"
    assert [each.retired for each in beuk.jansen.tips.library()] == [False, True]


def test_a_dutch_home_reads_dutch(beuk: Beuk) -> None:
    """Who never chose a language gets the school's."""
    beuk.jansen.tips.keep(a_tip())
    beuk.jansen.tips.send(NOOR, DEMIR)
    letter = beuk.letters()["tip-sent", "guardian:demir"]
    assert "Het duurt 10 minuten." in letter.text
    assert "hebt nodig" not in letter.text
    assert "Het helpt bij" not in letter.text


def test_a_round_reaches_every_home_once(beuk: Beuk) -> None:
    """Each with what fits it; nobody who has no language in the library, and no pupil who left."""
    beuk.write("pupil", "oud", name={"given": "Oud", "family": "X"}, left_on="2026-07-01")
    beuk.write("pupil", "later", left_on="2027-07-01")
    beuk.link("oud", "stranger")
    beuk.jansen.tips.keep(a_tip())
    sent = beuk.jansen.tips.send_round()
    assert [(each.pupil, each.guardian) for each in sent] == [(NOOR, DEMIR), (SAM, CHEN)]
    assert beuk.told() == [("tip-sent", "guardian:chen"), ("tip-sent", "guardian:demir")]
    assert beuk.jansen.tips.send_round() == ()
    assert [each.guardian for each in beuk.jansen.tips.unserved()] == [YILMAZ]


def test_a_home_declares_what_it_has(beuk: Beuk) -> None:
    """Minutes, things, or that it wants none; a portrait that is not shared tells nothing."""
    tip = a_tip(id=TipId("spel"), minutes=30, materials=("dobbelsteen",))
    beuk.jansen.tips.keep(tip)
    beuk.portrait(DEMIR, "dobbelsteen", shared=False)
    assert beuk.father.tips.suggest(NOOR).why_not(tip.id) == (Hindrance.MINUTES, Hindrance.MATERIALS)
    assert beuk.jansen.tips.suggest(NOOR, DEMIR).why_not(tip.id) == (Hindrance.FAMILY,)
    wishes = TipWishes(guardian=DEMIR, minutes=30, materials=("dobbelsteen",))
    assert beuk.father.tips.declare(wishes) == wishes
    assert beuk.father.tips.suggest(NOOR).tip == tip
    beuk.father.tips.declare(attrs.evolve(wishes, wanted=False))
    assert beuk.jansen.tips.send(NOOR, DEMIR) is None
    with pytest.raises(NotFound):
        beuk.mother.tips.declare(wishes)


def test_two_who_send_at_one_moment_send_one(beuk: Beuk) -> None:
    """The id says which of the week's tips it is: who did not see the other's is refused, and reads again."""
    beuk.jansen.tips.keep(a_tip())
    id = "noor/demir/2026-11-02/0"
    with beuk.school.store.transaction(BEUK) as transaction:
        transaction.put(
            "sent_tip", id, {}, expected=None
        )  # found by no index: as if it came since the reading
    with pytest.raises(Conflict):
        beuk.jansen.tips.send(NOOR, DEMIR)
    assert beuk.told() == []
    with beuk.school.store.transaction(BEUK) as transaction:
        transaction.delete("sent_tip", id, expected=1)
    assert beuk.jansen.tips.send(NOOR, DEMIR) is not None


def test_more_a_week_where_parents_decided_so() -> None:
    """The norm is the school's; each has a place in its week."""
    beuk = Beuk(norms=Norms(tips_per_week=2))
    for name in "abc":
        beuk.jansen.tips.keep(a_tip(id=TipId(name)))
    for _ in range(3):
        beuk.jansen.tips.send(NOOR, DEMIR)
    beuk.now = NOON + timedelta(days=7)
    beuk.jansen.tips.send(NOOR, DEMIR)
    found = [(each.tip, each.week.day, each.place) for each in beuk.father.tips.received(NOOR)]
    assert found == [("a", 2, 0), ("b", 2, 1), ("c", 9, 0)]
    assert beuk.mother.tips.received(NOOR) == ()
    assert len(beuk.jansen.tips.received(NOOR)) == 3
    beuk.father.tips.say(NOOR, MONDAY + timedelta(days=3), place=1, tried=True, worked=False)
    with pytest.raises(NotFound):
        beuk.father.tips.say(NOOR, MONDAY, place=2, tried=False)


def test_a_family_says_what_it_thought_and_is_heard(beuk: Beuk) -> None:
    """What did not work does not come back to them; the school learns it by tip, from five homes on."""
    beuk.jansen.tips.keep(a_tip())
    beuk.jansen.tips.send(NOOR, DEMIR)
    said = beuk.father.tips.say(NOOR, MONDAY, tried=True, worked=False, enjoyed=True)
    assert (said.tip, said.worked) == ("beurten", False)
    beuk.now = NOON + timedelta(weeks=20)
    assert beuk.father.tips.suggest(NOOR).why_not(TipId("beurten")) == (Hindrance.DID_NOT_WORK,)
    assert beuk.jansen.tips.suggest(NOOR, DEMIR).why_not(TipId("beurten")) == (Hindrance.FAMILY,)
    beuk.father.tips.say(NOOR, MONDAY, tried=True, worked=None)
    assert beuk.father.tips.suggest(NOOR).tip == a_tip()
    assert beuk.jansen.tips.not_working() == ()
    beuk.now = NOON
    for number in range(5):
        guardian = f"g{number}"
        beuk.write("guardian", guardian, name={"given": guardian, "family": "Z"})
        beuk.link("sam", guardian)
        beuk.jansen.tips.send(SAM, GuardianId(guardian))
        beuk.as_(f"guardian:{guardian}").tips.say(SAM, MONDAY, tried=True, worked=False)
    [figures] = beuk.jansen.tips.not_working()
    assert (figures.tip, figures.tried, figures.worked) == ("beurten", 6, 0)
    assert "worked" not in str([dict(change.details) for _, change in beuk.school.store.journal(BEUK)])


@pytest.mark.parametrize("who", ["guardian:stranger", "guardian:chen", "pupil:sam", "pupil:noor"])
def test_who_has_nothing_to_do_with_a_home_finds_nothing(beuk: Beuk, who: str) -> None:
    """Not which tip fits, not to send one, and not the school's questions; the library is for everyone."""
    beuk.jansen.tips.keep(a_tip())
    beuk.jansen.tips.send(NOOR, YILMAZ)
    room = beuk.as_(who).tips
    for ask in (
        lambda: room.suggest(NOOR, YILMAZ),
        lambda: room.suggest(NOOR),
        lambda: room.send(NOOR, YILMAZ),
        lambda: room.say(NOOR, MONDAY, tried=True),
    ):
        with pytest.raises(NotFound):
            ask()
    for school in (
        room.send_round,
        room.not_working,
        room.unserved,
        lambda: room.keep(a_tip()),
        lambda: room.retire(TipId("beurten")),
    ):
        with pytest.raises(IllegalStep):
            school()
    assert room.library() == (a_tip(),)
    if who == "pupil:noor":
        assert room.received(NOOR) == ()
    else:
        with pytest.raises(NotFound):
            room.received(NOOR)


def test_nobody_is_sent_what_they_may_not_be_told(beuk: Beuk) -> None:
    """From the day of a court order on; nor about a pupil the school does not know."""
    beuk.jansen.tips.keep(a_tip())
    beuk.link("noor", "demir", authority="no", restrictions=[{"kind": "information"}])
    with pytest.raises(NotFound):
        beuk.jansen.tips.send(NOOR, DEMIR)
    assert [each.guardian for each in beuk.jansen.tips.send_round()] == [CHEN]
    with pytest.raises(NotFound):
        beuk.jansen.tips.send(PupilId("nobody"), YILMAZ)
    with pytest.raises(NotFound):
        beuk.jansen.tips.retire(TipId("none"))
