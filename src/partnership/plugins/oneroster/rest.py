"""A OneRoster server as a roster source, versions 1.1 and 1.2 over REST.

Everything is fetched first, into files that have no name and are gone with the source; only then is anything decided. So
no transaction waits for a slow server, and a server that breaks off halfway leaves no trace.
"""

import json
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryFile
from typing import IO, Any

from partnership.errors import InvalidInput, InvalidValue, Problem, UnknownName
from partnership.people.roster import KINDS, Coverage, RosterRow
from partnership.plugins.oneroster.classes import class_rows, enrollment_rows
from partnership.plugins.oneroster.client import Client, Refused
from partnership.plugins.oneroster.pages import objects
from partnership.plugins.oneroster.tables import Cells, Roles
from partnership.plugins.oneroster.users import user_rows

__all__ = ["VERSIONS", "OneRosterRest", "scope_of"]

_USER = ("sourcedId", "status", "givenName", "middleName", "familyName", "email", "phone", "sms", "agents")
_CLASS = ("sourcedId", "status", "title", "grades", "classType", "school", "terms")
_RESOURCES: Mapping[str, tuple[str, ...]] = {
    "academicSessions": ("sourcedId", "schoolYear"),
    "classes": _CLASS,
    "demographics": ("sourcedId", "birthDate"),
    "users": _USER,
    "enrollments": (
        "sourcedId",
        "status",
        "role",
        "primary",
        "beginDate",
        "endDate",
        "class",
        "user",
        "school",
    ),
}
"""What is asked for, in this order, and which parts of it; nothing else is kept."""

_BAD_REQUEST = 400

VERSIONS: Mapping[str, tuple[str, ...]] = {"1.1": ("role", "orgs"), "1.2": ("roles", "primaryOrg")}
"""The versions, and the parts of a user by which they differ."""


def scope_of(version: str, *, demographics: bool) -> str:
    """What to ask leave for: the roster, and birth dates when they are wanted.

    Raises:
        UnknownName: There is no such version.
    """
    if version not in VERSIONS:
        raise UnknownName("version of OneRoster", version, known=VERSIONS)
    start = f"https://purl.imsglobal.org/spec/or/v{version.replace('.', 'p')}/scope"
    wanted = ["roster-core.readonly", *(["roster-demographics.readonly"] if demographics else [])]
    return " ".join(f"{start}/{each}" for each in wanted)


class OneRosterRest:
    """What a server tells, fetched when this is made.

    Args:
        client: Who asks.
        version: One of `VERSIONS`.
        org: The sourcedId of the one school to read; None reads all of them.
        demographics: Whether to ask for birth dates.
        since: Only what changed from this moment on; None for everything.
        overlap: How much earlier than that to begin, for clocks that differ and changes that came late.
        limit: How many objects to ask for at a time.

    Raises:
        InvalidInput: The server cannot be read, or breaks off.
        InvalidValue: A moment without a zone.
        UnknownName: There is no such version.
    """

    def __init__(
        self,
        client: Client,
        *,
        version: str = "1.2",
        org: str | None = None,
        demographics: bool = True,
        since: datetime | None = None,
        overlap: timedelta = timedelta(minutes=10),
        limit: int = 200,
    ) -> None:
        scope_of(version, demographics=demographics)
        if since is not None and since.tzinfo is None:
            raise InvalidValue("since", "is a moment without a zone; end it with Z or an offset")
        self._org, self._whole = org, since is None
        self._tables, self._chooses = _Fetched(), True
        filters = {} if since is None else {"filter": f"dateLastModified>='{_moment(since - overlap)}'"}
        for resource, parts in _RESOURCES.items():
            if resource == "demographics" and not demographics:
                continue
            wanted = (*parts, *VERSIONS[version]) if resource == "users" else parts
            changed = filters if resource != "academicSessions" else {}
            self._fetch(client, resource, wanted, changed, limit=limit)
        if since is not None and demographics:
            self._complete(client, (*_USER, *VERSIONS[version]))

    def _fetch(
        self, client: Client, resource: str, wanted: Sequence[str], query: Mapping[str, str], *, limit: int
    ) -> None:
        """Ask for the wanted parts alone, or for whole objects where a server cannot choose; no more is kept of those."""
        asked = {**self._choice(wanted), **query}
        try:
            self._tables.fill(resource, wanted, objects(client, resource, asked, limit=limit))
        except Refused as error:
            if error.status == _BAD_REQUEST and self._chooses:
                self._chooses = False
                self._fetch(client, resource, wanted, query, limit=limit)
            elif resource == "demographics":
                advice = "; to do without birth dates say demographics=false"
                raise Refused(resource, error.status, advice) from None
            else:
                raise

    def _choice(self, wanted: Sequence[str]) -> Mapping[str, str]:
        return {"fields": ",".join(wanted)} if self._chooses else {}

    def _complete(self, client: Client, wanted: Sequence[str]) -> None:
        """Fetch the users of whom only the birth date changed: a row tells of a whole person, or of nobody."""
        there = {cells[0] for _, cells in self._tables.table("users", ("sourcedId",))}
        missing = [
            id for _, (id,) in self._tables.table("demographics", ("sourcedId",)) if id and id not in there
        ]

        def users() -> Iterator[Mapping[str, Any]]:
            for id in missing:
                body, _ = client.get(f"users/{id}", self._choice(wanted))
                user = body.get("user") if isinstance(body, dict) else None
                if not isinstance(user, dict) or user.get("sourcedId") != id:
                    raise InvalidInput([Problem("users", 'expected an object "user"')], source="OneRoster")
                yield user

        self._tables.fill("users", wanted, users())

    def coverage(self) -> Mapping[str, Coverage]:
        """Everything, or what changed."""
        return dict.fromkeys(KINDS, Coverage.SNAPSHOT if self._whole else Coverage.CHANGES)

    def rows(self) -> Iterator[RosterRow]:
        """Classes and everybody first, then the links between them."""
        yield from class_rows(self._tables, self._org)
        yield from user_rows(self._tables, self._org, whole=self._whole)
        yield from enrollment_rows(self._tables, self._org)


