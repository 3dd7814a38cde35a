"""The names of days and months, as people write them, in the languages that ship."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

__all__ = ["Almanac", "almanac_in"]


@attrs.frozen(kw_only=True)
class Almanac:
    """One language.

    Attributes:
        tag: BCP 47 tag.
        days: Monday first.
        months: January first.
    """

    tag: str
    days: tuple[str, ...]
    months: tuple[str, ...]

    def month(self, number: int) -> str:
        """The name of a month, from 1."""
        return self.months[number - 1]

    def day(self, moment: date) -> str:
        """A day within a year: `Tuesday 24 November`."""
        return f"{self.days[moment.weekday()]} {moment.day} {self.month(moment.month)}"

    def date(self, moment: date) -> str:
        """A day for good: `Tuesday 24 November 2026`."""
        return f"{self.day(moment)} {moment.year}"


ENGLISH = Almanac(
    tag="en",
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)
DUTCH = Almanac(
    tag="nl",
    days=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    months=(
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
)
LANGUAGES: Mapping[str, Almanac] = MappingProxyType({words.tag: words for words in (ENGLISH, DUTCH)})


def almanac_in(language: str) -> Almanac:
    """The names of a language by its BCP 47 tag; English when we do not speak it."""
    return LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), ENGLISH)
