"""The newsletter of a school of 1,500 families in four languages: queued in one transaction, drained to a mail server.

The server is a program of its own on this machine (`aiosmtpd`, which throws away what it gets). The worker looks whether each
letter is still so, writes it in the reader's language with a link to unsubscribe, counts what the home was told this week and
writes down what became of it, in a SQLite file. The bare loops of `smtplib` hand over the very same messages: built with the
standard library first over a connection for each, or ready and over a connection for each or one for all.
"""

import argparse
import os
import smtplib
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import attrs

from partnership.contact.newsletters import DateItem, Edition, EditionState, GoalItem, translated
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import parse_settings
from partnership.ids import ClassId, EditionId, GuardianId, HouseholdId
from partnership.people.households import Household
from partnership.people.preferences import ContactPreferences
from partnership.people.roster import RosterRow
from partnership.ports import Letter
from partnership.serial.mail import mail_address, mail_message
from partnership.services.families import put_family
from partnership.services.roster import import_roster
from partnership.testing.broken_roster_sources import ListedRoster

FAMILIES, ROUNDS = 1500, 3
LANGUAGES = ("nl", "en", "tr", "ar")
AIM = 2.0
"""How many times as long as a bare loop the worker may take."""
AGAINST = "ready, a connection each"
"""Which one."""
SENDER = mail_address("school@de-beuk.example")
SETTINGS = """
[school]
id = "de-beuk"
name = "De Beuk"
language = "nl"
[store]
name = "sqlite"
settings = {{ path = "{path}" }}
[messenger]
unsubscribe = "https://de-beuk.example/unsubscribe"
[messenger.channels.email]
name = "smtp"
settings = {{ host = "127.0.0.1", port = {port}, plain = true, sender = "school@de-beuk.example", bounces = "bounces@de-beuk.example" }}
"""
EDITION = Edition(
    id=EditionId("november"),
    class_id=ClassId("all"),
    month=(2026, 11),
    goals=tuple(
        GoalItem(
            goal=f"Goal {number} of this month, in a sentence or two that say what it is.",
            tips=("Ask.", "Read."),
        )
        for number in range(4)
    ),
    dates=tuple(
        DateItem(day=date(2026, 11, day), what="something to keep in mind") for day in range(2, 20, 3)
    ),
    activities=("We went to the museum, and drew what we saw there.",) * 3,
    help_at_home=("Somebody to read with on Tuesdays.",) * 2,
)


