"""The shipped schemas: made from the classes, and of one mind with the reader."""

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import autumn
from tests.conferences.test_lottery import lotteries
from tests.serial import test_conference_file, test_timetable_file

from partnership.conferences.lottery import Lottery
from partnership.errors import InvalidInput
from partnership.serial.conference_file import format_conference, parse_conference
from partnership.serial.lottery_file import read_lottery, read_promise, write_lottery, write_promise
from partnership.serial.schema import SCHEMAS, schema_of, schema_text, write_schemas
from partnership.serial.timetable_file import format_timetable, parse_timetable
from partnership.testing.strategies.conferences import conferences, timetables


def validator(name: str) -> jsonschema.Draft202012Validator:
    """A judge by a shipped schema."""
    return jsonschema.Draft202012Validator(json.loads(schema_text(name)))


CONFERENCE = validator("conference-1.schema.json")
TIMETABLE = validator("timetable-1.schema.json")


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_shipped_schema_is_the_one_the_classes_make(name: str, tmp_path: Path) -> None:
    """Whoever changes a class ships the new schema too, with `write_schemas`."""
    write_schemas(tmp_path)
    assert schema_text(name) == schema_of(name) == (tmp_path / name).read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(name)))


@given(st.data())
def test_every_document_we_write_fits_its_schema(data: st.DataObject) -> None:
    """Conferences and timetables alike."""
    conference = data.draw(conferences())
    answer = data.draw(timetables(conference))
    assert list(CONFERENCE.iter_errors(json.loads(format_conference(conference)))) == []
    assert list(TIMETABLE.iter_errors(json.loads(format_timetable(answer, conference)))) == []


STRANGE = st.sampled_from(
    [None, True, 0, -1, 600_000, 1.5, "", "x", "on_site", "2026-11-24T18:20", [], ["x"], {}, {"id": "x"}]
)


def spoil(document: Any, data: st.DataObject) -> None:
    """Change one thing somewhere in a document: put something else there, take it out, or add a key."""
    place = document
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    what = data.draw(st.sampled_from(["put", "take", "add"]))
    if what == "put":
        place[key] = data.draw(STRANGE)
    elif what == "take":
        del place[key]
    elif isinstance(place, dict):
        place["extra"] = 1


def by_reader(read: Any) -> list[str]:
    """The problems a reader finds, except those that only make sense once every value is right by itself."""
    try:
        read()
    except InvalidInput as error:
        sense = (
            "nobody has the id",
            "an id cannot be empty",
            "names one",
            "no pupils",
            "lies in no",
            "at least one sitting",
            "already the id",
            "overlaps",
        )
        moments = ("is not after the start", "not a date and time such", "the end is not after")
        return [
            str(problem)
            for problem in error.problems
            if not any(words in problem.message for words in sense + moments)
        ]
    return []


@given(st.data())
def test_schema_and_reader_agree_on_spoilt_conferences(data: st.DataObject) -> None:
    """What the one refuses for its shape, the other refuses."""
    document = json.loads(json.dumps(test_conference_file.DOCUMENT))
    spoil(document, data)
    found = by_reader(lambda: parse_conference(json.dumps(document)))
    unknown_zone = any("unknown zone" in problem for problem in found)
    assert bool(found) == (not CONFERENCE.is_valid(document) or unknown_zone), found


@given(st.data())
def test_schema_and_reader_agree_on_spoilt_timetables(data: st.DataObject) -> None:
    """Likewise."""
    document = json.loads(json.dumps(test_timetable_file.DOCUMENT))
    spoil(document, data)
    found = by_reader(lambda: parse_timetable(json.dumps(document), autumn()))
    assert bool(found) != TIMETABLE.is_valid(document), found


@given(data=st.data(), lottery=lotteries, secret=st.booleans())
def test_schema_and_reader_agree_on_spoilt_lotteries(
    data: st.DataObject, lottery: Lottery, *, secret: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """And on spoilt promises."""
    path = tmp_path_factory.getbasetemp() / "lottery.json"
    if secret:
        write_lottery(lottery, path)
    else:
        write_promise(lottery.promise, path)
    judge = validator(f"{'lottery' if secret else 'promise'}-1.schema.json")
    document = json.loads(path.read_bytes())
    assert judge.is_valid(document)
    spoil(document, data)
    path.write_text(json.dumps(document))
    found = by_reader(lambda: (read_lottery if secret else read_promise)(path))
    assert bool(found) != judge.is_valid(document), found


def test_a_schema_describes_itself_to_a_person() -> None:
    """An editor shows the words of the classes."""
    schema = json.loads(schema_text("conference-1.schema.json"))
    assert schema["title"] == "partnership.conference/1"
    assert schema["required"] == ["format", "timezone", "sittings", "staff", "parties", "requests"]
    assert schema["$defs"]["Journey"]["required"] == ["from", "to", "minutes"]
    assert schema["$defs"]["Room"]["properties"]["capacity"] == {"type": "integer", "minimum": 1}
    assert schema["$defs"]["Party"]["properties"]["guardians"]["minItems"] == 1
    assert schema["$defs"]["Mode"]["enum"] == ["on_site", "video", "phone"]
