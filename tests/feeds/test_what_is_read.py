"""What stands in a feed: the holder's talks as they are now, as far as they may be seen now, and nothing of anybody else."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.feeds.winter_and_summer import CALENDAR, WALK_IN, WRITER, told
from tests.privacy.two_homes import (
    BEECH,
    EVENING,
    FATHER,
    MOTHER,
    NOOR,
    OTHER,
    TALKS,
    TEACHER,
    TIM,
    TwoHomes,
    guardianship,
    named,
)

from partnership.conferences.conference import Mode
from partnership.errors import InvalidValue, NotFound
from partnership.host.feeds.room import Feeds
from partnership.host.feeds.shelf import Published, Shelf
from partnership.ids import HouseholdId, PupilId, RequestId
from partnership.people.disclosure import OFFICE, Inquiry, Role, Viewer
from partnership.people.feed_addresses import FeedNotice, FeedOf, feed_id
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Authority, Relation
from partnership.people.preferences import ContactPreferences
from partnership.people.pupils import Pupil
from partnership.people.standing import Decision, Verdict
from partnership.plugins.icalendar.blocks import Block, block_of, checked
from partnership.plugins.icalendar.events import BrokenCalendar
from partnership.plugins.icalendar.writer import CalendarWriter
from partnership.ports import CalendarTalk
from partnership.serial.values import dump
from partnership.services.callers import Caller
from partnership.services.feed_contents import KEPT
from partnership.services.feed_standing import FeedStanding
from partnership.services.rounds import talk_id
from partnership.services.views import Views
from partnership.times import Span

OF_HOME = {MOTHER.id: "talk-p", FATHER.id: "talk-s", OTHER.id: "talk-o"}
HOME = HouseholdId("h1")


@pytest.fixture
def world() -> Iterator[TwoHomes]:
    """Both homes, at a school with dates."""
    world = at_school()
    yield world
    world.school.close()


def at_school(**different: Any) -> TwoHomes:
    """Both homes, at a school with dates."""
    world = TwoHomes(**different)
    own = attrs.evolve(world.school.settings.school, domain="beuk.example", organizer="school@beuk.example")
    world.school.settings = attrs.evolve(
        world.school.settings, school=own, calendar=CALENDAR, series=(WALK_IN,)
    )
    return world


def reader(
    world: TwoHomes, holder: str, of: FeedOf, household: HouseholdId | None = None
) -> Callable[[], Published]:
    """An address of a feed, opened; each call reads it as it is then."""
    token = world.school.feeds().open(holder, of, household).token

    def read() -> Published:
        found = world.school.feeds().read(token)
        assert checked(found.body) == found.body
        return found

    return read


def events(published: Published, kind: str = "VEVENT") -> list[Any]:
    """The components of a feed."""
    return list(icalendar.Calendar.from_ical(published.body).walk(kind))


def cancelled(world: TwoHomes, guardian: Guardian) -> None:
    """Call a talk off."""
    world.school.cancel(TALKS, RequestId(OF_HOME[guardian.id]))


# -- laws -------------------------------------------------------------------------


@settings(max_examples=25)
@given(
    deeds=st.lists(
        st.tuples(st.sampled_from([MOTHER, FATHER, OTHER]), st.sampled_from([0, 10, 20, None])), max_size=8
    )
)
def test_a_feed_is_what_is_booked_and_another_homes_deeds_change_nothing_in_it(
    deeds: list[tuple[Guardian, int | None]],
) -> None:
    """Held and called off, at its time, with its count of changes; and to the octet the same while others book and cancel."""
    world = at_school()
    feeds = {each.id: reader(world, f"guardian:{each.id}", FeedOf.TALKS) for each in (MOTHER, FATHER, OTHER)}
    desk = reader(world, f"staff:{TEACHER.id}", FeedOf.DESK)
    first = {MOTHER.id: 0, FATHER.id: 50, OTHER.id: 90}
    for guardian, later in deeds:
        before = {id: read().etag for id, read in feeds.items() if id != guardian.id}
        asked = {each.id for each in world.school.conference(TALKS).conference.requests}
        if OF_HOME[guardian.id] in asked:
            if later is None:
                cancelled(world, guardian)
            else:
                world.talk(guardian, first[guardian.id] + later)
        world.now += timedelta(minutes=1)
        assert {id: read().etag for id, read in feeds.items() if id != guardian.id} == before
    bookings = world.school.conference(TALKS).bookings
    wanted = {
        f"talk-{name}.autumn@beuk.example": (
            booking.placement.start,
            "CONFIRMED" if booking.held else "CANCELLED",
            booking.sequence,
        )
        for name, booking in bookings.items()
    }
    for id, read in feeds.items():
        mine = {uid: each for uid, each in wanted.items() if OF_HOME[id] in uid}
        assert {str(each["UID"]): _told(each) for each in events(read())} == mine
    assert {str(each["UID"]): _told(each) for each in events(desk())} == wanted
    world.school.close()


def _told(event: Any) -> tuple[Any, ...]:
    return event["DTSTART"].dt, str(event["STATUS"]), event["SEQUENCE"]


@settings(max_examples=40)
@given(
    over_noor=st.sampled_from(Authority),
    over_tim=st.none() | st.sampled_from(Authority),
    relation=st.sampled_from(Relation),
    held=st.booleans(),
)
def test_a_feed_shows_what_every_other_look_at_the_records_shows(
    over_noor: Authority,
    over_tim: Authority | None,
    relation: Relation,
    held: bool,  # noqa: FBT001 - a drawn value
) -> None:
    """The views of disclosure, asked talk by talk; and nothing at all where they let nobody's file be seen."""
    world = at_school()
    for guardian, minutes in ((MOTHER, 0), (FATHER, 50), (OTHER, 90)):
        world.talk(guardian, minutes)
    if not held:
        cancelled(world, MOTHER)
    token = world.school.feeds().open("guardian:g1", FeedOf.TALKS).token
    links = {NOOR: over_noor} | ({} if over_tim is None else {TIM: over_tim})
    for pupil, authority in links.items():
        link = guardianship(MOTHER, pupil, authority=authority, relation=relation)
        world.write("guardianship", f"{pupil.id}/g1", dump(link))
    viewer = Viewer(role=Role.GUARDIAN, id="g1")
    kept = [talk_id(TALKS, name) for name in world.school.conference(TALKS).bookings]

    def look(views: Views) -> tuple[list[str], list[Pupil]]:
        return (
            [each for each in kept if views.talk(each).value is not None],
            [each for each in (NOOR, TIM) if views.pupil(each.id).value is not None],
        )

    seen, files = world.privacy.seen_by(viewer, look)
    if not files:
        with pytest.raises(NotFound):
            world.school.feeds().read(token)
    else:
        told_of = world.school.feeds().read(token).told
        assert sorted(talk_id(TALKS, RequestId(name)) for _, name in told_of) == sorted(seen)
    world.school.close()


