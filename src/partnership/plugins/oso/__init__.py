"""OSO transfer files as a roster source: who cares for the pupil that comes from another school."""

from collections.abc import Iterable
from pathlib import Path

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import RosterSource

__all__ = ["partnership_roster_sources", "partnership_trials"]


def _make(path: str | Path, pupil: str | None = None) -> RosterSource:
    from partnership.plugins.mapping.source import MappedRoster  # noqa: PLC0415 - nothing is read until asked for
    from partnership.plugins.oso.carers import layout_for  # noqa: PLC0415

    return MappedRoster(Path(path), layout_for(pupil))


@hookimpl
def partnership_roster_sources() -> Iterable[Offer[RosterSource]]:
    """The carers in a transfer file."""
    return [
        Offer(
            name="oso",
            make=_make,
            summary="the carers in a Dutch transfer file (OSO) of one pupil",
            options={
                "path": "the transfer file (XML)",
                "pupil": "the pupil's id at this school; without it, the id the other school wrote",
            },
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On an invented file."""
    return [Trial(kind="roster source", offer="oso", contract="partnership.testing.source_trials:OsoTrial")]
