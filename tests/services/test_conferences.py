"""The use cases of a conference, through a school: asked, planned, booked, cancelled, mended, told."""

import multiprocessing
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from partnership.changes import Change
from partnership.conferences.booking import Status
from partnership.conferences.checker import check
from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Interpreter,
    KeepApart,
    Party,
    PupilPresence,
    Room,
    Sitting,
    StaffPresence,
    TalkRequest,
)
from partnership.conferences.timetable import LeftOver, Placement, Timetable
from partnership.errors import Conflict, InvalidInput, NotFound, Taken
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import SchoolSettings, Settings, SolverSettings, StoreSettings
from partnership.ids import (
    ConferenceId,
    GuardianId,
    InterpreterId,
    PartyId,
    PupilId,
    RequestId,
    RoomId,
    SchoolId,
    SittingId,
    StaffId,
)
from partnership.people.standing import Verdict
from partnership.ports import Evening
from partnership.services.planning import WrongTimetable, plan
from partnership.services.talks import Booked, Cancelled, Refused
from partnership.times import at, zone

AMSTERDAM = zone("Europe/Amsterdam")
DAY = date(2026, 11, 24)
START = at(DAY, time(18), AMSTERDAM)
AUTUMN = ConferenceId("autumn")
NOON = datetime(2026, 11, 16, 11, tzinfo=UTC)


def request(number: int, party: str = "yilmaz", staff: str = "jansen", **more: Any) -> TalkRequest:
    """A talk somebody asks for."""
    return TalkRequest(id=RequestId(f"q{number}"), party=PartyId(party), staff=(StaffId(staff),), **more)


TALKS = Conference(
    name="Autumn talks",
    timezone=AMSTERDAM,
    sittings=(Sitting(id=SittingId("tue"), start=START, end=at(DAY, time(19), AMSTERDAM)),),
    rooms=(Room(id=RoomId("r1")), Room(id=RoomId("r2"))),
    staff=(
        StaffPresence(id=StaffId("jansen"), room=RoomId("r1")),
        StaffPresence(id=StaffId("visser"), room=RoomId("r2")),
    ),
    guardians=(GuardianPresence(id=GuardianId("zeynep")), GuardianPresence(id=GuardianId("petra"))),
    pupils=(PupilPresence(id=PupilId("idil")),),
    parties=(
        Party(id=PartyId("yilmaz"), guardians=(GuardianId("zeynep"),), pupils=(PupilId("idil"),)),
        Party(id=PartyId("bakker"), guardians=(GuardianId("petra"),)),
    ),
    requests=(request(1), request(2, "bakker")),
)


def a_school(host: Host | None = None, **store: Any) -> School:
    """A school at noon, in memory unless a file is given."""
    kept = StoreSettings(name="sqlite", settings=store) if store else StoreSettings()
    settings = Settings(
        school=SchoolSettings(id=SchoolId("de-beuk"), name="De Beuk"),
        store=kept,
        solver=SolverSettings(seconds=0.05, seed=1),
    )
    return School(settings, host or Host(discover=True), clock=lambda: NOON)


@pytest.fixture
def school() -> School:
    """A school with its autumn talks planned."""
    made = a_school()
    made.open_conference(TALKS, id=AUTUMN)
    made.plan(AUTUMN, iterations=500)
    return made


def minute(number: int) -> datetime:
    """So many minutes into the evening."""
    return START + timedelta(minutes=number)


def held(school: School) -> dict[str, datetime]:
    """When each talk is held."""
    return {name: placement.start for name, placement in school.conference(AUTUMN).held.items()}


def queued(school: School) -> list[tuple[str, str]]:
    """The messages waiting, as (topic, recipient), sorted."""
    leased = school.store.lease(now=NOON + timedelta(days=30), limit=1000, seconds=60)
    return sorted((message.topic, message.key.split("/")[3]) for _, message in leased)


def test_a_conference_gets_an_id_for_good(school: School) -> None:
    """One of its own when none is given; one that is there already is not opened again."""
    assert school.conference(school.open_conference(TALKS)).conference == TALKS
    with pytest.raises(Conflict):
        school.open_conference(TALKS, id=AUTUMN)
    with pytest.raises(NotFound):
        school.conference(ConferenceId("spring"))


