"""Material and loans at the desk: a way around every screen, who asked first gets it first, and nobody's history."""

from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.learning.noor import MONDAY, NOON
from tests.learning.supplies import a_material, in_
from tests.learning.test_loan_life import an_app
from tests.services.supply_school import BEUK, CHEN, DEMIR, YILMAZ, Beuk

from partnership.calendars import DayOff, Days, SchoolCalendar, Term
from partnership.errors import IllegalStep, InvalidInput, InvalidValue, NotFound, PartnershipError
from partnership.ids import GoalId, GuardianId, MaterialId
from partnership.learning.copies import Copy, CopyState, Reservation
from partnership.learning.materials import Form
from partnership.ports import Letter

BOX, APP = MaterialId("koffer"), MaterialId("app")
WHO = (YILMAZ, DEMIR, CHEN)


@pytest.fixture
def beuk() -> Iterator[Beuk]:
    """The school with two boxes of books, closed afterwards."""
    made = Beuk()
    made.jansen.materials.keep(a_material())
    yield made
    made.school.close()


def test_whatever_needs_a_screen_has_a_way_around_it(beuk: Beuk) -> None:
    """It is refused without one, and the way around is not taken away while it is needed."""
    with pytest.raises(InvalidInput) as caught:
        beuk.jansen.materials.keep(an_app("a", offline=None), an_app("b", offline=MaterialId("a")))
    assert [problem.path for problem in caught.value.problems] == ["$[0].offline", "$[1].offline"]
    assert beuk.jansen.materials.all() == (a_material(),)
    beuk.jansen.materials.keep(an_app())
    with pytest.raises(InvalidInput, match="is not given any more"):
        beuk.jansen.materials.retire(BOX)
    beuk.jansen.materials.retire(APP)
    assert beuk.jansen.materials.retire(BOX).retired
    with pytest.raises(NotFound):
        beuk.jansen.materials.retire(MaterialId("none"))


def test_links_are_looked_at(beuk: Beuk) -> None:
    """Every ninety days; what has no link needs no look."""
    beuk.jansen.materials.keep(an_app())
    assert [each.id for each in beuk.jansen.materials.links_to_check()] == [APP]
    beuk.jansen.materials.check_link(APP)
    assert beuk.jansen.materials.links_to_check() == ()
    beuk.jansen.materials.check_link(APP, on=date(2026, 1, 1))
    assert [each.id for each in beuk.jansen.materials.links_to_check()] == [APP]
    with pytest.raises(InvalidValue, match="nothing to look at"):
        beuk.jansen.materials.check_link(BOX)


def test_what_is_good_for_a_goal_is_there_for_both_homes(beuk: Beuk) -> None:
    """To a guardian what they can read, with the way around the screen beside it."""
    turkish = an_app(languages=("tr",))
    beuk.jansen.materials.keep(turkish)
    goal = beuk.agreed()
    assert {each.id for each in beuk.mother.materials.for_goal(goal)} == {BOX, APP}
    assert [each.id for each in beuk.father.materials.for_goal(goal)] == [BOX]
    assert {each.id for each in beuk.jansen.materials.for_goal(goal)} == {BOX, APP}
    with pytest.raises(NotFound):
        beuk.as_("guardian:chen").materials.for_goal(goal)
    with pytest.raises(NotFound):
        beuk.jansen.materials.for_goal(GoalId("none"))


