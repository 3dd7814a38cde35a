"""OneRoster over REST, against a real server on this machine that does everything a server may do wrong."""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.cli.app import run
from partnership.errors import InvalidInput, InvalidValue, UnknownName
from partnership.host.plugins import Host
from partnership.ids import SchoolId
from partnership.people.roster import KINDS, Coverage, RosterRow
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.oneroster import client as client_module
from partnership.plugins.oneroster.client import Client, Credentials
from partnership.plugins.oneroster.rest import OneRosterRest, scope_of
from partnership.plugins.oneroster.source import OneRoster
from partnership.ports import RosterSource
from partnership.services.roster import import_roster
from partnership.testing.oneroster_server import Faults, OneRosterServer, resources_of
from partnership.testing.rest_trials import OneRosterRestTrial as TestRest
from partnership.testing.school import invent_school, write_oneroster

__all__ = ["TestRest"]

SCHOOL = invent_school(classes=1, pupils=4)
BEECH, NOON = SchoolId("de-beuk"), datetime(2026, 11, 24, 11, tzinfo=UTC)
LATER = "2026-11-02T06:00:00.000Z"


@pytest.fixture
def server() -> Iterator[OneRosterServer]:
    """A server that behaves until it is told otherwise."""
    with OneRosterServer(resources_of(SCHOOL)) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared() -> Iterator[OneRosterServer]:
    """One server for many examples, each of which says how it behaves."""
    with OneRosterServer(resources_of(SCHOOL)) as opened:
        yield opened


def told(rows: Any) -> list[tuple[str, str, dict[str, Any], bool, tuple[str, ...]]]:
    """What rows say, wherever it stood."""
    said = [
        (row.kind, row.id, dict(row.fields), row.ended, tuple(each.message for each in row.faults))
        for row in rows
    ]
    return sorted(said, key=lambda each: each[:2])


def source(server: OneRosterServer, waited: list[float] | None = None, **settings: Any) -> OneRosterRest:
    """What the server tells, without waiting for real."""
    given = server.settings
    credentials = Credentials(
        token_url=given["token_url"],
        client_id=given["client_id"],
        client_secret=given["client_secret"],
        scope=scope_of("1.2", demographics=True),
    )
    waits = [] if waited is None else waited
    return OneRosterRest(Client(given["path"], credentials, sleep=waits.append), **settings)


WHOLE: list[Any] = []


def whole(server: OneRosterServer) -> list[Any]:
    """What a server without any fault tells."""
    if not WHOLE:
        server.faults = Faults()
        WHOLE.extend(told(source(server).rows()))
    return WHOLE


def test_a_server_tells_what_the_files_tell(server: OneRosterServer, tmp_path: Path) -> None:
    """The same school over REST and as CSV: nobody is another person, and no link is another link."""
    files = OneRoster(write_oneroster(SCHOOL, tmp_path, version="1.2"))
    keep = [(row.kind, row.id, row.fields.get("name"), row.fields.get("birth_date")) for row in files.rows()]
    over = [
        (row.kind, row.id, row.fields.get("name"), row.fields.get("birth_date"))
        for row in source(server).rows()
    ]
    assert sorted(map(repr, over)) == sorted(map(repr, keep))


@given(
    limit=st.integers(1, 9),
    most=st.integers(1, 9),
    links=st.booleans(),
    total=st.sampled_from(["right", "none", "too few"]),
)
def test_pages_of_any_size_make_the_same_whole(
    shared: OneRosterServer,
    limit: int,
    most: int,
    links: bool,  # noqa: FBT001
    total: str,
) -> None:
    """Whether it counts or links, and however few it gives at a time: no object is lost or told twice."""
    expected = whole(shared)
    counts: dict[str, Callable[[int], int | None]] = {
        "right": int,
        "none": lambda _: None,
        "too few": lambda there: there // 2 if links else there,
    }
    if total == "none" and not links:
        most = limit  # without count and links a page that is not full is the last
    shared.faults = Faults(most=most, links=links, total=counts[total])
    assert told(source(shared, limit=limit).rows()) == expected


@given(st.lists(st.sampled_from([(429, "0"), (429, "7"), (503, None), (500, "soon"), (0, None)]), max_size=4))
def test_a_server_that_is_busy_for_a_while_loses_nothing(
    shared: OneRosterServer, answers: list[tuple[int, str | None]]
) -> None:
    """Four refusals or hang-ups in a row are waited out; what comes then is the whole."""
    expected = whole(shared)
    shared.faults = Faults(answers=list(answers), most=5)
    waited: list[float] = []
    assert told(source(shared, waited).rows()) == expected
    assert len(waited) == len(answers)
    assert [seconds for seconds, (status, later) in zip(waited, answers, strict=True) if later == "7"] == [
        7.0 for _, later in answers if later == "7"
    ]


