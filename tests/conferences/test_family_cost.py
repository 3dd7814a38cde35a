"""What the talks of one family ask of it: as the objective counts where nobody else is, and by hand."""

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, guardian, placed, span, staff, timetable

from partnership.conferences.conference import Sitting, Weights
from partnership.conferences.explain import explain_left_over
from partnership.conferences.family_cost import family_cost, family_wishes
from partnership.conferences.objective import objective_of
from partnership.conferences.preferences import Whose
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table
from partnership.conferences.timetable import Counted, ObjectiveValue
from partnership.ids import PartyId, SittingId
from partnership.testing.strategies.conferences import conferences, timetables

TWO_EVENINGS = autumn(
    weights=Weights(further_left_over=7),
    sittings=tuple(
        Sitting(id=SittingId(f"s{day}"), start=clock("18:00", day), end=clock("20:00", day))
        for day in (24, 25)
    ),
    guardians=(guardian("fatima", preferred=(span("18:00", "19:00"),)), guardian("bram")),
    requests=tuple(asked(f"q{number}", "f1", f"t{number}") for number in range(6)),
    staff=tuple(staff(f"t{number}") for number in range(6)),
)
TALKS = Table(
    TWO_EVENINGS, timetable(placed("q0", "18:00"), placed("q1", "18:50"), placed("q2", "18:00", day=25))
).of_party(PartyId("f1"))


OF_FAMILIES = STANDARD.without(
    *(name for name, each in STANDARD.preferences.items() if each.of is not Whose.PARTY)
)


@given(st.data())
def test_a_family_pays_what_a_conference_of_that_family_alone_would(data: st.DataObject) -> None:
    """Whatever its talks, and whatever the weights; only what is counted in the days of others is left out."""
    conference = data.draw(conferences())
    table = Table(conference, data.draw(timetables(conference)))
    party = data.draw(st.sampled_from(conference.parties)).id
    talks = table.of_party(party)
    alone = attrs.evolve(
        conference, requests=tuple(each for each in conference.requests if each.party == party), overrides=()
    )
    placed = {talk.id for talk in talks}
    assert family_cost(
        talks,
        table.cast,
        left_over=[each.weight for each in alone.requests if each.id not in placed],
        others=family_wishes(talks, party, table.cast, OF_FAMILIES.of_families(table.cast)),
    ) == objective_of(alone, timetable(*(talk.placement for talk in talks)), OF_FAMILIES)


def test_a_family_pays_for_what_it_counts() -> None:
    """Forty minutes' wait of which ten are long, a second evening, a talk outside its wish, three without a place."""
    cast = Table(TWO_EVENINGS, timetable()).cast
    wishes = family_wishes(TALKS, PartyId("f1"), cast, STANDARD.of_families(cast))
    assert wishes == (Counted(preference="further-left-over", count=3, points=21),)
    assert family_cost(TALKS, cast, left_over=[1, 2, 1], others=wishes) == ObjectiveValue(
        total=40_000 + 100 + 300 + 3 * 40 + 3 * 10 + 21,
        left_over=3,
        outside_preferred=1,
        extra_sitting=1,
        wait_minutes=40,
        long_wait_minutes=10,
        idle_minutes=0,
        others=wishes,
    )
    only_waiting = Weights(
        **dict.fromkeys(("left_over", "outside_preferred", "extra_sitting", "long_wait_minute"), 0)
    )
    assert family_cost(TALKS, cast, left_over=[1], weights=only_waiting).total == 120


def test_who_is_left_over_hears_what_would_help_unless_that_is_not_asked() -> None:
    """A colleague, a minute more: it is looked for by default."""
    table = Table(autumn(guardians=(guardian("fatima", available=()), guardian("bram"))), timetable())
    assert explain_left_over(table)[0].would_help
    assert not explain_left_over(table, with_help=False)[0].would_help
