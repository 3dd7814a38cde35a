"""The plug-ins of one program, found, asked and chosen from by name. There is no global list of them."""

import logging
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, TypeVar, cast

import attrs

from partnership import plugins as shipped
from partnership.changes import Change
from partnership.conferences.preferences import Preference
from partnership.conferences.rules import STANDARD, Rule, Rulebook
from partnership.errors import (
    DuplicateName,
    InvalidInput,
    PartnershipError,
    PluginFailed,
    UnknownName,
)
from partnership.hookspecs import PROJECT, Offer
from partnership.host.offers import HOOKS, Broken, Plugin, ask, misfits
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

__all__ = ["Host", "Listed"]

_log = logging.getLogger("partnership.host")

_Named = TypeVar("_Named", Rule, Preference)


@attrs.frozen(kw_only=True)
class Listed:
    """One line of `partnership plugins`.

    Attributes:
        plugin: Its name.
        state: `working`, `broken` or `blocked`.
        offers: What it offers, as (kind, name, summary); a rule and an observer are offers too.
        problem: Why it is broken.
    """

    plugin: str
    state: str
    offers: tuple[tuple[str, str, str], ...] = ()
    problem: str = ""


class Host:
    """The plug-ins of one program.

    A broken plug-in is listed (`broken`) and left out. Two plug-ins that offer one name are both left in, and choosing that name is
    an error, so that the rest goes on working and the message can say what to block.

    Args:
        plugins: Modules or objects that hold hooks, or mappings from a name to one.
        discover: Whether to add what ships with the library and every entry point of the group `partnership`.
        blocked: Names of plug-ins to leave out unloaded.
    """

    def __init__(
        self,
        plugins: Iterable[object] | Mapping[str, object] = (),
        *,
        discover: bool = False,
        blocked: Iterable[str] = (),
    ) -> None:
        self._blocked = frozenset(blocked)
        self._plugins: tuple[Plugin, ...] = ()
        self.broken: tuple[Broken, ...] = ()
        for name, load in (*_named(plugins), *(_found() if discover else ())):
            if name not in self._blocked:
                self._add(name, load)

    def store(self, name: str, **settings: object) -> Store:
        """The store of this name, made from its settings.

        Raises:
            UnknownName: Nobody offers it; the known ones are listed.
            DuplicateName: Two plug-ins do.
            InvalidInput: A setting it does not know, or one it needs is missing.
            MissingExtra: It needs a package that is not installed.
            PluginFailed: It could not be made, or it is not what it says.
        """
        return cast("Store", self._make("store", Store, name, settings))

    def roster_source(self, name: str, **settings: object) -> RosterSource:
        """The roster source of this name; errors as with `store`."""
        return cast("RosterSource", self._make("roster source", RosterSource, name, settings))

    def exporter(self, name: str, **settings: object) -> Exporter:
        """The exporter of this name; errors as with `store`."""
        return cast("Exporter", self._make("exporter", Exporter, name, settings))

    def solver(self, name: str, **settings: object) -> Solver:
        """The solver of this name; errors as with `store`. What it answers is to be checked.

        One that understands the setting `rulebook` plans by the rules and preferences of this program's plug-ins.
        """
        offers = [offer for _, offer in self._offers("solver") if offer.name == name]
        if any("rulebook" in offer.options for offer in offers):
            settings = {"rulebook": self.rulebook(), **settings}
        return cast("Solver", self._make("solver", Solver, name, settings))

    def bounder(self, name: str, **settings: object) -> Bounder:
        """The prover of bounds of this name; errors as with `store`."""
        return cast("Bounder", self._make("bounder", Bounder, name, settings))

    def messenger(self, name: str, **settings: object) -> Messenger:
        """The messenger of this name; errors as with `store`."""
        return cast("Messenger", self._make("messenger", Messenger, name, settings))

    def inviter(self, name: str, **settings: object) -> Inviter:
        """The maker of invitations of this name; errors as with `store`."""
        return cast("Inviter", self._make("inviter", Inviter, name, settings))

    def translator(self, name: str, **settings: object) -> Translator:
        """The translator of this name; errors as with `store`."""
        return cast("Translator", self._make("translator", Translator, name, settings))

    def jurisdiction(self, name: str, **settings: object) -> Jurisdiction:
        """The law of this name; errors as with `store`."""
        return cast("Jurisdiction", self._make("jurisdiction", Jurisdiction, name, settings))

    def catalogue(self, name: str, **settings: object) -> Catalogue:
        """The catalogue of this name; errors as with `store`."""
        return cast("Catalogue", self._make("catalogue", Catalogue, name, settings))

    def rules(self) -> Mapping[str, Rule]:
        """The conference rules of all plug-ins, by name.

        Raises:
            DuplicateName: Two plug-ins have a rule of one name.
        """
        return _each_once("rule", [(plugin.name, each) for plugin in self._plugins for each in plugin.rules])

    def preferences(self) -> Mapping[str, Preference]:
        """What all plug-ins prefer at a conference, by name; errors as with `rules`."""
        mine = [(plugin.name, each) for plugin in self._plugins for each in plugin.preferences]
        return _each_once("preference", mine)

    def rulebook(self) -> Rulebook:
        """The standard rules and preferences and those of the plug-ins; one of a standard name takes its place."""
        return STANDARD.plus(*self.rules().values(), *self.preferences().values())

    def voters(self) -> tuple[Callable[[Inquiry], Decision], ...]:
        """Every plug-in's vote on what may be seen; they can only narrow it."""
        return tuple(plugin.vote for plugin in self._plugins if plugin.vote is not None)

    def names(self, kind: str) -> tuple[str, ...]:
        """What is offered of a kind such as `store`, sorted.

        Raises:
            UnknownName: There is no such kind.
        """
        if kind not in HOOKS:
            raise UnknownName("kind of plug-in", kind, known=HOOKS)
        return tuple(sorted({offer.name for _, offer in self._offers(kind)}))

    def plugin(self, name: str) -> Plugin:
        """The plug-in of this name, with all it offers.

        Raises:
            UnknownName: There is none.
            PluginFailed: It is there and broken.
        """
        plugins = {plugin.name: plugin for plugin in self._plugins}
        if name in plugins:
            return plugins[name]
        for broken in (each for each in self.broken if each.name == name):
            raise PluginFailed(name, doing=f"being asked what it offers: {broken.problem}")
        raise UnknownName("plug-in", name, known=plugins)

    def announce(self, changes: Sequence[Change]) -> tuple[PluginFailed, ...]:
        """Tell every observer what was committed, one by one, and answer who failed; it can stop nothing."""
        failed = []
        for plugin in self._plugins:
            if plugin.observe is not None:
                try:
                    plugin.observe(changes)
                except PluginFailed as error:
                    _log.warning("%s (%s)", error, type(error.__cause__).__name__)
                    failed.append(error)
        return tuple(failed)

    def listing(self) -> tuple[Listed, ...]:
        """Every plug-in with what it offers or what is wrong with it, by name."""
        working = [
            Listed(plugin=plugin.name, state="working", offers=tuple(_offered(plugin)))
            for plugin in self._plugins
        ]
        broken = [Listed(plugin=each.name, state="broken", problem=each.problem) for each in self.broken]
        blocked = [Listed(plugin=name, state="blocked") for name in self._blocked]
        return tuple(sorted((*working, *broken, *blocked), key=lambda each: each.plugin))

    def _add(self, name: str, load: Callable[[], object]) -> None:
        if any(plugin.name == name for plugin in self._plugins):
            answer: Plugin | Broken = Broken(name=name, problem="another plug-in has this name already")
        else:
            answer = ask(name, load)
        if isinstance(answer, Plugin):
            self._plugins += (answer,)
        else:
            self.broken += (answer,)

    def _offers(self, kind: str) -> Iterator[tuple[str, Offer[Any]]]:
        for plugin in self._plugins:
            for offer in plugin.offers.get(kind, ()):
                yield plugin.name, offer

    def _make(self, kind: str, port: Any, name: str, settings: Mapping[str, object]) -> object:  # noqa: ANN401 - a Protocol is no type to hand over
        offers = [(plugin, offer) for plugin, offer in self._offers(kind) if offer.name == name]
        if not offers:
            raise UnknownName(kind, name, known=self.names(kind))
        if len(offers) > 1:
            raise DuplicateName(kind, name, plugins=[plugin for plugin, _ in offers])
        plugin, offer = offers[0]
        if problems := tuple(misfits(offer, settings)):
            raise InvalidInput(problems, source=f'settings of the {kind} "{name}"')
        try:
            made = offer.make(**settings)
        except PartnershipError:
            raise
        except Exception as error:
            raise PluginFailed(plugin, doing=f'making the {kind} "{name}"') from error
        if not isinstance(made, port):
            raise PluginFailed(plugin, doing=f'making the {kind} "{name}": it made something else')
        return made


