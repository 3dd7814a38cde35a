"""The bounds of `partnership.conferences.bounds` behind the `Bounder` port."""

from collections.abc import Callable

import attrs

from partnership.conferences.bounds import bound
from partnership.conferences.conference import Conference
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.timetable import Bound

__all__ = ["EngineBounder"]


@attrs.frozen(kw_only=True)
class EngineBounder:
    """Proves bounds without a solver."""

    def bound(
        self,
        conference: Conference,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        target: int | None = None,
        rulebook: Rulebook = STANDARD,
        progress: Callable[[float, int], None] | None = None,
    ) -> Bound:
        """The best bound proven before the deadline or the last round; see `Bounder.bound`."""
        return bound(
            conference,
            seconds=seconds,
            iterations=iterations,
            target=target,
            rulebook=rulebook,
            progress=progress,
        )
