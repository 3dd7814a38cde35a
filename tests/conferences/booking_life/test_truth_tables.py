"""H22, H24, H12, S13, H25: a truth table for each rule of booking."""

from datetime import date, datetime, timedelta

import pytest
from tests.conferences.autumn import asked, autumn, clock, family, placed, span
from tests.conferences.booking_life.at_the_counter import NOON, act, autumn_on, phase, scene, verdict

from partnership.conferences.booking_life import caps, cut_offs, gone_by, held_back, quota
from partnership.conferences.booking_life.caps import Cap, Per
from partnership.conferences.booking_life.cut_offs import CutOff
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.held_back import HeldBack
from partnership.conferences.booking_life.phases import Group
from partnership.conferences.booking_life.quota import Quota
from partnership.conferences.booking_life.rulings import NOT_FREE, decide, standing
from partnership.conferences.booking_life.terms import Terms
from partnership.conferences.timetable import Placement
from partnership.ids import PartyId, SittingId, StaffId
from partnership.people.standing import Decision, Verdict


def ago(minutes: int) -> datetime:
    """So many minutes before noon."""
    return NOON - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("opened", "taken", "side", "deed", "until"),
    [
        (30, (), Side.GUARDIAN, Deed.BOOK, None),
        (30, (20,), Side.GUARDIAN, Deed.BOOK, None),
        (30, (20, 10), Side.GUARDIAN, Deed.BOOK, ago(20) + timedelta(minutes=60)),
        (30, (20, 10, 5), Side.GUARDIAN, Deed.BOOK, ago(10) + timedelta(minutes=60)),
        (30, (60, 10), Side.GUARDIAN, Deed.BOOK, None),
        (0, (0, 0), Side.GUARDIAN, Deed.BOOK, ago(0) + timedelta(minutes=60)),
        (100, (20, 10), Side.GUARDIAN, Deed.BOOK, ago(100) + timedelta(minutes=120)),
        (120, (20, 10), Side.GUARDIAN, Deed.BOOK, None),
        (-10, (20, 10), Side.GUARDIAN, Deed.BOOK, None),
        (30, (20, 10), Side.GUARDIAN, Deed.MOVE, None),
        (30, (20, 10), Side.STAFF, Deed.BOOK, None),
    ],
)
def test_quota(opened: int, taken: tuple[int, ...], side: Side, deed: Deed, until: datetime | None) -> None:
    """Two talks an hour, in the first two hours; counted back from each act (H22)."""
    conference = autumn_on(
        phases=(phase(Group.ALL, ago(opened)),), quota=Quota(talks=2, minutes=60, first_minutes=120)
    )
    seen = scene(conference, taken=tuple(map(ago, taken)))
    found = list(quota.quota(act(conference, deed=deed, side=side), seen))
    assert [each.until for each in found] == ([] if until is None else [until])


def test_no_quota_binds_nobody() -> None:
    """Nor does a quota for who cannot book by itself."""
    free = autumn_on(phases=(phase(Group.ALL, NOON),))
    assert verdict(quota.quota, act(free), scene(free, taken=(NOON,) * 9)) == []
    closed = autumn_on(
        phases=(phase(Group.INVITED, NOON, "f2"),), quota=Quota(talks=1, minutes=5, first_minutes=5)
    )
    assert verdict(quota.quota, act(closed), scene(closed, taken=(NOON,))) == []


TUE, WED = SittingId("tue"), SittingId("wed")


