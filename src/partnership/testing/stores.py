"""The contract of a store. Subclass it, say how to open yours, and inherit the tests.

    class TestOurStore(StoreContract):
        persistent = True
        shared = True

        def make_store(self, folder):
            return OurStore(folder / "school.db")

        def raw_rows(self, store, folder):
            with sqlite3.connect(folder / "school.db") as raw:
                return [RawRow(*row) for row in raw.execute("SELECT school, kind, id, revision FROM entity")]

A promise your store does not keep goes into `waivers` with the reason; it then has to fail, and is listed. A test that is
replaced or taken away instead is refused.
That the contract itself notices faults is tested with the stores in `partnership.testing.broken_stores`.
"""

from partnership.testing.contracts.blocks import BlockContract
from partnership.testing.contracts.claims import ClaimContract
from partnership.testing.contracts.face import RawRow
from partnership.testing.contracts.forgetting import ForgettingContract
from partnership.testing.contracts.hands import ManyHandsContract
from partnership.testing.contracts.indexes import IndexContract
from partnership.testing.contracts.journal import JournalContract
from partnership.testing.contracts.lasting import LastingContract
from partnership.testing.contracts.many import ManyContract
from partnership.testing.contracts.outbox import OutboxContract
from partnership.testing.contracts.records import RecordContract
from partnership.testing.contracts.walk import WalkContract

__all__ = ["RawRow", "StoreContract"]


class StoreContract(
    RecordContract,
    ManyContract,
    ClaimContract,
    IndexContract,
    BlockContract,
    JournalContract,
    OutboxContract,
    ForgettingContract,
    ManyHandsContract,
    LastingContract,
    WalkContract,
    contract=True,
):
    """Everything a store promises; see `partnership.testing.contracts.face.StoreFace` for what to fill in."""
