"""One type per identity, so that a pupil's id cannot be handed in where a guardian's belongs.

An id is any non-empty string the school's own system uses; this library never reads meaning into it and never
derives it from a name, an e-mail address or a citizen number.
"""

import uuid
from typing import NewType
from urllib.parse import quote

__all__ = [
    "BasketId",
    "ClassId",
    "ConferenceId",
    "ContactId",
    "EditionId",
    "GatheringId",
    "GoalId",
    "GuardianId",
    "HomeworkId",
    "HouseholdId",
    "InsightId",
    "InterpreterId",
    "MaterialId",
    "ModuleId",
    "PartyId",
    "PlanId",
    "PupilId",
    "RequestId",
    "RoomId",
    "SchoolId",
    "SittingId",
    "StaffId",
    "SupportPlanId",
    "TalkId",
    "TipId",
    "WorkshopId",
    "fresh_id",
    "joined",
    "of_school",
]

SchoolId = NewType("SchoolId", str)
PupilId = NewType("PupilId", str)
GuardianId = NewType("GuardianId", str)
StaffId = NewType("StaffId", str)
ClassId = NewType("ClassId", str)
HouseholdId = NewType("HouseholdId", str)
ConferenceId = NewType("ConferenceId", str)
SittingId = NewType("SittingId", str)
RoomId = NewType("RoomId", str)
InterpreterId = NewType("InterpreterId", str)
PartyId = NewType("PartyId", str)
RequestId = NewType("RequestId", str)
BasketId = NewType("BasketId", str)
ContactId = NewType("ContactId", str)
InsightId = NewType("InsightId", str)
GoalId = NewType("GoalId", str)
EditionId = NewType("EditionId", str)
GatheringId = NewType("GatheringId", str)
PlanId = NewType("PlanId", str)
SupportPlanId = NewType("SupportPlanId", str)
TipId = NewType("TipId", str)
HomeworkId = NewType("HomeworkId", str)
WorkshopId = NewType("WorkshopId", str)
ModuleId = NewType("ModuleId", str)
MaterialId = NewType("MaterialId", str)
TalkId = NewType("TalkId", str)


def fresh_id() -> str:
    """A new id that says nothing about anyone (32 hexadecimal digits, random)."""
    return uuid.uuid4().hex


def joined(*parts: object, safe: str = "") -> str:
    """The id of what is known by several ids together; no other parts make the same.

    Args:
        parts: Ids, days and numbers, in the order in which they lead to it.
        safe: What is left as it is in each part, such as the colon of `guardian:petra`.
    """
    return "/".join(quote(str(part), safe=safe) for part in parts)


def of_school(person: str) -> bool:
    """Whether somebody, written as `staff:jansen`, is of the school: its staff, or what runs by itself, as `system:night`.

    Whoever is neither that nor a guardian nor a pupil is a stranger, and sees what a stranger sees.
    """
    return person.startswith(("staff:", "system:"))
