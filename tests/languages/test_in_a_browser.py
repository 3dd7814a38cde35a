"""Pages and mails in a real browser in both directions of writing: on a phone and a desk, and names stay as they are."""

from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest
from playwright.sync_api import Browser, Page
from tests.contact.test_newsletters import EDITION
from tests.languages.mailed import letters_in
from tests.plugins.html.pages_of_noor import a_card, a_class, a_plan_page, active, rated
from tests.plugins.html.test_browser import PHONE, opened, samples

from partnership.cli.files import write_files
from partnership.conferences.evening import Evening
from partnership.conferences.search.solve import solve
from partnership.host.plugins import Host
from partnership.learning.goals import Wording
from partnership.serial.access_page import access_page
from partnership.serial.newsletter_page import newsletter_page
from partnership.serial.unsubscribe_page import unsubscribe_page
from partnership.services.letters.registry import TOPICS
from partnership.testing.school import invent_school, wishes_of

pytestmark = pytest.mark.slow

SCHOOL = invent_school(classes=2, pupils=8)
ASKED = wishes_of(SCHOOL)
WAYS = {"nl": "ltr", "en": "ltr", "ar": "rtl"}
NAMES = (
    {str(person.id): person.name.full for person in SCHOOL.staff}
    | {str(pupil.id): pupil.name.full for pupil in SCHOOL.pupils}
    | {str(guardian.id): guardian.called for guardian in SCHOOL.guardians}
    | {str(SCHOOL.staff[0].id): "سميرة الأمراني"}
)
LOOKED = """() => {
    const root = document.documentElement, wide = root.clientWidth, out = [];
    for (const each of document.querySelectorAll('body *')) {
        const box = each.getBoundingClientRect();
        if (!each.closest('.scroll, .unseen') && box.width > 0 && (box.left < -1 || box.right > wide + 1))
            out.push(each.outerHTML.slice(0, 80));
    }
    const loose = [...document.querySelectorAll('bdi')].filter(each => getComputedStyle(each).unicodeBidi != 'isolate');
    for (const each of document.querySelectorAll('dt, th[scope=col]')) {
        const words = document.createRange();
        words.selectNodeContents(each);
        if (words.getClientRects().length > 1 && !/\\s/.test(each.textContent.trim())) out.push(each.textContent);
    }
    return [root.scrollWidth, out, loose.length, root.lang, getComputedStyle(document.body.lastElementChild).direction];
}"""
"""How wide it is, what sticks out on either side and words that are broken, names that are not held apart, the language, the direction."""


@pytest.fixture(scope="module", params=WAYS)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of an evening in one language, of which one family reads its letter in Arabic and one in Polish."""
    parties = [each.id for each in ASKED.parties]
    evening = Evening(
        id="autumn",
        conference=ASKED,
        timetable=solve(ASKED, iterations=300),
        names=NAMES,
        made=datetime(2026, 11, 16, 11, tzinfo=UTC),
        school="De Beuk",
        contact="De Beuk, 020-123 45 67",
        language=str(request.param),
        languages={
            parties[0]: "ar-MA",
            parties[1]: "pl",
            parties[2]: "so",
            parties[3]: "tr",
            parties[4]: "uk",
        },
    )
    folder = tmp_path_factory.mktemp(str(request.param))
    write_files(Host(discover=True).exporter("html").export(evening), folder)
    return folder


def test_every_page_runs_in_the_direction_of_its_language(browser: Browser, pages: Path) -> None:
    """No page is wider than a phone; it says its language and runs that way; a talk stands after its time.

    After is to the right from left to right, and to the left from right to left; names read in their own direction.
    """
    language = next(each for each in WAYS if pages.name.startswith(each))
    page, noise = opened(browser, pages / "index.html", PHONE)
    read = set()
    for path in [*samples(pages)[::2], *sorted((pages / "letters").glob("*.html"))]:
        lang, way = told = _shown(page, path)
        assert told == (lang, "rtl" if lang == "ar" else "ltr"), path.name
        assert lang == language or path.parent.name == "letters", path.name
        read.add(lang)
        talks = page.locator(".talks .talk")
        if talks.count():
            when, what = (talks.first.locator(each).bounding_box() for each in (".time", ".what"))
            assert when is not None
            assert what is not None
            assert (when["x"] > what["x"]) is (way == "rtl"), path.name
    assert read >= {language, "ar", "pl", "tr", "uk"}
    assert noise == []
    page.close()


@pytest.mark.parametrize("language", WAYS)
def test_every_letter_reads_in_its_direction(browser: Browser, tmp_path: Path, language: str) -> None:
    """Of every topic, and the pages about goals: its language and direction, no wider than a phone, and nothing from elsewhere."""
    found = letters_in(language)
    assert set(found) == set(TOPICS)  # a new topic is one more in `mailed`
    blank = tmp_path / "blank.html"
    blank.write_text("<!doctype html><title>blank</title>", encoding="utf-8")
    page, noise = opened(browser, blank, PHONE)
    shown = {topic: str(letter.html) for topic, letter in found.items()}
    shown |= _pages(language)
    shown["edition"] = newsletter_page(attrs.evolve(EDITION, language=language), school="De Beuk")
    assert {letter.language for letter in found.values()} == {language}
    for topic, text in shown.items():
        path = tmp_path / f"{topic}.html"
        path.write_text(text, encoding="utf-8")
        assert _shown(page, path) == (language, WAYS[language]), topic
    assert noise == []
    page.close()


def _pages(language: str) -> dict[str, str]:
    """A goal card, a plan, the goals of a class, what is kept and the place to unsubscribe; the family wrote its goal in Arabic."""
    wordings = (Wording(language="ar", text="نور تقرأ بطلاقة", child="أقرأ بسرعة"), *rated().wordings)
    made = {
        "card": a_card(rated(wordings=wordings), language=language),
        "card of an active goal": a_card(active(), language=language),
        "plan": a_plan_page(language=language),
        "class": a_class(language=language),
    }
    shown = {name: page.decode() for name, page in made.items()}
    kept = {"title": "Talks", "purpose": "", "entries": [{"sits_in": True, "room": "Lokaal 4 (B)"}]}
    told = {"school": "de-beuk", "person": "guardian:g1", "made": "2026-11-24", "sections": [kept]}
    return shown | {
        "access": access_page(told, language),
        "unsubscribe": unsubscribe_page(language, school="De Beuk", done=False),
    }


def _shown(page: Page, path: Path) -> tuple[str, str]:
    """The language and direction a page has in the browser; nothing of it may stick out of the screen."""
    page.goto(path.as_uri(), wait_until="domcontentloaded")
    wide, out, strange, lang, way = page.evaluate(LOOKED)
    assert wide <= PHONE["width"], path.name
    assert out == [], path.name
    assert strange == 0, path.name
    return lang, way
