"""The lot: it depends on the names and the seed, and on nothing else."""

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, family
from tests.conferences.shuffled import shuffled

from partnership.conferences.search.fair_order import fairly_ordered
from partnership.testing.strategies.conferences import conferences


@given(st.data())
def test_the_lot_does_not_see_the_order_it_was_given(data: st.DataObject) -> None:
    """A conference and the same one shuffled come out equal, and with everybody in them."""
    conference = data.draw(conferences())
    drawn = fairly_ordered(conference, 3)
    other = fairly_ordered(data.draw(shuffled(conference)), 3)
    assert attrs.evolve(other, sittings=drawn.sittings, keep_apart=drawn.keep_apart) == drawn
    assert {each.id for each in drawn.requests} == {each.id for each in conference.requests}
    assert set(drawn.guardians) == set(conference.guardians)


def test_another_seed_is_another_lot() -> None:
    """Whoever is first with one seed need not be with another."""
    names = [f"f{number}" for number in range(30)]
    conference = autumn(
        parties=tuple(family(name, f"g-{name}") for name in names),
        requests=tuple(asked(f"q-{name}", name) for name in names),
    )
    firsts = {fairly_ordered(conference, seed).requests[0].id for seed in range(10)}
    assert len(firsts) > 3
