"""The terms of booking: everything a school agrees on before families book, as one value kept with the conference."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from partnership.conferences.booking_life.caps import Cap
from partnership.conferences.booking_life.cut_offs import CutOff
from partnership.conferences.booking_life.held_back import HeldBack
from partnership.conferences.booking_life.phases import Group, Phase
from partnership.conferences.booking_life.quota import Quota, a_while
from partnership.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from partnership.conferences.conference import Conference

__all__ = ["Promotion", "Terms", "WaitingOrder", "problems_of_terms"]


class WaitingOrder(StrEnum):
    """Who is next on a waiting list.

    `fair`: the family with the smallest share of its talks so far, then the request that weighs most, then by lot.
    `first_come`: whoever has waited longest.
    """

    FAIR = "fair"
    FIRST_COME = "first_come"


class Promotion(StrEnum):
    """What happens when a place comes free for somebody who waits: it is booked, or held for them to confirm."""

    BOOK = "book"
    OFFER = "offer"


@attrs.frozen(kw_only=True)
class Terms:
    """What a school agrees on about booking. Without any of it, everyone may book at any time.

    Attributes:
        phases: For whom booking opens when; none means it is always open.
        quota: How quickly a family may take talks when it has just opened.
        cut_offs: When it is too late.
        caps: How many talks anybody has at most.
        held_back: Time kept free until it is released.
        hold_minutes: How long a basket is held for a family to confirm.
        waiting_order: Who is next when a place comes free.
        promotion: What happens for who is next.
        offer_minutes: How long an offered place is held.
        swap_minutes: How long a proposed swap can be agreed to.
        lot: A text that draws lots among equals; publish it beforehand, and families can check the draw.
    """

    phases: tuple[Phase, ...] = ()
    quota: Quota | None = None
    cut_offs: tuple[CutOff, ...] = ()
    caps: tuple[Cap, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    hold_minutes: int = attrs.field(default=15, validator=a_while)
    waiting_order: WaitingOrder = attrs.field(default=WaitingOrder.FAIR, converter=WaitingOrder)
    promotion: Promotion = attrs.field(default=Promotion.BOOK, converter=Promotion)
    offer_minutes: int = attrs.field(default=1_440, validator=a_while)
    swap_minutes: int = attrs.field(default=2_880, validator=a_while)
    lot: str = ""


def problems_of_terms(conference: "Conference") -> Iterator[Problem]:
    """Everything in the terms of a conference that no counter could work by, in the order of the file."""
    terms = conference.booking
    parties = {str(party.id) for party in conference.parties}
    yield from _phases(terms, parties)
    if terms.quota is not None and not terms.phases:
        yield Problem("$.booking.quota", "counts from the opening of a phase, and there is none")
    sittings = {str(sitting.id) for sitting in conference.sittings}
    for number, cut_off in enumerate(terms.cut_offs):
        named = () if cut_off.sitting is None else (cut_off.sitting,)
        yield from _unknown(f"$.booking.cut_offs[{number}].sitting", named, sittings)
    for number, each in enumerate(terms.caps):
        if each.per in {other.per for other in terms.caps[:number]}:
            yield Problem(f"$.booking.caps[{number}].per", f'there is a cap per "{each.per}" already')
    staff = {str(person.id) for person in conference.staff}
    for number, held in enumerate(terms.held_back):
        path = f"$.booking.held_back[{number}]"
        yield from _unknown(f"{path}.staff", (held.staff,), staff)
        yield from _unknown(f"{path}.parties", held.parties, parties)
        if any(moment.second or moment.microsecond for moment in (held.span.start, held.span.end)):
            yield Problem(f"{path}.span", "is not in whole minutes")


def _phases(terms: Terms, parties: set[str]) -> Iterator[Problem]:
    order = list(Group)
    for number, phase in enumerate(terms.phases):
        path = f"$.booking.phases[{number}]"
        if phase.group in {Group.ALL, Group.LATE} and phase.parties:
            yield Problem(f"{path}.parties", f'"{phase.group}" is for everyone; it names no parties')
        yield from _unknown(f"{path}.parties", phase.parties, parties)
        if phase.group in {other.group for other in terms.phases[:number]}:
            yield Problem(f"{path}.group", f'there is a phase "{phase.group}" already')
    told = sorted(enumerate(terms.phases), key=lambda each: order.index(each[1].group))
    for (_, before), (number, after) in pairwise(told):
        if after.opens < before.opens:
            yield Problem(
                f"$.booking.phases[{number}].opens", f'"{after.group}" opens before "{before.group}"'
            )


def _unknown(path: str, names: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) if len(known) <= 2000 else ""  # noqa: PLR2004 - closeness is quadratic
            yield Problem(path, f'nobody has the id "{name}"{hint[:200]}')
