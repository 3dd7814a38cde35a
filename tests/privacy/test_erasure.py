"""Erased is gone: from every byte of the database, while the evening, the chain and everyone else stay whole."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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

from partnership.conferences.checker import check
from partnership.errors import InvalidInput, InvalidValue, NotFound, OnHold
from partnership.host.privacy import Privacy
from partnership.ids import HouseholdId, RequestId
from partnership.people.guardianship import Authority
from partnership.people.portraits import FamilyPortrait, PortraitEntry, PortraitField
from partnership.plugins.memory.store import MemoryStore
from partnership.serial.chain import verify
from partnership.serial.persons import refs_of, renamed
from partnership.services.desk import every
from partnership.services.holdings import EVENING as KINDS
from partnership.services.holdings import records_of, write_anew
from partnership.services.people import known


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "school.db"


@pytest.fixture
def world(file: Path) -> Iterator[TwoHomes]:
    """Both homes in SQLite, with their talks, letters, a swap that is wished for and an evening that was run."""
    world = TwoHomes(path=str(file))
    lived(world)
    yield world
    world.school.close()


def lived(world: TwoHomes) -> None:
    """Talks, a wish, a basket, a waiting list, an evening, and notes with names in them."""
    world.talk(MOTHER, 0)
    world.talk(FATHER, 60)
    mother = world.school.counter(TALKS, MOTHER.id)
    mother.wish_to_swap(RequestId("talk-p"))
    world.school.counter(TALKS, OTHER.id).wait(RequestId("talk-o"))
    office = world.school.counter(TALKS, by="staff:office", why=f"{MOTHER.called} called")
    office.book(RequestId("talk-p"), EVENING + timedelta(minutes=30))
    world.after()
    world.privacy.rectify("guardian:g1", {"deceased": False}, by="guardian:g1", why="asked by the person")


def everything(folder: Path) -> bytes:
    """Every byte of the database: its tables, its free pages and its write-ahead file."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


def erase(world: TwoHomes, person: str, **different: Any) -> Any:
    """Erase on request."""
    usual = {"by": "staff:office", "why": "asked by the person", "ground": "AVG art. 17"}
    return world.privacy.erase(person, **(usual | different))


@pytest.mark.parametrize(
    ("person", "gone", "stays"),
    [
        ("guardian:g1", [MOTHER], [FATHER, NOOR, OTHER, TIM, TEACHER]),
        ("guardian:g2", [FATHER], [MOTHER, NOOR, OTHER, TIM, TEACHER]),
        ("pupil:p1", [NOOR, MOTHER, FATHER], [OTHER, TIM, TEACHER]),
        ("staff:t1", [TEACHER], [MOTHER, FATHER, NOOR, OTHER, TIM]),
    ],
)
def test_no_byte_of_the_database_has_them_any_more(
    world: TwoHomes, tmp_path: Path, person: str, gone: list[Any], stays: list[Any]
) -> None:
    """While the store is open, also in free pages and the write-ahead file; nobody else lost a letter."""
    before = everything(tmp_path)
    assert [word for word in named(*gone, *stays) if word.encode() not in before] == []
    done = erase(world, person)
    assert len(done.persons) == len(gone)
    after = everything(tmp_path)
    own = set(named(*gone)) - set(named(*stays))
    # A judgment names the other parent whole; a mere given name in the words of another is theirs.
    kept_words = {word for word in own if word.encode() in after}
    assert kept_words == set()
    assert [word for word in named(*stays) if word.encode() not in after] == []
    found = verify(world.school.store, BEECH)
    assert (found.broken, found.problem) == (None, "")
    assert found.erased >= 3


