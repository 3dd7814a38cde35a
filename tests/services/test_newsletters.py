"""A newsletter goes to every guardian of the class who may be invited, once, in a language of theirs, or not at all."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs
import pytest
from tests.contact.test_newsletters import EDITION
from tests.privacy.two_homes import BEECH, FATHER, MOTHER, NOOR, NOW, OTHER, TwoHomes, guardianship

from partnership.contact.newsletters import Edition, EditionState, rewritten, translated
from partnership.errors import Conflict, IllegalStep, InvalidInput, NotFound
from partnership.ids import ClassId, EditionId, PupilId
from partnership.people.consents import Consent, ConsentAnswer
from partnership.people.guardianship import Authority
from partnership.people.preferences import ContactPreferences
from partnership.plugins.nl.netherlands import Netherlands
from partnership.ports import Message

READY = attrs.evolve(EDITION, class_id=ClassId("6a"))
ROAD = (EditionState.REVIEWED, EditionState.APPROVED)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[TwoHomes]:
    """Both homes in SQLite."""
    world = TwoHomes(path=str(tmp_path / "school.db"))
    yield world
    world.school.close()


def approved(world: TwoHomes, edition: Edition = READY) -> Edition:
    """The edition, up to being sent."""
    world.school.newsletters.draft(edition, by="staff:t1")
    for state in ROAD:
        edition = world.school.newsletters.step(edition.id, state, by="staff:t1")
    return edition


def post(world: TwoHomes) -> list[Message]:
    """The newsletters that wait to be sent."""
    leased = world.school.store.lease(now=NOW.replace(year=2027), limit=1000, seconds=1)
    return [message for _, message in leased if message.topic == "newsletter"]


def agree(world: TwoHomes, *guardians: str, answer: ConsentAnswer = ConsentAnswer.GIVEN) -> None:
    """That Noor may be named in a newsletter."""
    for guardian in (MOTHER, FATHER):
        if guardian.id in guardians:
            consent = Consent(
                pupil=NOOR.id,
                purpose="name",
                channel="newsletter",
                by=guardian.id,
                answer=answer,
                on=date(2026, 9, 1),
                proof="form",
            )
            world.privacy.keep(consent, by=f"guardian:{guardian.id}", why="told at the counter")


def test_every_guardian_gets_it_once_in_their_own_language(world: TwoHomes) -> None:
    """Both homes and the other family; a checked Turkish text goes to who reads Turkish."""
    turkish = ContactPreferences(guardian=OTHER.id, language="tr")
    world.privacy.keep(turkish, by="guardian:g3", why="told at the counter")
    approved(world, translated(READY, "tr", "Ekim", checked=True))
    sent = world.school.newsletters.send(READY.id, by="staff:t1")
    assert {each.guardian: each.language for each in sent} == {"g1": "nl", "g2": "nl", "g3": "tr"}
    assert world.school.newsletters.deliveries() == sent
    assert world.school.newsletters.deliveries(MOTHER.id) == sent[:1]
    assert [each.body["recipient"] for each in post(world)] == ["guardian:g1", "guardian:g2", "guardian:g3"]
    [kept] = world.school.newsletters.editions(READY.class_id)
    assert kept == world.school.newsletters.edition(READY.id)
    assert kept.state is EditionState.SENT
    assert world.school.newsletters.editions(ClassId("7")) == ()
    assert len(world.school.newsletters.editions()) == 1


def test_who_may_not_be_invited_gets_nothing(tmp_path: Path) -> None:
    """A parent without authority is not sent it by Dutch law, and where no law is set up everyone who is linked is."""
    links = (guardianship(MOTHER), guardianship(FATHER, authority=Authority.NO))
    for jurisdiction, readers in (("nl", ["g1", "g3"]), (None, ["g1", "g2", "g3"])):
        world = TwoHomes(path=str(tmp_path / f"{jurisdiction}.db"), links=links, jurisdiction=jurisdiction)
        approved(world)
        assert [each.guardian for each in world.school.newsletters.send(READY.id, by="staff:t1")] == readers
        world.school.close()


def test_a_law_that_fails_lets_nobody_be_told(world: TwoHomes, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in a law is a no, for being sent it and for being named."""
    agree(world, "g1", "g2")

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Netherlands, "decide", broken)
    approved(world)
    assert world.school.newsletters.send(READY.id, by="staff:t1") == ()
    naming = attrs.evolve(READY, id=EditionId("again"), activities=("Noortje zong voor.",))
    world.school.newsletters.draft(naming, by="staff:t1")
    with pytest.raises(InvalidInput):
        world.school.newsletters.step(naming.id, EditionState.REVIEWED, by="staff:t1")


def test_who_chose_no_language_gets_it_as_it_was_written(tmp_path: Path) -> None:
    """An English newsletter stays English, though there is a Dutch text and the school's letters are Dutch."""
    world = TwoHomes(path=str(tmp_path / "bare.db"))
    with world.school.store.transaction(BEECH) as transaction:
        for guardian in ("g1", "g2"):
            wishes = transaction.get("preferences", guardian)
            assert wishes is not None
            transaction.delete("preferences", guardian, expected=wishes.revision)
    approved(world, translated(attrs.evolve(READY, language="en"), "nl", "Oktober", checked=True))
    assert {each.language for each in world.school.newsletters.send(READY.id, by="staff:t1")} == {"en"}
    assert {each.body["language"] for each in post(world)} == {"en"}
    world.school.close()


