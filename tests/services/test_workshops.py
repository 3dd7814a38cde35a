"""Workshops at the desk: places in order also when many come at once, and a question after three school weeks."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.learning.supplies import a_session, a_workshop, in_
from tests.services.supply_school import BEUK, CHEN, DEMIR, YILMAZ, Beuk

from partnership.calendars import DayOff, Days, SchoolCalendar, Term
from partnership.errors import Conflict, IllegalStep, InvalidInput, InvalidValue, NotFound, PartnershipError
from partnership.ids import GuardianId, WorkshopId
from partnership.learning.seats import SeatState
from partnership.learning.workshop_reach import WorkshopAdvice
from partnership.learning.workshops import Need, NeedKind, WorkshopState
from partnership.ports import Letter

W1 = WorkshopId("w1")
ONE_SEAT = (a_session(seats=1), a_session("ochtend", 8, seats=1, online=True))


@pytest.fixture
def beuk() -> Iterator[Beuk]:
    """The school with an open workshop of one seat a session, closed afterwards."""
    made = Beuk()
    opened(made)
    yield made
    made.school.close()


def opened(beuk: Beuk) -> None:
    """A workshop that parents can sign up to."""
    beuk.jansen.workshops.draft(a_workshop(sessions=ONE_SEAT))
    beuk.jansen.workshops.open(W1)


def test_a_workshop_from_draft_to_closed() -> None:
    """Refused until all of it is thought of; rewritten while a draft; seen from home once it is open."""
    beuk = Beuk()
    beuk.jansen.workshops.draft(a_workshop(needs=(), practice=""))
    with pytest.raises(InvalidInput) as caught:
        beuk.jansen.workshops.open(W1)
    assert [problem.path for problem in caught.value.problems] == ["$.needs", "$.practice"]
    assert beuk.mother.workshops.all() == ()
    beuk.jansen.workshops.rewrite(W1, a_workshop(id=WorkshopId("other")))
    assert beuk.jansen.workshops.open(W1).state is WorkshopState.OPEN
    assert [each.id for each in beuk.mother.workshops.all()] == [W1]
    with pytest.raises(IllegalStep):
        beuk.jansen.workshops.rewrite(W1, a_workshop())
    assert beuk.jansen.workshops.close(W1).state is WorkshopState.CLOSED
    with pytest.raises(Conflict):
        beuk.jansen.workshops.draft(a_workshop())
    with pytest.raises(NotFound):
        beuk.jansen.workshops.open(WorkshopId("none"))
    assert beuk.journal()[-4:] == [
        f"workshop.{what}" for what in ("drafted", "rewritten", "opened", "closed")
    ]


def test_a_workshop_answers_to_a_goal_there_is(beuk: Beuk) -> None:
    """Not to one that nobody set; told with all the rest that is missing."""
    other = a_workshop(id=WorkshopId("w2"), needs=(Need(kind=NeedKind.GOAL, reference="g1"),), practice="")
    beuk.jansen.workshops.draft(other)
    with pytest.raises(InvalidInput) as caught:
        beuk.jansen.workshops.open(other.id)
    assert [problem.path for problem in caught.value.problems] == ["$.practice", "$.needs[0].reference"]
    beuk.agreed()
    beuk.jansen.workshops.rewrite(other.id, attrs.evolve(other, practice="lezen"))
    assert beuk.jansen.workshops.open(other.id).state is WorkshopState.OPEN


def test_everyone_is_asked_once_in_their_language(beuk: Beuk) -> None:
    """With when, where, and what the school does about what keeps them away."""
    seats = beuk.jansen.workshops.invite(W1)
    assert {each.guardian for each in seats} == {YILMAZ, DEMIR, CHEN}
    letters = beuk.letters()
    dutch = letters["workshop-invited", "guardian:demir"]
    assert dutch.subject == "Samen lezen (nl)"
    for words in (
        "Lees samen, nl.",
        "Wanneer: dinsdag 24 november 2026, 20:00–21:30",
        "Waar: ook vanuit huis",
        "Oppas: geregeld",
        "Nee is ook een antwoord",
    ):
        assert words in dutch.text
    assert "Sizi bekleriz" in letters["workshop-invited", "guardian:yilmaz"].text
    assert beuk.jansen.workshops.invite(W1, [DEMIR]) == ()
    assert [each.guardian for each in beuk.jansen.workshops.invite(W1, [GuardianId("stranger")])] == [
        "stranger"
    ]
    with pytest.raises(NotFound):
        beuk.jansen.workshops.invite(W1, [GuardianId("nobody")])


def test_a_place_that_comes_free_goes_to_who_waits_longest(beuk: Beuk) -> None:
    """And they are told; a word that is no longer so is not sent."""
    assert beuk.mother.workshops.sign_up(W1, "avond").state is SeatState.PLACED
    assert beuk.jansen.workshops.sign_up(W1, "avond", CHEN).state is SeatState.WAITING
    assert beuk.father.workshops.sign_up(W1, "avond").state is SeatState.WAITING
    messages = {each.topic + each.body["recipient"]: each for each in beuk.messages()}
    waits = messages["workshop-waitingguardian:chen"]
    letter = beuk.letter(waits.topic, "guardian:chen", waits.body)
    assert isinstance(letter, Letter)
    assert "wachtlijst" in letter.text
    beuk.mother.workshops.decline(W1)
    assert beuk.letter(waits.topic, "guardian:chen", waits.body) == "superseded"
    assert [(key, "20:00" in each.text) for key, each in beuk.letters().items()] == [
        (("workshop-placed", "guardian:chen"), True)
    ]
    assert [(each.guardian, each.state) for each in beuk.jansen.workshops.seats_of(W1)] == [
        (YILMAZ, SeatState.DECLINED),
        (CHEN, SeatState.PLACED),
        (DEMIR, SeatState.WAITING),
    ]
    mine = beuk.father.workshops.seat(W1)
    assert mine is not None
    assert mine.state is SeatState.WAITING
    with pytest.raises(InvalidValue, match="known: avond, ochtend"):
        beuk.mother.workshops.sign_up(W1, "middag")


def test_three_who_wait_get_places_in_the_order_of_asking(beuk: Beuk) -> None:
    """Each step goes through the door: the workshop's own record, so that of two at one moment one reads again."""
    who = (DEMIR, CHEN, GuardianId("stranger"))
    beuk.mother.workshops.sign_up(W1, "avond")
    for each in who:
        before = revision(beuk)
        beuk.jansen.workshops.sign_up(W1, "avond", each)
        assert revision(beuk) == before + 1
    for left, next_one in zip((YILMAZ, *who), who, strict=False):
        beuk.jansen.workshops.decline(W1, left)
        placed = [each.guardian for each in beuk.jansen.workshops.seats_of(W1) if each.holds]
        assert placed == [next_one]