def test_the_evening_stays_whole(world: TwoHomes) -> None:
    """The same talks at the same times with as many people, nobody booked twice, and the plan is still valid."""
    before = world.school.conference(TALKS)
    erase(world, "pupil:p1")
    after = world.school.conference(TALKS)
    assert {name: place.start for name, place in after.held.items()} == {
        name: place.start for name, place in before.held.items()
    }
    assert (
        check(after.conference, after.timetable()).valid == check(before.conference, before.timetable()).valid
    )
    assert not refs_of(after.asked) & {"pupil:p1", "guardian:g1", "guardian:g2"}
    assert "pupil:p2" in refs_of(after.asked)
    assert len(after.conference.parties) == len(before.conference.parties)
    assert not {"home-p", "home-s"} & {each.id for each in after.conference.parties}


def test_nothing_is_sent_to_who_was_erased(world: TwoHomes) -> None:
    """Nor to the number that stands in their place; the others get their letters."""
    erase(world, "guardian:g1")
    queue = world.school.store.lease(now=EVENING + timedelta(days=9), limit=1000, seconds=1)
    to = {each.body["recipient"] for _, each in queue}
    assert to == {"guardian:g2", "guardian:g3", "staff:t1"} & to
    assert "guardian:g2" in to


def test_the_journal_says_that_it_was_done_and_no_more(world: TwoHomes) -> None:
    """By whom, what for, on what ground, about which number; what they did themselves has lost its details."""
    erase(world, "guardian:g1")
    changes = [change for _, change in world.school.store.journal(BEECH, limit=10_000)]
    last = changes[-1]
    assert (last.what, last.kind, last.id) == ("person.erased", "guardian", "g1")
    assert (last.actor, last.purpose, last.ground) == ("staff:office", "asked by the person", "AVG art. 17")
    assert {dict(each.details) == {} for each in changes[:-1] if each.actor == "guardian:g1"} == {True}
    assert [each.details for each in changes if each.what == "rule.set_aside"] in ([], [{}])


def test_a_dry_run_counts_and_changes_nothing(world: TwoHomes, file: Path) -> None:
    """The same numbers as the erasure that follows."""

    def rows() -> list[Any]:
        with closing(sqlite3.connect(file)) as raw:
            return [
                raw.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()  # noqa: S608 - our own tables
                for table in ("entity", "entity_index", "claim", "journal", "outbox")
            ]

    before = rows()
    counted = erase(world, "pupil:p1", dry_run=True)
    assert rows() == before
    assert erase(world, "pupil:p1") == counted


def test_a_name_in_a_purpose_is_counted(world: TwoHomes) -> None:
    """It is in the chain for good, so whoever erases is told."""
    world.school.keep_locally("class", "6a", {"title": "6A"}, by="staff:office", why=f"for {MOTHER.called}")
    assert erase(world, "guardian:g1").named_in_purpose == 1


def test_a_home_of_two_stays_the_others(world: TwoHomes) -> None:
    """The household and its portrait stay, without the one who is gone; their name is taken out of its texts."""
    told = PortraitEntry(text=f"ask {MOTHER.called} or me", shared=True, confirmed_on=world.privacy.today)
    portrait = FamilyPortrait(household=HouseholdId("h0"), entries={PortraitField.WHO_MATTERS: told})
    world.privacy.keep(portrait, by="guardian:g2", why="told at the counter")
    erase(world, "guardian:g1")
    with world.school.store.transaction(BEECH, write=False) as transaction:
        homes = {each.record.id: each.record.body for each in every(transaction, "household")}
        kept = transaction.get("portrait", "h0")
    assert {id: body["guardians"] for id, body in homes.items()} == {"h0": ["g2"], "h2": ["g2"]}
    assert kept is not None
    assert kept.body["entries"]["who_matters"]["text"] == "ask [erased] or me"


