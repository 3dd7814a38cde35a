"""The hooks an adopter can fill, each with an example. Hooks offer; the work is behind the ports.

Mark your functions with `hookimpl` and name the module in the entry-point group `partnership`:

    [project.entry-points.partnership]
    magister = "partnership_magister"

A hook that offers a back end returns `Offer`s: a name for the settings and a function that makes it. Keep the module
that holds the hooks light and import what is heavy inside `make`, so that a plug-in nobody uses costs nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

import attrs
import pluggy

from partnership.changes import Change
from partnership.conferences.preferences import Preference
from partnership.conferences.rules import Rule
from partnership.people.disclosure import Inquiry
from partnership.people.standing import Decision
from partnership.ports import (
    Bounder,
    Catalogue,
    Exporter,
    Inviter,
    Jurisdiction,
    Messenger,
    RosterSource,
    Solver,
    Store,
    Translator,
)

__all__ = [
    "PROJECT",
    "Offer",
    "Trial",
    "hookimpl",
    "partnership_bounders",
    "partnership_catalogues",
    "partnership_committed",
    "partnership_exporters",
    "partnership_inviters",
    "partnership_jurisdictions",
    "partnership_may_disclose",
    "partnership_messengers",
    "partnership_preferences",
    "partnership_roster_sources",
    "partnership_rules",
    "partnership_solvers",
    "partnership_stores",
    "partnership_translators",
    "partnership_trials",
]

PROJECT = "partnership"
"""The name of the hook project and of the entry-point group."""

hookspec: pluggy.HookspecMarker = pluggy.HookspecMarker(PROJECT)
hookimpl: pluggy.HookimplMarker = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plug-in as the implementation of the hook of the same name."""

_Port_co = TypeVar("_Port_co", covariant=True)


@attrs.frozen(kw_only=True)
class Offer(Generic[_Port_co]):
    """One back end under a name, made when somebody asks for it.

    Attributes:
        name: What the settings and the command line call it.
        make: Makes it from keyword settings; here are the heavy imports, and a missing package raises `MissingExtra`.
        summary: One line for `partnership plugins`.
        options: The keyword settings `make` understands, with a word on each.
    """

    name: str
    make: Callable[..., _Port_co]
    summary: str = ""
    options: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Trial:
    """Where an offer is held to the contract of its kind.

    Attributes:
        kind: `store`, `roster source`, `exporter`, `solver`, `bounder`, `messenger`, `translator`, `jurisdiction` or
            `catalogue`.
        offer: The name of the offer that is tried.
        contract: A subclass of the contract as `module:Class`. It is named and not given, for it needs the extra
            `testing`: only a trial imports it.
    """

    kind: str
    offer: str
    contract: str = attrs.field(validator=attrs.validators.matches_re(r"[\w.]+:\w+"))


@hookspec
def partnership_stores() -> Iterable[Offer[Store]]:  # type: ignore[empty-body]
    """Places to keep records.

    Example:
        return [Offer(name="memory", make=MemoryStore, summary="In memory, gone when the program ends.")]
    """


@hookspec
def partnership_roster_sources() -> Iterable[Offer[RosterSource]]:  # type: ignore[empty-body]
    """Places to read a roster from; `make` takes `path` (a file or folder) and whatever `options` says.

    Example:
        return [Offer(name="magister", make=lambda path, **settings: Magister(path, **settings))]
    """


@hookspec
def partnership_exporters() -> Iterable[Offer[Exporter]]:  # type: ignore[empty-body]
    """Ways to turn a planned evening into files for people.

    Example:
        return [Offer(name="labels", make=lambda: LabelSheet())]
    """


@hookspec
def partnership_solvers() -> Iterable[Offer[Solver]]:  # type: ignore[empty-body]
    """Planners of conferences; whatever they answer passes the checker first.

    Example:
        return [Offer(name="cp-sat", make=lambda: CpSat(workers=2))]
    """


@hookspec
def partnership_bounders() -> Iterable[Offer[Bounder]]:  # type: ignore[empty-body]
    """Provers of what no timetable can do better than.

    Example:
        return [Offer(name="cp-sat", make=lambda: CpSatBounder(workers=2))]
    """


@hookspec
def partnership_messengers() -> Iterable[Offer[Messenger]]:  # type: ignore[empty-body]
    """Channels that carry a message to one person.

    Example:
        return [Offer(name="sms", make=lambda **settings: SmsGateway(**settings))]
    """


@hookspec
def partnership_inviters() -> Iterable[Offer[Inviter]]:  # type: ignore[empty-body]
    """Makers of the invitations that go with letters.

    Example:
        return [Offer(name="house", make=lambda: HouseInvitations())]
    """


@hookspec
def partnership_translators() -> Iterable[Offer[Translator]]:  # type: ignore[empty-body]
    """Ways to put a text into another language.

    Example:
        return [Offer(name="house", make=lambda: HouseTranslator())]
    """


@hookspec
def partnership_jurisdictions() -> Iterable[Offer[Jurisdiction]]:  # type: ignore[empty-body]
    """The law of a country, as decisions about standing.

    Example:
        return [Offer(name="nl", make=Netherlands)]
    """


@hookspec
def partnership_catalogues() -> Iterable[Offer[Catalogue]]:  # type: ignore[empty-body]
    """Places to read the goals of a curriculum from.

    Example:
        return [Offer(name="house", make=lambda path: HouseCurriculum(path))]
    """


@hookspec
def partnership_may_disclose(inquiry: Inquiry) -> Decision | None:
    """A vote on whether somebody may see something: a denial or a doubt narrows, None leaves it to the others.

    Nothing a plug-in says widens what is seen, and one that fails denies.

    Example:
        return deny_after_hours(inquiry) if inquiry.aspect is Aspect.CONTACT else None
    """


@hookspec
def partnership_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Conference rules of your own, made with `partnership.conferences.rules.rule`; one of a standard name takes its place.

    Example:
        return [no_talks_in_the_attic]
    """


@hookspec
def partnership_preferences() -> Iterable[Preference]:  # type: ignore[empty-body]
    """What your school prefers, made with `partnership.conferences.preferences.preference`; the planner works towards it.

    Example:
        return [first_graders_early]
    """


@hookspec
def partnership_trials() -> Iterable[Trial]:  # type: ignore[empty-body]
    """Where the offers of this plug-in are held to their contracts; `partnership conformance` runs them.

    Example:
        return [Trial(kind="store", offer="magister", contract="partnership_magister.trials:MagisterStore")]
    """


@hookspec
def partnership_committed(changes: Sequence[Change]) -> None:
    """Called after a commit with what changed; it can no longer stop anything.

    Example:
        for change in changes:
            log.info("%s %s", change.what, change.id)
    """
