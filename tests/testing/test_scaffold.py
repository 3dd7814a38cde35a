"""A plug-in that was just begun: its tests pass at once, the tools have nothing to say, and no name leads astray."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnership import InvalidValue
from partnership.cli.app import run
from partnership.cli.files import write_files
from partnership.errors import UnknownName
from partnership.host.offers import HOOKS
from partnership.testing import scaffold as module
from partnership.testing.conformance import CONTRACTS
from partnership.testing.scaffold import KINDS, scaffold

ROOT = Path(__file__).resolve().parents[2]
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True)


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of every kind, with a short name; and once more with as long a name as can be."""
    folder = tmp_path_factory.mktemp("projects")
    for kind in KINDS:
        write_files(scaffold(f"x-{kind}", kind), folder / "short" / kind)
        write_files(scaffold(f"{'long-' * 8}{kind}"[:39] + "y", kind), folder / "long" / kind)
    return folder


def tool(*command: str, at: Path, path: list[Path] | None = None, **more: str) -> str:
    """What a tool of this environment says; it has to be content."""
    paths = os.pathsep.join(map(str, path or []))
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=at,
        env=alone | {"PYTHONPATH": paths, "MYPYPATH": paths} | more,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_there_is_one_for_every_hook() -> None:
    """Everything that can be offered, and rules, preferences, votes and an ear besides."""
    assert list(KINDS) == sorted(KINDS)
    offers = {kind.replace(" ", "-") for kind in HOOKS}
    assert set(KINDS) == offers | {"rule", "preference", "voter", "observer"}


def test_the_tests_of_a_new_plug_in_pass_at_once(projects: Path) -> None:
    """All kinds in one run; of the store, which takes long to try, only that it is found (see the next test)."""
    folder = projects / "short"
    said = tool(
        *("pytest", "-q", "-p", "no:cacheprovider", "-c", "store/pyproject.toml", "--rootdir", ".", "-rf"),
        *("--deselect", "store/tests/test_partnership_x_store.py::TestOurs", *sorted(KINDS)),
        at=folder,
        path=[folder / kind / "src" for kind in KINDS],
        HYPOTHESIS_PROFILE="brief",
    )
    assert " passed" in said


def test_the_store_is_the_one_of_the_example() -> None:
    """Which is held to the whole contract in `test_school_system`."""
    begun = scaffold("magister", "store")
    assert (
        begun["src/partnership_magister/store.py"] == (ROOT / "examples/school_system_store.py").read_bytes()
    )


def test_a_new_plug_in_with_a_contract_is_on_trial() -> None:
    """Whoever installs it can hold it to its contract."""
    for kind in KINDS:
        said = b"".join(scaffold("magister", kind).values())
        assert (b"def partnership_trials" in said) == (kind.replace("-", " ") in CONTRACTS)


def test_ruff_has_nothing_to_say(projects: Path) -> None:
    """By the project's own settings, whatever the length of its name."""
    tool("ruff", "format", "--check", "--no-cache", ".", at=projects)
    tool("ruff", "check", "--no-cache", ".", at=projects)


def test_mypy_has_nothing_to_say(projects: Path, tmp_path: Path) -> None:
    """As strict as the library itself is with itself."""
    folder = projects / "short"
    files = [str(path) for path in folder.rglob("*.py") if path.name != "conftest.py"]
    tool(
        *("mypy", "--strict", "--explicit-package-bases", "--namespace-packages", f"--cache-dir={tmp_path}"),
        *files,
        at=folder,
        path=[*(folder / kind / "src" for kind in KINDS), *(folder / kind for kind in KINDS), ROOT / "src"],
    )


@given(name=NAMES, kind=st.sampled_from(KINDS))
@example(name="partnership-magister", kind="store")
def test_every_file_stays_in_the_project_and_can_be_read(name: str, kind: str) -> None:
    """No placeholder is left, the module is an identifier, and the entry point names it."""
    files = scaffold(name, kind)
    for path, content in files.items():
        assert not PurePosixPath(path).is_absolute()
        assert ".." not in PurePosixPath(path).parts
        assert b"$name" not in content
        assert b"$module" not in content
        if path.endswith(".py"):
            compile(content, path, "exec")
    project = tomllib.loads(files["pyproject.toml"].decode())["project"]
    [(called, package)] = project["entry-points"]["partnership"].items()
    assert called == name.removeprefix("partnership-")
    assert package.isidentifier()
    assert f"src/{package}/__init__.py" in files


@pytest.mark.parametrize(
    "name", ["", "Magister", "1st", "a--b", "a-", "-a", "a_b", "../x", "a b", "class", "x" * 41, "é", "a\n"]
)
def test_a_name_no_package_can_have_is_refused(name: str) -> None:
    """With what is expected."""
    with pytest.raises(InvalidValue, match="such as magister"):
        scaffold(name, "store")


def test_a_kind_there_is_not_is_refused_with_those_there_are() -> None:
    """So that a program need not know them."""
    with pytest.raises(UnknownName, match="roster-source"):
        scaffold("magister", "shop")


@pytest.mark.parametrize(
    ("version", "range_"), [("0.1.0", ">=0.1,<0.2"), ("0.9.3", ">=0.9,<0.10"), ("2.4.0", ">=2.4,<3")]
)
def test_it_asks_for_the_versions_that_keep_our_promise(
    version: str, range_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minor version may break a plug-in before 1.0, a major one after."""
    monkeypatch.setattr(module, "version", lambda _: version)
    project = tomllib.loads(scaffold("magister", "store")["pyproject.toml"].decode())["project"]
    assert project["dependencies"] == [f"partnership{range_}"]


def test_the_command_writes_a_project_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder named after it, or another; what is there already is left alone."""
    monkeypatch.chdir(tmp_path)
    assert run(["plugin", "new", "magister", "--kind", "exporter"]) == 0
    assert "10 files in partnership-magister" in capsys.readouterr().out
    wanted = scaffold("magister", "exporter")
    assert {name: (tmp_path / "partnership-magister" / name).read_bytes() for name in wanted} == wanted
    assert run(["plugin", "new", "partnership-magister", "--kind", "store"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert run(["plugin", "new", "magister", "--kind", "store", "--dir", "elsewhere"]) == 0
    assert (tmp_path / "elsewhere" / "pyproject.toml").exists()


@pytest.mark.parametrize("name", ["memory", "sqlite", "partnership-nl", "Beuk"])
def test_the_command_refuses_a_name_that_is_taken_or_none(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two plug-ins of one name would break each other."""
    monkeypatch.chdir(tmp_path)
    assert run(["plugin", "new", name, "--kind", "store"]) == 2
    assert "name" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
