"""A plug-in on trial: its offers held to the contracts of their kinds, and what came of it as a report.

Each trial runs in a process of its own, so that a back end that hangs or brings its process down is one failed test and
not the end of the report. Nothing here needs the extra `testing` until a trial is run.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import attrs

from partnership.errors import InvalidValue, MissingExtra
from partnership.hookspecs import Trial
from partnership.host.offers import Plugin

__all__ = ["CONTRACTS", "Conformance", "Outcome", "Tried", "Verdict", "conformance"]

CONTRACTS: Mapping[str, str] = {
    "store": "partnership.testing.stores:StoreContract",
    "roster source": "partnership.testing.roster_sources:RosterSourceContract",
    "exporter": "partnership.testing.exporters:ExporterContract",
    "solver": "partnership.testing.solvers:SolverContract",
    "bounder": "partnership.testing.bounders:BounderContract",
    "jurisdiction": "partnership.testing.jurisdictions:JurisdictionContract",
    "messenger": "partnership.testing.messengers:MessengerContract",
    "catalogue": "partnership.testing.catalogues:CatalogueContract",
    "translator": "partnership.testing.translators:TranslatorContract",
}
"""The contract of each kind of offer that has one."""

Outcome = Literal["passed", "failed", "waived", "skipped"]


@attrs.frozen(kw_only=True)
class Verdict:
    """What came of one test.

    Attributes:
        test: Its name, with the case in brackets.
        outcome: Skipped when a capability is declared not to be there; waived when it had to fail and did.
        why: The first lines of the failure, or the reason that was given.
    """

    test: str
    outcome: Outcome
    why: str = ""


@attrs.frozen(kw_only=True)
class Tried:
    """One offer and what came of its trial."""

    kind: str
    offer: str
    verdicts: tuple[Verdict, ...]

    def which(self, outcome: Outcome) -> tuple[Verdict, ...]:
        """The tests that ended so."""
        return tuple(each for each in self.verdicts if each.outcome == outcome)


@attrs.frozen(kw_only=True)
class Conformance:
    """What a plug-in keeps of what it promises.

    Attributes:
        plugin: Its name.
        tried: Its offers on trial.
        untried: Offers it gives no trial for, or of a kind that has no contract, as (kind, name, why).
    """

    plugin: str
    tried: tuple[Tried, ...]
    untried: tuple[tuple[str, str, str], ...]

    @property
    def kept(self) -> bool:
        """Whether something was tried, and nothing failed of what was."""
        return bool(self.tried) and all(
            each.which("passed") and not each.which("failed") for each in self.tried
        )


def conformance(plugin: Plugin, *, seconds: float = 120.0) -> Conformance:
    """Hold a plug-in to the contracts of what it offers.

    Args:
        plugin: Which; see `partnership.host.plugins.Host.plugin`.
        seconds: How long one test may take; one that takes longer has failed, and the rest goes on without it.

    Raises:
        InvalidValue: No time at all.
        MissingExtra: The extra `testing` is not installed.
    """
    if not seconds > 0:
        raise InvalidValue("seconds", f"{seconds} is no time to run a test in")
    if find_spec("pytest") is None or find_spec("hypothesis") is None:
        raise MissingExtra("a trial of a plug-in", "testing")
    return Conformance(
        plugin=plugin.name,
        tried=tuple(
            Tried(kind=trial.kind, offer=trial.offer, verdicts=tuple(_verdicts(trial, seconds)))
            for trial in plugin.trials
        ),
        untried=tuple(_untried(plugin)),
    )


def _untried(plugin: Plugin) -> Iterator[tuple[str, str, str]]:
    tried = {(trial.kind, trial.offer) for trial in plugin.trials}
    for kind, offers in plugin.offers.items():
        for offer in offers:
            if kind not in CONTRACTS:
                yield kind, offer.name, "there is no contract of this kind yet"
            elif (kind, offer.name) not in tried:
                yield kind, offer.name, "the plug-in gives no trial of it (hook partnership_trials)"


def _verdicts(trial: Trial, seconds: float) -> Iterator[Verdict]:
    """Every test once; after a test that ended its process, the rest in another."""
    done: list[str] = []
    with TemporaryDirectory() as folder:
        while True:
            said, ended = _run(trial, seconds, done, Path(folder) / str(len(done)))
            for word, test, outcome, why in said:
                if word == "verdict":
                    done.append(test)
                    yield Verdict(test=test, outcome=outcome, why=why)
            word, test, *_ = said[-1] if said else ("", "", "", "")
            if word == "end":
                return
            yield Verdict(test=test or trial.contract, outcome="failed", why=ended)
            if word != "begin":
                return
            done.append(test)


_Said = tuple[str, str, Outcome, str]


def _run(trial: Trial, seconds: float, done: Sequence[str], folder: Path) -> tuple[list[_Said], str]:
    """What the process of a trial wrote down, test by test, and how it ended if not well."""
    folder.mkdir()
    order = {
        "contract": trial.contract,
        "of": CONTRACTS.get(trial.kind, ""),
        "seconds": seconds,
        "without": list(done),
    }
    (folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ended = subprocess.run(
        [sys.executable, "-m", "partnership.testing.on_trial"],
        cwd=folder,
        env=alone | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    said = folder / "said.jsonl"
    lines = said.read_text(encoding="utf-8").splitlines() if said.exists() else []
    told = ended.stderr.decode(errors="replace").strip().splitlines() or ["without a word"]
    if told[0].startswith("Timeout"):
        why = f"did not end within {seconds:g} seconds"
    else:
        why = f"ended its process (status {ended.returncode}): {told[-1]}"
    return [tuple(json.loads(line)) for line in lines], why
