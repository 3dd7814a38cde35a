"""The pages about goals and plans in a real browser: on a phone, on a desk and on paper, for eyes and for a screen reader."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.plugins.html.pages_of_noor import a_card, a_class, a_plan_page
from tests.plugins.html.test_browser import DESK, PHONE, opened

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One of each."""
    folder = tmp_path_factory.mktemp("learning")
    made = {"card": a_card(), "plan": a_plan_page(), "class": a_class()}
    for name, page in made.items():
        (folder / f"{name}.html").write_bytes(page)
    return {name: folder / f"{name}.html" for name in made}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_is_wider_than_its_screen_or_asks_for_anything(
    browser: Browser, pages: dict[str, Path], size: dict[str, int]
) -> None:
    """Nothing scrolls sideways, nothing runs, nothing is fetched, and each says its language."""
    for name, path in pages.items():
        page, noise = opened(browser, path, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        assert noise == []
        assert page.evaluate("document.scripts.length") == 0
        assert page.evaluate("document.documentElement.lang") == "nl"
        page.close()


def test_a_picture_is_told_in_words(browser: Browser, pages: dict[str, Path]) -> None:
    """What a screen reader reads of it: what it is of, and what is in it; and no mark lies on another."""
    for name, title, told in (
        ("card", "Vijf treden, van veel minder dan we hoopten tot veel meer", "Thuis: trede +1, haalt 60"),
        (
            "plan",
            "Metingen vóór en tijdens het plan",
            "Vóór: 40, 42, 41. Tijdens: 41, 44, 43, 47, 48, 52.5, 51.",
        ),
    ):
        page, _ = opened(browser, pages[name], PHONE)
        picture = page.get_by_role("img", name=title)
        assert picture.count() == 1
        assert told in str(picture.locator("desc").text_content())
        box = picture.bounding_box()
        assert box is not None
        assert box["width"] > 200
        page.close()


def test_on_paper_a_card_and_a_plan_are_one_sheet(browser: Browser, pages: dict[str, Path]) -> None:
    """And a class of four too."""
    for path in pages.values():
        page, _ = opened(browser, path, DESK)
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
        page.close()