def test_a_reason_to_set_a_rule_aside_goes_with_whom_it_was_about(tmp_path: Path) -> None:
    """That a rule was set aside stays; so goes what was remembered for a quota."""
    links = (guardianship(MOTHER, authority=Authority.UNKNOWN), guardianship(FATHER))
    world = TwoHomes(path=str(tmp_path / "school.db"), links=links)
    world.talk(MOTHER, 0)
    with world.school.store.transaction(BEECH) as transaction:
        for name in ("home-p", "home-o"):
            transaction.put("taken", f"autumn/{name}", {"taken": []}, expected=None)
    assert [each.why for each in world.school.overrides(TALKS)] == ["Petronella called"]
    erase(world, "guardian:g1")
    assert [each.why for each in world.school.overrides(TALKS)] == ["[erased]"]
    assert b"Petronella" not in everything(tmp_path)
    with world.school.store.transaction(BEECH, write=False) as transaction:
        assert [each.record.id for each in every(transaction, "taken")] == ["autumn/home-o"]
    world.school.close()


def test_an_organisation_and_who_has_no_name_can_be_erased(world: TwoHomes, tmp_path: Path) -> None:
    """A foundation has a name; a pupil of whom a source told only that they left has none."""
    world.write("guardian", "g5", {"organisation": "Stichting Nidos"})
    world.write("pupil", "p5", {"left_on": "2020-08-01"})
    for person in ("guardian:g5", "pupil:p5"):
        assert erase(world, person).records == 1
    assert b"Nidos" not in everything(tmp_path)


def test_a_hold_stops_erasure_until_it_is_released(world: TwoHomes, tmp_path: Path) -> None:
    """Of a guardian who would go with the pupil too; it says who is held, and the journal says why."""
    world.privacy.put_on_hold("guardian:g2", by="staff:head", ground="claim before the court")
    world.privacy.put_on_hold("guardian:g2", by="staff:head", ground="claim in appeal")
    for person in ("guardian:g2", "pupil:p1"):
        with pytest.raises(OnHold, match=r"a legal hold is on guardian:g2; release it") as caught:
            erase(world, person)
        assert caught.value.persons == ("guardian:g2",)
    assert b"Noortje" in everything(tmp_path)
    world.privacy.release("guardian:g2", by="staff:head", why="the claim was settled")
    with pytest.raises(NotFound):
        world.privacy.release("guardian:g2", by="staff:head", why="again")
    erase(world, "pupil:p1")
    told = [
        (each.what, each.purpose, each.ground)
        for _, each in world.school.store.journal(BEECH, limit=10_000)
        if each.what.startswith("hold.")
    ]
    assert told == [
        ("hold.put", "what is kept must not be erased", "claim before the court"),
        ("hold.put", "what is kept must not be erased", "claim in appeal"),
        ("hold.released", "the claim was settled", "claim in appeal"),
    ]


def test_a_guardian_of_another_pupil_stays(file: Path) -> None:
    """Sjoerd also has Tim."""
    links = (guardianship(MOTHER), guardianship(FATHER), guardianship(FATHER, TIM))
    world = TwoHomes(path=str(file), links=links)
    assert erase(world, "pupil:p1").persons == ("guardian:g1", "pupil:p1")
    world.school.close()


@pytest.mark.parametrize("person", ["noor", "class:6a", "pupil:", ""])
def test_a_person_is_written_with_their_kind(world: TwoHomes, person: str) -> None:
    """Anything else is refused by every act of the life cycle."""
    for act in (
        lambda: erase(world, person),
        lambda: world.privacy.access(person, by="staff:office"),
        lambda: world.privacy.put_on_hold(person, by="staff:office", ground="claim"),
        lambda: world.privacy.release(person, by="staff:office", why="settled"),
        lambda: world.privacy.rectify(person, {}, by="staff:office", why="asked"),
    ):
        with pytest.raises(InvalidValue, match="pupil:ID, guardian:ID or staff:ID"):
            act()


# -- rectification ---------------------------------------------------------------


