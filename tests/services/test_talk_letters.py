"""Letters after a talk: still so, in the reader's language, and nothing of who was not there."""

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from tests.privacy.two_homes import FATHER, MOTHER, NOOR, NOW, TEACHER, TwoHomes, guardianship, named
from tests.services.test_learning_letters import keep, letter

from partnership.ids import TalkId
from partnership.learning.agreements import Agreement, LivesOn
from partnership.learning.commitments import Side
from partnership.learning.talks import Minutes, OtherWay, ProgressTalk, TalkState, Way
from partnership.people.guardianship import Guardianship, Restriction, RestrictionKind
from partnership.people.preferences import ContactPreferences
from partnership.people.validity import Validity
from partnership.ports import Letter

DAY = date(2026, 11, 16)
MINUTES = Minutes(text="We spraken over lezen.", by="staff:t1", at=NOW)


def promise(id: str, owner: Side, **fields: Any) -> Agreement:
    """Reading by the end of the month."""
    return Agreement(id=id, owner=owner, what=f"lezen {id}", due=date(2026, 11, 30), **fields)


TALK = ProgressTalk(
    id=TalkId("talk"),
    pupil=NOOR.id,
    staff=(TEACHER.id,),
    guardians=(MOTHER.id, FATHER.id),
    on=DAY,
    state=TalkState.HELD,
    minutes=MINUTES,
    agreements=(
        promise("school", Side.SCHOOL),
        promise("mama", Side.HOME, guardian=MOTHER.id),
        promise("noor", Side.PUPIL),
        promise("klaar", Side.HOME, done_on=DAY),
        promise("doel", Side.HOME, lives_on=LivesOn.GOAL, reference="g1"),
    ),
)
AT = {"talk": "talk", "at": NOW.isoformat()}


def test_minutes_are_shared_with_what_was_agreed() -> None:
    """Each home reads its own promises and everybody's; nobody is named."""
    world = TwoHomes()
    keep(world, TALK)
    mother, father = (letter(world, "talk-minutes", who, **AT) for who in ("guardian:g1", "guardian:g2"))
    assert isinstance(mother, Letter)
    assert isinstance(father, Letter)
    assert mother.subject == "Waar we over spraken"
    assert "We spraken over lezen." in mother.text
    assert "Thuis: lezen mama (vóór maandag 30 november 2026)" in mother.text
    assert "lezen mama" not in father.text
    assert [word for word in named(FATHER) if word in mother.text] == []


def test_in_english_and_without_agreements() -> None:
    """The list is left out where there is nothing in it."""
    world = TwoHomes()
    keep(world, attrs.evolve(TALK, agreements=()))
    english = ContactPreferences(guardian=MOTHER.id, language="en-GB")
    world.privacy.keep(english, by="guardian:g1", why="told at the counter")
    said = letter(world, "talk-minutes", **AT)
    assert isinstance(said, Letter)
    assert said.subject == "What we spoke about"
    assert "We agreed" not in said.text


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("school", "Dit sprak u af voor vandaag"),
        ("noor", "Dit sprak de leerling af"),
        ("klaar", None),
        ("doel", None),
        ("nooit", None),
    ],
)
def test_a_reminder_is_of_what_is_open(name: str, says: str | None) -> None:
    """Not of what is done, became a goal, or is gone."""
    world = TwoHomes()
    keep(world, TALK)
    said = letter(world, "agreement-reminder", "staff:t1", talk="talk", name=name)
    if says is None:
        assert said == "superseded"
    else:
        assert isinstance(said, Letter)
        assert says in said.text


def test_what_is_owed_is_told_until_it_is_done() -> None:
    """With the last day, where there is one."""
    world = TwoHomes()
    missed = attrs.evolve(
        TALK,
        state=TalkState.NO_SHOW,
        minutes=None,
        agreements=(),
        other_way=OtherWay(way=Way.VISIT, due=DAY + timedelta(days=14)),
    )
    keep(world, missed, attrs.evolve(missed, id=TalkId("other"), other_way=OtherWay(way=Way.PHONE, due=None)))
    keep(world, attrs.evolve(TALK, id=TalkId("held")))
    said = letter(world, "talk-missed", "staff:t1", talk="talk")
    assert isinstance(said, Letter)
    assert "een bezoek, vóór maandag 30 november 2026" in said.text
    other = letter(world, "talk-missed", "staff:t1", talk="other")
    assert isinstance(other, Letter)
    assert "telefonisch" in other.text
    for gone in ("held", "none"):
        assert letter(world, "talk-missed", "staff:t1", talk=gone) == "superseded"


def test_minutes_written_anew_are_sent_once() -> None:
    """The older word about them is not sent any more; nor is one about a talk that is gone or has none."""
    world = TwoHomes()
    keep(world, TALK, attrs.evolve(TALK, id=TalkId("bare"), minutes=None))
    before = (NOW - timedelta(hours=1)).isoformat()
    assert letter(world, "talk-minutes", talk="talk", at=before) == "superseded"
    for gone in ("none", "bare"):
        assert letter(world, "talk-minutes", talk=gone, at=NOW.isoformat()) == "superseded"


@pytest.mark.parametrize(
    "link",
    [
        None,
        guardianship(MOTHER, valid=Validity(until=date(2026, 11, 1))),
        guardianship(MOTHER, restrictions=(Restriction(kind=RestrictionKind.INFORMATION),)),
    ],
    ids=["no link", "ended", "an order"],
)
def test_a_reminder_of_weeks_ago_is_not_sent_to_who_may_not_be_told_now(link: Guardianship | None) -> None:
    """The link or an order changed since it was queued; the staff are reminded all the same."""
    world = TwoHomes(links=(guardianship(FATHER), *([] if link is None else [link])))
    keep(world, TALK)
    for who, sent in (("guardian:g1", False), ("guardian:g2", True), ("staff:t1", True)):
        said = letter(world, "agreement-reminder", who, talk="talk", name="school")
        assert isinstance(said, Letter) == sent
        assert sent or said == "may not be told"


def test_a_party_is_asked_what_to_speak_about() -> None:
    """While the talk is still to come on that day, in the reader's language."""
    world = TwoHomes()
    plain: dict[str, Any] = {"minutes": None, "agreements": ()}
    coming = attrs.evolve(TALK, state=TalkState.PLANNED, **plain)
    keep(world, coming, attrs.evolve(TALK, id=TalkId("held"), **plain))
    said = letter(world, "talk-invited", talk="talk", on=DAY.isoformat())
    assert isinstance(said, Letter)
    assert said.subject == "We spreken u graag"
    assert "maandag 16 november 2026, op school" in said.text
    assert "Waar wilt u het over hebben?" in said.text
    for name, day in (("talk", date(2026, 11, 17)), ("held", DAY), ("none", DAY)):
        assert letter(world, "talk-invited", talk=name, on=day.isoformat()) == "superseded"
