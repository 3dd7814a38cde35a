"""Talks in a row: who comes after whom in one person's evening, and what lies between."""

from collections.abc import Mapping, Sequence

from ortools.sat.python.cp_model import Constraint, CpModel, IntVar, LiteralT

from partnership.conferences.table import Cast
from partnership.plugins.ortools.talks import TalkVars

__all__ = ["Row"]

Pair = tuple[int, int]


class Row:
    """The talks of one person in order of time.

    Attributes:
        follows: Per pair of talks, whether the second is the next after the first.
        together: Per such pair and sitting, whether both are in it as well.
    """

    def __init__(self, model: CpModel, talks: Sequence[TalkVars]) -> None:
        self.model, self.talks = model, talks
        self.first = [model.new_bool_var("") for _ in talks]
        self.follows: dict[Pair, IntVar] = {}
        last = [model.new_bool_var("") for _ in talks]
        arcs: list[tuple[int, int, LiteralT]] = [(0, 0, model.new_bool_var(""))]
        for place, talk in enumerate(talks):
            arcs.append((0, place + 1, self.first[place]))
            arcs.append((place + 1, 0, last[place]))
            arcs.append((place + 1, place + 1, talk.placed.negated()))
            for after, other in enumerate(talks):
                end = talk.starts[0] + talk.request.minutes
                if after != place and other.starts[-1] >= end:
                    literal = self.follows[place, after] = model.new_bool_var("")
                    arcs.append((place + 1, after + 1, literal))
                    model.add(other.start >= talk.start + talk.request.minutes).only_enforce_if(literal)
        model.add_circuit(arcs)
        self.together = {pair: self._together(pair) for pair in self.follows}

    def _together(self, pair: Pair) -> Mapping[int, IntVar]:
        one, other, follows = self.talks[pair[0]], self.talks[pair[1]], self.follows[pair]
        shared = one.sittings.keys() & other.sittings.keys()
        if shared and len(one.sittings) == len(other.sittings) == 1:
            return dict.fromkeys(shared, follows)
        literals = {}
        for sitting in sorted(shared):
            literal = literals[sitting] = self.model.new_bool_var("")
            for needed in (follows, one.sittings[sitting], other.sittings[sitting]):
                self.model.add_implication(literal, needed)
            self.model.add_bool_or(
                literal,
                follows.negated(),
                one.sittings[sitting].negated(),
                other.sittings[sitting].negated(),
            )
        return literals

    def keep_distance(self, cast: Cast) -> None:
        """Between two talks of a sitting there is time for the way from room to room, or from one way to talk to another."""
        for (before, after), literals in self.together.items():
            one, other = self.talks[before], self.talks[after]
            modes = (cast.mode(one.request), cast.mode(other.request))
            for here, in_here in one.rooms.items():
                for there, in_there in other.rooms.items():
                    minutes = cast.travel_minutes(here, there, modes)
                    for literal in literals.values() if minutes else ():
                        self._gap(before, after, least=minutes).only_enforce_if(literal, in_here, in_there)

    def wait_at_most(self, minutes: int) -> None:
        """Between two talks of a sitting lie no more minutes than this."""
        for (before, after), literals in self.together.items():
            for literal in literals.values():
                self._gap(before, after, most=minutes).only_enforce_if(literal)

    def pauses(self, minutes: int) -> Mapping[Pair, IntVar]:
        """Per pair, whether the second follows the first after a pause at least this long."""
        found = {}
        for (before, after), follows in self.follows.items():
            pause, short = self.model.new_bool_var(""), self.model.new_bool_var("")
            self.model.add(pause + short == follows)
            self._gap(before, after, least=minutes).only_enforce_if(pause)
            self._gap(before, after, most=minutes - 1).only_enforce_if(short)
            found[before, after] = pause
        return found

    def counts(self, begins: Mapping[Pair, IntVar], most: int) -> Sequence[IntVar]:
        """Per talk, the how-manieth it is since a row began: at the first talk, or where `begins` holds."""
        counts = [self.model.new_int_var(1, most, "") for _ in self.talks]
        for place, literal in enumerate(self.first):
            self.model.add(counts[place] == 1).only_enforce_if(literal)
        for (before, after), follows in self.follows.items():
            begun = begins[before, after]
            self.model.add(counts[after] == 1).only_enforce_if(follows, begun)
            self.model.add(counts[after] == counts[before] + 1).only_enforce_if(follows, begun.negated())
        return counts

    def forced(self, pauses: Mapping[Pair, IntVar], after: int) -> Mapping[int, Sequence[IntVar]]:
        """Per sitting, the pauses in it that come after as many talks in a row of that sitting as may be."""
        begins = {pair: self._begins(pair, pause) for pair, pause in pauses.items()}
        counts = self.counts(begins, len(self.talks))
        found: dict[int, list[IntVar]] = {}
        for pair, literals in self.together.items():
            for sitting, literal in literals.items():
                due = self.model.new_bool_var("")
                self.model.add_implication(due, literal)
                self.model.add_implication(due, pauses[pair])
                self.model.add(counts[pair[0]] == after).only_enforce_if(due)
                found.setdefault(sitting, []).append(due)
        return found

    def _begins(self, pair: Pair, pause: IntVar) -> IntVar:
        """Whether a row of one sitting begins anew between two talks: a pause lies there, or another sitting begins."""
        together = list(self.together[pair].values())
        begins = self.model.new_bool_var("")
        self.model.add_implication(pause, begins)
        self.model.add(sum(together) + begins >= self.follows[pair])
        for literal in together:
            self.model.add_bool_or(begins.negated(), pause, literal.negated())
        return begins

    def _gap(
        self, before: int, after: int, *, least: int | None = None, most: int | None = None
    ) -> Constraint:
        """Between the end of one talk and the start of another lie so many minutes at least, or at most."""
        one, other = self.talks[before], self.talks[after]
        gap = other.start - one.start - one.request.minutes
        return self.model.add(gap <= most) if most is not None else self.model.add(gap >= (least or 0))
