"""One evening as a single clerk with a book would keep it: which request has which slot of one teacher."""

from collections.abc import Mapping
from typing import Literal

import attrs

__all__ = ["EMPTY", "Deed", "Evening", "What", "clerk"]

Evening = frozenset[tuple[str, str]]
"""Who has which slot: pairs of a request and a start."""

What = Literal["book", "cancel", "look"]

EMPTY: Evening = frozenset()


@attrs.frozen(kw_only=True)
class Deed:
    """What somebody asked of one teacher's evening, and what they heard.

    Attributes:
        what: `book` a slot (or move there), `cancel`, or `look` at all talks of one conference.
        teacher: Whose evening.
        who: The request; for a look, the conference, whose name begins the names of its requests.
        slot: The start that was asked for.
        done: Whether it was done, as far as was heard; somebody who heard nothing asked for it to be done.
        seen: What a look saw.
    """

    what: What
    teacher: str
    who: str
    slot: str = ""
    done: bool = True
    seen: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def reads(self) -> bool:
        """Whether nothing changes by it."""
        return self.what == "look" or not self.done


def clerk(evening: Evening, deed: Deed) -> Evening | None:
    """What is so after the deed; None when a clerk would have answered otherwise."""
    if deed.what == "look":
        there = {who: slot for who, slot in evening if who.startswith(f"{deed.who}/")}
        return evening if there == deed.seen else None
    others = frozenset(each for each in evening if each[0] != deed.who)
    if deed.what == "cancel":
        return others if deed.done else None
    free = all(slot != deed.slot for _, slot in others)
    if not deed.done:
        return None if free else evening
    return others | {(deed.who, deed.slot)} if free else None
