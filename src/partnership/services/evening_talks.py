"""The talks of an evening as talks about pupils: planned when they are booked, and what became of them from the door.

A talk about two children is a talk about each. Whatever was prepared, written down or agreed stays when this is done again,
but who is not in the booked talk any more, a parent after a ruling or a colleague who is ill, is not in the talk to come.
"""

from collections.abc import Iterator

from partnership.calendars import SchoolCalendar
from partnership.conferences.booking import Booking
from partnership.conferences.booking_life.attendance import Attendance, Happening
from partnership.conferences.conference import Mode
from partnership.conferences.table import Cast
from partnership.ids import ConferenceId, PupilId, TalkId
from partnership.learning import talk_steps
from partnership.learning.talks import ProgressTalk, TalkKind, TalkState, Way
from partnership.ports import Transaction
from partnership.serial.values import load
from partnership.services.desk import every
from partnership.services.dossier import entry_or_none
from partnership.services.learning_desk import LearningDesk
from partnership.services.progress_talks import keep_talk
from partnership.services.rounds import Round, load_round, talk_id
from partnership.services.talk_questions import school_says
from partnership.services.talk_records import pupils_of_talk

__all__ = ["take_over"]

_WAYS = {Mode.ON_SITE: Way.AT_SCHOOL, Mode.VIDEO: Way.VIDEO, Mode.PHONE: Way.PHONE}
_TO_COME = (TalkState.PLANNED, TalkState.MOVED)


def take_over(
    at: LearningDesk,
    conference: ConferenceId,
    *,
    kind: TalkKind = TalkKind.PROGRESS,
    calendar: SchoolCalendar | None = None,
) -> tuple[ProgressTalk, ...]:
    """Bring the talks about pupils in line with an evening: run it when it is planned, and again when it is over.

    Args:
        at: The desk of the school.
        conference: Which evening.
        kind: What its talks are for.
        calendar: Which days are school days, for what is owed when nobody came.

    Returns:
        The talks that are new or went on; none the second time.

    Raises:
        IllegalStep: It is not the school that does so.
        NotFound: There is no such conference.
    """
    school_says(at, "be taken over")

    def work(transaction: Transaction) -> tuple[ProgressTalk, ...]:
        kept = load_round(transaction, conference)
        came = {
            each.request: each.state
            for each in (
                load(Attendance, dict(found.record.body), source="attendance record")
                for found in every(transaction, "attendance", "conference", value=conference)
            )
        }
        changed = []
        for booking in kept.bookings.values():
            state = came.get(booking.request, Happening.PLANNED)
            for new in _planned(transaction, kept, booking, kind):
                after = _in_line(transaction, at, new, state, held=booking.held, calendar=calendar)
                changed += [after] if after is not None else []
        return tuple(changed)

    return at.desk.anew(work)


def _planned(
    transaction: Transaction, kept: Round, booking: Booking, kind: TalkKind
) -> Iterator[ProgressTalk]:
    """A talk to come for each pupil that a booked talk is about."""
    name = talk_id(kept.id, booking.request)
    cast = Cast(kept.conference)
    asked = cast.requests.get(booking.request)
    mode = None if asked is None else cast.mode(asked)
    for pupil in sorted(pupils_of_talk(transaction, booking)):
        yield ProgressTalk(
            id=TalkId(f"{name}/{pupil}"),
            pupil=PupilId(pupil),
            kind=kind,
            staff=booking.staff,
            guardians=booking.guardians,
            on=booking.placement.start.astimezone(kept.conference.timezone).date(),
            way=_WAYS[mode or Mode.ON_SITE],
            pupil_attends=pupil in booking.pupils,
            booking=name,
        )


def _in_line(
    transaction: Transaction,
    at: LearningDesk,
    new: ProgressTalk,
    came: Happening,
    *,
    held: bool,
    calendar: SchoolCalendar | None,
) -> ProgressTalk | None:
    """The talk as it is to be from now on, kept; None when it is so already, or was called off before it began."""
    found = entry_or_none(transaction, ProgressTalk, new.id)
    if found is None and not held:
        return None
    before, revision = (None, None) if found is None else found
    after = new if before is None else before
    to_come = held and after.state in _TO_COME
    if (to_come and after.way is not new.way) or (held and _on_another_day(after, new)):
        after = talk_steps.move(after, on=new.on, way=new.way)
    if held and after.state in _TO_COME:
        after = talk_steps.regroup(
            after, staff=new.staff, guardians=new.guardians, pupil_attends=new.pupil_attends
        )
    if after.state in _TO_COME and came is Happening.ENDED:
        after = talk_steps.hold(after, on=new.on)
    elif after.state in _TO_COME and came is Happening.NO_SHOW:
        after = talk_steps.miss(after, at.norms, calendar)
    elif after.state in _TO_COME and came is Happening.DECLINED:
        after = talk_steps.decline(after)
    if after == before:
        return None
    keep_talk(transaction, at, after, "taken_over", expected=revision)
    return after


def _on_another_day(before: ProgressTalk, new: ProgressTalk) -> bool:
    """Whether a talk that is still to be held has another day by now."""
    return before.on != new.on and before.state in {*_TO_COME, TalkState.NO_SHOW}
