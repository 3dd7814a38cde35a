"""The narrow doors to the outside: what a back end must be able to do, and nothing more.

A plug-in implements one of these Protocols and offers it through a hook (`partnership.hookspecs`). Contracts that
judge an implementation ship in `partnership.testing`. The door to where records are kept has a file of its own, `store`;
how a
piece of work is done there once and no more is in `operations`; many records at once are in `bulk`; the other doors are in `doors`.
"""

from partnership.conferences.evening import Evening
from partnership.ports.bulk import BulkTransaction, NewRecord, create, scan
from partnership.ports.calendars import CalendarTalk, Reader
from partnership.ports.doors import (
    Bounder,
    Catalogue,
    Clock,
    Exporter,
    Inviter,
    Jurisdiction,
    Messenger,
    RosterSource,
    Sessions,
    Solver,
    Translator,
)
from partnership.ports.invitations import Invitation
from partnership.ports.letters import CalendarPart, DeliveryUnknown, Letter
from partnership.ports.operations import forget_operations, run
from partnership.ports.store import Claim, Found, Head, Link, Message, Record, Store, SwiftStore, Transaction

__all__ = [
    "Bounder",
    "BulkTransaction",
    "CalendarPart",
    "CalendarTalk",
    "Catalogue",
    "Claim",
    "Clock",
    "DeliveryUnknown",
    "Evening",
    "Exporter",
    "Found",
    "Head",
    "Invitation",
    "Inviter",
    "Jurisdiction",
    "Letter",
    "Link",
    "Message",
    "Messenger",
    "NewRecord",
    "Reader",
    "Record",
    "RosterSource",
    "Sessions",
    "Solver",
    "Store",
    "SwiftStore",
    "Transaction",
    "Translator",
    "create",
    "forget_operations",
    "run",
    "scan",
]
