"""An honest little solver, and the same with one fault each: what `SolverContract` must tell apart."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

import attrs

from partnership.conferences.answer import answer_of
from partnership.conferences.conference import Conference
from partnership.conferences.objective import objective_of
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast
from partnership.conferences.timetable import Bound, Timetable
from partnership.plugins.first_come.solver import FirstComeSolver

__all__ = ["BROKEN", "Honest"]


class Honest:
    """First come, first served: no great planner, but it keeps every promise."""

    def __init__(self, rulebook: Rulebook = STANDARD) -> None:
        self.rulebook = rulebook

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        """What is left when everybody has booked."""
        return FirstComeSolver(rulebook=self.rulebook).solve(conference, **given)


class Overbooking(Honest):
    """Squeezes in whoever was left over, at the first start there is."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        answer, cast = super().solve(conference, **given), Cast(conference)
        late = [cast.requests[left.request] for left in answer.left_over]
        squeezed = [
            next(options_at(each, start, cast)) for each in late for start in list(starts_for(each, cast))[:1]
        ]
        placements = sorted((*answer.placements, *squeezed), key=lambda each: (each.start, each.request))
        full = attrs.evolve(answer, placements=tuple(placements), left_over=())
        return attrs.evolve(full, objective=objective_of(conference, full))


class Forgetful(Honest):
    """Does not speak of who is left over."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        return attrs.evolve(super().solve(conference, **given), left_over=())


class Curt(Honest):
    """Gives no reasons."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        answer = super().solve(conference, **given)
        mute = tuple(attrs.evolve(left, reasons=()) for left in answer.left_over)
        return attrs.evolve(answer, left_over=mute)


class Flattering(Honest):
    """Makes its timetable a point cheaper than it is."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        answer = super().solve(conference, **given)
        true = objective_of(conference, answer)
        return attrs.evolve(answer, objective=attrs.evolve(true, total=true.total - 1))


class Mute(Honest):
    """Does not say what its timetable costs."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        return attrs.evolve(super().solve(conference, **given), objective=None)


class Boasting(Honest):
    """Says that nothing could be better."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        answer = super().solve(conference, **given)
        total = objective_of(conference, answer).total
        return attrs.evolve(answer, bound=Bound(total=total, proof="we looked hard"))


class Moody(Honest):
    """Answers otherwise every time."""

    _number = count()

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        return super().solve(conference, **given | {"seed": next(self._number)})


class Restless(Honest):
    """Takes the last talk out of what it begins from, and does not look for another place for it."""

    def solve(self, conference: Conference, *, start: Timetable | None = None, **given: Any) -> Timetable:
        answer = super().solve(conference, start=start, **given)
        if start is None:
            return answer
        fewer = answer_of(conference, start.placements[:-1], rulebook=self.rulebook)
        return attrs.evolve(fewer, solver=answer.solver, seed=answer.seed)


class Trusting(Honest):
    """Takes what it begins from for an answer."""

    def solve(self, conference: Conference, *, start: Timetable | None = None, **given: Any) -> Timetable:
        return start or super().solve(conference, **given)


class Tidying(Honest):
    """Moves what was pinned."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        loose = [attrs.evolve(each, pinned=None) for each in conference.requests]
        return super().solve(attrs.evolve(conference, requests=tuple(loose)), **given | {"start": None})


class Bargaining(Honest):
    """Gives up what was pinned."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        free = tuple(each for each in conference.requests if each.pinned is None)
        answer = super().solve(attrs.evolve(conference, requests=free, overrides=()), **given)
        return attrs.evolve(answer, left_over=())


class Hasty(Honest):
    """Answers nothing when there is no time, or no step, to spend."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        spent = 0 in (given.get("seconds"), given.get("iterations"))
        return Timetable() if spent else super().solve(conference, **given)


class Eager(Honest):
    """Is done before it has begun, and begins again."""

    def solve(
        self, conference: Conference, *, progress: Callable[[float, int], None] | None = None, **given: Any
    ) -> Timetable:
        answer = super().solve(conference, **given)
        for share in (1.0, 0.5):
            if progress is not None:
                progress(share, objective_of(conference, answer).total)
        return answer


class Sinking(Honest):
    """Tells of a better timetable than it answers with."""

    def solve(
        self, conference: Conference, *, progress: Callable[[float, int], None] | None = None, **given: Any
    ) -> Timetable:
        answer = super().solve(conference, **given)
        if progress is not None:
            progress(0.5, objective_of(conference, answer).total - 1)
        return answer


class Meddling(Honest):
    """Writes its name on what it was handed."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        answer = super().solve(conference, **given)
        if given.get("start") is not None:
            object.__setattr__(given["start"], "solver", "meddling")
        return answer


class Stubborn(Honest):
    """Keeps the standard rules, whatever rules hold."""

    def __init__(self, rulebook: Rulebook = STANDARD) -> None:
        del rulebook
        super().__init__()


class Nameless(Honest):
    """Does not say who it is."""

    def solve(self, conference: Conference, **given: Any) -> Timetable:
        return attrs.evolve(super().solve(conference, **given), solver="")


BROKEN: Mapping[type[Honest], str] = {
    Overbooking: "test_every_rule_is_kept",
    Forgetful: "test_nobody_is_forgotten",
    Curt: "test_who_is_left_over_hears_why",
    Flattering: "test_the_cost_it_tells_is_the_true_one",
    Mute: "test_the_cost_it_tells_is_the_true_one",
    Boasting: "test_a_bound_is_never_above_the_optimum",
    Moody: "test_the_same_seed_and_steps_give_the_same_timetable",
    Restless: "test_a_timetable_to_begin_from_is_never_made_worse",
    Trusting: "test_a_timetable_of_another_day_is_no_obstacle",
    Tidying: "test_a_pin_is_kept",
    Bargaining: "test_a_pinned_talk_makes_way_for_nothing",
    Hasty: "test_without_time_there_is_an_answer_too",
    Eager: "test_progress_only_goes_forward",
    Sinking: "test_progress_only_goes_forward",
    Meddling: "test_what_it_is_given_is_left_as_it_was",
    Stubborn: "test_a_rule_of_an_adopter_is_kept",
    Nameless: "test_it_says_whose_answer_it_is",
}
"""Each broken solver, and the law that finds its fault."""
