"""The evening at the door: check-in, start, end, no-show, and a teacher who runs late."""

from datetime import datetime

import attrs

from partnership.calendars import SchoolCalendar
from partnership.changes import Change, ground_of
from partnership.conferences.booking import Booking
from partnership.conferences.booking_life.attendance import (
    Attendance,
    Happening,
    Step,
    follow_up,
    take_step,
)
from partnership.conferences.booking_life.lateness import Lateness, Way, running_late
from partnership.conferences.table import Cast
from partnership.errors import Conflict, IllegalStep, NotFound
from partnership.ids import ConferenceId, RequestId, StaffId
from partnership.norms import Norms
from partnership.ports import Message, Transaction
from partnership.serial.values import dump, load
from partnership.services.bookings import Errand, save_talks
from partnership.services.bookings import Step as TalkStep
from partnership.services.callers import Caller
from partnership.services.desk import Desk, every
from partnership.services.planning import believed
from partnership.services.rounds import Round, load_round, talk_id

__all__ = ["attendance_at", "follow", "run_late", "take_way"]

_BY_FAMILIES = frozenset({Step.CHECK_IN, Step.DECLINE})
_OVER = frozenset({Happening.STARTED, Happening.ENDED, Happening.NO_SHOW, Happening.DECLINED})


def attendance_at(desk: Desk, id: ConferenceId) -> dict[RequestId, Attendance]:
    """What became of each booked talk of a conference; one of which nobody said anything is planned.

    Raises:
        NotFound: There is no such conference.
    """
    return desk.read(lambda transaction: _attendance(transaction, load_round(transaction, id)))


def _attendance(transaction: Transaction, kept: Round) -> dict[RequestId, Attendance]:
    found = (each.record for each in every(transaction, "attendance", "conference", value=kept.id))
    said = {each.request: each for each in (load(Attendance, record.body) for record in found)}
    return {name: said.get(name, Attendance(conference=kept.id, request=name)) for name in kept.held}


def follow(
    desk: Desk,
    id: ConferenceId,
    request: RequestId,
    step: Step,
    *,
    caller: Caller,
    calendar: SchoolCalendar | None = None,
    norms: Norms | None = None,
) -> Attendance:
    """Note one step of a talk on its day.

    When nobody came, another way to talk is owed within the norm, in school days; the teacher is told until when. With
    no calendar that is not worked out: give one wherever talks can be missed.

    Args:
        desk: Where.
        id: Of which conference.
        request: Which talk.
        step: What happens.
        caller: Who says so; a guardian checks in or declines for their own party, the rest is for the school.
        calendar: Which days are school days.
        norms: The school's norms.

    Raises:
        NotFound: There is no such conference, or this talk is not booked, or not this guardian's.
        IllegalStep: It cannot do that from where it is, or a guardian cannot say so.
    """

    def work(transaction: Transaction) -> Attendance:
        kept, at = load_round(transaction, id), desk.clock()
        booking = _theirs(kept, request, caller)
        if caller.guardian is not None and step not in _BY_FAMILIES:
            raise IllegalStep("a talk", state="followed from home", step=step, allowed=sorted(_BY_FAMILIES))
        now = take_step(_one(transaction, id, request), step, at=at, by=caller.actor)
        if step is Step.MISS and calendar is not None:
            cast = Cast(kept.conference)
            day = booking.placement.start.astimezone(kept.conference.timezone).date()
            asked = cast.requests.get(request)
            mode = None if asked is None else cast.mode(asked)
            now = attrs.evolve(now, follow_up=follow_up(day, mode, calendar, norms or Norms()))
        _put(transaction, now, booking, caller.actor, at)
        return now

    return desk.anew(work)


def _theirs(kept: Round, request: RequestId, caller: Caller) -> Booking:
    """The booking of a talk that goes ahead, for somebody who may know of it."""
    booking = kept.bookings.get(request)
    mine = booking is not None and (caller.guardian is None or caller.guardian in booking.guardians)
    if booking is None or not booking.held or not mine:
        raise NotFound("talk", request)
    return booking


def _one(transaction: Transaction, id: ConferenceId, request: RequestId) -> Attendance:
    record = transaction.get("attendance", talk_id(id, request))
    return Attendance(conference=id, request=request) if record is None else load(Attendance, record.body)


def _put(transaction: Transaction, now: Attendance, booking: Booking, by: str, at: datetime) -> None:
    """Keep what became of a talk, write it into the journal, and tell the teacher what is owed."""
    name = talk_id(now.conference, now.request)
    record = transaction.get("attendance", name)
    revision = None if record is None else record.revision
    index = {"conference": now.conference}
    transaction.put("attendance", name, dump(now), expected=revision, index=index)
    owed = now.follow_up
    due = None if owed is None or owed.due is None else owed.due.isoformat()
    details = {"follow_up": None if owed is None else {"due": due, "mode": str(owed.mode)}}
    transaction.append(
        [
            Change(
                what=f"attendance.{now.state}",
                kind="talk",
                id=name,
                at=at,
                actor=by,
                purpose="the evening was run",
                ground=ground_of(by),
                details=details,
            )
        ],
        [
            Message(
                key=f"{name}/follow-up-owed/staff:{member}/{len(now.log)}",
                topic="follow-up-owed",
                body={
                    "conference": now.conference,
                    "request": now.request,
                    "recipient": f"staff:{member}",
                    **(details["follow_up"] or {}),
                },
                due=at,
            )
            for member in (booking.staff if owed is not None else ())
        ],
    )


def run_late(desk: Desk, id: ConferenceId, staff: StaffId, minutes: int) -> Lateness:
    """Which talks are at risk when a teacher's next talk begins so many minutes late, and what can be done.

    For the school only: it tells of the talks of several families. Nothing is changed or kept.

    Raises:
        NotFound: There is no such conference.
        InvalidValue: Not one minute late.
    """

    def work(transaction: Transaction) -> Lateness:
        kept = load_round(transaction, id)
        states = _attendance(transaction, kept)
        over = {name for name, each in states.items() if each.state in _OVER}
        table = kept.table()
        return running_late(staff, minutes, desk.clock(), table, over=over, rulebook=desk.rulebook)

    return desk.read(work)


def take_way(desk: Desk, id: ConferenceId, way: Way, *, caller: Caller) -> tuple[TalkStep, ...]:
    """Do what was proposed: the talks get their new starts, and everyone in them is told.

    Raises:
        NotFound: There is no such conference.
        Conflict: One of the talks is no longer where it was when this was proposed.
        WrongTimetable: Something else was booked meanwhile, and a rule stands in the way now.
    """

    def work(transaction: Transaction) -> tuple[TalkStep, ...]:
        kept, at = load_round(transaction, id), desk.clock()
        if any(kept.held.get(was.request) != was for was, _ in way.moved):
            raise Conflict("plan", id, expected=None, found=kept.planned_revision)
        wanted = {**kept.held, **{new.request: new for _, new in way.moved}}
        table = attrs.evolve(kept.timetable(), placements=tuple(wanted.values()), objective=None, bound=None)
        believed(kept.conference, table, solver=way.name, rulebook=desk.rulebook)
        errand = Errand(by=caller.actor, at=at, purpose="a teacher ran late")
        planned = attrs.evolve(kept.planned, made=at, bound=None)
        return save_talks(transaction, kept, wanted, planned, errand)

    return desk.once(work)
