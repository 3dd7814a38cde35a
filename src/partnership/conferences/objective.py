"""What a timetable costs: every preference counted anew, and a total in points (lower is better)."""

from partnership.conferences.conference import Conference
from partnership.conferences.preferences import Preference
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Counted, ObjectiveValue, Timetable

__all__ = ["objective_of"]


def objective_of(
    conference: Conference | Cast, timetable: Timetable | Table, rulebook: Rulebook = STANDARD
) -> ObjectiveValue:
    """The value of a timetable of a conference; a request that is not placed counts as left over.

    Args:
        conference: What was asked.
        timetable: What was planned.
        rulebook: Whose preferences are counted; its rules are not looked at.
    """
    table = timetable if isinstance(timetable, Table) else Table(conference, timetable)
    cast = table.cast
    counted: dict[str, Counted] = {}
    for preference in rulebook.preferences.values():
        if preference.name not in cast.rules_off:
            counted[preference.name] = _counted(preference, table)

    def count_of(name: str) -> int:
        return counted[name].count if name in counted else 0

    return ObjectiveValue(
        total=sum(each.points for each in counted.values()),
        left_over=count_of("left-over"),
        outside_preferred=count_of("outside-preferred"),
        extra_sitting=count_of("extra-sitting"),
        wait_minutes=count_of("wait-minutes"),
        long_wait_minutes=count_of("long-wait-minutes"),
        idle_minutes=count_of("idle-minutes"),
        others=tuple(
            counted[each.name]
            for each in rulebook.further()
            if each.name in counted and counted[each.name].points
        ),
    )


def _counted(preference: Preference, table: Table) -> Counted:
    """What one preference counts in a timetable, and its points."""
    cast, each = table.cast, preference.each(table.cast.conference.weights)
    count = points = 0
    for whom, talks in table.talks_of_each(preference.of):
        here = preference.count(talks, whom, cast)
        count += here
        points += preference.cost(talks, whom, cast) if preference.weigh else each * here
    return Counted(preference=preference.name, count=count, points=points)
