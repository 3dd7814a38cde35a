"""The wheel and the sdist as a stranger meets them: nothing too many, nothing missing, typed, and at work."""

import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from tests.outside.conftest import ROOT, Installed, done

from partnership.cli.files import write_files
from partnership.testing.scaffold import scaffold

pytestmark = pytest.mark.slow

CONSUMER = Path(__file__).with_name("consumer.py")
INNER = (
    *("partnership.cli.", "partnership.plugins.", "partnership.conferences.search."),
    *("partnership.conferences.compiled.", "partnership.conferences.bounds."),
    *("partnership.testing.broken_", "partnership.testing.arrivals", "partnership.testing.contracts.walk"),
)
"""Rooms nobody else works in; there mypy alone is enough."""


def ours() -> set[str]:
    """Every file of the repository that is not to be ignored."""
    return set(done("git", "ls-files", "--cached", "--others", "--exclude-standard", at=ROOT).splitlines())


def test_the_registry_will_take_both(installed: Installed) -> None:
    """The description can be shown, and nothing in the metadata is wrong."""
    files = sorted(map(str, installed.dist.iterdir()))
    assert len(files) == 2
    done(sys.executable, "-m", "twine", "check", "--strict", *files)


def test_the_wheel_is_the_package_and_nothing_else(installed: Installed) -> None:
    """Every file of the source, and its metadata."""
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == {name.removeprefix("src/") for name in ours() if name.startswith("src/")}


def test_the_sdist_is_what_is_tracked_and_nothing_else(installed: Installed) -> None:
    """Enough to build, read and test it all; nothing that lay about."""
    [file] = installed.dist.glob("*.tar.gz")
    with tarfile.open(file) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert names - ours() == {"PKG-INFO"}
    assert ours() - names == {".gitattributes", ".pre-commit-config.yaml", ".ci/run"}


def test_the_first_program_of_the_readme_runs_without_any_extra(installed: Installed, tmp_path: Path) -> None:
    """In an empty folder, warnings are errors; and what is missing is said with what to install."""
    [program, *_] = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    installed.run("python", "-I", "-W", "error", "program.py", at=tmp_path)
    command = installed.home / "bin" / "partnership"
    ended = subprocess.run([command, "demo"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (ended.returncode, "partnership[cli]" in ended.stderr) == (2, True)


def test_somebody_elses_program_is_right_to_mypy_and_pyright_and_runs(
    installed: Installed, tmp_path: Path
) -> None:
    """Both at their strictest, against the installed package."""
    program = tmp_path / "consumer.py"
    program.write_bytes(CONSUMER.read_bytes())
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', encoding="utf-8")
    python = str(installed.home / "bin" / "python")
    strict = ["--strict", "--python-executable", python, f"--cache-dir={tmp_path}"]
    done(sys.executable, "-m", "mypy", *strict, str(program), at=tmp_path)
    done(sys.executable, "-m", "pyright", "--pythonpath", python, "-p", str(tmp_path), at=tmp_path)
    said = installed.run("python", "-I", "-W", "error", "consumer.py", at=tmp_path)
    assert said == "jansen 2026-11-24T17:00:00+00:00\n"


def test_whatever_an_integrator_meets_has_a_type_of_its_own(installed: Installed, tmp_path: Path) -> None:
    """Nothing is left for one checker to infer otherwise than another."""
    installed.install(f"{installed.wheel}[cli,html,sql,testing]")
    path = os.pathsep.join([str(installed.home / "bin"), os.environ["PATH"]])
    told = subprocess.run(
        [
            *(sys.executable, "-m", "pyright", "--verifytypes", "partnership"),
            *("--ignoreexternal", "--outputjson"),
        ],
        cwd=tmp_path,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    symbols = json.loads(told.stdout)["typeCompleteness"]["symbols"]
    assert len(symbols) > 5_000
    unsure = [each for each in symbols if not each["isTypeKnown"] and not each["name"].startswith(INNER)]
    assert {each["name"]: [why["message"] for why in each["diagnostics"]] for each in unsure} == {}


def test_the_demonstration_runs_from_the_wheel(installed: Installed, tmp_path: Path) -> None:
    """With its templates, calendars and database; and every page it links to is there."""
    installed.install(f"{installed.wheel}[cli,html,sql,testing]")
    installed.run("partnership", "demo", "--out", "demo", at=tmp_path)
    index = (tmp_path / "demo/pages/index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"#:]+)"', index)
    assert len(links) > 200
    assert [link for link in links if not (tmp_path / "demo/pages" / link).is_file()] == []


def test_a_plug_in_that_was_just_begun_can_be_installed_beside_it(
    installed: Installed, tmp_path: Path
) -> None:
    """It is found by its entry point, and keeps its contract where no file of ours lies about."""
    installed.install(f"{installed.wheel}[cli,html,sql,testing]")
    write_files(scaffold("magister", "roster-source"), tmp_path / "partnership-magister")
    installed.install("--editable", str(tmp_path / "partnership-magister"))
    listed = json.loads(installed.run("partnership", "plugins", "--json", at=tmp_path))
    assert [each["state"] for each in listed if each["plugin"] == "magister"] == ["working"]
    report = json.loads(installed.run("partnership", "conformance", "magister", "--json", at=tmp_path))
    assert report["kept"]
