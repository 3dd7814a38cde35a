"""An evening of a start or two, in which one talk too many is asked for."""

from typing import Any

from tests.conferences.autumn import (
    asked,
    autumn,
    clock,
    family,
    placed,
    staff,
    timetable,
)

from partnership.conferences.conference import (
    Conference,
    KeepApart,
    Sitting,
)
from partnership.conferences.explain import explain
from partnership.conferences.table import Table
from partnership.conferences.timetable import LeftOver, Placement
from partnership.ids import PartyId, RequestId, SittingId

__all__ = ["FULL", "helps", "short_evening", "two_starts", "why"]

Q1 = RequestId("q1")


def why(conference: Conference, *talks: Placement, **options: Any) -> LeftOver:
    """Why q1 is left over."""
    return explain(Q1, Table(conference, timetable(*talks)), **options)


def helps(conference: Conference, *talks: Placement, **options: Any) -> list[str]:
    """What would help q1."""
    return [each.text for each in why(conference, *talks, **options).would_help]


def short_evening(minutes: int = 20, **different: Any) -> Conference:
    """An evening of a few starts, in which q2 and q3 are in the way of q1."""
    short = Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock(f"18:{minutes}"))
    parts: dict[str, Any] = {
        "sittings": (short,),
        "staff": (staff("jansen"),),
        "requests": (asked("q1", "f1"), asked("q2", "f2"), asked("q3", "f2")),
    }
    return autumn(**parts | different)


FULL = placed("q2", "18:00"), placed("q3", "18:10")


def two_starts() -> Conference:
    """An evening of two starts: two families kept apart, one of them to a single talk, and three talks asked for."""
    return autumn(
        sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:20")),),
        staff=(staff("jansen"), staff("devries"), staff("bos")),
        parties=(family("f1", "fatima", max_talks=1), family("f2", "bram")),
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=30),),
        requests=(asked("q1", "f1"), asked("q2", "f1", "devries"), asked("q3", "f2", "bos")),
    )
