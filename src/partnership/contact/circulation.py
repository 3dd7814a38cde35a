"""Who got a newsletter and read it, and what the school has to do where somebody did not."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

import attrs

from partnership.calendars import Days, SchoolCalendar
from partnership.contact.newsletters import Edition, EditionState
from partnership.contact.notices import Notice
from partnership.ids import ClassId, EditionId, GuardianId
from partnership.norms import Norms
from partnership.times import instant

__all__ = ["Delivery", "missing_this_month", "on_paper_or_by_voice", "to_nudge", "without_variant"]


@attrs.frozen(kw_only=True)
class Delivery:
    """That an edition went to one guardian.

    Attributes:
        language: In which language.
        sent_at: When it was queued.
        read_at: When it was opened; None as far as anybody knows.
    """

    edition: EditionId
    guardian: GuardianId
    language: str
    sent_at: datetime = attrs.field(converter=instant)
    read_at: datetime | None = attrs.field(default=None, converter=attrs.converters.optional(instant))


def missing_this_month(
    classes: Iterable[ClassId],
    editions: Iterable[Edition],
    calendar: SchoolCalendar,
    today: date,
    norms: Norms | None = None,
) -> Iterator[Notice]:
    """Classes without an edition this month, from the school day on that the norm says; a month without lessons needs none."""
    limit = (norms or Norms()).newsletter_school_day
    gone = len(calendar.lesson_days(Days(today.replace(day=1), date.fromordinal(today.toordinal() + 1))))
    out = {
        each.class_id
        for each in editions
        if each.month == (today.year, today.month)
        and each.state in {EditionState.SENT, EditionState.ARCHIVED}
    }
    for class_id in classes:
        if gone >= limit and class_id not in out:
            yield Notice(
                rule="newsletter.missing",
                norm="newsletter_school_day",
                about=f"class:{class_id}",
                facts={"school_day": gone},
                next_step="send the newsletter of this month: goals, dates, activities, help at home",
            )


def without_variant(edition: Edition, languages: Mapping[GuardianId, str]) -> Iterator[Notice]:
    """Guardians who would not get an edition in their own language."""
    for guardian, language in languages.items():
        if edition.text_for(language)[0].split("-")[0] != language.split("-")[0]:
            yield Notice(
                rule="newsletter.no_variant",
                about=f"guardian:{guardian}",
                facts={"language": language, "edition": edition.id},
                next_step="have it translated and read by a person, or call with an interpreter",
            )


def on_paper_or_by_voice(channels: Mapping[GuardianId, Iterable[str]]) -> tuple[GuardianId, ...]:
    """Guardians whom no channel reaches: they get it on paper, or somebody tells them."""
    return tuple(guardian for guardian, theirs in channels.items() if not tuple(theirs))


def to_nudge(deliveries: Iterable[Delivery], norms: Norms | None = None) -> Iterator[Notice]:
    """Guardians who opened none of the last editions they got, as many as the norm says: somebody asks in person."""
    limit = (norms or Norms()).unread_editions
    of: dict[GuardianId, list[Delivery]] = {}
    for each in sorted(deliveries, key=lambda each: (each.guardian, each.sent_at, each.edition)):
        of.setdefault(each.guardian, []).append(each)
    for guardian, theirs in of.items():
        last = theirs[-limit:]
        if len(last) == limit and all(each.read_at is None for each in last):
            yield Notice(
                rule="newsletter.unread",
                norm="unread_editions",
                about=f"guardian:{guardian}",
                facts={"unread": limit},
                next_step="ask in person whether it arrives, in the right language, by a welcome way",
            )
