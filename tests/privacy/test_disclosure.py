"""Who may see what: a decision with a rule and a ground; any denial wins, an error denies, what nobody decides is not shown."""

from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.two_homes import (
    BEECH,
    FATHER,
    MOTHER,
    NOOR,
    TEACHER,
    TODAY,
    TwoHomes,
    guardianship,
)

from partnership.errors import InvalidValue
from partnership.hookspecs import hookimpl
from partnership.host.plugins import Host
from partnership.host.privacy import Privacy
from partnership.ids import ClassId, GuardianId, HouseholdId, PupilId, StaffId
from partnership.people.consents import Consent, ConsentAnswer
from partnership.people.disclosure import OFFICE, Aspect, Inquiry, Role, Viewer, by_the_house, no_law
from partnership.people.standing import Decision, Question, Verdict, strictest
from partnership.serial.values import dump, load
from partnership.services.circle import BE_TOLD, GUARDIANS
from partnership.services.people import known
from partnership.services.views import Views
from partnership.testing.strategies.people import decisions, pupils, questions

HOST = Host(discover=True)
LAWS = ("nl", "ferpa")
refs = st.sampled_from(["guardian:g1", "guardian:g2", "pupil:p1", "pupil:p2", "staff:t1", "staff:t2"])
viewers = st.just(OFFICE) | st.builds(
    Viewer,
    role=st.sampled_from([Role.STAFF, Role.GUARDIAN, Role.PUPIL]),
    id=st.sampled_from(["g1", "p1", "t1"]),
)


@st.composite
def inquiries(draw: st.DrawFn) -> Inquiry:
    """Anybody who looks at anything."""
    viewer = draw(viewers)
    standing = draw(st.none() | questions()) if viewer.role is Role.GUARDIAN else None
    return Inquiry(
        viewer=viewer,
        aspect=draw(st.sampled_from(Aspect)),
        owners=frozenset(draw(st.sets(refs, max_size=2))),
        on=draw(st.dates(date(2024, 1, 1), date(2028, 12, 31))),
        standing=standing,
        pupil=draw(st.none() | pupils()) if viewer.role is Role.PUPIL else None,
        teaches=viewer.role is Role.STAFF and draw(st.booleans()),
    )


@settings(max_examples=50)
@given(inquiries())
def test_every_decision_says_by_which_rule_and_on_what_ground(inquiry: Inquiry) -> None:
    """Of the house, of both laws, and where there is none; the same question has the same answer."""
    for vote in (by_the_house, no_law, *(HOST.jurisdiction(law).may_disclose for law in LAWS)):
        decision = vote(inquiry)
        assert decision.rule
        assert decision.ground
        assert decision.why
        assert decision == vote(inquiry)
        assert load(Decision, dump(decision)) == decision


@settings(max_examples=50)
@given(inquiries())
def test_another_guardians_are_never_seen_by_a_guardian(inquiry: Inquiry) -> None:
    """No contact detail, no answer, no talk, no link, no trace: whatever the law of a country allows."""
    own = inquiry.viewer.ref in inquiry.owners
    shown = by_the_house(inquiry).verdict is Verdict.ALLOW
    if inquiry.viewer.role is Role.GUARDIAN and not own and inquiry.aspect not in {Aspect.NAME, Aspect.FILE}:
        assert not shown
    if inquiry.viewer.role is Role.PUPIL and not own and inquiry.aspect is not Aspect.NAME:
        assert not shown


@settings(max_examples=50)
@given(inquiries())
def test_without_a_law_only_the_office_sees(inquiry: Inquiry) -> None:
    """A person decides about everyone else."""
    allowed = no_law(inquiry).verdict is Verdict.ALLOW
    assert allowed == (inquiry.viewer.role is Role.OFFICE)


