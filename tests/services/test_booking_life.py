"""Any booking life of a small evening, step by step beside a slow oracle; with the memory store and with SQLite."""

import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import attrs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.conferences.autumn import asked, autumn, family, span, staff
from tests.services.booking_oracle import FAMILIES, SLOT, Oracle
from tests.services.booking_oracle import Basket as Held
from tests.services.desk_of_autumn import AUTUMN, BEUK, NOON, Autumn, minute, q

from partnership.conferences.booking_life.baskets import Basket
from partnership.conferences.booking_life.caps import Cap, Per
from partnership.conferences.booking_life.cut_offs import CutOff
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.held_back import HeldBack
from partnership.conferences.booking_life.phases import Group, Phase
from partnership.conferences.booking_life.quota import Quota
from partnership.conferences.booking_life.swaps import SwapState, SwapView
from partnership.conferences.booking_life.terms import Promotion, Terms, WaitingOrder
from partnership.conferences.booking_life.waiting import Waiting
from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, KeepApart
from partnership.errors import IllegalStep, NotFound, Taken
from partnership.ids import BasketId, PartyId, StaffId
from partnership.people.standing import Verdict
from partnership.ports import Message
from partnership.serial.values import load
from partnership.services.baskets import Confirmed
from partnership.services.places import waiting_at
from partnership.services.talks import Booked, Cancelled

HOUR = timedelta(hours=1)
ASKED = {
    "q1": ("f1", "jansen"),
    "q2": ("f2", "jansen"),
    "q3": ("f3", "jansen"),
    "q4": ("f1", "devries"),
    "q5": ("f4", "jansen"),
    "q6": ("f2", "devries"),
}
TERMS = st.builds(
    Terms,
    phases=st.sampled_from(
        [
            (),
            (
                Phase(group=Group.INVITED, opens=NOON, parties=(PartyId("f1"), PartyId("f3"))),
                Phase(group=Group.SIBLINGS, opens=NOON + HOUR / 2),
                Phase(group=Group.ALL, opens=NOON + HOUR),
                Phase(group=Group.LATE, opens=NOON + 40 * HOUR),
            ),
        ]
    ),
    cut_offs=st.sampled_from(
        [
            (),
            (CutOff(whom=Side.GUARDIAN, at=NOON + 60 * HOUR),),
            (CutOff(whom=Side.GUARDIAN, at=NOON + 20 * HOUR, deeds=(Deed.BOOK, Deed.CANCEL)),),
        ]
    ),
    caps=st.sampled_from([(), (), (Cap(per=Per.PARTY, talks=1),), (Cap(per=Per.PARTY, talks=2),)]),
    held_back=st.sampled_from(
        [(), (HeldBack(staff=StaffId("jansen"), span=span("18:00", "18:10"), release=NOON + 2 * HOUR),)]
    ),
    hold_minutes=st.sampled_from([10, 60]),
    waiting_order=st.sampled_from(WaitingOrder),
    promotion=st.sampled_from(Promotion),
    offer_minutes=st.just(45),
    lot=st.sampled_from(["a", "b"]),
).flatmap(
    lambda terms: st.sampled_from(
        [terms, attrs.evolve(terms, quota=Quota(talks=1, minutes=30, first_minutes=180))]
        if terms.phases
        else [terms]
    )
)
NAMES = st.sampled_from(sorted(ASKED))
SLOTS = st.integers(0, 3)


def evening(terms: Terms, slots: int, requests: dict[str, tuple[str, str]], jansen_from: int) -> Conference:
    """Four families, of which two are the parents of one child who live apart; two teachers."""
    return autumn(
        sittings=(attrs.evolve(autumn().sittings[0], end=minute(10 * slots)),),
        staff=(
            staff("jansen", available=(span(f"18:{jansen_from}0", "20:00"),)),
            staff("devries"),
        ),
        parties=(
            family("f1", "fatima", "p1"),
            family("f2", "bram", "p2 p3"),
            family("f3", "chen", "p4"),
            family("f4", "dina", "p1"),
        ),
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f4")), minutes=20),),
        requests=tuple(asked(name, *who) for name, who in requests.items()),
        booking=terms,
    )


