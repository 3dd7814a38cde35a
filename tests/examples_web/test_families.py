"""Families at the example's pages, in a real browser: booking, a clash, two homes, a keyboard, a phone, three languages."""

import re

import icalendar
import pytest
from playwright.sync_api import Page
from school_web.invented import PASSWORD
from school_web.system import TALKS
from tests.examples_web.conftest import PHONE, Site, Visitor

from partnership.ids import GoalId
from partnership.times import parse_local

pytestmark = pytest.mark.slow


def held(site: Site) -> dict[str, str]:
    """Who talks when: party → local start."""
    kept = site.system.school.conference(TALKS)
    zone = kept.conference.timezone
    return {
        kept.bookings[name].party: f"{place.start.astimezone(zone):%Y-%m-%dT%H:%M}"
        for name, place in kept.held.items()
    }


def test_a_family_books_moves_and_cancels(site: Site) -> None:
    """From the front door to a talk in their own calendar, and back."""
    zeynep = site.visitor("zeynep").ask("11")
    first, second, *_ = zeynep.offers
    zeynep.press(".offers button")
    assert zeynep.told == "Your talk is booked."
    assert held(site) == {"home-203": first}
    with zeynep.page.expect_download() as waiting:
        zeynep.page.click("[download]")
    [event] = icalendar.Calendar.from_ical(waiting.value.path().read_bytes()).events
    assert event.start == parse_local(first, site.system.school.settings.school.timezone)
    zeynep.press('a[href^="/talks/"]')
    zeynep.press(f'.offers button[value="{second}"]')
    assert held(site) == {"home-203": second}
    zeynep.press(".cards form button")
    assert zeynep.told == "Your talk is cancelled."
    assert held(site) == {}


def test_of_two_families_who_choose_one_time_the_second_is_helped(site: Site) -> None:
    """Both see it free; one has it, the other hears so kindly and sees the times that are left."""
    zeynep, amal = site.visitor("zeynep").ask("11"), site.visitor("amal", language="en").ask("11")
    wanted = zeynep.offers[0]
    assert amal.offers[0] == wanted
    zeynep.press(".offers button")
    amal.press(".offers button")
    assert amal.told == "That time has just been taken. These times are still free."
    assert wanted not in amal.offers
    assert len(amal.offers) == 5
    assert held(site) == {"home-203": wanted}
    for trace in ("Yusuf", "Zeynep", "203", "302"):
        assert trace not in amal.text()
    amal.press(".offers button")
    assert set(held(site)) == {"home-203", "home-204"}


def test_the_same_talk_is_asked_for_once(site: Site) -> None:
    """A second time is refused in words of this program."""
    zeynep = site.visitor("zeynep").ask("11").ask("11")
    assert zeynep.told == "You have asked for this talk already."


def everything_of(site: Site, own: Visitor, others: list[str]) -> None:
    """Look at all there is for one parent, and at what is the other parent's, as if guessing."""
    own.go("/").go("/ask").ask("12").press(".offers button").go("/")
    for path in others:
        own.page.goto(site.base + path)
        own.look()
    own.seen.append(own.context.request.get(f"{site.base}/calendar.ics").text())


def test_two_homes_leave_no_trace_of_each_other(site: Site) -> None:
    """No page, calendar or error of one parent has anything of the other: no name, number, talk or answer."""
    petra, sjoerd = site.visitor("petra").ask("11"), site.visitor("sjoerd").ask("11")
    when = petra.offers[0]
    assert sjoerd.offers[0] == when
    petra.press(".offers button")
    sjoerd.press(".offers button")
    assert sjoerd.told == "Die tijd is net bezet. Deze tijden zijn nog vrij."
    sjoerd.press(".offers button")
    petra.page.fill("textarea", "elke avond een half uur")
    petra.press("main button >> text=Versturen")
    asked = {
        str(each.party): str(each.id) for each in site.system.school.conference(TALKS).conference.requests
    }
    everything_of(site, petra, [f"/talks/{asked['home-202']}", "/talks/nobody"])
    everything_of(site, sjoerd, [f"/talks/{asked['home-201']}", "/talks/nobody"])
    for own, traces in (
        (petra, ["Sjoerd", r"\b202\b", "home-202", asked["home-202"]]),
        (sjoerd, ["Petra", "van den Berg", r"\b201\b", "home-201", asked["home-201"], "half uur"]),
    ):
        guessed, nobodys, _ = own.seen[-3:]
        assert guessed == nobodys
        for trace in traces:
            assert [page for page in own.seen if re.search(trace, page)] == []


def test_a_talk_of_another_home_cannot_be_touched(site: Site) -> None:
    """Whoever guesses its id hears that there is nothing, and nothing happens."""
    petra = site.visitor("petra").ask("11").press(".offers button")
    before = held(site)
    [(name, _)] = site.system.school.conference(TALKS).held.items()
    sjoerd = site.visitor("sjoerd").ask("11")
    token = sjoerd.page.locator("[name=token]").first.input_value()
    form: dict[str, str | float | bool] = {"token": token, "start": "2026-11-24T19:00"}
    for what in ("book", "cancel"):
        answers = [
            sjoerd.context.request.post(f"{site.base}/talks/{id}/{what}", form=form)
            for id in (name, "nobody")
        ]
        assert [answer.status for answer in answers] == [404, 404]
        assert answers[0].text() == answers[1].text()
    assert held(site) == before
    assert "Noor" in petra.text()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there, and see that it shows."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline == "solid"
            return
    pytest.fail(f"Tab never came to {selector}")


def test_with_nothing_but_a_keyboard(site: Site) -> None:
    """From the front door to a booked talk with Tab, the arrows, Space and Enter."""
    visitor = site.visitor("zeynep")
    page = visitor.page
    visitor.context.clear_cookies()
    page.goto(site.base)
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    tab_to(page, "[name=login]")
    page.keyboard.type("zeynep")
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r":\d+/(#content)?$"))
    tab_to(page, 'a[href="/ask"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask")
    tab_to(page, "[name=staff]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/talks/*")
    tab_to(page, ".offers button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r":\d+/(#content)?$"))
    assert set(held(site)) == {"home-203"}


@pytest.mark.parametrize(
    ("login", "language", "direction", "booked"),
    [
        ("petra", "nl", "ltr", "Uw gesprek staat vast."),
        ("amal", "ar", "rtl", "تم حجز محادثتك."),
        ("zeynep", "en", "ltr", "Your talk is booked."),
    ],
)
def test_on_a_phone_in_three_languages(
    site: Site, login: str, language: str, direction: str, booked: str
) -> None:
    """Every page in the reader's own language and direction, none wider than a phone."""
    visitor = site.visitor(login, width=PHONE)
    for path in ("/", "/ask", "/nothing"):
        visitor.go(path)
        assert visitor.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
            language,
            direction,
        ]
    visitor.ask("11").press(".offers button")
    assert visitor.told == booked
    visitor.go("/?language=en")
    assert visitor.page.evaluate("document.documentElement.dir") == "ltr"


def test_a_guardian_answers_how_home_can_support_a_goal(site: Site) -> None:
    """What is said at home reaches the teacher, in the guardian's own words."""
    petra = site.visitor("petra", width=PHONE)
    petra.page.fill("textarea", "elke avond tien minuten")
    petra.press("main button >> text=Versturen")
    assert petra.told == "Dank u wel voor uw antwoord."
    assert petra.page.locator("textarea").input_value() == "elke avond tien minuten"
    goal = site.system.school.learning(by="staff:11").goal(GoalId("reading"))
    assert [(each.guardian, each.answer) for each in goal.answers] == [("201", "elke avond tien minuten")]