def test_the_dead_and_the_unlinked_get_nothing(world: TwoHomes) -> None:
    """Nor who was never told enough of to be somebody."""
    world.school.keep_locally("guardian", "g1", {"deceased": True}, by="staff:office", why="told")
    ended = {"valid": {"since": None, "until": "2026-09-01"}}
    world.school.keep_locally("guardianship", "p1/g2", ended, by="staff:office", why="ended")
    world.school.keep_locally(
        "enrolment", "p9/6a", {"pupil": "p9", "class_id": "6a"}, by="staff:office", why="a link to nobody"
    )
    approved(world)
    assert [each.guardian for each in world.school.newsletters.send(READY.id, by="staff:t1")] == ["g3"]


def test_nothing_goes_twice_and_half_of_it_never(world: TwoHomes) -> None:
    """A second sending is refused; one that is refused leaves no delivery and no message."""
    world.school.newsletters.draft(READY, by="staff:t1")
    with pytest.raises(IllegalStep):
        world.school.newsletters.send(READY.id, by="staff:t1")
    assert (world.school.newsletters.deliveries(), post(world)) == ((), [])
    for state in ROAD:
        world.school.newsletters.step(READY.id, state, by="staff:t1")
    world.school.newsletters.send(READY.id, by="staff:t1")
    with pytest.raises(IllegalStep):
        world.school.newsletters.send(READY.id, by="staff:t1")
    assert len(world.school.newsletters.deliveries()) == 3
    with pytest.raises(Conflict):
        world.school.newsletters.draft(READY, by="staff:t1")
    with pytest.raises(NotFound):
        world.school.newsletters.edition(EditionId("none"))


def test_no_pupil_is_named_without_the_consent_of_all_who_must_agree(world: TwoHomes) -> None:
    """One parent's yes is not enough, one parent's no is; nobody's name is repeated in the refusal."""
    naming = attrs.evolve(READY, activities=("Noortje zong voor.",))
    world.school.newsletters.draft(naming, by="staff:t1")

    def review() -> Edition:
        return world.school.newsletters.step(naming.id, EditionState.REVIEWED, by="staff:t1")

    with pytest.raises(InvalidInput) as refused:
        review()
    assert "Noortje" not in str(refused.value)
    agree(world, "g1")
    with pytest.raises(InvalidInput):
        review()
    agree(world, "g2")
    assert review().state is EditionState.REVIEWED
    agree(world, "g2", answer=ConsentAnswer.WITHDRAWN)
    with pytest.raises(InvalidInput):
        world.school.newsletters.step(naming.id, EditionState.APPROVED, by="staff:t1")


def test_from_sixteen_the_pupil_agrees(tmp_path: Path) -> None:
    """By Dutch law no guardian consents any more, so the pupil's own yes is what counts."""
    grown = attrs.evolve(NOOR, birth_date=date(2010, 1, 1))
    world = TwoHomes(path=str(tmp_path / "grown.db"), pupil=grown)
    world.school.newsletters.draft(attrs.evolve(READY, activities=("Noortje zong.",)), by="staff:t1")
    agree(world, "g1", "g2")
    with pytest.raises(InvalidInput):
        world.school.newsletters.step(READY.id, EditionState.REVIEWED, by="staff:t1")
    own = Consent(
        pupil=PupilId("p1"),
        purpose="name",
        channel="newsletter",
        by=None,
        answer=ConsentAnswer.GIVEN,
        on=date(2026, 9, 1),
        proof="form",
    )
    world.privacy.keep(own, by="pupil:p1", why="told at the counter")
    reviewed = world.school.newsletters.step(READY.id, EditionState.REVIEWED, by="staff:t1")
    assert reviewed.state is EditionState.REVIEWED
    world.school.close()


def test_a_revised_edition_is_a_draft_again(world: TwoHomes) -> None:
    """And its journal says who changed it, not what."""
    approved(world)
    again = world.school.newsletters.revise(
        READY.id, lambda edition: rewritten(edition, activities=("Zingen",)), by="staff:t1"
    )
    assert again.state is EditionState.DRAFT
    told = [change.what for _, change in world.school.store.journal(BEECH) if change.kind == "newsletter"]
    assert told == ["newsletter.drafted", "newsletter.reviewed", "newsletter.approved", "newsletter.revised"]


def test_an_erased_guardian_leaves_no_delivery(world: TwoHomes) -> None:
    """The edition stays for the others; that it went to her does not."""
    approved(world)
    world.school.newsletters.send(READY.id, by="staff:t1")
    world.privacy.erase("guardian:g1", by="staff:office", why="asked", ground="AVG art. 17")
    assert [each.guardian for each in world.school.newsletters.deliveries()] == ["g2", "g3"]
    assert "guardian:g1" not in [each.body["recipient"] for each in post(world)]
