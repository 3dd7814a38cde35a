"""A goal as a card, a plan on one page and the goals of a class: each one file, for a phone, a screen and paper.

A page is made from what one person sees (`learning.goal_views`, `learning.plan_views`), so that what they may not see cannot
end up on it by accident. It holds its own style, and asks nothing of the network.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import attrs

from partnership.languages.direction import direction, isolated
from partnership.learning.attainment import Rater
from partnership.learning.class_views import GoalLine, PupilGoals
from partnership.learning.commitments import Commitment, Side
from partnership.learning.effect import TooFewMeasurements
from partnership.learning.goal_views import GoalView
from partnership.learning.goals import GoalState, Wording
from partnership.learning.plan_parts import Phase, PlanStep
from partnership.learning.plans import ActionPlan
from partnership.plugins.html.environment import templates
from partnership.plugins.html.learning_words import LearningWords, learning_words
from partnership.plugins.html.pictures import chart_of, ladder_of
from partnership.serial.printed import printable

__all__ = ["Paper", "class_page", "goal_card", "plan_page"]


@attrs.frozen(kw_only=True)
class Paper:
    """What stands around every page.

    Attributes:
        school: What the school is called.
        language: BCP 47 tag of who reads it.
        otherwise: The language of the words around those of people where we do not speak theirs: the school's.
        made: When the page is made.
        timezone: Whose clock says which day that is.
    """

    school: str = ""
    language: str = "en"
    otherwise: str = "en"
    made: datetime
    timezone: ZoneInfo

    @property
    def words(self) -> LearningWords:
        """The words around those of people."""
        return learning_words(self.language, self.otherwise)


def goal_card(view: GoalView, *, pupil: str, paper: Paper) -> bytes:
    """A family's card of one goal: the goal, who does what, and the five steps with who says what.

    Args:
        view: The goal as its reader sees it.
        pupil: What the pupil is called.
        paper: The school, the language and the day.
    """
    words = paper.words
    ratings = sorted(view.ratings, key=lambda each: list(Rater).index(each.rater))
    said = [
        words.says.format(
            who=words.sentence(words.raters[each.rater]),
            level=isolated(f"{each.level:+d}".replace("-", "−") if each.level else "0", within=words.tag),
            words=isolated(printable(view.levels[each.level + 2]), within=words.tag),
        )
        for each in ratings
        if view.levels
    ]
    return _page(
        "goal_card.html",
        paper,
        pupil=printable(pupil),
        wording=_wording(view, paper.language),
        state=words.sentence(words.states[view.state]),
        until=_until(words, date.fromisoformat(view.until)) if view.state in _TO_COME else "",
        indicator=printable(view.indicator),
        baseline=printable(view.baseline),
        promises=_promises(view.commitments, words),
        answers=[printable(each.answer) for each in view.answers],
        levels=[printable(each) for each in view.levels],
        said=said,
        ladder=ladder_of(ratings),
    )


def plan_page(
    plan: ActionPlan, *, pupil: str, shares: Mapping[Side, float | None], advice: str, paper: Paper
) -> bytes:
    """A plan on one page: what is needed, who does what, what was measured, and how much was done on both sides alike.

    Args:
        plan: The plan as its reader sees it.
        pupil: What the pupil is called.
        shares: What the school and home did of what they planned, from 0 to 1; None when nothing was planned yet.
        advice: What that speaks for (see `learning.advice`).
        paper: The school, the language and the day.
    """
    words = paper.words
    effect = plan.effect
    return _page(
        "plan_page.html",
        paper,
        pupil=printable(pupil),
        needs=printable(plan.needs),
        strengths=printable(plan.strengths),
        stage=words.sentence(words.stages[plan.stage]),
        steps=[
            _step(each, words) for each in sorted(plan.steps, key=lambda each: list(Side).index(each.owner))
        ],
        measure=printable(plan.measure),
        chart=chart_of(plan),
        told=words.told.format(**{name: _values(plan.values(phase)) for name, phase in _PHASES.items()}),
        effect=words.too_few
        if isinstance(effect, TooFewMeasurements)
        else words.nap.format(share=_percent(effect)),
        shares=[
            (
                words.sides[side],
                words.nothing_planned if share is None else words.done.format(share=_percent(share)),
            )
            for side, share in shares.items()
        ],
        advice=words.advice[advice],
        review=None if plan.review_on is None else _until(words, plan.review_on),
        reviews=[
            (words.day(each.on), words.decisions.get(each.decision, each.decision), printable(each.why))
            for each in plan.reviews
        ],
    )


def class_page(title: str, pupils: Iterable[PupilGoals], *, paper: Paper) -> bytes:
    """The goals of a class for its teachers, in the order of the alphabet: what is open, and never how far anybody is.

    Args:
        title: What the class is called.
        pupils: As `learning.class_views.class_view` gives them.
        paper: The school, the language and the day.
    """
    words = paper.words
    rows = [
        {"name": printable(each.name), "goals": [_aim(goal, words) for goal in each.goals]} for each in pupils
    ]
    return _page("class_page.html", paper, title=printable(title), rows=rows)


_TO_COME = (GoalState.PROPOSED, GoalState.DISCUSSED, GoalState.AGREED, GoalState.ACTIVE)
_PHASES = {"before": Phase.BASELINE, "during": Phase.PLAN}


def _until(words: LearningWords, day: date) -> str:
    """As a sentence, with one full stop: a day ends with one in Ukrainian."""
    return words.sentence(words.until.format(day=words.day(day))).removesuffix(".") + "."


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _values(values: Sequence[float]) -> str:
    return ", ".join(f"{each:g}" for each in values) or "–"


def _wording(view: GoalView, language: str) -> Wording:
    """The goal in the reader's language, or as it was first written."""
    wanted = language.split("-", maxsplit=1)[0].casefold()
    own = (each for each in view.wordings if each.language.split("-")[0].casefold() == wanted)
    found = next(own, view.wordings[0])
    child = None if found.child is None else printable(found.child)
    return Wording(language=found.language, text=printable(found.text) or "–", child=child)


