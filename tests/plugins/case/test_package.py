"""CASE packages: the sample keeps the contract, and a package that is not whole is refused with every path."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnership.errors import InvalidInput
from partnership.learning.curriculum import CurriculumItem
from partnership.plugins.case import sample
from partnership.plugins.case.package import CasePackage
from partnership.testing.trials import CaseTrial as TestCase

__all__ = ["TestCase"]


def read(path: Path, data: object) -> list[CurriculumItem]:
    """What a package says."""
    file = path / "package.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return list(CasePackage(file).items())


def link(kind: str, origin: str, destination: str) -> dict[str, Any]:
    """An association."""
    return {
        "associationType": kind,
        "originNodeURI": {"identifier": origin},
        "destinationNodeURI": {"identifier": destination},
    }


def test_a_package_without_associations_is_a_list(tmp_path: Path) -> None:
    """With what each item says, and no more; a level that is one text is one level."""
    items = [
        {
            "identifier": "a",
            "fullStatement": " lezen ",
            "educationLevel": "05",
            "humanCodingScheme": " NE.1 ",
        },
        {"identifier": "b", "fullStatement": "schrijven", "language": "", "educationLevel": None},
    ]
    assert read(tmp_path, {"CFItems": items}) == [
        CurriculumItem(id="a", text="lezen", code="NE.1", levels=("05",)),
        CurriculumItem(id="b", text="schrijven"),
    ]


def test_associations_that_lead_elsewhere_are_left_alone(tmp_path: Path) -> None:
    """Those to the document, from other packages and of other kinds; a successor elsewhere is one all the same."""
    items = [{"identifier": id, "fullStatement": id} for id in ("a", "b")]
    document = {"identifier": "doc"}
    ties = [
        link("isChildOf", "a", "doc"),
        link("isChildOf", "b", "a"),
        link("isChildOf", "b", "a"),
        link("replacedBy", "other", "a"),
        link("replacedBy", "b", "other"),
        link("exactMatchOf", "a", "other"),
    ]
    found = read(tmp_path, {"CFDocument": document, "CFItems": items, "CFAssociations": ties})
    assert [(each.parents, each.replaced_by) for each in found] == [((), ()), (("a",), ("other",))]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Each with its path."""
    items = [
        "x",
        {"identifier": "a", "fullStatement": "a"},
        {"identifier": "a", "fullStatement": "again"},
        {"identifier": 7},
        {"identifier": " b", "fullStatement": "b"},
    ]
    ties = [
        {"associationType": "isChildOf", "originNodeURI": {"identifier": "a"}},
        link("isChildOf", "a", "gone"),
        link("replacedBy", "", "a"),
    ]
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, {"CFItems": items, "CFAssociations": ties})
    assert sorted(each.path for each in caught.value.problems) == [
        "$.CFAssociations[0].destinationNodeURI",
        "$.CFAssociations[1].destinationNodeURI.identifier",
        "$.CFAssociations[2].originNodeURI.identifier",
        "$.CFItems[0]",
        "$.CFItems[1].identifier",
        "$.CFItems[2].identifier",
        "$.CFItems[3].fullStatement",
        "$.CFItems[3].identifier",
        "$.CFItems[4].id",
    ]
    for data, path in (
        ([], "$"),
        ({}, "$.CFItems"),
        ({"CFItems": [], "CFAssociations": 1}, "$.CFAssociations"),
    ):
        with pytest.raises(InvalidInput) as caught:
            read(tmp_path, data)
        assert [each.path for each in caught.value.problems] == [path]
    with pytest.raises(InvalidInput, match="package"):
        list(CasePackage(tmp_path / "no-package.json").items())


Change = Callable[[Any], Any]
values = st.none() | st.booleans() | st.integers(-1, 9) | st.sampled_from(("", "x", "isChildOf"))
junk = st.recursive(
    values, lambda part: st.lists(part, max_size=2) | st.dictionaries(st.just("identifier"), part)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_stands_somewhere_it_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Any part of the sample in the place of which stands anything: an answer or problems with paths, and no other error."""
    package = json.loads(sample())
    part: Any = package
    while True:
        keys = sorted(part) if isinstance(part, dict) else range(len(part))
        key = data.draw(st.sampled_from(list(keys)))
        if not part[key] or not isinstance(part[key], dict | list) or data.draw(st.booleans()):
            part[key] = data.draw(junk)
            break
        part = part[key]
    paths: list[str] = []
    languages: list[str | None] = []
    try:
        languages = [each.language for each in read(tmp_path, package)]
    except InvalidInput as error:
        paths = [each.path for each in error.problems]
    assert all(each.startswith("$") for each in paths)
    assert all(each is None or isinstance(each, str) for each in languages)
