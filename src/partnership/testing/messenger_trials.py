"""The contract of a messenger, held against those that ship."""

import re
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from mailbox import Maildir
from pathlib import Path

import pytest

from partnership.host.plugins import Host
from partnership.ports import Letter, Messenger
from partnership.testing.arrivals import MailServer, read_message
from partnership.testing.messengers import Arrived, MessengerContract

__all__ = ["ConsoleTrial", "MaildirTrial", "SmtpTrial"]

_SHIPPED = Host(discover=True)
_SHOWN = re.compile(r"^(<\w+@console\.invalid>)\nSubject: (.*)\n((?:  .*\n)*)\n", re.MULTILINE)


class MaildirTrial(MessengerContract):
    """A folder for every test."""

    addressed = True
    mail = True
    returns = False

    def make_messenger(self, folder: Path) -> Messenger:
        """The messenger `maildir`."""
        return _SHIPPED.messenger(
            "maildir",
            path=str(folder / "post"),
            sender="school@de-beuk.example",
            reply_to="office@de-beuk.example",
        )

    def arrived(self, folder: Path) -> Sequence[Arrived]:
        """The files in the order they were made."""
        if not (folder / "post").exists():
            return []
        box = Maildir(folder / "post", create=False)
        files = sorted((folder / "post" / "new").iterdir(), key=lambda each: each.stat().st_mtime_ns)
        return [read_message(box.get_bytes(each.name.partition(":")[0])) for each in files]


class ConsoleTrial(MessengerContract):
    """A screen that is a file."""

    addressed = False
    mail = False
    returns = False

    def make_messenger(self, folder: Path) -> Messenger:
        """The messenger `console`."""
        return _OnFile(folder / "screen", _SHIPPED.messenger("console"))

    def arrived(self, folder: Path) -> Sequence[Arrived]:
        """What was shown."""
        screen = folder / "screen"
        shown = screen.read_text(encoding="utf-8") if screen.exists() else ""
        return [
            Arrived(
                id=id, subject=subject, text=re.sub(r"^  ", "", text, flags=re.MULTILINE), raw=shown.encode()
            )
            for id, subject, text in _SHOWN.findall(shown)
        ]


class _OnFile:
    """Shows on a file what is shown on the screen."""

    def __init__(self, screen: Path, messenger: Messenger) -> None:
        self._screen = screen
        self._messenger = messenger

    def send(self, letter: Letter) -> None:
        """Show it there."""
        with self._screen.open("a", encoding="utf-8") as screen, redirect_stdout(screen):
            self._messenger.send(letter)


class SmtpTrial(MessengerContract):
    """A mail server of its own for every test."""

    addressed = True
    mail = True
    returns = True

    @pytest.fixture(autouse=True)
    def _serving(self) -> Iterator[None]:
        with MailServer() as self._server:
            yield

    def make_messenger(self, folder: Path) -> Messenger:
        """The messenger `smtp`."""
        del folder
        return _SHIPPED.messenger(
            "smtp",
            host="127.0.0.1",
            port=self._server.port,
            sender="school@de-beuk.example",
            reply_to="office@de-beuk.example",
            bounces="bounces@de-beuk.example",
            plain=True,
        )

    def arrived(self, folder: Path) -> Sequence[Arrived]:
        """What the server took."""
        del folder
        return self._server.letters
