"""The prover that ships, with one fault each: what `BounderContract` must tell apart."""

from collections.abc import Mapping
from typing import Any

import attrs

from partnership.conferences.bounds import bound
from partnership.conferences.conference import Conference
from partnership.conferences.rules import STANDARD
from partnership.conferences.timetable import Bound

__all__ = ["BROKEN", "Sound"]


class Sound:
    """No fault at all."""

    def bound(self, conference: Conference, **given: Any) -> Bound:
        """What is proven."""
        return bound(conference, **given)


class Boastful(Sound):
    """Adds a point, for it is nearly proven."""

    def bound(self, conference: Conference, **given: Any) -> Bound:
        proven = super().bound(conference, **given)
        return attrs.evolve(proven, total=proven.total + 1)


class Leaning(Sound):
    """Counts a point for a rule that is off."""

    def bound(self, conference: Conference, **given: Any) -> Bound:
        proven = super().bound(conference, **given)
        return attrs.evolve(proven, total=proven.total + (given.get("rulebook", STANDARD) != STANDARD))


class Mute(Sound):
    """Does not say how."""

    def bound(self, conference: Conference, **given: Any) -> Bound:
        return attrs.evolve(super().bound(conference, **given), proof=" ")


class Empty(Sound):
    """Answers less than nothing when it had no time."""

    def bound(self, conference: Conference, **given: Any) -> Bound:
        proven = super().bound(conference, **given)
        return attrs.evolve(proven, total=-1) if given.get("seconds") == 0 else proven


class Wavering(Sound):
    """Tells every bound it tries as the best so far."""

    def bound(self, conference: Conference, **given: Any) -> Bound:
        proven = super().bound(conference, **given)
        given["progress"](1.0, proven.total + 1)
        return proven


class Meddling(Sound):
    """Puts the requests in an order that suits it."""

    def bound(self, conference: Conference, **given: Any) -> Bound:
        object.__setattr__(conference, "requests", conference.requests[::-1])
        return super().bound(conference, **given)


BROKEN: Mapping[type[Sound], tuple[str, ...]] = {
    Boastful: ("test_it_is_never_above_the_optimum", "test_no_timetable_costs_less"),
    Leaning: ("test_it_leans_on_no_rule_that_is_off",),
    Mute: ("test_it_says_how_it_is_proven",),
    Empty: ("test_without_time_there_is_an_answer_too",),
    Wavering: ("test_progress_only_goes_forward",),
    Meddling: ("test_what_it_is_given_is_left_as_it_was",),
}
"""Each broken prover and the laws that have to find it."""
