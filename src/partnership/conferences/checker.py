"""The independent judge: any timetable, from anyone, against the rules, and what it really costs."""

from collections import Counter
from collections.abc import Iterator

import attrs

from partnership.conferences.conference import Conference, Override
from partnership.conferences.objections import Objection
from partnership.conferences.objective import objective_of
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import ObjectiveValue, Timetable

__all__ = ["Report", "check"]


@attrs.frozen(kw_only=True)
class Report:
    """The verdict on a timetable.

    Attributes:
        objections: Every broken rule, in order of time, then rule; a clash is told once, not from both sides.
        objective: What the timetable costs, counted anew.
        overridden: The overrides without which there would be more objections.
    """

    objections: tuple[Objection, ...]
    objective: ObjectiveValue
    overridden: tuple[Override, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether no rule is broken."""
        return not self.objections

    @property
    def broken(self) -> tuple[str, ...]:
        """The ids of the rules that are broken, sorted, each once."""
        return tuple(sorted({objection.rule for objection in self.objections}))


def check(conference: Conference | Cast, timetable: Timetable, *, rulebook: Rulebook = STANDARD) -> Report:
    """Judge a timetable by the rules alone; what it says of itself is not believed.

    Besides the rulebook, the books must balance: each request is placed once or left over, and nothing is placed that
    nobody asked for. A claimed objective that is not the true one is an objection too.
    """
    table = Table(conference, timetable)
    rulebook = rulebook.at(table.cast.conference)
    objective = objective_of(table.cast, table, rulebook)
    found = [*_books(table), *_claim(timetable, objective)]
    seen: set[object] = set()
    for talk in table.talks:
        mine = list(rulebook.objections(talk, table))
        found.extend(each for each in mine if not each.against or each.finding not in seen)
        seen.update(each.finding for each in mine)
    return Report(objections=tuple(found), objective=objective, overridden=tuple(_relied_on(table, rulebook)))


def _relied_on(table: Table, rulebook: Rulebook) -> Iterator[Override]:
    """The overrides of talks that their rule would object to."""
    placed = {talk.id: talk for talk in table.talks}
    for override in table.cast.conference.overrides:
        talk, rule = placed.get(override.request), rulebook.rules.get(override.rule)
        if talk is not None and rule is not None and next(rule(talk, table), None) is not None:
            yield override


def _books(table: Table) -> Iterator[Objection]:
    """Each request is placed once or left over; nobody is dropped silently (H25)."""
    for stranger in table.strangers:
        yield Objection(rule="unknown-request", request=stranger.request, text="nobody asked for this talk")
    placed = Counter(placement.request for placement in table.timetable.placements)
    left = Counter(left_over.request for left_over in table.timetable.left_over)
    for name in sorted(placed.keys() | left.keys()):
        for word, times in (("placed", placed[name]), ("left over", left[name])):
            if times > 1:
                yield Objection(rule="placed-once", request=name, text=f"{word} {times} times")
        if placed[name] and left[name]:
            yield Objection(rule="placed-once", request=name, text="both placed and left over")
    for name in sorted(left.keys() - table.cast.requests.keys()):
        yield Objection(rule="unknown-request", request=name, text="nobody asked for this talk")
    for request in table.cast.conference.requests:
        if not placed[request.id] and not left[request.id]:
            yield Objection(rule="nobody-forgotten", request=request.id, text="neither placed nor left over")


def _claim(timetable: Timetable, objective: ObjectiveValue) -> Iterator[Objection]:
    """A timetable that says what it costs, or what any must cost, says the truth."""
    if timetable.objective is not None and timetable.objective != objective:
        yield Objection(
            rule="true-objective",
            request=None,
            text=f"claims {timetable.objective.total} points, costs {objective.total}",
        )
    if timetable.bound is not None and timetable.bound.total > objective.total:
        yield Objection(
            rule="true-bound",
            request=None,
            text=f"claims that nothing costs less than {timetable.bound.total} points, costs {objective.total}",
        )
