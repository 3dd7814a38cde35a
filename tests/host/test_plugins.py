"""The host: what plug-ins offer, and that a broken one is nobody else's trouble."""

import logging
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from partnership.changes import Change
from partnership.conferences.conference import Conference
from partnership.conferences.objections import Objection
from partnership.conferences.preferences import Preference, preference
from partnership.conferences.rules import Rule, rule
from partnership.conferences.table import Cast, Table, Talk
from partnership.conferences.timetable import Bound, Timetable
from partnership.errors import DuplicateName, InvalidInput, MissingExtra, PluginFailed, UnknownName
from partnership.hookspecs import Offer, hookimpl
from partnership.host.plugins import Host
from partnership.ids import SchoolId
from partnership.learning.curriculum import CurriculumItem
from partnership.people.disclosure import Inquiry
from partnership.people.retention import Retention
from partnership.people.roster import Coverage
from partnership.people.standing import Decision, Question, Verdict
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import CalendarPart, Invitation, Letter
from partnership.testing.broken_roster_sources import ListedRoster

HAPPENED = Change(
    what="talk.moved",
    kind="talk",
    id="q1",
    at=datetime(2026, 11, 24, 17, tzinfo=UTC),
    actor="staff:jansen",
    purpose="ill",
    ground="the school's task",
)


class Everything:
    """A solver, bounder, exporter, messenger, translator, jurisdiction and catalogue that do next to nothing."""

    def solve(self, conference: Conference, **_: object) -> Timetable:
        """Nobody is planned."""
        return Timetable(conference=conference.name)

    def bound(self, conference: Conference, **_: object) -> Bound:
        """Nothing is proven."""
        del conference
        return Bound(total=0, proof="")

    def export(self, evening: object) -> Mapping[str, bytes]:
        """Nothing."""
        del evening
        return {}

    def send(self, letter: Letter) -> None:
        """Nowhere."""

    def invite(self, invitation: Invitation) -> CalendarPart:
        """To nothing."""
        del invitation
        return CalendarPart(method="REQUEST", data=b"")

    def translate(self, text: str, *, source: str, target: str) -> str:
        """The same words."""
        del source, target
        return text

    def decide(self, question: Question) -> Decision:
        """A person decides."""
        return Decision(verdict=Verdict.ASK, rule="house", ground="none", why="ask", on=question.on)

    def may_disclose(self, inquiry: Inquiry) -> Decision:
        """So too here."""
        return Decision(verdict=Verdict.ASK, rule="house", ground="none", why="ask", on=inquiry.on)

    def retention(self) -> tuple[Retention, ...]:
        """No term."""
        return ()

    def items(self) -> Iterator[CurriculumItem]:
        """No goal."""
        return iter(())


@rule()
def everywhere(talk: Talk, table: Table) -> Iterator[Objection]:
    """Never objects."""
    del talk, table
    yield from ()


@preference(of="party", points=1)
def nothing(talks: Sequence[Talk], party: str, cast: Cast) -> int:
    """Counts nothing."""
    return 0 * len(talks)


class Full:
    """Fills every hook."""

    def __init__(self) -> None:
        self.heard: list[Change] = []

    @hookimpl
    def partnership_stores(self) -> Iterable[Offer[Any]]:
        return [Offer(name="house", make=MemoryStore, summary="Ours.", options={"wait": "how long"})]

    @hookimpl
    def partnership_roster_sources(self) -> Iterable[Offer[Any]]:
        return [Offer(name="house", make=lambda path: ListedRoster(), options={"path": "the file"})]

    @hookimpl
    def partnership_exporters(self) -> Iterable[Offer[Any]]:
        return [Offer(name="house", make=lambda **_: Everything())]

    @hookimpl
    def partnership_solvers(self) -> Iterable[Offer[Any]]:
        return [Offer(name="house", make=Everything)]

    @hookimpl
    def partnership_inviters(self) -> Iterable[Offer[Any]]:
        return [Offer(name="house", make=Everything)]

    @hookimpl
    def partnership_messengers(self) -> Iterable[Offer[Any]]:
        return [Offer(name="house", make=Everything)]

    @hookimpl
    def partnership_translators(self) -> Iterable[Offer[Any]]:
        return [Offer(name="house", make=Everything)]

    @hookimpl
    def partnership_bounders(self) -> Iterable[Offer[Any]]:
        return [Offer(name="house", make=Everything)]

    @hookimpl
    def partnership_jurisdictions(self) -> Iterable[Offer[Any]]:
        return [Offer(name="house", make=Everything)]

    @hookimpl
    def partnership_catalogues(self) -> Iterable[Offer[Any]]:
        return [Offer(name="house", make=Everything)]

    @hookimpl
    def partnership_rules(self) -> Iterable[Rule]:
        return [everywhere]

    @hookimpl
    def partnership_preferences(self) -> Iterable[Preference]:
        return [nothing]

    @hookimpl
    def partnership_committed(self, changes: Sequence[Change]) -> None:
        self.heard += changes


