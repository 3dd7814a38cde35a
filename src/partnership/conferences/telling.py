"""The words around times and names when the engine speaks to people, in the languages that ship."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import attrs

from partnership.almanac import almanac_in

__all__ = ["Telling", "telling_in"]


@attrs.frozen(kw_only=True)
class Telling:
    """One language: its tag, and sentences in which `{…}` stands for what is filled in."""

    tag: str
    conjunction: str
    # an itinerary
    talk: str
    no_waiting: str
    waiting: str
    several_days: str
    outside_one: str
    outside_more: str
    left_one: str
    left_more: str
    # what changed
    placed: str
    dropped: str
    moved: str
    moved_day: str
    changed_room: str
    changed_interpreter: str
    changed_length: str
    nothing_changed: str

    def day(self, moment: datetime) -> str:
        """A day as people write it: `Tuesday 24 November`."""
        return almanac_in(self.tag).day(moment)

    def list(self, names: Sequence[str]) -> str:
        """Names as a person says them: `Anna, Bram and Chloé`."""
        *first, last = names
        return f"{', '.join(first)} {self.conjunction} {last}" if first else last

    def counted(self, number: int, one: str, more: str) -> str:
        """The sentence for one, or that for several with their number in it."""
        return one if number == 1 else more.format(number=number)


ENGLISH = Telling(
    tag="en",
    conjunction="and",
    talk="{time} {who}",
    no_waiting="no waiting",
    waiting="{minutes} minutes waiting",
    several_days="over {number} evenings",
    outside_one="1 talk outside the preferred time",
    outside_more="{number} talks outside the preferred time",
    left_one="1 talk has no place",
    left_more="{number} talks have no place",
    placed="New: the talk with {who}, {day} at {time}",
    dropped="Called off: the talk with {who}, {day} at {time}",
    moved="Moved: the talk with {who}, {day}, from {before} to {time}",
    moved_day="Moved: the talk with {who}, from {day_before} at {before} to {day} at {time}",
    changed_room="Another room: the talk with {who}, {day} at {time}, is in {room}",
    changed_interpreter="Another interpreter: the talk with {who}, {day} at {time}",
    changed_length="Another length: the talk with {who}, {day} at {time}, lasts {minutes} minutes",
    nothing_changed="Nothing changed",
)
DUTCH = Telling(
    tag="nl",
    conjunction="en",
    talk="{time} {who}",
    no_waiting="geen wachttijd",
    waiting="{minutes} minuten wachten",
    several_days="verdeeld over {number} avonden",
    outside_one="1 gesprek buiten de gewenste tijd",
    outside_more="{number} gesprekken buiten de gewenste tijd",
    left_one="1 gesprek heeft geen plek",
    left_more="{number} gesprekken hebben geen plek",
    placed="Nieuw: het gesprek met {who}, {day} om {time}",
    dropped="Vervallen: het gesprek met {who}, {day} om {time}",
    moved="Verplaatst: het gesprek met {who}, {day}, van {before} naar {time}",
    moved_day="Verplaatst: het gesprek met {who}, van {day_before} om {before} naar {day} om {time}",
    changed_room="Ander lokaal: het gesprek met {who}, {day} om {time}, is in {room}",
    changed_interpreter="Andere tolk: het gesprek met {who}, {day} om {time}",
    changed_length="Andere duur: het gesprek met {who}, {day} om {time}, duurt {minutes} minuten",
    nothing_changed="Er is niets veranderd",
)
LANGUAGES: Mapping[str, Telling] = MappingProxyType({words.tag: words for words in (ENGLISH, DUTCH)})


def telling_in(language: str) -> Telling:
    """The words of a language by its BCP 47 tag; English when we do not speak it."""
    return LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), ENGLISH)