def test_a_box_goes_home_and_comes_back(beuk: Beuk) -> None:
    """Reserved when both are out, kept aside when one is back, and late without a hard word."""
    lent = beuk.jansen.materials.lend(BOX, YILMAZ)
    assert (lent.number, lent.guardian, lent.until) == (0, YILMAZ, MONDAY + timedelta(days=21))
    assert beuk.jansen.materials.lend(BOX, CHEN).number == 1
    with pytest.raises(IllegalStep, match="be reserved"):
        beuk.jansen.materials.lend(BOX, DEMIR)
    waits = beuk.father.materials.reserve(BOX)
    assert isinstance(waits, Reservation)
    assert beuk.father.materials.held_by().reservations == (waits,)
    with pytest.raises(IllegalStep, match="asked for by others"):
        beuk.mother.materials.prolong(BOX, 0)
    assert beuk.told() == []
    beuk.now = NOON + timedelta(days=22)
    assert [each.number for each in beuk.jansen.materials.sweep()] == [0, 1]
    assert beuk.jansen.materials.sweep() == ()
    late = beuk.messages()
    letters = {
        each.body["recipient"]: beuk.letter(each.topic, each.body["recipient"], each.body) for each in late
    }
    dutch, turkish = letters["guardian:chen"], letters["guardian:yilmaz"]
    assert isinstance(dutch, Letter)
    assert isinstance(turkish, Letter)
    assert "Het zou terugkomen op maandag 23 november 2026." in dutch.text
    assert "Geri getirilmesi gereken gün: 23 Kasım 2026 Pazartesi." in turkish.text
    assert [each.state for each in beuk.jansen.materials.due()] == [CopyState.OVERDUE] * 2
    assert beuk.jansen.materials.give_back(BOX, 0).guardian is None
    assert beuk.letter("loan-overdue", "guardian:yilmaz", {"material": BOX, "number": 0}) == "superseded"
    aside = beuk.jansen.materials.shelve(BOX, 0)
    assert (aside.state, aside.guardian) == (CopyState.RESERVED, DEMIR)
    ready = beuk.letters()["loan-ready", "guardian:demir"]
    assert ready.subject == "Leeskoffer (nl)"
    assert "We bewaren het tot en met dinsdag 1 december 2026." in ready.text
    assert beuk.letter("loan-overdue", "guardian:demir", {"material": BOX, "number": 0}) == "superseded"
    assert beuk.letter("loan-ready", "guardian:demir", {"material": "none", "number": 0}) == "superseded"
    assert beuk.jansen.materials.lend(BOX, DEMIR).number == 0
    assert beuk.father.materials.prolong(BOX, 0).until == MONDAY + timedelta(days=43)
    assert beuk.jansen.materials.lose(BOX, 1).guardian is None
    assert [each.state for each in beuk.jansen.materials.copies_of(BOX)] == [
        CopyState.ON_LOAN,
        CopyState.LOST,
    ]
    assert beuk.father.materials.held_by().copies == (beuk.jansen.materials.copies_of(BOX)[0],)
    # Nobody's reading can be read back.
    with beuk.school.store.transaction(BEUK, write=False) as transaction:
        kept = [dict(found.record.body) for found in transaction.find("copy")]
    assert "yilmaz" not in str(kept)
    assert "chen" not in str(kept)


def test_nothing_is_late_on_its_last_day(beuk: Beuk) -> None:
    """And every change goes through the material's own record, so that of two at one moment one reads again."""

    def revision() -> int:
        with beuk.school.store.transaction(BEUK, write=False) as transaction:
            record = transaction.get("material", BOX)
        assert record is not None
        return record.revision

    before = revision()
    until = beuk.jansen.materials.lend(BOX, YILMAZ).until
    beuk.jansen.materials.reserve(BOX, CHEN)
    assert revision() == before + 2
    beuk.now = NOON + timedelta(days=7)
    beuk.jansen.materials.sweep()
    assert revision() == before + 2  # a night in which nothing changes writes nothing
    assert beuk.jansen.materials.copies_of(BOX)[1].guardian == CHEN
    beuk.now = NOON + timedelta(days=21)
    assert until == beuk.now.date()
    assert beuk.jansen.materials.sweep() == ()
    assert beuk.jansen.materials.due() == ()
    beuk.now += timedelta(days=1)
    assert len(beuk.jansen.materials.sweep()) == len(beuk.jansen.materials.due()) == 1


