"""One press of a button and there is no more news by mail; looking changes nothing, and nobody learns which links there are."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.validate import validator

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.host.posting import BEECH, NOON, School, Told

from partnership.errors import NotFound, Retry
from partnership.host.dispatch import Sendings
from partnership.host.unsubscribe import Unsubscribe
from partnership.ids import GuardianId
from partnership.plugins.memory.store import MemoryStore
from partnership.serial.unsubscribe_page import unsubscribe_page
from partnership.services.opt_outs import leave, opt_outs, return_to
from partnership.services.seals import Seal

SEAL = Seal(secret=b"beech" * 8)
PLACE = "https://de-beuk.example/unsubscribe"
CLICK = b"List-Unsubscribe=One-Click"
PARTS = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'


def newsy(**channels: Told) -> School:
    """A school whose news says where to unsubscribe."""
    school = School(None, **(channels or {"email": Told()}))
    school.chosen |= {"seal": SEAL, "unsubscribe": f"{PLACE}/"}
    return school


def link_of(school: School) -> str:
    """The link in the last letter."""
    found = school.channels["email"].took[-1].unsubscribe
    assert found is not None
    return found


def place(school: School) -> Unsubscribe:
    """Where its links go."""
    return Unsubscribe(school.desk, language="nl", school="De Beuk")


def ask(
    app: Any, method: str, path: str, body: bytes = b"", **environ: Any
) -> tuple[str, dict[str, str], bytes]:
    """One request."""
    told: list[Any] = []
    asked = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    } | environ
    page = b"".join(app(asked, lambda status, headers: told.extend((status, dict(headers)))))
    return told[0], told[1], page


def test_news_says_where_and_a_letter_to_one_does_not() -> None:
    """A link of its own for each reader and topic, the same in each letter; no name, no address, no id."""
    school = newsy()
    for number in range(2):
        school.queue(f"news{number}", topic="news")
        school.queue(f"hers{number}", to="guardian:fatima", topic="news")
        school.queue(f"word{number}")
    school.run()
    links = {each.key.removeprefix("de-beuk/"): each.unsubscribe for each in school.channels["email"].took}
    assert links["news0"] == links["news1"] == f"{PLACE}/{SEAL.leaving('guardian:bram', 'news')}"
    assert links["hers0"] == links["hers1"] != links["news0"]
    assert (links["word0"], links["word1"]) == (None, None)
    school.queue("staff", to="staff:jansen", topic="news")
    school.run()
    assert school.channels["email"].took[-1].unsubscribe is None


@pytest.mark.parametrize("body", [CLICK, PARTS])
def test_one_press_of_the_button(body: bytes) -> None:
    """No more news by mail; letters about their own child come, and the other parent gets everything."""
    school = newsy()
    school.queue("n1", topic="news")
    school.run()
    path = link_of(school).removeprefix("https://de-beuk.example")
    status, headers, page = ask(place(school), "POST", path, body)
    assert (status, headers["Cache-Control"]) == ("200 OK", "no-store")
    assert "niet meer" in page.decode()
    school.queue("n2", topic="news")
    school.queue("n2-fatima", to="guardian:fatima", topic="news")
    school.queue("word")
    assert school.run() == Sendings(sent=2, suppressed=1)
    assert school.kept()["n2"].why == "unsubscribed"
    [wish] = opt_outs(school.desk)
    assert (wish.guardian, wish.topic, wish.since) == ("bram", "news", NOON)
    ask(place(school), "POST", path, body)
    said = [change for _, change in school.store.journal(BEECH) if change.what == "news.declined"]
    assert [(each.actor, each.ground) for each in said] == [("guardian:bram", "the person's own word")]
    return_to(school.desk, GuardianId("bram"), "news", by="staff:office")
    with pytest.raises(NotFound):
        return_to(school.desk, GuardianId("bram"), "news", by="staff:office")
    school.queue("n3", topic="news")
    assert school.run() == Sendings(sent=1)


def test_news_goes_another_way_where_there_is_one() -> None:
    """It was by mail that she wanted none."""
    school = newsy(email=Told(), sms=Told())
    school.queue("n1", to="guardian:fatima", topic="news")
    school.run()
    assert leave(school.desk, link_of(school).rpartition("/")[2])
    school.queue("n2", to="guardian:fatima", topic="news")
    assert school.run() == Sendings(sent=1)
    assert [each.key for each in school.channels["sms"].took] == ["de-beuk/n2"]


def test_a_digest_with_news_says_where_and_leaves_it_out_afterwards() -> None:
    """What is about their own child stays in it."""
    school = newsy()
    school.chosen["pushes"] = 0
    for week in range(2):
        school.queue(f"n{week}", topic="news")
        school.queue(f"word{week}")
        school.run()
        school.later(7 * 24 * 60)
        assert school.run() == Sendings(sent=1)
        if week == 0:
            assert leave(school.desk, link_of(school).rpartition("/")[2])
    assert (school.states()["n1"], school.kept()["n1"].why) == ("suppressed", "unsubscribed")
    assert (school.states()["word1"], school.channels["email"].took[-1].unsubscribe) == ("sent", None)


METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
PATHS = st.one_of(st.text(max_size=30), st.from_regex(r"/[a-z2-7]{26}", fullmatch=True))


@given(
    METHODS, PATHS, st.one_of(st.binary(max_size=40), st.just(CLICK)), st.sampled_from(["", "9", "-3", "x"])
)
def test_a_link_that_is_not_known_changes_nothing_and_gets_the_same_answer(
    method: str, path: str, body: bytes, length: str
) -> None:
    """Byte for byte that of a known one, whatever is asked."""
    school = newsy()
    school.queue("n1", topic="news")
    school.run()
    before = school.store.journal(BEECH)
    unknown = ask(place(school), method, path, body, CONTENT_LENGTH=length)
    assert school.store.journal(BEECH) == before
    known = ask(place(school), method, link_of(school), body, CONTENT_LENGTH=length)
    assert unknown == known
    if method != "POST":
        assert opt_outs(school.desk) == ()
    assert (known[2] == b"") == (method == "HEAD")


def test_machines_that_look_at_links_change_nothing() -> None:
    """Nor does a button that was not pressed, or what no web page sends."""
    school = newsy()
    school.queue("n1", topic="news")
    school.run()
    assert ask(place(school), "POST", link_of(school))[0] == "400 Bad Request"
    assert ask(place(school), "POST", f"{link_of(school)}/more", CLICK)[0] == "200 OK"
    assert ask(place(school), "POST", link_of(school), b"x" * 99_999 + CLICK)[0] == "400 Bad Request"
    status, headers, _ = ask(place(school), "PUT", link_of(school))
    assert (status, headers["Allow"]) == ("405 Method Not Allowed", "GET, HEAD, POST")
    assert opt_outs(school.desk) == ()


def test_a_store_that_is_busy_says_try_again() -> None:
    """And the button is still there."""

    class Busy(MemoryStore):
        def transaction(self, school_id: Any, *, write: bool = True) -> Any:
            raise Retry("busy")

    desk = attrs.evolve(School().desk, store=Busy())
    status, headers, page = ask(Unsubscribe(desk), "POST", f"/u/{'a' * 26}", CLICK)
    assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "60")
    assert b"<button>" in page


def test_only_guardians_get_news() -> None:
    """A mark of somebody of the school changes nothing."""
    school = newsy()
    assert not leave(school.desk, SEAL.leaving("guardian:bram", "news"))
    school.queue("n1", topic="news")
    school.run()
    with school.store.transaction(BEECH) as transaction:
        from partnership.services.deliveries import delivery_of, put_delivery  # noqa: PLC0415 - to spoil one

        found = delivery_of(transaction, "n1")
        assert found is not None
        put_delivery(transaction, attrs.evolve(found[0], recipient="staff:jansen"), expected=found[1])
    assert not leave(school.desk, SEAL.leaving("guardian:bram", "news"))


def test_the_page_speaks_the_schools_language() -> None:
    """English where we have no other; a name is text."""
    assert '<html lang="en" dir="ltr">' in unsubscribe_page("so", school="", done=False)
    arabic = unsubscribe_page("ar-MA", school="De Beuk", done=False)
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "<bdi>De Beuk</bdi>" in arabic
    assert "&lt;b&gt;" in unsubscribe_page("nl-BE", school="<b>", done=True)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "nl"),
        ("ar", "ar"),
        ("so, uk;q=0.7, tr;q=0.9", "tr"),
        ("pl;q=0, so", "nl"),
        ("*", "nl"),
        (";;q=,=2,\u2028", "nl"),
        ("so," * 400 + "ar", "nl"),
    ],
)
def test_the_page_speaks_what_the_browser_asks_for(asked: str, language: str) -> None:
    """The most wanted that we speak, also in the answer; else the school's. A long list is not read to its end."""
    app = place(newsy())
    for method, body in (("GET", b""), ("POST", b"List-Unsubscribe=One-Click")):
        status, headers, page = ask(app, method, "/u/none", body, HTTP_ACCEPT_LANGUAGE=asked)
        assert (status, headers["Vary"]) == ("200 OK", "Accept-Language")
        assert f'<html lang="{language}"'.encode() in page


