"""One copy of what is lent, from the shelf to a home and back; and who waits for one, in order."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

import attrs

from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import GuardianId, MaterialId, of_school
from partnership.norms import Norms

__all__ = [
    "COPY_STEPS",
    "Copy",
    "CopyState",
    "Reservation",
    "fall_due",
    "first_in_line",
    "give_back",
    "keep_aside",
    "lend",
    "lose",
    "prolong",
    "reservation_view",
    "shelve",
]


class CopyState(StrEnum):
    """Where a copy is."""

    AVAILABLE = "available"
    ON_LOAN = "on loan"
    RESERVED = "reserved"
    OVERDUE = "overdue"
    RETURNED = "returned"
    LOST = "lost"


_S = CopyState
_WITH_SOMEBODY = frozenset({_S.ON_LOAN, _S.OVERDUE, _S.RESERVED})

COPY_STEPS: Mapping[str, Mapping[CopyState, CopyState]] = MappingProxyType(
    {
        "lend": dict.fromkeys((_S.AVAILABLE, _S.RESERVED), _S.ON_LOAN),
        "keep aside": {_S.AVAILABLE: _S.RESERVED},
        "prolong": {_S.ON_LOAN: _S.ON_LOAN},
        "fall due": {_S.ON_LOAN: _S.OVERDUE},
        "give back": dict.fromkeys((_S.ON_LOAN, _S.OVERDUE, _S.LOST), _S.RETURNED),
        "shelve": dict.fromkeys((_S.RETURNED, _S.RESERVED), _S.AVAILABLE),
        "lose": dict.fromkeys((_S.AVAILABLE, _S.RESERVED, _S.ON_LOAN, _S.OVERDUE, _S.RETURNED), _S.LOST),
    }
)
"""Each step, and where it leads from where it is allowed."""


@attrs.frozen(kw_only=True)
class Copy:
    """One copy, from 0. Who had it before is not kept.

    Attributes:
        guardian: Who has it, or for whom it is kept aside.
        until: Until when.
        by: Who of the school handled it last.

    Raises:
        InvalidValue: With somebody without a day, or with nobody until a day.
    """

    material: MaterialId
    number: int
    state: CopyState = CopyState.AVAILABLE
    guardian: GuardianId | None = None
    until: date | None = None
    by: str = "system:school"

    def __attrs_post_init__(self) -> None:
        held = self.state in _WITH_SOMEBODY
        if (self.guardian is not None) is not held or (self.until is not None) is not held:
            raise InvalidValue(
                "guardian", "what is lent or kept aside is somebody's until a day, nothing else is"
            )


@attrs.frozen(kw_only=True)
class Reservation:
    """A guardian who waits for a copy.

    Attributes:
        number: The order of asking; who has a lower one is earlier. To home it is 0 (see `reservation_view`).
    """

    material: MaterialId
    guardian: GuardianId
    number: int


def reservation_view(waits: Reservation, who: str) -> Reservation:
    """A reservation as `who` sees it, such as `guardian:petra`: to home without its number, which counts who asked before."""
    return waits if of_school(who) else attrs.evolve(waits, number=0)


def first_in_line(waiting: Iterable[Reservation]) -> Reservation | None:
    """Who asked first; None when nobody waits."""
    return min(waiting, key=lambda each: each.number, default=None)


def _moved(copy: Copy, step: str) -> CopyState:
    if copy.state in COPY_STEPS[step]:
        return COPY_STEPS[step][copy.state]
    allowed = [name for name, where in COPY_STEPS.items() if copy.state in where]
    raise IllegalStep("this copy", state=copy.state, step=step, allowed=allowed)


def lend(copy: Copy, guardian: GuardianId, norms: Norms, *, on: date, by: str) -> Copy:
    """A guardian takes it home.

    Raises:
        IllegalStep: It is not there, or kept aside for somebody else.
    """
    state = _moved(copy, "lend")
    if copy.state is _S.RESERVED and copy.guardian != guardian:
        raise IllegalStep("this copy", state="kept aside for somebody else", step="lend", allowed=("shelve",))
    until = on + timedelta(days=norms.loan_days)
    return attrs.evolve(copy, state=state, guardian=guardian, until=until, by=by)


def keep_aside(copy: Copy, guardian: GuardianId, norms: Norms, *, on: date) -> Copy:
    """It waits at school for the guardian who is first in line.

    Raises:
        IllegalStep: It is not on the shelf.
    """
    until = on + timedelta(days=norms.loan_hold_days)
    return attrs.evolve(copy, state=_moved(copy, "keep aside"), guardian=guardian, until=until)


def prolong(copy: Copy, waiting: Iterable[Reservation], norms: Norms, *, on: date) -> Copy:
    """It may stay longer, while nobody waits for one.

    Raises:
        IllegalStep: It is not on loan, or somebody waits.
    """
    state = _moved(copy, "prolong")
    if first_in_line(waiting) is not None:
        raise IllegalStep("this copy", state="asked for by others", step="prolong", allowed=("give back",))
    return attrs.evolve(copy, state=state, until=on + timedelta(days=norms.loan_days))


def fall_due(copy: Copy) -> Copy:
    """Its day is over and it is not back.

    Raises:
        IllegalStep: It is not on loan.
    """
    return attrs.evolve(copy, state=_moved(copy, "fall due"))


def give_back(copy: Copy, *, by: str) -> Copy:
    """It is back at school, to be looked at; also when it was lost.

    Raises:
        IllegalStep: It was at school.
    """
    return attrs.evolve(copy, state=_moved(copy, "give back"), guardian=None, until=None, by=by)


def shelve(copy: Copy, *, by: str) -> Copy:
    """It is on the shelf: it was looked at, or who it was kept aside for did not come.

    Raises:
        IllegalStep: It is not at school.
    """
    return attrs.evolve(copy, state=_moved(copy, "shelve"), guardian=None, until=None, by=by)


def lose(copy: Copy, *, by: str) -> Copy:
    """Nobody knows where it is; no one is named for it.

    Raises:
        IllegalStep: It was lost already.
    """
    return attrs.evolve(copy, state=_moved(copy, "lose"), guardian=None, until=None, by=by)
