"""The agenda that nobody types, and what a school asks about its talks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.learning.noor import MONDAY, NOON, NOOR, a_goal, said_at_home
from tests.learning.test_talk_life import DEMIR, YILMAZ, a_talk, promise

from partnership.calendars import DayOff, Days, SchoolCalendar, Term
from partnership.ids import GuardianId, PupilId, TalkId
from partnership.learning.agenda_words import TABLES, agenda_words
from partnership.learning.agreements import LivesOn
from partnership.learning.attainment import Rating
from partnership.learning.commitments import Side
from partnership.learning.goals import GoalState, SharedGoal, Wording, wording_in
from partnership.learning.talk_agenda import AgendaItem, AgendaKind, Told, agenda_of
from partnership.learning.talk_queries import (
    first_talks,
    late_minutes,
    open_agreements,
    owed,
    without_agreement,
)
from partnership.learning.talks import Minutes, OtherWay, Preparation, ProgressTalk, TalkKind, TalkState, Way
from partnership.norms import Norms

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TOLD = Told(id="i1", by=YILMAZ, text="Noor slaapt slecht.")


def active(**fields: Any) -> SharedGoal:
    """A goal they work on."""
    return a_goal(state=GoalState.ACTIVE, place=0, answers=(said_at_home(),), **fields)


def read(talk: ProgressTalk, who: str = "guardian:yilmaz", **more: Any) -> list[str]:
    """The texts of an agenda."""
    return [each.text for each in items(talk, who, **more)]


def items(talk: ProgressTalk, who: str = "guardian:yilmaz", **more: Any) -> tuple[AgendaItem, ...]:
    """An agenda in Dutch, on the Monday."""
    whole: dict[str, Any] = {"language": "nl", "today": MONDAY}
    return agenda_of(talk, who, **(whole | more))


def test_the_agenda_is_made_from_what_is_open() -> None:
    """What was agreed and not done, what was told and not told back, what each brings, what nobody rated."""
    before = a_talk(
        id=TalkId("t0"),
        state=TalkState.HELD,
        agreements=(
            promise(),
            promise("a2", done_on=MONDAY),
            promise("a3", owner=Side.HOME, guardian=YILMAZ),
        ),
    )
    brought = tuple(
        Preparation(by=by, points=points, at=NOON)
        for by, points in (
            ("staff:jansen", ("rekenen",)),
            ("pupil:noor", ("ik wil naast Sam",)),
            ("guardian:yilmaz", ("vrienden", "slapen")),
        )
    )
    talk = a_talk(preparations=brought)
    assert read(talk, earlier=[before, talk], goals=[active()], told=[TOLD]) == [
        "Afgesproken voor school: een boek meegeven (vóór vrijdag 6 november 2026)",
        "Afgesproken voor thuis: een boek meegeven (vóór vrijdag 6 november 2026)",
        "U vertelde ons: Noor slaapt slecht. Dit hebben we ermee gedaan",
        "vrienden",
        "slapen",
        "ik wil naast Sam",
        "Noor leest vlot: hoe gaat het? Nog niet gehoord van thuis",
        "Noor leest vlot: hoe gaat het? Nog niet gehoord van de leerkracht, de leerling",
        "rekenen",
    ]


def test_who_speaks_first() -> None:
    """In the first weeks the parents, in a three-way talk the pupil, and the school never."""
    said = (Preparation(by="staff:jansen", points=("school",), at=NOON),)
    kinds = {kind: [each.kind for each in items(a_talk(kind=kind, preparations=said))] for kind in TalkKind}
    assert kinds[TalkKind.FIRST_WEEKS] == [AgendaKind.FIRST, AgendaKind.PUPIL, AgendaKind.SCHOOL]
    assert kinds[TalkKind.THREE_WAY] == [AgendaKind.PUPIL, AgendaKind.SCHOOL]
    assert {each[-1] for each in kinds.values()} == {AgendaKind.SCHOOL}
    first = read(a_talk(kind=TalkKind.FIRST_WEEKS))
    assert first[0].startswith("De ouders vertellen eerst")
    assert first[1].startswith("De leerling is nog niet gevraagd")


def test_a_goal_asks_what_it_lacks() -> None:
    """An answer from this home, a rating, or to be looked back on; nothing when it has all, or is over."""
    proposed = a_goal()
    assert read(a_talk(), goals=[proposed])[-1] == "Noor leest vlot: hoe kunt u dit thuis ondersteunen?"
    answered = attrs.evolve(proposed, answers=(said_at_home(),))
    assert len(read(a_talk(), goals=[answered])) == 1
    rated = tuple(Rating(by=by, level=0, at=NOON) for by in ("guardian:yilmaz", "staff:jansen", "pupil:noor"))
    assert len(read(a_talk(), goals=[active(ratings=rated)])) == 1
    assert len(read(a_talk(), goals=[active(scale=None)])) == 1
    late = read(a_talk(), goals=[active(ratings=rated)], today=date(2027, 1, 4))
    assert late[-1] == "Noor leest vlot: we zouden terugkijken op maandag 21 december 2026"
    gone = attrs.evolve(proposed, state=GoalState.DROPPED, reason="verhuisd")
    assert len(read(a_talk(), goals=[gone])) == 1


@given(
    mine=st.booleans(),
    joint=st.booleans(),
    earlier=st.sampled_from(((YILMAZ,), (DEMIR,), (YILMAZ, DEMIR))),
    owner=st.sampled_from((None, YILMAZ, DEMIR)),
    who=st.sampled_from((YILMAZ, DEMIR)),
)
def test_one_home_reads_nothing_of_the_other_in_an_agenda(
    *,
    mine: bool,
    joint: bool,
    earlier: tuple[GuardianId, ...],
    owner: GuardianId | None,
    who: GuardianId,
) -> None:
    """Not what the other told, was promised apart, answered or rated: taking all of it away changes no letter."""
    other = DEMIR if who == YILMAZ else YILMAZ
    talk = a_talk(id=TalkId("now"), guardians=(YILMAZ, DEMIR) if joint else (who,))
    agreed = a_talk(
        id=TalkId("t0"),
        state=TalkState.HELD,
        guardians=earlier,
        agreements=(promise(owner=Side.HOME, guardian=owner if owner in earlier else None, what="geheim"),),
    )
    goal = active(ratings=(Rating(by=f"guardian:{other}", level=-2, at=NOON),) if mine else ())
    bare = active(ratings=())
    told = [attrs.evolve(TOLD, by=other, text="geheim van de ander")]
    full = items(talk, f"guardian:{who}", earlier=[agreed], goals=[goal], told=told)
    without = items(talk, f"guardian:{who}", earlier=[agreed], goals=[bare], told=[])
    assert full == without
    shared = who in earlier and set(talk.guardians) <= set(earlier)
    own = owner not in earlier or owner in {None, who}
    assert any("geheim" in each.text for each in full) == (shared and own)
    staff = items(talk, "staff:jansen", told=told)
    assert any("geheim" in each.text for each in staff) == joint


def test_the_pupil_reads_what_is_theirs() -> None:
    """Sitting in: their own points, the agreements and the goals; otherwise only their own points."""
    said = (
        Preparation(by="pupil:noor", points=("pauze",), at=NOON),
        Preparation(by="staff:jansen", points=("x",), at=NOON),
    )
    before = a_talk(id=TalkId("t0"), state=TalkState.HELD, agreements=(promise(owner=Side.PUPIL),))
    apart = read(a_talk(preparations=said), "pupil:noor", earlier=[before], goals=[active()], told=[TOLD])
    assert apart == ["pauze"]
    there = a_talk(preparations=said, pupil_attends=True)
    kinds = [
        each.kind for each in items(there, "pupil:noor", earlier=[before], goals=[active()], told=[TOLD])
    ]
    assert kinds == [AgendaKind.AGREEMENT, AgendaKind.PUPIL, AgendaKind.GOAL]


def test_an_agenda_is_in_the_language_of_its_reader() -> None:
    """With the goal in that language where somebody wrote it, and ours in the school's where we do not speak theirs."""
    goal = a_goal(wordings=(Wording(language="nl", text="lezen"), Wording(language="tr-TR", text="okuma")))
    assert wording_in(goal, "TR").text == "okuma"
    assert read(a_talk(), goals=[goal], language="tr")[-1] == "okuma: Bunu evde nasıl destekleyebilirsiniz?"
    assert read(a_talk(), goals=[goal], language="so", otherwise="nl")[-1].startswith("lezen: hoe kunt u")
    arabic = read(a_talk(), goals=[goal], told=[TOLD], language="ar")
    assert "\u2068lezen\u2069: كيف يمكنكم دعم ذلك في البيت؟" in arabic
    assert agenda_words("zz").tag == "en"
    for words in map(agenda_words, TABLES.tags):
        assert set(words.titles) == set(AgendaKind)
        assert (set(words.sides), set(words.raters)) == (
            {"school", "home", "pupil"},
            {"parent", "teacher", "pupil"},
        )


