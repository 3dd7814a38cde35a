"""What may be asked of one person, from the words of a conference to the terms of a cost."""

from collections.abc import Callable, Iterator, Sequence

import attrs

from partnership.conferences.cast import Cast
from partnership.conferences.compiled.burden import FamilyTerms, PauseTerms, StaffTerms
from partnership.conferences.compiled.timeline import Timeline
from partnership.conferences.conference import GuardianPresence, StaffPresence
from partnership.times import Span, minutes_between

__all__ = ["family_terms", "staff_terms"]

Keeps = Callable[[str], bool]


def staff_terms(person: StaffPresence, cast: Cast, timeline: Timeline, keeps: Keeps) -> StaffTerms:
    """The terms of a member of staff under the rules that are kept."""
    terms = StaffTerms(
        buffer_ticks=timeline.ticks(person.buffer_minutes),
        pauses=tuple(_pauses(person, cast, timeline)) if keeps("pause-kept") else (),
    )
    if person.break_after is None and person.break_after_minutes is None:
        return terms
    binding = keeps("staff-break")
    return attrs.evolve(
        terms,
        break_after=person.break_after,
        break_ticks=timeline.ticks(person.break_minutes),
        break_minutes=person.break_minutes,
        binding=binding,
        row_minutes=person.break_after_minutes if binding else None,
    )


def _pauses(person: StaffPresence, cast: Cast, timeline: Timeline) -> Iterator[PauseTerms]:
    """The pauses somebody must be left, each with what of its window they are not taken elsewhere."""
    for pause in person.pauses:
        place = next(
            number
            for number, sitting in enumerate(timeline.sittings)
            if sitting == cast.sitting_at(pause.start)
        )
        start = timeline.sittings[place].start
        window = Span(pause.start, pause.end)
        first, *pieces = [
            (minutes_between(start, each.start), minutes_between(start, each.end))
            for each in (window, *Span.without([window], person.busy))
        ]
        yield PauseTerms(timeline.offsets[place], first, tuple(pieces), pause.minutes)


def family_terms(
    guardians: Sequence[GuardianPresence], timeline: Timeline, keeps: Keeps, *, travel: int, weighed: bool
) -> FamilyTerms:
    """The terms of guardians whose day is one, under the rules that are kept."""
    waits = [each.max_wait_minutes for each in guardians if each.max_wait_minutes is not None]
    rests = {
        (each.max_in_a_row, timeline.ticks(each.rest_minutes))
        for each in guardians
        if each.max_in_a_row is not None
    }
    return FamilyTerms(
        timeline.ticks(travel) if guardians and keeps("travel-time") else 0,
        min(waits, default=None) if keeps("most-waiting") else None,
        weighed,
        tuple(sorted(rests)) if keeps("most-in-a-row") else (),
    )
