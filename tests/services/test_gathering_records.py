"""What is kept of parents' evenings comes back as it was, and every step does what its table says and no more."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contact.test_gatherings import READING

from partnership.contact import gathering_steps, guests
from partnership.contact.gatherings import Gathering, GatheringState
from partnership.contact.guests import Guest, GuestState
from partnership.errors import IllegalStep, InvalidInput
from partnership.norms import Norms
from partnership.serial.values import dump, load
from partnership.services.dossier import DOSSIER
from partnership.testing.strategies.gatherings import gatherings
from partnership.testing.strategies.gatherings import guests as invitations

ZONE = ZoneInfo("Europe/Amsterdam")
LATE, EARLY = datetime(2027, 1, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)
_OCCASIONS = gatherings().map(lambda each: each.occasions)
OF_GUESTS: dict[str, Callable[[Guest], Guest]] = {
    "come": lambda guest: guests.answered(guest, coming=True, occasion=LATE),
    "decline": lambda guest: guests.answered(guest, coming=False),
    "arrive": guests.arrived,
    "miss": guests.missed,
    "send the package": guests.packaged,
    "call": guests.called,
}
OF_GATHERINGS: dict[str, Callable[[Gathering], Gathering]] = {
    "change": lambda gathering: gathering_steps.change(gathering, gathering),
    "pack": lambda gathering: gathering_steps.pack(gathering, "here"),
    "call off": gathering_steps.call_off,
    "hold": lambda gathering: gathering_steps.hold(gathering, now=LATE),
    "close": lambda gathering: gathering_steps.close(gathering, unserved=0),
}


@given(gathering=gatherings(), guest=invitations())
def test_what_is_kept_comes_back(gathering: Gathering, guest: Guest) -> None:
    """Field by field; and the index says by what it is found."""
    for value in (gathering, guest):
        assert load(type(value), dump(value), source="record") == value
    assert DOSSIER[Gathering].index(gathering) == {"class": gathering.classes}
    assert DOSSIER[Guest].owners(guest) == {f"guardian:{guest.guardian}"}


@given(guest=invitations(), step=st.sampled_from(sorted(OF_GUESTS)))
def test_an_invitation_takes_the_steps_of_its_table(guest: Guest, step: str) -> None:
    """From where they are allowed, to where they lead; who came or was served stays who they were invited as."""
    table = guests.STEPS[step]
    if guest.state not in table:
        with pytest.raises(IllegalStep) as raised:
            OF_GUESTS[step](guest)
        assert set(raised.value.allowed) == {
            name for name, where in guests.STEPS.items() if guest.state in where
        }
        return
    after = OF_GUESTS[step](guest)
    assert after.state is table[guest.state]
    assert attrs.evolve(after, state=guest.state, occasion=guest.occasion, needs=guest.needs) == guest
    assert after.served >= guest.served  # nobody who was served is so no more
    assert (after.came, after.waits, after.served) == (
        after.state is GuestState.CAME,
        after.state in {GuestState.ABSENT, GuestState.PACKAGED, GuestState.CALLED},
        after.state in {GuestState.CAME, GuestState.SERVED},
    )


@given(gathering=gatherings(), step=st.sampled_from(sorted(OF_GATHERINGS)))
def test_a_gathering_takes_the_steps_of_its_table(gathering: Gathering, step: str) -> None:
    """Held only when there was something to hold; its programme is never changed by a step, but for a draft."""
    allowed = gathering.state in gathering_steps.STEPS[step]
    if step == "hold":
        allowed = allowed and gathering.over is not None
    if not allowed:
        with pytest.raises(IllegalStep):
            OF_GATHERINGS[step](gathering)
        return
    after = OF_GATHERINGS[step](gathering)
    assert after.state is gathering_steps.STEPS[step][gathering.state]
    assert attrs.evolve(after, state=gathering.state, package=gathering.package) == gathering


@given(gathering=gatherings() | st.builds(attrs.evolve, st.just(READING), occasions=_OCCASIONS))
def test_parents_are_invited_to_what_lacks_nothing_only(gathering: Gathering) -> None:
    """And whoever reads the problems and mends them can invite them."""
    drafted = attrs.evolve(gathering, state=GatheringState.DRAFT)
    problems = tuple(gathering_steps.short_of(drafted, Norms(), ZONE, now=EARLY))
    if problems:
        with pytest.raises(InvalidInput) as raised:
            gathering_steps.announce(drafted, Norms(), ZONE, now=EARLY)
        assert raised.value.problems == problems
        return
    announced = gathering_steps.announce(drafted, Norms(), ZONE, now=EARLY)
    assert len(announced.day_parts(ZONE)) >= Norms().evening_day_parts
    assert announced.support
    assert {"practise", "meet"} <= {each.aim for each in announced.items}
    counts = [count for figure in announced.figures for count in figure.counts.values()]
    assert all(count == 0 or count >= Norms().anonymity for count in counts)
