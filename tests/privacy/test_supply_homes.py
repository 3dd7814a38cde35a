"""Two homes with one child: neither meets the other in tips, homework, workshops, modules or loans; and both can be erased."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.learning.noor import MONDAY, NOON, NOOR, a_goal
from tests.learning.supplies import a_homework, a_material, a_module, a_tip, a_workshop, in_
from tests.learning.test_modules import said
from tests.services.supply_school import BEUK, CHEN, DEMIR, SAM, YILMAZ, Beuk

from partnership.errors import PartnershipError
from partnership.ids import (
    ClassId,
    GoalId,
    GuardianId,
    HomeworkId,
    MaterialId,
    ModuleId,
    PupilId,
    StaffId,
    TipId,
    WorkshopId,
)
from partnership.learning.copies import Copy, Reservation
from partnership.learning.homework import HomeworkSheet
from partnership.learning.module_progress import ModuleProgress
from partnership.learning.seats import Seat
from partnership.learning.statements import Verb
from partnership.learning.tips import SentTip, TipFeedback, TipWishes
from partnership.learning.workshops import Need, NeedKind
from partnership.people.classes import Enrolment, SchoolClass, Teaching
from partnership.people.disclosure import OFFICE, Role, Viewer
from partnership.serial.values import dump
from partnership.services.dossier import DOSSIER, every_entry

H1, W1, M1, BOX = HomeworkId("h1"), WorkshopId("w1"), ModuleId("m1"), MaterialId("koffer")
OWN = (SentTip, TipFeedback, TipWishes, HomeworkSheet, Seat, ModuleProgress, Copy, Reservation)


def stocked() -> Beuk:
    """Tips, homework, an open workshop, a module and two boxes, for both homes."""
    beuk = Beuk()
    beuk.jansen.tips.keep(a_tip(texts=in_("nl", "tr")))
    beuk.jansen.tips.keep(a_tip(id=TipId("spel"), texts=in_("nl", "tr"), materials=("zar",)))
    beuk.jansen.homework.set(a_homework(), [NOOR])
    beuk.jansen.workshops.draft(a_workshop())
    beuk.jansen.workshops.open(W1)
    beuk.jansen.modules.keep(a_module())
    beuk.jansen.materials.keep(a_material(), a_material(id=MaterialId("spel"), copies=1))
    return beuk


def live(beuk: Beuk, guardian: GuardianId, word: str) -> None:
    """One home does all there is to do, with a word of its own in whatever it can write."""
    room = beuk.as_(f"guardian:{guardian}")
    room.tips.declare(TipWishes(guardian=guardian, minutes=20, materials=(word,)))
    beuk.jansen.tips.send(NOOR, guardian)
    room.tips.say(NOOR, MONDAY, tried=True, worked=False)
    room.homework.react(H1, NOOR, understood=True, comment=f"{word} vond het leuk")
    room.workshops.sign_up(W1, "avond")
    beuk.jansen.workshops.attendance(W1, came=[guardian])
    room.workshops.tell(W1, tried=True, words=f"{word} deed mee")
    registration = room.modules.start(M1)
    beuk.jansen.modules.take_in([said(Verb.COMPLETED, registration=registration)])
    beuk.jansen.materials.lend(BOX, guardian)
    room.materials.reserve(MaterialId("spel"))


def lived() -> Beuk:
    """Both homes did."""
    beuk = stocked()
    live(beuk, YILMAZ, "krekel")
    live(beuk, DEMIR, "sprinkhaan")
    return beuk


def kept(beuk: Beuk) -> dict[type[Any], list[Any]]:
    """Everything that is somebody's."""
    with beuk.school.store.transaction(BEUK, write=False) as transaction:
        return {kind: list(every_entry(transaction, kind)) for kind in OWN}


