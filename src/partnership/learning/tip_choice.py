"""Which tip for which home, and why: every tip is the one that was chosen, or has all that speaks against it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

import attrs

from partnership.calendars import school_week_of
from partnership.ids import GoalId, TipId
from partnership.learning.goals import GoalState, SharedGoal
from partnership.learning.texts import text_in
from partnership.learning.tips import HomeTip, SentTip, TipCategory
from partnership.norms import Norms

__all__ = ["Hindrance", "HomeNow", "PassedOver", "TipChoice", "choose_tip", "is_current", "seen_by_school"]


class Hindrance(StrEnum):
    """What speaks against a tip for a home now."""

    NOT_WANTED = "this home wants no tips"
    WEEK_FULL = "this week has its tips"
    RETIRED = "the school gives it no more"
    LANGUAGE = "there is no checked text in the language of this home"
    AGE = "it is for another age, or the age is not known"
    GOAL = "it is for a goal that the pupil does not work on now"
    MINUTES = "it takes longer than this home has"
    MATERIALS = "it takes something that nobody told is at home"
    RECENT = "this home got it not long ago"
    DID_NOT_WORK = "this home said that it did not work"
    ANOTHER_FIRST = "it fits, and another one comes first"
    FAMILY = "for a reason of the family's own"


_CURRENT = (GoalState.AGREED, GoalState.ACTIVE)


def is_current(goal: SharedGoal) -> bool:
    """Whether home and school work on a goal now."""
    return goal.state in _CURRENT


@attrs.frozen(kw_only=True)
class HomeNow:
    """One home with one pupil, as far as choosing a tip needs it; nothing in it is another home's.

    Attributes:
        language: In which they read.
        age: Of the pupil, in whole years; None when not known.
        goals: What the pupil works on now.
        minutes: How long a tip may take.
        materials: What is at home, in the family's own words.
        sent: The tips they got about this pupil.
        unhelpful: The tips they said did not work.
        wanted: Whether they want tips.
        today: The day.
    """

    language: str
    age: int | None = attrs.field(default=None, repr=False)
    goals: tuple[SharedGoal, ...] = ()
    minutes: int
    materials: str = attrs.field(default="", repr=False)
    sent: tuple[SentTip, ...] = ()
    unhelpful: frozenset[TipId] = attrs.field(default=frozenset(), repr=False)
    wanted: bool = True
    today: date

    def goal_of(self, tip: HomeTip) -> GoalId | None:
        """The first goal of now that a tip is for; None where it is for none of them in particular."""
        wanted = set(tip.about)
        return next((each.id for each in self.goals if wanted & {each.id, each.curriculum}), None)

    def in_week(self, monday: date) -> int:
        """How many tips came in the week of a Monday."""
        return sum(each.week == monday for each in self.sent)

    def has_for(self, tip: HomeTip) -> bool:
        """Whether all that a tip takes is at home, told in one of the languages it is written in."""
        return any(all(map(self.has, each.materials)) for each in tip.texts)

    def has(self, thing: str) -> bool:
        """Whether something was told to be at home, as a word of its own."""
        return re.search(rf"(?<!\w){re.escape(thing)}(?!\w)", self.materials, re.IGNORECASE) is not None


@attrs.frozen(kw_only=True)
class PassedOver:
    """A tip that was not chosen, with everything that speaks against it."""

    tip: TipId
    because: tuple[Hindrance, ...]


@attrs.frozen(kw_only=True)
class TipChoice:
    """Which tip was chosen, and why this one and no other.

    Attributes:
        tip: The tip; None when none fits.
        goal: The goal it is for; None when it is for any.
        language: In which they read.
        because: Why this one, in words.
        passed: Every other tip, in the order given.
    """

    tip: HomeTip | None
    goal: GoalId | None = None
    language: str
    because: tuple[str, ...] = ()
    passed: tuple[PassedOver, ...] = ()

    def why_not(self, id: TipId) -> tuple[Hindrance, ...]:
        """What spoke against a tip; nothing for the one that was chosen, or that there is none of."""
        return next((each.because for each in self.passed if each.tip == id), ())


_PLAIN = 2
"""How many of the words of `because` speak of the goal and the language only; they come first."""
_OF_THE_FAMILY = {Hindrance.NOT_WANTED, Hindrance.MINUTES, Hindrance.MATERIALS, Hindrance.DID_NOT_WORK}


def seen_by_school(choice: TipChoice) -> TipChoice:
    """The choice as the school sees it: what a family wants, has or said of a tip is one reason, and not told which."""

    def told(because: tuple[Hindrance, ...]) -> tuple[Hindrance, ...]:
        own = (Hindrance.FAMILY if each in _OF_THE_FAMILY else each for each in because)
        return tuple(dict.fromkeys(own))

    passed = tuple(attrs.evolve(each, because=told(each.because)) for each in choice.passed)
    return attrs.evolve(choice, passed=passed, because=choice.because[:_PLAIN])


def choose_tip(tips: Iterable[HomeTip], home: HomeNow, norms: Norms) -> TipChoice:
    """The tip for a home now: for a goal before for any, then the least given, then of the kind longest not given.

    Args:
        tips: Every tip there is.
        home: The home.
        norms: How many a week, how soon again.
    """
    known = tuple(tips)
    kind_of = {each.id: each.category for each in known}
    against = {each.id: tuple(_against(each, home, norms)) for each in known}
    fitting = [each for each in known if not against[each.id]]
    chosen = min(fitting, key=lambda tip: _order(tip, home, kind_of), default=None)
    return TipChoice(
        tip=chosen,
        goal=None if chosen is None else home.goal_of(chosen),
        language=home.language,
        because=() if chosen is None else tuple(_because(chosen, home, len(fitting))),
        passed=tuple(
            PassedOver(tip=each.id, because=against[each.id] or (Hindrance.ANOTHER_FIRST,))
            for each in known
            if chosen is None or each.id != chosen.id
        ),
    )


def _against(tip: HomeTip, home: HomeNow, norms: Norms) -> Iterator[Hindrance]:
    again = home.today - timedelta(weeks=norms.tip_again_weeks)
    found = {
        Hindrance.NOT_WANTED: not home.wanted,
        Hindrance.WEEK_FULL: home.in_week(school_week_of(home.today)) >= norms.tips_per_week,
        Hindrance.RETIRED: tip.retired,
        Hindrance.LANGUAGE: text_in(tip.texts, home.language) is None,
        Hindrance.AGE: not tip.is_for(home.age),
        Hindrance.GOAL: bool(tip.about) and home.goal_of(tip) is None,
        Hindrance.MINUTES: tip.minutes > home.minutes,
        Hindrance.MATERIALS: not home.has_for(tip),
        Hindrance.RECENT: any(each.tip == tip.id and each.sent_on > again for each in home.sent),
        Hindrance.DID_NOT_WORK: tip.id in home.unhelpful,
    }
    yield from (hindrance for hindrance, so in found.items() if so)


def _order(tip: HomeTip, home: HomeNow, kinds: dict[TipId, TipCategory]) -> tuple[bool, int, date, str]:
    times = sum(each.tip == tip.id for each in home.sent)
    of_kind = [each.sent_on for each in home.sent if kinds.get(each.tip) is tip.category]
    return home.goal_of(tip) is None, times, max(of_kind, default=date.min), tip.id


def _because(tip: HomeTip, home: HomeNow, fitting: int) -> Iterator[str]:
    goal = home.goal_of(tip)
    yield "it is for any goal" if goal is None else "it is for a goal the pupil works on now"
    yield f"it is written in the language of this home ({home.language})"
    yield f"it takes {tip.minutes} of the {home.minutes} minutes this home has"
    text = text_in(tip.texts, home.language)
    if text is not None and text.materials:
        yield f"what it takes is at home: {', '.join(text.materials)}"
    if fitting > 1:
        yield f"of {fitting} that fit it was given least, or its kind longest ago"
