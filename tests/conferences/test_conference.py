"""The values of a conference: what they are when nothing is said, and what they refuse."""

import re
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.conferences.autumn import asked, autumn, clock, span

from partnership.conferences.conference import Conference, Sitting, Weights
from partnership.errors import InvalidInput, InvalidValue
from partnership.ids import SittingId


def test_the_standard_weights() -> None:
    """Place before days, days before wishes, wishes before waiting, waiting before idle time; the rest is not counted."""
    usual = attrs.asdict(Weights())
    counted = ("left_over", "extra_sitting", "outside_preferred", "wait_minute", "idle_minute")
    assert sorted(counted, key=usual.__getitem__, reverse=True) == list(counted)
    assert [usual[name] for name in counted] == [10_000, 300, 100, 3, 1]
    assert (usual["long_wait_minute"], usual["long_wait_after"]) == (3, 30)
    others = usual.keys() - {*counted, "long_wait_minute", "long_wait_after"}
    assert {usual[name] for name in others} == {0}


@pytest.mark.parametrize("name", [each.name for each in attrs.fields(Weights)])
def test_a_weight_is_nought_or_more(name: str) -> None:
    """Nothing is wished for by punishing it less than not at all."""
    assert getattr(Weights(**{name: 0}), name) == 0
    with pytest.raises(ValueError, match=f"'{name}' must be >= 0: -1"):
        Weights(**{name: -1})


def test_a_request_lasts_a_minute_or_more_or_does_not_say() -> None:
    """What it does not say is filled in by its conference."""
    assert [attrs.asdict(each)["minutes"] for each in (asked(), asked(minutes=1))] == [None, 1]
    with pytest.raises(ValueError, match="'minutes' must be >= 1: 0"):
        asked(minutes=0)
    assert [each.minutes for each in autumn(talk_minutes=12).requests] == [12, 12]


def test_a_sitting_spans_from_its_start_to_its_end() -> None:
    """Which is what it is compared and printed by."""
    tuesday = Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("20:00"))
    assert tuesday.span == span("18:00", "20:00")
    with pytest.raises(InvalidValue, match="is not after the start"):
        attrs.evolve(tuesday, end=clock("18:00"))


@pytest.mark.parametrize(
    ("different", "source"),
    [({}, "conference 'Autumn talks'"), ({"name": ""}, "conference")],
)
def test_what_no_timetable_could_answer_is_refused_by_the_name_of_the_conference(
    different: dict[str, Any], source: str
) -> None:
    """All problems at once, each with its path; of a conference without a name it is said that it is one."""
    wrong = (asked("q1", "f9"), asked("q1", "f1", "nobody"))
    with pytest.raises(InvalidInput, match=f"^{re.escape(source)}: ") as refused:
        autumn(requests=wrong, **different)
    assert refused.value.source == source
    assert len(refused.value.problems) >= 3


def test_a_zone_is_named_or_given() -> None:
    """By its name it is looked up."""
    amsterdam = ZoneInfo("Europe/Amsterdam")
    named, given = autumn(), autumn(timezone=amsterdam)
    assert (named.timezone, given.timezone, named) == (amsterdam, amsterdam, given)
    with pytest.raises(InvalidValue, match='unknown zone "Europe/Amsterdm"; did you mean "Europe/Amsterdam"'):
        Conference(timezone="Europe/Amsterdm", sittings=(), staff=(), parties=(), requests=())
