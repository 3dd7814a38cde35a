"""A change is a fact: aware, unalterable, and silent about persons in its repr."""

from datetime import UTC, datetime

import pytest

from partnership.changes import OWN_WORD, SCHOOL_TASK, Change, ground_of
from partnership.errors import InvalidValue

MOVED = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


def change(**different: object) -> Change:
    """A talk that moved, with whatever a test makes different."""
    parts: dict[str, object] = {
        "what": "talk.moved",
        "kind": "talk",
        "id": "q1",
        "at": MOVED,
        "actor": "staff:jansen",
        "purpose": "teacher ill",
        "ground": "the school's task",
        "details": {"reason": "Noor has the flu"},
    }
    return Change(**parts | different)  # type: ignore[arg-type]


def test_details_are_copied_and_closed() -> None:
    """What happened does not change because somebody keeps the dictionary."""
    mine = {"reason": "ill"}
    kept = change(details=mine)
    mine["reason"] = "skiing"
    assert dict(kept.details) == {"reason": "ill"}
    with pytest.raises(TypeError):
        kept.details["reason"] = "x"  # type: ignore[index]


def test_details_stay_out_of_the_repr() -> None:
    """A log line about a change names no pupil."""
    assert "Noor" not in repr(change())


@pytest.mark.parametrize("field", ["actor", "purpose", "ground"])
def test_a_change_names_who_what_for_and_on_what_ground(field: str) -> None:
    """One of them left empty is refused."""
    with pytest.raises(InvalidValue, match=f"{field}: is empty"):
        change(**{field: ""})


def test_a_guardian_acts_on_their_own_word_and_the_school_on_its_task() -> None:
    """Where no rule says more."""
    assert ground_of("guardian:petra") == OWN_WORD
    assert ground_of("staff:jansen") == ground_of("system:school") == SCHOOL_TASK


def test_a_change_without_a_zone_is_refused() -> None:
    """The journal knows which moment everything was."""
    with pytest.raises(InvalidValue, match="has no time zone"):
        change(at=MOVED.replace(tzinfo=None))
