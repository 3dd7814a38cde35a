"""The invented school is whole, the same for the same seed, and as varied as a real one."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from partnership.people.contact_details import DetailKind
from partnership.people.guardianship import Authority
from partnership.testing.school import InventedSchool, invent_school, wishes_of, write_oneroster


@pytest.fixture(scope="module")
def school() -> InventedSchool:
    """The school of the demonstration: 12 classes, 288 pupils."""
    return invent_school()


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_makes_the_same_school(school: InventedSchool) -> None:
    """Everything is drawn from the seed, and another seed draws otherwise."""
    assert invent_school() == school
    assert invent_school(2) != school


def test_the_same_seed_makes_the_same_wishes(school: InventedSchool) -> None:
    """The evening of the demonstration is the same everywhere."""
    assert wishes_of(school) == wishes_of(school)
    assert wishes_of(school, seed=2) != wishes_of(school)


@pytest.mark.parametrize(("classes", "pupils"), [(1, 1), (12, 288), (3, 10), (30, 601)])
def test_pupils_are_spread_evenly(classes: int, pupils: int) -> None:
    """Every pupil is in one class, and classes differ by at most one pupil."""
    school = invent_school(classes=classes, pupils=pupils)
    sizes = [sum(each.class_id == group.id for each in school.enrolments) for group in school.classes]
    assert len(school.pupils) == len({pupil.id for pupil in school.pupils}) == sum(sizes) == pupils
    assert max(sizes) - min(sizes) <= 1


def test_the_eldest_are_in_the_highest_class(school: InventedSchool) -> None:
    """Children of one class are of one age."""
    class_of = {each.pupil: each.class_id for each in school.enrolments}
    ages: dict[str, list[date]] = {group.id: [] for group in school.classes}
    for pupil in school.pupils:
        assert pupil.birth_date is not None
        ages[class_of[pupil.id]].append(pupil.birth_date)
    spans = [(min(ages[group.id]), max(ages[group.id])) for group in school.classes]
    assert all(younger[0] >= older[1] for younger, older in pairwise(spans))


def test_families_come_in_every_shape(school: InventedSchool) -> None:
    """Two homes, one parent, an organisation, a parent who died, a parent without authority, a secret address."""
    assert any(len(family.households) == 2 for family in school.families)
    assert any(len(family.guardians) == 1 for family in school.families)
    assert any(guardian.organisation for guardian in school.guardians)
    assert any(guardian.deceased for guardian in school.guardians)
    assert any(link.authority is Authority.NO for link in school.guardianships)
    assert any(detail.secret for guardian in school.guardians for detail in guardian.details)
    assert any(family.in_conflict for family in school.families)


def test_only_who_may_and_lives_is_invited(school: InventedSchool) -> None:
    """No party holds somebody who died or has no authority, and every pupil with somebody left is asked for."""
    conference = wishes_of(school)
    invited = {name for party in conference.parties for name in party.guardians}
    deceased = {guardian.id for guardian in school.guardians if guardian.deceased}
    without = {link.guardian for link in school.guardianships if link.authority is Authority.NO}
    assert invited & (deceased | without) == set()
    assert {pupil for request in conference.requests for pupil in request.pupils} == {
        pupil.id for pupil in school.pupils
    }


def test_households_in_conflict_are_kept_apart(school: InventedSchool) -> None:
    """Each such pair of parties has a rule of its own, about the same children."""
    conference = wishes_of(school)
    pupils = {party.id: party.pupils for party in conference.parties}
    assert len(conference.keep_apart) >= 1
    assert all(len({pupils[party] for party in apart.parties}) == 1 for apart in conference.keep_apart)


def test_a_secondary_school_has_subject_teachers() -> None:
    """A family asks for at most as many talks a child as was said, apart from the counsellor."""
    school = invent_school(secondary=True, classes=6, pupils=120)
    conference = wishes_of(school, secondary_talks=2)
    asked = [
        sum(request.party == party.id and pupil in request.pupils for request in conference.requests)
        for party in conference.parties
        for pupil in party.pupils
    ]
    assert {1, 2} <= set(asked) <= {1, 2, 3}
    assert max(len(request.staff) for request in conference.requests) == 1


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_the_export_holds_the_whole_school(school: InventedSchool, tmp_path: Path, version: str) -> None:
    """Everyone is in `users` once; links stand in both directions; the manifest names every file."""
    write_oneroster(school, tmp_path, version=version)
    users = rows(tmp_path / "users.csv")
    assert len(users) == len({row["sourcedId"] for row in users})
    assert len(users) == len(school.staff) + len(school.pupils) + len(school.guardians)
    manifest = {row["propertyName"]: row["value"] for row in rows(tmp_path / "manifest.csv")}
    assert manifest["oneroster.version"] == version
    files = {name.removeprefix("file.") for name in manifest if name.startswith("file.")}
    assert files == {path.stem for path in tmp_path.glob("*.csv")} - {"manifest"}
    agents = {row["sourcedId"]: set(filter(None, row["agentSourcedIds"].split(","))) for row in users}
    assert {(link.pupil, link.guardian) for link in school.guardianships} == {
        (one, other) for one, others in agents.items() for other in others if one.startswith("p")
    }
    assert all(one in agents[other] for one, others in agents.items() for other in others)


def test_roles_stand_where_the_version_puts_them(school: InventedSchool, tmp_path: Path) -> None:
    """In 1.1 a user row has a role; in 1.2 a file of its own does."""
    write_oneroster(school, tmp_path / "old", version="1.1")
    write_oneroster(school, tmp_path / "new", version="1.2")
    old = {row["sourcedId"]: row["role"] for row in rows(tmp_path / "old" / "users.csv")}
    new = {row["userSourcedId"]: row["role"] for row in rows(tmp_path / "new" / "roles.csv")}
    assert old == new
    assert set(old.values()) == {"teacher", "student", "parent", "guardian"}
    assert "role" not in rows(tmp_path / "new" / "users.csv")[0]


def test_secrets_and_addresses_stay_out_of_the_export(school: InventedSchool, tmp_path: Path) -> None:
    """A secret number never reaches the file, and OneRoster knows no addresses."""
    write_oneroster(school, tmp_path)
    text = (tmp_path / "users.csv").read_text(encoding="utf-8")
    secrets = [detail.value for guardian in school.guardians for detail in guardian.details if detail.secret]
    assert len(secrets) > 0
    phones = [value for value in secrets if value.startswith("+")]
    assert [value for value in phones if f",{value}," in text and _only_secret(school, value)] == []
    assert "Lindelaan" not in text


def _only_secret(school: InventedSchool, value: str) -> bool:
    """Whether nobody has this number openly."""
    return not any(
        detail.value == value and not detail.secret and detail.kind is DetailKind.PHONE
        for guardian in school.guardians
        for detail in guardian.details
    )


def test_people_are_not_named_in_a_repr(school: InventedSchool) -> None:
    """The repr of the whole school names no one."""
    assert school.pupils[0].name.family not in repr(school)
