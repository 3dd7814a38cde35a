"""A newsletter is whole before it goes, never changes after, and reaches everyone in a language and by a way of theirs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from partnership.calendars import DayOff, Days, Recurrence, SchoolCalendar, Term
from partnership.contact.circulation import (
    Delivery,
    missing_this_month,
    on_paper_or_by_voice,
    to_nudge,
    without_variant,
)
from partnership.contact.newsletters import (
    DateItem,
    Edition,
    EditionState,
    GoalItem,
    dates_of,
    erratum_of,
    rewritten,
    stepped,
    translated,
)
from partnership.errors import IllegalStep, InvalidInput, InvalidValue
from partnership.ids import ClassId, EditionId, GuardianId
from partnership.norms import Norms
from partnership.serial.values import dump, load

BREAK = DayOff(name="herfstvakantie", days=Days(date(2026, 10, 17), date(2026, 10, 26)))
CALENDAR = SchoolCalendar(
    terms=(Term(name="2026/27", days=Days(date(2026, 8, 31), date(2027, 7, 10))),), off=(BREAK,)
)
LIBRARY = Recurrence(name="bibliotheek", rule="FREQ=WEEKLY;BYDAY=TU", start=date(2026, 9, 1))
SIX = ClassId("6a")
GOALS = (GoalItem(goal="Klokkijken tot op de minuut", tips=("Kijk samen hoe laat de bus gaat.",)),)
EDITION = Edition(
    id=EditionId("oct"),
    class_id=SIX,
    month=(2026, 10),
    goals=GOALS,
    dates=dates_of(CALENDAR, (2026, 10), [LIBRARY]),
    activities=("We gaan naar het museum.",),
    help_at_home=("Lees elke dag samen.",),
)
ROAD = [EditionState.REVIEWED, EditionState.APPROVED, EditionState.SENT, EditionState.ARCHIVED]


def sent(edition: Edition = EDITION) -> Edition:
    """The edition as it went."""
    for state in ROAD[:3]:
        edition = stepped(edition, state)
    return edition


class Life(RuleBasedStateMachine):
    """Any steps, rewritings and translations in any order, against the road a newsletter goes."""

    def __init__(self) -> None:
        super().__init__()
        self.edition = EDITION
        self.place = 0  # how far along the road, from draft
        self.went: str | None = None

    @rule(to=st.sampled_from(EditionState))
    def step(self, to: EditionState) -> None:
        """One further along the road, or back to a draft before it was sent."""
        road = [EditionState.DRAFT, *ROAD]
        onward = self.place + 1 < len(road) and road[self.place + 1] is to
        back = self.place in {1, 2} and to is EditionState.DRAFT
        if onward or back:
            self.edition = stepped(self.edition, to)
            self.place = road.index(to)
        else:
            with pytest.raises(IllegalStep):
                stepped(self.edition, to)
        if self.place >= 3 and self.went is None:
            self.went = self.edition.text

    @rule(what=st.sampled_from(["Zingen", "Rekenen"]))
    def rewrite(self, what: str) -> None:
        """It is a draft again, unless it was sent."""
        if self.place >= 3:
            with pytest.raises(IllegalStep, match="erratum"):
                rewritten(self.edition, activities=(what,))
        else:
            self.edition, self.place = rewritten(self.edition, activities=(what,)), 0

    @rule(language=st.sampled_from(["tr", "ar"]), checked=st.booleans())
    def translate(self, language: str, checked: bool) -> None:  # noqa: FBT001 - a drawn value
        """One variant a language, until it was sent."""
        if self.place >= 3:
            with pytest.raises(IllegalStep):
                translated(self.edition, language, "…", checked=checked)
        else:
            self.edition = translated(self.edition, language, f"text in {language}", checked=checked)

    @rule()
    def correct(self) -> None:
        """Only what was sent gets an erratum, a draft of its own that names it."""
        if self.place < 3:
            with pytest.raises(IllegalStep):
                erratum_of(self.edition, EditionId("again"))
        else:
            again = erratum_of(self.edition, EditionId("again"), activities=("Sorry",))
            assert (again.corrects, again.state, again.variants) == ("oct", EditionState.DRAFT, ())

    @invariant()
    def what_went_stays(self) -> None:
        """What was sent reads the same for ever; a stale or unchecked variant is never read by anybody."""
        assert self.went is None or self.edition.text == self.went
        for variant in self.edition.variants:
            read = self.edition.text_for(variant.language)
            fit = variant.checked and not self.edition.is_stale(variant)
            assert read == ((variant.language, variant.text) if fit else ("nl", self.edition.text))


TestLife = Life.TestCase


@pytest.mark.parametrize(
    ("different", "path"),
    [
        ({"goals": ()}, "$.goals"),
        ({"goals": (GoalItem(goal="Breuken"),)}, "$.goals[0].tips"),
        ({"goals": (*GOALS, GoalItem(goal="Breuken", tips=(" ",)))}, "$.goals[1].tips"),
        ({"activities": ("Jip won de wedstrijd.",)}, "$"),
    ],
)
def test_what_is_missing_or_named_keeps_it_a_draft(different: dict[str, Any], path: str) -> None:
    """No goal, a goal without a tip for home, a pupil named without consent; the name is not repeated."""
    with pytest.raises(InvalidInput) as refused:
        stepped(attrs.evolve(EDITION, **different), EditionState.REVIEWED, unconsented=["Jip"])
    assert [each.path for each in refused.value.problems] == [path]
    assert "Jip" not in str(refused.value)


def test_a_variant_names_nobody_either_and_an_erratum_needs_no_goals() -> None:
    """Names are looked for in every language; what puts a date right may be short."""
    naming = translated(EDITION, "tr", "Jip kazandı", checked=True)
    with pytest.raises(InvalidInput, match=r"\$\.variants\[0\]"):
        stepped(naming, EditionState.REVIEWED, unconsented=["jip"])
    erratum = erratum_of(sent(), EditionId("e"), goals=(), activities=("Het museum is op donderdag.",))
    assert stepped(erratum, EditionState.REVIEWED).state is EditionState.REVIEWED


def test_dates_come_from_the_calendar() -> None:
    """The holiday that begins, and the library on days with lessons only; a month that ends a year too."""
    days = [(each.day.day, each.what) for each in EDITION.dates]
    assert days == [
        (6, "bibliotheek"),
        (13, "bibliotheek"),
        (17, "herfstvakantie"),
        (27, "bibliotheek"),
    ]
    assert [each.day.day for each in dates_of(CALENDAR, (2026, 12), [LIBRARY])] == [1, 8, 15, 22, 29]
    assert "2026-10-17 herfstvakantie" in EDITION.text


def test_an_edition_is_of_a_month_and_has_one_text_a_language() -> None:
    """Anything else is refused; it is kept as plain data and read back."""
    with pytest.raises(InvalidValue, match="month"):
        attrs.evolve(EDITION, month=(2026, 13))
    with pytest.raises(InvalidValue, match="one language"):
        attrs.evolve(EDITION, variants=translated(EDITION, "nl", "…", checked=True).variants)
    kept = sent(translated(EDITION, "tr", "Ekim", checked=True))
    assert load(Edition, dump(kept)) == kept


def test_what_was_sent_is_only_put_right_by_an_erratum() -> None:
    """It is neither rewritten nor translated; what was not sent gets no erratum. The next steps are named."""
    with pytest.raises(IllegalStep, match="get an erratum"):
        rewritten(sent(), activities=())
    with pytest.raises(IllegalStep):
        translated(sent(), "tr", "Ekim", checked=True)
    with pytest.raises(IllegalStep, match="be rewritten"):
        erratum_of(EDITION, EditionId("e"))


def test_a_regional_tag_reads_its_language() -> None:
    """Who reads tr-CY reads tr."""
    assert translated(EDITION, "tr", "Ekim", checked=True).text_for("tr-CY") == ("tr", "Ekim")


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2026, 10, 13), False),  # the ninth school day
        (date(2026, 10, 14), True),
        (date(2026, 10, 20), True),  # a holiday adds no day and takes none away
        (date(2027, 8, 20), False),  # no lessons, no newsletter
    ],
)
def test_a_missing_newsletter_is_noticed_on_a_school_day(today: date, missing: bool) -> None:  # noqa: FBT001 - a case
    """On the tenth, as the norm says; a draft does not count, what was sent does."""
    found = list(missing_this_month([SIX], [EDITION], CALENDAR, today))
    assert [each.about for each in found] == (["class:6a"] if missing else [])
    assert list(missing_this_month([SIX], [sent()], CALENDAR, today)) == []


def test_everyone_is_reached_somehow() -> None:
    """In their language or with help; on paper where no channel works."""
    edition = translated(EDITION, "tr", "Ekim", checked=True)
    languages = {GuardianId("zeynep"): "tr", GuardianId("petra"): "nl-NL", GuardianId("olena"): "uk"}
    assert [each.about for each in without_variant(edition, languages)] == ["guardian:olena"]
    channels = {GuardianId("petra"): ("email",), GuardianId("sjoerd"): ()}
    assert on_paper_or_by_voice(channels) == ("sjoerd",)


@given(
    read=st.lists(st.booleans(), max_size=6),
    limit=st.integers(1, 3),
)
def test_who_opened_none_of_the_last_is_asked(read: list[bool], limit: int) -> None:
    """Just when the last so many were all unread, whatever order they lie in."""
    start = datetime(2026, 9, 1, tzinfo=UTC)
    deliveries = [
        Delivery(
            edition=EditionId(f"e{number}"),
            guardian=GuardianId("petra"),
            language="nl",
            sent_at=start + timedelta(days=30 * number),
            read_at=start if opened else None,
        )
        for number, opened in enumerate(read)
    ]
    found = list(to_nudge(reversed(deliveries), Norms(unread_editions=limit)))
    assert bool(found) == (len(read) >= limit and not any(read[-limit:]))


def test_dates_are_in_order() -> None:
    """By day, then by word."""
    assert list(EDITION.dates) == sorted(EDITION.dates)
    assert DateItem(day=date(2026, 10, 1), what="a") < DateItem(day=date(2026, 10, 1), what="b")
