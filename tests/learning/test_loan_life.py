"""Copies that are lent and who waits for one, against a shelf and a line on paper; and material that needs no screen."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.learning.noor import MONDAY, a_goal
from tests.learning.supplies import a_material, in_

from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import GuardianId, MaterialId
from partnership.learning import copies as steps
from partnership.learning.copies import Copy, CopyState, Reservation, first_in_line
from partnership.learning.materials import Form, Material, material_for, offline_problems, stale_links
from partnership.norms import Norms

NORMS = Norms(loan_days=21, loan_hold_days=7)
BOX = MaterialId("koffer")
WHO = st.sampled_from([GuardianId(name) for name in "abc"])
NUMBER = st.integers(0, 1)
BY = "staff:jansen"
LEADS = {
    ("available", "lend"): "on loan",
    ("reserved", "lend"): "on loan",
    ("available", "keep aside"): "reserved",
    ("on loan", "prolong"): "on loan",
    ("on loan", "fall due"): "overdue",
    ("on loan", "give back"): "returned",
    ("overdue", "give back"): "returned",
    ("lost", "give back"): "returned",
    ("returned", "shelve"): "available",
    ("reserved", "shelve"): "available",
    **{(at, "lose"): "lost" for at in ("available", "reserved", "on loan", "overdue", "returned")},
}


class Shelf(RuleBasedStateMachine):
    """Two copies of a box of books and, beside them, a card of each and the line in front of the desk."""

    @initialize()
    def fill(self) -> None:
        """Both are there, nobody waits."""
        self.today = MONDAY
        self.copies = [Copy(material=BOX, number=number) for number in (0, 1)]
        self.cards: list[dict[str, Any]] = [{"at": "available", "who": None, "until": None} for _ in (0, 1)]
        self.line: list[Reservation] = []
        self.given = 0

    def _try(self, number: int, step: str, work: Callable[[Copy], Copy], *, hindered: bool = False) -> bool:
        """Do a step, and see that it is allowed exactly where the card allows it."""
        card = self.cards[number]
        if (card["at"], step) not in LEADS or hindered:
            with pytest.raises(IllegalStep) as caught:
                work(self.copies[number])
            if not hindered:
                assert set(caught.value.allowed) == {name for at, name in LEADS if at == card["at"]}
            return False
        self.copies[number] = work(self.copies[number])
        card |= {"at": LEADS[card["at"], step], "who": None, "until": None}
        return True

    @rule(number=NUMBER, who=WHO)
    def lend(self, number: int, who: GuardianId) -> None:
        """Only to who it is kept aside for."""
        card = self.cards[number]
        aside = card["at"] == "reserved" and card["who"] != who
        if self._try(
            number, "lend", lambda copy: steps.lend(copy, who, NORMS, on=self.today, by=BY), hindered=aside
        ):
            card |= {"who": who, "until": self.today + timedelta(days=21)}

    @rule(who=WHO)
    def ask(self, who: GuardianId) -> None:
        """Somebody stands in line."""
        if who not in {each.guardian for each in self.line}:
            self.given += 1
            self.line.append(Reservation(material=BOX, guardian=who, number=self.given))

    @rule(number=NUMBER)
    def keep_aside(self, number: int) -> None:
        """For who asked first, whatever the order in which the store lists them."""
        first = first_in_line(reversed(self.line))
        assert first == (self.line[0] if self.line else None)
        if first is None:
            return
        if self._try(
            number, "keep aside", lambda copy: steps.keep_aside(copy, first.guardian, NORMS, on=self.today)
        ):
            self.line.pop(0)
            self.cards[number] |= {"who": first.guardian, "until": self.today + timedelta(days=7)}

    @rule(number=NUMBER)
    def prolong(self, number: int) -> None:
        """While nobody waits."""
        card = self.cards[number]
        who = card["who"]
        if self._try(
            number,
            "prolong",
            lambda copy: steps.prolong(copy, self.line, NORMS, on=self.today),
            hindered=card["at"] == "on loan" and bool(self.line),
        ):
            card |= {"who": who, "until": self.today + timedelta(days=21)}

    @rule(number=NUMBER)
    def fall_due(self, number: int) -> None:
        """It stays with who has it."""
        card = self.cards[number]
        who, until = card["who"], card["until"]
        if self._try(number, "fall due", steps.fall_due):
            card |= {"who": who, "until": until}

    @rule(number=NUMBER, step=st.sampled_from(("give back", "shelve", "lose")))
    def hand_in(self, number: int, step: str) -> None:
        """Whoever had it is forgotten."""
        work = {"give back": steps.give_back, "shelve": steps.shelve, "lose": steps.lose}[step]
        self._try(number, step, lambda copy: work(copy, by=BY))

    @rule(days=st.integers(1, 30))
    def wait(self, days: int) -> None:
        """Days go by."""
        self.today += timedelta(days=days)

    @invariant()
    def cards_and_copies_agree(self) -> None:
        """Each copy is where its card says; who is not holding one is named by none."""
        for copy, card in zip(self.copies, self.cards, strict=True):
            assert (str(copy.state), copy.guardian, copy.until) == (card["at"], card["who"], card["until"])
            assert (copy.guardian is None) is (card["at"] in {"available", "returned", "lost"})


TestShelf = Shelf.TestCase


def test_what_cannot_be_is_no_copy() -> None:
    """With somebody without a day, or with nobody until a day."""
    wrong: tuple[dict[str, Any], ...] = (
        {"state": CopyState.ON_LOAN},
        {"until": MONDAY},
        {"guardian": GuardianId("a")},
    )
    for fields in wrong:
        with pytest.raises(InvalidValue, match=r"^guardian"):
            Copy(material=BOX, number=0, **fields)


def test_what_is_kept_aside_is_for_one() -> None:
    """Nobody else takes it home, however long it lies there."""
    aside = steps.keep_aside(Copy(material=BOX, number=0), GuardianId("a"), NORMS, on=MONDAY)
    with pytest.raises(IllegalStep, match="kept aside for somebody else"):
        steps.lend(aside, GuardianId("b"), NORMS, on=MONDAY + timedelta(days=99), by=BY)
    assert steps.lend(aside, GuardianId("a"), NORMS, on=MONDAY, by=BY).guardian == "a"


# -- material ------------------------------------------------------------------------------


def an_app(id: str = "app", **fields: Any) -> Material:
    """An app that does what the box does."""
    whole: dict[str, Any] = {
        "id": MaterialId(id),
        "form": Form.DIGITAL,
        "copies": 0,
        "link": "https://lees.example",
        "offline": BOX,
    }
    return a_material(**(whole | fields))


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: an_app(link=" "), "link"),
        (lambda: an_app(copies=1), "copies"),
        (lambda: a_material(copies=-1), "copies"),
        (lambda: an_app(offline=MaterialId("app")), "offline"),
        (lambda: a_material(licence=""), "licence"),
        (lambda: a_material(texts=()), "texts"),
    ],
)
def test_what_cannot_be_is_no_material(make: Callable[[], object], field: str) -> None:
    """Digital without a link or on the shelf, its own equivalent, on no terms, without a name."""
    with pytest.raises(InvalidValue, match=f"^{field}"):
        make()


LIBRARY = st.lists(
    st.tuples(st.booleans(), st.sampled_from((None, 0, 1, 2, 3, 9)), st.booleans()), max_size=4
)


@given(LIBRARY)
def test_whatever_needs_a_screen_has_something_that_does_not(
    library: list[tuple[bool, int | None, bool]],
) -> None:
    """In every library each fault is told once, and where none is told every home can do it."""
    materials = [
        a_material(
            id=MaterialId(str(number)),
            form=Form.DIGITAL if digital else Form.PAPER,
            link="https://lees.example" if digital else "",
            copies=0,
            offline=None if other in {None, number} else MaterialId(str(other)),
            retired=retired,
        )
        for number, (digital, other, retired) in enumerate(library)
    ]
    told = {problem.path for problem in offline_problems(materials)}
    for number, (digital, other, retired) in enumerate(library):
        there = other is not None and other != number and other < len(library)
        without_screen = there and not library[other or 0][0] and not library[other or 0][2]
        assert (f"$[{number}].offline" in told) is (digital and not retired and not without_screen)


def test_links_nobody_looked_at() -> None:
    """Never, or longer ago than the norm; the longest first, and not what is not given any more."""
    fresh = an_app("a", checked_on=MONDAY - timedelta(days=90))
    old = an_app("b", checked_on=MONDAY - timedelta(days=91))
    never = an_app("c")
    gone = an_app("d", retired=True)
    assert stale_links([fresh, old, never, gone, a_material()], Norms(), on=MONDAY) == (never, old)
    assert stale_links([attrs.evolve(never, checked_on=date(2026, 11, 1))], Norms(), on=MONDAY) == ()


def test_what_is_good_for_a_goal() -> None:
    """For who reads the language, with what needs no screen beside it."""
    turkish = an_app("tr", languages=("tr",), about=("g1",))
    pictures = a_material(id=MaterialId("platen"), languages=(), texts=in_("nl"), about=("SLO:NE.L.1",))
    other = a_material(id=MaterialId("tafels"), about=("SLO:RE.1",))
    box = a_material(about=())
    library = [turkish, pictures, other, box, a_material(id=MaterialId("oud"), retired=True)]
    assert material_for(library, a_goal()) == (turkish, pictures, box)
    assert material_for(library, a_goal(), language="nl-BE") == (pictures,)
    assert material_for(library, a_goal(), language="tr") == (turkish, pictures, box)