def test_five_refusals_are_enough(server: OneRosterServer) -> None:
    """Then it says so, and how long it waited grew each time."""
    server.faults.answers = [(503, None)] * 5
    waited: list[float] = []
    with pytest.raises(InvalidInput, match="academicSessions: the server answered 503, 5 times"):
        source(server, waited)
    assert waited == [1.0, 2.0, 4.0, 8.0]


def test_a_moment_to_come_back_is_kept_up_to_a_limit(server: OneRosterServer) -> None:
    """Retry-After as a date; one in the past is now, one far away is the limit of patience, nonsense is nothing."""
    moments = [datetime.now(UTC) - timedelta(hours=1), datetime.now(UTC) + timedelta(days=1)]
    later = [format_datetime(each, usegmt=True) for each in moments]
    without_zone = format_datetime(datetime(2026, 1, 1)).replace("-0000", "")  # noqa: DTZ001
    server.faults.answers = [(429, later[0]), (429, later[1]), (429, without_zone.strip()), (429, "x")]
    waited: list[float] = []
    source(server, waited)
    assert waited == [0.0, 120.0, 0.0, 8.0]


def test_a_token_that_ends_is_renewed(server: OneRosterServer) -> None:
    """After two requests it is no longer accepted; each time a new one is asked for, and nothing is lost."""
    server.faults = Faults(token_uses=2, most=3)
    assert told(source(server).rows()) == whole(server)
    assert server.asked.count("/token") > 3


def test_a_token_lasts_as_long_as_the_server_says(server: OneRosterServer) -> None:
    """One that says nothing sensible is believed for a minute; one that says nought is renewed each time."""
    server.faults.expires_in = "long"
    source(server)
    assert server.asked.count("/token") == 1
    server.faults.expires_in = 0
    source(server)
    assert server.asked.count("/token") == 6
    server.faults.expires_in = 10**400
    source(server)
    assert server.asked.count("/token") == 7


def test_a_count_of_thousands_of_digits_is_none(server: OneRosterServer) -> None:
    """It is read as if the server said nothing."""

    class Many(int):
        def __str__(self) -> str:
            return "9" * 5000

    server.faults = Faults(total=Many)
    assert told(source(server).rows()) == whole(server)


@pytest.mark.parametrize(
    ("answers", "body", "words"),
    [
        ([(403, None)], {}, "academicSessions: the server answered 403"),
        ([(401, None)], {}, "academicSessions: the server answered 401"),
        ([(302, None)], {}, "academicSessions: the server answered 302"),
        ([], {"/token": b"{}"}, "token: the server gave none"),
        ([], {"/token": b"[]"}, "token: the server gave none"),
        (
            [],
            {"/token": b'{"access_token": "token-\\nx"}'},
            "token: the server gave one that no request can carry",
        ),
        ([], {"/token": b'{"access_token": "token-\\u20ac"}'}, "token: the server gave one that no request"),
        ([], {"users": b"<html>"}, "users: the answer is not JSON"),
        ([], {"users": b"[]"}, 'users: expected a list "users" of objects with a sourcedId'),
        ([], {"users": b'{"users": 3}'}, 'users: expected a list "users"'),
        ([], {"users": b'{"users": [{"sourcedId": 3}]}'}, 'users: expected a list "users"'),
        ([], {"users": b'{"users": ["x"]}'}, 'users: expected a list "users"'),
        ([], {"users": b"[" * 100_000}, "users: the answer is not JSON"),
    ],
)
def test_an_answer_that_is_none_is_refused(
    server: OneRosterServer, answers: list[tuple[int, str | None]], body: dict[str, bytes], words: str
) -> None:
    """A login page, a redirect that would carry the token elsewhere, no leave: each is told, and nothing is kept."""
    server.faults = Faults(answers=answers, body=body)
    with pytest.raises(InvalidInput) as caught:
        source(server)
    assert words in str(caught.value)
    assert "token-" not in str(caught.value)
    assert server.client_secret not in str(caught.value)


