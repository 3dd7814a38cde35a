"""A plug-in on trial: what it keeps, what it does not, and that no fault of its own stops the report."""

import json
import sys
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from partnership.cli.app import run
from partnership.errors import InvalidValue, MissingExtra, PluginFailed, UnknownName
from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.host.plugins import Host
from partnership.ports import RosterSource
from partnership.testing.broken_roster_sources import SAMPLE, ListedRoster
from partnership.testing.conformance import CONTRACTS, Tried, Verdict, conformance

MODULE = """
import os, time
import pytest
from partnership.testing.broken_roster_sources import SAMPLE, ListedRoster
from partnership.testing.roster_sources import RosterSourceContract

class Sound(RosterSourceContract):
    expected = {row.kind: {row.id} for row in SAMPLE}

    def make_source(self, folder):
        return ListedRoster()

class Waiving(Sound):
    waivers = {"test_it_finds_what_is_there": "the export is of last year"}

    def make_source(self, folder):
        return ListedRoster(SAMPLE[:-1])

class Faulty(Sound):
    def make_source(self, folder):
        return ListedRoster(SAMPLE[:-1])

class Hangs(ListedRoster):
    def coverage(self):
        time.sleep(600)

class Hanging(Sound):
    def make_source(self, folder):
        return Hangs()

class Falls(ListedRoster):
    def coverage(self):
        os._exit(7)

class Falling(Sound):
    def make_source(self, folder):
        return Falls()

class Shy(Sound):
    def make_source(self, folder):
        pytest.skip("not today")

class Own:
    def test_all_is_well(self):
        pass
"""
"""What the author of a plug-in may hand over."""

NAMES = ("sound", "waiving", "faulty", "hanging", "falling", "shy", "own", "nowhere")
FINDS, COVERS = "test_it_finds_what_is_there", "test_it_declares_what_it_covers"


class Theirs:
    """A plug-in with a roster source of each kind."""

    @hookimpl
    def partnership_roster_sources(self) -> list[Offer[RosterSource]]:
        return [Offer(name=name, make=ListedRoster) for name in (*NAMES, "untold")]

    @hookimpl
    def partnership_messengers(self) -> list[Offer[object]]:
        return [Offer(name="post", make=object)]

    @hookimpl
    def partnership_trials(self) -> list[Trial]:
        return [
            *(
                Trial(kind="roster source", offer=name, contract=f"their_trials:{name.title()}")
                for name in NAMES
            ),
            Trial(kind="roster source", offer="gone", contract="their_end:Gone"),
        ]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Tried]:
    """Every trial of theirs, once."""
    folder = tmp_path_factory.mktemp("theirs")
    (folder / "their_trials.py").write_text(MODULE, encoding="utf-8")
    (folder / "their_end.py").write_text("import os\n\nos._exit(3)\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        report = conformance(Host({"theirs": Theirs()}).plugin("theirs"), seconds=3)
    assert report.untried == (
        ("roster source", "untold", "the plug-in gives no trial of it (hook partnership_trials)"),
        ("messenger", "post", "the plug-in gives no trial of it (hook partnership_trials)"),
    )
    assert not report.kept
    return {each.offer: each for each in report.tried}


def troubles(tried: Tried) -> tuple[Verdict, ...]:
    """What did not simply pass, and was not declared to be left out."""
    return tuple(each for each in tried.verdicts if each.outcome not in {"passed", "skipped"})


def test_a_sound_one_passes_every_test_once(tried: Mapping[str, Tried]) -> None:
    """And nothing else is told of it."""
    names = [each.test for each in tried["sound"].verdicts]
    assert len(names) == len(set(names)) > 10
    assert troubles(tried["sound"]) == ()


def test_a_waived_test_is_told_with_its_reason(tried: Mapping[str, Tried]) -> None:
    """It failed, as it had to."""
    assert troubles(tried["waiving"]) == (
        Verdict(test=FINDS, outcome="waived", why="the export is of last year"),
    )


def test_a_broken_one_has_failed_and_is_told_why(tried: Mapping[str, Tried]) -> None:
    """With the first lines of what was seen."""
    [failed] = troubles(tried["faulty"])
    assert (failed.test, failed.outcome) == (FINDS, "failed")
    assert failed.why.startswith("AssertionError: assert {")
    assert failed.why.count("\n") < 4


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("hanging", "did not end within 3 seconds"),
        ("falling", "ended its process (status 7): without a word"),
    ],
)
def test_one_that_ends_its_process_fails_that_test_alone(
    tried: Mapping[str, Tried], name: str, why: str
) -> None:
    """The tests after it are run all the same, each once."""
    assert troubles(tried[name]) == (Verdict(test=COVERS, outcome="failed", why=why),)
    assert sorted(each.test for each in tried[name].verdicts) == sorted(
        each.test for each in tried["sound"].verdicts
    )


