"""Interactive homework at one school, for one caller."""

from collections.abc import Iterable

from partnership.ids import GuardianId, HomeworkId, PupilId
from partnership.learning.homework import Homework, HomeworkSheet
from partnership.services import homework
from partnership.services.supply_desk import SupplyDesk

__all__ = ["HomeworkTogether"]


class HomeworkTogether:
    """What one caller can do with interactive homework; a guardian for their own home only.

    Args:
        at: The desk, with who comes.
    """

    def __init__(self, at: SupplyDesk) -> None:
        self._at = at

    def set(self, wanted: Homework, pupils: Iterable[PupilId]) -> tuple[HomeworkSheet, ...]:
        """Set homework, with a sheet in every home (see `services.homework.set_homework`)."""
        return homework.set_homework(self._at, wanted, pupils)

    def take_home(self, id: HomeworkId, pupil: PupilId) -> HomeworkSheet:
        """The guardian has it (see `services.homework.take_home`)."""
        return homework.take_home(self._at, id, pupil)

    def react(
        self,
        id: HomeworkId,
        pupil: PupilId,
        *,
        understood: bool | None = None,
        enjoyed: bool | None = None,
        informed: bool | None = None,
        comment: str = "",
    ) -> HomeworkSheet:
        """The three things a guardian says of it (see `services.homework.react`)."""
        return homework.react(
            self._at, id, pupil, understood=understood, enjoyed=enjoyed, informed=informed, comment=comment
        )

    def answer(self, id: HomeworkId, pupil: PupilId, guardian: GuardianId, words: str) -> HomeworkSheet:
        """What the teacher did with it (see `services.homework.answer`)."""
        return homework.answer(self._at, id, pupil, guardian, words)

    def withdraw(self, id: HomeworkId) -> tuple[HomeworkSheet, ...]:
        """Ask it no more (see `services.homework.withdraw`)."""
        return homework.withdraw(self._at, id)

    def homework(self, id: HomeworkId) -> Homework:
        """What was set (see `services.homework.homework`)."""
        return homework.homework(self._at, id)

    def sheets_of(self, pupil: PupilId) -> tuple[HomeworkSheet, ...]:
        """The sheets of a pupil, as the caller may see them."""
        return homework.sheets_of(self._at, pupil)

    def waiting(self) -> tuple[HomeworkSheet, ...]:
        """What families said that nobody answered in time."""
        return homework.waiting(self._at)