def test_a_plan_is_kept_and_everyone_in_it_is_told(school: School) -> None:
    """Once to each person in each talk; planning again changes nothing and tells nobody."""
    assert check(TALKS, school.conference(AUTUMN).timetable()).valid
    told = [
        ("talk-booked", each)
        for each in ("guardian:petra", "guardian:zeynep", "staff:jansen", "staff:jansen")
    ]
    assert queued(school) == told
    before = school.conference(AUTUMN).bookings
    assert school.plan(AUTUMN).objective is not None
    assert school.conference(AUTUMN).bookings == before
    assert queued(school) == []


def test_the_journal_says_who_did_what(school: School) -> None:
    """Opened, booked twice; ids and times, no more."""
    journal = [change for _, change in school.store.journal(SchoolId("de-beuk"))]
    assert [change.what for change in journal] == ["conference.opened", "talk.booked", "talk.booked"]
    assert {change.actor for change in journal} == {"system:school"}
    assert {change.at for change in journal} == {NOON}


def test_asking_for_more(school: School) -> None:
    """New requests, also of a party that is new; an id that is there, or was, is refused, and nothing is asked."""
    smit = Party(id=PartyId("smit"), guardians=(GuardianId("jan"),), pupils=(PupilId("mees"),))
    answers = school.ask(
        AUTUMN,
        request(3, "smit"),
        parties=[smit],
        guardians=[GuardianPresence(id=GuardianId("jan"))],
        pupils=[PupilPresence(id=PupilId("mees"))],
    )
    assert [(answer.request, answer.verdict) for answer in answers] == [("q3", Verdict.ALLOW)]
    assert [each.id for each in school.conference(AUTUMN).conference.requests] == ["q1", "q2", "q3"]
    with pytest.raises(InvalidInput, match=r"\$\.requests\[0\]\.id: was used for a talk before"):
        school.ask(AUTUMN, request(1))
    with pytest.raises(InvalidInput, match="nobody has the id"):
        school.ask(AUTUMN, request(4, "nobody"))
    assert len(school.conference(AUTUMN).conference.requests) == 3


def test_the_law_is_asked_about_whom_the_school_knows(school: School) -> None:
    """A guardian without a link to the pupil is refused, one of unknown authority is laid before a person."""
    lawful = a_school()
    lawful.settings = attrs.evolve(
        lawful.settings, school=attrs.evolve(lawful.settings.school, jurisdiction="nl")
    )
    lawful.open_conference(attrs.evolve(TALKS, requests=()), id=AUTUMN)
    name = {"name": {"given": "İdil", "family": "Yılmaz"}}
    born = {**name, "birth_date": "2015-03-15"}
    lawful.keep_locally("pupil", "idil", born, by="staff:t1", why="roster")
    about = request(1, pupils=(PupilId("idil"),))
    assert lawful.ask(AUTUMN, about)[0].decisions == ()
    lawful.keep_locally("guardian", "zeynep", name, by="staff:t1", why="roster")
    (refused,) = lawful.ask(AUTUMN, attrs.evolve(about, id=RequestId("q5")))
    assert (refused.verdict, refused.decisions[0].rule) == (Verdict.DENY, "nl.no-link")
    link = {"pupil": "idil", "guardian": "zeynep", "relation": "parent"}
    lawful.keep_locally("guardianship", "idil/zeynep", link, by="staff:t1", why="roster")
    (doubtful,) = lawful.ask(AUTUMN, attrs.evolve(about, id=RequestId("q6")))
    assert (doubtful.verdict, doubtful.decisions[0].rule) == (Verdict.ASK, "nl.authority-unknown")
    lawful.keep_locally("guardianship", "idil/zeynep", {"authority": "yes"}, by="staff:t1", why="seen")
    assert lawful.ask(AUTUMN, attrs.evolve(about, id=RequestId("q7")))[0].verdict is Verdict.ALLOW
    asked = [each.id for each in lawful.conference(AUTUMN).conference.requests]
    assert asked == ["q1", "q7"]
    assert school.settings.school.jurisdiction is None


def test_a_talk_is_booked_where_somebody_chose(school: School) -> None:
    """And moved there when it was booked already; the sequence counts, everyone is told."""
    queued(school)
    booked = school.book(AUTUMN, RequestId("q1"), minute(40))
    assert isinstance(booked, Booked)
    assert (booked.booking.placement.start, booked.booking.sequence) == (minute(40), 1)
    assert queued(school) == [("talk-moved", "guardian:zeynep"), ("talk-moved", "staff:jansen")]