# -- queries --------------------------------------------------------------------

BREAK = DayOff(name="herfstvakantie", days=Days.through(date(2026, 10, 10), date(2026, 10, 18)))
YEAR = Days(date(2026, 8, 1), date(2027, 8, 1))
CALENDAR = SchoolCalendar(
    terms=(Term(name="jaar", days=Days.through(date(2026, 8, 31), date(2027, 7, 9))),), off=(BREAK,)
)


def held(on: date, **fields: Any) -> ProgressTalk:
    """A talk that was held."""
    return a_talk(state=TalkState.HELD, on=on, **fields)


@pytest.mark.parametrize(
    ("on", "in_time"),
    [
        (date(2026, 9, 1), True),
        (date(2026, 10, 9), True),
        (date(2026, 10, 12), False),
        (date(2026, 7, 1), False),
    ],
)
def test_a_first_talk_within_six_school_weeks(on: date, in_time: bool) -> None:  # noqa: FBT001 - a case
    """The last day is the Friday of the sixth week with lessons; last year's talk does not count."""
    found = first_talks([NOOR, PupilId("sam")], [held(on)], calendar=CALENDAR, year=YEAR, norms=Norms())
    assert found.by == date(2026, 10, 9)
    assert found.held == ((NOOR,) if in_time else ())
    assert found.waiting == (("sam",) if in_time else (NOOR, "sam"))
    assert found.share.of == 2