@pytest.mark.parametrize(
    ("cut", "side", "deed", "start", "was", "allowed"),
    [
        (CutOff(whom=Side.GUARDIAN, at=NOON), Side.GUARDIAN, Deed.BOOK, "18:00", None, False),
        (CutOff(whom=Side.GUARDIAN, at=ago(-1)), Side.GUARDIAN, Deed.BOOK, "18:00", None, True),
        (CutOff(whom=Side.GUARDIAN, at=NOON), Side.STAFF, Deed.BOOK, "18:00", None, True),
        (CutOff(whom=Side.STAFF, at=NOON), Side.STAFF, Deed.BOOK, "18:00", None, False),
        (CutOff(whom=Side.STAFF, at=NOON), Side.GUARDIAN, Deed.BOOK, "18:00", None, True),
        (CutOff(whom=Side.GUARDIAN, at=NOON), Side.GUARDIAN, Deed.ASK, None, None, False),
        (CutOff(whom=Side.GUARDIAN, at=NOON, sitting=TUE), Side.GUARDIAN, Deed.BOOK, "18:00", None, False),
        (CutOff(whom=Side.GUARDIAN, at=NOON, sitting=WED), Side.GUARDIAN, Deed.BOOK, "18:00", None, True),
        (CutOff(whom=Side.GUARDIAN, at=NOON, sitting=TUE), Side.GUARDIAN, Deed.ASK, None, None, True),
        (CutOff(whom=Side.GUARDIAN, at=NOON, sitting=TUE), Side.GUARDIAN, Deed.CANCEL, None, "18:10", False),
        (CutOff(whom=Side.GUARDIAN, at=NOON, sitting=WED), Side.GUARDIAN, Deed.MOVE, "18:00", None, True),
        (
            CutOff(whom=Side.GUARDIAN, at=NOON, deeds=(Deed.BOOK,)),
            Side.GUARDIAN,
            Deed.CANCEL,
            None,
            "18:10",
            True,
        ),
        (
            CutOff(whom=Side.GUARDIAN, at=NOON, deeds=(Deed.BOOK,)),
            Side.GUARDIAN,
            Deed.BOOK,
            "18:00",
            None,
            False,
        ),
    ],
)
def test_cut_offs(
    cut: CutOff, side: Side, deed: Deed, start: str | None, was: str | None, *, allowed: bool
) -> None:
    """Of the round or a sitting, for one side, for all or some deeds; from the instant itself on (H24)."""
    conference = autumn_on(cut_offs=(cut,))
    place = None if was is None else placed("q1", was)
    found = list(
        cut_offs.cut_off(act(conference, deed=deed, side=side, start=start, was=place), scene(conference))
    )
    assert (found == []) is allowed
    assert all(each.may_set_aside is (side is Side.STAFF) for each in found)


def test_each_cut_off_is_looked_at() -> None:
    """Whatever came before it that says nothing here."""
    tuesday, round_ = CutOff(whom=Side.GUARDIAN, at=NOON, sitting=TUE), CutOff(whom=Side.GUARDIAN, at=NOON)
    others = (CutOff(whom=Side.STAFF, at=NOON), CutOff(whom=Side.GUARDIAN, at=NOON, sitting=WED))
    conference = autumn_on(cut_offs=(*others, tuesday, *others, round_))
    assert verdict(cut_offs.cut_off, act(conference), scene(conference)) == [
        'sitting "tue" closed for this at 2026-11-16 13:00',
        "this round closed for this at 2026-11-16 13:00",
    ]


def test_a_start_outside_every_sitting_is_for_the_round() -> None:
    """The cut-off of a sitting says nothing of it; other rules do."""
    conference = autumn_on(cut_offs=(CutOff(whom=Side.GUARDIAN, at=NOON, sitting=TUE),))
    assert verdict(cut_offs.cut_off, act(conference, start="21:00"), scene(conference)) == []


ALSO_P1 = placed("q3", "18:30")


@pytest.mark.parametrize(
    ("cap", "deed", "booked", "said"),
    [
        (Cap(per=Per.PARTY, talks=1), Deed.BOOK, (), []),
        (Cap(per=Per.PARTY, talks=1), Deed.BOOK, (ALSO_P1,), ["party f1 would have 2 talks; 1 were agreed"]),
        (Cap(per=Per.PARTY, talks=1), Deed.BOOK, (placed("q2", "18:30"),), []),
        (Cap(per=Per.PARTY, talks=2), Deed.BOOK, (ALSO_P1,), []),
        (Cap(per=Per.PARTY, talks=0), Deed.BOOK, (), ["party f1 would have 1 talks; 0 were agreed"]),
        (Cap(per=Per.PARTY, talks=1), Deed.MOVE, (ALSO_P1,), []),
        (Cap(per=Per.PARTY, talks=1), Deed.ASK, (), ["party f1 would have 2 talks; 1 were agreed"]),
        (
            Cap(per=Per.GUARDIAN, talks=1),
            Deed.BOOK,
            (ALSO_P1,),
            ["guardian fatima would have 2 talks; 1 were agreed"],
        ),
        (Cap(per=Per.GUARDIAN, talks=1), Deed.BOOK, (placed("q2", "18:30"),), []),
        (
            Cap(per=Per.PUPIL, talks=1),
            Deed.BOOK,
            (ALSO_P1,),
            ["pupil p1 of party f1 would have 2 talks; 1 were agreed"],
        ),
        (Cap(per=Per.PUPIL_AND_STAFF, talks=1), Deed.BOOK, (ALSO_P1,), []),
        (
            Cap(per=Per.PUPIL_AND_STAFF, talks=0),
            Deed.BOOK,
            (),
            ["pupil p1 of party f1 with jansen would have 1 talks; 0 were agreed"],
        ),
        (
            Cap(per=Per.STAFF_AND_DAY, talks=1),
            Deed.BOOK,
            (placed("q2", "18:30"),),
            ["jansen that day would have 2 talks; 1 were agreed"],
        ),
        (
            Cap(per=Per.STAFF_AND_DAY, talks=1),
            Deed.MOVE,
            (placed("q2", "18:30"),),
            ["jansen that day would have 2 talks; 1 were agreed"],
        ),
        (Cap(per=Per.STAFF_AND_DAY, talks=1), Deed.BOOK, (placed("q2", "18:30", day=25),), []),
        (Cap(per=Per.STAFF_AND_DAY, talks=1), Deed.ASK, (placed("q2", "18:30"),), []),
        (Cap(per=Per.STAFF_AND_DAY, talks=1), Deed.CANCEL, (placed("q2", "18:30"),), []),
        (Cap(per=Per.PARTY, talks=1), Deed.CANCEL, (ALSO_P1,), []),
    ],
)
def test_caps(cap: Cap, deed: Deed, booked: tuple[Placement, ...], said: list[str]) -> None:
    """Per party, guardian, pupil, pupil and teacher, teacher and day; staff may set each aside (H12)."""
    conference = autumn_on(caps=(cap,))
    seen = scene(conference, *booked)
    start = None if deed is Deed.ASK else "18:00"
    assert verdict(caps.cap, act(conference, deed=deed, start=start), seen) == said
    by_staff = caps.cap(act(conference, deed=deed, start=start, side=Side.STAFF), seen)
    assert [each.may_set_aside for each in by_staff] == [True] * len(said)


