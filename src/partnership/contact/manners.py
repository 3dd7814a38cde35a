"""Manners of contact: a concern comes with a step and a date, and is never the first a family hears in a school year."""

from collections.abc import Iterable, Iterator

from partnership.calendars import Days
from partnership.contact.moments import ContactMoment, Direction, Tone
from partnership.errors import InvalidInput, Problem

__all__ = ["admit", "problems_of"]


def admit(moment: ContactMoment, earlier: Iterable[ContactMoment], year: Days) -> ContactMoment:
    """The same moment, when it keeps the manners.

    Args:
        moment: What is to be planned or logged.
        earlier: The moments about its pupils, in any order; later ones are passed over.
        year: The school year it lies in.

    Raises:
        InvalidInput: Everything that is against it, at once.
    """
    problems = tuple(problems_of(moment, earlier, year))
    if problems:
        raise InvalidInput(problems, source="contact moment")
    return moment


def problems_of(moment: ContactMoment, earlier: Iterable[ContactMoment], year: Days) -> Iterator[Problem]:
    """What is against a moment; home may always say what it wants."""
    if moment.direction is Direction.IN or moment.tone is not Tone.CONCERN:
        return
    if not moment.follow_ups:
        yield Problem(
            "$.follow_ups", "a concern comes with one step somebody can do, and the day it is looked at again"
        )
    if moment.overruled is not None:
        if not moment.overruled.strip():
            yield Problem("$.overruled", "is empty; say why a concern has to come first")
        return
    before = [each for each in earlier if each.individual and each.at < moment.at and each.at.date() in year]
    for number, pupil in enumerate(moment.pupils):
        if not any(pupil in each.pupils for each in before):
            yield Problem(
                f"$.pupils[{number}]",
                "the first contact of a school year with this family would be a concern; "
                "get to know them first, or say in `overruled` why it cannot wait",
            )