def _named(plugins: Iterable[object] | Mapping[str, object]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Plug-ins a program handed in, each with a name: its own, or that of its module or class."""
    pairs = (
        plugins.items()
        if isinstance(plugins, Mapping)
        else ((getattr(each, "__name__", type(each).__name__).rpartition(".")[2], each) for each in plugins)
    )
    for name, plugin in pairs:
        yield name, partial(_itself, plugin)


def _itself(plugin: object) -> object:
    return plugin


def _found() -> Iterator[tuple[str, Callable[[], object]]]:
    """What ships with the library, then everything installed beside it; nothing is imported yet."""
    home = shipped.__name__
    for module in pkgutil.iter_modules(shipped.__path__):
        yield module.name, partial(import_module, f"{home}.{module.name}")
    for point in sorted(entry_points(group=PROJECT), key=lambda point: (point.name, point.value)):
        if not point.value.startswith(f"{home}."):
            yield point.name, point.load


def _each_once(kind: str, owned: Iterable[tuple[str, _Named]]) -> Mapping[str, _Named]:
    """Rules or preferences by name, with the plug-in each is of.

    Raises:
        DuplicateName: Two plug-ins have one of the same name.
    """
    owners: dict[str, list[str]] = {}
    found: dict[str, _Named] = {}
    for owner, each in owned:
        owners.setdefault(each.name, []).append(owner)
        found[each.name] = each
    for name, names in owners.items():
        if len(names) > 1:
            raise DuplicateName(kind, name, plugins=names)
    return found


def _offered(plugin: Plugin) -> Iterator[tuple[str, str, str]]:
    for kind, offers in plugin.offers.items():
        for offer in offers:
            yield kind, offer.name, offer.summary
    for rule in plugin.rules:
        yield "rule", rule.name, rule.summary
    for preference in plugin.preferences:
        yield "preference", preference.name, preference.summary
    if plugin.observe is not None:
        yield "observer", plugin.name, "Hears what was committed."
    if plugin.vote is not None:
        yield "voter", plugin.name, "Votes on who may see what."
