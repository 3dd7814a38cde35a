"""The words around times and names when the engine speaks to people, in the languages that ship."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from partnership.almanac import almanac_in
from partnership.languages.direction import isolated
from partnership.languages.tables import Counted, Tables

__all__ = ["Telling", "telling_in"]


@attrs.frozen(kw_only=True)
class Telling:
    """One language: its tag, and sentences in which `{…}` stands for what is filled in."""

    tag: str
    # an itinerary
    talk: str
    no_waiting: str
    waiting: Counted
    several_days: Counted
    outside: Counted
    left: Counted
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
        """Names as a person says them: `Anna, Bram and Chloé`; each keeps its own direction of writing."""
        return almanac_in(self.tag).list([isolated(name, within=self.tag) for name in names])


ENGLISH = Telling(
    tag="en",
    talk="{time} {who}",
    no_waiting="no waiting",
    waiting=Counted("{number} minute waiting", "{number} minutes waiting"),
    several_days=Counted("on {number} evening", "over {number} evenings"),
    outside=Counted("{number} talk outside the preferred time", "{number} talks outside the preferred time"),
    left=Counted("{number} talk has no place", "{number} talks have no place"),
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
    talk="{time} {who}",
    no_waiting="geen wachttijd",
    waiting=Counted("{number} minuut wachten", "{number} minuten wachten"),
    several_days=Counted("op {number} avond", "verdeeld over {number} avonden"),
    outside=Counted(
        "{number} gesprek buiten de gewenste tijd", "{number} gesprekken buiten de gewenste tijd"
    ),
    left=Counted("{number} gesprek heeft geen plek", "{number} gesprekken hebben geen plek"),
    placed="Nieuw: het gesprek met {who}, {day} om {time}",
    dropped="Vervallen: het gesprek met {who}, {day} om {time}",
    moved="Verplaatst: het gesprek met {who}, {day}, van {before} naar {time}",
    moved_day="Verplaatst: het gesprek met {who}, van {day_before} om {before} naar {day} om {time}",
    changed_room="Ander lokaal: het gesprek met {who}, {day} om {time}, is in {room}",
    changed_interpreter="Andere tolk: het gesprek met {who}, {day} om {time}",
    changed_length="Andere duur: het gesprek met {who}, {day} om {time}, duurt {minutes} minuten",
    nothing_changed="Er is niets veranderd",
)
TABLES = Tables("telling", ENGLISH, DUTCH)


def telling_in(language: str) -> Telling:
    """The words of a language by its BCP 47 tag; English when we do not speak it."""
    return TABLES.of(language)
