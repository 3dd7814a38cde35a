"""The SQLite store keeps every promise, and the file says the same when read past it."""

from partnership.testing.trials import SqliteTrial as TestSqlite

__all__ = ["TestSqlite"]
