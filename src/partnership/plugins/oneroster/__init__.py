"""OneRoster CSV exports, versions 1.1 and 1.2, as a roster source: a folder or a zip of CSV files."""

from collections.abc import Iterable
from pathlib import Path

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import RosterSource

__all__ = ["partnership_roster_sources", "partnership_trials"]


def _make(path: str | Path, org: str | None = None) -> RosterSource:
    from partnership.plugins.oneroster.source import OneRoster  # noqa: PLC0415 - nothing is read until asked for

    return OneRoster(Path(path), org=org)


@hookimpl
def partnership_roster_sources() -> Iterable[Offer[RosterSource]]:
    """OneRoster CSV, from a folder or a zip."""
    return [
        Offer(
            name="oneroster",
            make=_make,
            summary="OneRoster 1.1 and 1.2 CSV, a folder or a zip",
            options={
                "path": "the folder or zip with the CSV files",
                "org": "read only this school, by the sourcedId of its org",
            },
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On an invented school."""
    return [
        Trial(kind="roster source", offer="oneroster", contract="partnership.testing.trials:OneRosterTrial"),
    ]