@settings(max_examples=25)
@given(
    starts=st.lists(st.sampled_from(range(0, 110, 10)), min_size=3, max_size=3, unique=True),
    calls_off=st.sets(st.sampled_from([MOTHER.id, FATHER.id, OTHER.id])),
)
def test_busy_times_are_those_of_the_talks_that_go_ahead(starts: list[int], calls_off: set[str]) -> None:
    """Every minute of them and no other, and not a name."""
    world = at_school()
    read = reader(world, f"staff:{TEACHER.id}", FeedOf.BUSY)
    for guardian, minutes in zip((MOTHER, FATHER, OTHER), starts, strict=True):
        world.talk(guardian, minutes)
        if guardian.id in calls_off and OF_HOME[guardian.id] in world.school.conference(TALKS).held:
            cancelled(world, guardian)
    held = world.school.conference(TALKS).held.values()
    wanted = list(Span.merge(Span(each.start, each.end) for each in held))
    [busy] = events(read(), "VFREEBUSY")
    listed = busy.get("FREEBUSY", [])
    assert [
        Span(each.start, each.end) for each in (listed if isinstance(listed, list) else [listed])
    ] == wanted
    text = read().body.decode()
    assert [word for word in (*named(MOTHER, FATHER, OTHER, NOOR, TIM, TEACHER), "t1") if word in text] == []
    world.school.close()


# -- who reads what -----------------------------------------------------------------