@contextmanager
def mail_server() -> Iterator[int]:
    """A mail server in a process of its own; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        sys.executable,
        "-m",
        "aiosmtpd",
        "-n",
        "-l",
        f"127.0.0.1:{port}",
        "-c",
        "aiosmtpd.handlers.Sink",
    ]
    with subprocess.Popen(command, env=os.environ, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError


def rows(families: int) -> Iterator[RosterRow]:
    """A class with a pupil of each family, who has one guardian with a mail address."""
    yield RosterRow(place="1", kind="class", id="all", fields={"title": "all"})
    for number in range(families):
        pupil, guardian = f"p{number}", f"g{number}"
        mail = {"kind": "email", "value": f"{guardian}@home.example"}
        for kind, id, fields in (
            ("pupil", pupil, {"name": {"given": f"Pupil{number}", "family": "de Vries"}}),
            ("guardian", guardian, {"name": {"given": "Petra", "family": "de Vries"}, "details": [mail]}),
            ("enrolment", f"{pupil}/all", {"pupil": pupil, "class_id": "all"}),
            (
                "guardianship",
                f"{pupil}/{guardian}",
                {"pupil": pupil, "guardian": guardian, "relation": "parent"},
            ),
        ):
            yield RosterRow(place=id, kind=kind, id=id, fields=fields)


def opened(folder: Path, port: int, families: int) -> School:
    """A school of so many families, each in a home of its own, and an edition that was approved."""
    settings = parse_settings(SETTINGS.format(path=folder / "school.db", port=port))
    school = School(settings, Host(discover=True), clock=lambda: datetime.now(UTC))
    import_roster(
        school.store,
        settings.school.id,
        ListedRoster(rows(families)),
        origin="benchmark",
        clock=lambda: datetime.now(UTC),
    )
    with school.store.transaction(settings.school.id) as transaction:
        for number in range(families):
            who = GuardianId(f"g{number}")
            put_family(transaction, Household(id=HouseholdId(f"h{number}"), guardians=(who,)))
            put_family(
                transaction, ContactPreferences(guardian=who, language=LANGUAGES[number % len(LANGUAGES)])
            )
    edition = EDITION
    for language in LANGUAGES[1:]:
        edition = translated(edition, language, f"({language}) {EDITION.text}", checked=True)
    school.newsletters.draft(edition, by="staff:office")
    for state in (EditionState.REVIEWED, EditionState.APPROVED):
        school.newsletters.step(EDITION.id, state, by="staff:office")
    return school


def letters_of(school: School) -> list[Letter]:
    """What will be sent, as it will be sent."""
    from partnership.host.judging import judge  # noqa: PLC0415 - only to have what the bare loops send

    office = school.post.office()
    leased = school.store.lease(now=datetime.now(UTC), limit=FAMILIES, seconds=1)
    with school.store.transaction(office.school, write=False) as transaction:
        judged = [judge(office, transaction, message, datetime.now(UTC)) for _, message in leased]
    return [each.ways["email"] for each in judged]


def built(letter: Letter) -> bytes:
    """A letter as a message."""
    return mail_message(letter, sender=SENDER, domain=SENDER.domain, at=datetime.now(UTC))


def one_by_one(port: int, letters: Sequence[Letter], words: Callable[[int], bytes]) -> None:
    """Hand over each letter over a connection of its own."""
    for number, letter in enumerate(letters):
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            smtp.sendmail(SENDER.addr_spec, [letter.to], words(number))


def all_at_once(port: int, letters: Sequence[Letter], words: Callable[[int], bytes]) -> None:
    """Hand over all over one connection."""
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for number, letter in enumerate(letters):
            smtp.sendmail(SENDER.addr_spec, [letter.to], words(number))


@attrs.define
class Times:
    """Seconds of each part, by the wall's clock and of this processor, a pair a round."""

    queued: list[tuple[float, float]] = attrs.field(factory=list)
    drained: list[tuple[float, float]] = attrs.field(factory=list)
    bare: dict[str, list[tuple[float, float]]] = attrs.field(factory=dict)

    def round(self, families: int) -> None:
        """Everything once."""
        with mail_server() as port, tempfile.TemporaryDirectory() as folder:
            school = opened(Path(folder), port, families)
            self.queued.append(seconds(lambda: school.newsletters.send(EDITION.id, by="staff:office")))
            letters = letters_of(school)
            time.sleep(1.1)  # until what was looked at may be looked at again
            self.drained.append(seconds(lambda: check(school.post.send().sent, families)))
            school.close()
            ready = [built(each) for each in letters]
            for name, work in (
                (
                    "builds, a connection each",
                    lambda: one_by_one(port, letters, lambda which: built(letters[which])),
                ),
                (AGAINST, lambda: one_by_one(port, letters, ready.__getitem__)),
                (
                    "builds, one connection",
                    lambda: all_at_once(port, letters, lambda which: built(letters[which])),
                ),
                ("ready, one connection", lambda: all_at_once(port, letters, ready.__getitem__)),
            ):
                self.bare.setdefault(name, []).append(seconds(work))


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """How long it takes on the wall, and how much of it this processor was at it: other work on the machine is in the first."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - busy


def middle(found: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The median of both."""
    return statistics.median(each[0] for each in found), statistics.median(each[1] for each in found)


def check(found: int, wanted: int) -> None:
    """Nothing is left."""
    assert found == wanted, found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print seconds and letters a second of the worker and of each loop, and the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--families", type=int, default=FAMILIES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    times = Times()
    for _ in range(asked.rounds):
        times.round(asked.families)
    (queued, _), (mine, busy) = middle(times.queued), middle(times.drained)
    print(f"queued in one transaction       {queued:6.2f} s   {asked.families / queued:7.0f} letters/s")
    print(
        f"worker                          {mine:6.2f} s   {asked.families / mine:7.0f} letters/s   cpu {busy:5.2f} s"
    )
    ratio = 0.0
    for name, found in times.bare.items():
        bare, used = middle(found)
        print(
            f"loop, {name:26}{bare:6.2f} s   {asked.families / bare:7.0f} letters/s   cpu {used:5.2f} s   "
            f"ratio {mine / bare:5.2f}, of cpu {busy / used:5.2f}"
        )
        ratio = mine / bare if name == AGAINST else ratio
    print(
        f"the aim is {AIM:.0f} times the loop that is {AGAINST}: {'reached' if ratio <= AIM else 'NOT reached'}"
    )


if __name__ == "__main__":
    main()
