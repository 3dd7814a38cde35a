"""The faults that no test notices, each with the reason why none need."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

__all__ = ["explained"]

FOLDER = Path(__file__).parent / "explained"


def explained() -> Mapping[tuple[str, str, str, str], str]:
    """Why no test notices a fault, by the key of the fault."""
    reasons = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
            for fault in group["faults"]:
                key = (fault["file"], fault["function"], fault.get("was", ""), fault.get("now", ""))
                reasons[key] = group["why"]
    return reasons