def test_a_family_reads_with_whom_and_staff_about_whom(world: TwoHomes) -> None:
    """No surname of a pupil in either, and no address of anybody but the school."""
    world.talk(MOTHER, 0)
    petra = reader(world, "guardian:g1", FeedOf.TALKS)()
    [event] = events(petra)
    assert str(event["SUMMARY"]) == "Gesprek met Willemijn Visserman"
    assert str(event["DESCRIPTION"]) == "Gesprek over Noortje"
    assert str(event["ORGANIZER"]) == "mailto:school@beuk.example"
    desk = reader(world, "staff:t1", FeedOf.DESK)()
    [event] = events(desk)
    assert str(event["SUMMARY"]) == "Talk about Noortje"
    assert str(event["DESCRIPTION"]) == "With Petronella van den Heuvelrug"
    for each in (petra, desk):
        assert b"ATTENDEE" not in each.body
        assert b"mail.invalid" not in each.body
        assert b"Dekkerszoon" not in each.body
    assert not [word for word in named(FATHER, OTHER, TIM) if word.encode() in petra.body + desk.body]


def test_a_guardian_reads_in_their_own_language_and_the_name_the_school_has_now(world: TwoHomes) -> None:
    """What the school says of somebody tomorrow is read tomorrow."""
    world.talk(MOTHER, 0)
    read = reader(world, "guardian:g1", FeedOf.TALKS)
    world.privacy.keep(ContactPreferences(guardian=MOTHER.id, language="en"), by="guardian:g1", why="asked")
    before = read()
    assert b"SUMMARY:Talk with Willemijn Visserman" in before.body
    renamed = attrs.evolve(TEACHER.name, family="Bakkerse")
    world.write("staff", "t1", {"name": dump(renamed)})
    assert b"SUMMARY:Talk with Willemijn Bakkerse" in read().body
    assert read().etag != before.etag


def test_a_family_has_the_talks_about_its_pupils_and_the_dates_of_the_school(world: TwoHomes) -> None:
    """Of the household it is for; a talk about a pupil who lives elsewhere is not in it."""
    world.talk(MOTHER, 0)
    talks_and_dates = [
        str(each["SUMMARY"]) for each in events(reader(world, "guardian:g1", FeedOf.FAMILY, HOME)())
    ]
    dates = ["Herfstvakantie", "Kerstvakantie", "Inloop"]
    assert talks_and_dates == ["Gesprek met Willemijn Visserman", *dates]
    assert [str(each["SUMMARY"]) for each in events(reader(world, "guardian:g2", FeedOf.DATES)())] == dates
    world.write("guardianship", "p2/g1", dump(guardianship(MOTHER, TIM)))
    elsewhere = attrs.evolve(_home(world, "h1"), pupils=(TIM.id,))
    world.privacy.keep(elsewhere, by="staff:office", why="Tim moved in")
    read = reader(world, "guardian:g1", FeedOf.TALKS)
    assert len(events(read())) == 1
    token_of_family = world.school.feeds().renew("guardian:g1", FeedOf.FAMILY, HOME).token
    assert [str(each["SUMMARY"]) for each in events(world.school.feeds().read(token_of_family))] == dates


def _home(world: TwoHomes, id: str) -> Any:
    return world.privacy.seen_by(OFFICE, lambda views: views.household(HouseholdId(id))).value


def test_whose_authority_ends_reads_nothing_from_then_on(world: TwoHomes) -> None:
    """The same answer as for an address that never was; the dates of the school stay, for the child is still there."""
    world.talk(FATHER, 30)
    read = reader(world, "guardian:g2", FeedOf.TALKS)
    dates = reader(world, "guardian:g2", FeedOf.DATES)
    assert len(events(read())) == 1
    world.write("guardianship", "p1/g2", dump(guardianship(FATHER, authority=Authority.NO)))
    with pytest.raises(NotFound) as error:
        read()
    with pytest.raises(NotFound) as unknown:
        world.school.feeds().read("never")
    assert str(error.value) == str(unknown.value)
    assert len(events(dates())) == 3
    world.write("guardianship", "p1/g2", dump(guardianship(FATHER)))
    assert len(events(read())) == 1
    ended = attrs.evolve(guardianship(FATHER).valid, until=date(2026, 11, 10))
    world.write("guardianship", "p1/g2", dump(guardianship(FATHER, valid=ended)))
    for each in (read, dates):
        with pytest.raises(NotFound):
            each()


