"""The example of a school system's own database keeps the contract, in our tests and as an installed plug-in."""

import importlib
import sys
from pathlib import Path

import pytest

from partnership.cli.app import run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

sys.path.insert(0, str(EXAMPLES))
TestSchoolSystem = importlib.import_module("school_system_trial").SchoolSystemTrial
sys.path.remove(str(EXAMPLES))


def test_it_is_as_short_as_we_say() -> None:
    """Under 150 lines of code: what stands there, without empty lines and docstrings."""
    lines = (EXAMPLES / "school_system_store.py").read_text(encoding="utf-8").splitlines()
    assert 100 < len([line for line in lines if line.strip() and not line.lstrip().startswith('"""')]) < 150


@pytest.mark.slow
def test_installed_it_is_proven_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With nothing but its entry point to go by."""
    package = tmp_path / "school_system-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: school-system\nVersion: 1.0\n", encoding="utf-8"
    )
    (package / "entry_points.txt").write_text(
        "[partnership]\nschool_system = school_system_plugin\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.syspath_prepend(EXAMPLES)
    assert run(["conformance", "school_system"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "school_system keeps its promises"