@pytest.mark.parametrize(
    ("start", "booked", "allowed"),
    [
        ("22:30", "21:00", False),
        ("22:30", "22:50", False),
        ("22:30", "23:00", True),
        ("23:10", "22:50", True),
        ("23:10", "23:30", False),
    ],
)
def test_a_day_is_a_day_at_school(start: str, booked: str, *, allowed: bool) -> None:
    """In Amsterdam, where it is past midnight at eleven in the evening UTC."""
    conference = autumn_on(caps=(Cap(per=Per.STAFF_AND_DAY, talks=1),))
    seen = scene(conference, placed("q2", booked))
    assert (verdict(caps.cap, act(conference, start=start), seen) == []) is allowed


def test_a_cap_for_a_day_waits_for_a_day() -> None:
    """Without a start there is none to count."""
    conference = autumn_on(caps=(Cap(per=Per.STAFF_AND_DAY, talks=0),))
    assert verdict(caps.cap, act(conference, start=None), scene(conference)) == []


def test_parents_who_live_apart_do_not_use_up_each_others_talks() -> None:
    """A cap for a pupil counts within a party: the other parent's talk says nothing to this one."""
    conference = autumn(
        parties=(family("f1", "fatima", "p1"), family("f2", "bram", "p1")),
        requests=(asked("q1", "f1", "jansen", "p1"), asked("q2", "f2", "jansen", "p1")),
        booking=Terms(caps=(Cap(per=Per.PUPIL, talks=1), Cap(per=Per.PUPIL_AND_STAFF, talks=1))),
    )
    assert verdict(caps.cap, act(conference), scene(conference, placed("q2", "18:30"))) == []


def test_staff_set_a_cap_aside_with_a_reason() -> None:
    """Without one they are refused like anybody; a guardian's reason is not heeded."""
    conference = autumn_on(caps=(Cap(per=Per.PARTY, talks=1),))
    seen = scene(conference, ALSO_P1)
    assert not decide(act(conference, side=Side.STAFF), seen).allowed
    ruling = decide(act(conference, side=Side.STAFF), seen, why="a third child came")
    assert ruling.allowed
    assert ([each.rule for each in ruling.set_aside], ruling.why) == (["cap"], "a third child came")
    assert not decide(act(conference), seen, why="please").allowed


def test_the_timetable_is_not_set_aside() -> None:
    """Whatever the reason, nobody is in two talks at once."""
    conference = autumn_on()
    ruling = decide(act(conference, side=Side.STAFF), scene(conference, placed("q2", "18:00")), why="please")
    assert ruling.rules == ("staff-clash",)