def test_a_holiday_makes_nothing_late() -> None:
    """What was to come back in it comes back on the first day of lessons; only after that it is late."""
    days = Days.through(MONDAY, date(2027, 2, 28))
    off = DayOff(name="vrij", days=Days.through(date(2026, 11, 20), date(2026, 12, 6)))
    beuk = Beuk(calendar=SchoolCalendar(terms=(Term(name="winter", days=days),), off=(off,)))
    beuk.jansen.materials.keep(a_material())
    assert beuk.jansen.materials.lend(BOX, YILMAZ).until == date(2026, 11, 23)
    for day, late in ((date(2026, 12, 5), 0), (date(2026, 12, 7), 0), (date(2026, 12, 8), 1)):
        beuk.now = NOON + (day - MONDAY)
        assert len(beuk.jansen.materials.sweep()) == late
        assert len(beuk.jansen.materials.due()) == late


def test_what_is_kept_aside_too_long_goes_to_the_next(beuk: Beuk) -> None:
    """In order; who waited for it need not come any more, and may wait anew."""
    for who in WHO:
        beuk.as_(f"guardian:{who}").materials.reserve(BOX)
    beuk.told()
    beuk.now = NOON + timedelta(days=8)
    assert beuk.jansen.materials.sweep() == ()
    copies = beuk.jansen.materials.copies_of(BOX)
    assert [(each.state, each.guardian) for each in copies] == [
        (CopyState.RESERVED, CHEN),
        (CopyState.AVAILABLE, None),
    ]
    assert beuk.told() == [("loan-ready", "guardian:chen")]
    assert isinstance(beuk.mother.materials.reserve(BOX), Copy)


def test_waiting_can_be_ended(beuk: Beuk) -> None:
    """In the line or with one kept aside; who does neither finds nothing."""
    beuk.mother.materials.reserve(BOX)
    beuk.jansen.materials.reserve(BOX, CHEN)
    beuk.father.materials.reserve(BOX)
    beuk.father.materials.cancel(BOX)
    assert beuk.father.materials.held_by().reservations == ()
    beuk.father.materials.reserve(BOX)
    beuk.told()
    beuk.mother.materials.cancel(BOX)
    assert beuk.told() == [("loan-ready", "guardian:demir")]
    with pytest.raises(NotFound):
        beuk.mother.materials.cancel(BOX)
    beuk.jansen.materials.cancel(BOX, CHEN)
    beuk.jansen.materials.lend(BOX, YILMAZ)
    with pytest.raises(NotFound):
        beuk.mother.materials.cancel(BOX)


def test_one_who_takes_another_copy_leaves_the_one_that_was_kept(beuk: Beuk) -> None:
    """It goes to the next; and nobody has two or asks twice."""
    beuk.mother.materials.reserve(BOX)
    assert beuk.jansen.materials.lend(BOX, YILMAZ, number=1).number == 1
    assert [each.state for each in beuk.jansen.materials.copies_of(BOX)] == [
        CopyState.AVAILABLE,
        CopyState.ON_LOAN,
    ]
    with pytest.raises(IllegalStep, match="with them already"):
        beuk.jansen.materials.lend(BOX, YILMAZ)
    with pytest.raises(IllegalStep, match="with them already"):
        beuk.mother.materials.reserve(BOX)
    beuk.jansen.materials.lend(BOX, CHEN)
    beuk.father.materials.reserve(BOX)
    with pytest.raises(IllegalStep, match="asked for already"):
        beuk.father.materials.reserve(BOX)
    beuk.jansen.materials.give_back(BOX, 0)
    beuk.jansen.materials.lose(BOX, 0)
    beuk.jansen.materials.give_back(BOX, 0)
    beuk.jansen.materials.shelve(BOX, 0)
    assert beuk.jansen.materials.lend(BOX, DEMIR).number == 0


def test_a_new_copy_is_for_who_waits(beuk: Beuk) -> None:
    """Nobody who asks later gets before them."""
    beuk.jansen.materials.lend(BOX, YILMAZ)
    beuk.jansen.materials.lend(BOX, CHEN)
    beuk.father.materials.reserve(BOX)
    beuk.jansen.materials.keep(a_material(copies=3))
    with pytest.raises(IllegalStep, match="all out"):
        beuk.jansen.materials.lend(BOX, GuardianId("stranger"))
    beuk.jansen.materials.sweep()
    assert beuk.told() == [("loan-ready", "guardian:demir")]
    assert beuk.jansen.materials.lend(BOX, DEMIR).number == 2


