"""Exports of every shape as a roster source: which column is what stands in a mapping, a TOML file."""

from collections.abc import Iterable
from pathlib import Path

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import RosterSource

__all__ = ["mapped_offer", "partnership_roster_sources", "partnership_trials"]


def _make(path: str | Path, mapping: str | Path) -> RosterSource:
    from partnership.plugins.mapping.document import read_layout  # noqa: PLC0415 - nothing is read until asked for
    from partnership.plugins.mapping.source import MappedRoster  # noqa: PLC0415

    return MappedRoster(Path(path), read_layout(Path(mapping)))


def mapped_offer(name: str, mapping: Path, *, summary: str = "") -> Offer[RosterSource]:
    """A roster source of your own, which is a mapping and nothing else.

    The setting `mapping` puts another in the place of yours, for a school whose export differs.

    Args:
        name: What the settings and the command line call it.
        mapping: The mapping that goes with it.
        summary: One line for `partnership plugins`.
    """

    def make(path: str | Path, mapping: str | Path = mapping) -> RosterSource:
        return _make(path, mapping)

    return Offer(
        name=name,
        make=make,
        summary=summary,
        options={
            "path": "the exported file, or the folder or zip of files",
            "mapping": "the TOML file with the school's own mapping, instead of the one that goes with it",
        },
    )


@hookimpl
def partnership_roster_sources() -> Iterable[Offer[RosterSource]]:
    """Delimited, XML or JSON exports, read as a mapping says."""
    return [
        Offer(
            name="mapping",
            make=_make,
            summary="delimited, XML or JSON exports, read as a mapping (TOML) says",
            options={
                "path": "the exported file, or the folder or zip of files",
                "mapping": "the TOML file that says which column is what",
            },
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On an invented school."""
    return [
        Trial(
            kind="roster source", offer="mapping", contract="partnership.testing.source_trials:MappingTrial"
        ),
    ]