@settings(max_examples=50)
@given(inquiries(), st.sampled_from(LAWS))
def test_a_pupil_too_young_sees_nothing(inquiry: Inquiry, law: str) -> None:
    """16 in the Netherlands, 18 under FERPA; without a birth date somebody decides."""
    if inquiry.viewer.role is Role.PUPIL:
        verdict = HOST.jurisdiction(law).may_disclose(inquiry).verdict
        age = None if inquiry.pupil is None else inquiry.pupil.age(inquiry.on)
        if age is None:
            assert verdict is Verdict.ASK
        else:
            assert verdict is (Verdict.ALLOW if age >= {"nl": 16, "ferpa": 18}[law] else Verdict.DENY)


@settings(max_examples=50)
@given(inquiries(), st.lists(decisions(), max_size=3))
def test_more_votes_never_show_more(inquiry: Inquiry, votes: list[Decision]) -> None:
    """Whatever a plug-in says."""
    order = [Verdict.DENY, Verdict.ASK, Verdict.ALLOW]
    alone = strictest(inquiry, [by_the_house])
    beside = strictest(inquiry, [by_the_house, *(lambda _, vote=vote: vote for vote in votes)])
    assert order.index(beside.verdict) <= order.index(alone.verdict)


@pytest.mark.parametrize(("role", "id"), [(Role.OFFICE, "o1"), (Role.GUARDIAN, None)])
def test_a_viewer_is_somebody_or_the_office(role: Role, id: str | None) -> None:
    """Never half."""
    with pytest.raises(InvalidValue, match="id"):
        Viewer(role=role, id=id)


# -- plug-ins and laws that fail ---------------------------------------------------


class NoPhones:
    """A plug-in that hides how to reach anybody."""

    @hookimpl
    def partnership_may_disclose(self, inquiry: Inquiry) -> Decision | None:
        """Contact details are not shown; the rest is for others to say."""
        if inquiry.aspect is not Aspect.CONTACT:
            return None
        return Decision(
            verdict=Verdict.DENY, rule="ours.no-phones", ground="policy", why="not shown here", on=inquiry.on
        )


class Failing:
    """A plug-in that cannot decide."""

    @hookimpl
    def partnership_may_disclose(self, inquiry: Inquiry) -> Decision | None:
        """It says whom it was asked about, which nobody may read."""
        raise KeyError(inquiry.viewer.ref)


class Rambling:
    """A plug-in that answers something else."""

    @hookimpl
    def partnership_may_disclose(self, inquiry: Inquiry) -> Decision | None:
        """Yes."""
        return "yes"  # type: ignore[return-value] # on purpose


def beside(world: TwoHomes, *plugins: object) -> Privacy:
    """The school's privacy desk with these plug-ins' votes."""
    return Privacy(
        world.school.desk,
        timezone=world.school.settings.school.timezone,
        jurisdiction=HOST.jurisdiction("nl"),
        voters=Host(plugins).voters(),
    )


def test_a_plug_in_can_hide_and_cannot_show() -> None:
    """Its denial wins over everyone; where it says nothing it changes nothing."""
    privacy = beside(TwoHomes(), NoPhones())
    hidden = privacy.seen_by(OFFICE, lambda views: views.guardian(MOTHER.id))
    assert (hidden.value, hidden.decision.rule) == (None, "ours.no-phones")
    assert privacy.seen_by(OFFICE, lambda views: views.pupil(NOOR.id)).value == NOOR
    listed = {(kind, name) for each in Host([NoPhones()]).listing() for kind, name, _ in each.offers}
    assert ("voter", "NoPhones") in listed


@pytest.mark.parametrize("plugin", [Failing(), Rambling()])
def test_a_plug_in_that_fails_denies(plugin: object) -> None:
    """And says nothing of whom it was asked about."""
    seen = beside(TwoHomes(), plugin).seen_by(OFFICE, lambda views: views.pupil(NOOR.id))
    assert (seen.value, seen.decision.verdict, seen.decision.rule) == (None, Verdict.DENY, "standing.failed")
    assert "office" not in repr(seen)


