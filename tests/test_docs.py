"""The documentation builds without a warning, offline."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    """Sphinx in its strictest mood: every reference resolves and every page is in the tree."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-nWq",
            "--keep-going",
            "-b",
            "dirhtml",
            "docs",
            str(tmp_path / "site"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").exists()


def test_every_example_in_the_documentation_runs() -> None:
    """Those of the README, the guides and the docstrings, in a process of their own: a page is one story, in order."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "README.md", "docs", "src"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
