"""The school system of examples/school_web, served on this machine, and real browsers in which people visit it."""

import re
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import school_web
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from school_web.invented import PASSWORD, fill
from school_web.system import System
from school_web.web import create_app
from werkzeug.serving import WSGIRequestHandler, make_server

DESK, PHONE = 1280, 360
NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
_HERE = Path(school_web.__file__).parent
_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_RUN = """axe.run({resultTypes: ["violations"]}).then(found => found.violations.map(
    each => [each.id, each.help, ...each.nodes.map(node => node.html)]))"""
_TARGETS = """[...document.querySelectorAll("a, button, input:not([type=hidden], [type=radio]), textarea, label.choice")]
    .filter(each => !each.matches(".skip"))
    .map(each => [each.outerHTML, each.getBoundingClientRect()])
    .filter(([_, box]) => box.height < 24 || box.width < 24)"""

_CHECKED: set[tuple[object, ...]] = set()


class _Silent(WSGIRequestHandler):
    def log(self, *_: Any, **__: Any) -> None:
        """Say nothing."""


class Visitor:
    """Somebody at a browser of their own, who notices everything that is wrong with a page.

    Attributes:
        seen: The source of every page they looked at.
    """

    def __init__(self, context: BrowserContext, base: str, width: int) -> None:
        self.context = context
        self.base = base
        self.page: Page = context.new_page()
        self.seen: list[str] = []
        self._width = width
        self._noise: list[str] = []
        self.page.on("console", lambda message: self._noise.append(message.text))
        self.page.on("pageerror", lambda error: self._noise.append(str(error)))

    def log_in(self, login: str) -> "Visitor":
        """Through the front door."""
        self.go("/login")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", PASSWORD)
        return self.press("main button")

    def go(self, path: str) -> "Visitor":
        """Open a page."""
        self.page.goto(self.base + path)
        return self.look()

    def press(self, selector: str, *, number: int = 0) -> "Visitor":
        """Press something that leads to a page."""
        self.page.locator(selector).nth(number).click()
        self.page.wait_for_load_state()
        return self.look()

    def look(self) -> "Visitor":
        """Look at the page that is shown: readable for everyone, no wider than the screen, no complaints."""
        self.seen.append(re.sub(r'name="token" value="[^"]+"', "", self.page.content()))
        self._look_with_axe()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self._width, self.page.url
        assert self.page.evaluate("document.scripts.length") == 0
        assert self.page.evaluate(_TARGETS) == []
        assert [each for each in self._noise if "404" not in each] == []
        return self

    def _look_with_axe(self) -> None:
        """Once for every kind of page: its address without ids, its language, the screen, and whether it says something."""
        kind = re.sub(r"[0-9a-f]{32}", "*", self.page.url.removeprefix(self.base))
        language = self.page.evaluate("document.documentElement.lang")
        shown = (kind, language, self._width, self.page.locator(".message, .cards, h1").count())
        if shown not in _CHECKED:
            self.page.evaluate(_AXE)
            assert self.page.evaluate(_RUN) == [], self.page.url
            _CHECKED.add(shown)

    def ask(self, staff: str, pupil: str | None = None) -> "Visitor":
        """Ask for a talk and see the times that are free."""
        self.go("/ask")
        if pupil is not None:
            self.page.check(f'[name=pupil][value="{pupil}"]')
        self.page.check(f'[name=staff][value="{staff}"]')
        return self.press("main button")

    @property
    def offers(self) -> list[str]:
        """The times that can be pressed, as in `2026-11-24T18:00`."""
        buttons = self.page.locator(".offers button")
        return [str(value) for value in buttons.evaluate_all("all => all.map(each => each.value)")]

    @property
    def told(self) -> str:
        """The message on the page; empty when there is none."""
        message = self.page.locator(".message")
        return message.inner_text() if message.count() else ""

    def text(self) -> str:
        """Everything that can be read."""
        return self.page.locator("body").inner_text()


class Site:
    """The system at work, and its door."""

    def __init__(self, app: Flask, base: str, browser: Browser) -> None:
        self.app = app
        self.base = base
        self.system: System = app.extensions["system"]
        self._browser = browser

    def visitor(self, login: str, *, width: int = DESK, language: str = "") -> Visitor:
        """Somebody who has logged in with a browser of their own."""
        context = self._browser.new_context(viewport={"width": width, "height": 740}, locale="nl-NL")
        found = Visitor(context, self.base, width)
        if language:
            found.go(f"/login?language={language}")
        return found.log_in(login)


def open_app(folder: Path) -> Flask:
    """The program over what is kept in a folder."""
    settings = folder / "partnership.toml"
    return create_app(settings, secret_key="of this test", clock=lambda: NOON)  # noqa: S106 - no secret


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented people, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    shutil.copy(_HERE / "partnership.toml", folder)
    app = open_app(folder)
    fill(app.extensions["system"])
    app.extensions["system"].school.close()
    return folder


@pytest.fixture
def app(filled: Path, tmp_path: Path) -> Iterator[Flask]:
    """The program, without a server."""
    made = open_app(Path(shutil.copytree(filled, tmp_path / "school")))
    yield made
    made.extensions["system"].school.close()


@pytest.fixture
def site(app: Flask, browser: Browser) -> Iterator[Site]:
    """The program behind a server on this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(app, f"http://127.0.0.1:{server.server_port}", browser)
    for context in browser.contexts:
        context.close()
    server.shutdown()
    thread.join()
    server.server_close()
