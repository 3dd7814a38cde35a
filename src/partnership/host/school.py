"""One school with its plug-ins, store and use cases: where an embedding program starts.

with School.open("partnership.toml") as school:
    talks = school.open_conference(conference)
    school.plan(talks)
    files = school.export(talks, "ical")
"""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Self

from partnership.calendars import SchoolCalendar
from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Party,
    PupilPresence,
    TalkRequest,
)
from partnership.conferences.evening import Evening
from partnership.conferences.offer import Itinerary
from partnership.conferences.timetable import Timetable
from partnership.host.counter import Counter
from partnership.host.evening_run import EveningRun
from partnership.host.plugins import Host
from partnership.host.rooms import Rooms
from partnership.host.settings import FILE_NAME, Settings, read_settings
from partnership.ids import ConferenceId, GuardianId, PartyId, RequestId
from partnership.norms import Norms
from partnership.people.roster import RosterEntry, RosterReport
from partnership.ports import Clock
from partnership.services import conferences, planning, talks
from partnership.services.bookings import Step
from partnership.services.callers import Caller, school_only
from partnership.services.desk import now
from partnership.services.evenings import Letterhead, evening_of
from partnership.services.offers import offers_for
from partnership.services.roster import import_roster, keep_locally
from partnership.services.rounds import Round
from partnership.services.rulings import Override, overrides_of

__all__ = ["School"]