def test_a_skip_without_a_declaration_has_failed(tried: Mapping[str, Tried]) -> None:
    """Nobody leaves a test out without a word."""
    assert {(each.outcome, each.why) for each in troubles(tried["shy"])} == {
        ("failed", "was skipped without a declaration")
    }


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("own", "TypeError: their_trials:Own is no RosterSourceContract"),
        ("nowhere", "AttributeError: module 'their_trials' has no attribute 'Nowhere'"),
    ],
)
def test_a_trial_that_is_none_has_failed(tried: Mapping[str, Tried], name: str, why: str) -> None:
    """Tests of an author's own are no contract."""
    assert tried[name].verdicts == (Verdict(test=f"their_trials:{name.title()}", outcome="failed", why=why),)


def test_a_trial_that_ends_before_its_first_test_has_failed(tried: Mapping[str, Tried]) -> None:
    """Once, instead of being begun for ever."""
    why = "ended its process (status 3): without a word"
    assert tried["gone"].verdicts == (Verdict(test="their_end:Gone", outcome="failed", why=why),)


def test_every_offer_that_ships_and_has_a_contract_is_on_trial() -> None:
    """All but the one that needs a server."""
    host = Host(discover=True)
    plugins = [host.plugin(each.plugin) for each in host.listing()]
    offered = {
        (kind, offer.name) for each in plugins for kind in CONTRACTS for offer in each.offers.get(kind, ())
    }
    on_trial = {(trial.kind, trial.offer) for each in plugins for trial in each.trials}
    assert offered - on_trial == {("store", "sql")}
    assert on_trial <= offered


def test_the_command_says_it_for_a_person_and_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 0 when everything is kept."""
    assert run(["conformance", "oneroster"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "oneroster keeps its promises"
    assert run(["conformance", "oneroster", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["plugin"], told["kept"], told["untried"]) == ("oneroster", True, [])
    trial, over_rest = told["tried"]
    assert (trial["offer"], over_rest["offer"]) == ("oneroster", "oneroster-rest")
    assert {each["outcome"] for each in trial["verdicts"]} == {"passed", "skipped"}


def test_the_command_says_no(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1 when something failed, and when there is nothing on trial."""
    folder = Path(__file__).parent
    monkeypatch.syspath_prepend(folder)
    points = [EntryPoint(name, f"{name}_plugin", "partnership") for name in ("astray", "untried")]
    monkeypatch.setattr("partnership.host.plugins.entry_points", lambda group: points if group else [])
    monkeypatch.setitem(sys.modules, "astray_plugin", Astray)
    monkeypatch.setitem(sys.modules, "untried_plugin", Untried)
    assert run(["conformance", "astray"]) == 1
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "failed: listed: nowhere:Trial",
        "  ModuleNotFoundError: No module named 'nowhere'",
        "astray does not keep its promises",
    ]
    assert run(["conformance", "untried"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "not tried: inviter house: there is no contract of this kind yet",
        "untried has nothing on trial",
    ]


class Untried:
    """Offers something that has no contract."""

    @staticmethod
    @hookimpl
    def partnership_inviters() -> list[Offer[object]]:
        return [Offer(name="house", make=object)]


class Astray:
    """Its trial lies nowhere."""

    @staticmethod
    @hookimpl
    def partnership_roster_sources() -> list[Offer[RosterSource]]:
        return [Offer(name="listed", make=lambda: ListedRoster(SAMPLE))]

    @staticmethod
    @hookimpl
    def partnership_trials() -> list[Trial]:
        return [Trial(kind="roster source", offer="listed", contract="nowhere:Trial")]


def test_a_plug_in_that_cannot_be_tried_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown, broken, no time, or no pytest: each in words with a next step."""
    host = Host({"memories": object(), "odd": {"partnership_stores"}})
    with pytest.raises(UnknownName, match='unknown plug-in "memory"; did you mean "memories"'):
        host.plugin("memory")
    memory = Host(discover=True).plugin("memory")
    with pytest.raises(InvalidValue, match="seconds"):
        conformance(memory, seconds=0)
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(MissingExtra, match=r"pip install 'partnership\[testing\]'"):
        conformance(memory)


def test_a_broken_plug_in_says_what_is_wrong_with_it() -> None:
    """Instead of being on trial."""

    class Odd:
        @hookimpl
        def partnership_trials(self) -> list[str]:
            return ["their_trials:Sound"]

    with pytest.raises(PluginFailed, match="partnership_trials offered str where a Trial belongs"):
        Host({"odd": Odd()}).plugin("odd")