def revision(beuk: Beuk) -> int:
    """Of the workshop's record."""
    with beuk.school.store.transaction(BEUK, write=False) as transaction:
        record = transaction.get("workshop", "w1")
    assert record is not None
    return record.revision


def test_a_larger_room_is_for_who_waits(beuk: Beuk) -> None:
    """And they are told; a smaller one there is not."""
    beuk.mother.workshops.sign_up(W1, "avond")
    beuk.father.workshops.sign_up(W1, "avond")
    beuk.told()
    beuk.jansen.workshops.enlarge(W1, "avond", 2)
    assert beuk.told() == [("workshop-placed", "guardian:demir")]
    for session, seats in (("avond", 1), ("middag", 9)):
        with pytest.raises(InvalidValue, match="no fewer seats"):
            beuk.jansen.workshops.enlarge(W1, session, seats)
    with pytest.raises(IllegalStep):
        beuk.mother.workshops.enlarge(W1, "avond", 9)
    beuk.jansen.workshops.close(W1)
    with pytest.raises(IllegalStep):
        beuk.jansen.workshops.enlarge(W1, "avond", 9)


def test_a_seat_that_comes_free_by_itself_is_for_who_waits(beuk: Beuk) -> None:
    """Not for who comes next; by night, or at the next step whatever it is."""
    beuk.mother.workshops.sign_up(W1, "avond")
    beuk.father.workshops.sign_up(W1, "avond")
    beuk.told()
    beuk.school.privacy.erase("guardian:yilmaz", by="staff:office", why="asked", ground="AVG art. 17")
    assert beuk.jansen.workshops.sign_up(W1, "avond", CHEN).state is SeatState.WAITING
    assert beuk.told() == [("workshop-placed", "guardian:demir"), ("workshop-waiting", "guardian:chen")]
    beuk.school.privacy.erase("guardian:demir", by="staff:office", why="asked", ground="AVG art. 17")
    assert beuk.jansen.workshops.follow_up() == ()
    assert beuk.told() == [("workshop-placed", "guardian:chen")]


