"""Online modules at the desk: suggested once a goal is agreed, done at one's own pace, and how far is the parent's alone.

Nothing the school can ask, see, send or count here depends on how far anybody is. So there are no reminders.
"""

import uuid
from collections.abc import Iterable, Iterator

import attrs

from partnership.errors import NotFound
from partnership.ids import GoalId, ModuleId, fresh_id, joined
from partnership.learning.goals import SharedGoal
from partnership.learning.module_progress import ModuleProgress, ModuleView, module_view, taken_in
from partnership.learning.modules import Module
from partnership.learning.statements import Statement
from partnership.learning.tip_choice import is_current
from partnership.ports import Message, Transaction
from partnership.services.dossier import entry, entry_or_none, every_entry, keep_entry, put_entry, records_in
from partnership.services.supply_desk import SupplyDesk

__all__ = ["keep", "modules", "modules_for", "progress", "retire", "start", "suggest", "take_in"]

_WHY = "parents learn at their own pace"


def keep(at: SupplyDesk, module: Module) -> Module:
    """Keep a module, in the place of the one of the same id.

    Raises:
        IllegalStep: It is not the school that keeps it.
    """
    at.school_only("a module", "be made from home")

    return at.desk.anew(lambda transaction: _put(transaction, at, module))


def retire(at: SupplyDesk, id: ModuleId) -> Module:
    """Suggest a module no more; who began it goes on.

    Raises:
        NotFound: There is no such module.
        IllegalStep: It is not the school that says so.
    """
    at.school_only("a module", "be retired from home")

    def work(transaction: Transaction) -> Module:
        return _put(transaction, at, attrs.evolve(entry(transaction, Module, id)[0], retired=True))

    return at.desk.anew(work)


def modules(at: SupplyDesk) -> tuple[Module, ...]:
    """Every module; they are for everyone, without the goals of others they are for."""
    return at.desk.read(
        lambda transaction: tuple(at.seen(transaction, each) for each in every_entry(transaction, Module))
    )


def modules_for(at: SupplyDesk, goal: GoalId) -> tuple[Module, ...]:
    """The modules that are good for a goal; to a guardian those they can follow.

    Raises:
        NotFound: No such goal, or not theirs.
    """

    def work(transaction: Transaction) -> tuple[Module, ...]:
        found, _ = entry(transaction, SharedGoal, goal)
        at.admit(transaction, found.pupil, "goal", goal)
        guardian = at.caller.guardian
        language = None if guardian is None else at.language_of(transaction, guardian)
        good = _good_for(every_entry(transaction, Module), found, language)
        return tuple(at.seen(transaction, each) for each in good)

    return at.desk.read(work)


def suggest(at: SupplyDesk) -> int:
    """Tell the guardians of each pupil with an agreed goal of the modules that are good for it, each once, ever.

    Whether they began or finished one makes no difference. Run it every night.

    Returns:
        How many letters are due in all, also those of before.

    Raises:
        IllegalStep: It is not the school that suggests.
    """
    at.school_only("modules", "be suggested from home")

    def work(transaction: Transaction) -> int:
        letters = {each.key: each for each in _suggestions(transaction, at)}
        if letters:
            fact = at.fact("module.suggested", "module", "all", _WHY)
            transaction.append([fact], letters.values())
        return len(letters)

    return at.desk.anew(work)


def start(at: SupplyDesk, id: ModuleId) -> str:
    """Begin a module, or go on with it: the registration under which the program is to speak of it.

    The registration is a number drawn at random that names nobody; hand it to the program that is launched.

    Raises:
        NotFound: There is no such module, or it is no guardian who begins.
    """
    whom = at.home_only("module", id)

    def work(transaction: Transaction) -> str:
        entry(transaction, Module, id)
        before = entry_or_none(transaction, ModuleProgress, joined(id, whom))
        if before is not None:
            return before[0].registration
        begun = ModuleProgress(
            guardian=whom, module=id, registration=str(uuid.UUID(fresh_id())), started_at=at.now
        )
        put_entry(transaction, begun, expected=None)
        transaction.append([at.fact("module.started", "module", id, _WHY)])
        return begun.registration

    return at.desk.anew(work)


def take_in(at: SupplyDesk, statements: Iterable[Statement]) -> None:
    """Take in what learning programs said (`serial.xapi.read_statements`), each to whom it belongs.

    Nothing is told of it: not how many were whose, nor whether any was.

    Raises:
        IllegalStep: It is not the school that brings them.
    """
    at.school_only("statements of programs", "be brought from home")
    said = tuple(statements)
    of = {each.registration for each in said if each.registration is not None}

    def work(transaction: Transaction) -> None:
        for registration in sorted(of):
            for record in list(records_in(transaction, ModuleProgress, "registration", registration)):
                before, revision = entry(transaction, ModuleProgress, record.id)
                put_entry(transaction, taken_in(before, said), expected=revision)
        transaction.append([at.fact("module.statements_read", "module", "all", _WHY)])

    at.desk.anew(work)


def progress(at: SupplyDesk, id: ModuleId) -> ModuleView:
    """How far the guardian at the desk is, and where to go on.

    Raises:
        NotFound: There is no such module, they did not begin it, or it is no guardian who asks.
    """
    whom = at.home_only("module", id)

    def work(transaction: Transaction) -> ModuleView:
        module, _ = entry(transaction, Module, id)
        found = entry_or_none(transaction, ModuleProgress, joined(id, whom))
        if found is None:
            raise NotFound("module", id)
        return module_view(module, found[0])

    return at.desk.read(work)


def _put(transaction: Transaction, at: SupplyDesk, module: Module) -> Module:
    keep_entry(transaction, module)
    transaction.append([at.fact("module.kept", "module", module.id, _WHY)])
    return module


def _good_for(found: Iterable[Module], goal: SharedGoal, language: str | None) -> Iterator[Module]:
    wanted = {goal.id, goal.curriculum}
    for each in found:
        if not each.retired and wanted & set(each.about) and (language is None or each.speaks(language)):
            yield each


def _suggestions(transaction: Transaction, at: SupplyDesk) -> Iterator[Message]:
    every_module = tuple(every_entry(transaction, Module))
    for goal in filter(is_current, every_entry(transaction, SharedGoal)):
        for guardian in at.guardians_of(transaction, goal.pupil):
            for module in _good_for(every_module, goal, at.language_of(transaction, guardian)):
                body = {"module": module.id, "goal": goal.id}
                yield at.post("module-suggested", module.id, guardian, body)
