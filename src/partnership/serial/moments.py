"""Instants as whole microseconds, which every database orders and gives back exactly."""

from datetime import UTC, datetime, timedelta

__all__ = ["instant_at", "microseconds"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970-01-01T00:00Z."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def instant_at(count: int) -> datetime:
    """The instant so many microseconds after 1970-01-01T00:00Z."""
    return _EPOCH + timedelta(microseconds=count)