def test_what_is_not_lent_is_asked_for_by_nobody(beuk: Beuk) -> None:
    """Nothing digital, nothing retired; and no copy is taken off the list while somebody has it."""
    beuk.jansen.materials.keep(a_material(id=MaterialId("blad"), form=Form.PAPER, copies=0))
    with pytest.raises(IllegalStep, match="not lent"):
        beuk.mother.materials.reserve(MaterialId("blad"))
    beuk.jansen.materials.lend(BOX, YILMAZ, number=1)
    with pytest.raises(InvalidInput, match="take it back first"):
        beuk.jansen.materials.keep(a_material(copies=1))
    beuk.jansen.materials.keep(a_material(copies=3))
    beuk.jansen.materials.lend(BOX, CHEN, number=0)
    beuk.jansen.materials.retire(BOX)
    with pytest.raises(IllegalStep, match="retired"):
        beuk.jansen.materials.lend(BOX, DEMIR)
    with pytest.raises(IllegalStep, match="not lent"):
        beuk.father.materials.reserve(BOX)
    beuk.jansen.materials.give_back(BOX, 0)
    assert beuk.jansen.materials.shelve(BOX, 0).state is CopyState.AVAILABLE


def test_a_home_sees_and_moves_its_own_only(beuk: Beuk) -> None:
    """Not what another home has or waits for, and not the school's lists."""
    beuk.jansen.materials.lend(BOX, YILMAZ)
    for ask in (
        lambda: beuk.father.materials.prolong(BOX, 0),
        lambda: beuk.father.materials.held_by(YILMAZ),
        lambda: beuk.father.materials.cancel(BOX, YILMAZ),
        lambda: beuk.father.materials.reserve(BOX, YILMAZ),
        lambda: beuk.as_("pupil:noor").materials.reserve(BOX),
        lambda: beuk.jansen.materials.lend(BOX, GuardianId("nobody")),
        lambda: beuk.jansen.materials.lend(MaterialId("none"), YILMAZ),
        lambda: beuk.jansen.materials.give_back(BOX, 9),
        beuk.jansen.materials.held_by,
    ):
        with pytest.raises(NotFound):
            ask()
    for school in (
        lambda: beuk.mother.materials.lend(BOX, YILMAZ),
        lambda: beuk.mother.materials.give_back(BOX, 0),
        lambda: beuk.mother.materials.copies_of(BOX),
        beuk.mother.materials.due,
        beuk.mother.materials.sweep,
        lambda: beuk.mother.materials.keep(a_material()),
        lambda: beuk.mother.materials.retire(BOX),
    ):
        with pytest.raises(IllegalStep):
            school()
    assert beuk.jansen.materials.held_by(YILMAZ).copies[0].number == 0


def test_a_language_nobody_chose_is_written_as_it_was_first() -> None:
    """With our words in the language of the reader, whatever the text is in."""
    beuk = Beuk()
    beuk.jansen.materials.keep(a_material(texts=in_("pl")))
    beuk.mother.materials.reserve(BOX)
    letter = beuk.letters()["loan-ready", "guardian:yilmaz"]
    assert letter.subject == "Lezen (pl)"
    assert "okulda sizin için hazır" in letter.text


