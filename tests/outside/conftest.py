"""What we publish, built once, and installed where there is nothing else."""

import subprocess
import sys
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).resolve().parents[2]


@attrs.frozen
class Installed:
    """An environment with nothing but the published wheel and what that asks for.

    Attributes:
        dist: Where the wheel and the sdist are.
        home: The environment.
    """

    dist: Path
    home: Path

    @property
    def wheel(self) -> Path:
        """The wheel."""
        [found] = self.dist.glob("*.whl")
        return found

    def install(self, *what: str) -> None:
        """Install into it."""
        done(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(self.home), *what)

    def run(self, *command: str, at: Path | None = None) -> str:
        """What one of its programs says."""
        return done(str(self.home / "bin" / command[0]), *command[1:], at=at)


def done(*command: str, at: Path | None = None) -> str:
    """What a program says; it has to end well."""
    ended = subprocess.run(command, cwd=at, capture_output=True, text=True, check=False, timeout=280)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, without extras."""
    folder = tmp_path_factory.mktemp("outside")
    done(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist"), str(ROOT))
    done(sys.executable, "-m", "uv", "venv", "--quiet", "--python", sys.executable, str(folder / "home"))
    found = Installed(dist=folder / "dist", home=folder / "home")
    found.install(str(found.wheel))
    return found
