"""What a web server answers: by a pure function, by the standard library's server, and by one that speaks ASGI."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.validate import validator

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.other_servers import served
from tests.privacy.two_homes import MOTHER, TALKS, TwoHomes, guardianship

from partnership.errors import InvalidValue, NotFound, PartnershipError, Retry, StoreFailed
from partnership.host.feeds.answers import Answer, Question, answer
from partnership.host.feeds.shelf import Published
from partnership.host.feeds.web import FeedWeb
from partnership.ids import RequestId
from partnership.people.feed_addresses import FeedOf, fresh_token
from partnership.people.guardianship import Authority
from partnership.plugins.icalendar.events import BrokenCalendar
from partnership.serial.values import dump

TOKEN = fresh_token()
FEED = Published(
    body=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", changed=datetime(2026, 11, 16, 12, 0, 30, tzinfo=UTC)
)
tags = st.text(
    st.characters(codec="latin-1", exclude_characters='" ', exclude_categories=["Cc", "Zs"]), max_size=8
)


def read(token: str) -> Published:
    """One feed, at one token."""
    if token != TOKEN:
        raise NotFound("feed", "of this address")
    return FEED


def ask(method: str = "GET", path: str = f"/{TOKEN}.ics", if_none_match: str | None = None) -> Answer:
    """The pure answer."""
    return answer(Question(method=method, path=path, if_none_match=if_none_match), read)


# -- the pure answer -----------------------------------------------------------------


def test_a_feed_is_a_calendar_that_is_nobody_elses() -> None:
    """With what its bytes are known by, and since when they are so."""
    told = ask()
    assert (told.status, told.body) == (200, FEED.body)
    assert told.header == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Length": "32",
        "ETag": FEED.etag,
        "Last-Modified": "Mon, 16 Nov 2026 12:00:30 GMT",
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }
    assert parsedate_to_datetime(told.header["Last-Modified"]) == FEED.changed
    assert ask(path=TOKEN) == ask(path=f"/{TOKEN}") == told


@given(body=st.binary(max_size=40), other=st.binary(max_size=40))
def test_two_feeds_are_known_by_one_tag_only_if_they_are_the_same(body: bytes, other: bytes) -> None:
    """And the tag is a strong one."""
    one, two = (attrs.evolve(FEED, body=each) for each in (body, other))
    assert (one.etag == two.etag) == (body == other)
    assert one.etag[0] == one.etag[-1] == '"'


@given(
    listed=st.lists(st.tuples(st.booleans(), tags | st.just(FEED.etag.strip('"'))), max_size=5),
    gap=st.sampled_from([",", ", ", " , ", ",\t"]),
)
def test_nothing_is_sent_again_to_whoever_has_it(listed: list[tuple[bool, str]], gap: str) -> None:
    """Their list has the tag, weak or strong; commas within a tag part nothing."""
    asked = gap.join(f'{"W/" if weak else ""}"{tag}"' for weak, tag in listed)
    has = FEED.etag.strip('"') in [tag for _, tag in listed]
    told = ask(if_none_match=asked)
    assert told.status == (304 if has else 200)
    assert told.body == (b"" if has else FEED.body)
    assert told.header["ETag"] == FEED.etag


@pytest.mark.parametrize(
    ("asked", "status"), [("*", 304), (" * ", 304), ("", 200), ("nonsense", 200), ('"', 200)]
)
def test_any_will_do_for_a_star_and_nonsense_is_no_tag(asked: str, status: int) -> None:
    """RFC 9110, 13.1.2."""
    assert ask(if_none_match=asked).status == status


def test_nothing_that_changed_has_no_type_and_no_length() -> None:
    """But the tag and how to keep it (RFC 9110, 15.4.5)."""
    told = ask(if_none_match="*")
    assert [name for name, _ in told.headers] == ["ETag", "Last-Modified", "Cache-Control"]


@given(method=st.sampled_from(["GET", "HEAD"]), path=st.text(max_size=60), asked=st.none() | st.just("*"))
def test_whatever_is_no_address_is_not_found(method: str, path: str, asked: str | None) -> None:
    """And every one of them looks the same, whatever they say to have."""
    told = ask(method, path, asked)
    assert told == ask(method, "/", None)
    assert (told.status, told.body) == (404, b"" if method == "HEAD" else b"not found\n")
    assert told.header["Cache-Control"] == "no-store"


@given(method=st.text(max_size=8).filter(lambda text: text not in {"GET", "HEAD"}))
def test_a_feed_is_only_to_be_read(method: str) -> None:
    """At any address, so that a refusal tells nothing of it."""
    told = ask(method)
    assert told == ask(method, "/nothing")
    assert (told.status, told.header["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "error",
    [StoreFailed("disk"), Retry("busy"), BrokenCalendar("bad"), InvalidValue("timezone", "no rule")],
    ids=repr,
)
def test_a_failure_is_never_an_empty_calendar(error: PartnershipError) -> None:
    """A program that reads it keeps what it has, and comes back."""

    def fails(_: str) -> Published:
        raise error

    told = answer(Question(method="GET", path=f"/{TOKEN}.ics"), fails)
    assert (told.status, told.body, told.header["Retry-After"]) == (503, b"try again later\n", "120")
    assert told.header["Content-Type"] == "text/plain; charset=utf-8"


def test_a_fault_of_the_program_goes_its_way() -> None:
    """It is for whoever mends it, not for whoever reads a calendar."""

    def fails(_: str) -> Published:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer(Question(method="GET", path="/x"), fails)


@given(
    method=st.sampled_from(["GET", "HEAD"]),
    path=st.sampled_from([f"/{TOKEN}.ics", "/x"]),
    asked=st.none() | st.just("*"),
)
def test_head_is_get_without_what_follows(method: str, path: str, asked: str | None) -> None:
    """The same headers, the length of what would follow, and nothing after them."""
    del method
    get, head = ask("GET", path, asked), ask("HEAD", path, asked)
    assert head == attrs.evolve(get, body=b"")


def test_a_token_is_in_no_repr() -> None:
    """Neither of the question nor of the answer."""
    question = Question(method="GET", path=f"/{TOKEN}.ics")
    assert TOKEN not in repr(question) + repr(answer(question, read)) + repr(FeedWeb(read))


# -- by servers ----------------------------------------------------------------------


Asked = tuple[int, Mapping[str, str], bytes]


def http(address: str, method: str, path: str, headers: Mapping[str, str] | None = None) -> Asked:
    """What a server answers, by the standard library's client."""
    parts = urlsplit(address)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    try:
        connection.request(method, path, headers=dict(headers or {}))
        told = connection.getresponse()
        return told.status, {name.lower(): value for name, value in told.getheaders()}, told.read()
    finally:
        connection.close()


