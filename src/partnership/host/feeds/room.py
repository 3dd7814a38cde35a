"""The feeds of one school, for one caller: addresses, and what is read at them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

import attrs

from partnership.calendars import SchoolCalendar
from partnership.errors import NotFound
from partnership.host.feeds.shelf import Published, Shelf
from partnership.host.feeds.web import FeedWeb
from partnership.host.settings import Settings
from partnership.ids import GuardianId, HouseholdId
from partnership.people.disclosure import Inquiry
from partnership.people.feed_addresses import FeedNotice, FeedOf, feed_id
from partnership.people.preferences import ContactPreferences
from partnership.people.standing import Decision
from partnership.plugins.icalendar.blocks import Block
from partnership.plugins.icalendar.events import BrokenCalendar
from partnership.plugins.icalendar.writer import CalendarWriter
from partnership.ports import CalendarTalk, Transaction
from partnership.services import feeds
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.families import family_record
from partnership.services.feed_contents import BusyTimes, busy_times, talks_of
from partnership.services.feeds import FeedDesk, Opened
from partnership.times import Span

__all__ = ["Feeds"]

_TALKS = {FeedOf.TALKS, FeedOf.FAMILY, FeedOf.DESK}
_DATES = {FeedOf.FAMILY, FeedOf.DATES}


@attrs.frozen(kw_only=True)
class _Contents:
    """What is in a feed, not yet written."""

    talks: tuple[CalendarTalk, ...] = ()
    busy: BusyTimes | None = None
    language: str

    @property
    def told(self) -> frozenset[tuple[str, str]]:
        """Which talks."""
        return frozenset((each.conference, each.request) for each in self.talks)


class Feeds:
    """What one caller can do with feeds; a guardian with their own only.

    Args:
        settings: The school's name, clock and dates.
        desk: Where the records are.
        caller: Who comes, by whose law.
        voters: Votes of plug-ins on what may be seen.
        shelf: What was written before.
        writer: Who writes; the school's own when not said.
    """

    def __init__(
        self,
        settings: Settings,
        desk: Desk,
        caller: Caller,
        *,
        voters: tuple[Callable[[Inquiry], Decision], ...] = (),
        shelf: Shelf | None = None,
        writer: CalendarWriter | None = None,
    ) -> None:
        own = settings.school
        self._settings = settings
        self._at = FeedDesk(desk=desk, caller=caller, timezone=own.timezone, voters=voters)
        self._shelf = shelf or Shelf()
        self._writer = writer or CalendarWriter(
            school=own.name, domain=own.domain, organizer=own.organizer, timezone=own.timezone
        )

    # -- addresses ------------------------------------------------------------

    def open(self, holder: str, of: FeedOf, household: HouseholdId | None = None) -> Opened:
        """Give somebody an address (see `services.feeds.open_feed`)."""
        return feeds.open_feed(self._at, holder, of, household)

    def renew(self, holder: str, of: FeedOf, household: HouseholdId | None = None) -> Opened:
        """Put a new token in the place of the old one (see `services.feeds.renew_feed`)."""
        return feeds.renew_feed(self._at, holder, of, household)

    def revoke(self, holder: str, of: FeedOf, household: HouseholdId | None = None) -> None:
        """Close an address, and forget what was read there (see `services.feeds.revoke_feed`)."""
        feeds.revoke_feed(self._at, holder, of, household)
        self._shelf.good.forget(feed_id(holder, of, household))

    def all(self, holder: str | None = None) -> tuple[FeedNotice, ...]:
        """The feeds there are, without what opens them (see `services.feeds.feeds_of`)."""
        return feeds.feeds_of(self._at, holder)

    # -- what is read at them -------------------------------------------------

    def read(self, token: str) -> Published:
        """The feed a token opens, as it is now and as its holder may see it now.

        A feed that does not read back is never handed out: its holder gets the last good one, as long as every talk in
        that is one they may still see.

        Raises:
            NotFound: The token opens nothing, was revoked, or its holder may not be told any more; which of them is not
                said.
            BrokenCalendar: It does not read back, and there is no good one.
            Retry: The store is busy; so with its other errors.
        """

        def work(transaction: Transaction) -> tuple[FeedNotice, _Contents] | None:
            address = feeds.address_at(transaction, token)
            return None if address is None else (address.notice, self._contents(transaction, address.notice))

        found = self._at.desk.read(work)
        if found is None:
            raise _nothing()
        notice, contents = found
        try:
            return self._shelf.good.keep(notice.id, self._published(notice, contents))
        except BrokenCalendar:
            last = self._shelf.good.get(notice.id)
            if last is None or not last.told <= contents.told:
                raise
            return last

    def objects(self, holder: str, of: FeedOf, household: HouseholdId | None = None) -> Mapping[str, bytes]:
        """What is in a feed as objects for a calendar server (CalDAV): file name → contents, one for each event.

        Args:
            holder: Whose.
            of: Of what.
            household: Of which household, for a feed of a family.

        Raises:
            InvalidValue: No feed is written so.
            NotFound: There is nobody to whom that may be told.
            BrokenCalendar: One of them does not read back.
        """
        notice = FeedNotice(holder=holder, of=of, household=household, opened=self._at.desk.clock())
        if self._at.caller.guardian is not None and self._at.caller.actor != holder:
            raise _nothing()
        contents = self._at.desk.read(lambda transaction: self._contents(transaction, notice))
        writer = self._in(contents.language).unpublished()
        return writer.objects(self._blocks(writer, notice, contents))

    def web(self) -> FeedWeb:
        """The feeds for a web server, as a WSGI and an ASGI application (see `host.feeds.web`)."""
        return FeedWeb(self.read)

    def _contents(self, transaction: Transaction, notice: FeedNotice) -> _Contents:
        standing = self._at.standing(transaction, notice)
        if not standing.holds:
            raise _nothing()
        talks: tuple[CalendarTalk, ...] = ()
        if notice.of in _TALKS:
            now = self._at.desk.clock()
            talks = talks_of(transaction, notice, standing, now=now, memory=self._shelf.asked)
        return _Contents(
            talks=talks,
            busy=busy_times(transaction, notice) if notice.of is FeedOf.BUSY else None,
            language=self._language(transaction, notice),
        )

    def _language(self, transaction: Transaction, notice: FeedNotice) -> str:
        kind, _, id = notice.holder.partition(":")
        wishes = (
            family_record(transaction, ContactPreferences, GuardianId(id)) if kind == "guardian" else None
        )
        chosen = None if wishes is None else wishes.language
        return chosen or self._settings.school.language

    def _published(self, notice: FeedNotice, contents: _Contents) -> Published:
        writer = self._in(contents.language)
        words = writer.words
        titles = {FeedOf.FAMILY: words.family, FeedOf.DATES: words.dates, FeedOf.BUSY: words.busy}
        title = titles.get(notice.of, words.calendar)
        begin = self._shelf.frames.made((writer, title), lambda: writer.frame(title))
        since = notice.renewed or notice.opened
        changes = [since, *(each.changed for each in contents.talks)]
        if contents.busy is not None and contents.busy.changed is not None:
            changes.append(contents.busy.changed)
        return Published(
            body=writer.joined(begin, self._blocks(writer, notice, contents)),
            changed=max(changes),
            told=contents.told,
        )

    def _in(self, language: str) -> CalendarWriter:
        return attrs.evolve(self._writer, language=language)

    def _blocks(self, writer: CalendarWriter, notice: FeedNotice, contents: _Contents) -> Iterator[Block]:
        events = self._shelf.events
        for talk in contents.talks:
            yield events.get((writer, talk)) or events.keep((writer, talk), writer.talk(talk))
        if notice.of in _DATES:
            yield from self._dates(writer)
        if contents.busy is not None:
            yield self._busy(writer, notice, contents.busy)

    def _dates(self, writer: CalendarWriter) -> tuple[Block, ...]:
        """The school's dates, by its settings."""
        calendar, series = self._settings.calendar, self._settings.series

        def write() -> tuple[Block, ...]:
            off = () if calendar is None else calendar.off
            back = (writer.series(each, calendar) for each in series)
            return (*map(writer.day_off, off), *(each for each in back if each is not None))

        return self._shelf.dates.made((writer, calendar, series), write)

    def _busy(self, writer: CalendarWriter, notice: FeedNotice, busy: BusyTimes) -> Block:
        """The busy times of this school year."""
        year = (self._settings.calendar or SchoolCalendar(terms=())).year_of(self._at.today)
        tz: ZoneInfo = self._settings.school.timezone
        begin, end = (datetime.combine(day, time(), tz) for day in (year.start, year.end))
        within = Span(begin, end)
        return writer.busy(notice.holder, busy.spans, within=within, changed=busy.changed or within.start)


def _nothing() -> NotFound:
    """The one answer to whoever has no feed, whatever the reason."""
    return NotFound("feed", "of this address")
