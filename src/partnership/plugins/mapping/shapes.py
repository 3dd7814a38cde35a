"""The last touch to what a record tells: a name that is one, proof with authority, an end after its start."""

from collections.abc import Callable, Mapping
from typing import Any

from partnership.errors import Problem

__all__ = ["SHAPES"]

Shape = Callable[[dict[str, Any], str, list[Problem]], None]
"""Puts the fields of one row right, in place; what had to be left out is a fault."""


def _name(fields: dict[str, Any], place: str, faults: list[Problem]) -> None:
    """A name without a letter is none."""
    if "name" in fields and not any(fields["name"].values()):
        del fields["name"]
        faults.append(Problem(place, "has no name"))


def _guardian(fields: dict[str, Any], place: str, faults: list[Problem]) -> None:
    """A person or an organisation; who has a day of death has died."""
    if fields.get("organisation"):
        fields["name"] = None
    else:
        _name(fields, place, faults)
        if "organisation" in fields and "name" not in fields:
            del fields["organisation"]
    if fields.get("deceased_on"):
        fields["deceased"] = True
    elif "deceased_on" in fields and "deceased" not in fields:
        fields["deceased"] = False


def _valid(fields: dict[str, Any], place: str, faults: list[Problem], name: str = "valid") -> None:
    """An end comes after its start."""
    span = fields.get(name, {})
    since, until = span.get("since"), span.get("until")
    if since and until and until <= since:
        faults.append(Problem(f"{place} {name}.until", f"is not after {name}.since"))
        span["until"] = None


def _guardianship(fields: dict[str, Any], place: str, faults: list[Problem]) -> None:
    """Authority goes with what proves it, or is unknown."""
    _valid(fields, place, faults)
    _valid(fields, place, faults, "authority_valid")
    evidence = fields.pop("evidence", {})
    if "authority" not in fields:
        return
    proven = bool(evidence.get("reference") and evidence.get("seen_on"))
    if fields["authority"] != "unknown" and not proven:
        faults.append(Problem(f"{place} authority", "is told without proof, so it stays unknown"))
        fields["authority"] = "unknown"
    fields["evidence"] = evidence if fields["authority"] != "unknown" else None


def _as_it_is(fields: dict[str, Any], place: str, faults: list[Problem]) -> None:
    """Nothing to put right."""
    del fields, place, faults


SHAPES: Mapping[str, Shape] = {
    "pupil": _name,
    "staff": _name,
    "class": _as_it_is,
    "guardian": _guardian,
    "guardianship": _guardianship,
    "enrolment": _valid,
    "teaching": _valid,
}
"""What is put right in each kind of row."""