class _Fetched:
    """Objects as tables: each resource in a file of its own, a line for each object."""

    def __init__(self) -> None:
        self._files: dict[str, IO[bytes]] = {}
        self._open = ExitStack()
        self._roles: dict[str, list[tuple[str, str | None]]] = {}
        weakref.finalize(self, self._open.close)

    def fill(self, name: str, parts: Sequence[str], told: Iterable[Mapping[str, Any]]) -> None:
        """Write these parts of the objects behind what is there."""
        if name not in self._files:
            self._files[name] = self._open.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
        file = self._files[name]
        file.seek(0, 2)
        for each in told:
            kept = {part: each[part] for part in parts if each.get(part) is not None}
            file.write(json.dumps(kept).encode() + b"\n")

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def place(self, name: str, number: int) -> str:
        """The resource, and the how-manieth object it is."""
        return f"{name}[{number}]"

    def roles(self) -> Roles:
        """The roles of the user that was read last."""
        return self._roles

    def table(
        self, name: str, needed: Sequence[str], wanted: Sequence[str] = ()
    ) -> Iterator[tuple[int, Cells]]:
        """The objects of a resource, with columns as the CSV of the same name has them."""
        file = self._files[name]
        file.seek(0)
        for number, line in enumerate(file):
            found = json.loads(line)
            if "roles" in found:
                self._roles.clear()
                self._roles[found["sourcedId"]] = list(_roles(found["roles"]))
            yield number, [_cell(found, column) for column in (*needed, *wanted)]


def _roles(told: Any) -> Iterator[tuple[str, str | None]]:  # noqa: ANN401 - whatever a server says
    for each in told if isinstance(told, list) else ():
        if isinstance(each, dict) and isinstance(each.get("role"), str):
            yield each["role"], _cell(each, "orgSourcedId")


def _cell(told: Mapping[str, Any], column: str) -> str | None:
    """A part of an object as the cell of a CSV file: `orgSourcedIds` are the ids that stand in `orgs`."""
    stem = column.removesuffix("SourcedIds")
    if stem != column:
        listed = told.get(f"{stem}s")
        return ",".join(_ids(listed)) if isinstance(listed, list) else None
    stem = column.removesuffix("SourcedId")
    if stem != column:
        return next(_ids([told.get(stem)]), None)
    value = told.get(column)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(map(str, value))
    return None if value is None else str(value).strip()


def _ids(listed: Sequence[Any]) -> Iterator[str]:
    return (
        each["sourcedId"]
        for each in listed
        if isinstance(each, dict) and isinstance(each.get("sourcedId"), str)
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
