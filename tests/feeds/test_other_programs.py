"""Programs we did not write read what we mean: in winter, in summer, on the mornings the clock is changed, and across them.

Each is started as it is: ical.js by node, libical as the desktop has it, icalendar with recurring-ical-events, vobject,
Radicale by the client caldav, and vdirsyncer with khal. Each reads on machines in three zones.
"""

import ctypes.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.feeds.other_servers import khal_starts, radicale, run_with, served, vdirsyncer_fetch
from tests.feeds.winter_and_summer import CALENDAR, LAST, SINCE, STARTS, TALKS, WRITER, feed, objects

from partnership.host.feeds.shelf import Published
from partnership.host.feeds.web import FeedWeb
from partnership.plugins.icalendar.blocks import checked
from partnership.plugins.icalendar.events import BrokenCalendar
from partnership.times import Span

pytestmark = pytest.mark.slow

READERS = Path(__file__).resolve().parent / "readers"
ZONES = ("Europe/Amsterdam", "America/New_York", "Asia/Tokyo")
BETWEEN = (SINCE.isoformat(), LAST.isoformat())
BUSY = [Span.of(start, minutes=10) for start in TALKS.values()]


@pytest.fixture(scope="module")
def icaljs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The module ical.js, from the registry of npm."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("no node and npm on the PATH")
    folder = tmp_path_factory.mktemp("npm")
    done = subprocess.run(
        [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--prefer-offline", "ical.js@2"],
        capture_output=True,
        check=False,
        timeout=120,
    )
    if done.returncode:
        pytest.skip("the registry of npm has no ical.js for us")
    return str(folder / "node_modules" / "ical.js" / "dist" / "ical.es5.cjs")


def by_icaljs(icaljs: str, calendar: bytes, zone: str) -> Mapping[str, Any]:
    """What ical.js reads."""
    command = ["node", str(READERS / "with_icaljs.cjs"), icaljs, *BETWEEN]
    read: Mapping[str, Any] = json.loads(run_with(command, zone=zone, stdin=calendar))
    return read


@pytest.mark.parametrize("zone", ZONES)
def test_icaljs_agrees(icaljs: str, zone: str) -> None:
    """The reader of Thunderbird and of many web calendars."""
    assert by_icaljs(icaljs, feed(), zone)["starts"] == STARTS


def test_icaljs_believes_the_zone_it_is_given(icaljs: str) -> None:
    """With a zone that is changed a week early the series is an hour off that week: the agreement above is worth something."""
    wrong = feed().replace(b"BYDAY=-1SU;BYMONTH=10", b"BYDAY=1SU;BYMONTH=11")
    read = by_icaljs(icaljs, wrong, "UTC")["starts"]
    assert {*read} ^ {*STARTS} == {"2026-10-27T06:30Z", "2026-10-27T07:30Z"}


def test_icaljs_reads_busy_times_without_a_word_more(icaljs: str) -> None:
    """Five times, in UTC."""
    block = WRITER.busy("jansen", BUSY, within=Span(SINCE, LAST), changed=SINCE)
    read = by_icaljs(icaljs, WRITER.joined(WRITER.frame(""), [block]), "Asia/Tokyo")
    assert read["starts"] == []
    assert read["busy"] == [
        [f"{each.start:%Y-%m-%dT%H:%MZ}", f"{each.end:%Y-%m-%dT%H:%MZ}"]
        for each in sorted(BUSY, key=lambda each: each.start)
    ]


def mutations(calendar: bytes, count: int) -> Iterator[bytes]:
    """Calendars with up to three accidents: a word too many, a hole, a line of elsewhere or none, another octet."""
    chance = Random(1)  # noqa: S311 - accidents, not secrets
    words = (
        b"DTSTART",
        b"VALUE=DATE",
        b"VALUE=TEXT",
        b";",
        b":",
        b"=",
        b'"',
        b"\\",
        b"Z",
        b"P1D",
        b"END:VEVENT",
        b"\r\n ",
    )
    for _ in range(count):
        lines = calendar.split(b"\r\n")
        for _ in range(chance.randint(1, 3)):
            row = chance.randrange(len(lines) - 1)
            line, cut = lines[row], chance.randrange(len(lines[row]) + 1)
            lines[row : row + 1] = chance.choice(
                [
                    [line[:cut] + chance.choice(words) + line[cut:]],
                    [line[:cut] + line[cut + chance.randrange(1, 9) :]],
                    [lines[chance.randrange(len(lines) - 1)]],
                    [],
                    [line[:cut] + chance.randbytes(1) + line[cut + 1 :]],
                ]
            )
        yield b"\r\n".join(lines)


def test_icaljs_opens_whatever_is_published_after_an_accident(icaljs: str) -> None:
    """What the check lets through another program can read to the end; most of it is not let through."""
    published = []
    for each in mutations(feed(), 120):
        with suppress(BrokenCalendar):
            published.append(checked(each).decode())
    assert 10 < len(published) < 60
    command = ["node", str(READERS / "opens_with_icaljs.cjs"), icaljs]
    assert json.loads(run_with(command, stdin=json.dumps([*published, "no calendar"]).encode())) == [
        [len(published), 'invalid line (no token ";" or ":") "no calendar"']
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_the_libraries_agree(zone: str) -> None:
    """Icalendar with recurring-ical-events, vobject, and libical where it is installed."""
    command = [sys.executable, str(READERS / "with_python.py"), *BETWEEN]
    read = json.loads(run_with(command, zone=zone, stdin=feed()))
    assert read == dict.fromkeys(read, STARTS)
    assert {"icalendar", "vobject"} <= read.keys()


def test_libical_was_among_them() -> None:
    """Otherwise this machine says so."""
    if ctypes.util.find_library("ical") is None:
        pytest.skip("no libical on this machine (Debian: libical3)")
    command = [sys.executable, str(READERS / "with_python.py"), *BETWEEN]
    assert "libical" in json.loads(run_with(command, stdin=feed()))


def test_a_calendar_server_agrees(tmp_path: Path) -> None:
    """Radicale takes every object as it is, spreads out the series, and knows who is busy when."""
    caldav: Any = pytest.importorskip("caldav")
    pytest.importorskip("radicale")
    with (
        radicale(tmp_path) as address,
        caldav.DAVClient(url=address, username="office", password="office") as client,  # noqa: S106 - nobody's
    ):
        school = client.principal().make_calendar(name="school", cal_id="school")
        for name, contents in objects().items():
            assert checked(contents) == contents
            put = client.put(f"{school.url}{name}", contents.decode(), {"Content-Type": "text/calendar"})
            assert put.status == 201
        found = [
            each.icalendar_component for each in school.search(start=SINCE, end=LAST, event=True, expand=True)
        ]
        whole = sorted(str(each["SUMMARY"]) for each in found if not isinstance(each["DTSTART"].dt, datetime))
        assert whole == sorted(each.name for each in CALENDAR.off)
        assert (
            told(each["DTSTART"].dt for each in found if isinstance(each["DTSTART"].dt, datetime)) == STARTS
        )
        kept = school.event_by_uid("talk-winter.year@de-beuk.example").icalendar_component
        assert "ATTENDEE" not in kept
        assert "ORGANIZER" not in kept
        busy = school.freebusy_request(SINCE, LAST).icalendar_component
        spans = [(each.start, each.end) for each in busy["FREEBUSY"]]
        assert spans == sorted((each.start, each.end) for each in BUSY)


def test_the_tools_of_the_command_line_agree(tmp_path: Path) -> None:
    """Vdirsyncer fetches the feed from a web server of ours, and khal lists it in three zones."""
    pytest.importorskip("vdirsyncer")
    pytest.importorskip("khal")
    published = Published(body=feed(), changed=SINCE)
    with served(FeedWeb(lambda _: published).wsgi) as address:
        files = vdirsyncer_fetch(f"{address}token.ics", tmp_path)
    assert len(files) == len(objects())
    for zone in ZONES:
        clock = ZoneInfo(zone)
        read = [
            datetime.strptime(start, "%Y-%m-%d %H:%M").replace(tzinfo=clock)
            for start in khal_starts(tmp_path, zone)
        ]
        # On a clock in Amsterdam half past two happens twice that night, and khal's words do not say which.
        second = [each.replace(fold=1) if each.minute == 30 and each.hour == 2 else each for each in read]
        assert told(second) == STARTS


def told(moments: Any) -> list[str]:
    """Instants as the readers write them."""
    return sorted(f"{each.astimezone(UTC):%Y-%m-%dT%H:%MZ}" for each in moments)