def test_a_moment_somebody_else_holds_is_taken(school: School) -> None:
    """Nothing changes, and the error does not say who has it."""
    first = school.book(AUTUMN, RequestId("q1"), minute(40))
    before = held(school)
    with pytest.raises(Taken) as caught:
        school.book(AUTUMN, RequestId("q2"), minute(40))
    assert "zeynep" not in str(caught.value)
    assert held(school) == before
    assert isinstance(first, Booked)


def test_a_start_the_rules_forbid_is_refused_with_the_reason(school: School) -> None:
    """Between two steps, or at a time nobody is there; a request nobody made is not found."""
    refused = school.book(AUTUMN, RequestId("q1"), minute(45))
    assert isinstance(refused, Refused)
    assert refused.ruling.rules == ("start-grid",)
    late = school.book(AUTUMN, RequestId("q1"), minute(200))
    assert isinstance(late, Refused)
    with pytest.raises(NotFound):
        school.book(AUTUMN, RequestId("q9"), minute(0))


def test_a_guardian_cancels_their_own_talk_only(school: School) -> None:
    """For another's it is as if it were not there; then the talk is called off, everyone is told, and its time is free."""
    queued(school)
    with pytest.raises(NotFound):
        school.cancel(AUTUMN, RequestId("q1"), guardian=GuardianId("petra"))
    cancelled = school.cancel(AUTUMN, RequestId("q1"), guardian=GuardianId("zeynep"))
    assert isinstance(cancelled, Cancelled)
    booking = cancelled.booking
    assert booking is not None
    assert (booking.status, booking.sequence) == (Status.CANCELLED, 1)
    assert queued(school) == [("talk-cancelled", "guardian:zeynep"), ("talk-cancelled", "staff:jansen")]
    assert isinstance(school.book(AUTUMN, RequestId("q2"), booking.placement.start), Booked)
    with pytest.raises(NotFound):
        school.cancel(AUTUMN, RequestId("q1"))
    journal = [change for _, change in school.store.journal(SchoolId("de-beuk"))]
    assert [change.actor for change in journal if change.what == "talk.cancelled"] == ["guardian:zeynep"]


def test_cancelling_what_was_never_booked_calls_nothing_off(school: School) -> None:
    """The request is withdrawn all the same."""
    school.ask(AUTUMN, request(3))
    assert school.cancel(AUTUMN, RequestId("q3")) == Cancelled(booking=None)
    assert "q3" not in {each.id for each in school.conference(AUTUMN).conference.requests}


def test_a_repair_moves_only_who_must() -> None:
    """Jansen is away for the first half of the evening: their talks move, the others stay."""
    school = a_school()
    school.open_conference(TALKS, id=AUTUMN)
    school.book(AUTUMN, RequestId("q1"), minute(0))
    school.book(AUTUMN, RequestId("q2"), minute(50))
    late = attrs.evolve(TALKS.staff[0], available=(attrs.evolve(TALKS.sittings[0].span, start=minute(30)),))
    school.change_conference(AUTUMN, attrs.evolve(TALKS, staff=(late, TALKS.staff[1])), why="a train")
    (step,) = school.repair(AUTUMN)
    assert step.after.request == "q1"
    assert held(school)["q1"] >= minute(30)
    assert held(school)["q2"] == minute(50)


def test_a_request_that_is_gone_is_called_off_by_a_repair(school: School) -> None:
    """Also when the party itself is no longer known; and the evening says so while it can be told."""
    school.change_conference(AUTUMN, attrs.evolve(TALKS, requests=TALKS.requests[:1]), why="moved away")
    (step,) = school.repair(AUTUMN)
    assert (step.after.request, step.after.status) == ("q2", Status.CANCELLED)
    assert list(school.evening(AUTUMN).cancelled) == ["q2"]
    gone = attrs.evolve(
        TALKS, requests=TALKS.requests[:1], parties=TALKS.parties[:1], guardians=TALKS.guardians[:1]
    )
    school.change_conference(AUTUMN, gone, why="left the school")
    assert school.repair(AUTUMN) == ()
    assert {each.id for each in school.evening(AUTUMN).conference.requests} == {"q1"}


