"""A conference as it is kept: what was asked, what was booked, and how it was planned.

Four kinds of record: `conference` (what is asked, with the requests that were withdrawn), `plan` (how it was planned;
its revision goes up with every change of the bookings, so that two decisions never cross) and `talk`, one for each
booking, which claims every minute of everyone in it, and `basket`, which claims the same of the talks it holds.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from partnership.conferences.booking import Booking, Status
from partnership.conferences.booking_life.baskets import Basket
from partnership.conferences.conference import Conference, TalkRequest
from partnership.conferences.objective import objective_of
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import Bound, LeftOver, Placement, Timetable
from partnership.errors import NotFound
from partnership.ids import BasketId, ConferenceId, RequestId, joined
from partnership.ports import Record, Transaction
from partnership.serial.values import dump, load
from partnership.services.desk import every
from partnership.times import instant

__all__ = ["Asked", "Planned", "Round", "load_round", "put_asked", "put_planned", "talk_id"]


@attrs.frozen(kw_only=True)
class Asked:
    """What is asked of a conference, and the requests that were withdrawn and are still to be told about."""

    conference: Conference
    withdrawn: tuple[TalkRequest, ...] = ()


@attrs.frozen(kw_only=True)
class Planned:
    """How the timetable came about.

    Attributes:
        made: When it last changed.
        left_over: Who had no place when it was planned, and why.
        bound: What was proven when it was planned.
    """

    made: datetime = attrs.field(converter=instant)
    solver: str = ""
    seed: int | None = None
    seconds: float | None = None
    left_over: tuple[LeftOver, ...] = ()
    bound: Bound | None = None


@attrs.frozen(kw_only=True)
class Round:
    """One conference with everything that is kept of it, at one moment.

    Attributes:
        bookings: Every talk that was ever booked, held or called off, by request.
        revisions: The revisions of the records: `conference`, `plan`, and each talk by its request.
        baskets: The baskets that are held, also those whose time has gone by and that nobody has put away yet.
        basket_revisions: The revisions of their records.
    """

    id: ConferenceId
    asked: Asked
    planned: Planned
    bookings: Mapping[RequestId, Booking]
    asked_revision: int
    planned_revision: int
    revisions: Mapping[RequestId, int]
    baskets: Mapping[BasketId, Basket] = attrs.field(factory=dict)
    basket_revisions: Mapping[BasketId, int] = attrs.field(factory=dict)

    @property
    def conference(self) -> Conference:
        """What is asked now."""
        return self.asked.conference

    @property
    def held(self) -> Mapping[RequestId, Placement]:
        """The talks that go ahead."""
        return {name: booking.placement for name, booking in self.bookings.items() if booking.held}

    @property
    def reserved(self) -> Mapping[RequestId, Placement]:
        """The talks that are held in a basket."""
        return {name: place for basket in self.baskets.values() for name, place in basket.placements.items()}

    def table(self) -> Table:
        """Every talk that takes up somebody's time: those that go ahead, and those in a basket."""
        placements = {**self.reserved, **self.held}
        return Table(self.conference, Timetable(placements=tuple(placements.values())))

    @property
    def called_off(self) -> Mapping[RequestId, Placement]:
        """The talks that were booked once and do not go ahead, where they last were."""
        return {
            name: booking.placement
            for name, booking in self.bookings.items()
            if booking.status is Status.CANCELLED
        }

    def timetable(self, rulebook: Rulebook = STANDARD) -> Timetable:
        """The talks that go ahead, and everyone asked for who has none, with reasons where planning gave them.

        A talk is in it though nobody asks for it any more: repair calls it off and tells everyone. What it costs is
        counted by the preferences of the rulebook.
        """
        held = self.held
        reasons = {left.request: left for left in self.planned.left_over}
        timetable = Timetable(
            conference=self.conference.name,
            placements=tuple(sorted(held.values(), key=lambda place: (place.start, place.request))),
            left_over=tuple(
                reasons.get(request.id, LeftOver(request=request.id))
                for request in self.conference.requests
                if request.id not in held
            ),
            bound=self.planned.bound,
            solver=self.planned.solver,
            seed=self.planned.seed,
            seconds=self.planned.seconds,
        )
        table = Table(self.conference, timetable)
        return attrs.evolve(timetable, objective=objective_of(table.cast, table, rulebook))


def talk_id(conference: ConferenceId, request: RequestId) -> str:
    """The id of the record of a talk: both ids, joined so that no two pairs can be mistaken for each other."""
    return joined(conference, request)


def load_round(transaction: Transaction, id: ConferenceId) -> Round:
    """Everything that is kept of a conference.

    Raises:
        NotFound: There is no such conference at this school.
    """
    asked, planned = _required(transaction, "conference", id), _required(transaction, "plan", id)
    talks = [found.record for found in every(transaction, "talk", "conference", value=id)]
    bookings = {talk.id: load(Booking, talk.body, source=f"talk {talk.id}") for talk in talks}
    baskets = [found.record for found in every(transaction, "basket", "held", value=id)]
    return Round(
        id=id,
        asked=load(Asked, asked.body, source=f"conference {id}"),
        planned=load(Planned, planned.body, source=f"plan {id}"),
        bookings={booking.request: booking for booking in bookings.values()},
        asked_revision=asked.revision,
        planned_revision=planned.revision,
        revisions={bookings[talk.id].request: talk.revision for talk in talks},
        baskets={BasketId(each.id): load(Basket, each.body, source=f"basket {each.id}") for each in baskets},
        basket_revisions={BasketId(each.id): each.revision for each in baskets},
    )


def _required(transaction: Transaction, kind: str, id: str) -> Record:
    record = transaction.get(kind, id)
    if record is None:
        raise NotFound("conference", id)
    return record


def put_asked(transaction: Transaction, id: ConferenceId, asked: Asked, *, expected: int | None) -> None:
    """Keep what is asked."""
    starts = [sitting.start for sitting in asked.conference.sittings]
    transaction.put(
        "conference", id, _plain(asked), expected=expected, index={"first": min(starts).isoformat()}
    )


def put_planned(
    transaction: Transaction, id: ConferenceId, planned: Planned, *, expected: int | None
) -> None:
    """Keep how it was planned."""
    transaction.put("plan", id, _plain(planned), expected=expected)


def _plain(value: object) -> Mapping[str, Any]:
    return dump(value)
