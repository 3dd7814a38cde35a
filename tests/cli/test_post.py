"""Sending on the command line: what would go out, what went, whom to call; no address is shown."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.host.posting import mail

from partnership.cli.app import run
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import read_settings
from partnership.ids import GuardianId
from partnership.people.guardians import Guardian
from partnership.people.names import PersonName
from partnership.people.preferences import ContactPreferences, QuietHours
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Message
from partnership.serial.values import dump
from partnership.testing.arrivals import read_message

SETTINGS = """
[school]
id = "de-beuk"
language = "nl"
[store]
name = "sqlite"
settings = { path = "school.db" }
[messenger.channels.email]
name = "maildir"
settings = { path = "post", sender = "school@de-beuk.example" }
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A school with one message for Bram and one of a topic nobody knows."""
    path = tmp_path / "partnership.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    with School(read_settings(path), Host(discover=True)) as school:
        bram = dump(
            Guardian(id=GuardianId("bram"), name=PersonName(given="Bram"), details=mail("b@h.example"))
        )
        school.keep_locally("guardian", bram.pop("id"), bram, by="staff:office", why="told")
        basket = {"basket": "b1", "conference": "autumn", "recipient": "guardian:bram"}
        queued = [
            Message(key="gone", topic="place-offered", body=basket, due=datetime.now(UTC)),
            Message(key="odd", topic="dance", body={"recipient": "guardian:bram"}, due=datetime.now(UTC)),
            Message(key="later", topic="dance", body=basket, due=datetime.now(UTC) + timedelta(days=2)),
        ]
        with school.store.transaction(school.settings.school.id) as transaction:
            transaction.append((), queued)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> str:
    """What a command says, when it ends with this status."""
    assert run([str(each) for each in arguments]) == status
    shown = capsys.readouterr().out
    assert "h.example" not in shown
    return shown


def test_what_would_go_out_and_what_went(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run changes nothing; a run decides; a second one has only what is strange."""
    would = (
        "suppressed: place-offered to guardian:bram (superseded)\n"
        "queued: dance to guardian:bram (unknown topic)\n"
    )
    assert said(capsys, "send", "--dry-run", "--config", config) == would
    assert said(capsys, "outbox", "--config", config) == would
    shown = json.loads(said(capsys, "send", "--dry-run", "--json", "--config", config))
    assert [each["state"] for each in shown] == ["suppressed", "queued"]
    assert said(capsys, "send", "--config", config) == "1 suppressed, 1 strange\n"
    assert said(capsys, "send", "--config", config) == "nothing to send\n"
    told = json.loads(said(capsys, "outbox", "--json", "--config", config))
    assert told["counted"] == {
        **dict.fromkeys(("digest", "sent", "failed", "unknown", "bounced", "expired"), 0),
        "suppressed": 1,
        "queued": 1,
    }


def test_a_letter_goes_out_and_one_fails(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into the folder of the settings, or on the screen; what fails is for the call list, and the status says so."""
    from tests.host.posting import write  # noqa: PLC0415 - the writer of a topic of a test

    monkeypatch.setattr("partnership.host.office.TOPICS", {"word": write})
    store = SqlStore(f"sqlite:///{tmp_path / 'school.db'}")

    def queue(key: str, who: str = "guardian:bram") -> None:
        message = Message(key=key, topic="word", body={"says": key, "recipient": who}, due=datetime.now(UTC))
        with store.transaction(read_settings(config).school.id) as transaction:
            transaction.append((), [message])

    queue("hello")
    assert "ready by email: word to guardian:bram\n" in said(capsys, "outbox", "--config", config)
    assert json.loads(said(capsys, "send", "--json", "--limit", "9", "--config", config))["sent"] == 1
    [file] = (tmp_path / "post" / "new").iterdir()
    assert read_message(file.read_bytes()).subject == "hello"
    queue("world")
    shown = said(capsys, "send", "--messenger", "console", "--config", config)
    assert "Subject: world\n" in shown
    queue("nowhere", "staff:nobody")
    with School(read_settings(config), Host(discover=True)) as school:
        quiet = QuietHours(
            start=(now := datetime.now(UTC)).time(), end=(now - timedelta(minutes=1)).time(), timezone="UTC"
        )
        school.privacy.keep(
            ContactPreferences(guardian=GuardianId("bram"), quiet=quiet), by="staff:office", why="told"
        )
        chen = dump(Guardian(id=GuardianId("chen"), name=PersonName(given="Chen")))
        school.keep_locally("guardian", chen.pop("id"), chen, by="staff:office", why="told")
    queue("waits")
    queue("lost", "guardian:chen")
    assert "waiting until " in said(capsys, "outbox", "--config", config)
    assert said(capsys, "send", "--config", config, status=1) == "1 waiting, 1 failed, 1 suppressed\n"
    assert "call guardian:chen: word failed since " in said(capsys, "outbox", "--config", config)
    store.close()


def test_without_a_messenger_it_says_which_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the settings or on the command line."""
    store = tmp_path / "empty.db"
    assert said(capsys, "outbox", "--store", store) == "nothing to send\n"
    assert run(["send", "--store", str(store)]) == 2
    assert 'unknown messenger ""; known: apprise, console, maildir, smtp' in capsys.readouterr().err
    assert said(capsys, "send", "--store", store, "--messenger", "console") == "nothing to send\n"
