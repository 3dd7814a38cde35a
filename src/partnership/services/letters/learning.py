"""Letters about a shared goal or a plan: what became of it, in the words of the goal, without who said what."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from types import MappingProxyType

import attrs

from partnership.languages.tables import Tables
from partnership.learning.goals import GoalState, SharedGoal, wording_in
from partnership.learning.plans import ActionPlan, PlanStage
from partnership.services.dossier import entry_or_none
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent

__all__ = ["GOAL_TOPICS", "PLAN_TOPICS", "about_goal", "about_plan"]

GOAL_TOPICS = tuple(
    f"goal-{what}"
    for what in (
        "proposed",
        "rewritten",
        "answered",
        "discussed",
        "agreed",
        "activated",
        "reviewed",
        "achieved",
        "continued",
        "dropped",
    )
)
PLAN_TOPICS = tuple(
    f"plan-{what}" for what in ("made", "developed", "written", "begun", "evaluated", "decided")
)


@attrs.frozen(kw_only=True)
class _Words:
    """One language: what became of a goal or plan, by topic, and the words around it."""

    tag: str
    goal: str
    until: str
    open_it: str
    what: Mapping[str, str]


_ENGLISH = _Words(
    tag="en",
    goal="The goal",
    until="We look back on",
    open_it="Please tell the school what you think, or how you can help. Any answer is a good answer.",
    what=MappingProxyType(
        {
            "goal-proposed": "A goal was proposed",
            "goal-rewritten": "A goal was put differently",
            "goal-answered": "Home answered about a goal",
            "goal-discussed": "A goal was talked about",
            "goal-agreed": "A goal was agreed on",
            "goal-activated": "We begin with a goal",
            "goal-reviewed": "We looked back on a goal",
            "goal-achieved": "A goal was reached",
            "goal-continued": "We go on with a goal",
            "goal-dropped": "We stop with a goal",
            "plan-made": "There is a plan to work on",
            "plan-developed": "The needs of a plan are clear",
            "plan-written": "The steps of a plan were written",
            "plan-begun": "A plan begins",
            "plan-evaluated": "It is time to look back on a plan",
            "plan-decided": "How a plan goes on",
        }
    ),
)
_DUTCH = _Words(
    tag="nl",
    goal="Het doel",
    until="We kijken terug op",
    open_it="Laat de school weten wat u ervan vindt, of hoe u kunt helpen. Elk antwoord is goed.",
    what=MappingProxyType(
        {
            "goal-proposed": "Er is een doel voorgesteld",
            "goal-rewritten": "Een doel is anders verwoord",
            "goal-answered": "Thuis is geantwoord over een doel",
            "goal-discussed": "Over een doel is gesproken",
            "goal-agreed": "Over een doel zijn we het eens",
            "goal-activated": "We beginnen met een doel",
            "goal-reviewed": "We hebben teruggekeken op een doel",
            "goal-achieved": "Een doel is gehaald",
            "goal-continued": "We gaan verder met een doel",
            "goal-dropped": "We stoppen met een doel",
            "plan-made": "Er is een plan om aan te werken",
            "plan-developed": "Het is duidelijk wat een plan vraagt",
            "plan-written": "De stappen van een plan staan op papier",
            "plan-begun": "Een plan begint",
            "plan-evaluated": "Het is tijd om terug te kijken op een plan",
            "plan-decided": "Hoe een plan verdergaat",
        }
    ),
)
TABLES = Tables("learning", _ENGLISH, _DUTCH)
_OVER = frozenset({GoalState.DROPPED, GoalState.ACHIEVED, GoalState.CONTINUED})
_LAST = frozenset({"goal-dropped", "goal-achieved", "goal-continued"})
_GONE = Unsent(state=Idle.SUPPRESSED, why="superseded")


def about_goal(reading: Reading) -> Draft | Unsent:
    """What became of a goal; not sent when it is gone, or ended since."""
    found = entry_or_none(reading.transaction, SharedGoal, str(reading.body["goal"]))
    topic = reading.message.topic
    if found is None or (found[0].state in _OVER and topic not in _LAST):
        return _GONE
    goal, words = found[0], _words(reading)
    until = reading.words.day(datetime.combine(goal.until, time(), UTC))
    lines = [reading.words.line(words.goal, wording_in(goal, reading.recipient.language).text)]
    if topic not in _LAST:
        lines.append(reading.words.line(words.until, until))
    return Draft(
        subject=words.what[topic],
        paragraphs=(words.what[topic] + ".", "\n".join(lines), *([] if topic in _LAST else [words.open_it])),
    )


def about_plan(reading: Reading) -> Draft | Unsent:
    """What became of a plan, without what it says: that is read at school or at its page."""
    found = entry_or_none(reading.transaction, ActionPlan, str(reading.body["plan"]))
    topic = reading.message.topic
    if found is None or (found[0].stage is PlanStage.CLOSED and topic != "plan-decided"):
        return _GONE
    words = _words(reading)
    return Draft(subject=words.what[topic], paragraphs=(words.what[topic] + ".", words.open_it))


def _words(reading: Reading) -> _Words:
    return TABLES.of(reading.words.tag)
