"""Stores with one small fault each, such as have been seen; the contract must reject every one of them.

A contract that rejects nothing promises nothing. Each fault names the test that has to notice it.
"""

from partnership.testing.broken_stores.blocks import BLOCK_FAULTS
from partnership.testing.broken_stores.claims import CLAIM_FAULTS
from partnership.testing.broken_stores.fault import Fault
from partnership.testing.broken_stores.forgetting import FORGETTING_FAULTS
from partnership.testing.broken_stores.hands import HAND_FAULTS
from partnership.testing.broken_stores.indexes import INDEX_FAULTS
from partnership.testing.broken_stores.journal import JOURNAL_FAULTS
from partnership.testing.broken_stores.lasting import LASTING_FAULTS, SOUND
from partnership.testing.broken_stores.many import MANY_FAULTS
from partnership.testing.broken_stores.outbox import OUTBOX_FAULTS
from partnership.testing.broken_stores.records import RECORD_FAULTS

__all__ = ["SOUND", "STORE_FAULTS", "Fault"]

STORE_FAULTS: tuple[Fault, ...] = (
    *RECORD_FAULTS,
    *MANY_FAULTS,
    *CLAIM_FAULTS,
    *INDEX_FAULTS,
    *BLOCK_FAULTS,
    *JOURNAL_FAULTS,
    *OUTBOX_FAULTS,
    *FORGETTING_FAULTS,
    *HAND_FAULTS,
    *LASTING_FAULTS,
)
