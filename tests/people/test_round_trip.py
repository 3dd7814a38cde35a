"""Every value about time and people survives being written down: load(dump(v)) == v."""

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.people.portraits import PortraitField
from partnership.serial.values import dump, load
from partnership.testing.strategies import people, times

VALUES: dict[str, st.SearchStrategy[Any]] = {
    name: getattr(module, name)()
    for module, chosen in (
        (times, ("calendars", "day_ranges", "norms", "recurrences", "spans")),
        (people, people.__all__),
    )
    for name in chosen
}


@pytest.mark.parametrize("name", VALUES)
@given(data=st.data())
def test_a_value_survives_being_written_down(name: str, data: st.DataObject) -> None:
    """What was dumped is plain JSON and loads as the same value."""
    value = data.draw(VALUES[name])
    assert load(type(value), json.loads(json.dumps(dump(value)))) == value


@pytest.mark.parametrize("name", people.__all__)
@given(data=st.data())
def test_no_name_and_no_detail_shows_in_a_repr(name: str, data: st.DataObject) -> None:
    """What a log or a traceback prints of a person is an id at most."""
    shown = repr(data.draw(VALUES[name]))
    assert "detail-" not in shown
    assert not any(
        word in shown for word in ("Noor", "Zoë", "Öztürk", "O’Brien", "Berg", "Nidos", "grandmother")
    )


def test_no_value_about_people_has_a_field_for_what_a_school_must_not_keep() -> None:
    """Ethnicity, religion, nationality, country of birth, citizen numbers and scores have no place to stand."""
    kept = {
        field.name
        for module in vars(people).values()
        if isinstance(module, type)
        and attrs.has(module)
        and module.__module__.startswith("partnership.people")
        for field in attrs.fields(module)
    } | {str(field) for field in PortraitField}
    banned = ("ethnic", "relig", "national", "birth_country", "bsn", "citizen", "score", "rank")
    assert len(kept) > 40
    assert [name for name in kept if any(word in name for word in banned)] == []
