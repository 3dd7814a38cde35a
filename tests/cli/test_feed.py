"""Feeds on the command line: an address is shown once, listed without what opens it, served, renewed and revoked."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.privacy.two_homes import MOTHER, TEACHER, TwoHomes

from partnership.cli.app import run

SETTINGS = """
[school]
id = "de-beuk"
name = "De Beuk"
jurisdiction = "nl"
[store]
name = "sqlite"
settings = { path = "school.db" }
[calendar]
terms = [{ name = "2026-2027", days = { start = "2026-08-17", end = "2027-07-10" } }]
off = [{ name = "Herfstvakantie", days = { start = "2026-10-17", end = "2026-10-26" } }]
[[series]]
days = { name = "Inloop", rule = "FREQ=WEEKLY;BYDAY=TU", start = "2026-09-01" }
at = "08:30"
minutes = 30
"""
PETRA = ("guardian:g1", "--of", "talks")
OFFICE = ("--by", "staff:office")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A school with two homes and a talk."""
    world = TwoHomes(path=str(tmp_path / "school.db"))
    world.talk(MOTHER, 0)
    world.school.close()
    path = tmp_path / "partnership.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], config: Path, *arguments: str, status: int = 0) -> list[str]:
    """What `partnership feed` says, line by line, when it ends with this status."""
    assert run(["feed", *arguments, "--config", str(config)]) == status
    shown = capsys.readouterr()
    return (shown.out + shown.err).splitlines()


def test_an_address_is_shown_once(capsys: pytest.CaptureFixture[str], config: Path) -> None:
    """And in no list."""
    assert said(capsys, config, "list") == ["there is no feed yet"]
    told, address = said(capsys, config, "new", *PETRA, *OFFICE, "--url", "https://beuk.example/calendars/")
    assert told == "talks of guardian:g1; keep it secret, it is not shown again:"
    token = address.removeprefix("https://beuk.example/calendars/").removesuffix(".ics")
    assert len(token) == 43
    _, family = said(capsys, config, "new", "guardian:g1", "--of", "family", "--household", "h1", *OFFICE)
    listed = said(capsys, config, "list")
    assert [line.split(",")[0] for line in listed] == ["family h1 of guardian:g1", "talks of guardian:g1"]
    assert token not in str(listed)
    [as_json] = said(capsys, config, "list", "--person", "guardian:g1", "--json")
    assert [each["of"] for each in json.loads(as_json)] == ["family", "talks"]
    assert family not in as_json
    assert "digest" not in as_json
    again = said(capsys, config, "new", *PETRA, *OFFICE, status=2)
    assert again == [
        "partnership: this feed is open and cannot be opened; from there: be renewed, be revoked"
    ]
    _, renewed = said(capsys, config, "renew", *PETRA, *OFFICE)
    assert renewed != token
    assert ", renewed " in said(capsys, config, "list")[1]
    assert said(capsys, config, "revoke", *PETRA, *OFFICE) == ["revoked: talks of guardian:g1"]
    assert len(said(capsys, config, "list")) == 1


def test_who_may_not_be_told_is_refused_with_a_reason(
    capsys: pytest.CaptureFixture[str], config: Path
) -> None:
    """So is a feed nobody could mean."""
    assert said(capsys, config, "new", "guardian:nobody", "--of", "talks", *OFFICE, status=2) == [
        "partnership: holder: is not known here, or may not be told this today"
    ]
    assert said(capsys, config, "new", "guardian:g1", "--of", "desk", *OFFICE, status=2) == [
        "partnership: of: a feed for guardian is of talks, family or dates"
    ]


def test_objects_are_written_to_a_folder(
    capsys: pytest.CaptureFixture[str], config: Path, tmp_path: Path
) -> None:
    """One for each event."""
    out = tmp_path / "objects"
    told = said(
        capsys, config, "objects", "guardian:g1", "--of", "family", "--household", "h1", "--out", str(out)
    )
    assert told == [f"3 written to {out}"]
    assert sorted(each.read_bytes().count(b"BEGIN:VEVENT") for each in out.iterdir()) == [1, 1, 1]


_AT_A_KEYBOARD = """
import signal
from partnership.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # tests that run in the background are deaf to it
main()
"""


def test_the_feeds_are_served_on_this_machine(capsys: pytest.CaptureFixture[str], config: Path) -> None:
    """Until somebody presses Ctrl-C; and no path is written down."""
    _, token = said(capsys, config, "new", f"staff:{TEACHER.id}", "--of", "busy", *OFFICE)
    with subprocess.Popen(
        [sys.executable, "-u", "-c", _AT_A_KEYBOARD, "feed", "serve", "--port", "0", "--config", str(config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        assert server.stdout is not None
        first = server.stdout.readline()
        address = urlsplit(first.split()[2])
        with socket.create_connection((address.hostname, address.port), timeout=30) as asked:
            asked.sendall(f"GET /{token}.ics HTTP/1.0\r\n\r\n".encode())
            answer = b"".join(iter(lambda: asked.recv(65_536), b""))  # to its end: then the server is at rest
        server.send_signal(signal.SIGINT)
        rest = server.stdout.read()
    assert first.startswith("serving at http://127.0.0.1:")
    assert answer.startswith(b"HTTP/1.0 200 ")
    assert answer.count(b"BEGIN:VFREEBUSY") == 1
    assert rest == "stopped\n"
    assert server.returncode == 0
