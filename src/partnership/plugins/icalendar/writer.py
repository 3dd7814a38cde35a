"""Everything a feed is written with: one language, one school."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

import attrs

from partnership.calendars import DayOff, SchoolCalendar, Series
from partnership.plugins.icalendar.blocks import Block, block_of, joined
from partnership.plugins.icalendar.busy import busy_block
from partnership.plugins.icalendar.dates import DateWriter
from partnership.plugins.icalendar.frames import bare_frame, frame, title_of
from partnership.plugins.icalendar.talks import TalkWriter, organizer_of
from partnership.plugins.icalendar.words import Words, words_for
from partnership.plugins.icalendar.zones import zone_block
from partnership.ports import CalendarTalk
from partnership.serial.printed import file_stem
from partnership.times import Span

__all__ = ["CalendarWriter"]


@attrs.frozen(kw_only=True, cache_hash=True)
class CalendarWriter:
    """Writes and joins; what it writes has been read back.

    Attributes:
        language: BCP 47 tag of the words around names.
        school: What the school is called.
        domain: The school's, which ends what a calendar knows anything by.
        organizer: The school's own mail address, if it has one.
        timezone: What its clocks show.
        published: Whether it writes for feeds, in which the school organizes; otherwise for a calendar server, where
            nobody does.
    """

    language: str = "en"
    school: str = ""
    domain: str = "school.invalid"
    organizer: str | None = attrs.field(default=None, repr=False)
    timezone: ZoneInfo
    published: bool = True

    @property
    def words(self) -> Words:
        """The words of its language."""
        return words_for(self.language)

    def unpublished(self) -> Self:
        """The same for a calendar server."""
        return attrs.evolve(self, published=False)

    def talk(self, talk: CalendarTalk) -> Block:
        """A talk.

        Raises:
            BrokenCalendar: It does not read back; so with the others.
        """
        organizer = organizer_of(self.organizer, self.school) if self.published else None
        return block_of(TalkWriter(words=self.words, domain=self.domain, organizer=organizer).event(talk))

    def day_off(self, off: DayOff) -> Block:
        """Days off."""
        return block_of(self._dates().day_off(off))

    def series(self, series: Series, calendar: SchoolCalendar | None) -> Block | None:
        """What comes back; None when it never does on a day with lessons."""
        data = self._dates().series(series, calendar)
        return None if data is None else block_of(data)

    def busy(self, who: str, spans: Iterable[Span], *, within: Span, changed: datetime) -> Block:
        """When somebody is busy."""
        organizer = organizer_of(self.organizer, self.school) if self.published else None
        return block_of(
            busy_block(who, spans, within=within, changed=changed, domain=self.domain, organizer=organizer)
        )

    def frame(self, title: str) -> bytes:
        """A calendar without events, of this title and the school's name."""
        if not self.published:
            return bare_frame(self.words.tag)
        return frame(title_of(title, self.school), language=self.words.tag)

    def joined(self, begin: bytes, blocks: Iterable[Block]) -> bytes:
        """A calendar of these events.

        Raises:
            BrokenCalendar: Two of them are the same event.
            InvalidValue: No rule for every year tells how the school's zone changes its clock.
        """
        listed = tuple(blocks)
        since = min((each.changed.year for each in listed if each.zone is not None), default=None)
        zones = {} if since is None else {self.timezone.key: zone_block(self.timezone, since)}
        return joined(begin, listed, zones)

    def objects(self, blocks: Iterable[Block]) -> Mapping[str, bytes]:
        """Each event as an object of a calendar server: file name → contents, one for all that share an id."""
        begin = self.frame("")
        return {f"{file_stem(each.uid)}.ics": self.joined(begin, [each]) for each in blocks}

    def _dates(self) -> DateWriter:
        organizer = organizer_of(self.organizer, self.school) if self.published else None
        return DateWriter(domain=self.domain, timezone=self.timezone, organizer=organizer)
