"""Who comes to a workshop: asked, placed or waiting in order, there or not, and what was tried at home."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

import attrs

from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import GuardianId, WorkshopId, of_school
from partnership.learning.workshops import Session, Workshop, WorkshopState
from partnership.times import instant

__all__ = [
    "SEAT_STEPS",
    "Seat",
    "SeatState",
    "Tried",
    "ask",
    "came",
    "decline",
    "invited",
    "missed",
    "promoted",
    "say_tried",
    "seat_view",
    "sign_up",
]


class SeatState(StrEnum):
    """Where one guardian stands with one workshop."""

    INVITED = "invited"
    PLACED = "placed"
    WAITING = "waiting"
    DECLINED = "declined"
    CAME = "came"
    MISSED = "missed"
    ASKED = "asked"
    TOLD = "told"


_S = SeatState

SEAT_STEPS: Mapping[str, frozenset[SeatState]] = MappingProxyType(
    {
        "sign up": frozenset({_S.INVITED, _S.DECLINED}),
        "decline": frozenset({_S.INVITED, _S.PLACED, _S.WAITING}),
        "come": frozenset({_S.PLACED, _S.MISSED}),
        "miss": frozenset({_S.PLACED, _S.CAME}),
        "ask": frozenset({_S.CAME}),
        "tell": frozenset({_S.CAME, _S.ASKED, _S.TOLD}),
    }
)
"""Each step, and from where it is allowed."""

_HOLDING = frozenset({_S.PLACED, _S.CAME, _S.MISSED, _S.ASKED, _S.TOLD})
_IN_A_SESSION = _HOLDING | {_S.WAITING}


@attrs.frozen(kw_only=True)
class Tried:
    """What a guardian said when asked whether they tried it at home.

    Attributes:
        tried: Whether they did; not yet is an answer too.
        words: What happened, in their own words.
        at: When they said so.
    """

    tried: bool
    words: str = attrs.field(default="", repr=False)
    at: datetime = attrs.field(converter=instant)


@attrs.frozen(kw_only=True)
class Seat:
    """One guardian and one workshop; of other guardians there is nothing in it.

    Attributes:
        session: Which session they come to or wait for; None while they come to none.
        number: The order of signing up; who has a lower one waits longer. To home it is 0 (see `seat_view`).
        told: What they said of trying it at home.

    Raises:
        InvalidValue: A place without a session, or a session without one; told without words of theirs.
    """

    workshop: WorkshopId
    guardian: GuardianId
    state: SeatState = SeatState.INVITED
    session: str | None = None
    number: int = 0
    told: Tried | None = None

    def __attrs_post_init__(self) -> None:
        if (self.session is not None) is not (self.state in _IN_A_SESSION):
            raise InvalidValue("session", "who has a place or waits has a session, and nobody else")
        if (self.told is not None) is not (self.state is _S.TOLD):
            raise InvalidValue("told", "who was heard said something, and nobody else")

    @property
    def holds(self) -> bool:
        """Whether it takes one of the seats of its session."""
        return self.state in _HOLDING


def seat_view(seat: Seat, who: str) -> Seat:
    """A seat as `who` sees it, such as `guardian:petra`: to home without its number, which counts who signed up before."""
    return seat if of_school(who) else attrs.evolve(seat, number=0)


def _allow(seat: Seat, step: str) -> None:
    if seat.state not in SEAT_STEPS[step]:
        allowed = [name for name, states in SEAT_STEPS.items() if seat.state in states]
        raise IllegalStep("this seat", state=seat.state, step=step, allowed=allowed)


def invited(workshop: Workshop, guardian: GuardianId) -> Seat:
    """A guardian is asked to come.

    Raises:
        IllegalStep: The workshop is not open.
    """
    _open(workshop, "invite")
    return Seat(workshop=workshop.id, guardian=guardian)


def sign_up(
    seats: Iterable[Seat], workshop: Workshop, guardian: GuardianId, session: str, at: datetime
) -> Seat:
    """A guardian wants to come: a place while there is one, else the end of the waiting list.

    Args:
        seats: Every seat of the workshop.
        workshop: Which.
        guardian: Who.
        session: To which session.
        at: The moment.

    Raises:
        IllegalStep: The workshop is not open, the session began, or they have a place or wait already.
        InvalidValue: There is no such session.
    """
    _open(workshop, "take sign-ups")
    all_seats = tuple(seats)
    mine = next((each for each in all_seats if each.guardian == guardian), None)
    if mine is not None:
        _allow(mine, "sign up")
    wanted = workshop.session(session)
    if wanted is None:
        known = ", ".join(each.id for each in workshop.sessions)
        raise InvalidValue("session", f"is none of this workshop; known: {known}")
    if at >= wanted.span.start:
        raise IllegalStep("this session", state="begun", step="take sign-ups", allowed=())
    free = _free(all_seats, wanted) > 0
    return Seat(
        workshop=workshop.id,
        guardian=guardian,
        state=_S.PLACED if free else _S.WAITING,
        session=session,
        number=1 + max((each.number for each in all_seats), default=0),
    )


def decline(seat: Seat) -> Seat:
    """A guardian does not come, or not any more.

    Raises:
        IllegalStep: They said so already, or were there.
    """
    _allow(seat, "decline")
    return attrs.evolve(seat, state=_S.DECLINED, session=None)


def promoted(seats: Iterable[Seat], workshop: Workshop, at: datetime) -> Iterator[Seat]:
    """Who gets a place now that there are free seats: of each session those who wait longest, in order.

    Nobody gets one in a session that began, or in a workshop that is not open.
    """
    all_seats = tuple(seats)
    to_come = (each for each in workshop.sessions if at < each.span.start)
    for session in to_come if workshop.state is WorkshopState.OPEN else ():
        free = max(_free(all_seats, session), 0)
        waiting = (each for each in all_seats if each.session == session.id and each.state is _S.WAITING)
        for each in sorted(waiting, key=lambda seat: seat.number)[:free]:
            yield attrs.evolve(each, state=_S.PLACED)


def came(seat: Seat) -> Seat:
    """They were there; also when it was first written down that they were not.

    Raises:
        IllegalStep: They had no place.
    """
    _allow(seat, "come")
    return attrs.evolve(seat, state=_S.CAME)


def missed(seat: Seat) -> Seat:
    """They were not there: the school sends what was given, and nothing else follows from it.

    Raises:
        IllegalStep: They had no place, or were asked about it since.
    """
    _allow(seat, "miss")
    return attrs.evolve(seat, state=_S.MISSED)


def ask(seat: Seat) -> Seat:
    """They are asked whether they tried it at home.

    Raises:
        IllegalStep: They were not there, or were asked already.
    """
    _allow(seat, "ask")
    return attrs.evolve(seat, state=_S.ASKED)


def say_tried(seat: Seat, said: Tried) -> Seat:
    """They say whether they tried it at home; their last word counts.

    Raises:
        IllegalStep: They were not there.
    """
    _allow(seat, "tell")
    return attrs.evolve(seat, state=_S.TOLD, told=said)


def _open(workshop: Workshop, step: str) -> None:
    if workshop.state is not WorkshopState.OPEN:
        raise IllegalStep("this workshop", state=workshop.state, step=step, allowed=())


def _free(seats: Iterable[Seat], session: Session) -> int:
    return session.seats - sum(each.holds and each.session == session.id for each in seats)