def answering(hook: str, answer: object) -> object:
    """A plug-in of which one hook gives this answer, or raises it."""

    def answers(_: object) -> object:
        if isinstance(answer, BaseException):
            raise answer
        return answer

    answers.__name__ = hook
    return type("Odd", (), {hook: hookimpl(answers)})()


def test_every_hook_is_asked_and_its_offer_made() -> None:
    """One tiny plug-in fills them all."""
    host = Host({"house": Full()})
    assert host.broken == ()
    assert host.store("house", wait=1.0).journal(SchoolId("s")) == ()
    assert host.roster_source("house", path="x").coverage()["pupil"] is Coverage.SNAPSHOT
    assert host.exporter("house", anything="goes").export(None) == {}  # type: ignore[arg-type]
    assert isinstance(host.solver("house"), Everything)
    assert isinstance(host.bounder("house"), Everything)
    letter = Letter(key="k", to="a", subject="b", text="c")
    assert host.messenger("house").send(letter) is None  # type: ignore[func-returns-value]
    assert isinstance(host.inviter("house"), Everything)
    assert host.translator("house").translate("hoi", source="nl", target="en") == "hoi"
    assert isinstance(host.jurisdiction("house"), Everything)
    assert list(host.catalogue("house").items()) == []
    assert host.rulebook().rules["everywhere"] is everywhere
    assert host.rulebook().preferences["nothing"] is nothing
    assert host.names("store") == ("house",)


def test_the_shipped_plug_ins_are_found() -> None:
    """All of them work; a blocked one is not even loaded."""
    host = Host(discover=True, blocked=["ferpa"])
    assert host.broken == ()
    assert {each.plugin: each.state for each in host.listing()}["ferpa"] == "blocked"
    assert "ferpa" not in host.names("jurisdiction")
    assert host.names("exporter") == ("html", "ical")


def test_the_listing_says_what_each_offers() -> None:
    """Offers, rules and observers, by plug-in."""
    (listed,) = Host({"house": Full()}).listing()
    assert listed.state == "working"
    assert ("store", "house", "Ours.") in listed.offers
    assert ("rule", "everywhere", "Never objects.") in listed.offers
    assert ("preference", "nothing", "Counts nothing.") in listed.offers
    assert ("observer", "house", "Hears what was committed.") in listed.offers


@pytest.mark.parametrize(
    ("plugin", "problem"),
    [
        (answering("partnership_stores", ValueError("no licence")), "ValueError: no licence"),
        (answering("partnership_stores", SystemExit(3)), "SystemExit: 3"),
        (answering("partnership_stores", 3), "partnership_stores answered int where a list belongs"),
        (answering("partnership_stores", "memory"), "partnership_stores answered str where a list belongs"),
        (answering("partnership_stores", None), "partnership_stores answered NoneType where a list belongs"),
        (answering("partnership_stores", [3]), "partnership_stores offered int where an Offer belongs"),
        (answering("partnership_rules", {"x": 3}), "partnership_rules answered dict where a list belongs"),
        (answering("partnership_rules", [len]), "builtin_function_or_method where a Rule belongs"),
        (answering("partnership_preferences", [everywhere]), "offered Rule where a Preference belongs"),
        (answering("partnership_storse", []), "unknown hook"),
    ],
)
def test_a_broken_plug_in_is_listed_and_the_rest_works(plugin: object, problem: str) -> None:
    """Whatever it does when it is asked."""
    host = Host({"odd": plugin, "house": Full()})
    (broken,) = host.broken
    assert broken.name == "odd"
    assert problem in broken.problem
    assert [(each.plugin, each.state) for each in host.listing()] == [("house", "working"), ("odd", "broken")]
    assert host.names("store") == ("house",)


