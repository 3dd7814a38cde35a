"""Two homes speak with the school apart: neither finds the other's talk in what is seen, handed over or erased."""

from datetime import date
from itertools import product

import attrs
import pytest
from tests.privacy.two_homes import BEECH, FATHER, MOTHER, NOOR, NOW, TEACHER, TwoHomes
from tests.services.test_learning_letters import keep

from partnership.ids import GuardianId, TalkId
from partnership.learning.agreements import Agreement
from partnership.learning.commitments import Side
from partnership.learning.talks import Minutes, OwnWords, Preparation, ProgressTalk, TalkState
from partnership.people.disclosure import OFFICE, Role, Viewer
from partnership.serial.documents import format_json
from partnership.serial.values import dump

SECRETS = ("brengt {0}", "minuten {0}", "woorden {0}", "afspraak {0}")


def apart(*guardians: GuardianId) -> ProgressTalk:
    """A talk of one party, in which everything says whose it is."""
    brings, minutes, words, agreed = (each.format("-".join(guardians)) for each in SECRETS)
    return ProgressTalk(
        id=TalkId("-".join(("talk", *guardians))),
        pupil=NOOR.id,
        staff=(TEACHER.id,),
        guardians=guardians,
        on=date(2026, 11, 16),
        state=TalkState.HELD,
        preparations=(Preparation(by=f"guardian:{guardians[0]}", points=(brings,), at=NOW),),
        minutes=Minutes(text=minutes, by="staff:t1", at=NOW),
        own_words=(OwnWords(guardian=guardians[0], text=words, at=NOW),),
        agreements=(Agreement(id="a", owner=Side.HOME, what=agreed, due=date(2026, 12, 1)),),
    )


def lived() -> TwoHomes:
    """A talk of each home, and one of both."""
    world = TwoHomes()
    keep(world, apart(MOTHER.id), apart(FATHER.id), apart(MOTHER.id, FATHER.id))
    return world


def seen(world: TwoHomes, viewer: Viewer) -> str:
    """Everything somebody sees of every talk."""
    ids = ("talk-g1", "talk-g2", "talk-g1-g2")
    found = [
        world.privacy.seen_by(viewer, lambda views, id=id: views.entry(ProgressTalk, id)).value  # type: ignore[misc] # noqa: A006 - bound now
        for id in ids
    ]
    return str(format_json([None if each is None else dump(each) for each in found]))


@pytest.mark.parametrize(("own", "other"), [("g1", "g2"), ("g2", "g1")])
def test_a_home_finds_its_own_talk_and_the_joint_one(own: str, other: str) -> None:
    """All of both, and not a word of the other's; by the rooms, by the views and by access."""
    world = lived()
    rooms = world.school.talks(GuardianId(own))
    texts = (
        seen(world, Viewer(role=Role.GUARDIAN, id=own)),
        str(world.privacy.access(f"guardian:{own}", by="staff:office")["access.json"]),
        str(format_json([dump(each) for each in rooms.talks_of(NOOR.id)])),
    )
    for text, secret in product(texts, SECRETS):
        assert secret.format(own) in text
        assert secret.format("g1-g2") in text
        assert f'{secret.format(other)}"' not in text
        assert f'talk-{other}"' not in text


def test_the_school_sees_all_and_the_pupil_what_they_sit_in() -> None:
    """A pupil of sixteen who does not sit in finds no talk of the parents; who wrote something finds that."""
    older = attrs.evolve(NOOR, birth_date=date(2010, 1, 1))
    world = TwoHomes(pupil=older)
    wrote = (Preparation(by="pupil:p1", points=("mijn punt",), at=NOW),)
    keep(world, apart(MOTHER.id), attrs.evolve(apart(FATHER.id), preparations=wrote))
    keep(world, attrs.evolve(apart(MOTHER.id, FATHER.id), pupil_attends=True))
    for viewer in (OFFICE, Viewer(role=Role.STAFF, id="t1")):
        assert all(
            secret.format(home) in seen(world, viewer) for secret in SECRETS[1:] for home in ("g1", "g2")
        )
    noor = seen(world, Viewer(role=Role.PUPIL, id="p1"))
    assert "mijn punt" in noor
    assert "minuten g1-g2" in noor
    assert [word for word in ('minuten g1"', "woorden", "minuten g2", "brengt") if word in noor] == []


def test_a_talk_goes_with_its_pupil_and_stays_without_a_parent() -> None:
    """Who a parent was is gone from it; with the pupil goes all of it."""
    world = lived()
    world.privacy.erase("guardian:g2", by="staff:office", why="asked", ground="AVG art. 17")
    with world.school.store.transaction(BEECH, write=False) as transaction:
        kept = [found.record.body["guardians"] for found in transaction.find("progress_talk")]
    assert len(kept) == 3
    assert not any("g2" in each for each in kept)
    world.privacy.erase("pupil:p1", by="staff:office", why="asked", ground="AVG art. 17")
    with world.school.store.transaction(BEECH, write=False) as transaction:
        assert transaction.find("progress_talk") == ()
