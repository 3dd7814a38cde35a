"""Parents' evenings: what one is, what it lacks, and a group that is told of only when it is large enough."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.contact.gathering_steps import hold, improper, short_of
from partnership.contact.gatherings import (
    Aim,
    DayPart,
    Gathering,
    GatheringKind,
    GatheringState,
    GroupFigure,
    Item,
    Occasion,
    Support,
    TeamGoal,
)
from partnership.contact.guests import Guest, GuestState, answered
from partnership.contact.turnout import (
    OTHERS,
    Turnout,
    by_group,
    never_reached,
    overall,
    to_serve,
    to_welcome,
    without_goal,
)
from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import ClassId, GatheringId, GoalId, GuardianId, HouseholdId, PupilId
from partnership.norms import Norms
from partnership.people.households import Household

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
MORNING = datetime(2026, 11, 26, 8, 30, tzinfo=AMSTERDAM)
EVENING = datetime(2026, 11, 26, 19, 30, tzinfo=AMSTERDAM)
READING = Gathering(
    id=GatheringId("reading"),
    classes=(ClassId("6a"),),
    kind=GatheringKind.THEME,
    title="Samen lezen",
    occasions=(
        Occasion(start=EVENING, minutes=90, place="aula", support=frozenset({Support.CHILDCARE})),
        Occasion(start=MORNING, minutes=60, place="lokaal 4", support=frozenset({Support.INTERPRETER})),
    ),
    items=(
        Item(title="Hoe leert een kind lezen?", aim=Aim.INFORM),
        Item(title="Voorlezen in tweetallen", aim=Aim.PRACTISE),
        Item(title="Koffie aan kleine tafels", aim=Aim.MEET),
    ),
)


def lacks(gathering: Gathering, norms: Norms | None = None, *names: str) -> set[str]:
    """The paths of what is missing."""
    return {each.path for each in short_of(gathering, norms or Norms(), AMSTERDAM, now=NOW, names=names)}


def test_a_good_evening_lacks_nothing() -> None:
    """Two parts of the day, help to come, something to practise, and time for each other."""
    assert lacks(READING) == set()
    assert READING.day_parts(AMSTERDAM) == {DayPart.MORNING, DayPart.EVENING}
    noon = attrs.evolve(READING.occasions[0], start=datetime(2026, 11, 26, 14, tzinfo=AMSTERDAM))
    assert noon.day_part(AMSTERDAM) is DayPart.AFTERNOON
    assert READING.over == EVENING + timedelta(minutes=90)


def test_all_that_is_missing_is_told_at_once() -> None:
    """Of an empty one, of one that has gone by in one part of the day, of a class team without the class."""
    empty = Gathering(id=GatheringId("x"), classes=(ClassId("6a"),), kind=GatheringKind.TEAM, title="APTT")
    assert [each.path for each in short_of(empty, Norms(), AMSTERDAM, now=NOW)] == [
        "$.occasions",
        "$.items",
        "$.items",
        "$.figures",
    ]
    assert empty.over is None
    gone = Occasion(start=NOW, minutes=60)
    late = attrs.evolve(READING, occasions=(gone, attrs.evolve(gone, start=NOW + timedelta(hours=1))))
    told = [str(each) for each in short_of(late, Norms(), AMSTERDAM, now=NOW)]
    assert told == [
        "$.occasions[0].start: has gone by",
        "$.occasions: are all in the afternoon; the norm is 2 parts of the day at least",
        "$.occasions: nothing makes it easier to come: childcare, an interpreter, or joining from home",
    ]
    assert lacks(late, Norms(evening_day_parts=1)) == {"$.occasions[0].start", "$.occasions"}


def test_what_is_said_to_all_names_nobody() -> None:
    """In the title, the programme, the figures or the package."""
    figure = GroupFigure(what="Noor reads", counts={"well": 9})
    told = attrs.evolve(
        READING,
        title="Voor Noor",
        items=(*READING.items, Item(title="noor leest voor", aim=Aim.MEET)),
        figures=(figure,),
        package="by Noor",
    )
    assert lacks(told, None, "Noor") == {"$.title", "$.items[3].title", "$.figures[0]", "$.package"}
    assert lacks(told) == set()


@given(
    counts=st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 9), max_size=5),
    least=st.integers(3, 8),
)
def test_no_group_is_told_of_that_is_too_small(counts: dict[str, int], least: int) -> None:
    """Either nobody or as many as the norm; the paths say which levels to join."""
    team = attrs.evolve(READING, figures=(GroupFigure(what="x", counts=counts),))
    problems = list(improper(team, Norms(anonymity=least)))
    assert len(problems) == sum(0 < each < least for each in counts.values())
    assert (not problems) is all(each == 0 or each >= least for each in counts.values())


def test_what_cannot_be_is_refused() -> None:
    """No class, no title, two at one moment, minus one pupil; an occasion chosen by who does not come."""
    with pytest.raises(InvalidValue, match="classes"):
        attrs.evolve(READING, classes=())
    with pytest.raises(InvalidValue, match="title"):
        attrs.evolve(READING, title=" ")
    with pytest.raises(InvalidValue, match="occasions"):
        attrs.evolve(READING, occasions=(READING.occasions[0],) * 2)
    with pytest.raises(InvalidValue, match="counts"):
        GroupFigure(what="x", counts={"a": -1})
    with pytest.raises(InvalidValue, match="occasion"):
        answered(guest("g1"), coming=False, occasion=EVENING)


def guest(
    name: str, gathering: str = "reading", state: str = "invited", language: str | None = None
) -> Guest:
    """An invitation."""
    return Guest(
        gathering=GatheringId(gathering),
        guardian=GuardianId(name),
        language=language,
        invited_at=NOW,
        state=GuestState(state),
    )


def home(name: str, *guardians: str) -> Household:
    """Who lives together."""
    return Household(id=HouseholdId(name), guardians=tuple(map(GuardianId, guardians)))


def test_a_household_counts_once() -> None:
    """When one of two came it came; a guardian in two homes is in both; one without a home is one alone."""
    homes = [home("h1", "a", "b"), home("h2", "b", "c")]
    guests = [guest("a"), guest("b", state="came"), guest("c", state="served"), guest("d", state="absent")]
    assert overall(guests, homes) == Turnout(invited=3, came=2, served=2)
    again = [*guests, guest("d", "sums", "served"), guest("a", "sums", "packaged")]
    assert overall(again, homes) == Turnout(invited=3, came=2, served=3)
    assert overall([], homes) == Turnout(invited=0, came=0, served=0)


@given(
    groups=st.lists(st.sampled_from(["nl", "tr", "ar", "pl"]), max_size=30),
    came=st.lists(st.booleans(), min_size=30, max_size=30),
    least=st.integers(3, 9),
)
def test_no_group_of_households_is_told_of_that_is_too_small(
    groups: list[str], came: list[bool], least: int
) -> None:
    """Every group has as many as the norm, and together they are all, so that nothing can be taken from the whole."""
    guests = [
        guest(f"g{number}", state="came" if came[number] else "absent", language=language)
        for number, language in enumerate(groups)
    ]
    told = by_group(guests, [], lambda each: each.language, Norms(anonymity=least))
    assert all(each.invited >= least for each in told.values())
    whole = overall(guests, [])
    assert whole.invited < least or sum(each.invited for each in told.values()) == whole.invited
    assert bool(told) is (whole.invited >= least)
    for name, each in told.items():
        if name != OTHERS:
            assert each == overall([one for one in guests if one.language == name], [])
    assert list(told.values()) == sorted(told.values(), key=lambda each: -each.invited)


def test_the_last_two_missed_is_a_personal_invitation() -> None:
    """Of those they were invited to; once there is enough; being served at home does not count as being there."""
    order = [GatheringId(name) for name in ("one", "two", "three")]
    guests = [
        *(guest("a", name, "served") for name in ("one", "two", "three")),
        *(guest("b", name, state) for name, state in (("one", "absent"), ("three", "absent"))),
        *(
            guest("c", name, state)
            for name, state in (("one", "absent"), ("two", "absent"), ("three", "came"))
        ),
        *(
            guest("d", name, state)
            for name, state in (("one", "came"), ("two", "absent"), ("three", "packaged"))
        ),
        guest("e", "three", "absent"),
        *(guest("f", name, "absent") for name in ("elsewhere", "three")),
    ]
    assert to_welcome(guests, order) == {"a", "b", "d"}
    assert to_welcome(guests, order, Norms(evenings_missed=3)) == {"a"}


def test_who_is_still_to_be_served_and_who_never_was() -> None:
    """With the next step; a household of which one was served is reached."""
    homes = [home("h1", "a", "b"), home("h2", "c")]
    guests = [guest("a", state="absent"), guest("b", state="came"), guest("c", state="called"), guest("d")]
    assert [(each.about, each.facts["so_far"]) for each in to_serve(guests)] == [
        ("guardian:a", "absent"),
        ("guardian:c", "called"),
    ]
    [never] = never_reached(guests, homes)
    assert (never.about, never.facts["gatherings"]) == ("household:h2", 1)


def test_a_class_team_agrees_on_a_goal_for_everybody() -> None:
    """Once it was held."""
    pupils = [PupilId("noor"), PupilId("tim")]
    agreed = [
        TeamGoal(gathering=READING.id, pupil=PupilId("tim"), goal=GoalId("g")),
        TeamGoal(gathering=GatheringId("other"), pupil=PupilId("noor"), goal=GoalId("h")),
    ]
    assert list(without_goal(READING, pupils, agreed)) == []
    [notice] = without_goal(attrs.evolve(READING, state=GatheringState.HELD), pupils, agreed)
    assert notice.about == "pupil:noor"


def test_an_evening_without_a_time_is_never_over() -> None:
    """It cannot be held."""
    bare = attrs.evolve(READING, occasions=(), state=GatheringState.ANNOUNCED)
    with pytest.raises(IllegalStep, match="not over yet"):
        hold(bare, now=NOW)