class Lawless:
    """A jurisdiction that fails at every question."""

    def decide(self, question: Question) -> Decision:
        """It cannot."""
        raise ZeroDivisionError

    def may_disclose(self, inquiry: Inquiry) -> Decision:
        """Nor this."""
        raise ZeroDivisionError

    def retention(self) -> tuple[()]:
        """No term."""
        return ()


@settings(max_examples=10)
@given(viewers)
def test_a_law_that_fails_denies_everyone(viewer: Viewer) -> None:
    """The office too, until somebody looks."""
    world = TwoHomes()
    with world.school.store.transaction(BEECH, write=False) as transaction:
        views = Views(transaction, viewer, on=TODAY, jurisdiction=Lawless())
        for seen in (views.pupil(NOOR.id), views.guardian(MOTHER.id), views.staff(TEACHER.id)):
            assert (seen.value, seen.decision.verdict) == (None, Verdict.DENY)


# -- what a view leaves out ----------------------------------------------------------


def test_a_teacher_reads_no_secret_no_paper_and_no_proof() -> None:
    """Of the guardians and the consents of her class; and of the portrait what was shared."""
    world = TwoHomes()
    teacher = Viewer(role=Role.STAFF, id=TEACHER.id)
    mother = world.privacy.seen_by(teacher, lambda views: views.guardian(MOTHER.id)).value
    assert mother is not None
    assert [each.secret for each in mother.details] == [False, False]
    link = world.privacy.seen_by(teacher, lambda views: views.guardianship(NOOR.id, MOTHER.id)).value
    assert link is not None
    assert (link.evidence, link.authority) == (None, guardianship(MOTHER).authority)
    portraits = [
        world.privacy.seen_by(teacher, lambda views: views.portrait(HouseholdId(home))).value  # noqa: B023
        for home in ("h1", "h2")
    ]
    assert [len(each.entries) for each in portraits if each is not None] == [1, 0]


def test_everyone_knows_who_works_there_and_nobody_their_number() -> None:
    """But themselves and the office."""
    world = TwoHomes()

    def details(viewer: Viewer) -> int:
        seen = world.privacy.seen_by(viewer, lambda views: views.staff(TEACHER.id)).value
        return -1 if seen is None else len(seen.details)

    assert details(OFFICE) == details(Viewer(role=Role.STAFF, id="t1")) == 3
    assert details(Viewer(role=Role.GUARDIAN, id="g1")) == details(Viewer(role=Role.STAFF, id="t2")) == 0
    seen = world.privacy.seen_by(OFFICE, lambda views: views.staff(StaffId("t9")))
    assert seen.value is None


def test_from_18_the_pupil_permits_or_the_parents_see_nothing() -> None:
    """By a consent of the pupil, which can be withdrawn; a class is then seen no more either."""
    world = TwoHomes(pupil=attrs.evolve(NOOR, birth_date=date(2008, 1, 1)))
    father = Viewer(role=Role.GUARDIAN, id=FATHER.id)
    world.talk(FATHER, 0)

    def sees() -> list[bool]:
        return world.privacy.seen_by(
            father,
            lambda views: [
                views.pupil(NOOR.id).value is not None,
                views.school_class(ClassId("6a")).value is not None,
                views.guardianship(NOOR.id, FATHER.id).value is not None,
            ],
        )

    assert sees() == [False, False, True]
    for answer, seen in ((ConsentAnswer.GIVEN, True), (ConsentAnswer.WITHDRAWN, False)):
        told = Consent(
            pupil=NOOR.id,
            purpose=BE_TOLD,
            channel=GUARDIANS,
            by=None,
            answer=answer,
            on=TODAY,
            proof="form 3",
        )
        world.privacy.keep(told, by="pupil:p1", why="the pupil said so")
        assert sees() == [seen, seen, True]


