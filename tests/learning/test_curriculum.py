"""A reference follows what took its place, however often and into however many parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import InvalidValue
from partnership.learning.curriculum import Curriculum, CurriculumItem
from partnership.testing.broken_catalogues import RENEWED, SAMPLE

NAMES = ("a", "b", "c", "d", "e", "elsewhere")


def listed(leads: dict[str, list[str]]) -> Curriculum:
    """Items that lead to others; the last name is in another catalogue."""
    return Curriculum(
        CurriculumItem(
            id=id, text=id, replaced_by=tuple(dict.fromkeys(each for each in leads.get(id, []) if each != id))
        )
        for id in NAMES[:-1]
    )


def ends(curriculum: Curriculum, id: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """Where every path ends, by walking all of them: the oracle."""
    item = curriculum.item(id)
    if item is None or not item.replaced_by:
        return {id}
    return {
        end for each in item.replaced_by if each not in seen for end in ends(curriculum, each, seen | {id})
    }


@given(st.dictionaries(st.sampled_from(NAMES[:-1]), st.lists(st.sampled_from(NAMES), max_size=3)))
def test_a_reference_comes_to_where_every_path_ends(leads: dict[str, list[str]]) -> None:
    """As walking every path does, each end once, circles and other catalogues included."""
    curriculum = listed(leads)
    for id in NAMES[:-1]:
        found = curriculum.current(id)
        assert len(set(found)) == len(found)
        assert set(found) == ends(curriculum, id, frozenset({id}))
        assert all(curriculum.current(each) in {(each,), ()} for each in found)


def test_a_code_finds_what_people_write() -> None:
    """A reference stays in the form it was written in; a code that two items have finds neither."""
    curriculum = Curriculum(SAMPLE)
    assert {id: curriculum.current(id) for id in RENEWED} == RENEWED
    assert curriculum.current("NE.3") == ("ne.4",)
    assert curriculum.written("NE.3", "ne.4") == "NE.4"
    assert curriculum.written("ne.3", "ne.4") == "ne.4"
    assert curriculum.written("NE.3", "elsewhere") == "elsewhere"
    assert curriculum.current("gone") == ()
    assert [each.id for each in curriculum] == [each.id for each in SAMPLE]
    twice = Curriculum((*SAMPLE, CurriculumItem(id="ne.5", text="anders", code="NE.4")))
    assert twice.item("NE.4") is None
    assert twice.written("NE.3", "ne.4") == "ne.4"


def test_an_item_has_an_id_and_words() -> None:
    """And never takes its own place."""
    for wrong in ({"id": " a"}, {"id": ""}, {"text": " "}, {"replaced_by": ("a",)}):
        with pytest.raises(InvalidValue):
            CurriculumItem(**({"id": "a", "text": "x"} | wrong))
