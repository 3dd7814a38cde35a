"""The dossier keeps the same promises as everything else: seen by whom it is of, handed over, erased, let go."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.two_homes import BEECH, FATHER, MOTHER, NOOR, OTHER, TEACHER, TIM, TODAY, TwoHomes

from partnership.errors import Conflict, NotFound
from partnership.ids import GuardianId, PupilId, StaffId
from partnership.people.disclosure import OFFICE, Role, Viewer
from partnership.serial.persons import SOMEBODY_ELSE
from partnership.services.desk import Desk
from partnership.services.dossier import DOSSIER, entry, entry_or_none, every_entry, put_entry
from partnership.services.dossier_kinds import DossierKind
from partnership.services.families import FAMILY
from partnership.services.holdings import EVENING
from partnership.services.people import VALUES


@attrs.frozen(kw_only=True)
class Note:
    """A word with some guardians, which is theirs."""

    id: str
    pupils: tuple[PupilId, ...] = ()
    guardians: tuple[GuardianId, ...] = ()
    staff: StaffId | None = None
    text: str = attrs.field(default="", repr=False)


@attrs.frozen(kw_only=True)
class Shared(Note):
    """A page of the pupil's file, with an id that is made of the pupil's."""


def _kind(name: str, value: type[Note], *, shared: bool) -> DossierKind:
    return DossierKind(
        name=name,
        value=value,
        id=lambda note: f"{note.pupils[0]}/{note.id}" if shared and note.pupils else note.id,
        pupils=lambda note: frozenset(f"pupil:{each}" for each in note.pupils),
        owners=lambda note: frozenset(
            (
                *(f"guardian:{each}" for each in note.guardians),
                *(() if note.staff is None else (f"staff:{note.staff}",)),
            )
        ),
        shared=shared,
        purpose="trying the dossier",
    )


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds beside those of the library."""
    monkeypatch.setitem(DOSSIER, Note, _kind("note_of_old", Note, shared=False))
    monkeypatch.setitem(DOSSIER, Shared, _kind("shared_page", Shared, shared=True))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[TwoHomes]:
    """Both homes in SQLite."""
    world = TwoHomes(path=str(tmp_path / "school.db"))
    yield world
    world.school.close()


def written(world: TwoHomes, *notes: Note) -> None:
    """Put them in the dossier."""
    with world.school.store.transaction(BEECH) as transaction:
        for note in notes:
            put_entry(transaction, note, expected=None)


def kept(world: TwoHomes, kind: type[Note]) -> list[Note]:
    """What the dossier has of a kind."""
    with world.school.store.transaction(BEECH, write=False) as transaction:
        return list(every_entry(transaction, kind))


BOTH = (MOTHER.id, FATHER.id)
OF_PETRA = Note(
    id="n1", pupils=(NOOR.id,), guardians=(MOTHER.id,), staff=TEACHER.id, text="Petronella reads aloud"
)
TO_ALL = Note(
    id="n2",
    pupils=(NOOR.id, TIM.id),
    guardians=(*BOTH, OTHER.id),
    text="Noortje Dekkerszoon and Timotheus Jansma",
)
STAFF_ONLY = Note(id="n3", guardians=(FATHER.id,), text="a feed")
PAGE = Shared(id="n4", pupils=(NOOR.id,), guardians=(MOTHER.id,), text="a goal")
PAGE_OF_TWO = Shared(id="n5", pupils=(NOOR.id, TIM.id), text="a plan of two")
ALL = (OF_PETRA, TO_ALL, STAFF_ONLY, PAGE, PAGE_OF_TWO)


def test_no_two_kinds_of_record_share_a_name() -> None:
    """Not within the dossier, and not with what is kept of people, families and evenings."""
    names = [kind.name for kind in DOSSIER.values()]
    others = {*VALUES, *EVENING, *(kind.name for kind in FAMILY.values())}
    assert len(set(names)) == len(names)
    assert not others & set(names)


