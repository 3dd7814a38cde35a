"""The faults that no test notices, each with the reason why none need.

A file of `explained/` holds groups of faults with one reason:

    [[group]]
    why = "Two starts that cost the same may come in any order."
    file = "offer/walk.py"
    faults = [["_Walk._nexts", "the lines before", "the lines after"]]
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

__all__ = ["FOLDER", "ROOM", "explained"]

FOLDER = Path(__file__).parent / "explained"
ROOM = "partnership/conferences/"


def explained() -> Mapping[tuple[str, str, str, str], str]:
    """Why no test notices a fault, by the key of the fault."""
    return {
        (ROOM + group["file"], *fault): group["why"]
        for path in sorted(FOLDER.glob("*.toml"))
        for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]
        for fault in group["faults"]
    }
