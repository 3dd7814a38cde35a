"""The page of hooks names every hook with its exact signature, and shows a plug-in that fills it."""

import inspect
import re
from pathlib import Path

import pytest

from partnership import hookspecs

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "hooks.md"


def test_every_hook_is_on_the_page_with_its_signature() -> None:
    """No hook more, none less, none that changed."""
    hooks = {
        name: re.sub(
            r"partnership\.(changes|ports|people\.\w+|conferences(\.\w+)+)\.",
            "",
            f"{name}{inspect.signature(hook)}",
        )
        for name, hook in vars(hookspecs).items()
        if name.startswith("partnership_")
    }
    told = dict.fromkeys(
        re.findall(r"^def (partnership_\w+)", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    assert set(told) == set(hooks)
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert [signature for signature in hooks.values() if _plain(signature) not in page] == []


HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("partnership_"))


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_tiny_plug_in_on_the_page_that_runs(hook: str) -> None:
    """The page is run by `test_docs`; here it is seen that no hook goes without, and that each is tried."""
    _, _, section = PAGE.read_text(encoding="utf-8").partition(f"## `{hook}`\n")
    section = section.partition("\n## ")[0]
    [code] = re.findall(r"```python\n(.*?)```", section, flags=re.DOTALL)
    assert f"    @hookimpl\n    def {hook}(self" in code
    assert "assert " in code


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_filled_in_a_test(hook: str) -> None:
    """By a plug-in of the tests' own: the host's part of it is tried too."""
    tests = Path(__file__).resolve().parent
    filled = [path for path in tests.rglob("*.py") if f"def {hook}(" in path.read_text(encoding="utf-8")]
    assert filled != []


def _plain(signature: str) -> str:
    return (
        re.sub(r"\b(store|doors)\.(?=[A-Z])", "", signature)
        .replace("collections.abc.", "")
        .replace("typing.", "")
        .replace("partnership.hookspecs.", "")
    )
