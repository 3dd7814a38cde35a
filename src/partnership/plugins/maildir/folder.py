"""The messenger that puts letters in a Maildir: every message a file, whole from the moment it has its name."""

import os
from datetime import UTC, datetime
from mailbox import Maildir
from pathlib import Path

from partnership.errors import Retry
from partnership.ports import Letter
from partnership.serial.mail import mail_address, mail_message

__all__ = ["MaildirMessenger"]


class MaildirMessenger:
    """Letters in a folder.

    Args:
        path: The folder; made when it is not there.
        sender: From whom they are.
        reply_to: Where answers go.

    Raises:
        PartnershipError: The sender, or where answers go, is no mail address.
    """

    def __init__(self, path: str | os.PathLike[str], *, sender: str, reply_to: str | None = None) -> None:
        self._path = Path(path)
        self._sender = mail_address(sender)
        self._reply_to = None if reply_to is None else mail_address(reply_to)

    def send(self, letter: Letter) -> None:
        """Put it in the folder.

        Raises:
            Retry: The disk is full, or the folder cannot be written in.
            PartnershipError: The recipient has no mail address.
        """
        message = mail_message(
            letter,
            sender=self._sender,
            domain=self._sender.domain,
            at=datetime.now(UTC),
            reply_to=self._reply_to,
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            Maildir(self._path, create=True).add(message)
        except OSError as error:
            raise Retry(f"the folder cannot be written in: {error.strerror}") from None
