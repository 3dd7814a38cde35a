"""The process of one trial: runs one subclass of a contract in the folder it stands in, and writes down every test.

`order.json` says what to run. Each line of `said.jsonl` is a test that begins, its verdict, or the end, written at once,
so that whoever reads it knows where a process stopped.
"""

import faulthandler
import json
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from partnership.testing.promises import Promises

__all__ = ["Scribe", "main", "on_trial"]

_MODULE = "from partnership.testing.on_trial import on_trial\n\nTestTrial = on_trial({order!r})\n"
_LINES, _WIDTH = 4, 200
"""How much of a failure is told."""


def on_trial(order: Mapping[str, Any]) -> type[Promises]:
    """The class an order names.

    Raises:
        TypeError: It is not held to the contract of its kind.
    """
    pytest.register_assert_rewrite(order["of"].partition(":")[0])  # so that a failure shows what was compared
    contract, kind = _named(order["of"]), _named(order["contract"])
    if not (isinstance(kind, type) and issubclass(kind, contract) and issubclass(kind, Promises)):
        raise TypeError(f"{order['contract']} is no {contract.__name__}")
    return kind


def _named(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


class Scribe:
    """Listens to pytest and writes down what it hears."""

    def __init__(self, order: Mapping[str, Any]) -> None:
        self._order = order
        self._excuses: Mapping[str, str] = {}
        self._verdicts: dict[str, tuple[str, str]] = {}
        self._alarm = os.fdopen(os.dup(2), "w")  # pytest catches what is written to the other

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A class that cannot be loaded, or is none of the contract, has failed as a whole."""
        if report.failed:
            why = report.longreprtext.strip().splitlines()[-1]
            self._say("verdict", self._order["contract"], "failed", why.removeprefix("E").strip())

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what was judged before, and hear what is not kept."""
        items[:] = [item for item in items if _name(item.nodeid) not in self._order["without"]]
        for item in items[:1]:
            self._excuses = item.getparent(pytest.Class).obj.listed()  # type: ignore[union-attr] # all are of one class

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """A test begins, and with it its time."""
        self._say("begin", _name(nodeid))
        faulthandler.dump_traceback_later(self._order["seconds"], exit=True, file=self._alarm)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A part of a test ended: what fails in any part has failed."""
        name = _name(report.nodeid)
        before, _ = self._verdicts.get(name, ("passed", ""))
        if before == "passed":
            self._verdicts[name] = self._judged(report, name)
        if report.when == "teardown":
            faulthandler.cancel_dump_traceback_later()
            self._say("verdict", name, *self._verdicts[name])

    def pytest_sessionfinish(self) -> None:
        """All is said."""
        self._say("end")

    def _judged(self, report: pytest.TestReport, name: str) -> tuple[str, str]:
        excuse = self._excuses.get(name.partition("[")[0])
        if report.passed:
            return "passed", ""
        if report.failed:
            return "failed", _first_lines(report)
        if excuse is None:
            return "failed", "was skipped without a declaration"
        return ("waived" if hasattr(report, "wasxfail") else "skipped"), excuse

    def _say(self, word: str, test: str = "", outcome: str = "", why: str = "") -> None:
        with Path("said.jsonl").open("a", encoding="utf-8") as said:
            said.write(json.dumps([word, test, outcome, why]) + "\n")


def _name(nodeid: str) -> str:
    """The name of a test with its case: after the file and the class."""
    return nodeid.split("::", 2)[2]


def _first_lines(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    text = report.longreprtext if crash is None else crash.message
    return "\n".join(line[:_WIDTH] for line in text.strip().splitlines()[:_LINES])


def main() -> int:
    """Run what the folder says."""
    order = json.loads(Path("order.json").read_text(encoding="utf-8"))
    settings.register_profile(
        "on trial",
        max_examples=50,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("on trial")
    Path("test_trial.py").write_text(_MODULE.format(order=order), encoding="utf-8")
    Path("pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    without = [f"-pno:{each}" for each in ("cacheprovider", "faulthandler")]
    return int(pytest.main([*without, "test_trial.py"], plugins=[Scribe(order)]))


if __name__ == "__main__":
    sys.exit(main())