@pytest.mark.parametrize(
    ("own", "other", "word", "others"),
    [(YILMAZ, DEMIR, "krekel", "sprinkhaan"), (DEMIR, YILMAZ, "sprinkhaan", "krekel")],
)
def test_what_one_home_gets_has_nothing_of_the_other(
    own: GuardianId, other: GuardianId, word: str, others: str
) -> None:
    """In a request for access and in every view: all of their own, and no byte of the other home."""
    beuk = lived()
    files = beuk.school.privacy.access(f"guardian:{own}", by="staff:office")
    found = json.loads(files["access.json"])
    titles = {section["title"] for section in found["sections"]}
    assert titles >= {"Sent tip", "Tip feedback", "Tip wishes", "Homework sheet", "Workshop seat"}
    assert titles >= {"Module progress", "Copy"}
    viewer = Viewer(role=Role.GUARDIAN, id=own)
    seen = []
    for kind, values in kept(beuk).items():
        for value in values:
            id = DOSSIER[kind].id(value)
            shown = beuk.school.privacy.seen_by(
                viewer,
                lambda views, kind=kind, name=id: views.entry(kind, name),  # type: ignore[misc] # bound now
            ).value
            assert (shown is not None) is (value.guardian == own)
            seen += [] if shown is None else [dump(shown)]
    for text in (files["access.json"].decode(), json.dumps(seen, default=str)):
        assert word in text
        assert others not in text
        assert other not in text


ACTS = st.lists(
    st.sampled_from(
        (
            "declare",
            "portrait",
            "send",
            "say",
            "take home",
            "react",
            "start",
            "completed",
            "answer",
            "none wanted",
        )
    ),
    max_size=8,
)


def as_mother(fathers: list[str]) -> list[Any]:
    """All that mother Yilmaz sees and is sent after father Demir did these things."""
    beuk = stocked()
    room = beuk.father
    acts: dict[str, Callable[[], object]] = {
        "declare": lambda: room.tips.declare(TipWishes(guardian=DEMIR, minutes=60, materials=("zar",))),
        "portrait": lambda: beuk.portrait(DEMIR, "zar"),
        "send": lambda: beuk.jansen.tips.send(NOOR, DEMIR),
        "say": lambda: room.tips.say(NOOR, MONDAY, tried=True, worked=False),
        "take home": lambda: room.homework.take_home(H1, NOOR),
        "react": lambda: room.homework.react(H1, NOOR, enjoyed=True),
        "start": lambda: room.modules.start(M1),
        "completed": lambda: beuk.jansen.modules.take_in(
            [said(Verb.COMPLETED, registration=room.modules.start(M1))]
        ),
        "answer": lambda: beuk.jansen.homework.answer(H1, NOOR, DEMIR, "dank u"),
        "none wanted": lambda: room.tips.declare(TipWishes(guardian=DEMIR, wanted=False)),
    }
    for act in fathers:
        try:
            acts[act]()
        except PartnershipError:
            continue
    mother = beuk.mother
    beuk.jansen.tips.send(NOOR, YILMAZ)
    mother.modules.start(M1)
    return [
        mother.tips.suggest(NOOR),
        mother.tips.received(NOOR),
        mother.homework.sheets_of(NOOR),
        mother.modules.progress(M1),
        mother.modules.all(),
        mother.tips.library(),
        [
            (each.topic, each.body, beuk.letter(each.topic, "guardian:yilmaz", each.body))
            for each in beuk.messages()
            if each.body["recipient"] == "guardian:yilmaz"
        ],
    ]


QUIET = as_mother([])


@settings(max_examples=12)
@given(ACTS)
def test_nothing_one_home_sees_depends_on_what_the_other_does(fathers: list[str]) -> None:
    """Not which tip fits, not how far homework is, not a letter."""
    assert as_mother(fathers) == QUIET


def test_no_home_reads_of_the_goals_of_another_pupil() -> None:
    """Not by what a tip, a module or material is for, and not by what a workshop answers to."""
    beuk = Beuk()
    goal = a_goal(id=GoalId("sams-doel"), pupil=SAM, curriculum=None)
    beuk.school.learning(by="staff:jansen").propose(goal)
    noors = beuk.agreed()
    for_both = ("sams-doel", noors, "SLO:NE.L.1")
    beuk.jansen.tips.keep(a_tip(texts=in_("nl", "tr"), about=for_both))
    beuk.jansen.modules.keep(a_module(about=for_both))
    beuk.jansen.materials.keep(a_material(about=for_both))
    needs = (Need(kind=NeedKind.GOAL, reference="sams-doel"),)
    beuk.jansen.workshops.draft(a_workshop(needs=needs))
    beuk.jansen.workshops.open(W1)
    for who, named in (("guardian:yilmaz", False), ("guardian:stranger", False), ("staff:jansen", True)):
        room = beuk.as_(who)
        shown: list[Any] = [
            *room.tips.library(),
            *room.modules.all(),
            *room.materials.all(),
            *room.workshops.all(),
        ]
        if who != "guardian:stranger":
            shown += [*room.modules.for_goal(noors), *room.materials.for_goal(noors)]
            shown += [room.tips.suggest(NOOR, YILMAZ)]
            assert noors in str(shown)
        assert ("sams-doel" in str(shown)) is named
    assert beuk.as_("guardian:chen").tips.library()[0].about == ("sams-doel", "SLO:NE.L.1")


