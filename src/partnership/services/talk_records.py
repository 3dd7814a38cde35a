"""Of which pupils a kept talk is, whether they sit in or not."""

from partnership.conferences.booking import Booking
from partnership.ports import Transaction

__all__ = ["pupils_of_talk"]


def pupils_of_talk(transaction: Transaction, booking: Booking) -> frozenset[str]:
    """The pupils a talk is about: those of its request, and those who sit in."""
    record = transaction.get("conference", booking.conference)
    asked = [] if record is None else [*record.body["conference"]["requests"], *record.body["withdrawn"]]
    about = (each["pupils"] for each in asked if each["id"] == booking.request)
    return frozenset(pupil for pupils in (*about, booking.pupils) for pupil in pupils)
