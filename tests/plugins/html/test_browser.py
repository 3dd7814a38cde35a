"""The pages in a real browser: on a phone, on a desk, on paper; without a script, a request or a complaint."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from partnership.cli.files import write_files
from partnership.conferences.evening import Evening
from partnership.conferences.search.solve import solve
from partnership.host.plugins import Host
from partnership.languages.catalogue import catalogues
from partnership.plugins.html.words import words_for
from partnership.testing.school import invent_school, wishes_of

pytestmark = pytest.mark.slow

SCHOOL = invent_school(classes=6, pupils=90)
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of an evening of six classes, in a folder; one name reads from right to left."""
    asked = wishes_of(SCHOOL)
    names: dict[str, str] = {str(person.id): person.name.full for person in SCHOOL.staff}
    names |= {str(pupil.id): pupil.name.full for pupil in SCHOOL.pupils}
    names |= {str(guardian.id): guardian.called for guardian in SCHOOL.guardians}
    names[str(SCHOOL.staff[0].id)] = "سميرة الأمراني"
    evening = Evening(
        id="autumn",
        conference=asked,
        timetable=solve(asked, iterations=3_000),
        names=names,
        made=datetime(2026, 11, 16, 11, tzinfo=UTC),
        school="De Beuk",
        language="nl",
    )
    folder = tmp_path_factory.mktemp("pages")
    write_files(Host(discover=True).exporter("html").export(evening), folder)
    return folder


def samples(pages: Path) -> list[Path]:
    """The index, the board, and two each of letters, desk sheets and door lists."""
    kinds = [sorted((pages / kind).rglob("*.html"))[:2] for kind in ("letters", "desks", "doors")]
    assert [len(kind) for kind in kinds] == [2, 2, 2]
    return [pages / "index.html", pages / "board.html", *(page for kind in kinds for page in kind)]


def opened(browser: Browser, path: Path, size: dict[str, int]) -> tuple[Page, list[str]]:
    """A page in the browser, and everything it complained about or asked the network for."""
    page = browser.new_page(viewport=size)  # type: ignore[arg-type]
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("requestfailed", lambda request: noise.append(request.url))
    page.on(
        "request", lambda request: noise.append(request.url) if not request.url.startswith("file:") else None
    )
    page.goto(path.as_uri())
    return page, noise


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_is_wider_than_its_screen_or_asks_for_anything(
    browser: Browser, pages: Path, size: dict[str, int]
) -> None:
    """Only the board scrolls sideways, inside its own frame; nobody complains; every page says its language."""
    for path in samples(pages):
        page, noise = opened(browser, path, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path.name
        assert noise == [], path.name
        assert page.evaluate("document.documentElement.lang") == "nl"
        assert page.evaluate("document.scripts.length") == 0
        assert page.title() != ""
        page.close()


def test_the_board_scrolls_inside_its_frame_and_keeps_its_head(browser: Browser, pages: Path) -> None:
    """On a phone the names of staff stay in sight while the times go by."""
    page, _ = opened(browser, pages / "board.html", PHONE)
    table = page.locator("table").first
    frame = table.locator("xpath=..")
    assert table.evaluate("table => table.scrollWidth > table.parentElement.clientWidth")
    name = table.locator("tbody th").first
    before = name.bounding_box()
    frame.evaluate("frame => { frame.scrollLeft = 400 }")
    after = name.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["x"] - before["x"]) < 2
    page.close()


def test_every_link_of_the_index_leads_somewhere(browser: Browser, pages: Path) -> None:
    """The office finds every letter, sheet and list."""
    page, _ = opened(browser, pages / "index.html", DESK)
    links = page.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(links) > 20
    assert [link for link in links if not (pages / str(link).split("#")[0]).is_file()] == []
    page.close()


def test_on_paper_a_sheet_is_a_sheet(browser: Browser, pages: Path) -> None:
    """A letter prints on one page, the board on at most a few per evening."""
    for name, most in ((min((pages / "letters").glob("*.html")), 1), (pages / "board.html", 4)):
        page, _ = opened(browser, name, DESK)
        sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
        assert 1 <= sheets <= most, name.name
        page.close()


def test_on_paper_a_place_without_a_name_is_said_in_whole(browser: Browser, pages: Path) -> None:
    """In every language we speak: `Reser…` is what nobody puts on a door."""
    page, _ = opened(browser, pages / "board.html", {"width": 1031, "height": 728})
    page.emulate_media(media="print")
    slip = page.locator(".slip b").first
    spoken = {tag: words_for(tag).reserved for tag in ("en", "nl", *catalogues())}
    cut = {
        word
        for word in spoken.values()
        if slip.evaluate(
            "(slip, word) => { slip.textContent = word; return slip.scrollWidth > slip.clientWidth }", word
        )
    }
    assert len(spoken) >= 6
    assert cut == set()
    page.close()
