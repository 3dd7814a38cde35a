"""The doors of the example, without a browser: who comes in, what a form must carry, what every answer says."""

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from school_web.invented import PASSWORD
from school_web.system import TALKS
from school_web.words import LANGUAGES, words_in
from tests.examples_web.conftest import open_app
from werkzeug.test import TestResponse

from partnership.conferences.booking_life.attendance import Happening


@pytest.fixture(scope="module")
def app(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The program, without a server; only the last test here changes anything."""
    made = open_app(Path(shutil.copytree(filled, tmp_path_factory.mktemp("doors") / "school")))
    yield made
    made.extensions["system"].school.close()


def browser_of(app: Flask) -> FlaskClient:
    """A browser that comes over https, as everybody's must."""
    client = app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    return client


def token_in(answer: TestResponse) -> str:
    """The token of a page's forms."""
    return answer.text.partition('name="token" value="')[2].partition('"')[0]


def logged_in(app: Flask, login: str) -> tuple[FlaskClient, str]:
    """Somebody who is in, and the token of their forms."""
    client = browser_of(app)
    token = token_in(client.get("/login"))
    form = {"token": token, "login": login, "password": PASSWORD}
    answer = client.post("/login", data=form, follow_redirects=True)
    assert answer.status_code == 200
    return client, token_in(answer)


@pytest.mark.parametrize(
    "path", ["/", "/ask", "/talks/q1", "/calendar.ics", "/evening", "/sheets/style.css", "/no"]
)
def test_nothing_is_shown_without_a_login(app: Flask, path: str) -> None:
    """Not even whether there is something."""
    answer = browser_of(app).get(path)
    assert (answer.status_code, answer.location) == (302, "/login")


@pytest.mark.parametrize(
    "path", ["/login", "/logout", "/ask", "/talks/q1/book", "/goals/reading", "/evening/q1"]
)
def test_nothing_is_changed_without_the_token_of_our_own_page(app: Flask, path: str) -> None:
    """A form on somebody else's page cannot know it; one it made up is none."""
    client, _ = logged_in(app, "petra")
    for token in ("", "made up", "é"):
        assert client.post(path, data={"token": token}).status_code == 400


def test_a_wrong_password_and_an_unknown_name_hear_the_same(app: Flask) -> None:
    """Nobody learns who has an account."""
    heard = set()
    for login, password in (("petra", "guess"), ("nobody", PASSWORD)):
        client = browser_of(app)
        token = token_in(client.get("/login"))
        form = {"token": token, "login": login, "password": password}
        answer = client.post("/login", data=form)
        assert answer.status_code == 401
        heard.add(answer.text.replace(token, ""))
    assert len(heard) == 1


def test_the_cookie_and_the_answers_are_closed(app: Flask) -> None:
    """The cookie goes over https only and to no script; no answer is kept, framed or allowed to run anything."""
    answer = browser_of(app).get("/login")
    cookie = answer.headers["Set-Cookie"]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax"))
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script" not in answer.text


def test_logging_out_forgets_who_it_was(app: Flask) -> None:
    """The next one at this browser begins at the door."""
    client, token = logged_in(app, "petra")
    client.post("/logout", data={"token": token})
    assert client.get("/").location == "/login"


@pytest.mark.parametrize(
    ("login", "path"),
    [("jansen", "/"), ("jansen", "/ask"), ("petra", "/evening"), ("petra", "/sheets/style.css")],
)
def test_the_pages_of_another_role_do_not_exist(app: Flask, login: str, path: str) -> None:
    """A guardian has no desk, a teacher no children here."""
    client, _ = logged_in(app, login)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/ask", {"pupil": "301", "staff": "99"}),
        ("/ask", {"pupil": "302", "staff": "11"}),
        ("/ask", {}),
        ("/talks/q1/book", {"start": "tomorrow"}),
        ("/goals/reading", {"answer": " "}),
        ("/goals/nothing", {"answer": "ja"}),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_few_words(app: Flask, path: str, form: dict[str, str]) -> None:
    """A form somebody made up: the same page whatever it was, and nothing kept."""
    school = app.extensions["system"].school
    before = school.conference(TALKS)
    client, token = logged_in(app, "petra")
    answer = client.post(path, data={"token": token, **form})
    assert answer.status_code in {400, 404}
    assert "Dat ging niet" in answer.text
    assert school.conference(TALKS) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_for_every_state_and_refusal(language: str) -> None:
    """In each language, and none is the other's by mistake."""
    words = words_in(language)
    assert [state for state in Happening if not words(state).strip()] == []
    assert words.refused(["phase", "quota"]) == words("refused")
    assert words.refused(["phase", "not-free"]) == words("not-free")
    others = [words_in(each)("not-free") for each in LANGUAGES if each != language]
    assert words("not-free") not in others


def test_a_language_nobody_speaks_here_is_english() -> None:
    """Rather than nothing."""
    assert words_in("fr")("log_in") == "Log in"


def test_of_two_at_the_same_instant_one_has_the_place(app: Flask) -> None:
    """Two threads of the server, one teacher, one time: one talk, and the other family is told kindly."""
    people = [logged_in(app, login) for login in ("zeynep", "amal")]
    places = [
        client.post("/ask", data={"token": token, "pupil": pupil, "staff": "11"}).location
        for (client, token), pupil in zip(people, ("302", "303"), strict=True)
    ]
    together = threading.Barrier(2)

    def book(number: int) -> str | None:
        client, token = people[number]
        together.wait()
        form = {"token": token, "start": "2026-11-24T18:00"}
        return client.post(f"{places[number]}/book", data=form).location

    with ThreadPoolExecutor(2) as crowd:
        ended = list(crowd.map(book, range(2)))
    assert sorted(ended, key=str).count("/") == 1
    assert len(app.extensions["system"].school.conference(TALKS).held) == 1