def test_a_pupil_reads_their_own_answer() -> None:
    """And not what their guardians answered."""
    world = TwoHomes(pupil=attrs.evolve(NOOR, birth_date=date(2008, 1, 1)))
    given_ = ConsentAnswer.GIVEN
    told = Consent(
        pupil=NOOR.id, purpose=BE_TOLD, channel=GUARDIANS, by=None, answer=given_, on=TODAY, proof="form 3"
    )
    record = world.privacy.keep(told, by="pupil:p1", why="the pupil said so")
    pupil = Viewer(role=Role.PUPIL, id="p1")
    theirs = record.replace("pupil/be%20told/guardians", "guardian%3Ag1/photo/website")
    own, mothers = world.privacy.seen_by(
        pupil, lambda views: [views.consent(each).value for each in (record, theirs)]
    )
    assert (own, mothers) == (told, None)
    assert world.privacy.seen_by(OFFICE, lambda views: views.consent(theirs)).value is not None


def test_a_pupil_of_16_sees_who_cares_for_them_without_orders_and_papers() -> None:
    """And the class, the household and the talk they sit in."""
    world = TwoHomes(pupil=attrs.evolve(NOOR, birth_date=date(2010, 1, 1)), sits_in=True)
    world.talk(MOTHER, 0)
    world.talk(FATHER, 60)
    pupil = Viewer(role=Role.PUPIL, id=NOOR.id)
    link, six, home, talks = world.privacy.seen_by(
        pupil,
        lambda views: (
            views.guardianship(NOOR.id, MOTHER.id).value,
            views.school_class(ClassId("6a")).value,
            views.household(HouseholdId("h1")).value,
            [views.talk(f"autumn/talk-{name}").value for name in "ps"],
        ),
    )
    assert link is not None
    assert (link.evidence, link.contact_order, link.receives_post, link.restrictions) == (
        None,
        None,
        None,
        (),
    )
    assert six is not None
    assert home is not None
    assert home.pupils == (NOOR.id,)
    assert [each is not None for each in talks] == [True, False]


@pytest.mark.parametrize(
    "viewer", [OFFICE, Viewer(role=Role.GUARDIAN, id="g1"), Viewer(role=Role.PUPIL, id="p1")]
)
def test_what_is_not_there_is_not_seen(viewer: Viewer) -> None:
    """And is told apart from what is hidden by nobody."""
    world = TwoHomes()

    def look(views: Views) -> list[object]:
        return [
            views.pupil(PupilId("p9")).value,
            views.guardian(GuardianId("g9")).value,
            views.guardianship(PupilId("p9"), GuardianId("g9")).value,
            views.school_class(ClassId("9z")).value,
            views.household(HouseholdId("h9")).value,
            views.portrait(HouseholdId("h9")).value,
            views.preferences(GuardianId("g9")).value,
            views.consent("none").value,
            views.talk("none").value,
        ]

    assert world.privacy.seen_by(viewer, look) == [None] * 9


def test_a_talk_of_a_conference_that_is_gone_is_still_its_partys() -> None:
    """With the pupils who sat in."""
    world = TwoHomes(sits_in=True)
    world.talk(MOTHER, 0)
    with world.school.store.transaction(BEECH) as transaction:
        record = transaction.get("conference", "autumn")
        assert record is not None
        transaction.delete("conference", "autumn", expected=record.revision)
    mother = Viewer(role=Role.GUARDIAN, id=MOTHER.id)
    assert world.privacy.seen_by(mother, lambda views: views.talk("autumn/talk-p")).value is not None


def test_who_the_school_does_not_know_reads_their_own_talk() -> None:
    """A school system may vouch for guardians it keeps itself."""
    world = TwoHomes()
    world.talk(MOTHER, 0)
    with world.school.store.transaction(BEECH) as transaction:
        record = transaction.get("guardian", "g1")
        assert record is not None
        transaction.delete("guardian", "g1", expected=record.revision)
        assert known(transaction, type(MOTHER), "g1") is None
    mother = Viewer(role=Role.GUARDIAN, id=MOTHER.id)
    assert world.privacy.seen_by(mother, lambda views: views.talk("autumn/talk-p")).value is not None
    assert world.privacy.seen_by(mother, lambda views: views.pupil(NOOR.id)).value is None
