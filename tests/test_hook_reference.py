"""The page of hooks names every hook with its exact signature."""

import inspect
import re
from pathlib import Path

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


def _plain(signature: str) -> str:
    return (
        re.sub(r"\b(store|doors)\.(?=[A-Z])", "", signature)
        .replace("collections.abc.", "")
        .replace("typing.", "")
        .replace("partnership.hookspecs.", "")
    )
