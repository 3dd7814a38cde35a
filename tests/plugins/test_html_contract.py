"""The page exporter keeps the contract of exporters."""

from partnership.testing.trials import PagesTrial as TestPages

__all__ = ["TestPages"]
