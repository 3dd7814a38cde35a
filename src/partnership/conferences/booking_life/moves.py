"""Talks that get another place: what the rules have against it, also where it leaves others further apart or closer."""

from collections.abc import Collection, Iterator

from partnership.conferences.objections import Objection
from partnership.conferences.rules import Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement

__all__ = ["objections_to"]


def objections_to(placed: Collection[Placement], table: Table, rulebook: Rulebook) -> Iterator[Objection]:
    """Everything the rules have against holding these talks here, wherever they were.

    Of the talks themselves all of it; of the other talks of their guardians only what was not so before: a wait may be
    too long once the talk in between is gone.

    Args:
        placed: Where the talks are to be held.
        table: The talks as they are.
        rulebook: The rules that are asked.
    """
    after = table.changed(without=[each.request for each in placed], placed=placed)
    talks = [after.talk(each) for each in placed]
    told = set()
    for talk in talks:
        for each in rulebook.objections(talk, after):
            told.add(each.finding)
            yield each
    others = {each.id: each for talk in talks for name in talk.guardians for each in after.of_guardian(name)}
    for other in (each for each in others.values() if each not in talks):
        told |= {each.finding for each in rulebook.objections(other, table)}
        for each in rulebook.objections(other, after):
            if each.finding not in told:
                told.add(each.finding)
                yield each
