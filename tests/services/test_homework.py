"""Homework at the desk: a sheet in every home, each its own, and every reaction answered."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from tests.learning.noor import NOON, NOOR
from tests.learning.supplies import a_homework, in_, to_do_together
from tests.services.supply_school import CHEN, DEMIR, SAM, YILMAZ, Beuk

from partnership.calendars import DayOff, Days, SchoolCalendar, Term
from partnership.errors import Conflict, IllegalStep, InvalidValue, NotFound
from partnership.ids import HomeworkId, PupilId
from partnership.learning.homework import SheetState
from partnership.ports import Letter

H1 = HomeworkId("h1")


@pytest.fixture
def beuk() -> Iterator[Beuk]:
    """The school with homework set for Noor and Sam, closed afterwards."""
    made = Beuk()
    made.jansen.homework.set(a_homework(), [NOOR, SAM, NOOR, PupilId("nobody")])
    yield made
    made.school.close()


def test_every_home_gets_a_sheet_in_its_language(beuk: Beuk) -> None:
    """With what to do together and three questions."""
    letters = beuk.letters()
    assert {recipient for _, recipient in letters} == {f"guardian:{each}" for each in (YILMAZ, DEMIR, CHEN)}
    turkish = letters["homework-set", "guardian:yilmaz"]
    dutch = letters["homework-set", "guardian:demir"]
    assert (turkish.subject, turkish.language) == ("Lezen (tr)", "tr")
    assert (dutch.subject, dutch.language) == ("Lezen (nl)", "nl")
    for words in (
        "Wat uw kind laat zien: vertellen hoe je een woord in stukken leest (nl)",
        "Wat u samen doet: vraag thuis hoe iemand heeft leren lezen",
        "Weer op school op: maandag 9 november 2026",
        "Was het leuk om samen te doen?",
    ):
        assert words in dutch.text
    assert "hebt nodig" not in dutch.text
    assert beuk.mother.homework.homework(H1) == a_homework()
    with pytest.raises(Conflict):
        beuk.jansen.homework.set(a_homework(), [NOOR])


def test_a_family_reacts_and_the_teacher_answers(beuk: Beuk) -> None:
    """The teacher is told that, not what; the family gets the teacher's words; an old word is not sent."""
    beuk.told()
    assert beuk.mother.homework.take_home(H1, NOOR).state is SheetState.AT_HOME
    assert beuk.told() == []
    sheet = beuk.mother.homework.react(H1, NOOR, understood=True, enjoyed=False, comment="oma kon niet lezen")
    assert (sheet.state, sheet.reaction and sheet.reaction.comment) == (
        SheetState.RETURNED,
        "oma kon niet lezen",
    )
    body = {"homework": "h1/noor/yilmaz", "pupil": "noor"}
    returned = beuk.letters()["homework-returned", "staff:jansen"]
    assert "oma" not in returned.text
    assert returned.subject == "Er kwam huiswerk terug: Lezen (nl)"
    assert beuk.letter("homework-set", "guardian:yilmaz", body) == "superseded"
    assert beuk.letter("homework-answered", "guardian:yilmaz", body) == "superseded"
    beuk.jansen.homework.answer(H1, NOOR, YILMAZ, "We vragen oma om te komen vertellen")
    answered = beuk.letters()["homework-answered", "guardian:yilmaz"]
    assert "We vragen oma om te komen vertellen" in answered.text
    assert beuk.letter("homework-returned", "staff:jansen", body) == "superseded"
    assert beuk.letter("homework-answered", "guardian:yilmaz", {"homework": "none"}) == "superseded"
    assert [word for word in beuk.journal() if word.startswith("homework")] == [
        "homework.set",
        *["homework_sheet.set"] * 3,
        "homework_sheet.taken_home",
        "homework_sheet.returned",
        "homework_sheet.answered",
    ]
    assert "oma" not in str([dict(change.details) for _, change in beuk.school.store.journal("de-beuk")])  # type: ignore[arg-type] # a plain id


