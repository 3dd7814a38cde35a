"""What people do at the counter of a conference, and on which side of it they stand."""

from enum import StrEnum

__all__ = ["Deed", "Side"]


class Side(StrEnum):
    """For whom somebody acts: their own family, or the school."""

    GUARDIAN = "guardian"
    STAFF = "staff"


class Deed(StrEnum):
    """One kind of act: ask for a talk, book a start, move a booked talk, cancel, wait for a place, swap."""

    ASK = "ask"
    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    WAIT = "wait"
    SWAP = "swap"
