"""A change of set-up once talks are booked: what would break, and why, before anybody changes anything."""

import attrs

from partnership.conferences.conference import Conference
from partnership.conferences.difference import Difference
from partnership.conferences.objections import Objection
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import BasketId, RequestId

__all__ = ["Breakage", "BrokenTalk", "what_breaks"]


@attrs.frozen(kw_only=True)
class BrokenTalk:
    """A booked talk that cannot be held as it stands once the set-up is changed.

    Attributes:
        placement: Where it is booked.
        objections: What the rules have against it then, in their words; none when nobody asks for it any more.
    """

    placement: Placement
    objections: tuple[Objection, ...] = ()

    @property
    def request(self) -> RequestId:
        """Which talk."""
        return self.placement.request


@attrs.frozen(kw_only=True)
class Breakage:
    """What a change of set-up would do to what is booked. For the school: it tells of the talks of several families.

    Attributes:
        talks: The booked talks that would break, in order of time.
        baskets: The baskets whose families would be told that nothing is held for them any more.
        waiting: The talks that wait for a place and would no longer be asked for.
        mended: What repair would then change, so that every rule holds again.
    """

    talks: tuple[BrokenTalk, ...]
    baskets: tuple[BasketId, ...]
    waiting: tuple[RequestId, ...]
    mended: Difference

    @property
    def nothing(self) -> bool:
        """Whether everything stays as it is."""
        return not (self.talks or self.baskets or self.waiting)


def what_breaks(
    conference: Conference, timetable: Timetable, rulebook: Rulebook = STANDARD
) -> tuple[BrokenTalk, ...]:
    """The talks of a timetable that this conference does not allow where they are, in order of time.

    Of two that collide both are named: which of them moves is for repair to find.
    """
    table = Table(conference, timetable)
    gone = [BrokenTalk(placement=stranger) for stranger in table.strangers]
    found = ((talk.placement, tuple(rulebook.objections(talk, table))) for talk in table.talks)
    broken = [BrokenTalk(placement=place, objections=said) for place, said in found if said]
    return tuple(sorted((*gone, *broken), key=lambda each: (each.placement.start, each.request)))
