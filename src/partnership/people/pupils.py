"""Pupils."""

from datetime import date

import attrs

from partnership.ids import PupilId
from partnership.people.names import PersonName

__all__ = ["Pupil", "age_on"]


def age_on(birth_date: date, day: date) -> int:
    """Whole years lived on a day; who was born on 29 February is a year older on 1 March of a common year."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (not had_birthday)


@attrs.frozen(kw_only=True)
class Pupil:
    """A pupil of the school.

    Attributes:
        birth_date: None when the school's source does not tell; then no age is assumed.
        left_on: The first day the pupil was no longer at the school; None while they are.
    """

    id: PupilId
    name: PersonName = attrs.field(repr=False)
    birth_date: date | None = attrs.field(default=None, repr=False)
    left_on: date | None = None

    def age(self, day: date) -> int | None:
        """Whole years lived on a day; None when the birth date is not known."""
        return None if self.birth_date is None else age_on(self.birth_date, day)

    def is_here(self, day: date) -> bool:
        """Whether the pupil has not left by this day."""
        return self.left_on is None or day < self.left_on
