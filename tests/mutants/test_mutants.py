"""What puts faults into the engine is tried itself: on a file with few of them, and on what is said of the rest."""

import ast
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.mutants.exchange import functions, places
from tests.mutants.explained import FOLDER, ROOM, explained
from tests.mutants.faults import SOURCE, faults_of


def test_a_fault_is_one_change_in_one_function_and_has_its_place() -> None:
    """Of a rule too, which mutmut leaves alone because it is decorated."""
    faults = [*faults_of(SOURCE / ROOM / "durations.py"), *faults_of(SOURCE / ROOM / "rules" / "clashes.py")]
    living = functions(fault.module for fault in faults)
    assert {"staff_clash", "guardian_clash"} <= {fault.function for fault in faults}
    assert len({(fault.key, fault.number) for fault in faults}) == len(faults)
    for fault in faults:
        assert fault.was != fault.now
        assert fault.lines
        (function,) = places(fault, living)
        assert (
            function.__code__.co_code != fault.code.co_code
            or function.__code__.co_consts != fault.code.co_consts
        )


def test_a_default_is_a_fault_of_the_first_statement() -> None:
    """A parameter's default is read when a function is made, so it is changed in another way than the rest."""
    (fault,) = (fault for fault in faults_of(SOURCE / ROOM / "fairness.py") if "seed: int = 1" in fault.now)
    assert fault.defaults is not None
    assert fault.lines


A_TEST = """
from datetime import UTC, datetime, timedelta
from partnership.conferences.conference import TalkRequest
from partnership.conferences.shortage import last_end

def test_the_last_end() -> None:
    request = TalkRequest(id="bram-mentor", party="bram", staff=("vos",), minutes=10)
    starts = [datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in (18, 19, 20)]
    end = last_end(request, {request.id: starts})
    assert end == starts[-1] + timedelta(minutes=10)
"""


@pytest.mark.slow
def test_what_no_test_notices_is_a_line_to_explain_it_with(tmp_path: Path) -> None:
    """A test that asks what comes out notices all; one that only runs the lines leaves some, and they are printed."""
    (tmp_path / "test_last_end.py").write_text(A_TEST, encoding="utf-8")
    assert _tried(tmp_path)[0] == 0
    (tmp_path / "test_last_end.py").write_text(A_TEST.replace("    assert", "    #"), encoding="utf-8")
    status, lines = _tried(tmp_path)
    assert status == 1
    assert lines
    for line in lines:
        function, was, now = json.loads(line.removeprefix("shortage.py: ").removesuffix(","))
        assert function == "last_end"
        assert was != now


def _tried(tests: Path) -> tuple[int, list[str]]:
    """The status and the lines about faults of a run over one small file."""
    words = [sys.executable, "-m", "tests.mutants", "shortage", "--tests", str(tests), "--workers", "2"]
    ran = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    return ran.returncode, [line for line in ran.stdout.splitlines() if line.startswith("shortage.py: ")]


def test_every_explanation_is_of_lines_that_are_there() -> None:
    """An explanation whose function is gone, or whose lines are others by now, must go too."""
    texts = {file: (SOURCE / file).read_text(encoding="utf-8") for file, *_ in explained()}
    for file, function, was, _ in explained():
        body = _body(texts[file], function)
        assert all(line in body for line in was.splitlines()), (file, function, was)


def test_every_explanation_has_words_and_is_given_once() -> None:
    """Two reasons for one fault would be one too many."""
    groups = [
        group for path in FOLDER.glob("*.toml") for group in tomllib.loads(path.read_text("utf-8"))["group"]
    ]
    keys = [json.dumps([group["file"], *fault]) for group in groups for fault in group["faults"]]
    assert len(set(keys)) == len(keys)
    assert all(len(group["why"].split()) >= 4 for group in groups)


def _body(text: str, function: str) -> list[str]:
    """The lines of a function, without what is before and after them."""
    node: ast.AST = ast.parse(text)
    for name in function.split("."):
        node = next(each for each in ast.iter_child_nodes(node) if getattr(each, "name", "") == name)
    assert isinstance(node, ast.FunctionDef)
    return [line.strip() for line in text.splitlines()[node.lineno - 1 : node.end_lineno]]
