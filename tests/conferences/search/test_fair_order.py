"""The lot: it depends on the names and the seed, and on nothing else."""

from collections.abc import Iterable
from hashlib import sha256

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, family
from tests.conferences.shuffled import shuffled

from partnership.conferences.conference import Conference
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


@settings(max_examples=20)
@given(conferences(), st.integers(0, 9))
def test_everybody_can_check_the_lot(conference: Conference, seed: int) -> None:
    """Every list of people and things, and those in parties and requests, is in the order of the hashes of its names."""
    drawn = fairly_ordered(conference, seed)

    def is_drawn(names: Iterable[str]) -> bool:
        hashes = [sha256(f"{seed}/{name}".encode()).digest() for name in names]
        return hashes == sorted(hashes)

    for things in (drawn.rooms, drawn.staff, drawn.interpreters, drawn.guardians, drawn.pupils):
        assert is_drawn(each.id for each in things)
    assert is_drawn(each.id for each in drawn.parties)
    assert is_drawn(each.id for each in drawn.requests)
    assert all(is_drawn(each.guardians) and is_drawn(each.pupils) for each in drawn.parties)
    assert all(is_drawn(each.staff) and is_drawn(each.pupils) for each in drawn.requests)


def test_another_seed_is_another_lot() -> None:
    """Whoever is first with one seed need not be with another."""
    names = [f"f{number}" for number in range(30)]
    conference = autumn(
        parties=tuple(family(name, f"g-{name}") for name in names),
        requests=tuple(asked(f"q-{name}", name) for name in names),
    )
    firsts = {fairly_ordered(conference, seed).requests[0].id for seed in range(10)}
    assert len(firsts) > 3
