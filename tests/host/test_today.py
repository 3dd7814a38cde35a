"""What would go out today, on one page for staff: every message counted once, and nothing of anybody on it."""

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from partnership.host.today import Outgoing, Today, topics_of
from partnership.host.today_page import today_page
from partnership.services.deliveries import Delivery, DeliveryState

NOW = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
STATES = st.sampled_from(["ready", "waiting", "digest", "suppressed", "expired", "failed", "queued"])


def outgoing(topic: str, state: str, channel: str = "email", why: str = "", hours: int = 5) -> Outgoing:
    """A message as it stands."""
    return Outgoing(
        key=f"{topic}/{state}",
        topic=topic,
        recipient="guardian:petra",
        state=state,
        due=NOW,
        channels=(channel,) if state == "ready" else (),
        waits=NOW + timedelta(hours=hours) if state == "waiting" else None,
        why=why,
    )


FOUND = [
    *[outgoing("newsletter", "ready") for _ in range(412)],
    *[outgoing("newsletter", "ready", "sms") for _ in range(23)],
    *[outgoing("newsletter", "suppressed", why="unsubscribed") for _ in range(6)],
    *[outgoing("talk-booked", "ready") for _ in range(31)],
    *[outgoing("talk-booked", "waiting") for _ in range(4)],
    *[outgoing("talk-moved", "suppressed", why="superseded") for _ in range(2)],
    *[outgoing("goal-agreed", "digest") for _ in range(9)],
    outgoing("talk-cancelled", "failed", why="no address works"),
]
TODAY = Today(
    school="De Beuk",
    language="nl",
    timezone=AMSTERDAM,
    at=NOW,
    topics=topics_of(FOUND),
    digest_at=datetime(2026, 11, 27, 15, tzinfo=UTC),
    in_digest=17,
    to_call=(
        Delivery(
            key="a",
            topic="talk-booked",
            recipient="guardian:g-petra-1",
            state=DeliveryState.FAILED,
            at=NOW - timedelta(days=1),
            why="no address works",
        ),
        Delivery(
            key="b",
            topic="place-offered",
            recipient="guardian:g-9",
            state=DeliveryState.UNKNOWN,
            at=NOW,
            why="DeliveryUnknown",
        ),
    ),
    dead=3,
    opted_out=6,
)


@given(
    st.lists(
        st.builds(
            outgoing,
            st.sampled_from(["a", "b-c"]),
            STATES,
            st.sampled_from(["x", "y"]),
            st.sampled_from(["p", "q"]),
        )
    )
)
def test_every_message_is_counted_once(found: list[Outgoing]) -> None:
    """Under its topic, in one place."""
    counted = topics_of(found)
    assert [each.topic for each in counted] == sorted({each.topic for each in found})
    total = sum(
        sum(each.ready.values()) + each.waiting + each.digest + sum(each.others.values()) for each in counted
    )
    assert total == len(found)
    for each in counted:
        assert (each.until is None) == (each.waiting == 0)
        theirs = [one for one in found if one.topic == each.topic]
        assert sum(each.ready.values()) == sum(one.state == "ready" for one in theirs)


class Tags(HTMLParser):
    """Opens and closes; no element but the page's own."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.add(tag)
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


OWN = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "h1",
    "h2",
    "p",
    "dl",
    "div",
    "dt",
    "dd",
    "small",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "br",
}


@given(st.text(), st.text(min_size=1), st.text(), st.sampled_from(["nl-BE", "en", "tr"]))
def test_whatever_something_is_called_it_is_text(school: str, topic: str, why: str, language: str) -> None:
    """A topic of a program of one's own, a reason of its own."""
    found = topics_of([outgoing(topic, "suppressed", why=why), outgoing(topic, "ready", channel=topic)])
    call = Delivery(key="k", topic=topic, recipient=school, state=DeliveryState.FAILED, at=NOW, why=why)
    tags = Tags()
    tags.feed(
        today_page(attrs.evolve(TODAY, school=school, topics=found, to_call=(call,), language=language))
    )
    assert tags.open == []
    assert tags.seen <= OWN


def test_the_page_says_what_there_is_in_the_schools_language() -> None:
    """Numbers, times on the school's clock, ids; a quiet day says so."""
    page = today_page(TODAY)
    for said in (
        "De Beuk · Zoals het is op dinsdag 24 november 2026, 14:05",
        "412 email, 23 sms",
        "vanaf dinsdag 24 november 2026, 19:05",
        "gaat uit op vrijdag 27 november 2026, 16:00",
        "6 wil dit niet per e-mail",
        "guardian:g-petra-1",
        "onbekend of het aankwam",
        "geen adres dat werkt · sinds maandag 23 november 2026, 14:05",
        "Plek vrijgekomen",
        "Goal agreed",
    ):
        assert said in page
    assert "DeliveryUnknown" not in page
    quiet = today_page(Today(timezone=AMSTERDAM, at=NOW, digest_at=NOW))
    assert "Nothing is due today." in quiet
    assert "Everything reached somebody." in quiet


@pytest.mark.slow
def test_it_can_be_read_on_a_phone_and_asks_nobody_for_anything(tmp_path: Path, browser: Browser) -> None:
    """No line runs off the screen, and nothing is fetched from elsewhere."""
    (tmp_path / "today.html").write_text(today_page(TODAY), encoding="utf-8")
    for width in (360, 1200):
        page = browser.new_page(viewport={"width": width, "height": 800})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))  # noqa: B023 - of this page
        page.goto((tmp_path / "today.html").as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert (wide <= width, len(asked)) == (True, 1)
        page.close()
