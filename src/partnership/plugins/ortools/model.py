"""The conference as a model of CP-SAT: rules as constraints, the six counts of the standard objective to minimise.

The model never asks for more than the standard rules and preferences do, so that its bound is a bound on the conference.
For a conference of people with their times, rooms, interpreters, breaks, ways, waits and caps it asks for just as much.
It knows nothing of pauses in a window, rests of guardians, rows counted in minutes, ways that differ by how one talks, or
the preferences beyond the six; nor of an adopter's rules. Those are left to the checker.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import TypeVar

from ortools.sat.python.cp_model import CpModel, Domain, IntVar, LinearExpr

from partnership.conferences.conference import StaffPresence
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Placement, Timetable
from partnership.plugins.ortools.caps import Cap, caps_of
from partnership.plugins.ortools.rows import Row
from partnership.plugins.ortools.talks import Clock, TalkVars, placement, talk_vars
from partnership.times import minutes_between

__all__ = ["Model", "OutOfTime"]

_Key = TypeVar("_Key", bound=Hashable)


class OutOfTime(Exception):  # noqa: N818 - named for what happened
    """The deadline came before the model was whole."""


class Model:
    """A conference for CP-SAT.

    Attributes:
        cp: The model itself.
        talks: The variables of each request that can be held at all.
        exact: Whether every standard rule holds, so that a bound on the model is one on the conference.

    Args:
        cast: The conference.
        rulebook: The rules that hold.
        until: When it must be whole, on the clock of `time.monotonic`; None means any time.

    Raises:
        OutOfTime: It was not.
    """

    def __init__(self, cast: Cast, rulebook: Rulebook, *, until: float | None = None) -> None:
        self._until, rulebook = until, rulebook.at(cast.conference)
        self.cast, self.clock, self._keeps = cast, Clock(cast), rulebook.keeps
        self.exact = all(map(rulebook.keeps, STANDARD))
        self.cp = CpModel()
        self.talks = talk_vars(self.cp, cast, rulebook)
        self._weights = weights = rulebook.weights(cast.conference)
        held = {talk.number for talk in self.talks}
        lost = [each for number, each in enumerate(cast.conference.requests) if number not in held]
        self._lost = weights.left_over * sum(request.weight for request in lost)
        self._costs: list[LinearExpr] = []
        for talk in self.talks:
            self._costs.append(weights.left_over * talk.request.weight * (1 - talk.placed))
            self._wish(talk)
        self._caps()
        self._parties()
        self._guardians()
        self._pupils()
        self._staff()
        self._rooms_and_interpreters()
        self._apart()
        self.cp.minimize(sum(self._costs, self._lost))

    def hint(self, timetable: Timetable) -> None:
        """Begin looking near this timetable."""
        there = {each.request: each for each in timetable.placements}
        for talk in self.talks:
            place = there.get(talk.request.id)
            self.cp.add_hint(talk.placed, place is not None)
            if place is not None:
                minute = minutes_between(self.clock.origin, place.start)
                self.cp.add_hint(talk.start, minute)
                for literals, chosen in (
                    (talk.sittings, self.clock.sitting(minute)),
                    (talk.rooms, place.room),
                    (talk.interpreters, place.interpreter),
                ):
                    if len(literals) > 1:
                        for name, literal in literals.items():
                            self.cp.add_hint(literal, name == chosen)

    def hold_pins(self, timetable: Timetable) -> None:
        """Nothing takes the place of a pinned talk of this timetable; what costs least without it is no longer known."""
        there = {each.request for each in timetable.placements}
        for talk in self.talks:
            if talk.request.pinned and talk.request.id in there:
                self.cp.add(talk.placed == 1)
                self.exact = False

    def placements(self, values: Sequence[int]) -> list[Placement]:
        """The talks of a solution, given as the values of all variables."""
        value = dict(enumerate(values))
        return [placement(talk, self.clock, value) for talk in self.talks if value[talk.placed.index]]

    # -- people ---------------------------------------------------------------

    def _caps(self) -> None:
        """How many talks there may be, of a party, a guardian, about a pupil, with one teacher, on one day (H12)."""
        counted: dict[Cap, list[IntVar]] = {}
        for talk in self.talks:
            for cap, literal in caps_of(talk, self.cast, self.clock):
                if self._keeps(cap.rule) and talk.request.id not in self.cast.waived(cap.rule):
                    counted.setdefault(cap, []).append(literal)
        for cap, literals in counted.items():
            if len(literals) > cap.most:
                self.cp.add(sum(literals) <= cap.most)

    def _parties(self) -> None:
        """How many evenings a party comes, and how long it waits (S2, S5)."""
        weights = self._weights
        for _, talks in self._of(lambda talk: [talk.request.party]):
            evenings = []
            for sitting, there in self._by_sitting(talks).items():
                comes = self.cp.new_bool_var("")
                self.cp.add_max_equality(comes, [literal for _, literal in there])
                evenings.append(comes)
                if len(there) > 1:
                    wait = self._slack(sitting, there, ())
                    longer = self.cp.new_int_var(0, self._length(sitting), "")
                    self.cp.add(longer >= wait - weights.long_wait_after)
                    self._costs += [weights.wait_minute * wait, weights.long_wait_minute * longer]
            if len(evenings) > 1:
                at_all = self.cp.new_bool_var("")
                self.cp.add_max_equality(at_all, evenings)
                self._costs.append(weights.extra_sitting * (sum(evenings) - at_all))

    def _guardians(self) -> None:
        """One talk at a time, time for the way from one to the next, and no longer waiting than one can (H2, H9, H11)."""
        for name, talks in self._of(lambda talk: [each.id for each in self.cast.guardians_of(talk.request)]):
            guardian = self.cast.guardians[name]
            if len(talks) < 2 or not self._keeps("guardian-clash"):  # noqa: PLR2004 - nobody meets themselves
                continue
            self.cp.add_no_overlap([talk.interval(self.cp, talk.placed) for talk in talks])
            travels = self._keeps("travel-time") and (
                self.cast.conference.travel.default_minutes > 0
                or any(self.cast.journeys.values())
                or bool(self.cast.changes_of_mode)
            )
            waits = guardian.max_wait_minutes is not None and self._keeps("most-waiting")
            if travels or waits:
                row = Row(self.cp, talks)
                if travels:
                    row.keep_distance(self.cast)
                if waits:
                    row.wait_at_most(guardian.max_wait_minutes or 0)

    def _pupils(self) -> None:
        """A pupil who sits in is in one talk at a time (H3)."""
        if self._keeps("pupil-clash"):
            for _, talks in self._of(lambda talk: talk.request.pupils if talk.request.pupil_attends else ()):
                self.cp.add_no_overlap([talk.interval(self.cp, talk.placed) for talk in talks])

    def _staff(self) -> None:
        """One talk at a time with a buffer, breaks, and what idle time costs (H1, H7, S3).

        Where somebody may be in two talks at once there is no row of talks, so all of it is left to the checker.
        """
        for name, talks in self._of(lambda talk: talk.request.staff) if self._keeps("staff-clash") else ():
            person = self.cast.staff[name]
            self.cp.add_no_overlap(
                [talk.interval(self.cp, talk.placed, further=person.buffer_minutes) for talk in talks]
            )
            forced = self._breaks(person, talks)
            for sitting, there in self._by_sitting(talks).items():
                if len(there) > 1:
                    breaks = [person.break_minutes * literal for literal in forced.get(sitting, ())]
                    idle = self._slack(sitting, there, breaks)
                    self._costs.append(self._weights.idle_minute * idle)

    def _breaks(self, person: StaffPresence, talks: Sequence[TalkVars]) -> Mapping[int, Sequence[IntVar]]:
        """At most so many talks in a row; per sitting, the pauses that are due after that many."""
        if person.break_after is None or len(talks) <= person.break_after:
            return {}
        row = Row(self.cp, talks)
        pauses = row.pauses(person.break_minutes)
        if self._keeps("staff-break"):
            row.counts(pauses, person.break_after)
        return row.forced(pauses, person.break_after)

    def _of(self, keys: Callable[[TalkVars], Iterable[_Key]]) -> Iterator[tuple[_Key, Sequence[TalkVars]]]:
        """The talks of each person, as long as there is time."""
        found: dict[_Key, list[TalkVars]] = {}
        for talk in self.talks:
            for key in dict.fromkeys(keys(talk)):
                found.setdefault(key, []).append(talk)
        for key, talks in found.items():
            if self._until is not None and monotonic() > self._until:
                raise OutOfTime
            yield key, talks

    # -- places ---------------------------------------------------------------

    def _rooms_and_interpreters(self) -> None:
        """A room holds so many talks at once, an interpreter one (H17, H18)."""
        conference = self.cast.conference
        for room in conference.rooms if self._keeps("room-capacity") else ():
            there = [
                talk.interval(self.cp, talk.rooms[room.id]) for talk in self.talks if room.id in talk.rooms
            ]
            self.cp.add_cumulative(there, [1] * len(there), room.capacity)
        for person in conference.interpreters if self._keeps("interpreter-clash") else ():
            self.cp.add_no_overlap(
                [
                    talk.interval(self.cp, talk.interpreters[person.id])
                    for talk in self.talks
                    if person.id in talk.interpreters
                ]
            )

    def _apart(self) -> None:
        """Parties that are kept apart start so many minutes apart and never overlap (H14)."""
        pairs = [
            (one, other, minutes)
            for one in (self.talks if self._keeps("kept-apart") else ())
            for party, minutes in self.cast.apart.get(one.request.party, ())
            for other in self.talks
            if other.request.party == party and one.number < other.number
        ]
        for one, other, minutes in pairs:
            sooner, later = self.cp.new_bool_var(""), self.cp.new_bool_var("")
            self.cp.add_bool_or(sooner, later, one.placed.negated(), other.placed.negated())
            for literal, first, second in ((sooner, one, other), (later, other, one)):
                least = max(minutes, first.request.minutes)
                self.cp.add(second.start >= first.start + least).only_enforce_if(literal)

    # -- what it costs --------------------------------------------------------

    def _wish(self, talk: TalkVars) -> None:
        """What it costs when a talk is not wholly in the time its guardians would rather come (S4)."""
        origin = self.clock.origin
        wishes = [
            [
                (minutes_between(origin, span.start), minutes_between(origin, span.end))
                for span in self.cast.preferred(each)
            ]
            for each in self.cast.guardians_of(talk.request)
        ]
        wished = []
        for minute in talk.starts:
            end = minute + talk.request.minutes
            if all(any(first <= minute and end <= last for first, last in each) for each in wishes):
                wished.append(minute)
        if len(wished) < len(talk.starts):
            outside = self.cp.new_bool_var("")
            self.cp.add_linear_expression_in_domain(talk.start, Domain.from_values(wished)).only_enforce_if(
                talk.placed, outside.negated()
            )
            self._costs.append(self._weights.outside_preferred * outside)

    def _by_sitting(self, talks: Sequence[TalkVars]) -> dict[int, list[tuple[TalkVars, IntVar]]]:
        """Per sitting, the talks that could be in it, with whether they are."""
        found: dict[int, list[tuple[TalkVars, IntVar]]] = {}
        for talk in talks:
            for sitting, literal in talk.sittings.items():
                found.setdefault(sitting, []).append((talk, literal))
        return found

    def _length(self, sitting: int) -> int:
        first, last = self.clock.spans[sitting]
        return last - first

    def _slack(
        self, sitting: int, there: Sequence[tuple[TalkVars, IntVar]], less: Sequence[LinearExpr]
    ) -> IntVar:
        """Minutes from the first start to the last end in a sitting, less those spoken and what else is taken off."""
        begin, end = self.clock.spans[sitting]
        first, last = self.cp.new_int_var(begin, end, ""), self.cp.new_int_var(begin, end, "")
        for talk, literal in there:
            self.cp.add(first <= talk.start).only_enforce_if(literal)
            self.cp.add(last >= talk.start + talk.request.minutes).only_enforce_if(literal)
        slack = self.cp.new_int_var(0, self._length(sitting), "")
        spoken = sum(talk.request.minutes * literal for talk, literal in there)
        self.cp.add(slack >= last - first - spoken - sum(less))
        return slack
