"""The contact of one school: what is logged, and whom the school has not reached."""

from collections.abc import Callable
from datetime import date, datetime

from partnership.calendars import Days, SchoolCalendar, Term
from partnership.contact.insights import ParentInsight
from partnership.contact.ledger import Ledger
from partnership.contact.moments import ContactMoment
from partnership.host.settings import Settings
from partnership.ids import ContactId, InsightId, PupilId
from partnership.services import contact
from partnership.services.desk import Desk, every
from partnership.services.dossier import every_entry

__all__ = ["Contacts", "school_year_of"]

_AUGUST = 8


def school_year_of(day: date, calendar: SchoolCalendar) -> Days:
    """The school year a day lies in: from 1 August to the next, or the term of the calendar where that is longer."""
    first = date(day.year - (day.month < _AUGUST), _AUGUST, 1)
    days = [each.days for each in calendar.terms if day in each.days]
    year = Days(first, date(first.year + 1, _AUGUST, 1))
    return max([year, *days], key=lambda each: each.end - each.start)


class Contacts:
    """Contact moments and insights of one school.

    Args:
        settings: The school's calendar, norms and clock.
        desk: Where they are kept.
    """

    def __init__(self, settings: Settings, desk: Desk) -> None:
        self._settings = settings
        self._desk = desk

    @property
    def today(self) -> date:
        """The day on the school's calendar."""
        return self._day_of(self._desk.clock())

    @property
    def calendar(self) -> SchoolCalendar:
        """The calendar of the settings; without one, a school year in which every weekday has lessons."""
        if self._settings.calendar is not None:
            return self._settings.calendar
        year = school_year_of(self.today, SchoolCalendar(terms=()))
        return SchoolCalendar(terms=(Term(name="this school year", days=year),))

    def log(self, moment: ContactMoment, *, by: str) -> ContactMoment:
        """Keep a new contact moment (see `services.contact.log_contact`)."""
        year = school_year_of(self._day_of(moment.at), self.calendar)
        return contact.log_contact(self._desk, moment, year=year, by=by)

    def step(
        self, id: ContactId, step: Callable[[ContactMoment], ContactMoment], *, by: str
    ) -> ContactMoment:
        """Take a step with a moment (see `services.contact.step_contact`)."""
        return contact.step_contact(self._desk, id, step, by=by)

    def hear(self, insight: ParentInsight, *, by: str) -> ParentInsight:
        """Keep what a guardian told (see `services.contact.hear`)."""
        return contact.hear(self._desk, insight, by=by)

    def step_insight(
        self, id: InsightId, step: Callable[[ParentInsight], ParentInsight], *, by: str
    ) -> ParentInsight:
        """Take a step with an insight (see `services.contact.step_insight`)."""
        return contact.step_insight(self._desk, id, step, by=by)

    def ledger(self) -> Ledger:
        """Every moment that is kept, to be asked whom the school has not reached."""
        moments = self._desk.read(lambda transaction: tuple(every_entry(transaction, ContactMoment)))
        return Ledger(
            moments=moments,
            calendar=self.calendar,
            norms=self._settings.norms,
            today=self.today,
            timezone=self._settings.school.timezone,
        )

    def insights(self) -> tuple[ParentInsight, ...]:
        """Every insight that is kept."""
        return self._desk.read(lambda transaction: tuple(every_entry(transaction, ParentInsight)))

    def pupils(self) -> tuple[PupilId, ...]:
        """The pupils who are at school today, by id."""
        return self._desk.read(
            lambda transaction: tuple(
                PupilId(found.record.id)
                for found in every(transaction, "pupil")
                if _is_here(found.record.body["fields"].get("left_on"), self.today)
            )
        )

    def _day_of(self, moment: datetime) -> date:
        return moment.astimezone(self._settings.school.timezone).date()


def _is_here(left_on: str | None, today: date) -> bool:
    return left_on is None or date.fromisoformat(left_on) > today
