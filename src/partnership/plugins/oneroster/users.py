"""Users: pupils, guardians and staff, and who is whose agent."""

from collections.abc import Iterable, Iterator
from typing import Any

from partnership.errors import Problem
from partnership.people.roster import RosterRow
from partnership.plugins.oneroster.cells import day, is_ended, listed
from partnership.plugins.oneroster.classes import SHORT
from partnership.plugins.oneroster.tables import Files

__all__ = ["user_rows"]

_RELATIONS = {"parent": "parent", "guardian": "guardian", "relative": "relative"}
_STAFF = {
    "teacher", "administrator", "aide", "proctor", "counselor", "counsellor", "principal", "districtadministrator",
    "siteadministrator", "systemadministrator",
}  # fmt: skip
_COLUMNS = (
    "status", "role", "orgSourcedIds", "primaryOrgSourcedId", "givenName", "middleName", "familyName", "email", "phone",
    "sms", "agentSourcedIds",
)  # fmt: skip


def _roles(files: Files) -> dict[str, list[tuple[str, str | None]]]:
    """The roles of each user as (role, org), where version 1.2 keeps them."""
    roles: dict[str, list[tuple[str, str | None]]] = {}
    if "roles.csv" in files:
        rows = files.table("roles.csv", ("userSourcedId", "role"), ("status", "orgSourcedId"))
        for _, cells in rows:
            if cells and cells[0] and cells[1] and not is_ended(cells[2]):
                roles.setdefault(cells[0], []).append((cells[1], cells[3]))
    return roles


def _birth_dates(files: Files) -> dict[str, str]:
    """Birth dates as they were written; of all demographics nothing else is read."""
    if "demographics.csv" not in files:
        return {}
    rows = files.table("demographics.csv", ("sourcedId",), ("birthDate",))
    return {cells[0]: cells[1] for _, cells in rows if cells and cells[0] and cells[1]}


class _Links:
    """Who was said to be whose agent, from which side."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], str] = {}
        self.ended: set[tuple[str, str]] = set()
        self.sides: dict[tuple[str, str], int] = {}
        self.relations: dict[str, str] = {}

    def told(self, pairs: Iterable[tuple[str, str]], side: int, place: str, *, ended: bool) -> None:
        """Note the pairs (pupil, guardian) that one row tells of."""
        for pair in pairs:
            self.places.setdefault(pair, place)
            self.sides[pair] = self.sides.get(pair, 0) | side
            if ended:
                self.ended.add(pair)

    def rows(self) -> Iterator[RosterRow]:
        """Each pair once, with a word about those that only one side told of."""
        for pair, place in self.places.items():
            pupil, guardian = pair
            fields = {"pupil": pupil, "guardian": guardian}
            if guardian in self.relations:
                fields["relation"] = self.relations[guardian]
            one_way = {
                1: "only the pupil's row tells of this link",
                2: "only the guardian's row tells of this link",
            }
            said = one_way.get(self.sides[pair])
            yield RosterRow(
                place=place,
                kind="guardianship",
                id=f"{pupil}/{guardian}",
                fields=fields,
                ended=pair in self.ended,
                faults=(Problem(f"{place} agentSourcedIds", said),) if said else (),
            )


def user_rows(files: Files, org: str | None) -> Iterator[RosterRow]:
    """Everybody in an export, and then the links between pupils and guardians.

    Links are the union of both directions. They are untyped in OneRoster, so they say nothing about authority.
    """
    roles, births, links = _roles(files), _birth_dates(files), _Links()
    for line, cells in files.table("users.csv", ("sourcedId",), _COLUMNS):
        place = f"users.csv:{line}"
        if not cells or not cells[0]:
            why = "has no sourcedId" if cells else SHORT
            yield RosterRow(place=place, kind="pupil", id="", faults=(Problem(place, why),))
            continue
        id, status, role, orgs, primary, given, middle, family, email, phone, sms, agents = cells
        mine = roles.get(id) or [(role or "", each) for each in (listed(orgs) or [primary])]
        if org is not None and all(place_of not in {org, None} for _, place_of in mine):
            continue
        kind = _kind([name for name, _ in mine], agents)
        faults: list[Problem] = []
        if kind is None:
            yield RosterRow(
                place=place, kind="staff", id=id, faults=(Problem(f"{place} role", "has no role"),)
            )
            continue
        fields: dict[str, Any] = {}
        name = {"given": " ".join(part for part in (given, middle) if part), "family": family or ""}
        if any(name.values()):
            fields["name"] = name
        else:
            faults.append(Problem(f"{place} familyName", "has no name"))
        if kind == "pupil" and id in births:
            fields["birth_date"] = day(births[id], f"demographics of {place}", "birthDate", faults)
        if kind != "pupil" and (email is not None or phone is not None or sms is not None):
            fields["details"] = _details(email, phone, sms)
        if kind == "staff":
            fields["roles"] = sorted({name for name, _ in mine if name})
        if kind == "guardian":
            links.relations[id] = next(
                (_RELATIONS[n.lower()] for n, _ in mine if n.lower() in _RELATIONS), "other"
            )
        ended = is_ended(status)
        if kind == "pupil":
            links.told(((id, agent) for agent in listed(agents)), 1, place, ended=ended)
        elif kind == "guardian":
            links.told(((agent, id) for agent in listed(agents)), 2, place, ended=ended)
        yield RosterRow(place=place, kind=kind, id=id, fields=fields, ended=ended, faults=tuple(faults))
    yield from links.rows()


def _kind(roles: Iterable[str], agents: str | None) -> str | None:
    """What somebody is to the school; of several roles a pupil's counts first, then that of staff."""
    names = {name.lower() for name in roles if name}
    if "student" in names:
        return "pupil"
    if names & _STAFF:
        return "staff"
    if names & _RELATIONS.keys():
        return "guardian"
    if not names:
        return None
    return "guardian" if listed(agents) else "staff"


def _details(email: str | None, phone: str | None, sms: str | None) -> list[dict[str, object]]:
    found = [("email", email), ("phone", phone), ("phone", sms if sms != phone else None)]
    return [{"kind": kind, "value": value, "secret": False} for kind, value in found if value]