def test_what_was_put_right_is_told_nowhere_as_it_was(world: TwoHomes, tmp_path: Path) -> None:
    """The old name is in no byte; the journal says which field, not what; the roster leaves it alone."""
    name = {"given": "Petronella", "infix": "", "family": "Zonneveld"}
    entry = world.privacy.rectify("guardian:g1", {"name": name}, by="guardian:g1", why="married")
    assert "name" in entry.local
    last = [change for _, change in world.school.store.journal(BEECH, limit=10_000)][-1]
    assert (last.what, last.ground, dict(last.details)) == (
        "guardian.rectified",
        "the person's own word",
        {"fields": ["name"]},
    )
    left = everything(tmp_path)
    # The judgment is a paper: its reference stays as the paper says it.
    assert left.count(b"Heuvelrug") == left.count(b"judgment between Petronella van den Heuvelrug")
    assert b"Zonneveld" in left
    assert verify(world.school.store, BEECH).broken is None


@pytest.mark.parametrize(
    ("person", "fields", "problem"),
    [
        ("pupil:p1", {"brith_date": "2016-05-01"}, r"birth_date"),
        ("pupil:p1", {"birth_date": "1 May"}, "expected a date"),
        ("guardian:g1", {"id": "g7"}, "no such field"),
    ],
)
def test_what_cannot_be_right_is_refused(
    world: TwoHomes, person: str, fields: dict[str, Any], problem: str
) -> None:
    """A field there is none of, a value nobody could mean; nothing was changed."""
    with pytest.raises(InvalidInput, match=problem):
        world.privacy.rectify(person, fields, by="staff:office", why="asked")
    with world.school.store.transaction(BEECH, write=False) as transaction:
        noor = known(transaction, type(NOOR), "p1")
    assert noor == NOOR


def test_who_is_not_there_is_not_put_right(world: TwoHomes) -> None:
    """Nor are they told of."""
    with pytest.raises(NotFound):
        world.privacy.rectify("pupil:p9", {"left_on": None}, by="staff:office", why="asked")
    with pytest.raises(NotFound):
        world.privacy.access("pupil:p9", by="staff:office")


# -- what erasure stands on ------------------------------------------------------


def test_a_record_written_anew_is_found_and_claims_as_before() -> None:
    """The table of kinds says the same of index and claims as the services that first wrote them."""
    world = TwoHomes()
    world.school.counter(TALKS, OTHER.id).take({RequestId("talk-o"): EVENING + timedelta(minutes=90)})
    lived(world)
    store = world.school.store._store  # type: ignore[attr-defined] # what is kept, past the announcing store
    assert isinstance(store, MemoryStore)
    before = dict(store._schools[BEECH].records)
    assert {kind for kind, _ in before} >= set(KINDS) - {"waiting", "override"}
    with store.transaction(BEECH) as transaction:
        for kind in KINDS:
            for record, _ in list(records_of(transaction, kind)):
                write_anew(transaction, record, record.body)
    after = store._schools[BEECH].records
    assert {key: attrs.evolve(each, revision=0) for key, each in after.items()} == {
        key: attrs.evolve(each, revision=0) for key, each in before.items()
    }


@settings(max_examples=8)
@given(st.sampled_from(["guardian:g1", "guardian:g2", "pupil:p1", "staff:t1"]), st.data())
def test_a_stand_in_speaks_of_nobody_and_changes_nothing_else(person: str, data: st.DataObject) -> None:
    """In every kind of record: the person is gone from it, everyone else is there, and back again it is the same."""
    world = TwoHomes()
    lived(world)
    kind, id = person.split(":")
    with world.school.store.transaction(BEECH, write=False) as transaction:
        values = [value for each in KINDS for _, value in records_of(transaction, each)]
    value = data.draw(st.sampled_from(values))

    def swap(out: str, into: str) -> Callable[[str, str], str]:
        return lambda of, one: into if (of, one) == (kind, out) else one

    without = renamed(value, swap(id, "somebody"))
    assert refs_of(without) == {f"{kind}:somebody" if each == person else each for each in refs_of(value)}
    assert renamed(without, swap("somebody", id)) == value


def test_a_school_without_a_law_gives_no_term() -> None:
    """So nothing goes by itself."""
    world = TwoHomes(jurisdiction=None)
    assert isinstance(world.privacy, Privacy)
    assert (world.privacy.terms, world.privacy.due()) == ((), ())
