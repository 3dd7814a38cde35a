"""The rules of the house: floors, types, style, size and a light front door."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LIMIT = 300
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
HEAVY = {"sqlalchemy", "icalendar", "cattrs", "pluggy", "jinja2", "click", "rich", "hypothesis", "json"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """A tool of this environment, as a person would run it in the checkout."""
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.mark.parametrize(
    "command",
    [("ruff", "format", "--check"), ("ruff", "check"), ("mypy",)],
    ids=" ".join,
)
def test_the_tools_have_nothing_to_say(command: tuple[str, ...]) -> None:
    """Style and types are clean, by the settings in pyproject.toml."""
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_only_go_down() -> None:
    """The contracts in pyproject.toml hold: each floor uses the ones below it."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_a_file_is_one_noun_of_readable_size(path: Path) -> None:
    """No file over 300 lines, none with a name that says nothing, none with work left for later."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LIMIT
    assert path.stem not in VAGUE
    assert re.search(r"\b(TODO|FIXME|XXX)\b", text) is None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_public_names_speak_for_themselves(path: Path) -> None:
    """Each public class and function has a docstring, and `__all__` is sorted and true."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if ast.get_docstring(node) is None] == []


def modules_after(statement: str) -> set[str]:
    """The top-level modules a fresh interpreter has loaded after a statement."""
    code = f"import sys; before = set(sys.modules); {statement}; import json; print(json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return {name.split(".")[0] for name in json.loads(done.stdout)}


def test_the_front_door_is_light() -> None:
    """`import partnership` brings in nothing heavy, and no plug-in, until it is asked for."""
    loaded = modules_after("import partnership")
    assert loaded & (HEAVY - {"json"}) == set()


def test_the_model_is_light() -> None:
    """The model itself (floors 0 to 3) needs attrs, dateutil and the standard library."""
    loaded = modules_after("from partnership import Conference, Pupil, Span")
    assert loaded & (HEAVY - {"json"}) == set()


def test_every_public_name_is_there() -> None:
    """The map in `partnership.__init__` points at things that exist, once each, in order."""
    import partnership  # noqa: PLC0415 - the thing under test

    assert sorted(partnership.__all__) == list(partnership.__all__)
    assert [name for name in partnership.__all__ if getattr(partnership, name, None) is None] == []
    assert set(partnership.__all__) <= set(dir(partnership))


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Asking the package for what it has not is answered the way Python does."""
    import partnership  # noqa: PLC0415 - the thing under test

    with pytest.raises(AttributeError, match="has no attribute 'Teecher'"):
        partnership.Teecher  # noqa: B018 - asking is the point


def test_the_project_names_no_machine() -> None:
    """Nothing in the repository speaks of the place it was made."""
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    named = [
        name
        for name in tracked
        if Path(ROOT / name).suffix in {".py", ".md", ".toml", ".html", ".yaml", ""}
        and re.search(
            r"/(work|opt/venv|tmp/w)\b/", (ROOT / name).read_text(encoding="utf-8", errors="replace")
        )
    ]
    assert named == []
