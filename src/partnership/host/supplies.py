"""What helps at home at one school, for one caller: tips, homework, workshops, modules and materials."""

from functools import cached_property

from partnership.host.desks import desk_for
from partnership.host.homework import HomeworkTogether
from partnership.host.materials import Materials
from partnership.host.modules import Modules
from partnership.host.settings import Settings
from partnership.host.tips import Tips
from partnership.host.workshops import Workshops
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.supply_desk import SupplyDesk

__all__ = ["Supplies"]


class Supplies:
    """The five shelves of what helps at home.

    Args:
        settings: The school's clock, language, calendar and norms.
        desk: Where everything is kept.
        caller: Who comes: a guardian, or with `by` staff or the pupil (`pupil:noor`).
    """

    def __init__(self, settings: Settings, desk: Desk, caller: Caller) -> None:
        self._at = desk_for(SupplyDesk, settings, desk, caller)

    @cached_property
    def tips(self) -> Tips:
        """One small thing to do at home (see `host.tips`)."""
        return Tips(self._at)

    @cached_property
    def homework(self) -> HomeworkTogether:
        """Homework that pupil and family do together (see `host.homework`)."""
        return HomeworkTogether(self._at)

    @cached_property
    def workshops(self) -> Workshops:
        """What parents asked to learn (see `host.workshops`)."""
        return Workshops(self._at)

    @cached_property
    def modules(self) -> Modules:
        """What parents can learn at their own pace (see `host.modules`)."""
        return Modules(self._at)

    @cached_property
    def materials(self) -> Materials:
        """What families can use at home and borrow (see `host.materials`)."""
        return Materials(self._at)