def test_an_entry_is_read_back_and_guarded_by_its_revision(world: TwoHomes) -> None:
    """A new one must be new, a stale one is refused, and what is not there is not found."""
    with world.school.store.transaction(BEECH) as transaction:
        assert put_entry(transaction, OF_PETRA, expected=None) == 1
        assert entry(transaction, Note, "n1") == (OF_PETRA, 1)
        assert entry_or_none(transaction, Note, "n9") is None
        with pytest.raises(Conflict):
            put_entry(transaction, OF_PETRA, expected=None)
        with pytest.raises(NotFound, match="note of old"):
            entry(transaction, Note, "n9")


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        (OFFICE, ["n1", "n2", "n3", "p1/n4", "p1/n5"]),
        (Viewer(role=Role.STAFF, id="t1"), ["n1", "n2", "p1/n4", "p1/n5"]),
        (Viewer(role=Role.STAFF, id="t2"), []),
        (Viewer(role=Role.GUARDIAN, id="g1"), ["n1", "n2", "p1/n4"]),
        (Viewer(role=Role.GUARDIAN, id="g2"), ["n2", "n3", "p1/n4"]),
        (Viewer(role=Role.GUARDIAN, id="g3"), ["n2"]),
        (Viewer(role=Role.PUPIL, id="p1"), []),  # ten years old: the guardians read for her
    ],
    ids=lambda each: getattr(each, "ref", ""),
)
def test_who_sees_what(world: TwoHomes, viewer: Viewer, seen: list[str]) -> None:
    """Notes are of those who were there; a page of the file is of the pupil and of whoever the law lets see it."""
    written(world, *ALL)

    def look(kind: type[Note], id: str) -> Note | None:
        return world.privacy.seen_by(viewer, lambda views: views.entry(kind, id)).value

    found = [(DOSSIER[type(note)].id(note), look(type(note), DOSSIER[type(note)].id(note))) for note in ALL]
    assert [id for id, value in found if value is not None] == seen
    assert look(Note, "n9") is None


def test_a_guardian_reads_of_no_other_guardian(world: TwoHomes) -> None:
    """In what went to a whole class stands the reader and somebody else; so in a page of the file, unless its kind says more."""
    written(world, *ALL)
    sjoerd = Viewer(role=Role.GUARDIAN, id="g2")
    note = world.privacy.seen_by(sjoerd, lambda views: views.entry(Note, "n2")).value
    assert note is not None
    assert note.guardians == (SOMEBODY_ELSE, "g2", SOMEBODY_ELSE)
    page = world.privacy.seen_by(sjoerd, lambda views: views.entry(Shared, "p1/n4")).value
    assert page == attrs.evolve(PAGE, guardians=(GuardianId(SOMEBODY_ELSE),))


@pytest.mark.parametrize(
    ("person", "sections"),
    [
        ("guardian:g1", {"Note of old": 2, "Shared page": 1}),
        ("guardian:g2", {"Note of old": 2}),
        ("pupil:p1", {"Shared page": 2}),
        ("staff:t1", {"Note of old": 1}),
    ],
)
def test_access_hands_over_what_is_theirs(
    world: TwoHomes, person: str, sections: dict[str, int], tmp_path: Path
) -> None:
    """And no word of anybody else."""
    del tmp_path
    written(world, *ALL)
    files = world.privacy.access(person, by="staff:office")
    told: dict[str, Any] = world_json(files["access.json"])
    found = {
        each["title"]: each for each in told["sections"] if each["title"] in {"Note of old", "Shared page"}
    }
    assert {title: len(each["entries"]) for title, each in found.items()} == sections
    assert {each["purpose"] for each in found.values()} == {"trying the dossier"}
    others = {"guardian:g1": FATHER, "guardian:g2": MOTHER}.get(person, OTHER)
    assert str(others.id) not in str([each["entries"] for each in found.values()])
    assert others.called not in str(found)


def world_json(text: bytes | str) -> dict[str, Any]:
    """What a file of access says."""
    told: dict[str, Any] = json.loads(text)
    return told


