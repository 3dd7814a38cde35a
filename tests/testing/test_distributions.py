"""The example distributions install like anybody's, are found by their entry points, and keep their promises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
HOMES = sorted((ROOT / "examples").glob("partnership-*"))
NAMES = [each.name.removeprefix("partnership-") for each in HOMES]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of them installed, built from what is in the repository."""
    folder = tmp_path_factory.mktemp("site")
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--quiet")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *offline, "--target", str(folder), *map(str, HOMES)],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return folder


def run(site: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command that finds what was installed."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def test_they_are_those_the_guides_speak_of() -> None:
    """Each has its mapping, a README that says what is invented, and tests of a few lines."""
    assert NAMES == ["magister", "parnassys", "somtoday"]
    for home, name in zip(HOMES, NAMES, strict=True):
        assert "invented" in (home / "README.md").read_text(encoding="utf-8")
        assert len((home / "tests" / f"test_{name}.py").read_text(encoding="utf-8").splitlines()) < 10


def test_each_brings_its_mapping(site: Path) -> None:
    """What is installed has the TOML beside the code."""
    assert [name for name in NAMES if not (site / f"partnership_{name}" / f"{name}.toml").exists()] == []


def test_their_own_tests_pass(site: Path) -> None:
    """The contract of roster sources, inherited by each; a host finds every one by its entry point."""
    tests = [str(home / "tests") for home in HOMES]
    done = run(site, "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", *tests)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
