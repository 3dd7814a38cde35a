"""A OneRoster 1.2 server on this machine, written from the published specification, with faults to order.

It gives tokens to whoever knows the secret, pages with `limit` and `offset`, counts in `X-Total-Count`, links to the next
page, filters by `dateLastModified` and selects `fields`.
"""

import json
import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, ClassVar, Self
from urllib.parse import parse_qs, urlencode, urlsplit

import attrs

from partnership.people.contact_details import DetailKind
from partnership.testing.school.invented import InventedSchool

__all__ = ["Faults", "OneRosterServer", "resources_of"]

_ROOT = "/ims/oneroster/rostering/v1p2/"
_SINCE = re.compile(r"dateLastModified>='(.+)'")
_FIRST = "2026-08-01T00:00:00.000Z"
_SINGLE = {"users": "user"}

Objects = dict[str, list[dict[str, Any]]]
"""Resource → its objects."""


def resources_of(school: InventedSchool) -> Objects:
    """What a server tells of a school."""

    def ref(kind: str, id: str) -> dict[str, str]:
        return {"href": f"{kind}s/{id}", "sourcedId": id, "type": kind}

    def thing(id: str, **parts: Any) -> dict[str, Any]:
        return {"sourcedId": id, "status": "active", "dateLastModified": _FIRST, **parts}

    def user(person: Any, role: str, agents: list[str], **parts: Any) -> dict[str, Any]:
        name = person.name
        return thing(
            person.id,
            enabledUser=True,
            password="Welkom01",  # noqa: S106 - it is there to be left alone
            givenName=name.given if name else "",
            familyName=f"{name.infix} {name.family}".strip() if name else person.called,
            roles=[{"roleType": "primary", "role": role, "org": ref("org", school.id)}],
            primaryOrg=ref("org", school.id),
            agents=[ref("user", each) for each in agents],
            **parts,
        )

    links = school.guardianships
    year = f"y{school.school_year}"
    return {
        "academicSessions": [thing(year, type="schoolYear", schoolYear=school.school_year)],
        "classes": [
            thing(
                each.id,
                title=each.title,
                grades=list(each.grades),
                classType="homeroom",
                school=ref("org", school.id),
                terms=[ref("academicSession", year)],
            )
            for each in school.classes
        ],
        "demographics": [
            thing(each.id, birthDate=str(each.birth_date), sex="female", countryOfBirthCode="XX")
            for each in school.pupils
        ],
        "users": [
            *(
                user(each, "teacher", [], email=next((e.value for e in each.details), None))
                for each in school.staff
            ),
            *(
                user(each, "student", [link.guardian for link in links if link.pupil == each.id])
                for each in school.pupils
            ),
            *(
                user(
                    each,
                    "parent",
                    [link.pupil for link in links if link.guardian == each.id],
                    email=next(iter(each.reachable_by(DetailKind.EMAIL)), None),
                )
                for each in school.guardians
            ),
        ],
        "enrollments": [
            *(
                thing(
                    f"t{number}",
                    role="teacher",
                    primary=each.primary,
                    user=ref("user", each.staff),
                    school=ref("org", school.id),
                    **{"class": ref("class", each.class_id)},
                )
                for number, each in enumerate(school.teachings)
            ),
            *(
                thing(
                    f"p{number}",
                    role="student",
                    user=ref("user", each.pupil),
                    school=ref("org", school.id),
                    beginDate=f"{school.school_year - 1}-08-01",
                    **{"class": ref("class", each.class_id)},
                )
                for number, each in enumerate(school.enrolments)
            ),
        ],
    }


@attrs.define(kw_only=True)
class Faults:
    """What the server does wrong, or does otherwise.

    Attributes:
        answers: Statuses to give, one a request, before it behaves; with each the Retry-After header, or None. A status of
            0 hangs up.
        total: The number it says there are, from the number there is; None says nothing.
        most: How many objects it gives at a time at most.
        links: Whether it links to the next page.
        token_uses: After how many requests a token is no longer accepted.
        expires_in: What it says of a token's life.
        selects: Whether it gives only the fields that were asked for.
        refuses_fields: It answers 400 to whoever asks for some fields.
        stuck: It gives its first page whatever is asked.
        body: Puts another body in the place of its own, by path.
    """

    answers: list[tuple[int, str | None]] = attrs.field(factory=list)
    total: Callable[[int], int | None] = int
    most: int = 1_000
    links: bool = True
    token_uses: int | None = None
    expires_in: object = 3600
    selects: bool = True
    refuses_fields: bool = False
    stuck: bool = False
    body: Mapping[str, bytes] = attrs.field(factory=dict)