@given(st.text(max_size=40))
def test_whatever_a_browser_asks_for_is_answered(asked: str) -> None:
    """In one of six languages."""
    _, _, page = ask(place(newsy()), "GET", "/u/none", HTTP_ACCEPT_LANGUAGE=asked)
    assert page[:28].removeprefix(b"<!doctype html>")[:12] == b'<html lang="'


class Silent(WSGIRequestHandler):
    """Writes no diary."""

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(app: Any) -> Iterator[int]:
    """On a real web server, which holds it to the letter of its standard."""
    with make_server("127.0.0.1", 0, validator(app), handler_class=Silent) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def test_behind_a_real_web_server() -> None:
    """A mail program presses the button; so does a person."""
    school = newsy()
    school.queue("n1", topic="news")
    school.run()
    path = link_of(school).removeprefix("https://de-beuk.example")
    with served(place(school)) as port:
        assert over(port, "GET", path) == (200, True)
        assert opt_outs(school.desk) == ()
        assert over(port, "POST", path, b"x=1") == (400, True)
        assert over(port, "POST", path, CLICK) == (200, False)
    assert len(opt_outs(school.desk)) == 1


def over(port: int, method: str, path: str, body: bytes | None = None) -> tuple[int, bool]:
    """The status of an answer, and whether the button is on the page."""
    talking = HTTPConnection("127.0.0.1", port, timeout=5)
    talking.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"})
    with talking.getresponse() as answer:
        found = answer.status, b"<button>" in answer.read()
    talking.close()
    return found
