"""Two homes are invited to one evening: whatever one does, not a byte of what the other sees changes."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contact.test_gatherings import EVENING, MORNING, READING
from tests.privacy.two_homes import FATHER, MOTHER, TwoHomes, named
from tests.services.test_gatherings import AFTER, announced
from tests.services.test_letters import texts

from partnership.contact.gatherings import Support

DEEDS = st.lists(
    st.one_of(
        st.tuples(
            st.just("reply"),
            st.booleans(),
            st.sampled_from([None, MORNING, EVENING]),
            st.frozensets(st.sampled_from(Support)),
        ),
        st.tuples(st.just("arrive")),
        st.tuples(st.just("call")),
    ),
    max_size=3,
)


def lived(deeds: list[tuple[Any, ...]]) -> tuple[TwoHomes, tuple[object, ...]]:
    """An evening at which the father does these things; and all that the mother sees of it."""
    world = TwoHomes()
    room = announced(world)
    for what, *given_ in deeds:
        if what == "reply":
            coming, occasion, needs = given_
            chosen = occasion if coming else None
            world.school.gatherings(FATHER.id).reply(READING.id, coming=coming, occasion=chosen, needs=needs)
    room.remind(READING.id)
    letters = texts(world, "guardian:g1")
    world.now = AFTER
    if ("arrive",) in deeds:
        room.arrive(READING.id, FATHER.id)
    room.hold(READING.id)
    room.set_package(READING.id, "https://de-beuk.example/lezen")
    room.send_package(READING.id)
    if ("call",) in deeds and ("arrive",) not in deeds:
        room.called(READING.id, FATHER.id)
    seen = world.school.gatherings(MOTHER.id).invitations(FATHER.id)
    told = world.privacy.access("guardian:g1", by="staff:office")["access.html"]
    return world, (letters, texts(world, "guardian:g1"), seen, told)


@settings(max_examples=12, deadline=None)
@given(deeds=DEEDS)
def test_what_one_home_does_leaves_no_trace_with_the_other(deeds: list[tuple[Any, ...]]) -> None:
    """Letters, her invitations, and what she gets when she asks for everything that is kept about her."""
    world, hers = lived(deeds)
    _, alone = lived([])
    assert hers == alone
    assert [word for word in named(FATHER) if word in str(hers)] == []
    mine = [each for each in world.school.gatherings(by="staff:t1").guests() if each.guardian == MOTHER.id]
    assert [each.state for each in mine] == ["packaged"]