class OneRosterServer:
    """A server while it is open, as a context manager.

    Attributes:
        asked: The path and query of every request, in order.
    """

    client_id: ClassVar[str] = "partnership"
    client_secret: ClassVar[str] = "geheim: 100%"  # noqa: S105 - the server is as invented as its school

    def __init__(self, resources: Objects, faults: Faults | None = None) -> None:
        self.resources: Objects = resources
        self.faults: Faults = faults or Faults()
        self.asked: list[str] = []
        self._tokens: dict[str, int] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def home(self) -> str:
        """The address of the machine."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def settings(self) -> dict[str, Any]:
        """What the source `oneroster-rest` needs to know."""
        return {
            "path": self.home + _ROOT,
            "token_url": f"{self.home}/token",
            "client_id": self.client_id,
            "client_secret": self.client_secret,
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.asked.append(self.path)
                self._answer(*server.get(self.path, self.headers.get("Authorization", "")))

            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                server.asked.append(self.path)
                self._answer(*server.token(form, self.headers.get("Authorization", "")))

            def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
                if not status:
                    self.close_connection = True
                    return
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        return Handler

    _Answer = tuple[int, bytes, Mapping[str, str]]

    def token(self, form: Mapping[str, list[str]], authorization: str) -> _Answer:
        """A token for who knows the secret."""
        pair = b64decode(authorization.removeprefix("Basic ")).decode()
        if pair != "partnership:geheim%3A%20100%25" or form.get("grant_type") != ["client_credentials"]:
            return 401, b'{"error": "invalid_client"}', {}
        token = f"token-{len(self._tokens)}"
        self._tokens[token] = 0
        given = {"access_token": token, "token_type": "bearer", "expires_in": self.faults.expires_in}
        return 200, self.faults.body.get("/token", json.dumps(given).encode()), {}

    def get(self, path: str, authorization: str) -> _Answer:
        """One page of a resource, or one user."""
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        name = parts.path.removeprefix(_ROOT)
        if (denied := self._denied(query, authorization)) is not None:
            return denied
        if name in self.faults.body:
            return 200, self.faults.body[name], {}
        resource, _, id = name.partition("/")
        if resource not in self.resources:
            return 404, b"{}", {}
        if id:
            found = [each for each in self.resources[resource] if each["sourcedId"] == id]
            return 200, json.dumps({_SINGLE[resource]: self._selected(found[0], query)}).encode(), {}
        return self._page(resource, query)

    def _denied(self, query: Mapping[str, str], authorization: str) -> _Answer | None:
        """What it answers instead of what was asked for; None when it answers that."""
        if self.faults.answers:
            status, later = self.faults.answers.pop(0)
            headers = {} if later is None else {"Retry-After": later}
            return status, b"", headers | ({"Location": f"{self.home}/token"} if status // 100 == 3 else {})
        token = authorization.removeprefix("Bearer ")
        self._tokens[token] = self._tokens.get(token, 10**9) + 1
        if self._tokens[token] > (self.faults.token_uses or 10**9):
            return 401, b"", {}
        if self.faults.refuses_fields and "fields" in query:
            return 400, b"{}", {}
        return None

    def _page(self, resource: str, query: Mapping[str, str]) -> _Answer:
        found = sorted(self._filtered(resource, query), key=lambda each: str(each["sourcedId"]))
        offset = 0 if self.faults.stuck else int(query["offset"])
        limit = min(int(query["limit"]), self.faults.most)
        page = [self._selected(each, query) for each in found[offset : offset + limit]]
        headers = {}
        if (total := self.faults.total(len(found))) is not None:
            headers["X-Total-Count"] = str(total)
        if self.faults.links and offset + limit < len(found):
            onward = urlencode({**query, "offset": str(offset + limit)})
            headers["Link"] = f'<{self.home}{_ROOT}{resource}?{onward}>; rel="next"'
        return 200, json.dumps({resource: page}).encode(), headers

    def _filtered(self, resource: str, query: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        since = _SINCE.fullmatch(query.get("filter", ""))
        for each in self.resources[resource]:
            if since is None or each["dateLastModified"] >= since[1]:
                yield each

    def _selected(self, told: dict[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
        wanted = query.get("fields", "").split(",")
        whole = not self.faults.selects or "fields" not in query
        return {name: value for name, value in told.items() if whole or name in wanted}
