"""A ParnasSys export as a roster source: the mapping beside this file says which element is what."""

from collections.abc import Iterable
from pathlib import Path

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.plugins.mapping import mapped_offer
from partnership.ports import RosterSource

__all__ = ["partnership_roster_sources", "partnership_trials"]

HERE = Path(__file__).resolve().parent


@hookimpl
def partnership_roster_sources() -> Iterable[Offer[RosterSource]]:
    """The source `parnassys`."""
    summary = "a ParnasSys export: one XML file with lists that name each other by id"
    return [mapped_offer("parnassys", HERE / "parnassys.toml", summary=summary)]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On the sample export."""
    return [
        Trial(kind="roster source", offer="parnassys", contract="partnership_parnassys.trial:ParnasSysTrial")
    ]
