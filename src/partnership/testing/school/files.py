"""An invented school as a OneRoster CSV export, version 1.1 or 1.2, written row by row."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from partnership.people.contact_details import DetailKind
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Guardianship
from partnership.people.names import PersonName
from partnership.testing.school.families import Family
from partnership.testing.school.invented import InventedSchool

__all__ = ["write_oneroster"]

Row = Mapping[str, str]

_COMMON = ("sourcedId", "status", "dateLastModified")
_USER_11 = (
    *_COMMON, "enabledUser", "orgSourcedIds", "role", "username", "userIds", "givenName", "familyName", "middleName",
    "identifier", "email", "sms", "phone", "agentSourcedIds", "grades", "password",
)  # fmt: skip
_USER_12 = (
    *_COMMON, "enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "identifier", "email", "sms",
    "phone", "agentSourcedIds", "grades", "password", "userMasterIdentifier", "resourceSourcedIds", "preferredGivenName",
    "preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId", "pronouns",
)  # fmt: skip
_COLUMNS = {
    "orgs": (*_COMMON, "name", "type", "identifier", "parentSourcedId"),
    "academicSessions": (*_COMMON, "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"),
    "courses": (*_COMMON, "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"),
    "classes": (
        *_COMMON, "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId",
        "termSourcedIds", "subjects", "subjectCodes", "periods",
    ),
    "enrollments": (
        *_COMMON, "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate",
    ),
    "demographics": (*_COMMON, "birthDate", "sex"),
    "roles": (
        *_COMMON, "userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId", "userProfileSourcedId",
    ),
}  # fmt: skip


def write_oneroster(school: InventedSchool, folder: Path, *, version: str = "1.1") -> Path:
    """Write the school's roster as CSV files into a folder, which is made when it is not there.

    Args:
        school: The school.
        folder: Where to; files of these names are overwritten.
        version: `1.1` or `1.2`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    year = f"y{school.school_year}"
    files: dict[str, Iterable[Row]] = {
        "orgs": [{"sourcedId": school.id, "name": school.name, "type": "school", "identifier": "99ZZ00"}],
        "academicSessions": [
            {
                "sourcedId": year,
                "title": f"{school.school_year - 1}-{school.school_year}",
                "type": "schoolYear",
                "startDate": f"{school.school_year - 1}-08-01",
                "endDate": f"{school.school_year}-08-01",
                "schoolYear": str(school.school_year),
            }
        ],
        "courses": [
            {"sourcedId": "c1", "schoolYearSourcedId": year, "title": "Class", "orgSourcedId": school.id}
        ],
        "classes": (
            {
                "sourcedId": each.id,
                "title": each.title,
                "grades": ",".join(each.grades),
                "courseSourcedId": "c1",
                "classType": "homeroom",
                "schoolSourcedId": school.id,
                "termSourcedIds": year,
            }
            for each in school.classes
        ),
        "enrollments": _enrollments(school),
        "demographics": ({"sourcedId": each.id, "birthDate": str(each.birth_date)} for each in school.pupils),
        "users": _users(school, version),
    }
    if version == "1.2":
        files["roles"] = _roles(school)
    for name, rows in files.items():
        columns = _COLUMNS.get(name) or (_USER_12 if version == "1.2" else _USER_11)
        _write(folder / f"{name}.csv", columns, rows)
    _write(folder / "manifest.csv", ("propertyName", "value"), _manifest(files, version))
    return folder


def _write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="")
        writer.writeheader()
        writer.writerows(rows)


def _manifest(files: Iterable[str], version: str) -> Iterator[Row]:
    yield {"propertyName": "manifest.version", "value": "1.0"}
    yield {"propertyName": "oneroster.version", "value": version}
    for name in files:
        yield {"propertyName": f"file.{name}", "value": "bulk"}
    yield {"propertyName": "source.systemName", "value": "invented"}


def _enrollments(school: InventedSchool) -> Iterator[Row]:
    for number, teaching in enumerate(school.teachings, start=1):
        yield {
            "sourcedId": f"et{number}",
            "classSourcedId": teaching.class_id,
            "schoolSourcedId": school.id,
            "userSourcedId": teaching.staff,
            "role": "teacher",
            "primary": "true" if teaching.primary else "false",
        }
    for number, enrolment in enumerate(school.enrolments, start=1):
        yield {
            "sourcedId": f"ep{number}",
            "classSourcedId": enrolment.class_id,
            "schoolSourcedId": school.id,
            "userSourcedId": enrolment.pupil,
            "role": "student",
            "beginDate": f"{school.school_year - 1}-08-01",
            "endDate": f"{school.school_year}-08-01",
        }


def _users(school: InventedSchool, version: str) -> Iterator[Row]:
    grade_of = {each.id: ",".join(each.grades) for each in school.classes}
    class_of = {enrolment.pupil: enrolment.class_id for enrolment in school.enrolments}
    for person in school.staff:
        email = next((each.value for each in person.details if each.kind is DetailKind.EMAIL), "")
        yield _user(school, version, person.id, person.name, role="teacher", email=email)
    for family in school.families:
        for pupil in family.pupils:
            agents = ",".join(link.guardian for link in family.links if link.pupil == pupil.id)
            grade = grade_of[class_of[pupil.id]]
            yield _user(school, version, pupil.id, pupil.name, role="student", agents=agents, grades=grade)
        for guardian in family.guardians:
            yield _guardian(school, version, family, guardian)


def _guardian(school: InventedSchool, version: str, family: Family, guardian: Guardian) -> Row:
    name = guardian.name or PersonName(family=guardian.called)
    return _user(
        school,
        version,
        guardian.id,
        name,
        role=_role(family.links, guardian),
        email=next(iter(guardian.reachable_by(DetailKind.EMAIL)), ""),
        phone=next(iter(guardian.reachable_by(DetailKind.PHONE, to_others=True)), ""),
        agents=",".join(link.pupil for link in family.links if link.guardian == guardian.id),
    )


def _role(links: Iterable[Guardianship], guardian: Guardian) -> str:
    relation = next(link.relation for link in links if link.guardian == guardian.id)
    return "parent" if relation == "parent" else "guardian"


def _user(school: InventedSchool, version: str, id: str, name: PersonName, *, role: str, **more: str) -> Row:
    """One row of users: the role and school stand here in 1.1, in `roles` in 1.2."""
    row = {
        "sourcedId": id,
        "enabledUser": "true",
        "username": id,
        "givenName": name.given,
        "familyName": " ".join(part for part in (name.infix, name.family) if part),
        "identifier": id,
        "email": more.get("email", ""),
        "phone": more.get("phone", ""),
        "agentSourcedIds": more.get("agents", ""),
        "grades": more.get("grades", ""),
    }
    if version == "1.2":
        return row | {"primaryOrgSourcedId": school.id}
    return row | {"orgSourcedIds": school.id, "role": role}


def _roles(school: InventedSchool) -> Iterator[Row]:
    people = [(str(person.id), "teacher") for person in school.staff]
    people += [(pupil.id, "student") for pupil in school.pupils]
    for family in school.families:
        people += [(guardian.id, _role(family.links, guardian)) for guardian in family.guardians]
    for number, (user, role) in enumerate(people, start=1):
        yield {
            "sourcedId": f"r{number}",
            "userSourcedId": user,
            "roleType": "primary",
            "role": role,
            "orgSourcedId": school.id,
        }