@pytest.mark.parametrize(
    ("person", "left"),
    [
        ("guardian:g1", ["n1", "n2", "n3", "n4", "n5"]),
        ("guardian:g2", ["n1", "n2", "n4", "n5"]),
        ("pupil:p1", ["n2", "n5"]),
        ("pupil:p2", ["n1", "n2", "n3", "n4", "n5"]),
        ("staff:t1", ["n1", "n2", "n3", "n4", "n5"]),
    ],
)
def test_erased_from_the_dossier(world: TwoHomes, tmp_path: Path, person: str, left: list[str]) -> None:
    """What was only about them goes, what is about others stays without them, in no byte of the file."""
    written(world, *ALL)
    gone: dict[str, Any] = {
        "guardian:g1": MOTHER,
        "guardian:g2": FATHER,
        "pupil:p1": NOOR,
        "pupil:p2": TIM,
        "staff:t1": TEACHER,
    }
    world.privacy.erase(person, by="staff:office", why="asked", ground="AVG art. 17")
    found = [*kept(world, Note), *kept(world, Shared)]
    assert sorted(note.id for note in found) == left
    ids = {id for note in found for id in (*note.pupils, *note.guardians, note.staff)}
    assert gone[person].id not in ids
    assert gone[person].name.family.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    again = world.privacy.erase(person, by="staff:office", why="asked", ground="AVG art. 17", dry_run=True)
    assert (again.records, again.rewritten) == (0, 0)


def test_a_pupil_of_whom_only_a_page_is_left_still_has_a_file() -> None:
    """Retention finds what speaks of somebody in the dossier too."""
    left = attrs.evolve(NOOR, left_on=TODAY.replace(year=TODAY.year - 9))
    world = TwoHomes(pupil=left)
    first = world.privacy.due()
    assert [each.pupil for each in first] == ["pupil:p1"]
    world.privacy.let_go()
    assert world.privacy.due() == () or [each.term.category for each in world.privacy.due()] != ["file"]


_PEOPLE = st.lists(st.sampled_from([MOTHER.id, FATHER.id, OTHER.id]), unique=True, max_size=3)


@st.composite
def notes(draw: st.DrawFn) -> list[Note]:
    """A few notes and pages about anybody."""
    return [
        draw(st.sampled_from([Note, Shared]))(
            id=f"n{number}",
            pupils=tuple(draw(st.lists(st.sampled_from([NOOR.id, TIM.id]), unique=True))),
            guardians=tuple(draw(_PEOPLE)),
            staff=draw(st.sampled_from([None, TEACHER.id])),
            text=draw(st.sampled_from(["", "Petronella van den Heuvelrug", "of Timotheus Jansma"])),
        )
        for number in range(draw(st.integers(0, 4)))
    ]


@settings(max_examples=20)
@given(notes=notes(), person=st.sampled_from(["guardian:g1", "guardian:g2", "guardian:g3", "pupil:p1"]))
def test_nobody_else_loses_anything(notes: list[Note], person: str) -> None:
    """Whatever is in the dossier, an erasure leaves every note that has somebody else to be about, and no trace of its own."""
    world = TwoHomes()
    desk: Desk = world.school.desk
    written(world, *notes)
    done = world.privacy.erase(person, by="staff:office", why="asked", ground="AVG art. 17")
    gone = {each.partition(":")[2] for each in done.persons}
    found = {note.id: note for kind in (Note, Shared) for note in kept(world, kind)}

    def stays(note: Note) -> bool:
        about = set(note.pupils) or {*note.guardians, note.staff} - {None}
        return not about or bool(about - gone)

    assert sorted(found) == sorted(note.id for note in notes if stays(note))
    for note in found.values():
        assert not {*note.pupils, *note.guardians} & gone
    with desk.store.transaction(desk.school, write=False) as transaction:
        for kind in (Note, Shared):
            for note in every_entry(transaction, kind):
                assert entry(transaction, kind, DOSSIER[kind].id(note))[0] == note
