"""Letters to staff about what the school owes a family that did not come."""

from datetime import UTC, date, datetime, time, timedelta

from partnership.conferences.booking_life.attendance import Attendance, Happening
from partnership.serial.values import load
from partnership.services.letters.drafts import Draft, Reading, Unsent
from partnership.services.letters.talks import SUPERSEDED, booking_of, with_whom
from partnership.services.rounds import talk_id

__all__ = ["follow_up_owed"]


def follow_up_owed(reading: Reading) -> Draft | Unsent:
    """Another way to talk is owed; not sent when it turned out that they did come. It is owed after its last day too."""
    body, words = reading.body, reading.words
    record = reading.transaction.get("attendance", talk_id(body["conference"], body["request"]))
    came = None if record is None else load(Attendance, dict(record.body), source="attendance record")
    booking = booking_of(reading, body["request"])
    if came is None or came.state is not Happening.NO_SHOW or came.follow_up is None or booking is None:
        return SUPERSEDED
    lines = [*with_whom(reading, booking), f"{words.how}: {words.ways[came.follow_up.mode]}"]
    if came.follow_up.due is not None:
        lines.append(words.line(words.before, words.day(_after(came.follow_up.due))))
    return Draft(subject=words.owed, paragraphs=(words.owed_says, "\n".join(lines)))


def _after(last: date) -> datetime:
    """The day after the last one: before that it is done."""
    return datetime.combine(last + timedelta(days=1), time(), UTC)
