"""The conference document: read and written without loss, every fault at once, in the words of the file."""

import json
import os
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import clock

from partnership.conferences.conference import Conference, Weights
from partnership.errors import InvalidInput, Problem
from partnership.serial.conference_file import (
    format_conference,
    parse_conference,
    read_conference,
    write_conference,
)
from partnership.testing.strategies.conferences import conferences

SAMPLES = Path(
    os.environ.get("PARTNERSHIP_SAMPLE_DATA", Path(__file__).resolve().parents[2].parent / "shared" / "data")
)
ZONES = ("Europe/Amsterdam", "America/St_Johns", "Asia/Kathmandu", "UTC", "Australia/Lord_Howe")

DOCUMENT: dict[str, Any] = {
    "format": "partnership.conference/1",
    "name": "Autumn talks",
    "timezone": "Europe/Amsterdam",
    "sittings": [{"id": "tue", "start": "2026-11-24T18:00", "end": "2026-11-24T21:00"}],
    "rooms": [{"id": "r12"}, {"id": "annex", "capacity": 2, "accessible": True}],
    "travel": {"between": [{"from": "r12", "to": "annex", "minutes": 5}]},
    "staff": [{"id": "jansen", "room": "r12", "available": [["2026-11-24T18:00", "2026-11-24T19:00"]]}],
    "guardians": [{"id": "fatima", "interpreter": "ar", "max_wait_minutes": None}],
    "pupils": [{"id": "noor"}],
    "parties": [{"id": "f1", "guardians": ["fatima"], "pupils": ["noor"]}],
    "requests": [
        {
            "id": "q1",
            "party": "f1",
            "staff": ["jansen"],
            "pupils": ["noor"],
            "pinned": {"start": "2026-11-24T18:20", "room": None},
        }
    ],
}


@given(conferences(), st.sampled_from(ZONES))
def test_a_conference_survives_its_document(conference: Conference, zone: str) -> None:
    """In whichever zone its school is, through text and through bytes."""
    conference = attrs.evolve(conference, timezone=zone)
    text = format_conference(conference)
    assert parse_conference(text) == conference
    assert parse_conference(text.encode()) == conference


def test_a_document_is_read_as_it_says() -> None:
    """Times are those of the school's clock: six in Amsterdam is five in UTC."""
    conference = parse_conference(json.dumps(DOCUMENT))
    assert conference.sittings[0].start == clock("17:00")
    assert conference.requests[0].pinned is not None
    assert conference.requests[0].pinned.start == clock("17:20")
    assert conference.travel.between[0].destination == "annex"
    assert conference.weights == Weights()
    assert conference.guardians[0].preferred is None
    written = json.loads(format_conference(conference))
    assert written["staff"] == DOCUMENT["staff"]
    assert written["travel"] == DOCUMENT["travel"]
    assert written["requests"][0]["pinned"] == {"start": "2026-11-24T18:20"}
    assert "weights" not in written


def test_times_in_the_hour_that_comes_twice_are_written_with_their_offset() -> None:
    """Half past two on the night the clocks go back is two moments; both come back as themselves."""
    night = {"id": "night", "start": "2026-10-25T02:15+02:00", "end": "2026-10-25T02:15+01:00"}
    conference = parse_conference(json.dumps({**DOCUMENT, "sittings": [*DOCUMENT["sittings"], night]}))
    assert conference.sittings[1].span.minutes == 60
    assert json.loads(format_conference(conference))["sittings"][1] == night
    assert parse_conference(format_conference(conference)) == conference


def faults(**different: Any) -> list[str]:
    """The problems with the document when some of it is different; None takes a key out."""
    document = {key: value for key, value in (DOCUMENT | different).items() if value is not None}
    with pytest.raises(InvalidInput) as caught:
        parse_conference(json.dumps(document), source="autumn.json")
    assert caught.value.source == "autumn.json"
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("key", ["format", "timezone", "sittings", "staff", "parties", "requests"])
def test_what_is_required(key: str) -> None:
    """The six keys without which there is no conference."""
    assert faults(**{key: None})[0] == f"$.{key}: is required"


@pytest.mark.parametrize(
    "key", sorted(DOCUMENT.keys() - {"format", "timezone", "sittings", "staff", "parties", "requests"})
)
def test_what_is_not_required(key: str) -> None:
    """Everything else has a default, as far as nothing refers to it."""
    smaller = {name: value for name, value in DOCUMENT.items() if name != key}
    if key == "rooms":
        smaller |= {"travel": {}, "staff": [{"id": "jansen"}]}
    assert parse_conference(json.dumps(smaller)).requests[0].id == "q1"


def test_another_kind_of_document_is_told_at_once() -> None:
    """And nothing else about it, for nothing else would be true."""
    assert faults(format="partnership.timetable/1", staff=3) == [
        '$.format: expected "partnership.conference/1"'
    ]
    assert faults(format=1) == ['$.format: expected "partnership.conference/1"']


