"""A plug-in whose package is not installed says what to install, and only when it is asked for."""

import sys

import pytest

from partnership.errors import InvalidValue, MissingExtra
from partnership.host.plugins import Host
from partnership.plugins.icalendar.events import BrokenCalendar, verified
from partnership.plugins.icalendar.feeds import Feeds


@pytest.fixture
def without_jinja(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Jinja2."""
    for name in [each for each in sys.modules if each.startswith(("jinja2", "partnership.plugins.html."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)


@pytest.mark.usefixtures("without_jinja")
def test_pages_need_the_html_extra() -> None:
    """The host lists the plug-in all the same."""
    host = Host(discover=True)
    assert "html" in host.names("exporter")
    with pytest.raises(MissingExtra, match=r"pip install 'partnership\[html\]'"):
        host.exporter("html")


def test_column_generation_needs_the_highs_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The host lists it, and the prover without dependencies is there all the same."""
    for name in [each for each in sys.modules if each.startswith("partnership.plugins.highs.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "highspy", None)
    host = Host(discover=True)
    assert host.names("bounder") == ("highs", "partnership")
    with pytest.raises(MissingExtra, match=r"pip install 'partnership\[highs\]'"):
        host.bounder("highs")


def test_a_source_of_a_feed_is_a_web_address() -> None:
    """Or none at all."""
    with pytest.raises(InvalidValue, match="expected a web address that begins with https://"):
        Feeds(source="ftp://school.example")


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (b"BEGIN:VEVENT\nEND:VEVENT\n", "its lines do not end in CRLF"),
        (b"BEGIN:VEVENT\r\nSUMMARY:" + b"x" * 80 + b"\r\nEND:VEVENT\r\n", "a line is not folded"),
        (b"nonsense\r\n", "it cannot be read"),
        (b"BEGIN:VEVENT\r\nDTSTART:never\r\nEND:VEVENT\r\n", "it reads as something else"),
    ],
)
def test_a_calendar_that_does_not_read_back_is_not_published(block: bytes, reason: str) -> None:
    """The reason is named, what is in it is not."""
    import icalendar  # noqa: PLC0415 - heavy, and only wanted here

    with pytest.raises(BrokenCalendar, match=reason):
        verified(block, icalendar.Event)
