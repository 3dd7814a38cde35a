"""A whole school of every kind of record, and one person who is erased: in no record, index, claim, letter or detail any more."""

from datetime import date

import attrs
import pytest
from tests.contact.test_newsletters import EDITION
from tests.host.posting import Told
from tests.privacy.test_every_room import GAME, PLAN, RUNS, a_talk, deeds_of, whole_school
from tests.services.supply_school import BEUK, DEMIR, YILMAZ, Beuk
from tests.services.test_gatherings import TEAM

from partnership.changes import Change
from partnership.contact.moments import ContactMoment
from partnership.contact.newsletters import EditionState
from partnership.host.dispatch import Dispatch
from partnership.host.office import Channel, Office
from partnership.ids import ClassId, ContactId, PupilId, StaffId
from partnership.learning.agreements import Agreement
from partnership.learning.commitments import Side
from partnership.people.disclosure import Role, Viewer
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Message
from partnership.serial.bounces import Bounce, Fate
from partnership.services.bounces import note_bounce
from partnership.services.deliveries import deliveries
from partnership.services.dossier import DOSSIER
from partnership.services.opt_outs import leave
from partnership.services.seals import Seal

SEAL = Seal(secret=b"s" * 32)
NOBODYS = {"home_tip", "homework", "workshop", "module", "material", "gathering", "newsletter"}
"""Kinds that speak of no family."""


def lived() -> Beuk:
    """Everything happened: to the father, to the school with him, and in part to the mother, who has another child here."""
    beuk = whole_school()
    beuk.link("sam", "yilmaz")
    school = beuk.school
    deeds = deeds_of(beuk)
    for name in deeds:
        if name not in {"stays away", "withholds"}:
            deeds[name]()
    beuk.mother.materials.reserve(GAME)
    beuk.father.materials.reserve(GAME)
    talks = school.talks(by="staff:jansen")
    school.learning(DEMIR).measure(PLAN, 40.0)
    talks.agree(
        a_talk("his", DEMIR).id, Agreement(id="b", owner=Side.SCHOOL, what="x", due=date(2026, 12, 1))
    )
    moment = ContactMoment(
        id=ContactId("c"),
        pupils=(PupilId("noor"),),
        guardians=(DEMIR,),
        staff=StaffId("jansen"),
        at=beuk.now,
        channel="phone",
    )
    school.contacts.log(moment, by="staff:jansen")
    evening = school.gatherings(by="staff:jansen")
    evening.draft(TEAM)
    evening.announce(TEAM.id)
    evening.agree_goal(TEAM.id, PupilId("noor"), RUNS)
    edition = attrs.evolve(EDITION, class_id=ClassId("6a"))
    school.newsletters.draft(edition, by="staff:jansen")
    for state in (EditionState.REVIEWED, EditionState.APPROVED):
        school.newsletters.step(edition.id, state, by="staff:jansen")
    school.newsletters.send(edition.id, by="staff:jansen")
    posted(beuk)
    return beuk


def posted(beuk: Beuk) -> None:
    """What is due goes out, some of it comes back, and the father wants no more news."""
    office = Office(
        school=BEUK,
        timezone=beuk.school.settings.school.timezone,
        channels={"email": Channel(messenger=Told())},
        pushes=3,
        seal=SEAL,
        unsubscribe="https://x.example/u",
    )
    assert Dispatch(beuk.school.store, [office], clock=lambda: beuk.now).run().sent
    sent = beuk.school.desk.read(lambda transaction: list(deliveries(transaction)))
    his = next(each for each in sent if each.recipient == "guardian:demir" and each.mark)
    note_bounce(beuk.school.desk, Bounce(mark=his.mark, fate=Fate.PERMANENT, code="5.1.1"))
    leave(beuk.school.desk, SEAL.leaving("guardian:demir", "newsletter"))


def traces(beuk: Beuk, word: str) -> list[str]:
    """Where a word still stands that may not: records with their indexes and claims, letters that wait, details."""
    store = beuk.school.store._store  # type: ignore[attr-defined] # what is kept, past the announcing store
    assert isinstance(store, MemoryStore)
    school = store._schools[BEUK]
    return [
        *(
            f"{kind} {id} {kept}"
            for (kind, id), kept in school.records.items()
            if word in f"{id} {kept.text} {kept}"
        ),
        *(
            f"holder {claim} {holder}"
            for claim, holder in school.holders.items()
            if word in f"{claim} {holder}"
        ),
        *(
            f"letter {key} {each.message.body}"
            for key, each in school.outbox.items()
            if word in f"{key} {each.message.body}" and not each.done
        ),
        *(
            f"sent {key} {each.message.body}"
            for key, each in school.outbox.items()
            if word in f"{each.message.body}" and each.done
        ),
        *(
            f"details {each.what} {each.id} {each.details}"
            for _, each in store.journal(BEUK, limit=10_000)
            if word in str(each.details)
        ),
    ]


def kept_of_her(ratings: int) -> list[str]:
    """What the post has of the mother, and hands over to her, after the father rated a goal so often and it was looked back on."""
    beuk = whole_school()
    beuk.told()
    learning = beuk.school.learning(DEMIR)
    for level in range(ratings):
        learning.rate(RUNS, level)
    beuk.school.learning(by="staff:jansen").review(RUNS)
    viewer = Viewer(role=Role.GUARDIAN, id=YILMAZ)
    waiting: list[Message] = []

    def look(each: Change | Message) -> bool:
        if isinstance(each, Message):
            waiting.append(each)
        return False

    with beuk.school.store.transaction(BEUK, write=False) as transaction:
        transaction.sift(look)
    queued = [
        str(attrs.asdict(each))
        for each in beuk.school.privacy.seen_by(viewer, lambda views: views.messages(waiting))
    ]
    office = Office(
        school=BEUK,
        timezone=beuk.school.settings.school.timezone,
        channels={"email": Channel(messenger=Told())},
        pushes=3,
    )
    Dispatch(beuk.school.store, [office], clock=lambda: beuk.now).run()
    files = beuk.school.privacy.access("guardian:yilmaz", by="staff:office")
    return [*queued, files["access.json"].decode()]


def test_no_letter_tells_how_often_the_other_home_spoke() -> None:
    """Not by the number of the step it tells of, which counts the steps of everybody."""
    hers = kept_of_her(0)
    assert "goal-reviewed" in hers[0]
    assert "goal-reviewed" in hers[-1]
    assert kept_of_her(2) == hers


@pytest.mark.parametrize("person", ["guardian:demir", "pupil:noor"])
def test_nobody_is_left_in_any_kind_of_record(person: str) -> None:
    """Every kind of the dossier that speaks of a family spoke of this one before; none does after."""
    beuk = lived()
    id = person.partition(":")[2]
    with beuk.school.store.transaction(BEUK, write=False) as transaction:
        there = {kind.name for kind in DOSSIER.values() if transaction.find(kind.name, limit=1)}
    assert {kind.name for kind in DOSSIER.values()} - there == set()
    beuk.school.privacy.erase(person, by="staff:office", why="asked", ground="AVG art. 17")
    assert traces(beuk, id) == []