class Desk(RuleBasedStateMachine):
    """The desk with two boxes, and beside it a librarian who writes everything on paper and looks it all up each time."""

    @initialize()
    def open(self) -> None:
        """Both boxes are on the shelf."""
        self.beuk = Beuk()
        self.beuk.jansen.materials.keep(a_material())
        self.box: list[tuple[str, str | None]] = [("available", None), ("available", None)]
        self.until: list[date | None] = [None, None]
        self.line: deque[str] = deque()

    @property
    def today(self) -> date:
        """On the calendar on the wall."""
        return self.beuk.now.date()

    def _put(self, number: int, state: str, who: str | None, days: int | None) -> None:
        self.box[number] = (state, who)
        self.until[number] = None if days is None else self.today + timedelta(days=days)

    def _hand_out(self) -> None:
        for number in (0, 1):
            if self.box[number][0] == "available" and self.line:
                self._put(number, "reserved", self.line.popleft(), 7)

    def _has(self, who: str) -> int | None:
        return next((number for number in (0, 1) if self.box[number][1] == who), None)

    def _do(self, fits: bool, work: Any) -> bool:  # noqa: FBT001 - the librarian's word
        """Do it, and see that the desk and the librarian agree on whether one may."""
        if not fits:
            with pytest.raises(PartnershipError):
                work()
            return False
        work()
        return True

    @rule(who=st.sampled_from(WHO))
    def reserve(self, who: GuardianId) -> None:
        """Somebody asks."""
        fits = self._has(who) is None and who not in self.line
        if self._do(fits, lambda: self.beuk.as_(f"guardian:{who}").materials.reserve(BOX)):
            self.line.append(who)
            self._hand_out()

    @rule(who=st.sampled_from(WHO))
    def cancel(self, who: GuardianId) -> None:
        """Somebody need not have it any more."""
        number = self._has(who)
        aside = number is not None and self.box[number][0] == "reserved"
        if self._do(aside or who in self.line, lambda: self.beuk.jansen.materials.cancel(BOX, who)):
            if who in self.line:
                self.line.remove(who)
            elif number is not None:
                self._put(number, "available", None, None)
            self._hand_out()

    @rule(who=st.sampled_from(WHO))
    def lend(self, who: GuardianId) -> None:
        """The one that was kept for them, else one on the shelf."""
        mine = self._has(who)
        free = [number for number in (0, 1) if self.box[number][0] == "available"]
        fits = self.box[mine][0] == "reserved" if mine is not None else bool(free)
        if self._do(fits, lambda: self.beuk.jansen.materials.lend(BOX, who)):
            self._put(free[0] if mine is None else mine, "on loan", who, 21)

    @rule(number=st.integers(0, 1), step=st.sampled_from(("give_back", "shelve", "lose", "prolong")))
    def step(self, number: int, step: str) -> None:
        """One box moves."""
        state, who = self.box[number]
        fits = {
            "give_back": state in {"on loan", "overdue", "lost"},
            "shelve": state in {"returned", "reserved"},
            "lose": state != "lost",
            "prolong": state == "on loan" and not self.line,
        }
        becomes = {"give_back": "returned", "shelve": "available", "lose": "lost", "prolong": "on loan"}
        if self._do(fits[step], lambda: getattr(self.beuk.jansen.materials, step)(BOX, number)):
            if step == "prolong":
                self._put(number, "on loan", who, 21)
            else:
                self._put(number, becomes[step], None, None)
            self._hand_out()

    @rule(days=st.integers(1, 15))
    def night(self, days: int) -> None:
        """Days go by, and somebody looks what is late."""
        self.beuk.now += timedelta(days=days)
        self.beuk.jansen.materials.sweep()
        for number in (0, 1):
            state, who = self.box[number]
            until = self.until[number]
            if until is not None and until < self.today:
                if state == "on loan":
                    self.box[number] = ("overdue", who)
                elif state == "reserved":
                    self._put(number, "available", None, None)
        self._hand_out()

    @invariant()
    def paper_and_desk_agree(self) -> None:
        """On where each box is, until when, and who waits in which order; nobody waits beside a box on the shelf."""
        copies = self.beuk.jansen.materials.copies_of(BOX)
        assert [(str(each.state), each.guardian) for each in copies] == self.box
        assert [each.until for each in copies] == self.until
        asked = {who: self.beuk.jansen.materials.held_by(who).reservations for who in WHO}
        waiting = sorted((one[0].number, who) for who, one in asked.items() if one)
        assert [who for _, who in waiting] == list(self.line)
        assert not (self.line and "available" in {state for state, _ in self.box})
        late = {number for number, (state, _) in enumerate(self.box) if state == "overdue"}
        assert {each.number for each in self.beuk.jansen.materials.due()} == late


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=20, stateful_step_count=25)
