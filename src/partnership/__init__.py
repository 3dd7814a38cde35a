"""Families and teachers working together: contact, shared goals and conference talks, with plug-in back ends.

The map, in the order to read it. Each module uses only what was already read.

===================  ==================================================================================
errors, ids, times   what can go wrong; who is who; aware instants and half-open spans
calendars, norms     school weeks and working days; every threshold of the practices as data
changes              the facts a use case leaves behind
people               pupils, guardians, staff, classes, the links between them, and who may know what
conferences          what is asked of an evening, what may be, and the timetable that answers
ports                the narrow doors: store, roster source, exporter, solver, messenger, jurisdiction
serial               values to plain data and back; the interchange files
hookspecs            how a plug-in offers a back end
services             the use cases: load, decide, save with changes and messages in one transaction
plugins              the back ends that ship with the library
host                 settings, plug-ins and one school: where an embedding program starts
cli, testing         the command; strategies, contracts and an invented school for your own tests
===================  ==================================================================================

Names are imported when first used, so `import partnership` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnership.conferences.conference import (
        Conference,
        GuardianPresence,
        Interpreter,
        Journey,
        KeepApart,
        Mode,
        Party,
        Pin,
        PupilPresence,
        Room,
        Sitting,
        StaffPresence,
        TalkRequest,
        Travel,
        Weights,
    )
    from partnership.conferences.timetable import (
        Bound,
        LeftOver,
        ObjectiveValue,
        Placement,
        Reason,
        Timetable,
    )
    from partnership.errors import InvalidInput, InvalidValue, PartnershipError, Problem
    from partnership.times import Span

_HOMES = {
    "partnership.conferences.conference": (
        "Conference",
        "GuardianPresence",
        "Interpreter",
        "Journey",
        "KeepApart",
        "Mode",
        "Party",
        "Pin",
        "PupilPresence",
        "Room",
        "Sitting",
        "StaffPresence",
        "TalkRequest",
        "Travel",
        "Weights",
    ),
    "partnership.conferences.timetable": (
        "Bound",
        "LeftOver",
        "ObjectiveValue",
        "Placement",
        "Reason",
        "Timetable",
    ),
    "partnership.errors": ("InvalidInput", "InvalidValue", "PartnershipError", "Problem"),
    "partnership.times": ("Span",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Bound",
    "Conference",
    "GuardianPresence",
    "Interpreter",
    "InvalidInput",
    "InvalidValue",
    "Journey",
    "KeepApart",
    "LeftOver",
    "Mode",
    "ObjectiveValue",
    "PartnershipError",
    "Party",
    "Pin",
    "Placement",
    "Problem",
    "PupilPresence",
    "Reason",
    "Room",
    "Sitting",
    "Span",
    "StaffPresence",
    "TalkRequest",
    "Timetable",
    "Travel",
    "Weights",
]


def __getattr__(name: str) -> object:
    """Import a public name from its home the first time it is used."""
    if name not in _HOME_OF:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
