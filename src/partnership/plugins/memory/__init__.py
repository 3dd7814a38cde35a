"""A store in this program's own memory: for tests, for a demonstration, and as the yardstick of every other store."""

from collections.abc import Iterable

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Store

__all__ = ["partnership_stores", "partnership_trials"]


def _make() -> Store:
    from partnership.plugins.memory.store import MemoryStore  # noqa: PLC0415 - only when asked for

    return MemoryStore()


@hookimpl
def partnership_stores() -> Iterable[Offer[Store]]:
    """The store `memory`."""
    return [Offer(name="memory", make=_make, summary="In memory, gone when the program ends.")]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On dictionaries."""
    return [
        Trial(kind="store", offer="memory", contract="partnership.testing.trials:MemoryTrial"),
    ]
