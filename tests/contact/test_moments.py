"""The life of a contact moment, and the manners it keeps."""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from partnership.calendars import Days
from partnership.contact.manners import admit, problems_of
from partnership.contact.moments import (
    Attempt,
    ContactMoment,
    ContactState,
    Direction,
    FollowUp,
    Outcome,
    Tone,
    attempted,
    closed,
    followed_up,
)
from partnership.errors import IllegalStep, InvalidInput, InvalidValue
from partnership.ids import ContactId, GuardianId, PupilId, StaffId
from partnership.testing.strategies.contact import contact_moments, ledgers_of_moments

NOON = datetime(2026, 9, 14, 10, tzinfo=UTC)
YEAR = Days(date(2026, 8, 1), date(2027, 8, 1))
READ = FollowUp(what="read ten minutes", owner="guardian:petra", due=date(2026, 9, 21))
CALL = ContactMoment(
    id=ContactId("c1"),
    pupils=(PupilId("noor"),),
    guardians=(GuardianId("petra"),),
    staff=StaffId("jansen"),
    at=NOON,
    channel="phone",
)


def tried(outcome: Outcome) -> Attempt:
    """A call that ended so."""
    return Attempt(at=NOON, channel="phone", outcome=outcome)


class Life(RuleBasedStateMachine):
    """Any steps in any order, against the plain story of what was done."""

    @initialize(promised=st.integers(0, 2))
    def plan(self, promised: int) -> None:
        """A call with so many promises."""
        self.moment = attrs.evolve(CALL, follow_ups=(READ,) * promised)
        self.tries: list[Outcome] = []
        self.open = set(range(promised))
        self.stepped = False
        self.shut = False

    @rule(outcome=st.sampled_from(Outcome))
    def attempt(self, outcome: Outcome) -> None:
        """One more try is allowed until somebody was reached."""
        if self.shut or Outcome.REACHED in self.tries:
            with pytest.raises(IllegalStep):
                attempted(self.moment, tried(outcome))
        else:
            self.moment = attempted(self.moment, tried(outcome))
            self.tries.append(outcome)

    @rule(number=st.integers(-1, 2))
    def follow(self, number: int) -> None:
        """A promise can be kept once, after somebody was reached."""
        reached = Outcome.REACHED in self.tries
        if self.shut or not reached or (self.stepped and not self.open) or number not in self.open:
            with pytest.raises((IllegalStep, InvalidValue)):
                followed_up(self.moment, number, READ.due)
        else:
            self.moment = followed_up(self.moment, number, READ.due)
            self.open.discard(number)
            self.stepped = True

    @rule()
    def close(self) -> None:
        """It closes once, and not over an open promise to somebody who was reached."""
        if self.shut or (self.open and Outcome.REACHED in self.tries):
            with pytest.raises(IllegalStep):
                closed(self.moment)
        else:
            self.moment = closed(self.moment)
            self.shut = True

    @invariant()
    def as_told(self) -> None:
        """The state is what the story says; an attempt alone is never reach."""
        reached = Outcome.REACHED in self.tries
        if self.shut:
            expected = ContactState.CLOSED
        elif reached:
            expected = ContactState.FOLLOWED_UP if self.stepped and not self.open else ContactState.REACHED
        else:
            expected = ContactState.ATTEMPTED if self.tries else ContactState.PLANNED
        assert self.moment.state is expected
        assert self.moment.reached is self.moment.individual is reached
        assert len(self.moment.open_follow_ups) == len(self.open)


TestLife = Life.TestCase


@given(moment=contact_moments())
def test_a_message_to_many_is_never_contact_with_one(moment: ContactMoment) -> None:
    """Whatever came of it."""
    assert attrs.evolve(moment, group=True).individual is False
    assert attrs.evolve(moment, group=False).individual is moment.reached


def test_a_moment_is_about_somebody_and_with_somebody() -> None:
    """Each missing side is named; a state that was never reached is refused."""
    with pytest.raises(InvalidValue, match="pupils"):
        attrs.evolve(CALL, pupils=())
    with pytest.raises(InvalidValue, match="guardians"):
        attrs.evolve(CALL, guardians=())
    with pytest.raises(InvalidValue, match="no attempt reached"):
        attrs.evolve(CALL, state=ContactState.REACHED)


def test_what_was_said_is_in_no_repr() -> None:
    """Facts, thoughts and agreements stay where they are read on purpose."""
    said = attrs.evolve(CALL, facts="Fact", interpretation="Thought", agreement="Deal", purpose="Aim")
    assert not {"Fact", "Thought", "Deal", "Aim"} & set(repr(said).replace("'", " ").split())


@given(moment=contact_moments(), earlier=ledgers_of_moments())
def test_a_concern_is_never_the_first_a_family_hears(
    moment: ContactMoment, earlier: list[ContactMoment]
) -> None:
    """Whoever begins with one is refused, for each pupil of whom nothing individual got through this year before."""
    found = {each.path for each in problems_of(moment, earlier, YEAR)}
    concern = moment.direction is Direction.OUT and moment.tone is Tone.CONCERN
    known = {
        pupil
        for each in earlier
        if each.reached and not each.group and each.at < moment.at
        for pupil in each.pupils
    }
    expected = set()
    if concern:
        expected = {f"$.pupils[{number}]" for number, pupil in enumerate(moment.pupils) if pupil not in known}
        expected |= set() if moment.follow_ups else {"$.follow_ups"}
    assert found == expected


def test_a_concern_needs_a_step_and_a_date_and_somebody_who_knows_you() -> None:
    """Everything is told at once; a reason overrules who comes first, and only that."""
    worry = attrs.evolve(CALL, tone=Tone.CONCERN)
    with pytest.raises(InvalidInput) as refused:
        admit(worry, [], YEAR)
    assert [each.path for each in refused.value.problems] == ["$.follow_ups", "$.pupils[0]"]
    pressing = attrs.evolve(worry, follow_ups=(READ,), overruled="an accident")
    assert admit(pressing, [], YEAR) == pressing
    with pytest.raises(InvalidInput, match="say why"):
        admit(attrs.evolve(pressing, overruled=" "), [], YEAR)
    last_year = attrs.evolve(
        CALL, at=NOON - timedelta(days=90), attempts=(tried(Outcome.REACHED),), state=ContactState.REACHED
    )
    with pytest.raises(InvalidInput, match="first contact of a school year"):
        admit(attrs.evolve(worry, follow_ups=(READ,)), [last_year], YEAR)
    met = attrs.evolve(last_year, at=NOON - timedelta(days=5))
    calm = attrs.evolve(worry, follow_ups=(READ,))
    assert admit(calm, [met], YEAR) == calm
