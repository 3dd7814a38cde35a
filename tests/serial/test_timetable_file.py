"""The timetable document: read and written without loss, with the clock of its conference."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import autumn, clock, placed, timetable

from partnership.conferences.explain import explain_left_over
from partnership.conferences.objective import objective_of
from partnership.conferences.table import Table
from partnership.conferences.timetable import Bound, Timetable
from partnership.errors import InvalidInput
from partnership.serial.timetable_file import (
    format_timetable,
    parse_timetable,
    read_timetable,
    write_timetable,
)
from partnership.testing.strategies.conferences import conferences, timetables, valid_timetables

DOCUMENT: dict[str, Any] = {
    "format": "partnership.timetable/1",
    "conference": "Autumn talks",
    "placements": [
        {"request": "q1", "start": "2026-11-24T19:10", "minutes": 10, "room": "r12", "interpreter": None}
    ],
    "left_over": [
        {
            "request": "q2",
            "reasons": [{"rule": "staff-clash", "against": ["q1"], "text": "jansen speaks then"}],
            "would_help": [{"text": "ten minutes more"}],
        }
    ],
    "objective": {
        "total": 10_000,
        "left_over": 1,
        "outside_preferred": 0,
        "extra_sitting": 0,
        "wait_minutes": 0,
        "long_wait_minutes": 0,
        "idle_minutes": 0,
        "others": [],
    },
    "bound": {"total": 0, "proof": "nothing costs less than nothing"},
    "solver": "by hand",
    "seed": 1,
    "seconds": 1.5,
}


@given(st.data())
def test_a_timetable_survives_its_document(data: st.DataObject) -> None:
    """Good or bad, with its reasons, its objective and its bound."""
    conference = data.draw(conferences())
    bare = data.draw(timetables(conference) | valid_timetables(conference))
    full = attrs.evolve(
        bare,
        left_over=explain_left_over(Table(conference, bare)),
        objective=objective_of(conference, bare),
        bound=Bound(total=0, proof="counted"),
        solver="partnership",
        seed=data.draw(st.integers(0, 10**9)),
        seconds=data.draw(st.floats(0, 100)),
    )
    for answer in (bare, full):
        text = format_timetable(answer, conference)
        assert parse_timetable(text, conference) == answer
        assert parse_timetable(text.encode(), conference) == answer


def test_a_document_is_read_and_written_as_it_says() -> None:
    """Every key is written, in the order of the format; ten past seven in Amsterdam is ten past six in UTC."""
    answer = parse_timetable(json.dumps(DOCUMENT), autumn())
    assert answer.placements == (placed("q1", "18:10", room="r12"),)
    assert answer.left_over[0].reasons[0].against == ("q1",)
    written = json.loads(format_timetable(answer, autumn()))
    assert written == DOCUMENT
    assert list(written) == list(DOCUMENT)


def test_only_the_format_is_required() -> None:
    """An empty timetable forgets everybody, which is for the checker to say."""
    assert parse_timetable('{"format": "partnership.timetable/1"}', autumn()) == Timetable()


def test_all_faults_at_once() -> None:
    """Each with its path; another kind of document is told and nothing else."""
    wrong = {
        "placements": [{"start": "2026-11-24T19:10", "minutes": 0, "rom": "r12"}, 3],
        "left_over": [{"request": None}],
        "bound": {"total": 1.5},
        "seed": "x",
    }
    with pytest.raises(InvalidInput) as caught:
        parse_timetable(json.dumps(wrong), autumn(), source="evening.json")
    assert caught.value.source == "evening.json"
    assert [str(problem) for problem in caught.value.problems] == [
        "$.format: is required",
        "$.placements[0].request: is required",
        "$.placements[0].minutes: must be at least 1",
        '$.placements[0].rom: unknown key; did you mean "room"?',
        "$.placements[1]: expected an object, got a number",
        "$.left_over[0].request: expected text, got null",
        "$.bound.total: expected a whole number, got one with a fraction",
        "$.bound.proof: is required",
        "$.seed: expected a whole number, got text",
    ]
    with pytest.raises(InvalidInput) as caught:
        parse_timetable('{"format": "partnership.conference/1", "x": 1}', autumn())
    assert [str(problem) for problem in caught.value.problems] == [
        '$.format: expected "partnership.timetable/1"'
    ]


@given(st.binary(max_size=40))
def test_any_bytes_are_refused_in_our_words(data: bytes) -> None:
    """Nothing but InvalidInput comes out."""
    with pytest.raises(InvalidInput):
        parse_timetable(data, autumn())


def test_a_file_is_read_and_written(tmp_path: Path) -> None:
    """Whole, with the times of the conference's clock."""
    path = tmp_path / "evening.json"
    answer = timetable(placed("q1", "18:10"), left_over="q2")
    write_timetable(answer, autumn(), path)
    assert read_timetable(path, autumn()) == answer
    assert json.loads(path.read_text())["placements"][0]["start"] == "2026-11-24T19:10"
    elsewhere = autumn(timezone="UTC")
    assert read_timetable(path, elsewhere).placements[0].start == clock("19:10")
