"""Parents' evenings of a small school, and who was invited to them."""

from datetime import UTC, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from partnership.contact.gatherings import (
    Aim,
    Gathering,
    GatheringKind,
    GatheringState,
    GroupFigure,
    Item,
    Occasion,
    Support,
)
from partnership.contact.guests import Guest, GuestState
from partnership.ids import ClassId, GatheringId, GuardianId

__all__ = ["gatherings", "guests"]

_AUTUMN = datetime(2026, 9, 7, 6, tzinfo=UTC)
_MOMENTS = st.integers(0, 60 * 48).map(lambda halves: _AUTUMN + timedelta(minutes=30 * halves))
_SUPPORT = st.frozensets(st.sampled_from(Support))
_WORDS = st.sampled_from(["Samen lezen", "Rekenen thuis", "Koffie"])
_IDS = st.sampled_from(["reading", "sums", "team"]).map(GatheringId)


@cache
def gatherings() -> st.SearchStrategy[Gathering]:
    """One parents' evening, at any point of its life, with whatever it may lack."""
    occasions = st.builds(
        Occasion,
        start=_MOMENTS,
        minutes=st.integers(15, 180),
        place=st.sampled_from(["", "aula"]),
        support=_SUPPORT,
    )
    figures = st.builds(
        GroupFigure,
        what=_WORDS,
        counts=st.dictionaries(st.sampled_from(["well", "almost", "not yet"]), st.integers(0, 30)),
    )
    return st.builds(
        Gathering,
        id=_IDS,
        classes=st.lists(st.sampled_from(["6a", "6b"]).map(ClassId), min_size=1, max_size=2, unique=True).map(
            tuple
        ),
        kind=st.sampled_from(GatheringKind),
        title=_WORDS,
        occasions=st.lists(occasions, max_size=3, unique_by=lambda each: each.start).map(tuple),
        items=st.lists(st.builds(Item, title=_WORDS, aim=st.sampled_from(Aim)), max_size=3).map(tuple),
        figures=st.lists(figures, max_size=2).map(tuple),
        package=st.sampled_from(["", "https://de-beuk.example/reading"]),
        state=st.sampled_from(GatheringState),
    )


@cache
def guests() -> st.SearchStrategy[Guest]:
    """One guardian's invitation, at any point of its life."""
    return st.builds(
        Guest,
        gathering=_IDS,
        guardian=st.sampled_from(["petra", "sjoerd", "zeynep"]).map(GuardianId),
        language=st.sampled_from([None, "nl", "tr", "ar-MA"]),
        personal=st.booleans(),
        invited_at=_MOMENTS,
        occasion=st.none() | _MOMENTS,
        needs=_SUPPORT,
        state=st.sampled_from(GuestState),
    )