def _promises(commitments: Sequence[Commitment], words: LearningWords) -> Sequence[tuple[str, Sequence[str]]]:
    return [
        (words.sides[side], [printable(each.what) for each in commitments if each.side is side])
        for side in Side
        if any(each.side is side for each in commitments)
    ]


def _aim(goal: GoalLine, words: LearningWords) -> Mapping[str, object]:
    """One goal of a pupil of a class, with what is open about it."""
    silent = words.comma.join(words.raters[each] for each in goal.silent)
    return {
        "text": printable(goal.text),
        "state": words.states[goal.state],
        "until": words.until.format(day=words.short(goal.until)),
        "points": [
            *([] if goal.answered else [words.not_answered]),
            *([words.not_rated.format(who=silent)] if silent else []),
            *([words.is_due] if goal.due else []),
        ],
    }


def _step(step: PlanStep, words: LearningWords) -> Mapping[str, str]:
    return {
        "owner": words.sides[step.owner],
        "what": printable(step.what),
        "times": words.times.format(times=step.times_per_week, minutes=words.minutes(step.minutes)),
        "material": printable(step.material),
    }


@cache
def _style() -> str:
    """The style sheet of all pages, and what these have beside it."""
    folder = files("partnership.plugins.html").joinpath("templates")
    return "\n".join(
        folder.joinpath(name).read_text(encoding="utf-8") for name in ("style.css", "learning.css")
    )


def _page(template: str, paper: Paper, **shown: object) -> bytes:
    words = paper.words
    made = paper.made.astimezone(paper.timezone)
    text = (
        templates()
        .get_template(template)
        .render(
            words=words,
            direction=direction(words.tag),
            style=_style(),
            school=printable(paper.school),
            made=words.made.format(day=words.day(made.date())),
            **shown,
        )
    )
    return text.encode()
