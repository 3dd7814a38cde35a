"""A desk of the learning rooms, as the settings of a school fit it out."""

from typing import TypeVar

from partnership.host.settings import Settings
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.learning_desk import LearningDesk

__all__ = ["desk_for"]

_Desk = TypeVar("_Desk", bound=LearningDesk)


def desk_for(kind: type[_Desk], settings: Settings, desk: Desk, caller: Caller) -> _Desk:
    """The desk of one caller.

    Args:
        kind: Which desk.
        settings: The school's norms, clock, language and calendar.
        desk: Where everything is kept.
        caller: Who comes.
    """
    return kind(
        desk=desk,
        caller=caller,
        norms=settings.norms,
        timezone=settings.school.timezone,
        language=settings.school.language,
        calendar=settings.calendar,
    )
