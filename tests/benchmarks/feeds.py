"""A feed out of memory and the join of a large one, against icalendar's own `to_ical` of the same calendar.

The peer has the calendar as objects already; it only writes them. Beside that: the whole answer of a web server about the
feed of a member of staff, with the store read, the standing of the reader judged and every talk told anew.
"""

import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import icalendar

from partnership.host.feeds.answers import Question
from partnership.host.feeds.press import Contents, Press
from partnership.host.feeds.shelf import Published, Shelf
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import parse_settings
from partnership.ids import ConferenceId, RequestId
from partnership.people.feed_addresses import FeedNotice, FeedOf
from partnership.plugins.icalendar.blocks import Block
from partnership.plugins.icalendar.writer import CalendarWriter
from partnership.ports import CalendarTalk, Reader
from partnership.testing.school import invent_school, wishes_of, write_oneroster
from partnership.times import zone

SMALL, LARGE = 50, 10_000
START = datetime(2026, 11, 24, 18, tzinfo=UTC)
WRITER = CalendarWriter(
    language="nl", school="De Beuk", domain="de-beuk.example", timezone=zone("Europe/Amsterdam")
)


def talk(number: int) -> CalendarTalk:
    """One of many talks."""
    return CalendarTalk(
        conference=ConferenceId("autumn"),
        request=RequestId(f"q{number}"),
        reader=Reader.FAMILY,
        start=START + number * timedelta(minutes=10),
        minutes=10,
        sequence=0,
        changed=START,
        held=True,
        staff=("Anna Jansen",),
        about=(f"Noor {number}",),
        room=f"r{number % 30}",
    )


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The median of several times."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took) * 1e3


def against_the_peer(large: int) -> None:
    """Out of memory, and joined."""
    press = Press(parse_settings('[school]\nid = "de-beuk"\nlanguage = "nl"\n'), Shelf())
    notice = FeedNotice(holder="guardian:g1", of=FeedOf.TALKS, opened=START)
    talks = tuple(talk(number) for number in range(SMALL))
    contents = Contents(talks=talks, language="nl", today=START.date())
    written = press.published(notice, contents)
    blocks: list[Block] = [WRITER.talk(talk(number)) for number in range(large)]
    begin = WRITER.frame("De Beuk")
    whole = WRITER.joined(begin, blocks)
    jobs: list[tuple[str, bytes, Callable[[], object], int]] = [
        (f"{SMALL} talks out of memory", written.body, lambda: press.published(notice, contents), 200),
        (
            f"{large} events joined",
            whole,
            lambda: Published(body=WRITER.joined(begin, blocks), changed=START),
            9,
        ),
    ]
    for name, body, ours, times in jobs:
        calendar = icalendar.Calendar.from_ical(body)
        mine, peer = milliseconds(ours, times), milliseconds(calendar.to_ical, max(1, times // 20))
        print(f"{name:28} {mine:8.2f} ms   icalendar's to_ical {peer:8.1f} ms   {peer / mine:6.1f} x")


def whole_answers(pupils: int) -> None:
    """From the question to the answer, by where the records are."""
    people = invent_school(classes=1, pupils=pupils)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        export = write_oneroster(people, folder / "csv")
        for name, settings in (("memory", "{}"), ("sqlite", f"{{ path = '{folder / 'school.db'}' }}")):
            text = f'[school]\nid = "beuk"\njurisdiction = "nl"\n[store]\nname = "{name}"\nsettings = {settings}\n'
            with School(parse_settings(text), Host(discover=True), clock=lambda: START) as school:
                school.import_roster(export)
                talks = school.open_conference(wishes_of(people))
                school.plan(talks, iterations=500, seed=1)
                ask = partial(school.feeds().web(), _question(school, talks))
                first, again = milliseconds(ask, 1), milliseconds(ask, 20)
                held = ask().body.count(b"BEGIN:VEVENT")
            print(f"a whole answer, {held} talks, {name:8} {again:6.1f} ms   the first time {first:6.1f} ms")


def _question(school: School, talks: ConferenceId) -> Question:
    """What the calendar of whoever has most talks asks for."""
    count = Counter(each for booking in school.conference(talks).bookings.values() for each in booking.staff)
    [(busiest, _)] = count.most_common(1)
    token = school.feeds().open(f"staff:{busiest}", FeedOf.DESK).token
    return Question(method="GET", path=f"/{token}.ics")


def main(large: int = LARGE, pupils: int = SMALL) -> None:
    """Print milliseconds, and how many times the peer's."""
    against_the_peer(large)
    whole_answers(pupils)


if __name__ == "__main__":
    main()
