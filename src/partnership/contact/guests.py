"""Who was invited to a parents' evening: what they answered, whether they came, and what they got who did not.

Whoever did not come is served all the same: with the package and with a call. Nothing here counts how good a parent is.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

import attrs

from partnership.contact.gatherings import Support
from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import GatheringId, GuardianId
from partnership.times import instant

__all__ = ["STEPS", "Guest", "GuestState", "answered", "arrived", "called", "missed", "packaged"]


class GuestState(StrEnum):
    """Where an invitation stands; who did not come got nothing, the package, a call, or both: then they are served."""

    INVITED = "invited"
    COMING = "coming"
    NOT_COMING = "not_coming"
    CAME = "came"
    ABSENT = "absent"
    PACKAGED = "packaged"
    CALLED = "called"
    SERVED = "served"


_S = GuestState
_BEFORE = (_S.INVITED, _S.COMING, _S.NOT_COMING)
_AFTER = (_S.ABSENT, _S.PACKAGED, _S.CALLED, _S.SERVED)

STEPS: Mapping[str, Mapping[GuestState, GuestState]] = MappingProxyType(
    {
        "come": dict.fromkeys(_BEFORE, _S.COMING),
        "decline": dict.fromkeys(_BEFORE, _S.NOT_COMING),
        "arrive": dict.fromkeys((*_BEFORE, *_AFTER), _S.CAME),
        "miss": dict.fromkeys(_BEFORE, _S.ABSENT),
        "send the package": {_S.ABSENT: _S.PACKAGED, _S.CALLED: _S.SERVED},
        "call": {_S.ABSENT: _S.CALLED, _S.PACKAGED: _S.SERVED},
    }
)
"""Each step, and where it leads from where it is allowed."""


@attrs.frozen(kw_only=True)
class Guest:
    """One guardian's invitation.

    Attributes:
        language: The language they chose, if they did, when they were invited.
        personal: Whether the invitation was a personal one, after they could not come the last times.
        invited_at: When.
        occasion: When the occasion begins that they chose or came to; None as long as nobody knows.
        needs: What would help them to come.
    """

    gathering: GatheringId
    guardian: GuardianId
    language: str | None = None
    personal: bool = False
    invited_at: datetime = attrs.field(converter=instant)
    occasion: datetime | None = attrs.field(default=None, converter=attrs.converters.optional(instant))
    needs: frozenset[Support] = frozenset()
    state: GuestState = GuestState.INVITED

    @property
    def came(self) -> bool:
        """Whether they were there, at school or from home."""
        return self.state is _S.CAME

    @property
    def served(self) -> bool:
        """Whether they were there, or got both the package and a call."""
        return self.state in {_S.CAME, _S.SERVED}

    @property
    def waits(self) -> bool:
        """Whether they did not come, and have not got the package and a call yet."""
        return self.state in {_S.ABSENT, _S.PACKAGED, _S.CALLED}


def _moved(guest: Guest, step: str) -> GuestState:
    if guest.state in STEPS[step]:
        return STEPS[step][guest.state]
    allowed = [name for name, where in STEPS.items() if guest.state in where]
    raise IllegalStep("this invitation", state=str(guest.state), step=step, allowed=allowed)


def answered(
    guest: Guest, *, coming: bool, occasion: datetime | None = None, needs: frozenset[Support] = frozenset()
) -> Guest:
    """They answer whether they come, to which occasion, and what would help; a later answer takes the place of an earlier.

    Raises:
        IllegalStep: It is over.
        InvalidValue: They choose an occasion and do not come.
    """
    if occasion is not None and not coming:
        raise InvalidValue("occasion", "is chosen by who comes")
    state = _moved(guest, "come" if coming else "decline")
    return attrs.evolve(guest, state=state, occasion=occasion, needs=needs)


def arrived(guest: Guest, *, occasion: datetime | None = None) -> Guest:
    """They were there, whatever they had answered; also when it is found out later.

    Raises:
        IllegalStep: It is written down already.
    """
    return attrs.evolve(guest, state=_moved(guest, "arrive"), occasion=occasion or guest.occasion)


def missed(guest: Guest) -> Guest:
    """It is over and they were not there.

    Raises:
        IllegalStep: They were, or it is written down already.
    """
    return attrs.evolve(guest, state=_moved(guest, "miss"), occasion=None)


def packaged(guest: Guest) -> Guest:
    """They get what the others got at school.

    Raises:
        IllegalStep: They were there, it is not over, or they have it.
    """
    return attrs.evolve(guest, state=_moved(guest, "send the package"))


def called(guest: Guest) -> Guest:
    """Somebody of the school called them about it.

    Raises:
        IllegalStep: They were there, it is not over, or they were called.
    """
    return attrs.evolve(guest, state=_moved(guest, "call"))