def test_a_resource_that_is_not_there_is_told(server: OneRosterServer) -> None:
    """A server without demographics says so; the setting `demographics` does without."""
    del server.resources["demographics"]
    words = "demographics: the server answered 404; to do without birth dates say demographics=false"
    with pytest.raises(InvalidInput, match=words):
        source(server)
    assert [row for row in source(server, demographics=False).rows() if "birth_date" in row.fields] == []


def test_a_wrong_secret_is_said_to_be_one(server: OneRosterServer) -> None:
    """The answer of the server is told with what to check, and the secret with it to nobody."""
    settings = {**server.settings, "client_secret": "wrong"}
    with pytest.raises(InvalidInput, match="token: the server answered 401; check client id and secret"):
        Host(discover=True).roster_source("oneroster-rest", **settings)


def test_an_answer_that_is_cut_off_is_noticed(server: OneRosterServer) -> None:
    """Fewer than it promised is no snapshot; the same page again and again is none either."""
    server.faults = Faults(total=lambda there: there + 2)
    with pytest.raises(InvalidInput, match="academicSessions: promises 3 and gives 1: the answer is cut off"):
        source(server)
    server.faults = Faults(stuck=True, most=1, links=False)
    with pytest.raises(InvalidInput, match="demographics: gives the same page again and again"):
        source(server)


