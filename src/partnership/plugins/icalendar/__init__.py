"""Calendars to subscribe to: one per guardian, per family and per member of staff."""

from collections.abc import Iterable

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Exporter

__all__ = ["make", "partnership_exporters", "partnership_trials"]


def make(*, source: str = "") -> Exporter:
    """The exporter; `source` is the address the folder will be served under, if it is known."""
    from partnership.plugins.icalendar.feeds import Feeds  # noqa: PLC0415 - heavy, so only when used

    return Feeds(source=source)


@hookimpl
def partnership_exporters() -> Iterable[Offer[Exporter]]:
    """The exporter `ical`."""
    return [
        Offer(
            name="ical",
            make=make,
            summary="Calendars to subscribe to, one per guardian, family and member of staff.",
            options={
                "source": "the web address the folder is served under, such as https://school.example/ical"
            },
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """Feeds of guardians and families are personal."""
    return [
        Trial(kind="exporter", offer="ical", contract="partnership.testing.trials:FeedsTrial"),
    ]