def test_authority_over_one_child_shows_the_talks_about_that_child(world: TwoHomes) -> None:
    """Not those about the other, which were in the feed until yesterday."""
    world.write("guardianship", "p2/g1", dump(guardianship(MOTHER, TIM)))
    world.talk(MOTHER, 0)
    read = reader(world, "guardian:g1", FeedOf.TALKS)
    assert len(events(read())) == 1
    world.write("guardianship", "p1/g1", dump(guardianship(MOTHER, authority=Authority.NO)))
    assert events(read()) == []


@pytest.mark.parametrize(("holder", "of"), [("guardian:g1", FeedOf.TALKS), ("staff:t1", FeedOf.DESK)])
def test_who_has_left_or_died_reads_nothing(world: TwoHomes, holder: str, of: FeedOf) -> None:
    """A record that a roster ended, and a guardian who is known to have died."""
    read = reader(world, holder, of)
    assert read().body
    kind, _, id = holder.partition(":")
    with world.school.store.transaction(BEECH) as transaction:
        record = transaction.get(kind, id)
        assert record is not None
        transaction.put(kind, id, {**record.body, "ended": True}, expected=record.revision)
    with pytest.raises(NotFound):
        read()


def test_a_guardian_who_died_reads_nothing(world: TwoHomes) -> None:
    """Whoever has the address."""
    read = reader(world, "guardian:g1", FeedOf.DATES)
    world.write("guardian", "g1", {"deceased": True})
    with pytest.raises(NotFound):
        read()


def test_without_a_law_there_are_the_dates_of_the_school_and_nothing_else() -> None:
    """Nobody says who may be told; so a person must, and a feed has no person at the desk."""
    world = at_school(jurisdiction=None)
    for holder, of in (("guardian:g1", FeedOf.TALKS), ("staff:t1", FeedOf.DESK), ("staff:t1", FeedOf.BUSY)):
        with pytest.raises(InvalidValue, match=r"without school\.jurisdiction only dates are told"):
            world.school.feeds().open(holder, of)
    for holder in ("guardian:g1", "staff:t1"):
        assert len(events(reader(world, holder, FeedOf.DATES)())) == 3


def test_a_plug_in_of_the_school_can_hide_a_talk(world: TwoHomes) -> None:
    """Its vote only narrows."""

    def vote(inquiry: Inquiry) -> Decision:
        hidden = "guardian:g1" in inquiry.owners and "staff:t1" in inquiry.owners
        verdict = Verdict.DENY if hidden else Verdict.ALLOW
        return Decision(verdict=verdict, rule="own.hidden", ground="policy", why="hidden", on=inquiry.on)

    world.talk(MOTHER, 0)
    token = world.school.feeds().open("guardian:g1", FeedOf.TALKS).token
    caller = Caller(jurisdiction=world.school.jurisdiction)
    narrowed = Feeds(world.school.settings, world.school.desk, caller, voters=(vote,))
    assert len(events(world.school.feeds().read(token))) == 1
    assert events(narrowed.read(token)) == []


def test_what_is_long_over_is_left_out(world: TwoHomes) -> None:
    """A quarter of a year after it ended; what was called off is told until then too."""
    world.talk(MOTHER, 0)
    cancelled(world, MOTHER)
    read = reader(world, "guardian:g1", FeedOf.TALKS)
    world.now = EVENING + timedelta(minutes=10) + KEPT
    [event] = events(read())
    assert (str(event["STATUS"]), str(event["DESCRIPTION"]).split("\n")[0]) == (
        "CANCELLED",
        "Dit gesprek gaat niet door",
    )
    world.now += timedelta(minutes=1)
    assert events(read()) == []


def test_who_is_in_a_talk_is_judged_once_for_all_talks_with_the_same_people(world: TwoHomes) -> None:
    """The same people and pupils, the same answer."""
    asked: list[Inquiry] = []

    def vote(inquiry: Inquiry) -> Decision:
        asked.append(inquiry)
        return Decision(verdict=Verdict.ALLOW, rule="own.yes", ground="policy", why="yes", on=inquiry.on)

    world.talk(MOTHER, 0)
    [booking] = world.school.conference(TALKS).bookings.values()
    notice = FeedNotice(holder="guardian:g1", of=FeedOf.TALKS, opened=world.now)
    with world.school.store.transaction(BEECH, write=False) as transaction:
        standing = FeedStanding(
            transaction, notice, on=world.now.date(), law=world.school.jurisdiction, voters=(vote,)
        )
        assert [standing.may_see(booking, frozenset({NOOR.id})) for _ in range(3)] == [True] * 3
        assert len(asked) == 1
        assert standing.may_see(booking, frozenset({TIM.id})) is False


