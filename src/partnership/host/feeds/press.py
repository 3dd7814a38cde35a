"""Feeds in print: what stands in them becomes bytes, of which only those are written that were not written before."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

import attrs

from partnership.calendars import SchoolCalendar
from partnership.host.feeds.shelf import Published, Shelf
from partnership.host.settings import Settings
from partnership.people.feed_addresses import FeedNotice, FeedOf
from partnership.plugins.icalendar.blocks import Block
from partnership.plugins.icalendar.events import BrokenCalendar
from partnership.plugins.icalendar.writer import CalendarWriter
from partnership.ports import CalendarTalk
from partnership.services.feed_contents import BusyTimes
from partnership.times import Span

__all__ = ["Contents", "Press"]

_DATES = {FeedOf.FAMILY, FeedOf.DATES}


@attrs.frozen(kw_only=True)
class Contents:
    """What stands in a feed on one day, not yet written.

    Attributes:
        talks: The talks, in order.
        busy: When its holder is busy, in a feed of that.
        language: BCP 47 tag of the words it is read in.
        today: The day on the school's calendar.
    """

    talks: tuple[CalendarTalk, ...] = ()
    busy: BusyTimes | None = None
    language: str = "en"
    today: date

    @property
    def told(self) -> frozenset[tuple[str, str]]:
        """Which talks, by conference and request."""
        return frozenset((each.conference, each.request) for each in self.talks)


class Press:
    """Prints for one school.

    Args:
        settings: Its name, clock and dates.
        shelf: What was written before.
        writer: Who writes; the school's own when not said.
    """

    def __init__(self, settings: Settings, shelf: Shelf, writer: CalendarWriter | None = None) -> None:
        own = settings.school
        self._settings = settings
        self._shelf = shelf
        self._writer = writer or CalendarWriter(
            school=own.name, domain=own.domain, organizer=own.organizer, timezone=own.timezone
        )

    def good(self, notice: FeedNotice, contents: Contents) -> Published:
        """The feed, or where it does not read back the last one that did.

        That is handed out only while every talk in it is one that its holder may still see.

        Raises:
            BrokenCalendar: It does not read back, and there is none to hand out instead.
        """
        try:
            return self._shelf.good.keep(notice.id, self.published(notice, contents))
        except BrokenCalendar:
            last = self._shelf.good.get(notice.id)
            if last is None or not last.told <= contents.told:
                raise
            return last

    def published(self, notice: FeedNotice, contents: Contents) -> Published:
        """The feed.

        Raises:
            BrokenCalendar: It does not read back.
        """
        writer = attrs.evolve(self._writer, language=contents.language)
        words = writer.words
        titles = {FeedOf.FAMILY: words.family, FeedOf.DATES: words.dates, FeedOf.BUSY: words.busy}
        title = titles.get(notice.of, words.calendar)
        begin = self._shelf.frames.made((writer, title), lambda: writer.frame(title))
        changes = [notice.renewed or notice.opened, *(each.changed for each in contents.talks)]
        if contents.busy is not None and contents.busy.changed is not None:
            changes.append(contents.busy.changed)
        return Published(
            body=writer.joined(begin, self._blocks(writer, notice, contents)),
            changed=max(changes),
            told=contents.told,
        )

    def objects(self, notice: FeedNotice, contents: Contents) -> Mapping[str, bytes]:
        """The same as objects for a calendar server: file name → contents.

        Raises:
            BrokenCalendar: One of them does not read back.
        """
        writer = attrs.evolve(self._writer, language=contents.language).unpublished()
        return writer.objects(self._blocks(writer, notice, contents))

    def _blocks(self, writer: CalendarWriter, notice: FeedNotice, contents: Contents) -> Iterator[Block]:
        events = self._shelf.events
        for talk in contents.talks:
            yield events.get((writer, talk)) or events.keep((writer, talk), writer.talk(talk))
        if notice.of in _DATES:
            yield from self._dates(writer)
        if contents.busy is not None:
            yield self._busy(writer, notice, contents.busy, contents.today)

    def _dates(self, writer: CalendarWriter) -> tuple[Block, ...]:
        """The school's dates, by its settings."""
        calendar, series = self._settings.calendar, self._settings.series

        def write() -> tuple[Block, ...]:
            off = () if calendar is None else calendar.off
            back = (writer.series(each, calendar) for each in series)
            return (*map(writer.day_off, off), *(each for each in back if each is not None))

        return self._shelf.dates.made((writer, calendar, series), write)

    def _busy(self, writer: CalendarWriter, notice: FeedNotice, busy: BusyTimes, today: date) -> Block:
        """The busy times of this school year."""
        year = (self._settings.calendar or SchoolCalendar(terms=())).year_of(today)
        tz = self._settings.school.timezone
        begin, end = (datetime.combine(day, time(), tz) for day in (year.start, year.end))
        within = Span(begin, end)
        return writer.busy(notice.holder, busy.spans, within=within, changed=busy.changed or within.start)
