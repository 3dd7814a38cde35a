"""The words of `partnership send` and `partnership outbox`: ids and times, no names and no addresses."""

from collections.abc import Iterable

import attrs

from partnership.cli import render
from partnership.host.dispatch import Sendings
from partnership.host.today import Outgoing
from partnership.services.deliveries import Delivery

__all__ = ["outgoing", "sendings", "to_call"]


def sendings(done: Sendings) -> None:
    """What a run did, without what it did none of."""
    counts = {name: count for name, count in attrs.asdict(done).items() if count}
    render.line(", ".join(f"{count} {name}" for name, count in counts.items()) or "nothing to send")


def outgoing(found: Iterable[Outgoing]) -> None:
    """A line for each message, the earliest first."""
    empty = True
    for each in found:
        empty = False
        how = f" by {each.channels[0]}" if each.channels else ""
        until = f" until {each.waits:%Y-%m-%d %H:%M} UTC" if each.waits else ""
        why = f" ({each.why})" if each.why else ""
        render.line(f"{each.state}{how}{until}: {each.topic} to {each.recipient}{why}")
    if empty:
        render.line("nothing to send")


def to_call(found: Iterable[Delivery]) -> None:
    """Whom somebody has to call."""
    for each in found:
        render.line(f"call {each.recipient}: {each.topic} {each.state} since {each.at:%Y-%m-%d} ({each.why})")
