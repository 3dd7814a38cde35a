"""One evening as it is run: who is there, who begins, who runs late, and what to do."""

from partnership.calendars import SchoolCalendar
from partnership.conferences.booking_life.attendance import Attendance, Step
from partnership.conferences.booking_life.lateness import Lateness, Way
from partnership.ids import ConferenceId, RequestId, StaffId
from partnership.norms import Norms
from partnership.services import attendance
from partnership.services.bookings import Step as TalkStep
from partnership.services.callers import Caller, school_only
from partnership.services.desk import Desk

__all__ = ["EveningRun"]


class EveningRun:
    """What one caller can say and ask on the evening of a conference.

    Args:
        desk: Where it is kept.
        id: Which conference.
        caller: Who speaks: a guardian checks in or declines for their own party; the rest is for the school.
        calendar: Which days are school days, for what is owed when nobody came.
        norms: The school's norms.
    """

    def __init__(
        self,
        desk: Desk,
        id: ConferenceId,
        caller: Caller,
        *,
        calendar: SchoolCalendar | None = None,
        norms: Norms | None = None,
    ) -> None:
        self._desk = desk
        self.id = id
        self.caller = caller
        self.calendar = calendar
        self.norms = norms

    def _follow(self, request: RequestId, step: Step) -> Attendance:
        return attendance.follow(
            self._desk,
            self.id,
            request,
            step,
            caller=self.caller,
            calendar=self.calendar,
            norms=self.norms,
        )

    def check_in(self, request: RequestId) -> Attendance:
        """The family is in the building."""
        return self._follow(request, Step.CHECK_IN)

    def start(self, request: RequestId) -> Attendance:
        """The talk begins."""
        return self._follow(request, Step.START)

    def end(self, request: RequestId) -> Attendance:
        """The talk is over."""
        return self._follow(request, Step.END)

    def missed(self, request: RequestId) -> Attendance:
        """Nobody came: another way to talk is owed (see `services.attendance.follow`)."""
        return self._follow(request, Step.MISS)

    def decline(self, request: RequestId) -> Attendance:
        """The family says it will not come; nothing is owed unless they ask."""
        return self._follow(request, Step.DECLINE)

    def moved(self, request: RequestId) -> Attendance:
        """Another time was agreed for this talk; book it, and all begins anew."""
        return self._follow(request, Step.MOVE)

    def attendance(self) -> dict[RequestId, Attendance]:
        """What became of every booked talk; for the school only."""
        school_only(self.caller, "the evening", "be overlooked")
        return attendance.attendance_at(self._desk, self.id)

    def late(self, staff: StaffId, minutes: int) -> Lateness:
        """What it means that a teacher runs late (see `services.attendance.run_late`); for the school only."""
        school_only(self.caller, "the evening", "be asked about")
        return attendance.run_late(self._desk, self.id, staff, minutes)

    def take(self, way: Way) -> tuple[TalkStep, ...]:
        """Do what was proposed (see `services.attendance.take_way`); for the school only."""
        school_only(self.caller, "the evening", "be changed")
        return attendance.take_way(self._desk, self.id, way, caller=self.caller)
