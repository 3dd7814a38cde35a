"""How fast the outbox is drained to a mail server on this machine, against bare loops that hand over the same letters.

One loop builds each message first, the other has them ready; both open a connection for each letter. The worker, which keeps
its connection, also looks whether each message is still so, writes it in the
recipient's language and writes down what became of it, in a SQLite file.
"""

import smtplib
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from partnership.host.plugins import Host
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Letter, Messenger, Sessions
from partnership.serial.mail import mail_address, mail_message
from partnership.testing.arrivals import MailServer
from tests.host.posting import School, Told

LETTERS, ROUNDS = 150, 3


class Wire(Told):
    """The messenger `smtp`; remembers what it carried."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._smtp = Host(discover=True).messenger(
            "smtp", host="127.0.0.1", port=port, sender="school@de-beuk.example", plain=True
        )

        self._line: Messenger = self._smtp

    @contextmanager
    def session(self) -> Iterator[Messenger]:
        """Over one connection."""
        assert isinstance(self._smtp, Sessions)
        with self._smtp.session() as self._line:
            yield self

    def send(self, letter: Letter) -> None:
        """Carry it."""
        self._line.send(letter)
        self.took.append(letter)


def by_worker(server: MailServer, folder: Path, letters: int) -> tuple[float, list[Letter]]:
    """Seconds to drain an outbox, and what was in it."""
    wire = Wire(server.port)
    school = School(SqlStore(f"sqlite:///{folder / 'school.db'}"), email=wire)
    for number in range(letters):
        school.queue(f"m{number}")
    start = time.perf_counter()
    done = school.run()
    seconds = time.perf_counter() - start
    school.store.close()
    assert done.sent == letters
    return seconds, wire.took


def by_hand(server: MailServer, letters: list[Letter], ready: list[bytes]) -> float:
    """Seconds to hand over letters, built first where they are not ready."""
    sender = mail_address("school@de-beuk.example")
    start = time.perf_counter()
    for number, letter in enumerate(letters):
        message = (
            ready[number]
            if ready
            else mail_message(letter, sender=sender, domain=sender.domain, at=datetime.now(UTC))
        )
        with smtplib.SMTP("127.0.0.1", server.port) as smtp:
            smtp.sendmail(sender.addr_spec, [letter.to], message)
    return time.perf_counter() - start


def measure(letters: int, rounds: int) -> tuple[float, float, float]:
    """Median seconds of the worker, of a loop that builds its messages, and of one that has them, in turns."""
    mine, built, ready = list[float](), list[float](), list[float]()
    with MailServer() as server:
        for _ in range(rounds):
            server.letters.clear()
            with tempfile.TemporaryDirectory() as folder:
                seconds, took = by_worker(server, Path(folder), letters)
            mine.append(seconds)
            raw = [each.raw for each in server.letters]
            built.append(by_hand(server, took, []))
            ready.append(by_hand(server, took, raw))
    return statistics.median(mine), statistics.median(built), statistics.median(ready)


def main() -> None:
    """Print letters a second of all three, and the ratios."""
    mine, built, ready = measure(LETTERS, ROUNDS)
    print(f"worker                     {LETTERS / mine:6.0f} letters/s")
    print(f"loop that builds messages  {LETTERS / built:6.0f} letters/s   ratio {mine / built:.2f}")
    print(f"loop that has them ready   {LETTERS / ready:6.0f} letters/s   ratio {mine / ready:.2f}")


if __name__ == "__main__":
    main()
