"""Support plans at the desk: the school writes, the parents consent, each for themselves, and nobody in their place."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.learning.noor import MONDAY, NOON, NOOR
from tests.services.test_learning import BEUK, Beuk

from partnership.errors import IllegalStep, InvalidInput, InvalidValue, NotFound, PartnershipError
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import SchoolSettings, Settings
from partnership.host.support import Support
from partnership.ids import GuardianId, SupportPlanId
from partnership.learning.support_plans import SupportPlan, SupportState
from partnership.ports import Transaction
from partnership.services.desk import Desk
from partnership.services.dossier import entry

OPP = SupportPlanId("opp")
YILMAZ, DEMIR = GuardianId("yilmaz"), GuardianId("demir")


class Helping(Beuk):
    """The same school, where Noor gets a support plan."""

    def support(self, who: str) -> Support:
        """The support plans for one caller."""
        return self.school.support(by=who)

    @property
    def ib(self) -> Support:
        """For the coordinator."""
        return self.support("staff:ib")

    def asked(self) -> None:
        """A plan of which the parents are asked."""
        self.ib.begin(OPP, NOOR)
        self.ib.draft(OPP, perspective="vmbo-t", action="elke dag een kwartier lezen")
        self.ib.hear(OPP, view="liever 's ochtends", done_with_it="het is nu 's ochtends")
        self.ib.consult(OPP)

    def consent(self, version: int = 1) -> None:
        """Both say yes."""
        for who in ("guardian:yilmaz", "guardian:demir"):
            self.support(who).answer(OPP, version=version, given=True)

    def kept(self) -> SupportPlan:
        """The record."""
        with self.school.store.transaction(BEUK, write=False) as transaction:
            return entry(transaction, SupportPlan, OPP)[0]

    def link(self, guardian: str, **fields: object) -> None:
        """What a guardian is to Noor from now on."""
        link = {"pupil": "noor", "guardian": guardian, "relation": "parent", **fields}
        self.school.keep_locally("guardianship", f"noor/{guardian}", link, by="staff:office", why="told")


@pytest.fixture
def beuk() -> Iterator[Helping]:
    """The school, closed afterwards."""
    made = Helping()
    yield made
    made.school.close()


def test_a_plan_by_the_law(beuk: Helping) -> None:
    """From the intake to the evaluation with the parents, each told at the step that asks something of them."""
    beuk.asked()
    assert beuk.told() == [("support-consulted", "guardian:demir"), ("support-consulted", "guardian:yilmaz")]
    beuk.support("guardian:yilmaz").answer(OPP, version=1, given=True)
    with pytest.raises(IllegalStep, match="adopt"):
        beuk.ib.adopt(OPP)
    beuk.support("guardian:demir").answer(OPP, version=1, given=False, reason="te veel uit de klas")
    assert beuk.kept().state is SupportState.WITHHELD
    beuk.ib.amend(OPP, action="drie keer per week een kwartier lezen")
    assert beuk.kept().consents == ()
    beuk.ib.consult(OPP)
    with pytest.raises(InvalidInput, match="now at version 2"):
        beuk.support("guardian:yilmaz").answer(OPP, version=1, given=True)
    beuk.consent(version=2)
    beuk.told()
    beuk.ib.adopt(OPP)
    assert [topic for topic, _ in beuk.told()] == ["support-adopted"] * 2
    beuk.ib.put_in_force(OPP)
    assert beuk.ib.sweep() == ()
    beuk.now = NOON + timedelta(days=365)
    assert [each.id for each in beuk.ib.due()] == [OPP]
    assert beuk.ib.sweep() == (OPP,)
    assert beuk.ib.sweep() == ()
    assert [topic for topic, _ in beuk.told()] == ["support-called"] * 2
    with pytest.raises(InvalidInput, match="nobody who may follow"):
        beuk.ib.evaluate(OPP, guardians=[YILMAZ, GuardianId("stranger")], outcome="goed")
    with pytest.raises(InvalidValue, match="with the parents"):
        beuk.ib.evaluate(OPP, guardians=[], outcome="goed")
    beuk.ib.evaluate(OPP, guardians=[YILMAZ], outcome="ze leest graag")
    assert beuk.ib.due() == ()
    beuk.ib.close(OPP)
    seen = beuk.support("guardian:demir").plans_of(NOOR)[0]
    assert seen.evaluated == ((date(2027, 11, 2), "ze leest graag"),)
    assert [each.guardian for each in seen.consents] == [DEMIR]
    assert "lezen" not in str([(each.purpose, each.details) for _, each in beuk.school.store.journal(BEUK)])


DEEDS: dict[str, Callable[[Helping], object]] = {
    "yes mother": lambda each: each.support("guardian:yilmaz").answer(
        OPP, version=each.kept().version, given=True
    ),
    "yes father": lambda each: each.support("guardian:demir").answer(
        OPP, version=each.kept().version, given=True
    ),
    "no father": lambda each: each.support("guardian:demir").answer(
        OPP, version=each.kept().version, given=False, reason="nee"
    ),
    "amend": lambda each: each.ib.amend(OPP, action="anders"),
    "consult": lambda each: each.ib.consult(OPP),
    "adopt": lambda each: each.ib.adopt(OPP),
    "run": lambda each: each.ib.put_in_force(OPP),
    "evaluate": lambda each: each.ib.evaluate(OPP, guardians=[YILMAZ], outcome="goed"),
    "by the school": lambda each: each.ib.answer(OPP, version=each.kept().version, given=True),
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(sorted(DEEDS)), max_size=12))
def test_whatever_is_tried_no_plan_is_in_force_without_both(deeds: list[str]) -> None:
    """By a list kept beside it of who last said yes to the text as it reads now."""
    beuk = Helping()
    beuk.asked()
    yes: set[str] = set()
    for deed in deeds:
        try:
            DEEDS[deed](beuk)
        except PartnershipError:
            continue
        if deed == "amend":
            yes.clear()
        if deed.startswith(("yes", "no")):
            (yes.add if deed.startswith("yes") else yes.discard)(deed.split()[1])
        assert deed != "by the school"
        if deed in {"adopt", "run", "evaluate"}:
            assert yes == {"mother", "father"}
    beuk.school.close()


def test_nobody_answers_for_a_parent(beuk: Helping) -> None:
    """Not the school, not the pupil; and what the school does is not done from home."""
    beuk.asked()
    for who in ("staff:ib", "system:school", "pupil:noor"):
        with pytest.raises(IllegalStep, match="home is not at the desk"):
            beuk.support(who).answer(OPP, version=1, given=True)
    mother = beuk.support("guardian:yilmaz")
    for work in (
        lambda: mother.begin(SupportPlanId("o2"), NOOR),
        lambda: mother.draft(OPP, perspective="x", action="x"),
        lambda: mother.hear(OPP, view="x", done_with_it="x"),
        lambda: mother.consult(OPP),
        lambda: mother.adopt(OPP),
        lambda: mother.put_in_force(OPP),
        lambda: mother.evaluate(OPP, guardians=[YILMAZ], outcome="x"),
        lambda: mother.amend(OPP, action="x"),
        lambda: mother.close(OPP),
        mother.sweep,
        mother.due,
        mother.late,
    ):
        with pytest.raises(IllegalStep, match="home"):
            work()
    with pytest.raises(NotFound):
        beuk.support("guardian:stranger").plan(OPP)
    with pytest.raises(NotFound):
        beuk.support("guardian:stranger").plans_of(NOOR)
    assert mother.plan(OPP).consents == ()


def test_who_must_consent_is_known_and_never_guessed(beuk: Helping) -> None:
    """Not while it is not recorded of somebody; a parent without authority, or who died, is not asked."""
    beuk.link("demir", authority="unknown")
    with pytest.raises(InvalidInput, match="nobody recorded") as caught:
        beuk.ib.begin(OPP, NOOR)
    assert "demir" not in str(caught.value)
    beuk.link("demir", authority="no")
    beuk.ib.begin(OPP, NOOR)
    assert beuk.kept().holders == (YILMAZ,)
    beuk.link("yilmaz", authority="no")
    with pytest.raises(InvalidInput, match="nobody is known to have authority"):
        beuk.ib.begin(SupportPlanId("o2"), NOOR)
    beuk.link("yilmaz", authority="yes")
    beuk.link("demir", authority="yes")
    died = {"name": {"given": "demir", "family": "X"}, "deceased": True}
    beuk.school.keep_locally("guardian", "demir", died, by="staff:office", why="told")
    beuk.ib.begin(SupportPlanId("o3"), NOOR)
    assert [each.id for each in beuk.ib.late()] == []
    beuk.now = NOON + timedelta(days=43)
    assert [each.id for each in beuk.ib.late()] == [SupportPlanId("o3"), OPP]


def test_who_got_authority_meanwhile_is_asked(beuk: Helping) -> None:
    """A plan consented by the mother is not adopted once the father has authority too; amending asks both."""
    beuk.link("demir", authority="no")
    beuk.asked()
    beuk.support("guardian:yilmaz").answer(OPP, version=1, given=True)
    beuk.link("demir", authority="yes")
    with pytest.raises(InvalidInput, match="was not asked"):
        beuk.ib.adopt(OPP)
    beuk.ib.amend(OPP, action="hetzelfde")
    beuk.ib.consult(OPP)
    assert beuk.kept().holders == (DEMIR, YILMAZ)
    beuk.consent(version=2)
    assert beuk.ib.adopt(OPP).adopted_on == MONDAY


def test_an_evaluation_that_happened_meanwhile_is_not_called(beuk: Helping) -> None:
    """Between the reading and the writing of the nightly job."""
    beuk.asked()
    beuk.consent()
    beuk.ib.adopt(OPP)
    beuk.ib.put_in_force(OPP)
    beuk.now = NOON + timedelta(days=365)

    class Overtaken(Desk):
        """A desk at which another evaluates just after this one has read."""

        def read(self, work: Callable[[Transaction], Any]) -> Any:
            """What was found, which is then no longer so."""
            found = super().read(work)
            beuk.ib.evaluate(OPP, guardians=[YILMAZ], outcome="goed")
            return found

    mine = beuk.school.desk
    desk = Overtaken(store=mine.store, school=mine.school, clock=mine.clock, rulebook=mine.rulebook)
    night = Support(beuk.school.settings, desk, beuk.school.caller(by="system:night"))
    assert night.sweep() == ()
    assert beuk.kept().state is SupportState.RUNNING


def test_a_parent_without_authority_is_not_asked_whatever_the_law_lets_them_follow() -> None:
    """A school without a law lets every linked guardian follow; consent is still of those with authority."""
    settings = Settings(school=SchoolSettings(id=BEUK))
    with School(settings, Host(discover=True), clock=lambda: NOON) as school:
        for guardian, authority in (("yilmaz", "yes"), ("oma", "no")):
            link = {"pupil": "noor", "guardian": guardian, "authority": authority}
            name = {"name": {"given": guardian}}
            school.keep_locally("guardian", guardian, name, by="staff:office", why="told")
            school.keep_locally("guardianship", f"noor/{guardian}", link, by="staff:office", why="told")
        school.keep_locally("pupil", "noor", {"name": {"given": "Noor"}}, by="staff:office", why="told")
        assert school.support(by="staff:ib").begin(OPP, NOOR).holders == (YILMAZ,)
