"""A feed for each parent of Noor, who live apart: read over HTTP, unchanged, moved, and closed when authority ends."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse
from wsgiref.simple_server import WSGIRequestHandler, make_server

from partnership import Host, School
from partnership.conferences.conference import Conference, Party, Sitting, StaffPresence, TalkRequest
from partnership.host.feeds.web import FeedWeb
from partnership.host.settings import parse_settings
from partnership.ids import GuardianId, PartyId, PupilId, RequestId, SittingId, StaffId
from partnership.people.feed_addresses import FeedOf

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
SETTINGS = '[school]\nid = "de-beuk"\nname = "De Beuk"\nlanguage = "nl"\njurisdiction = "nl"\n'
LINK = {"pupil": "noor", "relation": "parent", "authority": "yes"}


class Discreet(WSGIRequestHandler):
    """The paths are secrets, so they are in no log."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def enrol(school: School, kind: str, id: str, **fields: object) -> None:
    """Write a record at the desk."""
    school.keep_locally(kind, id, fields, by="staff:office", why="enrolment")


def evening() -> Conference:
    """Each of the parents speaks with juf Jansen about Noor."""
    begin, end = (datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in (18, 20))
    noor, jansen = PupilId("noor"), StaffId("jansen")
    homes = {"petra": PartyId("home-p"), "sjoerd": PartyId("home-s")}
    return Conference(
        timezone="Europe/Amsterdam",
        sittings=(Sitting(id=SittingId("tue"), start=begin, end=end),),
        staff=(StaffPresence(id=jansen),),
        parties=tuple(
            Party(id=home, guardians=(GuardianId(name),), pupils=(noor,)) for name, home in homes.items()
        ),
        requests=tuple(
            TalkRequest(id=RequestId(f"talk-{name}"), party=home, staff=(jansen,), pupils=(noor,), minutes=10)
            for name, home in homes.items()
        ),
    )


@contextmanager
def served(web: FeedWeb) -> Iterator[HTTPConnection]:
    """A web server with the feeds, and a connection to it."""
    with make_server("127.0.0.1", 0, web.wsgi, handler_class=Discreet) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        try:
            yield HTTPConnection("127.0.0.1", server.server_port)
        finally:
            server.shutdown()


def get(connection: HTTPConnection, token: str, etag: str = "") -> tuple[HTTPResponse, list[str]]:
    """Read a feed, as a phone does every hour; the lines that a person sees."""
    connection.request("GET", f"/{token}.ics", headers={"If-None-Match": etag} if etag else {})
    answer = connection.getresponse()
    lines = answer.read().decode().splitlines()
    return answer, [line for line in lines if line.startswith(("SUMMARY", "DTSTART", "STATUS"))]


def main() -> None:
    """A talk is booked, read, called off; then Petra's authority ends."""
    with School(parse_settings(SETTINGS), Host(discover=True), clock=lambda: NOON) as school:
        enrol(school, "pupil", "noor", name={"given": "Noor", "family": "Demir"}, birth_date="2016-05-01")
        enrol(school, "staff", "jansen", name={"given": "Anna", "family": "Jansen"})
        for id in ("petra", "sjoerd"):
            enrol(school, "guardian", id, name={"given": id.title(), "family": "Demir"})
            enrol(school, "guardianship", f"noor/{id}", guardian=id, **LINK)
        talks = school.open_conference(evening())
        school.book(talks, RequestId("talk-petra"), datetime(2026, 11, 24, 18, tzinfo=UTC))

        petra = school.feeds(GuardianId("petra")).open("guardian:petra", FeedOf.TALKS).token
        sjoerd = school.feeds(GuardianId("sjoerd")).open("guardian:sjoerd", FeedOf.TALKS).token
        with served(school.feeds().web()) as phone:
            answer, lines = get(phone, petra)
            print("Petra reads:", answer.status, *lines)
            etag = answer.headers["ETag"]
            answer, lines = get(phone, sjoerd)
            print("Sjoerd reads:", answer.status, *lines)
            print("Petra, an hour later:", get(phone, petra, etag)[0].status)
            school.cancel(talks, RequestId("talk-petra"))
            answer, lines = get(phone, petra, etag)
            print("Petra, called off:", answer.status, *lines)
            enrol(
                school, "guardianship", "noor/petra", **LINK, guardian="petra", valid={"until": "2026-11-16"}
            )
            print("Petra, without authority:", get(phone, petra)[0].status)
            print("Nobody's address:", get(phone, "nobody")[0].status)
            phone.close()


if __name__ == "__main__":
    main()
