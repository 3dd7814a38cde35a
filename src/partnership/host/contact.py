"""The contact of one school: what is logged, and whom the school has not reached."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time

from partnership.calendars import Days, SchoolCalendar, Term
from partnership.contact.insights import ParentInsight
from partnership.contact.ledger import Ledger
from partnership.contact.moments import ContactMoment
from partnership.host.settings import Settings
from partnership.ids import ContactId, GuardianId, InsightId, PupilId
from partnership.people.pupils import Pupil
from partnership.people.standing import Matter, Verdict
from partnership.ports import Jurisdiction, Transaction
from partnership.services import contact
from partnership.services.desk import Desk, every
from partnership.services.dossier import every_entry
from partnership.services.people import known
from partnership.services.standing import guardians_decided

__all__ = ["Contacts"]


class Contacts:
    """Contact moments and insights of one school.

    Args:
        settings: The school's calendar, norms and clock.
        desk: Where they are kept.
        law: Who may be contacted; None asks nobody.
    """

    def __init__(self, settings: Settings, desk: Desk, law: Jurisdiction | None) -> None:
        self._settings = settings
        self._desk = desk
        self._law = law

    @property
    def today(self) -> date:
        """The day on the school's calendar."""
        return self._day_of(self._desk.clock())

    @property
    def calendar(self) -> SchoolCalendar:
        """The calendar of the settings; without one, a school year in which every weekday has lessons."""
        if self._settings.calendar is not None:
            return self._settings.calendar
        year = SchoolCalendar(terms=()).year_of(self.today)
        return SchoolCalendar(terms=(Term(name="this school year", days=year),))

    @property
    def year(self) -> Days:
        """The school year of today."""
        return self.calendar.year_of(self.today)

    def log(self, moment: ContactMoment, *, by: str) -> ContactMoment:
        """Keep a new contact moment (see `services.contact.log_contact`)."""
        year = self.calendar.year_of(self._day_of(moment.at))
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
        """The moments of this school year and what is still open, to be asked whom the school has not reached."""
        midnight = datetime.combine(self.year.start, time(), self._settings.school.timezone)
        return Ledger(
            moments=contact.contacts_from(self._desk, midnight),
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
        return self._desk.read(lambda transaction: tuple(each.id for each in self._here(transaction)))

    def guardians(self) -> Mapping[PupilId, tuple[GuardianId, ...]]:
        """Per pupil at school, the guardians who are to be invited by the law."""

        def work(transaction: Transaction) -> Mapping[PupilId, tuple[GuardianId, ...]]:
            return {
                pupil.id: tuple(
                    guardian
                    for guardian, verdict in guardians_decided(
                        transaction, self._law, pupil, Matter.INVITE, on=self.today
                    ).items()
                    if verdict is Verdict.ALLOW
                )
                for pupil in self._here(transaction)
            }

        return self._desk.read(work)

    def _here(self, transaction: Transaction) -> Iterator[Pupil]:
        for found in every(transaction, "pupil"):
            pupil = known(transaction, Pupil, found.record.id)
            if pupil is not None and (pupil.left_on is None or pupil.left_on > self.today):
                yield pupil

    def _day_of(self, moment: datetime) -> date:
        return moment.astimezone(self._settings.school.timezone).date()