def test_plug_ins_without_a_mapping_are_named_after_themselves() -> None:
    """A module by its last name, an object by its class; two of one name leave the first."""
    module = types.ModuleType("acme.magister")
    host = Host([module, Full(), Full()])
    assert sorted((each.plugin, each.state) for each in host.listing()) == [
        ("Full", "broken"),
        ("Full", "working"),
        ("magister", "working"),
    ]
    assert host.broken[0].problem == "another plug-in has this name already"


def test_an_entry_point_that_does_not_import_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed and broken: named, not fatal; one of ours is not loaded twice."""

    @attrs.frozen
    class Point:
        name: str
        value: str

        def load(self) -> object:
            raise ModuleNotFoundError("No module named 'acme'")

    points = [Point("acme", "acme.partnership"), Point("memory", "partnership.plugins.memory")]
    monkeypatch.setattr("partnership.host.plugins.entry_points", lambda group: points if group else [])
    host = Host(discover=True)
    assert [(each.name, each.problem) for each in host.broken] == [
        ("acme", "ModuleNotFoundError: No module named 'acme'")
    ]


def test_choosing_by_a_name_nobody_or_two_offer() -> None:
    """The known names are listed; two of one name say what to block, and only when chosen."""
    host = Host({"one": Full(), "two": Full()})
    with pytest.raises(UnknownName, match='unknown store "hous"; did you mean "house"'):
        host.store("hous")
    with pytest.raises(DuplicateName, match='two plug-ins offer the store "house": one and two; block one'):
        host.store("house")
    with pytest.raises(DuplicateName, match='two plug-ins offer the rule "everywhere"'):
        host.rules()
    with pytest.raises(DuplicateName, match='two plug-ins offer the preference "nothing"'):
        host.preferences()
    with pytest.raises(UnknownName, match="unknown kind of plug-in"):
        host.names("stores")


def test_settings_that_do_not_fit_are_all_named() -> None:
    """Unknown ones with a likely one, missing ones with what they are."""
    host = Host({"house": Full()})
    with pytest.raises(InvalidInput) as caught:
        host.roster_source("house", pth="x")
    assert [str(problem) for problem in caught.value.problems] == [
        'pth: unknown setting; did you mean "path"?',
        "path: is required: the file",
    ]
    required = answering("partnership_solvers", [Offer(name="x", make=lambda key: Everything())])
    with pytest.raises(InvalidInput, match=r"key: is required$"):
        Host({"x": required}).solver("x")


def test_a_plug_in_that_fails_to_make_is_named() -> None:
    """Its own error is the cause; ours pass through; something else than promised is refused."""

    def fails() -> object:
        raise RuntimeError("server is gone")

    def needs() -> object:
        raise MissingExtra("our store", "ours")

    def made(make: Callable[..., object]) -> Host:
        return Host({"acme": answering("partnership_stores", [Offer(name="acme", make=make)])})

    with pytest.raises(PluginFailed, match='plug-in "acme" failed while making the store "acme"') as caught:
        made(fails).store("acme")
    assert isinstance(caught.value.__cause__, RuntimeError)
    with pytest.raises(MissingExtra):
        made(needs).store("acme")
    with pytest.raises(PluginFailed, match="it made something else"):
        made(Everything).store("acme")


def test_one_observer_that_fails_does_not_silence_the_others(caplog: pytest.LogCaptureFixture) -> None:
    """It is logged without its words, which may be about somebody."""

    class Deaf:
        @hookimpl
        def partnership_committed(self, changes: Sequence[Change]) -> None:
            raise ValueError(f"Petra {changes}")

    full = Full()
    host = Host({"deaf": Deaf(), "full": full})
    with caplog.at_level(logging.WARNING):
        failed = host.announce([HAPPENED])
    assert [error.plugin for error in failed] == ["deaf"]
    assert full.heard == [HAPPENED]
    assert "Petra" not in caplog.text
    assert "deaf" in caplog.text


def test_there_is_no_global_manager() -> None:
    """Two hosts in one program know nothing of each other."""
    assert Host().names("store") == ()
    assert Host({"house": Full()}).names("store") == ("house",)
    assert "acme" not in sys.modules
