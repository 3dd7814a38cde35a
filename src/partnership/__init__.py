"""Families and teachers working together: contact, shared goals and conference talks, with plug-in back ends.

The map, in the order to read it. Each module uses only what was already read.

===================  ==================================================================================
errors, ids, times   what can go wrong; who is who; aware instants and half-open spans
calendars, norms     school weeks and working days; every threshold of the practices as data (almanac: their names)
changes              the facts a use case leaves behind
languages            which way a language is written, and the catalogues translators keep
people               pupils, guardians, staff, classes, the links between them, and who may know what
conferences          what is asked of an evening, what may be, and the timetable that answers
contact              what school and home tell each other: moments, good news, newsletters, parents' evenings
learning             what they reach together: talks, shared goals, plans, tips, workshops, material
ports                the narrow doors: store, roster source, exporter, solver, messenger, catalogue, law
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
    from partnership.calendars import DayOff, Days, Recurrence, SchoolCalendar, Term
    from partnership.conferences.answer import answer_of
    from partnership.conferences.booking_life.caps import Cap
    from partnership.conferences.booking_life.cut_offs import CutOff
    from partnership.conferences.booking_life.phases import Phase
    from partnership.conferences.booking_life.quota import Quota
    from partnership.conferences.booking_life.terms import Terms
    from partnership.conferences.bounds.bound import bound
    from partnership.conferences.checker import Report, check
    from partnership.conferences.conference import (
        Conference,
        GuardianPresence,
        HeldTime,
        Interpreter,
        Journey,
        KeepApart,
        Mode,
        ModeChange,
        Override,
        Party,
        Pause,
        Pin,
        PupilPresence,
        Room,
        Sitting,
        StaffPresence,
        Subject,
        TalkRequest,
        Travel,
        Weights,
    )
    from partnership.conferences.difference import Difference, difference, news
    from partnership.conferences.explain import explain
    from partnership.conferences.fairness import Fairness, fairness
    from partnership.conferences.forecast import Forecast, forecast
    from partnership.conferences.lottery import Lottery, new_lottery
    from partnership.conferences.objections import Objection
    from partnership.conferences.offer import Itinerary, Offers
    from partnership.conferences.parties import parties_of
    from partnership.conferences.preferences import Preference, preference
    from partnership.conferences.repair import repair
    from partnership.conferences.rules import Rule, Rulebook, rule
    from partnership.conferences.search.solve import solve
    from partnership.conferences.siblings import join_siblings, part_siblings
    from partnership.conferences.timetable import (
        Bound,
        LeftOver,
        ObjectiveValue,
        Placement,
        Reason,
        Timetable,
    )
    from partnership.conferences.whereabouts import why_here, why_not
    from partnership.contact.moments import ContactMoment
    from partnership.contact.newsletters import Edition
    from partnership.errors import InvalidInput, InvalidValue, PartnershipError, Problem
    from partnership.hookspecs import Offer, hookimpl
    from partnership.host.plugins import Host
    from partnership.host.school import School
    from partnership.learning.goals import SharedGoal
    from partnership.learning.plans import ActionPlan
    from partnership.norms import Norms
    from partnership.people.classes import Enrolment, SchoolClass, Teaching
    from partnership.people.guardians import Guardian
    from partnership.people.guardianship import Authority, Guardianship, Relation
    from partnership.people.households import Household
    from partnership.people.names import PersonName
    from partnership.people.pupils import Pupil
    from partnership.people.staff import StaffMember
    from partnership.people.standing import Decision, Matter, Question, Verdict
    from partnership.serial.conference_file import read_conference, write_conference
    from partnership.serial.timetable_file import read_timetable, write_timetable
    from partnership.services.many import solve_many
    from partnership.times import Span

_HOMES = {
    "partnership.calendars": "DayOff Days Recurrence SchoolCalendar Term",
    "partnership.conferences.answer": "answer_of",
    "partnership.conferences.booking_life.caps": "Cap",
    "partnership.conferences.booking_life.cut_offs": "CutOff",
    "partnership.conferences.booking_life.phases": "Phase",
    "partnership.conferences.booking_life.quota": "Quota",
    "partnership.conferences.booking_life.terms": "Terms",
    "partnership.conferences.bounds.bound": "bound",
    "partnership.conferences.checker": "Report check",
    "partnership.conferences.conference": "Conference GuardianPresence HeldTime Interpreter Journey KeepApart Mode ModeChange Override Party Pause Pin PupilPresence Room Sitting StaffPresence Subject TalkRequest Travel Weights",
    "partnership.conferences.difference": "Difference difference news",
    "partnership.conferences.explain": "explain",
    "partnership.conferences.fairness": "Fairness fairness",
    "partnership.conferences.forecast": "Forecast forecast",
    "partnership.conferences.lottery": "Lottery new_lottery",
    "partnership.conferences.objections": "Objection",
    "partnership.conferences.offer": "Itinerary Offers",
    "partnership.conferences.parties": "parties_of",
    "partnership.conferences.preferences": "Preference preference",
    "partnership.conferences.repair": "repair",
    "partnership.conferences.rules": "Rule Rulebook rule",
    "partnership.conferences.search.solve": "solve",
    "partnership.conferences.siblings": "join_siblings part_siblings",
    "partnership.conferences.timetable": "Bound LeftOver ObjectiveValue Placement Reason Timetable",
    "partnership.conferences.whereabouts": "why_here why_not",
    "partnership.contact.moments": "ContactMoment",
    "partnership.contact.newsletters": "Edition",
    "partnership.errors": "InvalidInput InvalidValue PartnershipError Problem",
    "partnership.hookspecs": "Offer hookimpl",
    "partnership.host.plugins": "Host",
    "partnership.host.school": "School",
    "partnership.learning.goals": "SharedGoal",
    "partnership.learning.plans": "ActionPlan",
    "partnership.norms": "Norms",
    "partnership.people.classes": "Enrolment SchoolClass Teaching",
    "partnership.people.guardians": "Guardian",
    "partnership.people.guardianship": "Authority Guardianship Relation",
    "partnership.people.households": "Household",
    "partnership.people.names": "PersonName",
    "partnership.people.pupils": "Pupil",
    "partnership.people.staff": "StaffMember",
    "partnership.people.standing": "Decision Matter Question Verdict",
    "partnership.serial.conference_file": "read_conference write_conference",
    "partnership.serial.timetable_file": "read_timetable write_timetable",
    "partnership.services.many": "solve_many",
    "partnership.times": "Span",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "ActionPlan",
    "Authority",
    "Bound",
    "Cap",
    "Conference",
    "ContactMoment",
    "CutOff",
    "DayOff",
    "Days",
    "Decision",
    "Difference",
    "Edition",
    "Enrolment",
    "Fairness",
    "Forecast",
    "Guardian",
    "GuardianPresence",
    "Guardianship",
    "HeldTime",
    "Host",
    "Household",
    "Interpreter",
    "InvalidInput",
    "InvalidValue",
    "Itinerary",
    "Journey",
    "KeepApart",
    "LeftOver",
    "Lottery",
    "Matter",
    "Mode",
    "ModeChange",
    "Norms",
    "Objection",
    "ObjectiveValue",
    "Offer",
    "Offers",
    "Override",
    "PartnershipError",
    "Party",
    "Pause",
    "PersonName",
    "Phase",
    "Pin",
    "Placement",
    "Preference",
    "Problem",
    "Pupil",
    "PupilPresence",
    "Question",
    "Quota",
    "Reason",
    "Recurrence",
    "Relation",
    "Report",
    "Room",
    "Rule",
    "Rulebook",
    "School",
    "SchoolCalendar",
    "SchoolClass",
    "SharedGoal",
    "Sitting",
    "Span",
    "StaffMember",
    "StaffPresence",
    "Subject",
    "TalkRequest",
    "Teaching",
    "Term",
    "Terms",
    "Timetable",
    "Travel",
    "Verdict",
    "Weights",
    "answer_of",
    "bound",
    "check",
    "difference",
    "explain",
    "fairness",
    "forecast",
    "hookimpl",
    "join_siblings",
    "new_lottery",
    "news",
    "part_siblings",
    "parties_of",
    "preference",
    "read_conference",
    "read_timetable",
    "repair",
    "rule",
    "solve",
    "solve_many",
    "why_here",
    "why_not",
    "write_conference",
    "write_timetable",
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