def test_an_answer_without_measure_is_refused(
    server: OneRosterServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page has a limit."""
    monkeypatch.setattr(client_module, "_LARGEST", 200)
    with pytest.raises(InvalidInput, match="the answer is larger than 64 MiB"):
        source(server)


def test_a_server_that_is_not_there(server: OneRosterServer) -> None:
    """Nobody answers at all."""
    settings = server.settings
    with OneRosterServer({}) as gone:
        settings["token_url"] = f"{gone.home}/token"
    credentials = Credentials(
        **{key: settings[key] for key in ("token_url", "client_id", "client_secret")}, scope=""
    )
    with pytest.raises(InvalidInput, match="users: the server cannot be reached, or went away, 5 times"):
        Client(settings["path"], credentials, sleep=lambda _: None).get("users", {})


def change(server: OneRosterServer, resource: str, id: str, **parts: Any) -> None:
    """Something about an object changes, later."""
    (found,) = [each for each in server.resources[resource] if each["sourcedId"] == id]
    found.update(parts, dateLastModified=LATER)


def changes(
    server: OneRosterServer, since: str = "2026-11-01T00:00:00+00:00"
) -> tuple[OneRosterRest, list[RosterRow]]:
    """What changed since a moment."""
    found = source(server, since=datetime.fromisoformat(since))
    return found, list(found.rows())


def test_only_changes_are_read(server: OneRosterServer) -> None:
    """A pupil who left ends with the links; whoever did not change is not told of, and one-way links are no fault."""
    pupil = SCHOOL.pupils[0]
    change(server, "users", pupil.id, status="tobedeleted")
    change(server, "enrollments", "p0", status="tobedeleted")
    found, rows = changes(server)
    assert set(found.coverage().values()) == {Coverage.CHANGES}
    links = {f"{each.pupil}/{each.guardian}" for each in SCHOOL.guardianships if each.pupil == pupil.id}
    entered = SCHOOL.enrolments[0]
    assert {(row.kind, row.id, row.ended) for row in rows} == {
        ("pupil", pupil.id, True),
        *(("guardianship", each, True) for each in links),
        ("enrolment", f"{entered.pupil}/{entered.class_id}", True),
    }
    assert [fault for row in rows for fault in row.faults] == []


def happen(server: OneRosterServer, data: st.DataObject, number: int) -> None:
    """Something changes at the source."""
    resources = server.resources
    user = data.draw(st.sampled_from([each["sourcedId"] for each in resources["users"]]))
    what = data.draw(st.sampled_from(["name", "gone", "born", "class", "moved", "new"]))
    if what == "name":
        change(server, "users", user, familyName=f"Anders{number}")
    elif what == "gone":
        change(server, "users", user, status="tobedeleted")
        for each in [each for each in resources["enrollments"] if each["user"]["sourcedId"] == user]:
            change(server, "enrollments", each["sourcedId"], status="tobedeleted")
    elif what == "born":
        change(server, "demographics", SCHOOL.pupils[0].id, birthDate=f"2015-03-{number + 1:02}")
    elif what == "class":
        change(server, "classes", SCHOOL.classes[0].id, title=f"Klas {number}")
    elif what == "moved":
        change(server, "enrollments", "p1", endDate=f"2027-01-{number + 1:02}")
    else:
        enter(server, f"new{number}")


def enter(server: OneRosterServer, pupil: str) -> None:
    """A pupil is new; a guardian of others is a guardian of this one as well."""
    users = server.resources["users"]
    (agent,) = [each for each in users if each["sourcedId"] == SCHOOL.guardians[0].id]
    there = {
        "sourcedId": pupil,
        "dateLastModified": LATER,
        "status": "active",
        "roles": [{"role": "student"}],
    }
    users.append({**users[0], **there, "agents": [{"sourcedId": agent["sourcedId"]}]})
    change(server, "users", agent["sourcedId"], agents=[*agent["agents"], {"sourcedId": pupil}])


def standing(*sources: RosterSource) -> dict[tuple[str, str], dict[str, Any]]:
    """What stands after reading one source after another, with all that is kept of it."""
    store = MemoryStore()
    for each in sources:
        import_roster(store, BEECH, each, origin="sis", clock=lambda: NOON, allow_shrink=True)
    with store.transaction(BEECH, write=False) as transaction:
        return {
            (kind, each.record.id): dict(each.record.body["fields"])
            for kind in KINDS
            for each in transaction.find(kind, limit=1_000)
            if not each.record.body.get("ended")
        }


@given(data=st.data())
def test_changes_bring_a_school_to_where_everything_would(data: st.DataObject) -> None:
    """Whatever happens at the source: reading what changed leaves the same people and links as reading it all again."""
    with OneRosterServer(resources_of(SCHOOL)) as server:
        first = source(server)
        for number in range(data.draw(st.integers(0, 5))):
            happen(server, data, number)
        assert standing(first, changes(server)[0]) == standing(first, source(server))


def test_a_server_is_read_by_the_command(
    server: OneRosterServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """An address is taken as it is; settings go in by name, and the secret by the environment."""
    monkeypatch.chdir(tmp_path)
    Path("partnership.toml").write_text('[school]\nid = "beuk"\n')
    settings = server.settings
    monkeypatch.setenv("PARTNERSHIP_ONEROSTER_SECRET", settings["client_secret"])
    told_so = [f"--with={name}={settings[name]}" for name in ("token_url", "client_id")]
    assert (
        run(["roster", "import", settings["path"], "--source", "oneroster-rest", "--dry-run", *told_so]) == 0
    )
    assert "nothing was written (dry run)" in capsys.readouterr().out


def test_a_birth_date_that_changes_brings_its_pupil(server: OneRosterServer) -> None:
    """It stands apart from the person; the person is fetched with it, whole."""
    pupil = SCHOOL.pupils[1]
    change(server, "demographics", pupil.id, birthDate="2015-02-28")
    _, rows = changes(server)
    (row,) = [each for each in rows if each.kind == "pupil"]
    assert (row.id, row.fields["birth_date"]) == (pupil.id, "2015-02-28")
    assert row.fields["name"]["given"] == pupil.name.given


@pytest.mark.parametrize("body", [b"[]", b'{"user": {"sourcedId": "somebody else"}}'])
def test_a_single_user_that_is_none_is_refused(server: OneRosterServer, body: bytes) -> None:
    """The person asked for comes, or nobody."""
    pupil = SCHOOL.pupils[1]
    change(server, "demographics", pupil.id, birthDate="2015-02-28")
    server.faults = Faults(body={f"users/{pupil.id}": body})
    with pytest.raises(InvalidInput, match='users: expected an object "user"'):
        changes(server)


def test_changes_overlap(server: OneRosterServer) -> None:
    """What changed a little before the moment is read as well: clocks differ. A moment has a zone."""
    change(server, "classes", SCHOOL.classes[0].id, title="Renamed")
    assert [row.id for row in changes(server, "2026-11-02T06:09:00+00:00")[1]] == [SCHOOL.classes[0].id]
    assert [row.id for row in changes(server, "2026-11-02T07:09:00+01:00")[1]] == [SCHOOL.classes[0].id]
    assert changes(server, "2026-11-02T06:11:00+00:00")[1] == []
    with pytest.raises(InvalidValue, match="since: is a moment without a zone"):
        source(server, since=datetime(2026, 1, 1))  # noqa: DTZ001


def test_what_is_not_needed_is_not_asked_for_and_not_kept(server: OneRosterServer) -> None:
    """Nor is it kept when a server gives it all the same; search every byte of what was fetched."""
    server.faults.selects = False
    found = source(server)
    kept = b"".join(file.seek(0) * b"" + file.read() for file in found._tables._files.values())
    for secret in (b"Welkom01", b"female", b"XX"):
        assert secret not in kept
    asked = " ".join(server.asked)
    assert [word for word in ("password", "sex", "countryOfBirth") if word in asked] == []
    files = list(found._tables._files.values())
    del found
    gc.collect()
    assert all(file.closed for file in files)


def test_a_server_that_cannot_choose_is_asked_for_all(server: OneRosterServer) -> None:
    """Once it refused to give some fields it is not asked for some again, not for one user either; no more is kept."""
    expected = whole(server)
    server.faults = Faults(refuses_fields=True)
    server.asked.clear()
    assert told(source(server).rows()) == expected
    assert [path for path in server.asked if "fields" in path] == [
        path for path in server.asked if "fields" in path
    ][:1]
    change(server, "demographics", SCHOOL.pupils[1].id, birthDate="2015-02-28")
    assert [row.id for row in changes(server)[1] if row.kind == "pupil"] == [SCHOOL.pupils[1].id]
    server.faults = Faults(answers=[(400, None), (400, None)])
    with pytest.raises(InvalidInput, match="academicSessions: the server answered 400"):
        source(server)


def test_roles_of_every_shape(server: OneRosterServer) -> None:
    """Several roles make one person; what is no role is passed over; of another school nothing is read."""
    first, second, third, *others = server.resources["users"]
    elsewhere = {"sourcedId": "s2"}
    first["roles"] = [{"role": "parent"}, {"role": "teacher"}, "x", {"role": 3}]
    second["roles"] = "teacher"
    third["roles"] = [{"role": "student", "org": elsewhere}]
    third["primaryOrg"] = elsewhere
    rows = {row.id: row for row in source(server, org=SCHOOL.id).rows()}
    assert rows[first["sourcedId"]].kind == "staff"
    assert [str(fault).partition(" ")[2] for fault in rows[second["sourcedId"]].faults] == [
        "role: has no role"
    ]
    assert third["sourcedId"] not in rows
    assert others[0]["sourcedId"] in rows


def test_version_11_over_rest(server: OneRosterServer) -> None:
    """There the role and the schools stand with the user."""
    for user in server.resources["users"]:
        user["role"] = user.pop("roles")[0]["role"]
        user["orgs"] = [user.pop("primaryOrg")]
    rows = (
        Host(discover=True)
        .roster_source("oneroster-rest", **server.settings, version="1.1", org=SCHOOL.id)
        .rows()
    )
    assert {row.kind for row in rows} >= {"pupil", "guardian", "staff", "guardianship"}
    assert "roles%2CprimaryOrg" not in " ".join(server.asked)


def test_birth_dates_can_be_left_out(server: OneRosterServer) -> None:
    """Then no leave is asked for them either."""
    assert (
        scope_of("1.1", demographics=False)
        == "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly"
    )
    for said in (False, "false"):
        server.asked.clear()
        found = Host(discover=True).roster_source("oneroster-rest", **server.settings, demographics=said)
        assert [row for row in found.rows() if "birth_date" in row.fields] == []
        assert [path for path in server.asked if "demographics" in path] == []


def test_settings_that_cannot_be(server: OneRosterServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret over an open line, no secret, no such version, no moment; the secret may come from the environment."""
    host, settings = Host(discover=True), server.settings
    for name in ("path", "token_url"):
        with pytest.raises(InvalidValue, match=f"{name}: is not an https address"):
            host.roster_source("oneroster-rest", **{**settings, name: "http://school.example/x"})
    with pytest.raises(UnknownName, match=r'unknown version of OneRoster "1.3"'):
        host.roster_source("oneroster-rest", **settings, version="1.3")
    with pytest.raises(InvalidValue, match="since: is not a moment such as"):
        host.roster_source("oneroster-rest", **settings, since="yesterday")
    secret = settings.pop("client_secret")
    monkeypatch.delenv("PARTNERSHIP_ONEROSTER_SECRET", raising=False)
    with pytest.raises(
        InvalidValue, match="client_secret: is required; the variable PARTNERSHIP_ONEROSTER_SECRET"
    ):
        host.roster_source("oneroster-rest", **settings)
    monkeypatch.setenv("PARTNERSHIP_ONEROSTER_SECRET", secret)
    found = host.roster_source("oneroster-rest", **settings, since=LATER)
    assert list(found.rows()) == []
    assert secret not in repr(Credentials(token_url="", client_id="", client_secret=secret, scope=""))