class BookingLife(RuleBasedStateMachine):
    """Everything a family, a teacher, a planner and time can do to one evening."""

    path: str | None = None

    @initialize(terms=TERMS, slots=st.integers(2, 4))
    def open(self, terms: Terms, slots: int) -> None:
        """The conference is opened; nothing is booked."""
        self.model = Oracle(terms, minute(0), slots, NOON)
        self.model.requests = dict(ASKED)
        self.fresh = 0
        self.school = Autumn(evening(terms, slots, ASKED, 0), path=self.path)
        self.heard: list[Message] = []

    def _who(self, name: str) -> str:
        return FAMILIES[self.model.party(name)]

    # -- acts

    @rule(name=NAMES, slot=SLOTS, by_staff=st.booleans())
    def book(self, name: str, slot: int, *, by_staff: bool) -> None:
        """A start is chosen, by the family or the school."""
        if name not in self.model.requests:
            return
        side = "staff" if by_staff else "guardian"
        counter = self.school.desk() if by_staff else self.school.at(self._who(name))
        expected = self.model.book(name, minute(10 * slot), side)
        try:
            answer: object = counter.book(q(name), minute(10 * slot))
        except Taken:
            assert by_staff
            # What was refused with an error left nothing behind, not even what time alone had changed.
            self.school.desk().sweep()
            self.model.settle(sweep=True)
            answer = None
        assert isinstance(answer, Booked) is expected

    @rule(
        names=st.lists(NAMES, min_size=1, max_size=2, unique=True),
        slots=st.lists(SLOTS, min_size=2, max_size=2),
    )
    def take(self, names: list[str], slots: list[int]) -> None:
        """One or two starts at once."""
        known = [name for name in names if name in self.model.requests]
        if len({self.model.party(name) for name in known}) != 1:
            return
        starts = {name: minute(10 * slot) for name, slot in zip(known, slots, strict=False)}
        expected = self.model.take(starts)
        answer = self.school.at(self._who(known[0])).take({q(name): start for name, start in starts.items()})
        assert isinstance(answer, Basket) is expected

    def _basket(self, number: int) -> tuple[Held, BasketId]:
        ids = self._baskets()
        held = sorted(self.model.baskets, key=lambda each: (sorted(each[0]), each[1]))[number % len(ids)]
        return held, ids[held]

    @precondition(lambda self: self.model.baskets)
    @rule(number=st.integers(0, 5))
    def confirm(self, number: int) -> None:
        """A family confirms, in time or not."""
        held, id = self._basket(number)
        guardian = self._who(next(iter(held[0]))[0])
        expected = self.model.confirm(held)
        try:
            answer: object = self.school.at(guardian).confirm(id)
        except IllegalStep:
            answer = None
        assert isinstance(answer, Confirmed) is expected

    @precondition(lambda self: self.model.baskets)
    @rule(number=st.integers(0, 5))
    def give_back(self, number: int) -> None:
        """A family lets go, in time or not."""
        held, id = self._basket(number)
        guardian = self._who(next(iter(held[0]))[0])
        expected = self.model.give_back(held)
        try:
            self.school.at(guardian).give_back(id)
        except IllegalStep:
            assert not expected
        else:
            assert expected

    @rule(name=NAMES)
    def cancel(self, name: str) -> None:
        """A family withdraws a request."""
        if name in self.model.requests:
            guardian = self._who(name)
            expected = self.model.cancel(name)
            assert isinstance(self.school.at(guardian).cancel(q(name)), Cancelled) is expected

    @rule(party=st.sampled_from(sorted(FAMILIES)), teacher=st.sampled_from(["jansen", "devries"]))
    def ask(self, party: str, teacher: str) -> None:
        """A family asks for one talk more."""
        self.fresh += 1
        name = f"r{self.fresh}"
        expected = self.model.ask(name, party, teacher)
        (answer,) = self.school.at(FAMILIES[party]).ask(asked(name, party, teacher))
        assert (answer.verdict is Verdict.ALLOW) is expected

    @rule(name=NAMES)
    def wait(self, name: str) -> None:
        """A family waits for a place."""
        if name in self.model.requests:
            guardian = self._who(name)
            expected = self.model.wait(name)
            assert isinstance(self.school.at(guardian).wait(q(name)), Waiting) is expected

    @rule(name=NAMES)
    def leave(self, name: str) -> None:
        """A family waits no longer."""
        if name in self.model.requests:
            guardian = self._who(name)
            expected = self.model.leave(name)
            try:
                self.school.at(guardian).leave(q(name))
            except NotFound:
                assert not expected
                self.school.desk().sweep()
                self.model.settle(sweep=True)
            else:
                assert expected

    # -- swaps: whether two wishes fit is for other tests; here, what comes of it

    @rule(
        name=NAMES, step=st.sampled_from(["wish_to_swap", "agree_to_swap", "decline_swap", "withdraw_swap"])
    )
    def swap(self, name: str, step: str) -> None:
        """A family wishes, agrees, declines or withdraws; either two talks change places or none moves."""
        self._swap(name, step)

    def _swap(self, name: str, step: str) -> None:
        if name not in self.model.requests:
            return
        self.school.desk().sweep()
        self.model.settle(sweep=True)
        before = self.school.held()
        try:
            answer = getattr(self.school.at(self._who(name)), step)(q(name))
        except (IllegalStep, NotFound):
            answer = None
        after = self.school.held()
        moved = [each for each in after if after[each] != before.get(each)]
        if isinstance(answer, SwapView) and answer.state is SwapState.DONE:
            one, other = moved
            assert (after[one], after[other]) == (before[other], before[one])
            self.model.held = dict(after)
            self.model.made = self.school.now
        else:
            assert after == before

    @precondition(lambda self: len(self.model.held) > 1)
    @rule(pair=st.lists(st.integers(0, 9), min_size=2, max_size=2, unique=True))
    def swap_both(self, pair: list[int]) -> None:
        """Two families that have a talk wish and agree, one after the other."""
        names = sorted(self.model.held)
        chosen = [names[number % len(names)] for number in pair]
        for step in ("wish_to_swap", "agree_to_swap"):
            for name in chosen:
                self._swap(name, step)

    # -- the school

    @rule(repair=st.booleans())
    def plan(self, *, repair: bool) -> None:
        """The engine plans or mends: whatever it finds, what is in a basket stays there."""
        self.model.settle()
        reserved = self.model.reserved()
        if repair:
            self.school.school.repair(AUTUMN)
        else:
            self.school.school.plan(AUTUMN, iterations=30)
        self.model.held = dict(self.school.held())
        self.model.made = self.school.now
        assert not reserved.keys() & self.model.held.keys()

    @rule(slots=st.integers(2, 4), jansen_from=st.integers(0, 1))
    def change_set_up(self, slots: int, jansen_from: int) -> None:
        """The evening is shorter or longer, a teacher comes later: what was foretold to break did."""
        self.school.desk().sweep()
        self.model.settle(sweep=True)
        self.model.slots, self.model.jansen_from = slots, jansen_from
        changed = evening(self.model.terms, slots, self.model.requests, jansen_from)
        foretold = self.school.desk().try_set_up(changed)
        fits = {
            name: self.model.fits(name, start, self.model.held) for name, start in self.model.held.items()
        }
        assert {talk.request for talk in foretold.talks} == {name for name, fine in fits.items() if not fine}
        self.school.desk().change_set_up(changed)
        self._look_again()

    def _look_again(self) -> None:
        """Whatever the engine chose is taken as it is; every invariant still has to hold."""
        self.model.held = dict(self.school.held())
        self.model.made = self.school.school.conference(AUTUMN).planned.made
        self.model.baskets = set(self._baskets())
        self.model.waiting = self._waiting()
        with self.school.school.store.transaction(BEUK, write=False) as transaction:
            for party in FAMILIES:
                record = transaction.get("taken", f"autumn/{party}")
                if record is not None:
                    self.model.taken[party] = list(load(tuple[datetime, ...], record.body["taken"]))

    @rule(minutes=st.sampled_from([10, 30, 30, 60, 1_440]), sweep=st.booleans())
    def time_passes(self, minutes: int, *, sweep: bool) -> None:
        """And somebody may or may not put away what it changed."""
        self.school.later(minutes)
        self.model.now = self.school.now
        if sweep:
            self.school.desk().sweep()
            self.model.settle(sweep=True)

    # -- what always holds

    def _baskets(self) -> dict[Held, BasketId]:
        baskets = self.school.school.conference(AUTUMN).baskets.values()
        return {
            (
                frozenset((str(name), place.start) for name, place in basket.placements.items()),
                basket.until,
            ): basket.id
            for basket in baskets
        }

    def _waiting(self) -> dict[str, datetime]:
        with self.school.school.store.transaction(BEUK, write=False) as transaction:
            return {entry.request: entry.since for entry, _ in waiting_at(transaction, AUTUMN)}

    @invariant()
    def as_foretold(self) -> None:
        """Bookings, baskets and the list are what the oracle says."""
        if hasattr(self, "model"):
            assert self.school.held() == self.model.held
            assert set(self._baskets()) == self.model.baskets
            assert self._waiting() == self.model.waiting

    @invariant()
    def no_rule_is_broken_and_nobody_forgotten(self) -> None:
        """The independent checker, over what is booked and what is in a basket."""
        if not hasattr(self, "model"):
            return
        kept = self.school.school.conference(AUTUMN)
        there = kept.timetable()
        whole = attrs.evolve(
            there,
            placements=(*there.placements, *kept.reserved.values()),
            left_over=tuple(each for each in there.left_over if each.request not in kept.reserved),
            objective=None,
            bound=None,
        )
        report = check(kept.conference, whole)
        assert report.objections == ()
        assert {each.id for each in kept.conference.requests} == self.model.requests.keys()

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        """Counted by hand, slot by slot."""
        if hasattr(self, "model"):
            there = self.model.spoken_for()
            people = [
                (person, start)
                for name, start in there.items()
                for person in (FAMILIES[self.model.party(name)], self.model.requests[name][1])
            ]
            assert max(Counter(people).values(), default=0) <= 1
            assert all((start - minute(0)) % SLOT == timedelta(0) for start in there.values())

    @invariant()
    def the_journal_tells_it_all(self) -> None:
        """Read back, it gives the bookings and the baskets; and for each change of a talk everyone in it has a message."""
        if not hasattr(self, "model"):
            return
        talks: dict[str, str] = {}
        baskets: set[str] = set()
        told: set[tuple[str, int]] = set()
        for _, change in self.school.school.store.journal(BEUK, limit=10_000):
            name = change.id.split("/")[-1]
            if change.what in {"talk.booked", "talk.moved"}:
                talks[name] = change.details["start"]
            elif change.what == "talk.cancelled":
                del talks[name]
            elif change.what == "basket.held":
                baskets.add(change.id)
            elif change.kind == "basket":
                baskets.remove(change.id)
            if change.kind == "talk":
                told.add((name, change.details["sequence"]))
        assert talks == {name: start.isoformat() for name, start in self.model.held.items()}
        assert baskets == set(self._baskets().values())
        self.heard += self.school.told()
        letters = Counter(
            (message.body["request"], message.body["sequence"])
            for message in self.heard
            if message.topic.startswith("talk-")
        )
        assert letters == dict.fromkeys(told, 2)


class BookingLifeInAFile(BookingLife):
    """The same, kept in SQLite."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = str(Path(self._folder.name) / "school.db")

    def teardown(self) -> None:
        """Let go of the file."""
        if hasattr(self, "school"):
            self.school.school.close()
        self._folder.cleanup()


_FEW = settings(
    max_examples=max(5, settings().max_examples * 2 // 5),
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    deadline=None,
)
TestBookingLife = BookingLife.TestCase
TestBookingLife.settings = _FEW
TestBookingLifeInAFile = BookingLifeInAFile.TestCase
TestBookingLifeInAFile.settings = settings(_FEW, max_examples=max(2, settings().max_examples // 20))
