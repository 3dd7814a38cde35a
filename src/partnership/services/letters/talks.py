"""Letters about a talk: it is booked, it has changed, it does not take place."""

from collections.abc import Iterator

from partnership.conferences.booking import Booking
from partnership.ids import PupilId, StaffId
from partnership.people.pupils import Pupil
from partnership.people.staff import StaffMember
from partnership.ports import Invitation
from partnership.serial.values import load
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent
from partnership.services.letters.words import LetterWords
from partnership.services.people import known
from partnership.services.rounds import talk_id
from partnership.services.talk_records import pupils_of_talk

__all__ = ["about_talk", "booking_of", "talk_booked", "talk_cancelled", "talk_moved", "with_whom"]

SUPERSEDED = Unsent(state=Idle.SUPPRESSED, why="superseded")
GONE_BY = Unsent(state=Idle.EXPIRED, why="gone by")


def booking_of(reading: Reading, request: str) -> Booking | None:
    """The booking of a talk of the conference the message is about."""
    record = reading.transaction.get("talk", talk_id(reading.body["conference"], request))  # type: ignore[arg-type] # ids are text
    return None if record is None else load(Booking, dict(record.body), source="talk record")


def talk_booked(reading: Reading) -> Draft | Unsent:
    """A talk is planned; not sent when it changed since, or is over."""
    return _held(reading, reading.words.booked, reading.words.booked_says)


def talk_moved(reading: Reading) -> Draft | Unsent:
    """A talk is at another time or place; not sent when it changed again since, or is over."""
    return _held(reading, reading.words.moved, reading.words.moved_says)


def talk_cancelled(reading: Reading) -> Draft | Unsent:
    """A talk does not take place, or not with this person; not sent when they are told something newer, or it is over."""
    booking, sequence = booking_of(reading, reading.body["request"]), reading.body["sequence"]
    newer = booking is not None and booking.sequence > sequence and reading.recipient.who in booking.people
    if booking is None or newer:
        return SUPERSEDED
    start = reading.moment(reading.body["start"])
    if start <= reading.now:
        return GONE_BY
    words = reading.words
    return Draft(
        subject=f"{words.cancelled}: {reading.when(start)}",
        paragraphs=(
            words.cancelled_says,
            "\n".join(
                (
                    words.line(words.when, reading.when(start, reading.body["minutes"])),
                    *with_whom(reading, booking),
                )
            ),
        ),
        until=start,
        settled=True,
        invitation=_invitation(reading, booking, held=False),
    )


def _held(reading: Reading, subject: str, says: str) -> Draft | Unsent:
    booking = booking_of(reading, reading.body["request"])
    stands = booking is not None and booking.held and booking.sequence == reading.body["sequence"]
    if booking is None or not stands or reading.recipient.who not in booking.people:
        return SUPERSEDED
    start = booking.placement.start
    if start <= reading.now:
        return GONE_BY
    return Draft(
        subject=f"{subject}: {reading.when(start)}",
        paragraphs=(says, "\n".join((*about_talk(reading, booking), *_was(reading)))),
        until=start,
        settled=True,
        invitation=_invitation(reading, booking, held=True),
    )


def _invitation(reading: Reading, booking: Booking, *, held: bool) -> Invitation:
    """The talk for a calendar: with whom, to a guardian; no pupil and no family in the title."""
    words, place = reading.words, booking.placement
    staff = [known(reading.transaction, StaffMember, name) for name in booking.staff]
    names = words.list(each.name.full for each in staff if each is not None)
    whom = f" · {names}" if names and reading.recipient.is_guardian else ""
    told = reading.body
    return Invitation(
        conference=booking.conference,
        request=booking.request,
        start=place.start if held else reading.moment(told["start"]),
        minutes=place.minutes if held else int(told["minutes"]),
        sequence=int(told["sequence"]),
        changed=booking.changed,
        held=held,
        summary=f"{words.booked}{whom}",
        place=(place.room or "") if held else "",
    )


def about_talk(reading: Reading, booking: Booking) -> Iterator[str]:
    """When, where, how, with whom and about whom, a line each."""
    words, place = reading.words, booking.placement
    yield words.line(words.when, reading.when(place.start, place.minutes))
    yield from _where(words, place.room)
    yield from with_whom(reading, booking)


def with_whom(reading: Reading, booking: Booking) -> Iterator[str]:
    """The staff for a guardian, never another guardian; and the pupils, by their given names at home."""
    words, transaction, home = reading.words, reading.transaction, reading.recipient.is_guardian
    staff = [known(transaction, StaffMember, StaffId(name)) for name in booking.staff] if home else []
    if names := words.list(each.name.full for each in staff if each is not None):
        yield f"{words.who}: {names}"
    pupils = [
        known(transaction, Pupil, PupilId(name)) for name in sorted(pupils_of_talk(transaction, booking))
    ]
    called = [(each.name.given or each.name.full) if home else each.name.full for each in pupils if each]
    if called:
        yield f"{words.about}: {words.list(called)}"


def _was(reading: Reading) -> Iterator[str]:
    """Where a talk that moved was before."""
    was = reading.body.get("was")
    if was is not None:
        yield ""
        yield reading.words.line(reading.words.was, reading.when(reading.moment(was["start"])))
        yield from _where(reading.words, was["room"])


def _where(words: LetterWords, room: str | None) -> Iterator[str]:
    if room is not None:
        yield words.line(words.where, room)
