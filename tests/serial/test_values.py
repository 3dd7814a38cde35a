"""Values to plain data and back: nothing lost, nothing coerced, every fault at its path and none of them a value."""

import json
from datetime import UTC, date, datetime, time
from enum import Enum, IntEnum
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.conferences.conference import Conference, Mode, Party, Room, TalkRequest
from partnership.errors import InvalidInput, InvalidValue
from partnership.serial.values import dump, load, new_converter
from partnership.testing.strategies.conferences import conferences, timetables
from partnership.times import Span

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Colour(Enum):
    """A plain enumeration."""

    RED = "red"


class Level(IntEnum):
    """An enumeration of numbers."""

    LOW = 1
    HIGH = 2


def _never(_: object, __: Any, ___: Any) -> None:
    """A validator with words of its own."""
    raise ValueError("Fatima does not like it")


@attrs.frozen(kw_only=True)
class Diary:
    """Everything a value can hold."""

    day: date = date(2026, 11, 24)
    clock: time = time(18, 0)
    at: datetime = datetime(2026, 11, 24, 17, tzinfo=UTC)
    span: Span | None = None
    zone: ZoneInfo = AMSTERDAM
    colour: Colour = Colour.RED
    level: Level = Level.LOW
    share: float = 0.5
    done: bool = False
    tags: frozenset[str] = frozenset()
    marks: list[int] = attrs.field(factory=list)
    by_name: dict[str, int] = attrs.field(factory=dict)
    pair: tuple[str, int] = ("a", 1)
    hidden: str = attrs.field(default="x", init=False)


@attrs.frozen(kw_only=True)
class Picky:
    """A value that refuses in several ways."""

    few: tuple[int, ...] = attrs.field(default=(1,), validator=attrs.validators.max_len(2))
    low: int = attrs.field(default=1, validator=attrs.validators.lt(5))
    high: int = attrs.field(default=9, validator=attrs.validators.gt(5))
    never: str = attrs.field(default="", validator=_never)


@attrs.frozen(kw_only=True)
class Stubborn:
    """A value that refuses itself in words of its own."""

    name: str

    def __attrs_post_init__(self) -> None:
        if self.name == "zero":
            raise ZeroDivisionError
        if self.name == "field":
            raise InvalidValue("name", "is taken")
        raise ValueError(f"no {self.name} here")


@given(st.data())
def test_what_was_written_is_read_back(data: st.DataObject) -> None:
    """Through real JSON, with and without the defaults."""
    conference = data.draw(conferences())
    timetable = data.draw(timetables(conference))
    for value in (conference, timetable):
        for omit in (False, True):
            converter = new_converter(omit_defaults=omit)
            plain = json.loads(json.dumps(dump(value, converter)))
            assert load(type(value), plain, converter=converter) == value


def test_a_diary_survives() -> None:
    """Days, clocks, sets, pairs and enumerations become JSON and come back; sets are written sorted."""
    diary = Diary(
        span=Span(datetime(2026, 11, 24, 17, tzinfo=UTC), datetime(2026, 11, 24, 18, tzinfo=UTC)),
        level=Level.HIGH,
        tags=frozenset({"b", "a"}),
        marks=[3, 1],
        by_name={"x": 1},
    )
    plain = dump(diary)
    assert plain["tags"] == ["a", "b"]
    assert plain["span"] == ["2026-11-24T17:00:00Z", "2026-11-24T18:00:00Z"]
    assert (plain["colour"], plain["level"], plain["clock"]) == ("red", 2, "18:00")
    assert "hidden" not in plain
    assert load(Diary, json.loads(json.dumps(plain))) == diary


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("day", "24-11-2026", "$.day: expected a date such as 2026-11-24"),
        ("day", None, "$.day: expected a date such as 2026-11-24"),
        ("clock", "six", "$.clock: expected a time of day such as 18:00"),
        ("clock", 18, "$.clock: expected a time of day such as 18:00"),
        ("at", 18, "$.at: expected a date and time, got a number"),
        ("at", "2026-11-24T18:00", "$.at: '2026-11-24T18:00' has no time zone"),
        ("at", "soon", "$.at: 'soon' is not a date and time such as 2026-11-24T18:00"),
        ("span", ["2026-11-24T18:00Z"], "$.span: expected a pair of times, [start, end]"),
        ("span", ["2026-11-24T18:00Z", 3], "$.span[1]: expected a date and time, got a number"),
        ("span", ["2026-11-24T18:00Z", "2026-11-24T18:00Z"], "$.span: the end is not after the start"),
        ("zone", "Mars", '$.zone: unknown zone "Mars"; known: Africa/Abidjan'),
        ("colour", "blue", "$.colour: expected one of red"),
        ("level", 9, "$.level: expected one of 1, 2"),
        ("share", "half", "$.share: expected a number, got text"),
        ("share", True, "$.share: expected a number, got true or false"),
        ("done", 1, "$.done: expected true or false, got a number"),
        ("marks", [1, 2.5], "$.marks[1]: expected a whole number, got one with a fraction"),
        ("share", "x" * 5000, "$.share: expected a number, got text"),
        ("zone", "M" * 5000, f'$.zone: unknown zone "{"M" * 60}"; known: Africa/Abidjan'),
        ("tags", "ab", "$.tags: expected a list, got text"),
        ("tags", {"a": 1}, "$.tags: expected a list, got an object"),
        ("marks", [1, None, 2.5], "$.marks[1]: expected a whole number, got null"),
        ("marks", [True], "$.marks[0]: expected a whole number, got true or false"),
        ("by_name", {"x": "y"}, "$.by_name.x: expected a whole number, got text"),
        ("hidden", "y", "$.hidden: unknown key"),
        ("colours", "red", '$.colours: unknown key; did you mean "colour"?'),
    ],
)
def test_each_fault_has_its_path_and_words(field: str, value: object, said: str) -> None:
    """The first problem is that of the field, and begins so."""
    with pytest.raises(InvalidInput) as caught:
        load(Diary, {field: value})
    assert str(caught.value.problems[0])[: len(said)] == said


