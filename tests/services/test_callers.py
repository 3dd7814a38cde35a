"""Who comes is who they are, however it is written: no guardian and no pupil gets what is the school's."""

from collections.abc import Callable

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tests.contact.test_gatherings import READING
from tests.privacy.two_homes import EVENING, FATHER, MOTHER, TALKS, TwoHomes
from tests.services.test_gatherings import announced

from partnership.errors import IllegalStep, InvalidValue, NotFound
from partnership.ids import GuardianId, RequestId
from partnership.people.feed_addresses import FeedOf
from partnership.services.callers import Caller

HIM = FATHER.id


def test_a_guardian_is_one_by_either_name() -> None:
    """Also when a program hands on the name of whoever signed in."""
    assert Caller(by="guardian:g1") == Caller(guardian=MOTHER.id, by="guardian:g1")
    assert [Caller(by=who).is_school for who in ("staff:t1", "system:school", "guardian:g1", "pupil:p1")] == [
        True,
        True,
        False,
        False,
    ]


@given(
    guardian=st.none() | st.just(MOTHER.id),
    by=st.sampled_from(["guardian:g2", "pupil:p1", "staff:t1", "system:night"]),
)
def test_nobody_of_home_is_the_school(guardian: GuardianId | None, by: str) -> None:
    """A guardian who is named by `by` alone is that guardian, and no room takes them for staff."""
    caller = TwoHomes().school.caller(guardian, by=by)
    named = FATHER.id if by == "guardian:g2" else None
    assert caller.guardian == (guardian or named)
    assert caller.is_school == (caller.guardian is None and not by.startswith("pupil:"))


@pytest.fixture(scope="module")
def world() -> TwoHomes:
    """An evening of parents, and a feed and a talk of the father."""
    world = TwoHomes()
    announced(world)
    world.school.feeds(HIM).open("guardian:g2", FeedOf.TALKS)
    world.talk(FATHER, 60)
    return world


@pytest.mark.parametrize("who", ["guardian:g1", "pupil:p1"])
@pytest.mark.parametrize(
    "look",
    [
        lambda school, who: school.gatherings(by=who).guests(),
        lambda school, who: school.gatherings(by=who).notices(),
        lambda school, who: school.gatherings(by=who).arrive(READING.id, HIM),
        lambda school, who: school.feeds(by=who).renew("guardian:g2", FeedOf.TALKS),
        lambda school, who: school.feeds(by=who).revoke("guardian:g2", FeedOf.TALKS),
        lambda school, who: school.feeds(by=who).objects("guardian:g2", FeedOf.TALKS),
        lambda school, who: school.counter(TALKS, by=who).cancel(RequestId("talk-s")),
        lambda school, who: school.evening_run(TALKS, by=who).check_in(RequestId("talk-s")),
    ],
)
def test_what_is_another_homes_is_not_there(
    world: TwoHomes, who: str, look: Callable[[object, str], object]
) -> None:
    """To the other parent and to the child: refused, or not found."""
    with pytest.raises((IllegalStep, NotFound)):
        look(world.school, who)


def test_nobody_reads_or_answers_the_invitation_of_another(world: TwoHomes) -> None:
    """A pupil has none; a parent gets and answers their own."""
    assert world.school.gatherings(by="pupil:p1").invitations(HIM) == ()
    assert world.school.feeds(by="pupil:p1").all("guardian:g2") == ()
    with pytest.raises(NotFound):
        world.school.gatherings(by="pupil:p1").reply(READING.id, coming=True, guardian=HIM)
    hers = world.school.gatherings(by="guardian:g1").invitations(HIM)
    assert [guest.guardian for _, guest in hers] == [MOTHER.id]
    assert world.school.conference(TALKS).held[RequestId("talk-s")].start > EVENING


@given(kind=st.text(max_size=9), id=st.text(min_size=1, max_size=6))
@example(kind="gaurdian", id="petra")
@example(kind="Staff", id="jansen")
@example(kind="", id="office")
def test_who_is_nobody_we_know_is_never_the_school(kind: str, id: str) -> None:
    """A slip of the pen, such as `gaurdian:petra`, opens no door; nor does one of the four kinds without who it is."""
    assume(kind.partition(":")[0] not in {"guardian", "pupil", "staff", "system"})
    for by in (f"{kind}:{id}", kind, "guardian:", "pupil:", "staff:", "system:", "staff"):
        with pytest.raises(InvalidValue, match="expected staff:ID, guardian:ID or pupil:ID"):
            Caller(by=by)
