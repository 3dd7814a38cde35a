"""How fast the outbox is drained to a mail server on this machine, against a bare loop that hands over the same letters.

Both open a connection for each letter. The worker also looks whether each message is still so, writes it in the
recipient's language and writes down what became of it, in a SQLite file.
"""

import smtplib
import statistics
import tempfile
import time
from pathlib import Path

from partnership.host.plugins import Host
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Letter
from partnership.testing.arrivals import MailServer
from tests.host.posting import School, Told

LETTERS, ROUNDS = 200, 5


class Wire(Told):
    """The messenger `smtp`; remembers what it carried."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._smtp = Host(discover=True).messenger(
            "smtp", host="127.0.0.1", port=port, sender="school@de-beuk.example", plain=True
        )

    def send(self, letter: Letter) -> None:
        """Carry it."""
        self._smtp.send(letter)


def by_worker(server: MailServer, folder: Path, letters: int) -> float:
    """Seconds to drain an outbox."""
    school = School(SqlStore(f"sqlite:///{folder / 'school.db'}"), email=Wire(server.port))
    for number in range(letters):
        school.queue(f"m{number}")
    start = time.perf_counter()
    done = school.run()
    seconds = time.perf_counter() - start
    school.store.close()
    assert done.sent == letters
    return seconds


def by_hand(server: MailServer, letters: list[bytes]) -> float:
    """Seconds to hand over the same bytes."""
    start = time.perf_counter()
    for letter in letters:
        with smtplib.SMTP("127.0.0.1", server.port) as smtp:
            smtp.sendmail("school@de-beuk.example", ["bram@home.example"], letter)
    return time.perf_counter() - start


def measure(letters: int, rounds: int) -> tuple[float, float]:
    """Median seconds of the worker and of the bare loop, in turns on one server."""
    mine, bare = [], []
    with MailServer() as server:
        for _ in range(rounds):
            server.letters.clear()
            with tempfile.TemporaryDirectory() as folder:
                mine.append(by_worker(server, Path(folder), letters))
            bare.append(by_hand(server, [each.raw for each in server.letters]))
    return statistics.median(mine), statistics.median(bare)


def main() -> None:
    """Print letters a second of both, and the ratio."""
    mine, bare = measure(LETTERS, ROUNDS)
    print(
        f"worker {LETTERS / mine:6.0f} letters/s   bare loop {LETTERS / bare:6.0f} letters/s   ratio {mine / bare:.2f}"
    )


if __name__ == "__main__":
    main()
