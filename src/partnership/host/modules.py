"""Online modules at one school, for one caller."""

from collections.abc import Iterable

from partnership.ids import GoalId, ModuleId
from partnership.learning.module_progress import ModuleView
from partnership.learning.modules import Module
from partnership.learning.statements import Statement
from partnership.services import modules
from partnership.services.supply_desk import SupplyDesk

__all__ = ["Modules"]


class Modules:
    """What one caller can do with online modules; how far somebody is, only they can ask.

    Args:
        at: The desk, with who comes.
    """

    def __init__(self, at: SupplyDesk) -> None:
        self._at = at

    def keep(self, module: Module) -> Module:
        """Keep a module (see `services.modules.keep`)."""
        return modules.keep(self._at, module)

    def retire(self, id: ModuleId) -> Module:
        """Suggest a module no more (see `services.modules.retire`)."""
        return modules.retire(self._at, id)

    def all(self) -> tuple[Module, ...]:
        """Every module."""
        return modules.modules(self._at)

    def for_goal(self, goal: GoalId) -> tuple[Module, ...]:
        """The modules that are good for a goal (see `services.modules.modules_for`)."""
        return modules.modules_for(self._at, goal)

    def suggest(self) -> int:
        """Tell guardians what is good for the goals that are agreed (see `services.modules.suggest`)."""
        return modules.suggest(self._at)

    def start(self, id: ModuleId) -> str:
        """Begin, or go on: the registration for the program (see `services.modules.start`)."""
        return modules.start(self._at, id)

    def take_in(self, statements: Iterable[Statement]) -> None:
        """Take in what programs said (see `services.modules.take_in`)."""
        modules.take_in(self._at, statements)

    def progress(self, id: ModuleId) -> ModuleView:
        """How far the guardian is, and where to go on (see `services.modules.progress`)."""
        return modules.progress(self._at, id)