def test_another_conference_cannot_book_the_same_person(school: School) -> None:
    """The claims are the school's, over all its conferences."""
    taken = held(school)["q1"]
    spring = school.open_conference(attrs.evolve(TALKS, requests=(request(7),)))
    with pytest.raises(Taken):
        school.book(spring, RequestId("q7"), taken)


def test_another_interpreter_is_no_news() -> None:
    """The talk stays where it was with whom it was: nobody is written to, and the journal has no move."""
    both = tuple(Interpreter(id=InterpreterId(f"i{number}"), languages=("tr",)) for number in range(2))
    needs = attrs.evolve(TALKS.guardians[0], interpreter="tr")
    asked = attrs.evolve(TALKS, interpreters=both, guardians=(needs, TALKS.guardians[1]))
    school = a_school()
    school.open_conference(asked, id=AUTUMN)
    school.plan(AUTUMN, iterations=300)
    queued(school)
    who = school.conference(AUTUMN).held[RequestId("q1")].interpreter
    left = tuple(attrs.evolve(each, available=()) if each.id == who else each for each in both)
    school.change_conference(AUTUMN, attrs.evolve(asked, interpreters=left), why="ill")
    (step,) = school.repair(AUTUMN)
    assert (step.word, step.after.placement.interpreter != who) == (None, True)
    assert queued(school) == []
    assert [change.what for _, change in school.store.journal(SchoolId("de-beuk"))].count("talk.moved") == 0


def test_a_teacher_without_a_room_of_their_own_gets_one_that_is_free(school: School) -> None:
    """And when it is the teacher who is taken, no room helps."""
    roaming = tuple(attrs.evolve(each, room=None) for each in TALKS.staff)
    school.change_conference(AUTUMN, attrs.evolve(TALKS, staff=roaming), why="builders in r1")
    school.book(AUTUMN, RequestId("q1"), minute(40))
    with pytest.raises(Taken):
        school.book(AUTUMN, RequestId("q2"), minute(40))


