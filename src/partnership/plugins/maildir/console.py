"""The messenger that shows letters on the screen, for whoever tries things out; nobody's address is shown."""

import sys

from partnership.ports import Letter
from partnership.serial.mail import message_id

__all__ = ["ConsoleMessenger"]


class ConsoleMessenger:
    """Letters on the screen: the id, the subject, the words."""

    def send(self, letter: Letter) -> None:
        """Show it."""
        shown = message_id(letter.key, "console.invalid")
        subject = " ".join(letter.subject.split())
        body = "".join(f"  {line}\n" for line in letter.text.splitlines())
        sys.stdout.write(f"{shown}\nSubject: {subject}\n{body}\n")
        sys.stdout.flush()
