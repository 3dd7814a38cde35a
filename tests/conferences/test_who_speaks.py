"""Who holds a talk together, and one talk about several children: laws, then a family one could know."""

from collections.abc import Sequence

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family

from partnership.conferences.checker import check
from partnership.conferences.conference import Pin
from partnership.conferences.parties import Speak, parties_of
from partnership.conferences.search.solve import solve
from partnership.conferences.siblings import join_siblings, part_siblings
from partnership.errors import InvalidInput, UnknownName
from partnership.ids import GuardianId, HouseholdId, PupilId, RequestId
from partnership.people.guardianship import Guardianship
from partnership.people.households import Household
from partnership.serial.conference_file import format_conference, parse_conference

NAMES = ("anna", "bram", "carla")
PUPILS = ("noor", "sam")


def link(pupil: str, guardian: str) -> Guardianship:
    """Somebody is guardian of somebody."""
    return Guardianship(pupil=PupilId(pupil), guardian=GuardianId(guardian))


def home(name: str, *guardians: str) -> Household:
    """Who lives together."""
    return Household(id=HouseholdId(name), guardians=tuple(map(GuardianId, guardians)))


EDGES = st.lists(st.builds(link, st.sampled_from(PUPILS), st.sampled_from(NAMES)), max_size=6)
HOMES = st.lists(
    st.lists(st.sampled_from(NAMES), min_size=1, unique=True).map(lambda some: home("+".join(some), *some)),
    max_size=3,
    unique_by=lambda each: each.id,
)
CHOICES = st.dictionaries(st.sampled_from([PupilId(name) for name in PUPILS]), st.sampled_from(Speak))


@given(EDGES, HOMES, st.sampled_from(Speak), CHOICES)
def test_every_guardian_is_in_one_party_for_each_of_their_pupils(
    edges: list[Guardianship],
    homes: list[Household],
    usual: Speak,
    choices: dict[PupilId, Speak],
) -> None:
    """Nobody is forgotten or counted twice, groups are as chosen, and no order of anything matters."""
    parties = parties_of(edges, homes, usual=usual, per_pupil=choices)
    pairs = [(pupil, name) for party in parties for pupil in party.pupils for name in party.guardians]
    assert sorted(pairs) == sorted({(each.pupil, each.guardian) for each in edges})
    assert len({party.id for party in parties}) == len(parties)
    for party in parties:
        for pupil in party.pupils:
            speak = choices.get(pupil, usual)
            if speak is Speak.TOGETHER:
                assert set(party.guardians) == {each.guardian for each in edges if each.pupil == pupil}
            elif speak is Speak.APART:
                assert len(party.guardians) == 1
    assert parties_of(edges[::-1], homes[::-1], usual=usual, per_pupil=choices) == parties


def test_separated_parents_and_a_new_partner() -> None:
    """By household the mother and her partner are one party and the father another; for one child all agreed to come."""
    edges = [link(pupil, name) for pupil in PUPILS for name in NAMES]
    homes = [home("h1", "anna", "carla"), home("h2", "bram")]

    def told(**choice: Speak) -> list[tuple[Sequence[str], Sequence[str]]]:
        per_pupil = {PupilId(name): speak for name, speak in choice.items()}
        return [(each.guardians, each.pupils) for each in parties_of(edges, homes, per_pupil=per_pupil)]

    assert told() == [(("anna", "carla"), PUPILS), (("bram",), PUPILS)]
    assert told(sam=Speak.TOGETHER) == [
        (("anna", "bram", "carla"), ("sam",)),
        (("anna", "carla"), ("noor",)),
        (("bram",), ("noor",)),
    ]
    assert parties_of([link("noor", "zoe")])[0].guardians == ("zoe",)


def test_a_party_is_known_by_who_is_in_it() -> None:
    """It keeps its id for as long as the same guardians are in it, whatever child they come for."""
    homes = [home("h1", "carla", "anna"), home("anna", "bram")]
    first = parties_of([link("noor", name) for name in NAMES], homes)
    later = parties_of([link("sam", name) for name in (*NAMES, "dina")], homes)
    assert [each.id for each in first] == ["anna+carla", "bram"]
    assert [each.id for each in later] == ["anna+carla", "bram", "dina"]


SIBLINGS = autumn(
    parties=(family("f1", "fatima", "noor sam"), family("f2", "bram")),
    requests=(
        asked("q1", "f1", pupils="noor", weight=2),
        asked("q2", "f2"),
        asked("q3", "f1", pupils="sam", minutes=15),
        asked("q4", "f1", "devries", pupils="sam"),
    ),
)
BOTH = (RequestId("q1"), RequestId("q3"))


def test_two_children_and_one_teacher_are_one_talk_until_they_are_parted() -> None:
    """It is about both, as long as the longest, weighs as both did; it is planned, written, read and undone."""
    joined = join_siblings(SIBLINGS, BOTH, id=RequestId("q1+q3"))
    assert [each.id for each in joined.requests] == ["q1+q3", "q2", "q4"]
    talk = joined.requests[0]
    assert (talk.pupils, talk.minutes, talk.weight) == (("noor", "sam"), 15, 3)
    assert check(joined, solve(joined, iterations=256)).valid
    assert parse_conference(format_conference(joined)) == joined
    parted = part_siblings(joined, RequestId("q1+q3"))
    assert sorted(parted.requests, key=lambda each: each.id) == list(SIBLINGS.requests)
    assert attrs.evolve(parted, requests=SIBLINGS.requests) == SIBLINGS
    assert join_siblings(SIBLINGS, BOTH, id=RequestId("x"), minutes=20).requests[0].minutes == 20


def test_what_cannot_be_one_talk_is_refused_with_every_reason() -> None:
    """Other staff, another party, pinned apart, nobody's request, or one alone."""
    pinned = attrs.evolve(
        SIBLINGS,
        requests=(
            attrs.evolve(SIBLINGS.requests[0], pinned=Pin(start=clock("18:00"))),
            *SIBLINGS.requests[1:],
        ),
    )

    def said(*names: str) -> list[str]:
        with pytest.raises(InvalidInput) as caught:
            join_siblings(pinned, tuple(map(RequestId, names)), id=RequestId("x"))
        assert str(caught.value).startswith("joined requests")
        return [str(problem) for problem in caught.value.problems]

    assert said("q1", "q4") == ["$[*].staff: differs between them", "$[*].pinned: differs between them"]
    assert said("q2", "q3") == ["$[*].party: differs between them"]
    assert said("q1", "q9") == ['$[1]: nobody asked for "q9"']
    assert said("q1") == said("q1", "q1") == ["$: expected two or more different requests"]
    with pytest.raises(UnknownName, match="joined request"):
        part_siblings(SIBLINGS, RequestId("q1"))
