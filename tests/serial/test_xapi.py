"""xAPI statements from JSON: what is meant is read, what is not is refused with every path, and nothing else happens."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import InvalidInput
from partnership.learning.statements import Statement, Verb
from partnership.serial.xapi import CMI5, PROGRESS, read_statements

ID = "0f8d7a3e-5f1b-4f7e-9c2d-0a1b2c3d4e5f"
OTHER = "1f8d7a3e-5f1b-4f7e-9c2d-0a1b2c3d4e5f"
WHOLE: dict[str, Any] = {
    "id": ID,
    "version": "1.0.0",
    "actor": {"objectType": "Agent", "account": {"homePage": "https://school.example", "name": "zeynep"}},
    "verb": {"id": str(Verb.PASSED), "display": {"en": "passed"}},
    "object": {"id": "https://leer.example/a", "objectType": "Activity"},
    "result": {
        "success": True,
        "completion": True,
        "score": {"scaled": 0.8, "raw": 8},
        "extensions": {PROGRESS: 70, "https://other.example/x": [1]},
    },
    "context": {
        "registration": OTHER.upper(),
        "contextActivities": {"category": [{"id": CMI5}], "grouping": [{"id": "https://x.example"}]},
    },
    "timestamp": "2026-11-24T19:00:00+01:00",
}
READ = Statement(
    id=ID,
    verb=Verb.PASSED,
    object="https://leer.example/a",
    registration=OTHER,
    at=datetime(2026, 11, 24, 18, tzinfo=UTC),
    success=True,
    completion=True,
    scaled=0.8,
    progress=70,
)


def read(*statements: Any) -> tuple[Statement, ...]:
    """A list of statements, read."""
    return read_statements(json.dumps(statements))


def paths(*statements: Any) -> list[str]:
    """Where something is wrong."""
    with pytest.raises(InvalidInput) as caught:
        read(*statements)
    return [problem.path for problem in caught.value.problems]


def changed(path: str, value: object) -> dict[str, Any]:
    """The whole statement with another value somewhere; None leaves it out."""
    made: dict[str, Any] = json.loads(json.dumps(WHOLE))
    place = made
    *way, last = path.split(" ")
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return made


def test_a_statement_is_read() -> None:
    """In a list, or as a record store answers; who it is about is not kept."""
    assert read(WHOLE) == (READ,)
    assert read_statements(json.dumps({"statements": [WHOLE], "more": ""}).encode()) == (READ,)
    assert read() == ()
    assert "zeynep" not in repr(READ)
    assert "success" not in repr(READ)


def test_the_least_a_statement_can_be() -> None:
    """An id, somebody, a verb, a unit and a moment; cmi5 does not define it then."""
    least = {name: WHOLE[name] for name in ("id", "actor", "verb", "object", "timestamp")}
    assert read(least) == (
        Statement(id=ID, verb=Verb.PASSED, object="https://leer.example/a", at=READ.at, defined=False),
    )


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("id", None, "id"),
        ("id", "17", "id"),
        ("actor", None, "actor"),
        ("actor", {}, "actor"),
        ("actor", {"mbox": "mailto:a@b.example", "openid": "https://a.example"}, "actor"),
        ("actor", "zeynep", "actor"),
        ("verb", None, "verb"),
        ("verb", {}, "verb.id"),
        ("verb id", "passed", "verb.id"),
        ("object", None, "object"),
        ("object id", 4, "object.id"),
        ("object", {"objectType": "StatementRef", "id": "x"}, "object.id"),
        ("timestamp", None, "timestamp"),
        ("timestamp", "2026-11-24T19:00:00", "timestamp"),
        ("timestamp", "tomorrow", "timestamp"),
        ("timestamp", 17, "timestamp"),
        ("timestamp", "0001-01-01T00:00:00+10:00", "timestamp"),
        ("result", [], "result"),
        ("result success", "yes", "result.success"),
        ("result completion", 1, "result.completion"),
        ("result score", 3, "result.score"),
        ("result score scaled", 1.01, "result.score.scaled"),
        ("result score scaled", True, "result.score.scaled"),
        ("result extensions", {PROGRESS: 101}, f"result.extensions.{PROGRESS}"),
        ("result extensions", {PROGRESS: True}, f"result.extensions.{PROGRESS}"),
        ("context registration", "here", "context.registration"),
        ("context contextActivities", [], "context.contextActivities"),
        ("context contextActivities category", [{}], "context.contextActivities.category[0].id"),
        ("context contextActivities category", [3], "context.contextActivities.category[0]"),
    ],
)
def test_one_fault_is_told_once_by_its_path(path: str, value: object, where: str) -> None:
    """And what stood there is not repeated: it may be somebody's name."""
    wrong = changed(path, value)
    assert paths(WHOLE, wrong) == [f"$[1].{where}"]
    with pytest.raises(InvalidInput) as caught:
        read(wrong)
    assert "zeynep" not in str(caught.value)


def test_every_fault_of_every_statement_is_told() -> None:
    """All at once; also of what is no statement."""
    assert paths(17, changed("id", None), {}, None) == [
        "$[0]",
        "$[1].id",
        "$[2].actor",
        "$[2].verb",
        "$[2].object",
        "$[2].id",
        "$[2].timestamp",
        "$[3]",
    ]


@pytest.mark.parametrize("text", ["{}", '{"statements": {}}', "17", "[1", '"a"'])
def test_what_is_no_list_is_refused(text: str) -> None:
    """An object without statements, a number, half a list."""
    with pytest.raises(InvalidInput):
        read_statements(text)


def test_what_else_may_stand_there() -> None:
    """Voiding, a group, a person as the object, one category without a list, and the moment it was stored."""
    voiding = changed("verb id", str(Verb.VOIDED)) | {"object": {"objectType": "StatementRef", "id": OTHER}}
    assert read(voiding)[0].object == OTHER
    assert paths(changed("verb id", str(Verb.VOIDED))) == ["$[0].object.objectType"]
    assert paths(changed("verb id", str(Verb.VOIDED)) | {"object": None}) == ["$[0].object"]
    assert read(changed("actor", {"objectType": "Group", "member": []})) == (READ,)
    assert paths(changed("actor", {"objectType": "Group"})) == ["$[0].actor"]
    assert read(changed("object", {"objectType": "Agent", "mbox": "mailto:a@b.example"}))[0].object == ""
    assert read(changed("context contextActivities category", {"id": CMI5})) == (READ,)
    stored = changed("timestamp", None) | {"stored": "2026-11-24T18:00:00.123456789Z"}
    assert read(stored)[0].at == READ.at.replace(microsecond=123456)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(WHOLE)), inner),
    max_leaves=8,
)
PLACES = (
    *("id", "actor", "verb", "verb id", "object", "object id", "timestamp"),
    *("result", "result score", "result success", "result extensions"),
    *("context", "context registration", "context contextActivities"),
)


@given(JSON, st.sampled_from(PLACES), JSON)
def test_whatever_stands_there_is_read_or_refused(anything: object, path: str, value: object) -> None:
    """Never another error, and where it is refused the path leads into the document."""

    def attempt(work: Callable[[], object]) -> None:
        refused: tuple[Any, ...] = ()
        try:
            work()
        except InvalidInput as error:
            refused = error.problems
        assert all(problem.path.startswith(("$", "line")) for problem in refused)

    attempt(lambda: read_statements(json.dumps(anything)))
    attempt(lambda: read(anything))
    attempt(lambda: read(changed(path, value)))
