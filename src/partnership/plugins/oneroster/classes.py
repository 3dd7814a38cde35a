"""Classes, and who is in them and teaches them."""

from collections.abc import Iterator
from typing import Any

from partnership.errors import Problem
from partnership.people.roster import RosterRow
from partnership.plugins.oneroster.cells import day, is_ended, listed
from partnership.plugins.oneroster.tables import Cells, Tables

__all__ = ["class_rows", "enrollment_rows"]

SHORT = "has more or fewer cells than the header"


def _school_years(files: Tables) -> dict[str, int]:
    """The school year of each academic session, as the calendar year it ends in."""
    if "academicSessions" not in files:
        return {}
    rows = files.table("academicSessions", ("sourcedId",), ("schoolYear",))
    return {
        cells[0]: int(cells[1])
        for _, cells in rows
        if cells and cells[0] and cells[1] and cells[1].isdecimal()
    }


def class_rows(files: Tables, org: str | None) -> Iterator[RosterRow]:
    """The classes of an export."""
    years = _school_years(files)
    columns = ("status", "title", "grades", "classType", "schoolSourcedId", "termSourcedIds")
    for line, cells in files.table("classes", ("sourcedId",), columns):
        place = files.place("classes", line)
        if not cells or not cells[0]:
            yield RosterRow(place=place, kind="class", id="", faults=(Problem(place, _why(cells)),))
            continue
        id, status, title, grades, sort, school, terms = cells
        if org is not None and school != org:
            continue
        fields: dict[str, Any] = {}
        if title is not None:
            fields["title"] = title
        if grades is not None:
            fields["grades"] = listed(grades)
        if sort:
            fields["homeroom"] = sort.lower() == "homeroom"
        year = next((years[term] for term in listed(terms) if term in years), None)
        if year is not None:
            fields["school_year"] = year
        yield RosterRow(place=place, kind="class", id=id, fields=fields, ended=is_ended(status))


def _why(cells: Cells) -> str:
    return "has no sourcedId" if cells else SHORT


def enrollment_rows(files: Tables, org: str | None) -> Iterator[RosterRow]:
    """Who is in which class, and who teaches it. Whoever is neither pupil nor teacher is passed over."""
    needed = ("classSourcedId", "userSourcedId", "role")
    for line, cells in files.table(
        "enrollments", needed, ("status", "schoolSourcedId", "primary", "beginDate", "endDate")
    ):
        place = files.place("enrollments", line)
        if not cells or not (cells[0] and cells[1]):
            why = "names no class or no user" if cells else SHORT
            yield RosterRow(place=place, kind="enrolment", id="", faults=(Problem(place, why),))
            continue
        group, user, role, status, school, primary, begin, end = cells
        if org is not None and school is not None and school != org:
            continue
        faults: list[Problem] = []
        since, until = day(begin, place, "beginDate", faults), day(end, place, "endDate", faults)
        if since and until and until <= since:
            faults.append(Problem(f"{place} endDate", "is not after beginDate"))
            until = None
        fields: dict[str, Any] = {"class_id": group, "valid": {"since": since, "until": until}}
        ended, role = is_ended(status), (role or "").lower()
        id = f"{user}/{group}"
        if role == "student":
            fields["pupil"] = user
            yield RosterRow(
                place=place, kind="enrolment", id=id, fields=fields, ended=ended, faults=tuple(faults)
            )
        elif role == "teacher":
            fields["staff"] = user
            if primary:
                fields["primary"] = primary.lower() in {"true", "1", "yes"}
            yield RosterRow(
                place=place, kind="teaching", id=id, fields=fields, ended=ended, faults=tuple(faults)
            )
