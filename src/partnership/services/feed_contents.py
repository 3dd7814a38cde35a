"""What stands in somebody's feed: their talks as they are now, by every conference, in the names they are to be read by."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import attrs

from partnership.conferences.booking import Booking
from partnership.conferences.conference import Mode
from partnership.conferences.table import Cast
from partnership.ids import ConferenceId, PupilId, RequestId
from partnership.people.feed_addresses import FeedNotice, FeedOf
from partnership.people.guardians import Guardian
from partnership.people.pupils import Pupil
from partnership.people.staff import StaffMember
from partnership.ports import CalendarTalk, Reader, Record, Transaction
from partnership.serial.values import load
from partnership.services.desk import every
from partnership.services.feed_standing import FeedStanding
from partnership.services.people import known
from partnership.services.persons import person_of
from partnership.services.remembered import Remembered
from partnership.services.rounds import Asked
from partnership.times import Span

__all__ = ["KEPT", "AskedMemory", "BusyTimes", "busy_times", "talks_of"]

KEPT = timedelta(days=90)
"""How long a talk that is over, or was called off, stays in a feed: a calendar that is looked at rarely must hear of it."""


@attrs.frozen(kw_only=True)
class _AskedTalk:
    """What a request says of its talk."""

    pupils: frozenset[PupilId]
    in_order: tuple[PupilId, ...]
    sits_in: bool
    mode: Mode | None


_Asked = Mapping[RequestId, _AskedTalk]


class AskedMemory:
    """What is asked of conferences, read once for each revision of them."""

    def __init__(self, most: int = 32) -> None:
        self._read: Remembered[tuple[str, int], _Asked] = Remembered(most)

    def of(self, record: Record) -> _Asked:
        """The requests of a conference, those that were withdrawn too."""
        return self._read.made((record.id, record.revision), lambda: _asked(record))


def _asked(record: Record) -> _Asked:
    asked = load(Asked, record.body, source=f"conference {record.id}")
    there = {each.id for each in asked.conference.requests}
    withdrawn = (each for each in asked.withdrawn if each.id not in there)
    whole = attrs.evolve(asked.conference, requests=(*asked.conference.requests, *withdrawn))
    cast = Cast(whole)
    return {
        each.id: _AskedTalk(
            pupils=frozenset(each.pupils),
            in_order=each.pupils,
            sits_in=each.pupil_attends,
            mode=cast.mode(each),
        )
        for each in whole.requests
    }


def talks_of(
    transaction: Transaction,
    notice: FeedNotice,
    standing: FeedStanding,
    *,
    now: datetime,
    memory: AskedMemory,
) -> tuple[CalendarTalk, ...]:
    """The talks of a feed as its holder may see them, in order of start; those of before `KEPT` are left out.

    Args:
        transaction: Where the records are.
        notice: Whose feed, and of what.
        standing: What its holder may see.
        now: This instant.
        memory: What is known of conferences.
    """
    reader = Reader.STAFF if notice.of is FeedOf.DESK else Reader.FAMILY
    teller = _Teller(transaction, reader, memory)
    told = [
        teller.told(booking, asked)
        for booking in _bookings(transaction, notice)
        if booking.placement.end >= now - KEPT
        and standing.may_see(booking, (asked := teller.asked(booking)).pupils)
    ]
    return tuple(sorted(told, key=lambda talk: (talk.start, talk.conference, talk.request)))


@attrs.frozen(kw_only=True)
class BusyTimes:
    """When somebody is taken.

    Attributes:
        spans: The times of their talks, in order; those that touch are one.
        changed: When any of their talks last changed; None when there never was one.
    """

    spans: tuple[Span, ...]
    changed: datetime | None


def busy_times(transaction: Transaction, notice: FeedNotice) -> BusyTimes:
    """When the holder of a feed has talks that go ahead."""
    bookings = list(_bookings(transaction, notice))
    held = (Span(each.placement.start, each.placement.end) for each in bookings if each.held)
    return BusyTimes(
        spans=tuple(Span.merge(held)), changed=max((each.changed for each in bookings), default=None)
    )


def _bookings(transaction: Transaction, notice: FeedNotice) -> Iterator[Booking]:
    kind, id = person_of(notice.holder)
    for found in every(transaction, "talk", kind, value=id):
        yield load(Booking, found.record.body, source="talk record")


class _Teller:
    """Puts bookings in the words of their readers; every name is looked up once."""

    def __init__(self, transaction: Transaction, reader: Reader, memory: AskedMemory) -> None:
        self._transaction = transaction
        self._reader = reader
        self._memory = memory
        self._requests: dict[ConferenceId, _Asked] = {}
        self._names: dict[tuple[type, str], str] = {}

    def asked(self, booking: Booking) -> _AskedTalk:
        """What the request of a booking says; of one that is gone altogether, that its pupils are those who sit in."""
        if booking.conference not in self._requests:
            record = self._transaction.get("conference", booking.conference)
            self._requests[booking.conference] = {} if record is None else self._memory.of(record)
        gone = _AskedTalk(
            pupils=frozenset(booking.pupils),
            in_order=booking.pupils,
            sits_in=bool(booking.pupils),
            mode=None,
        )
        return self._requests[booking.conference].get(booking.request, gone)

    def told(self, booking: Booking, asked: _AskedTalk) -> CalendarTalk:
        """The talk as its reader is told of it."""
        place = booking.placement
        staff = self._reader is Reader.STAFF
        return CalendarTalk(
            conference=booking.conference,
            request=booking.request,
            reader=self._reader,
            start=place.start,
            minutes=place.minutes,
            sequence=booking.sequence,
            changed=booking.changed,
            held=booking.held,
            staff=tuple(self._name(StaffMember, each) for each in booking.staff),
            guardians=tuple(self._name(Guardian, each) for each in booking.guardians) if staff else (),
            about=tuple(self._name(Pupil, each) for each in asked.in_order),
            pupil_attends=asked.sits_in,
            mode=asked.mode,
            room=place.room or "",
            interpreter=place.interpreter is not None,
        )

    def _name(self, kind: type[StaffMember | Guardian | Pupil], id: str) -> str:
        if (kind, id) not in self._names:
            self._names[kind, id] = self._read(kind, id)
        return self._names[kind, id]

    def _read(self, kind: type[StaffMember | Guardian | Pupil], id: str) -> str:
        """A first name or an initial of a pupil, else nothing; of anybody else the whole name, else the id."""
        person = known(self._transaction, kind, id)
        if isinstance(person, Pupil):
            initial = next((f"{letter.upper()}." for letter in person.name.full if letter.isalpha()), "")
            return person.name.given or initial
        if person is None:
            return "" if kind is Pupil else id
        return person.called if isinstance(person, Guardian) else person.name.full
