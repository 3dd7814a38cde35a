"""`partnership bounce`: from a folder, a file, the standard input; once each, and what is not ours is left for a person."""

import io
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from mailbox import Maildir
from pathlib import Path

import pytest
from tests.cli.test_post import SETTINGS, said
from tests.host.posting import mail, write
from tests.host.test_unsubscribe import CLICK, ask
from tests.serial.returned import holiday, report

from partnership.errors import InvalidInput
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import parse_settings, read_settings
from partnership.ids import GuardianId
from partnership.people.guardians import Guardian
from partnership.people.names import PersonName
from partnership.ports import Message
from partnership.serial.values import dump
from partnership.services.deliveries import deliveries

MORE = """
[messenger]
unsubscribe = "https://de-beuk.example/u"
digest = { weekday = 2, at = "15:30" }
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A school with Bram, to whom three letters went."""
    monkeypatch.setattr("partnership.host.office.TOPICS", {"word": write, "news": write})
    path = tmp_path / "partnership.toml"
    path.write_text(MORE + SETTINGS, encoding="utf-8")
    with School(read_settings(path), Host(discover=True)) as school:
        bram = dump(
            Guardian(id=GuardianId("bram"), name=PersonName(given="Bram"), details=mail("b@h.example"))
        )
        school.keep_locally("guardian", bram.pop("id"), bram, by="staff:office", why="told")
        body = {"recipient": "guardian:bram", "says": "hello"}
        now = datetime.now(UTC)
        queued = [
            Message(key=key, topic="news" if key == "c" else "word", body=body, due=now) for key in "abc"
        ]
        with school.store.transaction(school.settings.school.id) as transaction:
            transaction.append((), queued)
        assert school.post.send().sent == 3
    return path


@pytest.fixture
def school(config: Path) -> Iterator[School]:
    """The same, open."""
    with School(read_settings(config), Host(discover=True)) as school:
        yield school


def marks(school: School) -> list[str]:
    """The marks of the letters, by key."""
    return school.desk.read(lambda transaction: [each.mark or "" for each in deliveries(transaction)])


def test_a_folder_of_what_came_back(
    config: Path, school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is taken in once and marked as seen; what is not ours stays as it was."""
    first, second, third = marks(school)
    box = Maildir(tmp_path / "bounces", create=True)
    for raw in (
        report(mark=first),
        report("delayed", "4.4.1", mark=second),
        holiday(third),
        report(mark="z" * 26),
    ):
        box.add(raw)
    command = ("bounce", tmp_path / "bounces", "--config", config)
    assert said(capsys, *command, status=1) == "1 unknown, 1 nothing, 1 temporary, 1 onward\n"
    assert said(capsys, *command, status=1) == "1 unknown\n"
    [left] = [key for key in box.keys() if "S" not in box.get_message(key).get_flags()]  # noqa: SIM118 - a mailbox is no mapping
    assert b"z" * 26 in box.get_bytes(left)
    box.remove(left)
    assert said(capsys, *command) == "nothing came back\n"
    assert said(capsys, "send", "--config", config, status=1) == "1 failed\n"
    assert "call guardian:bram: word failed" in said(capsys, "outbox", "--config", config)
    [dead] = school.post.dead_addresses()
    assert (dead.recipient, dead.code) == ("guardian:bram", "5.1.1")
    assert school.post.trust_again("guardian:bram", by="staff:office", why="it was a mistake of ours") == 1


def test_a_file_and_the_standard_input(
    config: Path,
    school: School,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a mail server hands them over, with the address it carried them to."""
    first, second, _ = marks(school)
    (tmp_path / "one.eml").write_bytes(report(mark=first))
    told = json.loads(said(capsys, "bounce", tmp_path / "one.eml", "--json", "--config", config))
    assert (told["onward"], sum(told.values())) == (1, 1)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report(mark="none"))))
    to = f"bounces+{second}@de-beuk.example"
    assert said(capsys, "bounce", "-", "--to", to, "--config", config) == "1 onward\n"


def test_the_post_of_today_as_a_page(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a file, with no address of anybody; a message of the digest of today is on it too."""
    assert said(capsys, "outbox", "--page", tmp_path / "today.html", "--config", config).startswith(
        "the post of today: "
    )
    page = (tmp_path / "today.html").read_text(encoding="utf-8")
    assert "Vandaag hoeft er niets uit." in page
    assert "h.example" not in page


def test_the_settings_say_where_to_unsubscribe(config: Path, school: School) -> None:
    """And when the digest goes out; the place to unsubscribe is one property away."""
    office = school.post.office()
    assert (office.unsubscribe, office.digest.weekday, f"{office.digest.at:%H:%M}") == (
        "https://de-beuk.example/u",
        2,
        "15:30",
    )
    assert office.pushes == school.settings.norms.pushes_per_week
    assert office.seal is not None
    ask(school.post.unsubscribing(), "POST", f"/u/{office.seal.leaving('guardian:bram', 'news')}", CLICK)
    [wish] = school.post.opt_outs()
    assert wish.guardian == "bram"
    school.post.return_to(GuardianId("bram"), "news", by="staff:office")
    assert school.post.opt_outs() == ()
    for wrong in ('unsubscribe = "http://x"', "digest = { weekday = 9 }"):
        with pytest.raises(InvalidInput, match="messenger"):
            parse_settings(f'[school]\nid = "x"\n[messenger]\n{wrong}\n')
