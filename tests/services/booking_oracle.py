"""A slow and obvious model of the booking life of one small evening: what each act must answer, and leave behind.

It knows ten-minute slots, four families, two teachers and the terms, as plain sets and dictionaries, and shares no code
with the library beyond the values of the terms.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from partnership.conferences.booking_life.phases import Group
from partnership.conferences.booking_life.terms import Promotion, Terms, WaitingOrder

__all__ = ["APART", "FAMILIES", "SLOT", "Oracle"]

SLOT = timedelta(minutes=10)
FAMILIES = {"f1": "fatima", "f2": "bram", "f3": "chen", "f4": "dina"}
APART = {frozenset({"f1", "f4"}): timedelta(minutes=20)}
SIBLINGS = {"f2"}

Basket = tuple[frozenset[tuple[str, datetime]], datetime]


class Oracle:
    """What should be so."""

    def __init__(self, terms: Terms, begin: datetime, slots: int, now: datetime) -> None:
        self.terms = terms
        self.begin = begin
        self.slots = slots
        self.jansen_from = 0
        self.now = now
        self.made = now
        self.requests: dict[str, tuple[str, str]] = {}
        self.held: dict[str, datetime] = {}
        self.baskets: set[Basket] = set()
        self.waiting: dict[str, datetime] = {}
        self.taken: dict[str, list[datetime]] = {}

    # -- what there is

    def reserved(self) -> dict[str, datetime]:
        """The starts in baskets."""
        return {name: start for starts, _ in self.baskets for name, start in starts}

    def spoken_for(self) -> dict[str, datetime]:
        """Every start that is somebody's."""
        return self.reserved() | self.held

    def party(self, name: str) -> str:
        """Whose request it is."""
        return self.requests[name][0]

    # -- what may be

    def phase(self, party: str, *, new: bool, name: str, there: dict[str, datetime]) -> bool:
        """H21."""
        phases = self.terms.phases
        if not phases:
            return True
        mine = [
            each.opens
            for each in phases
            if each.group in {Group.ALL, Group.LATE}
            or party in each.parties
            or (each.group is Group.SIBLINGS and party in SIBLINGS)
        ]
        if not mine or self.now < min(mine):
            return False
        late = any(each.group is Group.LATE and each.opens <= self.now for each in phases)
        has = any(self.party(other) == party for other in there if other != name)
        return not (new and late and has)

    def quota(self, party: str, extra: int) -> bool:
        """H22."""
        agreed = self.terms.quota
        if agreed is None:
            return True
        mine = [
            each.opens
            for each in self.terms.phases
            if each.group in {Group.ALL, Group.LATE}
            or party in each.parties
            or (each.group is Group.SIBLINGS and party in SIBLINGS)
        ]
        if not mine or not min(mine) <= self.now < min(mine) + timedelta(minutes=agreed.first_minutes):
            return True
        since = self.now - timedelta(minutes=agreed.minutes)
        return sum(each > since for each in self.taken.get(party, [])) + extra < agreed.talks

    def cut_off(self, deed: str, side: str) -> bool:
        """H24, for the round."""
        return not any(
            each.whom == side and each.at <= self.now and (not each.deeds or deed in each.deeds)
            for each in self.terms.cut_offs
        )

    def cap(self, name: str, there: Any) -> bool:
        """H12, per party."""
        mine = [other for other in there if other != name and self.party(other) == self.party(name)]
        return all(len(mine) < each.talks for each in self.terms.caps)

    def held_back(self, name: str, start: datetime) -> bool:
        """S13."""
        return not any(
            each.staff == self.requests[name][1]
            and self.now < each.release
            and start < each.span.end
            and each.span.start < start + SLOT
            for each in self.terms.held_back
        )

    def fits(self, name: str, start: datetime, there: dict[str, datetime]) -> bool:
        """Whether nothing in the timetable is against it."""
        party, staff = self.requests[name]
        place = (start - self.begin) // SLOT
        if not 0 <= place < self.slots or (staff == "jansen" and place < self.jansen_from):
            return False
        for other, when in there.items():
            whose, with_whom = self.requests[other]
            if other == name:
                continue
            if when == start and (with_whom == staff or whose == party):
                return False
            if abs(when - start) < APART.get(frozenset({whose, party}), timedelta(0)):
                return False
        return True

    def may_book(
        self, name: str, start: datetime, side: str, there: dict[str, datetime], extra: int = 0
    ) -> bool:
        """Whether a start may be booked by somebody."""
        move = name in self.held
        if not self.cut_off("move" if move else "book", side) or not self.fits(name, start, there):
            return False
        if not move and not self.cap(name, there):
            return False
        if side == "staff":
            return True
        party = self.party(name)
        return (
            self.phase(party, new=not move, name=name, there=there)
            and (move or self.quota(party, extra))
            and self.held_back(name, start)
        )

    # -- what happens

    def book(self, name: str, start: datetime, side: str) -> bool:
        """Whether it is booked, and then it is."""
        self.settle()
        if name in self.reserved() or not self.may_book(name, start, side, self.spoken_for()):
            return False
        move = name in self.held
        self.held[name] = start
        self.made = self.now
        if side == "guardian" and not move:
            self.take_note(self.party(name), 1)
        if move:
            self.promote()
        return True

    def take_note(self, party: str, count: int) -> None:
        """Remember for the quota."""
        if self.terms.quota is not None:
            self.taken.setdefault(party, []).extend([self.now] * count)

    def take(self, starts: dict[str, datetime]) -> bool:
        """Whether a basket is held, and then it is."""
        self.settle()
        if any(name in self.spoken_for() for name in starts):
            return False
        there = self.spoken_for()
        for extra, (name, start) in enumerate(sorted(starts.items(), key=lambda each: each[1])):
            if not self.may_book(name, start, "guardian", there, extra):
                return False
            there = {**there, name: start}
        until = min(self.now + timedelta(minutes=self.terms.hold_minutes), *starts.values())
        self.baskets.add((frozenset(starts.items()), until))
        self.made = self.now
        self.take_note(self.party(next(iter(starts))), len(starts))
        return True

    def confirm(self, basket: Basket) -> bool:
        """Whether it was in time, and then its talks are booked."""
        if basket[1] <= self.now:
            return False
        self.baskets.remove(basket)
        self.held |= dict(basket[0])
        self.made = self.now
        return True

    def give_back(self, basket: Basket) -> bool:
        """Whether it was in time, and then its starts are free."""
        if basket[1] <= self.now:
            return False
        self.baskets.remove(basket)
        self.made = self.now
        self.promote()
        return True

    def cancel(self, name: str) -> bool:
        """Whether a family may cancel, and then the request is gone."""
        self.settle()
        if name in self.reserved() or not self.cut_off("cancel", "guardian"):
            return False
        del self.requests[name]
        self.held.pop(name, None)
        self.made = self.now
        self.promote()
        return True

    def ask(self, name: str, party: str, staff: str) -> bool:
        """Whether a family may ask for one talk more, and then it is asked."""
        self.requests[name] = party, staff
        there = self.spoken_for()
        allowed = (
            self.phase(party, new=True, name=name, there=there)
            and self.cut_off("ask", "guardian")
            and self.cap(name, self.requests)
        )
        if not allowed:
            del self.requests[name]
        return allowed

    def wait(self, name: str) -> bool:
        """Whether it is put on the list, and then it is."""
        self.settle()
        there = self.spoken_for()
        if name in there or name in self.waiting:
            return False
        if not self.cut_off("wait", "guardian"):
            return False
        if not self.phase(self.party(name), new=True, name=name, there=there):
            return False
        self.waiting[name] = self.now
        self.promote()
        return True

    def leave(self, name: str) -> bool:
        """Whether it was on the list."""
        self.settle()
        return self.waiting.pop(name, None) is not None

    # -- what time and places do

    def settle(self, *, sweep: bool = False) -> None:
        """What everybody who comes by sets in motion."""
        over = {basket for basket in self.baskets if basket[1] <= self.now}
        opened = any(self.made < each.release <= self.now for each in self.terms.held_back)
        self.baskets -= over
        if over:
            self.made = self.now
        if sweep or over or opened:
            self.promote()

    def promote(self) -> None:
        """Every place to who is next for it."""
        while True:
            there = self.spoken_for()
            self.waiting = {
                name: since
                for name, since in self.waiting.items()
                if name in self.requests and name not in there
            }
            found = next(
                (
                    (name, start)
                    for name in sorted(self.waiting, key=self._turn)
                    for start in (self.begin + SLOT * place for place in range(self.slots))
                    if self.may_book(name, start, "guardian", there)
                ),
                None,
            )
            if found is None:
                return
            name, start = found
            del self.waiting[name]
            self.made = self.now
            self.take_note(self.party(name), 1)
            if self.terms.promotion is Promotion.BOOK:
                self.held[name] = start
            else:
                until = min(self.now + timedelta(minutes=self.terms.offer_minutes), start)
                self.baskets.add((frozenset({(name, start)}), until))

    def _turn(self, name: str) -> tuple[Any, ...]:
        if self.terms.waiting_order is WaitingOrder.FIRST_COME:
            return self.waiting[name], name
        party = self.party(name)
        mine = [other for other, (whose, _) in self.requests.items() if whose == party]
        share = sum(other in self.spoken_for() for other in mine) / len(mine)
        return share, sha256(f"{self.terms.lot}\0autumn\0{name}".encode()).hexdigest()