def test_whom_the_school_does_not_know_is_called_by_their_id(world: TwoHomes) -> None:
    """A pupil then is not called at all, and a pupil without a first name by an initial."""
    world.talk(OTHER, 60)
    world.write("pupil", "p2", {"name": {"given": "", "infix": "", "family": "Jansma"}})
    read = reader(world, "staff:t1", FeedOf.DESK)
    assert str(events(read())[0]["SUMMARY"]) == "Talk about J."
    with world.school.store.transaction(BEECH) as transaction:
        for kind, id in (("pupil", "p2"), ("guardian", "g3")):
            record = transaction.get(kind, id)
            assert record is not None
            transaction.delete(kind, id, expected=record.revision)
    [event] = events(read())
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == ("Talk with a family", "With g3")


def test_a_talk_whose_request_is_gone_is_about_who_sat_in() -> None:
    """Its booking is all that is left; how it was to be held nobody knows."""
    world = at_school(sits_in=True)
    world.talk(MOTHER, 0)
    read = reader(world, "guardian:g1", FeedOf.TALKS)
    before = str(events(read())[0]["DESCRIPTION"])
    with world.school.store.transaction(BEECH) as transaction:
        record = transaction.get("conference", TALKS)
        assert record is not None
        transaction.delete("conference", TALKS, expected=record.revision)
    assert str(events(read())[0]["DESCRIPTION"]) == before == "Gesprek over Noortje\nDe leerling is erbij"


def test_a_talk_that_was_withdrawn_is_still_told_of(world: TwoHomes) -> None:
    """With its pupils, so that the law still has its say."""
    world.talk(MOTHER, 0)
    cancelled(world, MOTHER)
    asked = world.school.conference(TALKS).asked
    assert [each.id for each in asked.withdrawn] == ["talk-p"]
    [event] = events(reader(world, "guardian:g1", FeedOf.TALKS)())
    assert str(event["DESCRIPTION"]).endswith("Gesprek over Noortje")


# -- the last good one ----------------------------------------------------------------


class Spoiling(CalendarWriter):
    """A writer that, on some days, writes what no reader can read."""

    spoils: Callable[[bytes], bytes] | None = None

    def talk(self, talk: CalendarTalk) -> Block:
        """Spoilt, if it is that day; the check is the one that always stands there."""
        block = super().talk(talk)
        return block if Spoiling.spoils is None else block_of(Spoiling.spoils(block.data))


