"""Phases: a conference opens for one group of families after another (H21)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.refusals import Refusal
from partnership.ids import PartyId
from partnership.times import instant, school_minute

if TYPE_CHECKING:
    from partnership.conferences.booking_life.rulings import Act, Scene
    from partnership.conferences.conference import Party

__all__ = ["Group", "Phase", "opening", "phase"]


class Group(StrEnum):
    """The families for whom a phase opens, in the order in which phases open.

    Before the first phase the school sets up. `siblings` are parties with more than one pupil, besides those named;
    `late` is for families who have no talk yet, once booking has closed for the others.
    """

    STAFF_PARENTS = "staff_parents"
    INVITED = "invited"
    SPECIAL_NEED = "special_need"
    SIBLINGS = "siblings"
    ALL = "all"
    LATE = "late"


@attrs.frozen(kw_only=True)
class Phase:
    """From `opens` on, the families of a group may ask and book.

    Attributes:
        group: Which families; what opened stays open until `late` begins.
        opens: The instant it begins.
        parties: The families of the group by name; `all` and `late` name none.
    """

    group: Group = attrs.field(converter=Group)
    opens: datetime = attrs.field(converter=instant, validator=school_minute)
    parties: tuple[PartyId, ...] = ()

    def includes(self, party: "Party") -> bool:
        """Whether a family is of this group."""
        if self.group in {Group.ALL, Group.LATE} or party.id in self.parties:
            return True
        return self.group is Group.SIBLINGS and len(set(party.pupils)) > 1


def opening(phases: Sequence[Phase], party: "Party") -> datetime | None:
    """The first instant at which a family may book; None when it never may by itself."""
    return min((each.opens for each in phases if each.includes(party)), default=None)


_ONCE_OPEN = frozenset({Deed.ASK, Deed.BOOK, Deed.MOVE, Deed.WAIT, Deed.SWAP})
_NEW = frozenset({Deed.ASK, Deed.BOOK, Deed.WAIT})


def phase(act: "Act", scene: "Scene") -> Iterator[Refusal]:
    """A family acts once a phase it belongs to has opened; the late phase is for who has no talk yet (H21)."""
    phases = scene.terms.phases
    if act.side is Side.STAFF or act.deed not in _ONCE_OPEN or not phases:
        return
    opens = opening(phases, act.party)
    if opens is None:
        yield Refusal(rule="phase", text="booking does not open for this family; the school can book")
    elif act.at < opens:
        yield Refusal(
            rule="phase",
            text=f"booking opens for this family at {scene.table.cast.clock(opens)}",
            until=opens,
        )
    elif (
        act.deed in _NEW
        and any(each.group is Group.LATE and each.opens <= act.at for each in phases)
        and any(talk.id != act.request.id for talk in scene.table.of_party(act.party.id))
    ):
        yield Refusal(rule="phase", text="from now on only families without a talk can book; the school can")