class School(Rooms):
    """A school at work. Made from settings and plug-ins; its store is opened when first needed and closed at the end.

    Args:
        settings: What the school chose.
        host: Its plug-ins.
        clock: What time it is.
    """

    def __init__(self, settings: Settings, host: Host, *, clock: Clock = now) -> None:
        self.settings = settings
        self.host = host
        self._clock = clock

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] = FILE_NAME,
        *,
        plugins: Iterable[object] | Mapping[str, object] = (),
        clock: Clock = now,
    ) -> Self:
        """The school of a settings file, with everything installed and these plug-ins besides.

        Raises:
            InvalidInput: The file cannot be read, or all that is wrong in it at once.
        """
        settings = read_settings(path)
        host = Host(plugins, discover=True, blocked=settings.plugins.blocked)
        return cls(settings, host, clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()
            del self.__dict__["store"]

    # -- people ---------------------------------------------------------------

    def import_roster(
        self,
        path: str | os.PathLike[str],
        *,
        source: str = "oneroster",
        dry_run: bool = False,
        allow_shrink: bool = False,
        whole: bool = False,
        **settings: object,
    ) -> RosterReport:
        """Bring the records in line with a roster (see `services.roster.import_roster`).

        Args:
            path: What to read.
            source: Which roster source reads it.
            dry_run: Decide and report, write nothing.
            allow_shrink: End as many links as the source says, for once.
            whole: Report every row that is new or differs.
            **settings: The source's own.
        """
        return import_roster(
            self.store,
            self.settings.school.id,
            self.host.roster_source(source, path=path, **settings),
            origin=source,
            clock=self._clock,
            dry_run=dry_run,
            allow_shrink=allow_shrink,
            whole=whole,
        )

    def keep_locally(
        self, kind: str, id: str, fields: Mapping[str, object], *, by: str, why: str
    ) -> RosterEntry:
        """Write fields of a record by hand; no import changes them any more (see `services.roster.keep_locally`)."""
        return keep_locally(
            self.store, self.settings.school.id, kind, id, fields, clock=self._clock, actor=by, purpose=why
        )

    # -- conferences ----------------------------------------------------------

    def open_conference(
        self, conference: Conference, *, id: ConferenceId | None = None, by: str = "system:school"
    ) -> ConferenceId:
        """Keep a conference under an id for good (see `services.conferences.open_conference`)."""
        return conferences.open_conference(self.desk, conference, id=id, by=by)

    def _at_counter(self, guardian: GuardianId | None, *, by: str, why: str | None = None) -> Caller:
        """Somebody at the counter of a conference; there is nothing there for a pupil.

        Raises:
            IllegalStep: It is a pupil.
        """
        found = self.caller(guardian, by=by, why=why)
        if found.guardian is None:
            school_only(found, "the counter", "be stood at")
        return found

    def counter(
        self,
        id: ConferenceId,
        guardian: GuardianId | None = None,
        *,
        by: str = "system:school",
        why: str | None = None,
    ) -> Counter:
        """The counter of a conference, for one caller: baskets, waiting lists, swaps (see `host.counter`)."""
        return Counter(self.desk, id, self._at_counter(guardian, by=by, why=why))

    def evening_run(
        self,
        id: ConferenceId,
        guardian: GuardianId | None = None,
        *,
        calendar: SchoolCalendar | None = None,
        norms: Norms | None = None,
        by: str = "system:school",
    ) -> EveningRun:
        """The evening of a conference as it is run: check-in, no-show, a teacher who runs late."""
        caller = self._at_counter(guardian, by=by)
        return EveningRun(self.desk, id, caller, calendar=calendar, norms=norms)

    def ask(
        self,
        id: ConferenceId,
        *requests: TalkRequest,
        parties: Iterable[Party] = (),
        guardians: Iterable[GuardianPresence] = (),
        pupils: Iterable[PupilPresence] = (),
        by: str = "system:school",
    ) -> tuple[conferences.Answer, ...]:
        """Ask for talks for the school, by the law the settings name (see `services.conferences.ask`)."""
        return conferences.ask(
            self.desk,
            id,
            requests,
            parties=parties,
            guardians=guardians,
            pupils=pupils,
            caller=self._at_counter(None, by=by),
        )

    def change_conference(
        self, id: ConferenceId, conference: Conference, *, why: str, by: str = "system:school"
    ) -> None:
        """Ask something else from now on; `repair` then mends what was booked."""
        conferences.change_conference(self.desk, id, conference, by=by, why=why)

    def conference(self, id: ConferenceId) -> Round:
        """A conference as it is now: what is asked, booked and left over."""
        return conferences.the_round(self.desk, id)

    def plan(
        self,
        id: ConferenceId,
        *,
        seconds: float | None = None,
        seed: int | None = None,
        iterations: int | None = None,
        progress: Callable[[float, int], None] | None = None,
        by: str = "system:school",
    ) -> Timetable:
        """Plan with the solver of the settings, within its time unless said otherwise (see `services.planning.plan`).

        With `iterations` and no `seconds`, the same seed gives the same timetable anywhere.
        """
        chosen = self.settings.solver
        if seconds is None and iterations is None:
            seconds = chosen.seconds
        return planning.plan(
            self.desk,
            id,
            self.host.solver(chosen.name, **chosen.settings),
            name=chosen.name,
            seconds=seconds,
            iterations=iterations,
            seed=chosen.seed if seed is None else seed,
            progress=progress,
            by=by,
        )

    def book(
        self, id: ConferenceId, request: RequestId, start: datetime, *, by: str = "system:school"
    ) -> talks.Booked | talks.Refused:
        """Hold a talk at a start the school chose (see `services.talks.book`)."""
        return talks.book(self.desk, id, request, start, caller=self._at_counter(None, by=by))

    def offers(
        self,
        id: ConferenceId,
        party: PartyId,
        *,
        guardian: GuardianId | None = None,
        requests: Iterable[RequestId] | None = None,
        best: int = 5,
    ) -> tuple[Itinerary, ...]:
        """The best ways for one party to have its talks, as it stands now (see `services.offers.offers_for`)."""
        return offers_for(self.desk, id, party, guardian=guardian, requests=requests, best=best)

    def cancel(
        self,
        id: ConferenceId,
        request: RequestId,
        *,
        guardian: GuardianId | None = None,
        by: str = "system:school",
    ) -> talks.Cancelled | talks.Refused:
        """Withdraw a request and call its talk off; a guardian can do so for their own party only."""
        return talks.cancel(self.desk, id, request, caller=self._at_counter(guardian, by=by))

    def overrides(self, id: ConferenceId) -> tuple[Override, ...]:
        """Every rule of booking that staff set aside, with who and why; for the school only."""
        return overrides_of(self.desk, id)

    def repair(self, id: ConferenceId, *, by: str = "system:school") -> tuple[Step, ...]:
        """Mend the timetable, moving as few talks as can be (see `services.planning.repair`)."""
        return planning.repair(self.desk, id, by=by)

    # -- what people read -----------------------------------------------------

    def evening(self, id: ConferenceId) -> Evening:
        """The evening as it stands, with names, as an exporter takes it."""
        own = self.settings.school
        head = Letterhead(school=own.name, domain=own.domain, organizer=own.organizer, language=own.language)
        return evening_of(self.store, own.id, id, letterhead=head)

    def export(self, id: ConferenceId, exporter: str, **settings: object) -> Mapping[str, bytes]:
        """The evening as files, name → contents: `ical` for calendars, `html` for pages."""
        return self.host.exporter(exporter, **settings).export(self.evening(id))
