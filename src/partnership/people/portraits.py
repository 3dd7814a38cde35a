"""The family portrait: what a family wants its school to know about home. The family's own, in its own words."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from partnership.errors import IllegalStep
from partnership.ids import HouseholdId

__all__ = ["FamilyPortrait", "PortraitEntry", "PortraitField"]


class PortraitField(StrEnum):
    """What a portrait can tell. There is no field for ethnicity, religion or nationality, and none for opinions."""

    LANGUAGES = "languages"
    WHO_MATTERS = "who_matters"
    GOOD_TIMES_TO_CALL = "good_times_to_call"
    DAYS_NOT_TO_PLAN = "days_not_to_plan"
    TALENTS = "talents"
    MATERIALS_AT_HOME = "materials_at_home"


@attrs.frozen(kw_only=True)
class PortraitEntry:
    """One thing a family told.

    Attributes:
        text: In the family's own words.
        shared: Whether the school's staff may see it; consent is given field by field.
        confirmed_on: The day the family last said it is still so.
    """

    text: str = attrs.field(repr=False)
    shared: bool = False
    confirmed_on: date


def _frozen(entries: Mapping[PortraitField, PortraitEntry]) -> Mapping[PortraitField, PortraitEntry]:
    return MappingProxyType(dict(entries))


@attrs.frozen(kw_only=True)
class FamilyPortrait:
    """A household's portrait. It is confirmed each year; what was not is no longer shown."""

    household: HouseholdId
    entries: Mapping[PortraitField, PortraitEntry] = attrs.field(
        factory=dict, converter=_frozen, repr=False, eq=dict
    )

    def visible(self, on: date) -> Mapping[PortraitField, PortraitEntry]:
        """What staff may see on this day: shared, and confirmed within the year before."""
        return {
            field: entry
            for field, entry in self.entries.items()
            if entry.shared and 0 <= (on - entry.confirmed_on).days <= _YEAR
        }

    def written(self, field: PortraitField, entry: PortraitEntry) -> "FamilyPortrait":
        """The portrait with one thing told, or told anew."""
        return attrs.evolve(self, entries={**self.entries, field: entry})

    def confirmed(self, field: PortraitField, on: date) -> "FamilyPortrait":
        """The portrait with one thing confirmed to be still so.

        Raises:
            IllegalStep: Nothing was told there.
        """
        if field not in self.entries:
            raise IllegalStep(
                f"portrait field {field}", state="empty", step="be confirmed", allowed=["write"]
            )
        return self.written(field, attrs.evolve(self.entries[field], confirmed_on=on))

    def erased(self, *fields: PortraitField) -> "FamilyPortrait":
        """The portrait without these things; without any name, without everything."""
        gone = fields or tuple(self.entries)
        return attrs.evolve(
            self, entries={field: each for field, each in self.entries.items() if field not in gone}
        )


_YEAR = 366
"""Days after which a confirmation is a year old, leap years included."""
