"""What one plug-in has to offer, asked of it once and checked before anybody relies on it.

Each plug-in is asked through a small pluggy manager of its own, so that nothing one does reaches another: a hook that
raises, a hook we do not know, an answer of another type make that one plug-in broken, and it is left out whole.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

import attrs
import pluggy

from partnership import hookspecs
from partnership.changes import Change
from partnership.conferences.preferences import Preference
from partnership.conferences.rules import Rule
from partnership.errors import PluginFailed, Problem, did_you_mean
from partnership.hookspecs import PROJECT, Offer, Trial
from partnership.people.disclosure import Inquiry
from partnership.people.standing import Decision, Verdict

__all__ = ["HOOKS", "Broken", "Plugin", "ask", "misfits"]

HOOKS: Mapping[str, str] = {
    "store": "partnership_stores",
    "roster source": "partnership_roster_sources",
    "exporter": "partnership_exporters",
    "solver": "partnership_solvers",
    "bounder": "partnership_bounders",
    "messenger": "partnership_messengers",
    "inviter": "partnership_inviters",
    "translator": "partnership_translators",
    "jurisdiction": "partnership_jurisdictions",
    "catalogue": "partnership_catalogues",
}
"""The hook that offers each kind of back end."""


@attrs.frozen(kw_only=True)
class Plugin:
    """A plug-in that answered as it should.

    Attributes:
        name: Its entry point's name, or what the program that handed it in calls it.
        offers: What it offers, by kind.
        rules: Conference rules of its own.
        preferences: What it prefers at a conference.
        trials: Where its offers are held to their contracts.
        observe: Tells it what was committed; None when it does not listen.
        vote: Asks it whether somebody may see something; None when it leaves that to others.
    """

    name: str
    offers: Mapping[str, tuple[Offer[Any], ...]]
    rules: tuple[Rule, ...]
    preferences: tuple[Preference, ...]
    trials: tuple[Trial, ...]
    observe: Callable[[Sequence[Change]], None] | None = attrs.field(repr=False)
    vote: Callable[[Inquiry], Decision] | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Broken:
    """A plug-in that is left out.

    Attributes:
        name: Which one.
        problem: Why, in words for whoever installed it.
        error: What it raised, for whoever wrote it; None when it merely answered something else.
    """

    name: str
    problem: str
    error: BaseException | None = attrs.field(default=None, repr=False, eq=False)


def ask(name: str, load: Callable[[], object]) -> Plugin | Broken:
    """Load a plug-in and ask it everything, or find out what is wrong with it.

    Args:
        name: What to call it.
        load: Imports it; whatever that raises is the plug-in's own fault.
    """
    try:
        hook = _hooks_of(name, load())
        return Plugin(
            name=name,
            offers={
                kind: tuple(_listed(hook, called, Offer, "an Offer"))
                for kind, called in HOOKS.items()
                if called in hook
            },
            rules=tuple(_listed(hook, "partnership_rules", Rule, "a Rule")),
            preferences=tuple(_listed(hook, "partnership_preferences", Preference, "a Preference")),
            trials=tuple(_listed(hook, "partnership_trials", Trial, "a Trial")),
            observe=_observer(name, hook),
            vote=_voter(name, hook),
        )
    except _WrongAnswerError as error:
        return Broken(name=name, problem=str(error))
    except pluggy.PluginValidationError as error:
        return Broken(name=name, problem=" ".join(str(error).split()), error=error)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - one plug-in's fault is not another's
        return Broken(name=name, problem=f"{type(error).__name__}: {error}", error=error)


class _WrongAnswerError(Exception):
    """A hook answered something that is not what it is for."""


_Call = Callable[..., object]
_T = TypeVar("_T")


def _hooks_of(name: str, plugin: object) -> Mapping[str, _Call]:
    """The hooks a plug-in fills, ready to be called.

    Raises:
        pluggy.PluginValidationError: It fills a hook that does not exist, or with other parameters.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(plugin, name)
    manager.check_pending()
    return {caller.name: _one(caller) for caller in manager.get_hookcallers(plugin) or ()}


def _one(caller: pluggy.HookCaller) -> _Call:
    def call(**arguments: object) -> object:
        answers = caller(**arguments)
        return answers[0] if answers else None

    return call


def _listed(hook: Mapping[str, _Call], called: str, kind: type[_T], said: str) -> Iterator[_T]:
    """What a plug-in answers to a hook that asks for a list of things of one kind; nothing when it does not fill it."""
    answer = hook[called]() if called in hook else ()
    if not isinstance(answer, Iterable) or isinstance(answer, str | Mapping):
        raise _WrongAnswerError(f"{called} answered {type(answer).__name__} where a list belongs")
    for each in answer:
        if not isinstance(each, kind):
            raise _WrongAnswerError(f"{called} offered {type(each).__name__} where {said} belongs")
        yield each


def _voter(name: str, hook: Mapping[str, _Call]) -> Callable[[Inquiry], Decision] | None:
    """A vote of its own on what may be seen; what it does wrong is for whoever counts the votes, and denies."""
    call = hook.get("partnership_may_disclose")
    if call is None:
        return None

    def vote(inquiry: Inquiry) -> Decision:
        answer = call(inquiry=inquiry)
        if answer is not None:
            return cast("Decision", answer)
        return Decision(
            verdict=Verdict.ALLOW,
            rule=f"{name}.nothing-to-say",
            ground="no objection",
            why="the plug-in leaves it to the others",
            on=inquiry.on,
        )

    return vote


def _observer(name: str, hook: Mapping[str, _Call]) -> Callable[[Sequence[Change]], None] | None:
    call = hook.get("partnership_committed")
    if call is None:
        return None

    def observe(changes: Sequence[Change]) -> None:
        try:
            call(changes=changes)
        except Exception as error:
            raise PluginFailed(name, doing="hearing what was committed") from error

    return observe


def misfits(offer: Offer[Any], settings: Mapping[str, object]) -> Iterator[Problem]:
    """Settings that `make` does not take, and those it cannot do without."""
    parameters = inspect.signature(offer.make).parameters.values()
    named = [each for each in parameters if each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY)]
    anything = any(each.kind is each.VAR_KEYWORD for each in parameters)
    known = {*(each.name for each in named), *(offer.options if anything else ())}
    if not anything or offer.options:
        for key in sorted(settings.keys() - known):
            yield Problem(key, f"unknown setting{did_you_mean(key, known)}", tuple(sorted(known)))
    for each in named:
        if each.default is each.empty and each.name not in settings:
            word = offer.options.get(each.name)
            yield Problem(each.name, f"is required: {word}" if word else "is required")