@contextmanager
def uvicorn_serves(app: Callable[..., Any]) -> Iterator[str]:
    """An ASGI application behind uvicorn, as an address."""
    uvicorn: Any = pytest.importorskip("uvicorn")
    config = uvicorn.Config(app, port=0, log_level="critical", access_log=False, lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
            assert thread.is_alive()
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def wsgiref_serves(app: Callable[..., Any]) -> Iterator[str]:
    """A WSGI application behind the standard library's server, which looks whether both keep to PEP 3333."""
    with served(validator(app)) as address:
        yield address


def serves(web: FeedWeb, by: str) -> AbstractContextManager[str]:
    """The feeds behind a real server of one of the two kinds."""
    return wsgiref_serves(web.wsgi) if by == "wsgi" else uvicorn_serves(web.asgi)


@pytest.mark.parametrize("by", ["wsgi", "asgi"])
def test_a_real_server_answers_the_same(by: str, tmp_path: Path) -> None:
    """Petra's feed by a real client: read, unchanged, changed, refused, and gone with her authority."""
    world = TwoHomes(path=str(tmp_path / "school.db"))
    world.talk(MOTHER, 0)
    web = world.school.feeds().web()
    path = f"/{world.school.feeds(MOTHER.id).open('guardian:g1', FeedOf.TALKS).token}.ics"
    with serves(web, by) as address:
        status, headers, body = http(address, "GET", path)
        assert (status, headers["content-type"]) == (200, "text/calendar; charset=utf-8")
        assert b"SUMMARY:Gesprek met Willemijn Visserman" in body
        assert int(headers["content-length"]) == len(body)
        assert http(address, "HEAD", path)[::2] == (200, b"")
        has = {"If-None-Match": f'"other", W/{headers["etag"]}'}
        assert http(address, "GET", path, has)[::2] == (304, b"")
        world.school.cancel(TALKS, RequestId("talk-p"))
        status, changed, body = http(address, "GET", path, has)
        assert (status, changed["etag"] == headers["etag"]) == (200, False)
        assert b"STATUS:CANCELLED" in body
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            status, refused, _ = http(address, method, path)
            assert (status, refused["allow"]) == (405, "GET, HEAD")
        world.write("guardianship", "p1/g1", dump(guardianship(MOTHER, authority=Authority.NO)))
        gone, unknown = (http(address, "GET", each) for each in (path, f"/{fresh_token()}.ics"))
        volatile = {"date", "server"}
        assert [{name: each[1][name] for name in each[1].keys() - volatile} for each in (gone,)] == [
            {name: unknown[1][name] for name in unknown[1].keys() - volatile}
        ]
        assert gone[::2] == unknown[::2] == (404, b"not found\n")
    world.school.close()


@pytest.mark.parametrize("by", ["wsgi", "asgi"])
def test_a_store_that_fails_is_told_as_such(by: str, tmp_path: Path) -> None:
    """The file of the school is damaged: 503, and when to come back."""
    world = TwoHomes(path=str(tmp_path / "school.db"))
    token = world.school.feeds().open("guardian:g1", FeedOf.DATES).token
    web = world.school.feeds().web()
    with serves(web, by) as address:
        assert http(address, "GET", f"/{token}.ics")[0] == 200
        world.school.store.close()
        for each in tmp_path.iterdir():
            each.write_bytes(b"no database at all" * 1000)
        status, headers, body = http(address, "GET", f"/{token}.ics")
        assert (status, headers["retry-after"], body) == (503, "120", b"try again later\n")


def test_many_readers_at_once_read_the_same(tmp_path: Path) -> None:
    """Eight of them, each a few times, while nothing changes."""
    world = TwoHomes(path=str(tmp_path / "school.db"))
    world.talk(MOTHER, 0)
    token = world.school.feeds().open("guardian:g1", FeedOf.TALKS).token
    web = world.school.feeds().web()
    question = Question(method="GET", path=f"/{token}.ics")
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: web(question), range(40)))
    assert {each.status for each in told} == {200}
    assert len({each.body for each in told}) == 1
    world.school.close()


