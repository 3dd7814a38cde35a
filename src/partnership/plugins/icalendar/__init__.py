"""Calendars to subscribe to, one per guardian, family and member of staff, and invitations to go with letters."""

from collections.abc import Iterable

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Exporter, Inviter

__all__ = ["make", "make_inviter", "partnership_exporters", "partnership_inviters", "partnership_trials"]


def make(*, source: str = "") -> Exporter:
    """The exporter; `source` is the address the folder will be served under, if it is known."""
    from partnership.plugins.icalendar.feeds import Feeds  # noqa: PLC0415 - heavy, so only when used

    return Feeds(source=source)


def make_inviter() -> Inviter:
    """The inviter."""
    from partnership.plugins.icalendar.invitations import Invitations  # noqa: PLC0415 - heavy, so only when used

    return Invitations()


@hookimpl
def partnership_inviters() -> Iterable[Offer[Inviter]]:
    """The inviter `ical`."""
    return [Offer(name="ical", make=make_inviter, summary="Invitations for the calendar of one recipient.")]


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
