"""The quota: in the first hours nobody takes more than a few talks at a time (H22)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import attrs

from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.phases import opening
from partnership.conferences.booking_life.refusals import Refusal

if TYPE_CHECKING:
    from partnership.conferences.booking_life.rulings import Act, Scene

__all__ = ["Quota", "a_while", "quota"]

a_while: Callable[[Any, "attrs.Attribute[int]", int], Any] = attrs.validators.and_(
    attrs.validators.ge(1), attrs.validators.le(43_200)
)
"""An attrs validator of minutes: how long anything of booking may be said to last, thirty days at most."""


@attrs.frozen(kw_only=True)
class Quota:
    """How many talks a family takes at most in any stretch of time, while booking has only just opened for it.

    What was taken counts also when it was given back: or else the quick would hold places by turns.

    Attributes:
        talks: So many talks,
        minutes: in so many minutes, counted back from each act,
        first_minutes: during this long after booking opened for the family.
    """

    talks: int = attrs.field(validator=attrs.validators.ge(1))
    minutes: int = attrs.field(validator=a_while)
    first_minutes: int = attrs.field(validator=a_while)


def quota(act: "Act", scene: "Scene") -> Iterator[Refusal]:
    """A family takes no more talks at a time than was agreed, in the first hours after booking opened for it (H22)."""
    agreed = scene.terms.quota
    opens = opening(scene.terms.phases, act.party)
    if agreed is None or opens is None or act.side is Side.STAFF or act.deed is not Deed.BOOK:
        return
    ends = opens + timedelta(minutes=agreed.first_minutes)
    back = timedelta(minutes=agreed.minutes)
    recent = sorted((moment for moment in scene.taken if act.at - back < moment <= act.at), reverse=True)
    if opens <= act.at < ends and len(recent) >= agreed.talks:
        free = min(ends, recent[agreed.talks - 1] + back)
        yield Refusal(
            rule="quota",
            text=f"{agreed.talks} talks in {agreed.minutes} minutes were taken; "
            f"the next can be at {scene.table.cast.clock(free)}",
            until=free,
        )
