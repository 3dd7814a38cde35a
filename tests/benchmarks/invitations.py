"""How fast invitations for talks are built and queued, against a bare loop of `icalendar`, `email` and `sqlite3`.

An invented school plans its evenings; every talk is told to the family and the teacher. Queueing puts all those messages in an
outbox in one transaction. Building looks whether each talk is still so and writes the letter in the reader's language with its
invitation as a whole mail message. The bare loop builds the same invitation and message, and inserts a row for each.
"""

import argparse
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

import attrs
import icalendar

from partnership.host.judging import judge
from partnership.host.plugins import Host
from partnership.host.remembered import Remembered
from partnership.host.school import School
from partnership.host.settings import parse_settings
from partnership.ids import ConferenceId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Letter, Message
from partnership.serial.mail import mail_address, mail_message
from partnership.testing.school import InventedSchool, invent_school, wishes_of, write_oneroster

ROUNDS, STEPS, BATCH = 5, 3000, 20
NOON = datetime(2026, 11, 16, 11, 0, tzinfo=UTC)
TALKS = ConferenceId("autumn-talks")
SENDER = mail_address("school@de-beuk.example")
SETTINGS = """
[school]
id = "{school.id}"
name = "{school.name}"
language = "nl"
domain = "de-beuk.example"
organizer = "school@de-beuk.example"
[store]
name = "sqlite"
settings = {{ path = "{path}" }}
[messenger.channels.email]
name = "console"
"""


def planned(invented: InventedSchool, folder: Path) -> School:
    """A school whose evenings are planned, so that every talk is to be told."""
    settings = parse_settings(SETTINGS.format(school=invented, path=folder / "school.db"))
    school = School(settings, Host(discover=True), clock=lambda: NOON)
    school.import_roster(write_oneroster(invented, folder / "roster", version="1.2"))
    school.open_conference(wishes_of(invented, seed=1), id=TALKS)
    school.plan(TALKS, iterations=STEPS, seed=1)
    return school


def built(school: School, messages: Sequence[Message]) -> list[tuple[Letter, bytes]]:
    """Each message judged and written, with its invitation, as bytes."""
    office = attrs.evolve(school.post.office(), pushes=None)
    found = list[tuple[Letter, bytes]]()
    with school.store.transaction(office.school, write=False) as transaction:
        for start in range(0, len(messages), BATCH):
            seen = Remembered(transaction)
            for message in messages[start : start + BATCH]:
                letter = judge(office, seen, message, NOON).ways["email"]
                raw = mail_message(letter, sender=SENDER, domain=SENDER.domain, at=NOON)
                found.append((letter, raw))
    return found


def queued(folder: Path, name: str, messages: Sequence[Message]) -> float:
    """Seconds to put messages in the outbox of a new file, in one transaction."""
    with closing(SqlStore(f"sqlite:///{folder / name}.db")) as store:

        def work() -> None:
            with store.transaction(SCHOOL) as transaction:
                transaction.append((), messages)

        return seconds(work)


def bare(folder: Path, name: str, letters: Sequence[Letter], messages: Sequence[Message]) -> float:
    """Seconds to build the same and insert a row for each, and nothing more."""
    with closing(sqlite3.connect(folder / f"{name}-bare.db")) as raw:
        raw.execute("CREATE TABLE outbox (key TEXT PRIMARY KEY, topic TEXT, body TEXT, due TEXT)")

        def work() -> None:
            rows = [
                (each.key, each.topic, json.dumps(dict(each.body)), each.due.isoformat()) for each in messages
            ]
            with raw:
                raw.executemany("INSERT INTO outbox VALUES (?, ?, ?, ?)", rows)
            for letter in letters:
                _message(letter)

        return seconds(work)


def _message(letter: Letter) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = str(SENDER), letter.to, letter.subject
    message["Date"], message["Message-ID"] = format_datetime(NOON), f"<{letter.key}@x>"
    message.set_content(letter.text)
    message.add_alternative(letter.html or "", subtype="html")
    calendar, event = icalendar.Calendar(), icalendar.Event()
    for part, fields in (
        (calendar, {"prodid": "-//x//", "version": "2.0", "method": "REQUEST"}),
        (
            event,
            {
                "uid": letter.key,
                "dtstamp": NOON,
                "dtstart": NOON,
                "duration": timedelta(minutes=10),
                "summary": letter.subject,
                "organizer": "mailto:school@de-beuk.example",
                "attendee": f"mailto:{letter.to}",
                "sequence": 0,
            },
        ),
    ):
        for field, value in fields.items():
            part.add(field, value)
    calendar.add_component(event)
    message.add_alternative(calendar.to_ical().decode(), subtype="calendar", params={"method": "REQUEST"})
    return message.as_bytes()


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


SCHOOL = invent_school(1).id


def main(arguments: Sequence[str] | None = None) -> None:
    """Print invitations a second of both parts and of the bare loop, and the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args(arguments)
    invented = invent_school(1)
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        with closing(planned(invented, folder)) as school:
            leased = school.store.lease(now=NOON, limit=10_000, seconds=1)
            messages = [message for _, message in leased]
            letters = [letter for letter, _ in built(school, messages)]
            into, build, by_hand = list[float](), list[float](), list[float]()
            for number in range(asked.rounds):
                into.append(queued(folder, f"q{number}", messages))
                build.append(seconds(lambda: built(school, messages)))
                by_hand.append(bare(folder, f"q{number}", letters, messages))
    assert all(each.calendar is not None for each in letters)
    first, second, other = map(statistics.median, (into, build, by_hand))
    print(f"queued        {len(messages) / first:8.0f} messages/s")
    print(f"built         {len(letters) / second:8.0f} invitations/s")
    print(f"both          {len(letters) / (first + second):8.0f} invitations/s")
    print(f"bare loop     {len(letters) / other:8.0f} invitations/s   ratio {(first + second) / other:.2f}")


if __name__ == "__main__":
    main()
