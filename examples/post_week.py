"""A week of post: a place in the week's messages, a digest on Friday, a letter that comes back, no more news by mail.

Run it with `python examples/post_week.py`; it needs no server and writes no files.
"""

import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import attrs

from partnership import Host, Household, Offer, hookimpl
from partnership.host.dispatch import Dispatch
from partnership.host.school import School
from partnership.host.settings import parse_settings
from partnership.ids import GuardianId, HouseholdId
from partnership.ports import Letter, Message, Messenger
from partnership.services.letters.drafts import Draft, Reading
from partnership.services.letters.registry import TOPICS

SETTINGS = """
[school]
id = "de-beuk"
name = "De Beuk"
language = "nl"
[norms]
pushes_per_week = 2
[messenger]
unsubscribe = "https://de-beuk.example/unsubscribe"
digest = { weekday = 4, at = "16:00" }
[messenger.channels.email]
name = "screen"
[messenger.channels.sms]
name = "screen"
address = "phone"
"""
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
BOUNCE = """\
From: MAILER-DAEMON@mx.home.example
To: bounces+{mark}@de-beuk.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.home.example

Final-Recipient: rfc822; petra@home.example
Action: failed
Status: 5.1.1

--b--
"""


class Screen:
    """Shows a letter, and keeps the last one."""

    last: Letter

    def send(self, letter: Letter) -> None:
        """Show the subject and by what it went; no address."""
        way = "mail" if "@" in letter.to else "text message"
        Screen.last = letter
        print(f"  {way}: {letter.subject}")


class Plugin:
    """Offers it."""

    @hookimpl
    def partnership_messengers(self) -> Iterable[Offer[Messenger]]:
        """One messenger."""
        return [Offer(name="screen", make=Screen)]


class Clock:
    """A clock that is moved by hand."""

    now = MONDAY

    def __call__(self) -> datetime:
        return self.now


def write(reading: Reading) -> Draft:
    """Topics of a program of its own: a word, and news."""
    return Draft(
        subject=reading.body["says"],
        paragraphs=(f"More about it at school: {reading.body['says'].lower()}.",),
        news=reading.message.topic == "news",
    )


def told(school: School, key: str, topic: str, **body: str) -> None:
    """Queue something for Petra, as the services do."""
    message = Message(
        key=f"{key}/{topic}/guardian:petra/0",
        topic=topic,
        body={"recipient": "guardian:petra", **body},
        due=MONDAY,
    )
    with school.store.transaction(school.settings.school.id) as transaction:
        transaction.append((), [message])


def main() -> None:
    """One week."""
    clock = Clock()
    host = Host({"screen": Plugin()}, discover=True)
    with School(parse_settings(SETTINGS), host, clock=clock) as school:
        details = [
            {"kind": "email", "value": "petra@home.example"},
            {"kind": "phone", "value": "06-12345678"},
        ]
        petra = {"name": {"given": "Petra"}, "details": details}
        school.keep_locally("guardian", "petra", petra, by="staff:office", why="told at the counter")
        home = Household(id=HouseholdId("home"), guardians=(GuardianId("petra"),))
        school.privacy.keep(home, by="staff:office", why="told at the counter")
        office = attrs.evolve(school.post.office(), topics={**TOPICS, "word": write, "news": write})
        send = Dispatch(school.store, [office], clock=clock).run

        print("Monday: four things, and room for two")
        told(school, "a", "news", says="Newsletter of group 6")
        told(school, "b", "word", says="Gym shoes")
        told(school, "c", "word", says="Choir practice")
        told(school, "d", "word", says="Library books")
        done = send()
        print(f"  sent {done.sent}, in the digest {done.digest}")

        print("Tuesday: the mail comes back")
        clock.now += timedelta(days=1)
        raw = BOUNCE.format(mark=Screen.last.mark).replace("\n", "\r\n").encode()
        print(f"  {school.post.bounced(raw)}, and once more: {school.post.bounced(raw)}")
        send()
        print(f"  addresses that do not work: {len(school.post.dead_addresses())}")

        print("Friday at four: the rest, in one letter")
        clock.now = MONDAY + timedelta(days=4, hours=6)
        send()

        print("The week after: news, and the button in it")
        clock.now += timedelta(days=3)
        school.post.trust_again("guardian:petra", by="staff:office", why="she mended her mailbox")
        told(school, "e", "news", says="Newsletter of group 7")
        send()
        place, link = school.post.unsubscribing(), Screen.last.unsubscribe or ""
        click = b"List-Unsubscribe=One-Click"
        place(
            {
                "REQUEST_METHOD": "POST",
                "PATH_INFO": link.removeprefix("https://de-beuk.example"),
                "CONTENT_LENGTH": str(len(click)),
                "wsgi.input": io.BytesIO(click),
            },
            lambda status, _: print(f"  {status}"),
        )
        print(f"  want no news by mail: {len(school.post.opt_outs())}")


if __name__ == "__main__":
    main()
