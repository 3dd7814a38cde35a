"""The memory store keeps every promise but lasting."""

from partnership.testing.trials import MemoryTrial as TestMemory

__all__ = ["TestMemory"]
