"""What a row tells otherwise than what is kept, by the names of its fields alone: a report goes to more people than a record."""

from collections.abc import Mapping
from typing import Any

import attrs

from partnership.people.roster import RosterEntry, RosterStep

__all__ = ["NOTHING", "compared"]

NOTHING = RosterEntry(fields={}, origin=None)
"""What is kept of somebody nobody told of yet."""


def compared(step: RosterStep, told: Mapping[str, Any], before: RosterEntry) -> RosterStep:
    """A step with the names of the fields that differ from what was kept; never their values."""
    differ = [name for name in told if name not in before.fields or before.fields[name] != told[name]]
    return attrs.evolve(
        step,
        changed=tuple(name for name in differ if name not in before.local),
        kept=tuple(name for name in differ if name in before.local),
        secret=tuple(name for name in differ if _is_secret(told[name], before.fields.get(name))),
    )


def _is_secret(*values: Any) -> bool:  # noqa: ANN401 - plain data of any shape
    """Whether a way to reach somebody is secret, in what is told or in what was kept."""
    return any(
        isinstance(part, Mapping) and part.get("secret") is True
        for value in values
        if isinstance(value, list | tuple)
        for part in value
    )