def test_a_home_sees_its_own_sheet_only(beuk: Beuk) -> None:
    """The other home is not there; the school sees both."""
    beuk.mother.homework.react(H1, NOOR, enjoyed=True)
    [own] = beuk.father.homework.sheets_of(NOOR)
    assert (own.guardian, own.state, own.reaction) == (DEMIR, SheetState.SET, None)
    assert len(beuk.jansen.homework.sheets_of(NOOR)) == 2
    assert beuk.as_("pupil:noor").homework.sheets_of(NOOR) == ()
    with pytest.raises(NotFound):
        beuk.as_("guardian:chen").homework.sheets_of(NOOR)
    with pytest.raises(NotFound):
        beuk.as_("guardian:chen").homework.react(H1, NOOR)
    with pytest.raises(NotFound):
        beuk.as_("pupil:noor").homework.take_home(H1, NOOR)
    with pytest.raises(NotFound):
        beuk.jansen.homework.react(H1, NOOR)
    with pytest.raises(NotFound):
        beuk.jansen.homework.answer(H1, NOOR, CHEN, "dank u")


def test_only_the_school_sets_answers_and_withdraws(beuk: Beuk) -> None:
    """And it answers in words."""
    for work in (
        lambda: beuk.mother.homework.set(a_homework(id=HomeworkId("h2")), [NOOR]),
        lambda: beuk.mother.homework.answer(H1, NOOR, YILMAZ, "dank u"),
        lambda: beuk.mother.homework.withdraw(H1),
        beuk.mother.homework.waiting,
        lambda: beuk.jansen.homework.answer(H1, NOOR, YILMAZ, "dank u"),
    ):
        with pytest.raises(IllegalStep):
            work()
    beuk.mother.homework.react(H1, NOOR)
    with pytest.raises(InvalidValue):
        beuk.jansen.homework.answer(H1, NOOR, YILMAZ, " ")


def test_what_is_withdrawn_is_asked_no_more(beuk: Beuk) -> None:
    """But what came back stays, and is answered."""
    messages = beuk.messages()
    beuk.mother.homework.react(H1, NOOR)
    gone = beuk.jansen.homework.withdraw(H1)
    assert {each.guardian for each in gone} == {DEMIR, CHEN}
    told = {each.body["recipient"]: each for each in messages}
    assert beuk.letter("homework-set", "guardian:demir", told["guardian:demir"].body) == "superseded"
    beuk.jansen.homework.answer(H1, NOOR, YILMAZ, "dank u")
    with pytest.raises(IllegalStep):
        beuk.father.homework.react(H1, NOOR)
    with pytest.raises(NotFound):
        beuk.jansen.homework.withdraw(HomeworkId("none"))


def test_a_reaction_waits_no_longer_than_two_working_days(beuk: Beuk) -> None:
    """Without a calendar every day counts."""
    beuk.mother.homework.react(H1, NOOR)
    beuk.now = NOON + timedelta(days=2)
    assert beuk.jansen.homework.waiting() == ()
    beuk.now = NOON + timedelta(days=3)
    assert [each.guardian for each in beuk.jansen.homework.waiting()] == [YILMAZ]


def test_a_holiday_makes_nobody_late() -> None:
    """With a calendar only working days count."""
    days = Days.through(date(2026, 11, 2), date(2026, 11, 30))
    off = DayOff(name="vrij", days=Days.through(date(2026, 11, 3), date(2026, 11, 20)))
    beuk = Beuk(calendar=SchoolCalendar(terms=(Term(name="herfst", days=days),), off=(off,)))
    beuk.jansen.homework.set(a_homework(letters=to_do_together(in_("pl"), ("potlood",))), [NOOR])
    letter = beuk.letters()["homework-set", "guardian:demir"]
    assert isinstance(letter, Letter)
    assert "U hebt nodig: potlood" in letter.text
    assert (letter.language, "(pl)" in letter.text) == ("nl", True)
    beuk.mother.homework.react(H1, NOOR)
    beuk.now = NOON + timedelta(days=18)
    assert beuk.jansen.homework.waiting() == ()
    beuk.now = NOON + timedelta(days=23)
    assert len(beuk.jansen.homework.waiting()) == 1
