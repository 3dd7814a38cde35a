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
