"""Whom the school has not reached: laws over any ledger, and an autumn at De Beuk."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.calendars import DayOff, Days, SchoolCalendar, Term
from partnership.contact.ledger import SPOKEN, Ledger, reciprocity
from partnership.contact.moments import (
    Attempt,
    ContactMoment,
    ContactState,
    Direction,
    FollowUp,
    Outcome,
    Tone,
)
from partnership.contact.notices import Notice
from partnership.contact.positives import balance, due_good_news, five_names, only_concern
from partnership.ids import ContactId, GuardianId, PupilId, StaffId
from partnership.norms import Norms
from partnership.testing.strategies.contact import ledgers_of_moments

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = date(2026, 8, 31)
BREAK = DayOff(name="herfstvakantie", days=Days(date(2026, 10, 17), date(2026, 10, 26)))
CALENDAR = SchoolCalendar(terms=(Term(name="2026/27", days=Days(START, date(2027, 7, 10))),), off=(BREAK,))
NOOR, TIM = PupilId("noor"), PupilId("tim")
PETRA, SJOERD = GuardianId("petra"), GuardianId("sjoerd")


def at(day: date, hour: int = 9) -> datetime:
    """An hour of that day in UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def moment(id: str, day: date, outcome: Outcome = Outcome.REACHED, **different: object) -> ContactMoment:
    """A call to Petra about Noor."""
    channel = str(different.get("channel", "phone"))
    home = different.get("direction") is Direction.IN
    usual: dict[str, object] = {
        "id": ContactId(id),
        "pupils": (NOOR,),
        "guardians": (PETRA,),
        "staff": StaffId("jansen"),
        "at": at(day),
        "channel": channel,
        "attempts": () if home else (Attempt(at=at(day), channel=channel, outcome=outcome),),
        "state": ContactState.REACHED if home or outcome is Outcome.REACHED else ContactState.ATTEMPTED,
    }
    return ContactMoment(**(usual | different))  # type: ignore[arg-type] # a test's own fields


def ledger(*moments: ContactMoment, today: date, norms: Norms | None = None) -> Ledger:
    """These moments as they stand on a day."""
    return Ledger(moments=moments, calendar=CALENDAR, norms=norms or Norms(), today=today, timezone=AMSTERDAM)


def everything(book: Ledger) -> list[Notice]:
    """All that a ledger has to say."""
    both = {NOOR: (PETRA, SJOERD), TIM: (GuardianId("zeynep"),)}
    return [
        *book.unanswered(),
        *book.another_channel(),
        *book.unheard([NOOR, TIM], START),
        *book.asymmetric(both),
        *book.open_follow_ups(),
        *due_good_news(book, [NOOR, TIM], START),
    ]


@given(moments=ledgers_of_moments(), days=st.integers(0, 6))
def test_a_holiday_never_makes_anything_late(moments: list[ContactMoment], days: int) -> None:
    """From its first Monday to its last Sunday nothing new is said, but what was promised by a day."""
    friday = date(2026, 10, 16)
    moments = [each for each in moments if each.at < at(friday)]
    before, after = (
        [
            (each.rule, each.about)
            for each in everything(ledger(*moments, today=day))
            if each.rule != "contact.follow_up"
        ]
        for day in (date(2026, 10, 19), date(2026, 10, 19) + timedelta(days=days))
    )
    assert before == after


@given(moments=ledgers_of_moments(), today=st.dates(START, date(2027, 1, 31)), order=st.randoms())
def test_the_order_of_the_book_does_not_matter(
    moments: list[ContactMoment], today: date, order: object
) -> None:
    """However the moments lie, the same is said."""
    shuffled = list(moments)
    order.shuffle(shuffled)  # type: ignore[attr-defined] # Hypothesis' own Random
    assert everything(ledger(*moments, today=today)) == everything(ledger(*shuffled, today=today))


@given(moments=ledgers_of_moments(), today=st.dates(START, date(2027, 1, 31)))
def test_messages_to_many_change_nothing(moments: list[ContactMoment], today: date) -> None:
    """A newsletter to everyone leaves a pupil as unheard and a guardian as uncontacted as before."""
    alone = [attrs.evolve(each, answers=None) for each in moments if not each.group]
    many = [attrs.evolve(each, answers=None) for each in moments]
    for book in ("unheard", "asymmetric"):
        given = ([NOOR, TIM], START) if book == "unheard" else ({NOOR: (PETRA, SJOERD)},)
        first, second = (list(getattr(ledger(*some, today=today), book)(*given)) for some in (alone, many))
        assert first == second


