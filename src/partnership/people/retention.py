"""How long what is kept about a pupil stays after they left, as values with their source."""

from datetime import date
from enum import StrEnum

import attrs

from partnership.errors import InvalidValue

__all__ = ["Category", "Retention"]


class Category(StrEnum):
    """What is kept about a pupil, by how long it may be.

    `file`: talks, links, consents and all else that has no longer term of its own. `enrolment`: that the pupil was at
    school, in which class and until when.
    """

    FILE = "file"
    ENROLMENT = "enrolment"


@attrs.frozen(kw_only=True)
class Retention:
    """The term of one category; the clock starts on the day a pupil left.

    Attributes:
        years: How many years it is kept after that day.
        ground: The law, guidance or policy behind it.
        source: Where that can be read.

    Raises:
        InvalidValue: Years below zero.
    """

    category: Category
    years: int
    ground: str
    source: str = ""

    def __attrs_post_init__(self) -> None:
        if self.years < 0:
            raise InvalidValue("years", f"{self.years} is below zero")

    def ends(self, left_on: date) -> date:
        """The first day it need not be kept any more; 29 February gives 1 March in a common year."""
        year = left_on.year + self.years
        try:
            return left_on.replace(year=year)
        except ValueError:
            return date(year, 3, 1)