def test_what_is_called_off_is_told_to_who_counted_on_it(beuk: Beuk) -> None:
    """Not to who had declined."""
    beuk.jansen.workshops.invite(W1)
    beuk.mother.workshops.sign_up(W1, "avond")
    beuk.father.workshops.decline(W1)
    placed = {each.topic: each for each in beuk.messages()}["workshop-placed"]
    beuk.jansen.workshops.call_off(W1, reason="de zaal staat onder water")
    letters = beuk.letters()
    assert set(letters) == {("workshop-off", "guardian:chen"), ("workshop-off", "guardian:yilmaz")}
    assert "water" not in letters["workshop-off", "guardian:chen"].text
    assert beuk.letter(placed.topic, "guardian:yilmaz", placed.body) == "superseded"
    assert beuk.letter("workshop-off", "guardian:chen", {"workshop": "none"}) == "superseded"
    beuk.mother.workshops.decline(W1)
    with pytest.raises(IllegalStep):
        beuk.mother.workshops.sign_up(W1, "avond")


def test_who_came_is_asked_three_school_weeks_later() -> None:
    """A holiday between adds nothing; each is asked once, and what they say comes before what the school changes."""
    days = Days.through(date(2026, 11, 2), date(2027, 2, 28))
    off = DayOff(name="kerst", days=Days.through(date(2026, 12, 7), date(2026, 12, 31)))
    beuk = Beuk(calendar=SchoolCalendar(terms=(Term(name="winter", days=days),), off=(off,)))
    opened(beuk)
    beuk.jansen.workshops.invite(W1)
    assert beuk.jansen.workshops.report(W1).advice is WorkshopAdvice.REACH
    beuk.mother.workshops.sign_up(W1, "avond")
    beuk.father.workshops.sign_up(W1, "ochtend")
    beuk.told()
    beuk.now = a_session().span.end
    beuk.jansen.workshops.attendance(W1, came=[YILMAZ], missed=[DEMIR])
    missed = beuk.letters()["workshop-missed", "guardian:demir"]
    assert "Wat we oefenen: om de beurt een zin lezen" in missed.text
    beuk.now = beuk.now.replace(month=12, day=29)
    assert beuk.jansen.workshops.follow_up() == ()
    beuk.now = beuk.now.replace(year=2027, month=1, day=25)
    assert [each.guardian for each in beuk.jansen.workshops.follow_up()] == [YILMAZ]
    assert beuk.jansen.workshops.follow_up(W1) == ()
    assert "Evde denediniz mi?" in beuk.letters()["workshop-asked", "guardian:yilmaz"].text
    assert beuk.jansen.workshops.report(W1).advice is WorkshopAdvice.ASK
    told = beuk.mother.workshops.tell(W1, tried=False, words="nog niet")
    assert told.state is SeatState.TOLD
    report = beuk.jansen.workshops.report(W1)
    assert attrs.astuple(report.figures) == (3, 2, 1, 1, 0)
    assert report.advice is WorkshopAdvice.CONTENT
    with pytest.raises(IllegalStep):
        beuk.father.workshops.tell(W1, tried=True)
    assert "nog niet" not in str([dict(change.details) for _, change in beuk.school.store.journal(BEUK)])