class Answering:
    """A solver that answers what it was told, after doing something else first."""

    def __init__(self, answer: Timetable, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.answer = answer
        self.meanwhile = meanwhile

    def solve(self, conference: Conference, **_: object) -> Timetable:
        """The answer."""
        del conference
        self.meanwhile()
        return self.answer


NOBODY = Timetable(left_over=(LeftOver(request=RequestId("q1")), LeftOver(request=RequestId("q2"))))


def test_of_several_rooms_the_one_with_least_against_it_is_told() -> None:
    """Who is refused everywhere hears what stands in the way in the room where that is least."""
    away = StaffPresence(id=StaffId("jansen"), available=())
    asked = (request(8), request(9, "bakker", staff="visser"))
    with a_school() as school:
        school.open_conference(attrs.evolve(TALKS, staff=(away, *TALKS.staff[1:]), requests=asked), id=AUTUMN)
        assert isinstance(school.book(AUTUMN, RequestId("q9"), minute(0)), Booked)
        refused = school.book(AUTUMN, RequestId("q8"), minute(0))
    assert isinstance(refused, Refused)
    assert refused.ruling.rules == ("staff-present",)


def test_a_solver_is_never_believed(school: School) -> None:
    """A timetable that breaks rules is not kept; they are named."""
    both = tuple(
        Placement(request=each.id, start=minute(0), minutes=10, room=RoomId("r1")) for each in TALKS.requests
    )
    before = held(school)
    with pytest.raises(WrongTimetable) as caught:
        plan(school.desk, AUTUMN, Answering(Timetable(placements=both)), name="clever", by="staff:t1")
    assert caught.value.broken == ("room-capacity", "staff-clash")
    assert 'the timetable of the solver "clever" is not kept' in str(caught.value)
    assert held(school) == before


def test_an_answer_to_yesterdays_question_is_not_kept(school: School) -> None:
    """When something is asked or booked while a solver works, its answer is a conflict."""
    asking = Answering(NOBODY, lambda: school.ask(AUTUMN, request(3)))
    with pytest.raises(Conflict):
        plan(school.desk, AUTUMN, asking, name="slow", by="staff:t1")
    booking = Answering(
        attrs.evolve(NOBODY, left_over=(*NOBODY.left_over, LeftOver(request=RequestId("q3")))),
        lambda: school.book(AUTUMN, RequestId("q3"), minute(50)),
    )
    with pytest.raises(Conflict):
        plan(school.desk, AUTUMN, booking, name="slow", by="staff:t1")
    assert "q3" in held(school)


def test_a_stored_timetable_that_no_longer_holds_is_not_a_start(school: School) -> None:
    """Planning begins afresh when what was booked breaks a rule by now."""
    apart = KeepApart(parties=(PartyId("yilmaz"), PartyId("bakker")), minutes=40)
    school.change_conference(AUTUMN, attrs.evolve(TALKS, keep_apart=(apart,)), why="asked by both")
    school.plan(AUTUMN, iterations=2000)
    starts = sorted(held(school).values())
    assert starts[1] - starts[0] >= timedelta(minutes=40)


def test_what_people_read(school: School) -> None:
    """Names of whom the school knows; calendars and pages; ids for the others."""
    school.keep_locally("staff", "jansen", {"name": {"given": "Noor", "family": "Jansen"}}, by="t", why="w")
    school.keep_locally("guardian", "zeynep", {"name": {"given": "Zeynep", "family": ""}}, by="t", why="w")
    school.ask(AUTUMN, request(3, pupils=(PupilId("idil"),)))
    assert school.evening(AUTUMN).name("idil") == "idil"
    school.keep_locally("pupil", "idil", {"name": {"given": "", "family": "Yılmaz"}}, by="t", why="w")
    evening = school.evening(AUTUMN)
    assert isinstance(evening, Evening)
    assert dict(evening.names) == {"jansen": "Noor Jansen", "zeynep": "Zeynep", "idil": "Yılmaz"}
    assert dict(evening.short) == {}
    assert evening.name("visser") == "visser"
    assert any(name.endswith(".ics") for name in school.export(AUTUMN, "ical"))


def test_a_record_that_was_never_told_a_name_is_nobody_yet(school: School) -> None:
    """It is printed by its id."""
    school.keep_locally("staff", "jansen", {"roles": ["teacher"]}, by="t", why="w")
    assert school.evening(AUTUMN).name("jansen") == "jansen"


def test_a_school_opened_from_its_settings(tmp_path: Path) -> None:
    """The store is opened when first needed and closed at the end; opening again finds what was kept."""
    path = tmp_path / "partnership.toml"
    path.write_text('[school]\nid = "de-beuk"\n[store]\nname = "sqlite"\nsettings = { path = "school.db" }\n')
    with School.open(path) as first:
        first.open_conference(TALKS, id=AUTUMN)
    first.close()
    with School.open(path) as again:
        assert again.conference(AUTUMN).conference == TALKS
    with School.open(path):
        assert (tmp_path / "school.db").exists()


def test_observers_hear_what_was_committed_and_only_that(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through every door of the store; a transaction that fails is not announced."""
    heard: list[str] = []

    def listen(changes: Sequence[Change]) -> tuple[()]:
        heard.extend(each.what for each in changes)
        return ()

    monkeypatch.setattr(school.host, "announce", listen)
    school.book(AUTUMN, RequestId("q1"), minute(40))
    assert heard == ["talk.moved"]
    with pytest.raises(Taken):
        school.book(AUTUMN, RequestId("q2"), minute(40))
    assert heard == ["talk.moved", "act.refused"]
    with school.store.transaction(SchoolId("de-beuk")) as transaction:
        revision = transaction.put("note", "n1", {}, expected=None)
        transaction.delete("note", "n1", expected=revision)
    school.store.ack(SchoolId("de-beuk"), ["nothing"])
    assert heard == ["talk.moved", "act.refused"]


SLOTS, HANDS = 6, 8


def grab(folder: str, hand: int) -> list[RequestId]:
    """One process of eight: book every slot of the evening for a talk of its own with Jansen."""
    won = []
    with a_school(path=f"{folder}/school.db") as school:
        for slot in range(SLOTS):
            name = RequestId(f"q{hand}-{slot}")
            try:
                if isinstance(school.book(AUTUMN, name, minute(10 * slot)), Booked):
                    won.append(name)
            except Taken:
                continue
    return won


def test_eight_processes_book_the_same_evening(tmp_path: Path) -> None:
    """Each slot is won exactly once; raw SQL, the checker and the winners agree, and nobody is in two talks."""
    parties = tuple(
        Party(id=PartyId(f"f{hand}"), guardians=(GuardianId(f"g{hand}"),)) for hand in range(HANDS)
    )
    requests = tuple(
        TalkRequest(id=RequestId(f"q{hand}-{slot}"), party=PartyId(f"f{hand}"), staff=(StaffId("jansen"),))
        for hand in range(HANDS)
        for slot in range(SLOTS)
    )
    crowd = attrs.evolve(TALKS, parties=parties, guardians=(), pupils=(), requests=requests)
    with a_school(path=str(tmp_path / "school.db")) as school:
        school.open_conference(crowd, id=AUTUMN)
    with multiprocessing.get_context("spawn").Pool(HANDS) as pool:
        wins = pool.starmap(grab, [(str(tmp_path), hand) for hand in range(HANDS)])
    won = sorted(name for each in wins for name in each)
    assert len(won) == SLOTS
    with a_school(path=str(tmp_path / "school.db")) as school:
        kept = school.conference(AUTUMN)
        assert sorted(kept.held) == won
        assert check(crowd, attrs.evolve(kept.timetable(), objective=None)).broken in {
            (),
            ("nobody-forgotten",),
        }
    with closing(sqlite3.connect(tmp_path / "school.db")) as raw, raw:
        claims = raw.execute("SELECT resource, tick, COUNT(*) FROM claim GROUP BY resource, tick").fetchall()
    assert {count for *_, count in claims} == {1}
    assert sum(resource == "staff:jansen" for resource, *_ in claims) == SLOTS * 10


def test_a_decision_is_made_anew_when_somebody_was_first(school: School) -> None:
    """The work is done again from its start, on what the other left, until nobody was first."""
    firsts = iter([True, True, False])

    def work(_: object) -> str:
        if next(firsts):
            raise Conflict("conference", AUTUMN, expected=1, found=2)
        return "done"

    assert school.desk.anew(work) == "done"


def test_somebody_who_is_always_first_is_a_conflict(school: School) -> None:
    """After the last try the caller hears of it."""
    desk = attrs.evolve(school.desk, tries=2)

    def too_late(_: object) -> None:
        raise Conflict("conference", AUTUMN, expected=1, found=2)

    with pytest.raises(Conflict):
        desk.anew(too_late)


def test_many_talks_are_read_page_by_page() -> None:
    """More than one page of a store's answers is one conference all the same."""
    staff = tuple(StaffPresence(id=StaffId(f"t{number}")) for number in range(120))
    parties = tuple(
        Party(id=PartyId(f"f{number}"), guardians=(GuardianId(f"g{number}"),)) for number in range(510)
    )
    requests = tuple(request(number, f"f{number}", f"t{number % 120}") for number in range(510))
    crowd = attrs.evolve(
        TALKS, rooms=(), staff=staff, guardians=(), pupils=(), parties=parties, requests=requests
    )
    school = a_school()
    school.open_conference(crowd, id=AUTUMN)
    school.plan(AUTUMN, iterations=0)
    assert len(school.conference(AUTUMN).held) == 510


def test_what_is_withdrawn_stays_told_until_it_is_repaired(school: School) -> None:
    """Booking and cancelling one talk leave alone those that nobody asks for any more, or whose room is gone."""
    before = held(school)
    rooms = tuple(room for room in TALKS.rooms if room.id != "r1")
    staff = (StaffPresence(id=StaffId("jansen")), *TALKS.staff[1:])
    fewer = attrs.evolve(
        TALKS, rooms=rooms, staff=staff, requests=(request(2, "bakker"), request(3, "bakker", staff="visser"))
    )
    school.change_conference(AUTUMN, fewer, why="room 1 is flooded, and a family withdrew")
    free = next(start for start in map(minute, range(0, 60, 10)) if start not in {before["q1"], before["q2"]})
    assert isinstance(school.book(AUTUMN, RequestId("q3"), free), Booked)
    assert held(school) == before | {"q3": free}
    school.cancel(AUTUMN, RequestId("q3"))
    assert held(school) == before
    assert [step.after.request for step in school.repair(AUTUMN)] == ["q1", "q2"]
    mended = school.conference(AUTUMN)
    assert {name: place.room for name, place in mended.held.items()} == {"q2": "r2"}
    assert check(mended.conference, mended.timetable()).valid
