"""Who comes into a room: the school is whoever is neither a guardian nor a pupil, however they are named."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contact.test_gatherings import READING
from tests.privacy.two_homes import MOTHER, TwoHomes

from partnership.errors import IllegalStep, NotFound
from partnership.host.school import School
from partnership.ids import GuardianId
from partnership.people.feed_addresses import FeedOf
from partnership.services.callers import Caller


@given(
    guardian=st.none() | st.just(GuardianId("g1")),
    by=st.sampled_from(["guardian:g2", "pupil:p1", "staff:t1", "system:night"]),
)
def test_nobody_of_home_is_the_school(guardian: GuardianId | None, by: str) -> None:
    """A guardian who is named by `by` alone is that guardian, and no room takes them for staff."""
    caller = TwoHomes().school.caller(guardian, by=by)
    named = GuardianId("g2") if by == "guardian:g2" else None
    assert caller.guardian == (guardian or named)
    assert caller.is_school == (caller.guardian is None and not by.startswith("pupil:"))
    assert Caller(by=by).is_school == by.startswith(("staff:", "system:"))


@pytest.mark.parametrize(
    "asked",
    [
        lambda school: school.gatherings(by="pupil:p1").every(),
        lambda school: school.gatherings(by="pupil:p1").guests(),
        lambda school: school.gatherings(by="pupil:p1").draft(READING),
    ],
)
def test_a_pupil_does_not_keep_the_evenings(asked: Callable[[School], object]) -> None:
    """Nor see who was invited."""
    with pytest.raises(IllegalStep, match="followed from home"):
        asked(TwoHomes().school)


@pytest.mark.parametrize("by", ["pupil:p1", "guardian:g2"])
def test_nobody_of_home_speaks_for_another(by: str) -> None:
    """Not of their invitations, and not of their calendar."""
    school = TwoHomes().school
    room, feeds = school.gatherings(by=by), school.feeds(by=by)
    mother = f"guardian:{MOTHER.id}"
    for asked in (
        lambda: room.reply(READING.id, coming=True, guardian=MOTHER.id),
        lambda: feeds.open(mother, FeedOf.TALKS),
        lambda: feeds.renew(mother, FeedOf.TALKS),
        lambda: feeds.revoke(mother, FeedOf.TALKS),
    ):
        with pytest.raises(NotFound):
            asked()
    assert room.invitations(MOTHER.id) == ()
    assert feeds.all(mother) == ()
