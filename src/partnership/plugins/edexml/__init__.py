"""EDEXML 2 as a roster source: a primary school's groups, pupils and teachers. It has no parents."""

from collections.abc import Iterable
from pathlib import Path

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import RosterSource

__all__ = ["partnership_roster_sources", "partnership_trials"]


def _make(path: str | Path, pupil_key: str = "key") -> RosterSource:
    from partnership.plugins.edexml.keys import layout_by  # noqa: PLC0415 - nothing is read until asked for
    from partnership.plugins.mapping.source import MappedRoster  # noqa: PLC0415

    return MappedRoster(Path(path), layout_by(pupil_key))


@hookimpl
def partnership_roster_sources() -> Iterable[Offer[RosterSource]]:
    """EDEXML, one file."""
    return [
        Offer(
            name="edexml",
            make=_make,
            summary="EDEXML 2: groups, pupils and teachers of a Dutch primary school, without parents",
            options={
                "path": "the EDEXML file",
                "pupil_key": "what a pupil is known by: key (the default) or eckid",
            },
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On an invented school."""
    return [
        Trial(kind="roster source", offer="edexml", contract="partnership.testing.source_trials:EdexmlTrial")
    ]
