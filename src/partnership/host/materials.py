"""Learning material and loans at one school, for one caller."""

from datetime import date

from partnership.ids import GoalId, GuardianId, MaterialId
from partnership.learning.copies import Copy, Reservation
from partnership.learning.materials import Material
from partnership.services import loans, materials
from partnership.services.supply_desk import SupplyDesk

__all__ = ["Materials"]


class Materials:
    """What one caller can do with learning material; a guardian with their own loans only.

    Args:
        at: The desk, with who comes.
    """

    def __init__(self, at: SupplyDesk) -> None:
        self._at = at

    def keep(self, *wanted: Material) -> tuple[Material, ...]:
        """Keep material (see `services.materials.keep`)."""
        return materials.keep(self._at, *wanted)

    def retire(self, id: MaterialId) -> Material:
        """Give and lend it no more (see `services.materials.retire`)."""
        return materials.retire(self._at, id)

    def check_link(self, id: MaterialId, *, on: date | None = None) -> Material:
        """Somebody saw that the link works (see `services.materials.check_link`)."""
        return materials.check_link(self._at, id, on=on)

    def all(self) -> tuple[Material, ...]:
        """Everything there is."""
        return materials.materials(self._at)

    def for_goal(self, goal: GoalId) -> tuple[Material, ...]:
        """What is good for a goal (see `services.materials.materials_for`)."""
        return materials.materials_for(self._at, goal)

    def links_to_check(self) -> tuple[Material, ...]:
        """The links nobody looked at for long."""
        return materials.links_to_check(self._at)

    def lend(self, id: MaterialId, guardian: GuardianId, *, number: int | None = None) -> Copy:
        """Lend a copy (see `services.loans.lend`)."""
        return loans.lend(self._at, id, guardian, number=number)

    def reserve(self, id: MaterialId, guardian: GuardianId | None = None) -> Copy | Reservation:
        """Ask for a copy, or wait for one (see `services.loans.reserve`)."""
        return loans.reserve(self._at, id, guardian)

    def cancel(self, id: MaterialId, guardian: GuardianId | None = None) -> None:
        """Wait no more (see `services.loans.cancel`)."""
        loans.cancel(self._at, id, guardian)

    def give_back(self, id: MaterialId, number: int) -> Copy:
        """A copy is back (see `services.loans.give_back`)."""
        return loans.give_back(self._at, id, number)

    def shelve(self, id: MaterialId, number: int) -> Copy:
        """A copy was looked at and goes to the next (see `services.loans.shelve`)."""
        return loans.shelve(self._at, id, number)

    def lose(self, id: MaterialId, number: int) -> Copy:
        """Nobody knows where a copy is (see `services.loans.lose`)."""
        return loans.lose(self._at, id, number)

    def prolong(self, id: MaterialId, number: int) -> Copy:
        """A copy may stay longer (see `services.loans.prolong`)."""
        return loans.prolong(self._at, id, number)

    def sweep(self) -> tuple[Copy, ...]:
        """See what is late (see `services.loans.sweep`)."""
        return loans.sweep(self._at)

    def due(self) -> tuple[Copy, ...]:
        """What is overdue (see `services.loans.due`)."""
        return loans.due(self._at)

    def copies_of(self, id: MaterialId) -> tuple[Copy, ...]:
        """Every copy of a material."""
        return loans.copies_of(self._at, id)

    def held_by(self, guardian: GuardianId | None = None) -> loans.Held:
        """What a guardian has, and waits for (see `services.loans.held_by`)."""
        return loans.held_by(self._at, guardian)