@given(moments=ledgers_of_moments(), today=st.dates(START, date(2027, 1, 31)))
def test_every_notice_says_by_which_rule_and_what_next(moments: list[ContactMoment], today: date) -> None:
    """With the facts, and with a norm that the school has."""
    norms = {field.name for field in attrs.fields(Norms)}
    for each in everything(ledger(*moments, today=today)):
        assert each.rule.startswith("contact.")
        assert each.next_step
        assert each.norm is None or each.norm in norms
        assert each.facts


@given(moments=ledgers_of_moments(), today=st.dates(START, date(2027, 1, 31)))
def test_unheard_is_what_a_slow_look_finds(moments: list[ContactMoment], today: date) -> None:
    """Week by week, counting weeks with lessons after the last two-way contact."""
    book = ledger(*moments, today=today)
    for pupil in (NOOR, TIM):
        days = [
            book.day_of(each)
            for each in moments
            if pupil in each.pupils
            and not each.group
            and each.reached
            and (
                each.direction is Direction.IN
                or each.channel in SPOKEN
                or any(other.answers == each.id and other.direction is Direction.IN for other in moments)
            )
        ]
        last = max([START, *days])
        weeks, week = 0, last - timedelta(days=last.weekday()) + timedelta(weeks=1)
        while week < today - timedelta(days=today.weekday()):
            weeks += any(CALENDAR.has_lessons(week + timedelta(days=day)) for day in range(7))
            week += timedelta(weeks=1)
        assert bool(list(book.unheard([pupil], START))) == (weeks >= 6)


def test_a_word_from_home_is_answered_in_two_working_days() -> None:
    """Friday's question is late on Wednesday; an answer that got through ends it, an attempt does not."""
    asked = moment("c1", date(2026, 9, 11), direction=Direction.IN, channel="email")
    assert list(ledger(asked, today=date(2026, 9, 15)).unanswered()) == []
    [late] = ledger(asked, today=date(2026, 9, 16)).unanswered()
    assert (late.about, late.facts["working_days"]) == ("contact:c1", 3)
    missed = moment("c2", date(2026, 9, 14), Outcome.NO_ANSWER, answers=ContactId("c1"))
    assert list(ledger(asked, missed, today=date(2026, 9, 16)).unanswered())
    answered = moment("c3", date(2026, 9, 14), answers=ContactId("c1"))
    assert list(ledger(asked, missed, answered, today=date(2026, 9, 16)).unanswered()) == []
    shut = attrs.evolve(asked, state=ContactState.CLOSED)
    assert list(ledger(shut, today=date(2026, 9, 16)).unanswered()) == []


def test_silence_means_another_channel() -> None:
    """Three calls that nobody took; one that is taken, or a word from home by the same way, starts the count anew."""
    calls = [moment(f"c{day}", date(2026, 9, day), Outcome.NO_ANSWER) for day in (7, 8, 9)]
    [found] = ledger(*calls, today=date(2026, 9, 10)).another_channel()
    assert (found.about, dict(found.facts)) == ("guardian:petra", {"channel": "phone", "failed": 3})
    assert list(ledger(*calls[:2], today=date(2026, 9, 10)).another_channel()) == []
    taken = moment("c9", date(2026, 9, 10))
    assert list(ledger(*calls, taken, today=date(2026, 9, 10)).another_channel()) == []
    rang = moment("c8", date(2026, 9, 10), direction=Direction.IN)
    assert list(ledger(*calls, rang, today=date(2026, 9, 10)).another_channel()) == []


def test_both_guardians_are_contacted() -> None:
    """Sjoerd never was; where nobody was, it is the pupil who is unheard, not one parent who is passed over."""
    both = {NOOR: (PETRA, SJOERD)}
    [found] = ledger(moment("c1", START), today=date(2026, 9, 10)).asymmetric(both)
    assert (found.about, found.facts["pupil"]) == ("guardian:sjoerd", NOOR)
    assert list(ledger(today=date(2026, 9, 10)).asymmetric(both)) == []


