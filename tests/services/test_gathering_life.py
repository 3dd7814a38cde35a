"""The life of a parents' evening, walked at random beside an oracle that is plain and slow."""

from datetime import timedelta
from typing import Any

import attrs
import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.contact.test_gatherings import EVENING, READING
from tests.privacy.two_homes import NOW, TwoHomes

from partnership.contact.guests import Guest
from partnership.errors import IllegalStep, NotFound, PartnershipError
from partnership.ids import GuardianId

GUARDIANS = ("g1", "g2", "g3")
WHO = st.sampled_from((*GUARDIANS, "nobody"))
AFTER = EVENING + timedelta(hours=3)


class GatheringLife(RuleBasedStateMachine):
    """One evening for three guardians of two homes."""

    @initialize(begins=st.sampled_from(["draft", "announced", "held", "held"]))
    def school(self, begins: str) -> None:
        """An evening that lacks nothing, as a draft or further: a walk from the draft alone seldom sees the end."""
        self.world = TwoHomes()
        self.room = self.world.school.gatherings(by="staff:t1")
        self.room.draft(READING)
        self.state, self.package = "draft", False
        self.answer: dict[str, str] = {}  # invited, yes, no
        self.came: set[str] = set()
        self.sent: set[str] = set()
        self.called: set[str] = set()
        self.letters: set[str] = set()
        if begins != "draft":
            self.announce()
        if begins == "held":
            self.time_passes()
            self.hold()
            self.pack()

    def does(self, allowed: bool, step: Any, *given: Any, **named: Any) -> bool:  # noqa: FBT001
        """Take a step; it goes exactly when the oracle says so."""
        try:
            step(*given, **named)
        except (IllegalStep, NotFound):
            assert not allowed
        else:
            assert allowed
        return allowed

    def letter(self, topic: str, *who: str) -> None:
        """What is in the post from now on."""
        self.letters |= {f"reading/{topic}/guardian:{each}" for each in who}

    @precondition(lambda self: self.state != "draft")
    @rule()
    def time_passes(self) -> None:
        """All of it is over."""
        self.world.now = AFTER

    @rule()
    def announce(self) -> None:
        """Everybody is invited, as long as it lies ahead."""
        ahead = self.world.now == NOW
        try:
            self.room.announce(READING.id)
        except PartnershipError:
            assert self.state != "draft" or not ahead
        else:
            assert self.state == "draft"
            assert ahead
            self.state, self.answer = "announced", dict.fromkeys(GUARDIANS, "invited")
            self.letter("gathering-invited", *GUARDIANS)

    @rule()
    def remind(self) -> None:
        """Who did not say no."""
        if self.does(self.state == "announced", self.room.remind, READING.id):
            self.letter(
                "gathering-reminder",
                *(who for who in self.answer if self.open(who) and self.answer[who] != "no"),
            )

    def open(self, who: str) -> bool:
        """Whether somebody is not known to have been there."""
        return who not in self.came

    @rule(who=WHO, coming=st.booleans(), staff=st.booleans())
    def reply(self, who: str, coming: bool, staff: bool) -> None:  # noqa: FBT001
        """A guardian, or staff for them."""
        room = self.room if staff else self.world.school.gatherings(GuardianId(who))
        named = {"guardian": GuardianId(who)} if staff else {}
        allowed = self.state == "announced" and who in GUARDIANS and self.open(who)
        if self.does(allowed, room.reply, READING.id, coming=coming, **named):
            self.answer[who] = "yes" if coming else "no"

    @rule(who=WHO)
    def arrive(self, who: str) -> None:
        """Also when it is found out afterwards."""
        allowed = (
            self.state in {"announced", "held"}
            and self.world.now == AFTER
            and who in self.answer
            and who not in self.came
        )
        if self.does(allowed, self.room.arrive, READING.id, GuardianId(who)):
            self.came.add(who)

    @rule()
    def hold(self) -> None:
        """Once it is over."""
        if self.does(self.state == "announced" and self.world.now == AFTER, self.room.hold, READING.id):
            self.state = "held"

    @rule()
    def pack(self) -> None:
        """The package is there."""
        if self.does(
            self.state in {"draft", "announced", "held"}, self.room.set_package, READING.id, "https://x"
        ):
            self.package = True

    @rule()
    def send(self) -> None:
        """To all who were not there and do not have it."""
        if self.does(self.state == "held" and self.package, self.room.send_package, READING.id):
            fresh = [who for who in self.answer if who not in self.came and who not in self.sent]
            self.sent |= set(fresh)
            self.letter("gathering-package", *fresh)

    @rule(who=WHO)
    def call(self, who: str) -> None:
        """Somebody who was not there, once."""
        allowed = self.state == "held" and who in self.answer and who not in self.came | self.called
        if self.does(allowed, self.room.called, READING.id, GuardianId(who)):
            self.called.add(who)

    @rule()
    def call_off(self) -> None:
        """Before it is over."""
        if self.does(self.state in {"draft", "announced"}, self.room.call_off, READING.id):
            self.state = "cancelled"
            self.letter("gathering-cancelled", *self.answer)

    @rule()
    def close(self) -> None:
        """When everybody is served."""
        if self.does(self.state == "held" and self.waiting() == set(), self.room.close, READING.id):
            self.state = "closed"

    @rule()
    def change(self) -> None:
        """A draft only."""
        self.does(
            self.state == "draft",
            self.room.change,
            READING.id,
            attrs.evolve(READING, package="https://x" if self.package else ""),
        )

    def waiting(self) -> set[str]:
        """Who was not there and lacks the package or the call."""
        return set(self.answer) - self.came - (self.sent & self.called)

    @invariant()
    def everything_is_as_the_oracle_says(self) -> None:
        """States, who was served, the questions, and the post: each letter once."""
        if not hasattr(self, "world"):
            return
        assert self.room.gathering(READING.id).state == self.state
        guests = {str(each.guardian): each for each in self.room.guests(READING.id)}
        assert {who: self.said(each) for who, each in guests.items()} == {
            who: self.expected(who) for who in self.answer
        }
        served = {who for who, each in guests.items() if each.served}
        assert served == self.came | (self.sent & self.called)
        over = self.state in {"held", "closed"}
        assert {each.about for each in self.room.notices() if each.rule == "gathering.to_serve"} == (
            {f"guardian:{who}" for who in self.waiting()} if over else set()
        )
        keys: list[str] = []
        with self.world.school.store.transaction(
            self.world.school.settings.school.id, write=False
        ) as transaction:
            transaction.sift(lambda each: bool(keys.append(str(getattr(each, "key", "")))))  # type: ignore[func-returns-value]
        assert sorted(key for key in keys if key.startswith("reading/")) == sorted(self.letters)

    def expected(self, who: str) -> str:
        """Where an invitation stands."""
        if who in self.came:
            return "came"
        if self.state in {"held", "closed"}:
            got = (who in self.sent, who in self.called)
            return {(False, False): "absent", (True, False): "packaged", (False, True): "called"}.get(
                got, "served"
            )
        return {"invited": "invited", "yes": "coming", "no": "not_coming"}[self.answer[who]]

    def said(self, guest: Guest) -> str:
        """The same of what is kept."""
        return str(guest.state)


GatheringLife.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestGatheringLife = GatheringLife.TestCase
