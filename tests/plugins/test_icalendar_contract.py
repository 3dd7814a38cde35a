"""The calendar exporter keeps the contract of exporters."""

from partnership.testing.trials import FeedsTrial as TestFeeds

__all__ = ["TestFeeds"]
