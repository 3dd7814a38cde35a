"""Pages of a Somtoday connection as a roster source: the mapping beside this file says which key is what."""

from collections.abc import Iterable
from pathlib import Path

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.plugins.mapping import mapped_offer
from partnership.ports import RosterSource

__all__ = ["partnership_roster_sources", "partnership_trials"]

HERE = Path(__file__).resolve().parent


@hookimpl
def partnership_roster_sources() -> Iterable[Offer[RosterSource]]:
    """The source `somtoday`."""
    summary = "JSON pages of a Somtoday connection, in a folder"
    return [mapped_offer("somtoday", HERE / "somtoday.toml", summary=summary)]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On the sample export."""
    return [
        Trial(kind="roster source", offer="somtoday", contract="partnership_somtoday.trial:SomtodayTrial")
    ]