def test_all_faults_at_once_in_the_words_of_the_file() -> None:
    """A wrong zone, an hour that does not exist, a key misspelt, a name of nobody's kind."""
    assert faults(
        timezone="Europe/Amstredam",
        sittings=[{"id": "tue", "start": "2026-11-24 18:00", "end": "2026-11-24T21:00:30"}],
        travel={"between": [{"from": 3, "minutes": 5}]},
        requests=[{"id": "q1", "party": "f1", "staff": "jansen", "minuts": 10}],
    ) == [
        '$.timezone: unknown zone "Europe/Amstredam"; did you mean "Europe/Amsterdam"?',
        "$.sittings[0].start: expected a date and time in whole minutes such as 2026-11-24T18:00",
        "$.sittings[0].end: expected a date and time in whole minutes such as 2026-11-24T18:00",
        "$.travel.between[0].from: expected text, got a number",
        "$.travel.between[0].to: is required",
        "$.requests[0].staff: expected a list, got text",
        '$.requests[0].minuts: unknown key; did you mean "minutes"?',
    ]


def test_faults_of_sense_come_with_the_same_paths() -> None:
    """Once every value is right by itself, they are read together."""
    assert faults(rooms=None, format=None) == [
        "$.format: is required",
        '$.travel.between[0].from: nobody has the id "r12"; none are known',
        '$.travel.between[0].to: nobody has the id "annex"; none are known',
        '$.staff[0].room: nobody has the id "r12"; none are known',
    ]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-03-29T02:30", "2026-03-29T02:30 does not exist in Europe/Amsterdam: the clock skips it"),
        (
            "2026-10-25T02:30",
            "2026-10-25T02:30 happens twice in Europe/Amsterdam: choose a time outside that hour",
        ),
        ("2026-02-30T18:00", "'2026-02-30T18:00' is not a date and time such as 2026-11-24T18:00"),
        (18, "expected a date and time, got a number"),
        ("2026-11-24", "expected a date and time in whole minutes such as 2026-11-24T18:00"),
        ("1066-10-14T09:00", "expected a date and time in whole minutes such as 2026-11-24T18:00"),
        ("2026-11-24T18:00\n", "expected a date and time in whole minutes such as 2026-11-24T18:00"),
    ],
)
def test_a_moment_that_no_clock_shows(moment: object, said: str) -> None:
    """A night in spring has no half past two, a night in autumn has two of them."""
    sitting = {"id": "tue", "start": moment, "end": "2026-11-24T21:00"}
    assert faults(sittings=[sitting]) == [f"$.sittings[0].start: {said}"]


@pytest.mark.parametrize("text", ["[]", "3", "null", '"conference"'])
def test_a_document_is_an_object(text: str) -> None:
    """Whatever else JSON can be is not a conference."""
    with pytest.raises(InvalidInput, match=r"\$: expected an object, got"):
        parse_conference(text)


@given(st.binary(max_size=40) | st.text(max_size=40))
def test_any_text_is_refused_in_our_words(text: str | bytes) -> None:
    """Nothing but InvalidInput comes out."""
    with pytest.raises(InvalidInput):
        parse_conference(text)


PIECES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 10**17, 1.5, "", "f1", "2026-11-24T18:20", [], [[]], {}, ["jansen"], [{"id": "q1"}]]
)


@given(st.data())
def test_a_document_with_anything_put_in_is_read_or_refused_in_our_words(data: st.DataObject) -> None:
    """Replace one value anywhere by anything: it is a conference still, or InvalidInput says where it is not."""
    document = json.loads(json.dumps(DOCUMENT))
    place: Any = document
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        place = inner
    place[key] = data.draw(PIECES)
    problems: tuple[Problem, ...] = ()
    try:
        conference = parse_conference(json.dumps(document))
        assert parse_conference(format_conference(conference)) == conference
    except InvalidInput as error:
        problems = error.problems
    assert [problem for problem in problems if not problem.path.startswith("$")] == []


def test_a_file_is_read_and_written(tmp_path: Path) -> None:
    """What is wrong with a file bears its path."""
    path = tmp_path / "autumn.json"
    conference = parse_conference(json.dumps(DOCUMENT))
    write_conference(conference, path)
    assert read_conference(path) == conference
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        read_conference(path)
    assert caught.value.source == str(path)


@pytest.mark.parametrize("name", ["P-XS", "P-gap", "S-XS", "S-mid"])
def test_evenings_of_other_programs(name: str) -> None:
    """Sample evenings written elsewhere are read, and come back the same."""
    path = SAMPLES / "conferences" / f"{name}.conference.json"
    if not path.exists():
        pytest.skip("the sample evenings are not on this machine")
    conference = read_conference(path)
    assert conference.name == name
    assert parse_conference(format_conference(conference)) == conference