def test_what_a_family_said_of_a_tip_is_seen_by_nobody_else() -> None:
    """Not by the office or the teacher, who do see which tip went home."""
    beuk = lived()
    beuk.write("class", "5a", title="Groep 5")
    beuk.write("enrolment", "noor/5a", **dump(Enrolment(pupil=NOOR, class_id=ClassId("5a"))))
    beuk.write("teaching", "jansen/5a", **dump(Teaching(staff=StaffId("jansen"), class_id=ClassId("5a"))))
    assert SchoolClass(id=ClassId("5a"), title="Groep 5").title
    for viewer in (OFFICE, Viewer(role=Role.STAFF, id="jansen")):
        for kind, there in (
            (SentTip, True),
            (TipFeedback, False),
            (HomeworkSheet, True),
            (ModuleProgress, False),
        ):
            value = next(each for each in kept(beuk)[kind] if each.guardian == YILMAZ)
            id = DOSSIER[kind].id(value)
            found = beuk.school.privacy.seen_by(
                viewer,
                lambda views, kind=kind, name=id: views.entry(kind, name),  # type: ignore[misc] # bound now
            )
            shown = found.value
            nothing = beuk.school.privacy.seen_by(
                viewer,
                lambda views, kind=kind: views.entry(kind, "none"),  # type: ignore[misc] # bound now
            )
            assert there or found == nothing  # not even the decision tells that there is something
            assert (shown == value) is there
            assert (shown is None) is not there


def test_who_is_erased_is_gone_and_what_they_had_is_still_out() -> None:
    """The other home keeps everything; a box that was not brought back is with nobody anyone can name."""
    beuk = lived()
    before = kept(beuk)
    beuk.school.privacy.erase("guardian:demir", by="staff:office", why="asked", ground="AVG art. 17")
    after = kept(beuk)
    text = json.dumps([dump(value) for values in after.values() for value in values], default=str)
    assert "demir" not in text
    for kind in OWN:
        ours = [value for value in before[kind] if value.guardian == YILMAZ]
        assert [value for value in after[kind] if value.guardian == YILMAZ] == ours
    out = [each for each in after[Copy] if each.material == BOX]
    assert [each.guardian is None for each in out] == [False, False]
    assert after[ModuleProgress] == [each for each in before[ModuleProgress] if each.guardian == YILMAZ]
    assert beuk.jansen.materials.give_back(BOX, 1).guardian is None
    assert len(beuk.jansen.homework.sheets_of(NOOR)) == 2


def test_a_pupil_who_is_erased_takes_their_tips_and_homework_along() -> None:
    """What is not about them stays."""
    beuk = lived()
    beuk.jansen.tips.send(SAM, CHEN)
    beuk.school.privacy.erase("pupil:noor", by="staff:office", why="asked", ground="AVG art. 17")
    after = kept(beuk)
    assert [each.pupil for each in after[SentTip]] == [SAM]
    assert (after[TipFeedback], after[HomeworkSheet]) == ([], [])
    assert after[Seat] == []  # both parents were there for her alone, and went with her
    assert "noor" not in json.dumps([dump(one) for values in after.values() for one in values], default=str)


def test_a_teacher_who_is_erased_leaves_what_they_set() -> None:
    """Under a name that is no one's; the box they lent is still lent."""
    beuk = lived()
    beuk.school.privacy.erase("staff:jansen", by="staff:office", why="asked", ground="AVG art. 17")
    work = beuk.as_("system:school").homework.homework(H1)
    assert work == attrs.evolve(a_homework(), staff=work.staff)
    assert work.staff.startswith("erased-")
    beuk.now = NOON + timedelta(days=40)
    assert len(beuk.as_("system:school").materials.sweep()) == 2
    assert beuk.as_("system:school").tips.received(PupilId("noor"))
