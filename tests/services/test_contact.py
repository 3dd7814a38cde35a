"""Contact is kept, journalled without a word of what was said, and nobody reads another's."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.two_homes import BEECH, FATHER, MOTHER, NOOR, NOW, TEACHER, TwoHomes

from partnership.calendars import Days, SchoolCalendar, Term
from partnership.contact.insights import InsightState, ParentInsight, acknowledged
from partnership.contact.moments import (
    Attempt,
    ContactMoment,
    ContactState,
    Direction,
    Outcome,
    Tone,
    attempted,
    closed,
)
from partnership.errors import Conflict, IllegalStep, InvalidInput, NotFound
from partnership.ids import ContactId, InsightId, PupilId
from partnership.people.disclosure import Role, Viewer
from partnership.serial.values import dump, load
from partnership.services.dossier import put_entry
from partnership.testing.strategies.contact import contact_moments, insights, ledgers_of_moments

CALL = ContactMoment(
    id=ContactId("c1"),
    pupils=(NOOR.id,),
    guardians=(MOTHER.id,),
    staff=TEACHER.id,
    at=NOW,
    channel="phone",
    facts="Noortje reads to her brother",
)
HEARD = ParentInsight(
    id=InsightId("i1"), pupil=NOOR.id, by=MOTHER.id, text="she loves maps", received_on=NOW.date()
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[TwoHomes]:
    """Both homes in SQLite."""
    world = TwoHomes(path=str(tmp_path / "school.db"))
    yield world
    world.school.close()


def reach(moment: ContactMoment) -> ContactMoment:
    """She took the call."""
    return attempted(moment, Attempt(at=NOW, channel="phone", outcome=Outcome.REACHED))


def test_a_moment_is_kept_and_stepped(world: TwoHomes) -> None:
    """From planned to closed; a step it cannot take leaves it and the journal as they were."""
    contacts = world.school.contacts
    contacts.log(CALL, by="staff:t1")
    assert contacts.step(CALL.id, reach, by="staff:t1").state is ContactState.REACHED
    assert contacts.step(CALL.id, closed, by="staff:t1").state is ContactState.CLOSED
    lines = len(world.school.store.journal(BEECH))
    with pytest.raises(IllegalStep):
        contacts.step(CALL.id, closed, by="staff:t1")
    with pytest.raises(NotFound):
        contacts.step(ContactId("c9"), closed, by="staff:t1")
    with pytest.raises(Conflict):
        contacts.log(CALL, by="staff:t1")
    assert len(world.school.store.journal(BEECH)) == lines
    [kept] = contacts.ledger().moments
    assert (kept.facts, kept.state) == (CALL.facts, ContactState.CLOSED)


def test_the_journal_says_that_and_not_what(world: TwoHomes) -> None:
    """Who did it, why and from which state to which; no word of it, no name."""
    world.school.contacts.log(CALL, by="staff:t1")
    world.school.contacts.step(CALL.id, reach, by="staff:t1")
    told = [change for _, change in world.school.store.journal(BEECH) if change.kind == "contact"]
    assert [each.what for each in told] == ["contact.logged", "contact.stepped"]
    assert dict(told[1].details) == {"before": "planned", "after": "reached"}
    assert not any("Noortje" in str(attrs.asdict(each)) for each in told)


def test_a_concern_first_is_refused_and_leaves_no_trace(world: TwoHomes) -> None:
    """Until the family was reached about something else."""
    contacts = world.school.contacts
    worry = attrs.evolve(CALL, id=ContactId("c2"), at=NOW.replace(hour=15), tone=Tone.CONCERN)
    with pytest.raises(InvalidInput, match="2 problems"):
        contacts.log(worry, by="staff:t1")
    assert contacts.ledger().moments == ()
    contacts.log(CALL, by="staff:t1")
    contacts.step(CALL.id, reach, by="staff:t1")
    with pytest.raises(InvalidInput, match="1 problem"):
        contacts.log(worry, by="staff:t1")


def test_an_insight_is_kept_until_told_back(world: TwoHomes) -> None:
    """It moves along its states, and belongs to the one who told it."""
    contacts = world.school.contacts
    contacts.hear(HEARD, by="guardian:g1")
    assert contacts.step_insight(HEARD.id, acknowledged, by="staff:t1").state is InsightState.ACKNOWLEDGED
    assert [each.text for each in contacts.insights()] == ["she loves maps"]
    [told, _] = [change for _, change in world.school.store.journal(BEECH) if change.kind == "insight"]
    assert told.ground == "the person's own word"


@pytest.mark.parametrize(("viewer", "sees"), [("g1", True), ("g2", False), ("g3", False)])
def test_a_call_is_of_those_who_spoke(world: TwoHomes, viewer: str, sees: bool) -> None:  # noqa: FBT001 - a case
    """The other parent of the same pupil reads neither the call nor what was told."""
    world.school.contacts.log(CALL, by="staff:t1")
    world.school.contacts.hear(HEARD, by="guardian:g1")
    looks = Viewer(role=Role.GUARDIAN, id=viewer)
    call = world.privacy.seen_by(looks, lambda views: views.entry(ContactMoment, "c1"))
    told = world.privacy.seen_by(looks, lambda views: views.entry(ParentInsight, "i1"))
    assert [(each.value is not None) for each in (call, told)] == [sees, sees]


def test_erasing_one_parent_keeps_the_other_ones_contact(world: TwoHomes, tmp_path: Path) -> None:
    """What was about her alone goes with her; of a call with both he stays."""
    both = attrs.evolve(CALL, id=ContactId("c2"), guardians=(MOTHER.id, FATHER.id), facts="Petronella rang")
    world.school.contacts.log(both, by="staff:t1")
    world.school.contacts.hear(HEARD, by="guardian:g1")
    world.privacy.erase("guardian:g1", by="staff:office", why="asked", ground="AVG art. 17")
    [kept] = world.school.contacts.ledger().moments
    assert FATHER.id in kept.guardians
    assert MOTHER.id not in kept.guardians
    assert b"Petronella van den Heuvelrug" not in (tmp_path / "school.db").read_bytes()


@given(moment=contact_moments(), insight=insights())
def test_what_is_kept_is_read_back(moment: ContactMoment, insight: ParentInsight) -> None:
    """Plain data and back."""
    assert load(ContactMoment, dump(moment)) == moment
    assert load(ParentInsight, dump(insight)) == insight


def in_store(world: TwoHomes, moments: list[ContactMoment]) -> None:
    """As they came in over the years, whatever the manners of then."""
    with world.school.store.transaction(BEECH) as transaction:
        for moment in moments:
            put_entry(transaction, moment, expected=None)


@settings(max_examples=30)
@given(moments=ledgers_of_moments(), shifts=st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_what_is_years_old_is_read_only_where_it_is_open(
    moments: list[ContactMoment], shifts: list[int]
) -> None:
    """Every question of this year, and every promise and word that waits, is answered as from the whole book."""
    world = TwoHomes()
    spread = [
        attrs.evolve(each, at=each.at - timedelta(days=400 * years))
        for each, years in zip(moments, shifts, strict=False)
    ]
    in_store(world, spread)
    contacts = world.school.contacts
    kept, whole = contacts.ledger(), attrs.evolve(contacts.ledger(), moments=tuple(spread))
    since, pupils = contacts.year.start, [PupilId("noor"), PupilId("tim")]
    assert {each.id for each in whole.moments if each.at.date() > since} <= {each.id for each in kept.moments}
    for some, every in (
        (kept.unanswered(), whole.unanswered()),
        (kept.open_follow_ups(), whole.open_follow_ups()),
        (kept.unheard(pupils, since), whole.unheard(pupils, since)),
    ):
        assert list(some) == list(every)


def test_one_of_two_parents_is_not_forgotten(world: TwoHomes) -> None:
    """Those the law lets be invited, in both homes; whom it does not is not asked after."""
    world.school.contacts.log(reach(CALL), by="staff:t1")
    contacts = world.school.contacts
    assert contacts.guardians() == {"p1": ("g1", "g2"), "p2": ("g3",)}
    assert [each.about for each in contacts.ledger().asymmetric(contacts.guardians())] == ["guardian:g2"]
    unsure = {"authority": "no"}
    world.school.keep_locally("guardianship", "p1/g2", unsure, by="staff:office", why="seen on paper")
    assert contacts.guardians()[NOOR.id] == ("g1",)


def test_who_is_at_school_and_by_which_calendar(world: TwoHomes) -> None:
    """Who left is not looked for; without a calendar every weekday has lessons."""
    assert world.school.contacts.pupils() == ("p1", "p2")
    gone = {"left_on": "2026-09-01"}
    world.school.keep_locally("pupil", "p2", gone, by="staff:office", why="the pupil left")
    assert world.school.contacts.pupils() == ("p1",)
    assert list(world.school.contacts.guardians()) == ["p1"]
    assert world.school.contacts.calendar.has_lessons(date(2026, 12, 28))
    own = SchoolCalendar(terms=(Term(name="2026/27", days=Days(date(2026, 8, 31), date(2026, 12, 19))),))
    world.school.settings = attrs.evolve(world.school.settings, calendar=own)
    assert not world.school.contacts.calendar.has_lessons(date(2026, 12, 28))


def test_a_word_from_home_is_reach() -> None:
    """Nobody has to try: home spoke."""
    heard = attrs.evolve(CALL, direction=Direction.IN, state=ContactState.REACHED)
    assert heard.individual