@pytest.mark.parametrize(
    ("start", "at", "side", "parties", "deed", "allowed"),
    [
        ("18:00", NOON, Side.GUARDIAN, (), Deed.BOOK, False),
        ("18:20", NOON, Side.GUARDIAN, (), Deed.BOOK, False),
        ("18:30", NOON, Side.GUARDIAN, (), Deed.BOOK, True),
        ("18:00", NOON, Side.GUARDIAN, (), Deed.MOVE, False),
        ("18:00", NOON, Side.STAFF, (), Deed.BOOK, True),
        ("18:00", NOON, Side.GUARDIAN, ("f1",), Deed.BOOK, True),
        ("18:00", NOON, Side.GUARDIAN, ("f2",), Deed.BOOK, False),
        ("18:00", ago(-60), Side.GUARDIAN, (), Deed.BOOK, True),
        (None, NOON, Side.GUARDIAN, (), Deed.BOOK, True),
        ("18:00", NOON, Side.GUARDIAN, (), Deed.SWAP, False),
    ],
)
def test_time_held_back(
    start: str | None, at: datetime, side: Side, parties: tuple[str, ...], deed: Deed, *, allowed: bool
) -> None:
    """Jansen's first half hour is kept until one, but not from those it is kept for (S13)."""
    held = HeldBack(
        staff=StaffId("jansen"),
        span=span("18:00", "18:30"),
        release=ago(-60),
        parties=tuple(map(PartyId, parties)),
    )
    other = HeldBack(staff=StaffId("devries"), span=span("18:00", "20:00"), release=ago(-90))
    conference = autumn_on(held_back=(held, other))
    wanted = act(conference, deed=deed, start=start, at=at, side=side)
    found = list(held_back.held_back(wanted, scene(conference)))
    assert (found == []) is allowed
    assert {each.until for each in found} <= {ago(-60)}


@pytest.mark.parametrize(
    ("side", "at", "start", "was", "allowed"),
    [
        (Side.GUARDIAN, "17:59", "18:00", None, True),
        (Side.GUARDIAN, "18:00", "18:00", None, False),
        (Side.GUARDIAN, "18:05", None, "18:00", False),
        (Side.GUARDIAN, "18:05", "18:30", "18:00", False),
        (Side.STAFF, "18:05", "18:00", "18:00", True),
        (Side.GUARDIAN, "18:05", None, None, True),
    ],
)
def test_what_has_begun(side: Side, at: str, start: str | None, was: str | None, *, allowed: bool) -> None:
    """Is changed by the school only (H24)."""
    conference = autumn_on()
    place = None if was is None else placed("q1", was)
    wanted = act(conference, start=start, side=side, at=clock(at), was=place)
    assert (verdict(gone_by.gone_by, wanted, scene(conference)) == []) is allowed


def decision(verdict: Verdict) -> Decision:
    """What a law says."""
    return Decision(verdict=verdict, rule="nl.x", ground="BW", why="so it is", on=date(2026, 11, 16))


@pytest.mark.parametrize(
    ("said", "side", "why", "allowed"),
    [
        ((), Side.GUARDIAN, None, True),
        ((Verdict.ALLOW,), Side.GUARDIAN, None, True),
        ((Verdict.ALLOW, Verdict.ASK), Side.GUARDIAN, None, False),
        ((Verdict.ASK,), Side.GUARDIAN, "please", False),
        ((Verdict.ASK,), Side.STAFF, None, False),
        ((Verdict.ASK,), Side.STAFF, "the paper was seen", True),
        ((Verdict.DENY,), Side.STAFF, "please", False),
        ((Verdict.ASK, Verdict.DENY), Side.STAFF, "please", False),
    ],
)
def test_standing(said: tuple[Verdict, ...], side: Side, why: str | None, *, allowed: bool) -> None:
    """Where the law asks a person staff decide, with a reason; what it denies nobody allows (H25)."""
    conference = autumn_on()
    seen = scene(conference, decisions=tuple(map(decision, said)))
    assert decide(act(conference, side=side), seen, why=why).allowed is allowed


def test_a_reason_of_the_law_is_told() -> None:
    """In the words of the one who decided, with the rule."""
    conference = autumn_on()
    seen = scene(conference, decisions=(decision(Verdict.DENY),))
    assert verdict(standing, act(conference), seen) == ["so it is (nl.x)"]


def test_of_others_a_family_hears_one_sentence() -> None:
    """Whether it is a clash, a full room or a talk it must not know of; its own reasons come first."""
    conference = autumn_on(caps=(Cap(per=Per.STAFF_AND_DAY, talks=1),))
    for other in (placed("q2", "18:00"), placed("q2", "19:00")):
        assert decide(act(conference), scene(conference, other)).refusals == (NOT_FREE,)
    own = decide(act(conference), scene(conference, placed("q3", "18:00"), placed("q2", "18:00")))
    assert own.rules == ("guardian-clash",)