def test_a_calendar_of_a_few_weeks_has_no_last_day_yet() -> None:
    """Then any talk of the year counts; a no-show never does."""
    short = SchoolCalendar(terms=(Term(name="kort", days=Days(date(2026, 8, 31), date(2026, 9, 12))),))
    missed = a_talk(state=TalkState.NO_SHOW, other_way=OtherWay(way=Way.PHONE, due=None))
    found = first_talks([NOOR], [missed], calendar=short, year=YEAR, norms=Norms())
    assert (found.by, found.waiting) == (None, (NOOR,))
    nothing = SchoolCalendar(terms=())
    assert first_talks([NOOR], [held(MONDAY)], calendar=nothing, year=YEAR, norms=Norms()).held == (NOOR,)


@given(st.integers(0, 20), st.integers(0, 20))
def test_minutes_are_late_after_five_working_days(shared_after: int, asked_after: int) -> None:
    """By counting days on fingers: a talk on a Monday is written down by the next Monday."""
    at = datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(days=shared_after, hours=12)
    written = held(MONDAY, minutes=Minutes(text="goed", by="staff:jansen", at=at))
    today = MONDAY + timedelta(days=asked_after)

    def late(talk: ProgressTalk) -> bool:
        asked: dict[str, Any] = {
            "calendar": CALENDAR,
            "today": today,
            "timezone": AMSTERDAM,
            "norms": Norms(),
        }
        return late_minutes([talk], **asked) == (talk,)

    assert late(written) == (shared_after > 7)
    assert late(held(MONDAY)) == (asked_after > 7)
    assert not late(a_talk())


def test_what_waits_after_talks() -> None:
    """Agreements by their day, talks without any, and talks that are owed."""
    one = held(MONDAY, id=TalkId("t1"), agreements=(promise("b", due=date(2026, 12, 1)), promise("a")))
    two = held(MONDAY, id=TalkId("t2"), agreements=(promise("c", done_on=MONDAY),))
    empty = held(MONDAY, id=TalkId("t3"))
    missed = [
        a_talk(id=TalkId(id), state=TalkState.NO_SHOW, other_way=OtherWay(way=Way.PHONE, due=due))
        for id, due in (("m1", None), ("m2", date(2026, 11, 16)))
    ]
    talks = [one, two, empty, *missed]
    assert [(talk.id, each.id) for talk, each in open_agreements(talks)] == [("t1", "a"), ("t1", "b")]
    assert [each.id for _, each in open_agreements(talks, by=date(2026, 11, 30))] == ["a"]
    larger = held(
        MONDAY,
        id=TalkId("t4"),
        agreements=(promise("d", lives_on=LivesOn.GOAL, reference="g1"),),
    )
    assert open_agreements([larger]) == ()
    assert (larger.waits, one.waits, missed[0].waits) == (("minutes",), ("agreement", "minutes"), ("owed",))
    assert len(read(a_talk(id=TalkId("now")), earlier=[larger])) == 1
    assert without_agreement(talks) == (empty,)
    assert [talk.id for talk, _ in owed(talks)] == ["m2", "m1"]
