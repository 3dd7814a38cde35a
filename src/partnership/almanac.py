"""Days, times and lists of names as people write them, in the languages that ship (as the CLDR has them)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

import attrs

__all__ = ["Almanac", "almanac_in"]


@attrs.frozen(kw_only=True)
class Almanac:
    """One language.

    Attributes:
        tag: BCP 47 tag.
        days: Monday first.
        months: January first, as they are written after the number of a day.
        alone: The months as they are written by themselves; the same where none are given.
        in_year: A day within a year.
        for_good: A day with its year.
        at: A day with a time; `until` with the time it ends too.
        comma: Between names.
        last: Before the last name.
        semicolon: Between what has commas itself.
    """

    tag: str
    days: tuple[str, ...]
    months: tuple[str, ...]
    alone: tuple[str, ...] = ()
    in_year: str = "{weekday} {number} {month}"
    for_good: str = "{weekday} {number} {month} {year}"
    at: str = "{day}, {start}"
    until: str = "{day}, {start}–{end}"
    comma: str = ", "
    semicolon: str = "; "
    last: str

    def month(self, number: int) -> str:
        """The name of a month by itself, from 1."""
        return (self.alone or self.months)[number - 1]

    def short(self, moment: date) -> str:
        """A day of a month: `24 November`."""
        return f"{moment.day} {self.months[moment.month - 1]}"

    def day(self, moment: date) -> str:
        """A day within a year: `Tuesday 24 November`."""
        return _filled(self, self.in_year, moment)

    def date(self, moment: date) -> str:
        """A day for good: `Tuesday 24 November 2026`."""
        return _filled(self, self.for_good, moment)

    def moment(self, start: datetime, end: datetime | None = None) -> str:
        """A time: `Tuesday 24 November 2026, 19:10–19:20`."""
        pattern = self.at if end is None else self.until
        return pattern.format(day=self.date(start), start=f"{start:%H:%M}", end=f"{end or start:%H:%M}")

    def list(self, names: Sequence[str]) -> str:
        """Names as a person says them: `Anna, Bram and Chloé`."""
        *first, last = names
        return f"{self.comma.join(first)}{self.last}{last}" if first else last


def _filled(words: Almanac, pattern: str, moment: date) -> str:
    return pattern.format(
        weekday=words.days[moment.weekday()],
        number=moment.day,
        month=words.months[moment.month - 1],
        year=moment.year,
    )


ENGLISH = Almanac(
    tag="en",
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    last=" and ",
)
DUTCH = Almanac(
    tag="nl",
    days=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    months=(
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    last=" en ",
)
TURKISH = Almanac(
    tag="tr",
    days=("Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"),
    months=(
        *("Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran"),
        *("Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"),
    ),
    in_year="{number} {month} {weekday}",
    for_good="{number} {month} {year} {weekday}",
    last=" ve ",
)
ARABIC = Almanac(
    tag="ar",
    days=("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    months=(
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
    in_year="{weekday}، {number} {month}",
    for_good="{weekday}، {number} {month} {year}",
    at="{day}، الساعة {start}",
    until="{day}، من الساعة {start} إلى {end}",  # a dash would be read from right to left
    comma="، ",
    semicolon="؛ ",
    last=" و",
)
POLISH = Almanac(
    tag="pl",
    days=("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"),
    months=(
        *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
        *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
    ),
    alone=(
        *("styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec"),
        *("lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"),
    ),
    in_year="{weekday}, {number} {month}",
    for_good="{weekday}, {number} {month} {year}",
    at="{day}, godz. {start}",
    until="{day}, godz. {start}–{end}",
    last=" i ",
)
UKRAINIAN = Almanac(
    tag="uk",
    days=("понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота", "неділя"),
    months=(
        *("січня", "лютого", "березня", "квітня", "травня", "червня"),
        *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
    ),
    alone=(
        *("січень", "лютий", "березень", "квітень", "травень", "червень"),
        *("липень", "серпень", "вересень", "жовтень", "листопад", "грудень"),
    ),
    in_year="{weekday}, {number} {month}",
    for_good="{weekday}, {number} {month} {year}\u202fр.",
    last=" і ",
)
LANGUAGES: Mapping[str, Almanac] = MappingProxyType(
    {each.tag: each for each in (ENGLISH, DUTCH, TURKISH, ARABIC, POLISH, UKRAINIAN)}
)


def almanac_in(language: str) -> Almanac:
    """The names of a language by its BCP 47 tag; English when we do not speak it."""
    return LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), ENGLISH)