def test_without_a_calendar_every_week_counts(beuk: Beuk) -> None:
    """Three weeks after the evening."""
    beuk.mother.workshops.sign_up(W1, "avond")
    beuk.now = a_session().span.end
    beuk.jansen.workshops.attendance(W1, came=[YILMAZ])
    beuk.now += timedelta(days=20)
    assert beuk.jansen.workshops.follow_up() == ()
    beuk.now += timedelta(days=1)
    assert len(beuk.jansen.workshops.follow_up()) == 1


def test_a_guardian_speaks_for_themselves(beuk: Beuk) -> None:
    """Nobody signs up another, sees who comes, or makes a workshop from home."""
    beuk.mother.workshops.sign_up(W1, "avond")
    of_another: tuple[Callable[[], object], ...] = (
        lambda: beuk.father.workshops.decline(W1, YILMAZ),
        lambda: beuk.father.workshops.sign_up(W1, "avond", YILMAZ),
        lambda: beuk.father.workshops.decline(W1),
        lambda: beuk.as_("pupil:noor").workshops.sign_up(W1, "avond"),
        lambda: beuk.jansen.workshops.sign_up(W1, "avond"),
        lambda: beuk.jansen.workshops.sign_up(W1, "avond", GuardianId("nobody")),
        lambda: beuk.jansen.workshops.seat(W1),
        lambda: beuk.jansen.workshops.tell(W1, tried=True),
    )
    for ask in of_another:
        with pytest.raises(NotFound):
            ask()
    assert beuk.father.workshops.seat(W1) is None
    of_the_school: tuple[Callable[[], object], ...] = (
        lambda: beuk.mother.workshops.draft(a_workshop()),
        lambda: beuk.mother.workshops.close(W1),
        lambda: beuk.mother.workshops.invite(W1),
        lambda: beuk.mother.workshops.attendance(W1, came=[YILMAZ]),
        beuk.mother.workshops.follow_up,
        lambda: beuk.mother.workshops.seats_of(W1),
        lambda: beuk.mother.workshops.report(W1),
    )
    for school in of_the_school:
        with pytest.raises(IllegalStep):
            school()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("sign_up avond", "sign_up avond", "sign_up ochtend", "decline", "invite")),
        st.sampled_from((YILMAZ, DEMIR, CHEN, GuardianId("stranger"))),
    ),
    max_size=14,
)


@settings(max_examples=15)
@given(STEPS)
def test_whatever_is_asked_no_session_is_overbooked_and_the_line_is_kept(
    asked: list[tuple[str, GuardianId]],
) -> None:
    """Through the store too; what is refused leaves no trace."""
    beuk = Beuk()
    opened(beuk)
    for step, who in asked:
        word, _, session = step.partition(" ")
        before = beuk.jansen.workshops.seats_of(W1)
        work: dict[str, Callable[[], object]] = {
            "sign_up": lambda session=session, who=who: beuk.jansen.workshops.sign_up(W1, session, who),  # type: ignore[misc] # bound now
            "decline": lambda who=who: beuk.jansen.workshops.decline(W1, who),  # type: ignore[misc] # bound now
            "invite": lambda who=who: beuk.jansen.workshops.invite(W1, [who]),  # type: ignore[misc] # bound now
        }
        try:
            work[word]()
        except PartnershipError:
            assert beuk.jansen.workshops.seats_of(W1) == before
        for each in ONE_SEAT:
            here = [seat for seat in beuk.jansen.workshops.seats_of(W1) if seat.session == each.id]
            assert [seat.holds for seat in here] == [True] * min(len(here), 1) + [False] * (len(here) - 1)


def test_a_workshop_in_a_language_nobody_chose(beuk: Beuk) -> None:
    """Is told of as it was written, in a letter of their own language."""
    beuk.jansen.workshops.draft(a_workshop(id=WorkshopId("w2"), texts=in_("pl"), sessions=(*ONE_SEAT,)))
    beuk.jansen.workshops.open(WorkshopId("w2"))
    beuk.father.workshops.sign_up(WorkshopId("w2"), "ochtend")
    letter = beuk.letters()["workshop-placed", "guardian:demir"]
    assert (letter.language, letter.subject[-4:]) == ("nl", "(pl)")