@st.composite
def spoilers(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Ways to spoil an event."""
    place = draw(st.integers(0, 300))
    way: Callable[[bytes], bytes] = draw(
        st.sampled_from(
            [
                lambda data: data[:place] + b"\0" + data[place:],
                lambda data: data.replace(b"SUMMARY:", b"SUMMARY:" + b"x" * 100),
                lambda data: data.replace(b"\r\n", b"\n"),
                lambda data: data.replace(b"SUMMARY", b"\r\nSUMMARY"),
                lambda data: data[: place % len(data)],
                lambda data: data + data,
            ]
        )
    )
    return way


@settings(max_examples=30)
@given(spoil=spoilers(), moved=st.booleans(), stranger=st.booleans())
def test_a_broken_feed_is_never_published_and_the_last_good_one_stays(
    spoil: Callable[[bytes], bytes],
    moved: bool,  # noqa: FBT001 - a drawn value
    stranger: bool,  # noqa: FBT001
) -> None:
    """Unless a talk in that may not be seen any more; then there is nothing to read until it is mended."""
    world = at_school()
    world.talk(MOTHER, 0)
    world.write("guardianship", "p2/g1", dump(guardianship(MOTHER, TIM)))
    token = world.school.feeds().open("guardian:g1", FeedOf.TALKS).token
    caller = Caller(jurisdiction=world.school.jurisdiction)
    writer = Spoiling(timezone=world.school.settings.school.timezone)
    shelf = Shelf()

    def read() -> Published:
        return Feeds(world.school.settings, world.school.desk, caller, shelf=shelf, writer=writer).read(token)

    good = read()
    Spoiling.spoils = spoil
    try:
        if moved:
            cancelled(world, MOTHER)
            shown = read()
        else:
            shown = read()
        assert shown == good
        if stranger:
            world.write("guardianship", "p1/g1", dump(guardianship(MOTHER, authority=Authority.NO)))
            # Nothing is left to write, so nothing can be broken: the feed is empty, and whole.
            assert events(read()) == []
        else:
            forgetful = Feeds(world.school.settings, world.school.desk, caller, writer=writer)
            with pytest.raises(BrokenCalendar):
                forgetful.read(token)
    finally:
        Spoiling.spoils = None
    assert checked(read().body)
    world.school.close()


def test_a_last_good_feed_with_a_talk_that_may_not_be_seen_stays_where_it_is(world: TwoHomes) -> None:
    """What is broken now is another talk."""
    token = world.school.feeds().open("staff:t1", FeedOf.DESK).token
    shelf = Shelf()
    caller = Caller(jurisdiction=world.school.jurisdiction)
    writer = Spoiling(timezone=world.school.settings.school.timezone)
    hidden: list[str] = []

    def vote(inquiry: Inquiry) -> Decision:
        verdict = Verdict.DENY if inquiry.owners & {*hidden} else Verdict.ALLOW
        return Decision(verdict=verdict, rule="own.hidden", ground="policy", why="hidden", on=inquiry.on)

    def read() -> Published:
        at = Feeds(
            world.school.settings, world.school.desk, caller, voters=(vote,), shelf=shelf, writer=writer
        )
        return at.read(token)

    world.talk(MOTHER, 0)
    good = read()
    world.talk(OTHER, 60)
    Spoiling.spoils = lambda data: data[:-1]
    try:
        assert read() == good
        hidden.append("guardian:g1")
        with pytest.raises(BrokenCalendar):
            read()
    finally:
        Spoiling.spoils = None


def test_a_revoked_feed_is_forgotten(world: TwoHomes) -> None:
    """Nothing of it stays in memory under its id."""
    feeds = world.school.feeds()
    token = feeds.open("guardian:g1", FeedOf.DATES).token
    assert feeds.read(token) == feeds.read(token)
    feeds.revoke("guardian:g1", FeedOf.DATES)
    assert world.school._shelf.good.get(feed_id("guardian:g1", FeedOf.DATES)) is None


# -- objects of a calendar server -------------------------------------------------------


def test_objects_have_a_file_each_and_nobody_is_invited(world: TwoHomes, tmp_path: Path) -> None:
    """No method, no organizer, no attendee; every one is a calendar of one id, under a name any disk takes."""
    world.talk(MOTHER, 0)
    found = world.school.feeds(MOTHER.id).objects("guardian:g1", FeedOf.FAMILY, HOME)
    assert len(found) == 4
    for name, contents in found.items():
        (tmp_path / name).write_bytes(contents)
        assert checked(contents) == contents
        assert len({str(each["UID"]) for each in icalendar.Calendar.from_ical(contents).walk("VEVENT")}) == 1
        assert not {b"METHOD", b"ORGANIZER", b"ATTENDEE"} & {
            line.split(b":")[0] for line in contents.split(b"\r\n")
        }
    assert sum(b"BEGIN:VTIMEZONE" in each for each in found.values()) == 1
    with pytest.raises(NotFound):
        world.school.feeds(FATHER.id).objects("guardian:g1", FeedOf.FAMILY, HOME)
    with pytest.raises(NotFound):
        world.school.feeds().objects("guardian:g1", FeedOf.FAMILY, HouseholdId("h2"))


def test_a_talk_by_video_has_its_link_and_one_by_phone_none() -> None:
    """In the words and in the property that opens it."""
    start = datetime(2026, 11, 24, 18, tzinfo=UTC)
    talk = attrs.evolve(told("q1", start), mode=Mode.VIDEO, room="", link="https://meet.example/x")
    video = WRITER.talk(talk).data
    assert b"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://meet.example/x" in video
    phone = WRITER.talk(attrs.evolve(talk, mode=Mode.PHONE)).data
    assert b"meet.example" not in phone
    assert b"LOCATION:Telefonisch" in phone


def test_a_pupil_holds_no_feed() -> None:
    """Feeds are of guardians and staff."""
    with pytest.raises(ValueError, match="guardian:ID or staff:ID"):
        TwoHomes().school.feeds().open(f"pupil:{PupilId('p1')}", FeedOf.DATES)