# -- by hand --------------------------------------------------------------------------


def asgi(scope: Mapping[str, Any], *received: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What the ASGI application sends for a scope."""
    sent: list[Mapping[str, Any]] = []
    waiting = list(received)

    async def receive() -> dict[str, Any]:
        return dict(waiting.pop(0))

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(FeedWeb(read).asgi(dict(scope), receive, send))
    return sent


def test_asgi_below_a_path_and_with_several_headers() -> None:
    """What comes before the address is the server's; headers of one name are one list."""
    scope = {
        "type": "http",
        "method": "GET",
        "root_path": "/calendars",
        "path": f"/calendars/{TOKEN}.ics",
        "headers": [(b"If-None-Match", b'"x"'), (b"if-none-match", FEED.etag.encode())],
    }
    assert [each.get("status") for each in asgi(scope)] == [304, None]
    assert asgi({**scope, "headers": []})[0]["status"] == 200
    assert asgi({**scope, "root_path": "", "path": f"/{TOKEN}"})[1]["body"] == b""  # it has them already


def test_asgi_is_started_and_stopped_and_no_web_socket() -> None:
    """There is nothing to start; a web socket is closed before it opens."""
    told = asgi({"type": "lifespan"}, {"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})
    assert [each["type"] for each in told] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert asgi({"type": "websocket"}) == [{"type": "websocket.close"}]


def test_wsgi_without_a_path_is_not_found() -> None:
    """A server may leave it out (PEP 3333)."""
    told: list[str] = []
    body = FeedWeb(read).wsgi({"REQUEST_METHOD": "GET"}, lambda status, _: told.append(status))
    assert (told, list(body)) == (["404 Not Found"], [b"not found\n"])