def test_a_whole_number_is_a_number() -> None:
    """JSON has one kind of number; a share of 1 is one."""
    assert load(Diary, {"share": 1}).share == 1


@pytest.mark.parametrize("value", [[], "f1", None, 3, True])
def test_what_must_be_an_object_is_one(value: object) -> None:
    """And the words say what came instead, not its contents."""
    names = {"list": "a list", "str": "text", "NoneType": "null", "int": "a number", "bool": "true or false"}
    with pytest.raises(InvalidInput) as caught:
        load(Party, value)
    said = f"expected an object, got {names[type(value).__name__]}"
    assert [str(each) for each in caught.value.problems] == [f"$: {said}"]


def test_a_value_of_no_json_type_is_named_by_its_type() -> None:
    """Plain data made by a program may hold anything."""
    with pytest.raises(InvalidInput, match=r"\$: expected an object, got complex"):
        load(Party, 3j)


def test_everything_wrong_with_an_object_is_said_at_once() -> None:
    """Missing, of the wrong kind, out of bounds and unknown, each with its key."""
    with pytest.raises(InvalidInput) as caught:
        load(
            TalkRequest,
            {"party": 3, "staff": [], "minutes": 0, "weight": -1, "mode": "walk", "minuts": 10, "pinned": {}},
            source="talk.json",
        )
    assert caught.value.source == "talk.json"
    assert [str(each) for each in caught.value.problems] == [
        "$.id: is required",
        "$.party: expected text, got a number",
        "$.mode: expected one of on_site, video, phone",
        "$.pinned.start: is required",
        "$.staff: must have at least 1 entry",
        "$.minutes: must be at least 1",
        "$.weight: must be at least 0",
        '$.minuts: unknown key; did you mean "minutes"?',
    ]
    assert caught.value.problems[2].choices == ("on_site", "video", "phone")


def test_bounds_are_told_without_the_value() -> None:
    """Neither what was said nor what a validator repeats of it."""
    with pytest.raises(InvalidInput) as caught:
        load(Picky, {"few": [1, 2, 3], "low": 5, "high": 5, "never": "Fatima"})
    assert [str(each) for each in caught.value.problems] == [
        "$.few: must have at most 2 entries",
        "$.low: must be less than 5",
        "$.high: must be more than 5",
        "$.never: is not allowed here",
    ]


def test_a_value_that_refuses_itself_is_a_fault_too() -> None:
    """With its field where it names one, without its words where they might repeat the value."""
    with pytest.raises(InvalidInput, match=r"\$\.name: is taken"):
        load(Stubborn, {"name": "field"})
    with pytest.raises(InvalidInput) as caught:
        load(Stubborn, {"name": "Fatima"})
    assert [str(each) for each in caught.value.problems] == ["$: does not fit Stubborn"]


@pytest.mark.parametrize(
    ("kind", "data"), [(Stubborn, {"name": "zero"}), (tuple[Stubborn, ...], [{"name": "zero"}])]
)
def test_a_fault_of_the_program_is_not_a_fault_of_the_data(kind: Any, data: object) -> None:
    """A bug in a value is raised as what it is, never swallowed."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - any kind, as long as it is not ours
        load(kind, data)
    assert not isinstance(caught.value, InvalidInput)


def test_keys_of_a_document_may_differ_from_attributes() -> None:
    """Renamed both ways, in the faults too."""
    converter = new_converter(renames={Room: {"capacity": "holds"}})
    room = load(Room, {"id": "r12", "holds": 3}, converter=converter)
    assert dump(room, converter) == {"id": "r12", "holds": 3, "accessible": False}
    with pytest.raises(InvalidInput) as caught:
        load(Room, {"holds": "x", "capacity": 3}, converter=converter)
    assert [str(each) for each in caught.value.problems] == [
        "$.id: is required",
        "$.holds: expected a whole number, got text",
        "$.capacity: unknown key; known: accessible, holds, id",
    ]


def test_local_times_in_a_zone() -> None:
    """With a zone, a time without an offset is read on a clock there."""
    converter = new_converter(ZoneInfo("Europe/Amsterdam"))
    assert load(Diary, {"at": "2026-11-24T18:00"}, converter=converter).at == datetime(
        2026, 11, 24, 17, tzinfo=UTC
    )


def test_modes_come_back_as_modes() -> None:
    """Not as the text they are written as."""
    request = load(TalkRequest, {"id": "q", "party": "f", "staff": ["t"], "mode": "phone"})
    assert request.mode is Mode.PHONE


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(JSON)
def test_any_plain_data_is_read_or_refused_in_our_words(data: object) -> None:
    """No other error comes out, whatever goes in."""
    with pytest.raises(InvalidInput):
        load(Conference, data)
