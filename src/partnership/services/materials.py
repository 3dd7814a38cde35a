"""Learning material at the desk: nothing digital without a way around the screen, and copies that are lent in order."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import attrs

from partnership.errors import InvalidInput, InvalidValue, Problem
from partnership.ids import GoalId, MaterialId
from partnership.learning.copies import Copy
from partnership.learning.goals import SharedGoal
from partnership.learning.materials import Material, material_for, offline_problems, stale_links
from partnership.ports import Transaction
from partnership.services.dossier import entry, every_entry, keep_entry
from partnership.services.supply_desk import SupplyDesk

__all__ = ["check_link", "keep", "links_to_check", "materials", "materials_for", "retire"]

_WHY = "material that families can use at home"


def keep(at: SupplyDesk, *wanted: Material) -> tuple[Material, ...]:
    """Keep material, in the place of what has the same ids; afterwards every digital piece has an offline equivalent.

    Raises:
        InvalidInput: A digital piece has none that is there, is given and needs no screen, or there would be fewer copies
            than are out; all of them at once.
        IllegalStep: It is not the school that keeps it.
    """
    at.school_only("material", "be kept from home")

    return at.desk.anew(lambda transaction: _put(transaction, at, wanted))


def retire(at: SupplyDesk, id: MaterialId) -> Material:
    """Give and lend it no more.

    Raises:
        NotFound: There is no such material.
        InvalidInput: It is what something digital is done with without a screen.
        IllegalStep: It is not the school that says so.
    """
    return _changed(at, id, lambda found: attrs.evolve(found, retired=True))


def check_link(at: SupplyDesk, id: MaterialId, *, on: date | None = None) -> Material:
    """Somebody saw that the link works, today or on a day.

    Raises:
        NotFound: There is no such material.
        InvalidValue: It has no link.
        IllegalStep: It is not the school that looked.
    """

    def checked(found: Material) -> Material:
        if not found.link:
            raise InvalidValue("link", "is empty; there is nothing to look at")
        return attrs.evolve(found, checked_on=on or at.today)

    return _changed(at, id, checked)


def materials(at: SupplyDesk) -> tuple[Material, ...]:
    """Everything there is; it is for everyone, without the goals of others it is for."""
    return at.desk.read(
        lambda transaction: tuple(at.seen(transaction, each) for each in every_entry(transaction, Material))
    )


def materials_for(at: SupplyDesk, goal: GoalId) -> tuple[Material, ...]:
    """What is good for a goal; to a guardian what is of use in their language, with what needs no screen beside it.

    Raises:
        NotFound: No such goal, or not theirs.
    """

    def work(transaction: Transaction) -> tuple[Material, ...]:
        found, _ = entry(transaction, SharedGoal, goal)
        at.admit(transaction, found.pupil, "goal", goal)
        guardian = at.caller.guardian
        language = None if guardian is None else at.language_of(transaction, guardian)
        good = material_for(every_entry(transaction, Material), found, language=language)
        return tuple(at.seen(transaction, each) for each in good)

    return at.desk.read(work)


def links_to_check(at: SupplyDesk) -> tuple[Material, ...]:
    """The links nobody looked at for longer than the norm, the longest first (see `learning.materials.stale_links`)."""
    return stale_links(materials(at), at.norms, on=at.today)


def _changed(at: SupplyDesk, id: MaterialId, change: Callable[[Material], Material]) -> Material:
    at.school_only("material", "be changed from home")
    return at.desk.anew(
        lambda transaction: _put(transaction, at, (change(entry(transaction, Material, id)[0]),))[0]
    )


def _put(transaction: Transaction, at: SupplyDesk, wanted: tuple[Material, ...]) -> tuple[Material, ...]:
    """Write material, when nothing digital is left without a way around the screen."""
    new = {each.id: each for each in wanted}
    known = {each.id: each for each in every_entry(transaction, Material)}
    after = new | {name: each for name, each in known.items() if name not in new}
    problems = [*offline_problems(after.values()), *_too_few(transaction, new.values())]
    if problems:
        raise InvalidInput(problems, source="materials")
    for each in new.values():
        keep_entry(transaction, each)
    transaction.append([at.fact("material.kept", "material", name, _WHY) for name in new])
    return tuple(new.values())


def _too_few(transaction: Transaction, wanted: Iterable[Material]) -> Iterator[Problem]:
    """What would have fewer copies than the number of one that somebody has."""
    for number, each in enumerate(wanted):
        out = (one for one in every_entry(transaction, Copy, "material", each.id) if one.guardian is not None)
        if any(one.number >= each.copies for one in out):
            yield Problem(
                f"$[{number}].copies", "somebody has a copy with a higher number; take it back first"
            )
