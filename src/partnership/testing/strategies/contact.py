"""Contact moments and insights of a small school in one autumn."""

from datetime import UTC, datetime, timedelta
from functools import cache

import attrs
from hypothesis import strategies as st

from partnership.contact.insights import ParentInsight
from partnership.contact.moments import (
    Attempt,
    ContactMoment,
    ContactState,
    Direction,
    FollowUp,
    Outcome,
    Tone,
)
from partnership.ids import ContactId, GuardianId, InsightId, PupilId, StaffId

__all__ = ["AUTUMN", "contact_moments", "insights", "ledgers_of_moments"]

AUTUMN = datetime(2026, 8, 31, 6, tzinfo=UTC)
"""When the first moments can be."""

_PUPILS = st.sampled_from(["noor", "tim"]).map(PupilId)
_GUARDIANS = st.sampled_from(["petra", "sjoerd", "zeynep"]).map(GuardianId)
_STAFF = st.sampled_from(["jansen", "visser"]).map(StaffId)
_CHANNELS = st.sampled_from(["phone", "email", "app", "talk"])
_MOMENTS = st.integers(0, 100 * 24).map(lambda hours: AUTUMN + timedelta(hours=hours))
_STEPS = st.builds(
    FollowUp,
    what=st.just("read aloud"),
    owner=st.just("staff:jansen"),
    due=_MOMENTS.map(lambda moment: moment.date()),
)


@st.composite
def contact_moments(draw: st.DrawFn, id: str = "c1") -> ContactMoment:
    """A moment that just was: from home, or tried by the school once or more."""
    channel, at = draw(_CHANNELS), draw(_MOMENTS)
    direction = draw(st.sampled_from(Direction))
    outcomes = [] if direction is Direction.IN else draw(st.lists(st.sampled_from(Outcome), max_size=3))
    reached = direction is Direction.IN or Outcome.REACHED in outcomes
    tried = ContactState.ATTEMPTED if outcomes else ContactState.PLANNED
    return ContactMoment(
        id=ContactId(id),
        pupils=tuple(draw(st.lists(_PUPILS, min_size=1, max_size=2, unique=True))),
        guardians=tuple(draw(st.lists(_GUARDIANS, min_size=1, max_size=2, unique=True))),
        staff=draw(_STAFF),
        at=at,
        direction=direction,
        channel=channel,
        group=draw(st.booleans()),
        tone=draw(st.sampled_from(Tone)),
        attempts=tuple(Attempt(at=at, channel=channel, outcome=each) for each in outcomes),
        follow_ups=tuple(draw(st.lists(_STEPS, max_size=2))),
        state=ContactState.REACHED if reached else tried,
    )


@st.composite
def ledgers_of_moments(draw: st.DrawFn, most: int = 6) -> list[ContactMoment]:
    """A few moments with ids of their own; some answer one before."""
    moments: list[ContactMoment] = []
    for number in range(draw(st.integers(0, most))):
        moment = draw(contact_moments(id=f"c{number}"))
        answers = draw(st.none() | st.sampled_from([each.id for each in moments])) if moments else None
        moments.append(attrs.evolve(moment, answers=answers))
    return moments


@cache
def insights() -> st.SearchStrategy[ParentInsight]:
    """Something a guardian just told."""
    return st.builds(
        ParentInsight,
        id=st.sampled_from(["i1", "i2"]).map(InsightId),
        pupil=_PUPILS,
        by=_GUARDIANS,
        text=st.just("she reads to her brother"),
        received_on=_MOMENTS.map(lambda moment: moment.date()),
    )