def test_what_was_promised_is_asked_after() -> None:
    """On its day and later, the oldest first, until it is done."""
    steps = tuple(
        FollowUp(what="send the book", owner="staff:jansen", due=date(2026, 9, day)) for day in (20, 14)
    )
    book = ledger(moment("c1", START, follow_ups=steps), today=date(2026, 9, 20))
    assert [each.facts["due"] for each in book.open_follow_ups()] == ["2026-09-14", "2026-09-20"]
    assert list(attrs.evolve(book, today=date(2026, 9, 13)).open_follow_ups()) == []


@pytest.mark.parametrize(("came", "went", "even"), [(3, 9, 0.5), (0, 4, 0.0), (2, 2, 1.0)])
def test_reciprocity(came: int, went: int, even: float) -> None:
    """How even the contact is."""
    moments = [moment(f"i{each}", START, direction=Direction.IN) for each in range(came)]
    moments += [moment(f"o{each}", START) for each in range(went)]
    assert reciprocity(moments) == even
    assert reciprocity([]) is None


@given(moments=ledgers_of_moments())
def test_reciprocity_has_bounds_and_no_side(moments: list[ContactMoment]) -> None:
    """Between nought and one; messages to many count for nothing."""
    even = reciprocity(moments)
    assert even is None or 0 <= even <= 1
    assert even == reciprocity([each for each in moments if not each.group])


def test_good_news_for_everyone_now_and_then() -> None:
    """Noor heard some three school weeks ago and waits; Tim never did and comes first."""
    good = moment("c1", date(2026, 9, 18), tone=Tone.POSITIVE)
    book = ledger(good, today=date(2026, 10, 12))
    assert [each.about for each in due_good_news(book, [NOOR, TIM], START)] == ["pupil:tim"]
    later = attrs.evolve(book, today=date(2026, 10, 30))
    assert [each.about for each in due_good_news(later, [NOOR, TIM], START)] == ["pupil:noor", "pupil:tim"]
    assert five_names(book, [NOOR, TIM]) == (TIM, NOOR)
    assert five_names(book, [NOOR, TIM], names=1) == (TIM,)


@given(moments=ledgers_of_moments(), names=st.integers(0, 3))
def test_five_names_go_by_the_longest_wait(moments: list[ContactMoment], names: int) -> None:
    """Nobody on the list had good news later than somebody left off it."""
    book = ledger(*moments, today=date(2027, 1, 31))
    chosen = five_names(book, [NOOR, TIM, PupilId("zoe")], names)
    assert len(chosen) == min(names, 3)

    def last(pupil: PupilId) -> date:
        good = [
            book.day_of(each)
            for each in moments
            if each.individual
            and each.direction is Direction.OUT
            and each.tone is Tone.POSITIVE
            and pupil in each.pupils
        ]
        return max([date.min, *good])

    left = {NOOR, TIM, PupilId("zoe")} - set(chosen)
    assert all(last(one) <= last(other) for one in chosen for other in left)


def test_only_concerns_are_seen() -> None:
    """A pupil of whom home heard nothing but concerns; one good word is enough, a word from home is none of ours."""
    worry = moment("c1", START, tone=Tone.CONCERN)
    spoke = moment("c2", START, direction=Direction.IN, tone=Tone.POSITIVE)
    assert only_concern(ledger(worry, spoke, today=START), [NOOR, TIM]) == (NOOR,)
    praise = moment("c3", START, tone=Tone.POSITIVE)
    assert only_concern(ledger(worry, praise, today=START), [NOOR, TIM]) == ()


@given(moments=ledgers_of_moments())
def test_a_balance_is_of_one_member_of_staff(moments: list[ContactMoment]) -> None:
    """What others told changes nothing, and the share stays away from nought and one."""
    own = balance(moments, StaffId("jansen"))
    assert own == balance([each for each in moments if each.staff == "jansen"], StaffId("jansen"))
    assert 0 < own.positive_share < 1
    assert own.positive + own.concern <= own.moments
    assert own.with_step <= own.moments


def test_the_share_of_good_news_is_drawn_to_a_half() -> None:
    """Without any it is a half; three of three is four fifths."""
    assert balance([], StaffId("jansen")).positive_share == 0.5
    three = [moment(f"c{each}", START, tone=Tone.POSITIVE) for each in range(3)]
    assert balance(three, StaffId("jansen")).positive_share == 0.8
