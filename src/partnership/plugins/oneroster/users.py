"""Users: pupils, guardians and staff, and who is whose agent."""

from collections.abc import Iterator, Mapping
from typing import Any

from partnership.errors import Problem
from partnership.people.roster import RosterRow
from partnership.plugins.oneroster.cells import day, is_ended, listed
from partnership.plugins.oneroster.classes import SHORT
from partnership.plugins.oneroster.tables import Cells, Tables

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


_SIDES = {"pupil": 1, "guardian": 2}
_ONE_WAY = {1: "only the pupil's row tells of this link", 2: "only the guardian's row tells of this link"}


def _birth_dates(files: Tables) -> dict[str, str]:
    """Birth dates as they were written; of all demographics nothing else is read."""
    if "demographics" not in files:
        return {}
    rows = files.table("demographics", ("sourcedId",), ("birthDate",))
    return {cells[0]: cells[1] for _, cells in rows if cells and cells[0] and cells[1]}


class _Links:
    """Who was said to be whose agent, by pupil and guardian: who first said so, from which sides, and whether it is over."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], str] = {}
        self.ended: set[tuple[str, str]] = set()
        self.sides: dict[tuple[str, str], int] = {}
        self.relations: dict[str, str] = {}

    def of(self, user: "_User") -> None:
        """Note the links that one row tells of."""
        if user.kind == "guardian":
            self.relations[user.id] = user.relation()
        elif user.kind != "pupil":
            return
        side = _SIDES[user.kind]
        for agent in user.agents:
            pair = (user.id, agent) if user.kind == "pupil" else (agent, user.id)
            said = self.sides.get(pair, 0)
            if not said:
                self.places[pair] = user.place
            self.sides[pair] = said | side
            if user.ended:
                self.ended.add(pair)

    def rows(self, *, whole: bool) -> Iterator[RosterRow]:
        """Each pair once; where everybody is told of, with a word about those that only one side told of."""
        for pair, place in self.places.items():
            pupil, guardian = pair
            fields = {"pupil": pupil, "guardian": guardian}
            if guardian in self.relations:
                fields["relation"] = self.relations[guardian]
            said = _ONE_WAY.get(self.sides[pair]) if whole else None
            yield RosterRow(
                place=place,
                kind="guardianship",
                id=f"{pupil}/{guardian}",
                fields=fields,
                ended=pair in self.ended,
                faults=(Problem(f"{place} agentSourcedIds", said),) if said else (),
            )


def user_rows(files: Tables, org: str | None, *, whole: bool = True) -> Iterator[RosterRow]:
    """Everybody in an export, and then the links between pupils and guardians.

    Links are the union of both directions. They are untyped in OneRoster, so they say nothing about authority.

    Args:
        files: The tables.
        org: Only this school; None for all.
        whole: Everybody is told of, and not only who changed.
    """
    roles, births, links = files.roles(), _birth_dates(files), _Links()
    for line, cells in files.table("users", ("sourcedId",), _COLUMNS):
        place = files.place("users", line)
        if not cells or not cells[0]:
            why = "has no sourcedId" if cells else SHORT
            yield RosterRow(place=place, kind="pupil", id="", faults=(Problem(place, why),))
            continue
        user = _User(place, cells, roles.get(cells[0]))
        if org is not None and not user.is_at(org):
            continue
        links.of(user)
        yield user.row(births)
    yield from links.rows(whole=whole)


class _User:
    """One row of users, with the roles its version gives it."""

    def __init__(self, place: str, cells: Cells, roles: list[tuple[str, str | None]] | None) -> None:
        self.place = place
        self.id, status, role, self._orgs, self._primary, self.given, self.middle, self.family = cells[:8]
        self.email, self.phone, self.sms, agents = cells[8:]
        self.ended = is_ended(status)
        self.agents = listed(agents)
        self._roles = roles
        self.names = [name for name, _ in roles] if roles else [role or ""]
        self.kind = _kind({name.lower() for name in self.names if name}, known_agents=bool(self.agents))

    def is_at(self, org: str) -> bool:
        """Whether this user is at a school; one without a school is at every."""
        orgs = [each for _, each in self._roles] if self._roles else listed(self._orgs) or [self._primary]
        return any(each in {org, None, ""} for each in orgs)

    def row(self, births: Mapping[str, str]) -> RosterRow:
        """What the row tells."""
        if self.kind is None:
            fault = Problem(f"{self.place} role", "has no role")
            return RosterRow(place=self.place, kind="staff", id=self.id, faults=(fault,))
        faults: list[Problem] = []
        fields: dict[str, Any] = {}
        given = f"{self.given or ''} {self.middle}".strip() if self.middle else self.given or ""
        if given or self.family:
            fields["name"] = {"given": given, "family": self.family or ""}
        else:
            faults.append(Problem(f"{self.place} familyName", "has no name"))
        if self.kind == "pupil":
            if self.id in births:
                fields["birth_date"] = day(births[self.id], self.place, "birthDate", faults)
        elif self.email is not None or self.phone is not None or self.sms is not None:
            fields["details"] = _details(self.email, self.phone, self.sms)
        if self.kind == "staff":
            fields["roles"] = sorted(set(self.names))
        return RosterRow(
            place=self.place,
            kind=self.kind,
            id=self.id,
            fields=fields,
            ended=self.ended,
            faults=tuple(faults),
        )

    def relation(self) -> str:
        """What a guardian is, as far as a role tells."""
        return next((_RELATIONS[name.lower()] for name in self.names if name.lower() in _RELATIONS), "other")


def _kind(names: set[str], *, known_agents: bool) -> str | None:
    """What somebody is to the school; of several roles a pupil's counts first, then that of staff.

    A role nobody knows (`ext:…`) is kept: a guardian's when the row names pupils, else one of staff.
    """
    if "student" in names:
        return "pupil"
    if names & _STAFF:
        return "staff"
    if names & _RELATIONS.keys():
        return "guardian"
    if not names:
        return None
    return "guardian" if known_agents else "staff"


def _details(email: str | None, phone: str | None, sms: str | None) -> list[dict[str, object]]:
    """Ways to reach somebody; a number given twice counts once."""
    found = [("email", email), ("phone", phone), ("phone", sms if sms != phone else None)]
    return [{"kind": kind, "value": value, "secret": False} for kind, value in found if value]
