"""Commitments: what the school, home and the pupil each promise to do for a goal."""

from enum import StrEnum

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GuardianId

__all__ = ["ALL_SIDES", "Commitment", "Side", "words"]


class Side(StrEnum):
    """Who does something: the same four words for a goal and for a plan."""

    SCHOOL = "school"
    HOME = "home"
    PUPIL = "pupil"
    PARTNER = "partner"


ALL_SIDES = (Side.SCHOOL, Side.HOME, Side.PUPIL)
"""The sides that each promise something before a goal is shared."""


def words(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    """An attrs validator: a text that says something.

    Raises:
        InvalidValue: It is empty or blank.
    """
    if not value.strip():
        raise InvalidValue(field.name, "is empty; say it in words")


@attrs.frozen(kw_only=True)
class Commitment:
    """What one side promises to do.

    Attributes:
        side: Which side.
        what: What they do, in their own words.
        guardian: Which guardian promised it, where a home has its own; None when it is every home's.

    Raises:
        InvalidValue: No words, or a guardian for what is not done at home.
    """

    side: Side
    what: str = attrs.field(repr=False, validator=words)
    guardian: GuardianId | None = None

    def __attrs_post_init__(self) -> None:
        if self.guardian is not None and self.side is not Side.HOME:
            raise InvalidValue("guardian", "only what is done at home has a guardian")
