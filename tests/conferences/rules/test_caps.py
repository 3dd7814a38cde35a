"""How many talks there may be, each kind of cap counted apart; and a cap set aside for one talk, with a reason."""

from typing import Any

import pytest
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, staff, timetable
from tests.conferences.rules.verdict import FINE, said

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, Override, PupilPresence, Sitting
from partnership.conferences.rules import STANDARD
from partnership.conferences.search.solve import solve
from partnership.conferences.table import Table
from partnership.errors import InvalidInput
from partnership.ids import PupilId, RequestId, SittingId

CAPS: dict[str, dict[str, Any]] = {
    "most-talks": {
        "parties": (family("f1", "fatima", "noor", max_talks=2), family("f2", "bram fatima", "noor"))
    },
    "most-talks-of-guardian": {"guardians": (guardian("fatima", max_talks=2), guardian("bram"))},
    "most-talks-about-pupil": {"pupils": (PupilPresence(id=PupilId("noor"), max_talks=2),)},
    "most-talks-with-one": {"pupils": (PupilPresence(id=PupilId("noor"), max_talks_with_one=2),)},
    "most-talks-a-day": {"staff": (staff("jansen", max_talks_a_day=2), staff("devries"))},
}
WHOM = dict(
    zip(
        CAPS,
        ("f1", "fatima", "noor", "noor", "jansen"),
        strict=True,
    )
)


def capped(rule: str, *requests: Any, **different: Any) -> Conference:
    """Fatima in two families, both about Noor, with one cap of two."""
    parts: dict[str, Any] = {
        "parties": (family("f1", "fatima", "noor"), family("f2", "bram fatima", "noor")),
        "sittings": (
            Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("20:00")),
            Sitting(id=SittingId("wed"), start=clock("18:00", 25), end=clock("20:00", 25)),
        ),
        "requests": requests or tuple(asked(f"q{number}", "f1", pupils="noor") for number in (1, 2, 3)),
    }
    return autumn(**parts | CAPS[rule] | different)


THREE = (placed("q3", "18:20"), placed("q1", "18:00"), placed("q2", "18:10"))


@pytest.mark.parametrize("rule", CAPS)
def test_a_third_talk_is_one_too_many_and_a_second_is_not(rule: str) -> None:
    """It is against both others, and about whoever has the cap; without a cap there is none."""
    assert said(rule, capped(rule), *THREE) == [(WHOM[rule], ("q1", "q2"))]
    assert said(rule, capped(rule), *THREE[:2]) == FINE
    free = {
        name: () if name != "parties" else None for name in CAPS[rule] if name not in {"staff", "parties"}
    }
    if free:
        assert said(rule, capped(rule, **free), *THREE) == FINE


@pytest.mark.parametrize(
    ("rule", "other", "counts"),
    [
        ("most-talks", {"party": "f2", "pupils": "noor"}, False),
        ("most-talks-of-guardian", {"party": "f2", "pupils": "noor"}, True),
        ("most-talks-about-pupil", {"party": "f2", "pupils": "noor"}, True),
        ("most-talks-about-pupil", {"party": "f1", "pupils": ""}, False),
        ("most-talks-with-one", {"party": "f2", "pupils": "noor"}, True),
        ("most-talks-with-one", {"party": "f1", "pupils": "noor", "staff": "devries"}, False),
        ("most-talks-a-day", {"party": "f1", "staff": "devries"}, False),
    ],
)
def test_what_counts_towards_each_cap(rule: str, other: dict[str, str], counts: bool) -> None:  # noqa: FBT001
    """The third talk of another party, about nobody, or with another teacher."""
    conference = capped(
        rule, *(asked(f"q{number}", "f1", pupils="noor") for number in (1, 2)), asked("q3", **other)
    )
    found = said(rule, conference, THREE[1], THREE[2], THREE[0])
    assert found == ([(WHOM[rule], ("q2", "q3"))] if counts else FINE)


def test_a_day_is_a_day_of_the_school() -> None:
    """Two on Tuesday and one on Wednesday are no three on a day."""
    wednesday = placed("q3", "18:20", day=25)
    assert said("most-talks-a-day", capped("most-talks-a-day"), wednesday, *THREE[1:]) == FINE


@pytest.mark.parametrize("rule", CAPS)
def test_a_cap_set_aside_for_one_talk(rule: str) -> None:
    """That talk is free of it and does not count against the others, a fourth is still one too many, and it is told."""
    override = Override(rule=rule, request=RequestId("q3"), by="staff:head", reason="a difficult year")
    four = tuple(asked(f"q{number}", "f1", pupils="noor") for number in (1, 2, 3, 4))
    conference = capped(rule, *four, overrides=(override,))
    report = check(conference, timetable(*THREE, left_over="q4"))
    assert (report.broken, report.overridden) == ((), (override,))
    assert check(conference, timetable(*THREE, placed("q4", "18:30"))).broken == (rule,)
    assert check(conference, timetable(*THREE[1:], left_over="q3 q4")).overridden == ()
    days = 1 + (rule == "most-talks-a-day")
    planned = solve(conference, iterations=2_000)
    assert len(planned.placements) == min(4, 2 * days + 1)
    assert check(conference, planned).valid


def test_what_cannot_be_set_aside_or_switched_off_is_refused() -> None:
    """With its path and the likely name, whoever asks."""
    twice = Override(rule="staff-clash", request=RequestId("q1"), by="staff:head", reason="busy")
    conference = autumn(overrides=(twice,), rules_off=("staff-brake",))
    with pytest.raises(InvalidInput) as caught:
        check(conference, timetable())
    assert [problem.path for problem in caught.value.problems] == ["$.rules_off[0]", "$.overrides[0].rule"]
    assert 'unknown rule "staff-brake"; did you mean "staff-break"?' in str(caught.value)
    with pytest.raises(InvalidInput, match="staff-clash"):
        solve(conference, iterations=1)


def test_a_conference_switches_rules_and_preferences_off() -> None:
    """For the checker, the planner and the objective alike; a rule that is off may stay overridden."""
    narrow = (staff("jansen", available=(), break_after=1), staff("devries"))
    override = Override(rule="staff-present", request=RequestId("q1"), by="staff:head", reason="stays longer")
    conference = autumn(
        staff=narrow, rules_off=("staff-present", "staff-break", "idle-minutes"), overrides=(override,)
    )
    planned = solve(conference, iterations=500)
    assert len(planned.placements) == 2
    spread = timetable(placed("q1", "18:00"), placed("q2", "19:00"))
    report = check(conference, spread)
    assert (report.broken, report.objective.total, report.objective.idle_minutes) == ((), 0, 0)
    assert check(conference, spread, rulebook=STANDARD.without("staff-present")).valid


@pytest.mark.parametrize("rule", CAPS)
def test_a_cap_says_how_many_there_would_be(rule: str) -> None:
    """The words count the talk itself, and say what was agreed."""
    table = Table(capped(rule), timetable(*THREE))
    [found] = STANDARD.rules[rule](table.talk(THREE[0]), table)
    assert "would have 3 talks; 2 were agreed" in found.text
