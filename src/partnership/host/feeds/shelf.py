"""What was written of feeds, so that it need not be written again, and of each feed the last that was good."""

from collections.abc import Hashable
from datetime import datetime
from hashlib import sha256

import attrs

from partnership.plugins.icalendar.blocks import Block
from partnership.services.feed_contents import AskedMemory
from partnership.services.remembered import Remembered

__all__ = ["Published", "Shelf"]

_DIGITS = 32
_WRITERS = 64


@attrs.frozen(kw_only=True)
class Published:
    """A feed as it is handed out.

    Attributes:
        body: The calendar.
        changed: When anything in it last changed.
        told: Which talks are in it, by conference and request.
        etag: What its bytes are known by: the same for the same bytes and for no others.
    """

    body: bytes = attrs.field(repr=False)
    changed: datetime
    told: frozenset[tuple[str, str]] = frozenset()
    etag: str = attrs.field(init=False)

    @etag.default
    def _etag(self) -> str:
        return f'"{sha256(self.body).hexdigest()[:_DIGITS]}"'


class Shelf:
    """The memory of one process; lost with it, and nothing is lost then but time.

    Args:
        events: How many events are remembered.
        feeds: Of how many feeds the last good one is.
    """

    def __init__(self, *, events: int = 50_000, feeds: int = 2_000) -> None:
        self.events: Remembered[Hashable, Block] = Remembered(events)
        self.frames: Remembered[Hashable, bytes] = Remembered(feeds)
        self.dates: Remembered[Hashable, tuple[Block, ...]] = Remembered(_WRITERS)
        self.good: Remembered[str, Published] = Remembered(feeds)
        self.asked: AskedMemory = AskedMemory()
