"""The edges of the board: nothing free in a pool, caps, moves of what is not there, and a memory that is bounded."""

from datetime import UTC, datetime

import attrs
import pytest
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable

from partnership.conferences.compiled import burden
from partnership.conferences.compiled.board import NOBODY, Board
from partnership.conferences.compiled.burden import IMPOSSIBLE, Remembered
from partnership.conferences.compiled.demands import Demands
from partnership.conferences.compiled.vetoes import vetoes_of
from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Interpreter,
    Journey,
    KeepApart,
    Mode,
    ModeChange,
    Override,
    Party,
    Room,
    Sitting,
    StaffPresence,
    TalkRequest,
    Travel,
)
from partnership.conferences.objective import objective_of
from partnership.conferences.repair import repair
from partnership.conferences.search import chains
from partnership.conferences.search.chains import chains_of
from partnership.conferences.search.solve import solve
from partnership.conferences.table import Cast
from partnership.conferences.timetable import LeftOver, Timetable
from partnership.ids import GuardianId, InterpreterId, PartyId, RequestId, RoomId, SittingId, StaffId

START = datetime(2026, 11, 24, 17, tzinfo=UTC)


def crowd(count: int, *, staff: int, minutes: int = 30, cap: int | None = None) -> Conference:
    """So many families, each with a talk, spread over so many teachers; two interpreters for all."""
    end = (
        START.replace(minute=0, hour=17 + minutes // 60)
        if minutes % 60 == 0
        else START.replace(minute=minutes)
    )
    return Conference(
        timezone="Europe/Amsterdam",
        sittings=(Sitting(id=SittingId("tue"), start=START, end=end),),
        staff=tuple(StaffPresence(id=StaffId(f"t{number}")) for number in range(staff)),
        interpreters=tuple(
            Interpreter(id=InterpreterId(f"i{number}"), languages=("ar",)) for number in range(2)
        ),
        guardians=tuple(
            GuardianPresence(id=GuardianId(f"g{number}"), interpreter="ar") for number in range(count)
        ),
        parties=tuple(
            Party(id=PartyId(f"f{number}"), guardians=(GuardianId(f"g{number}"),), max_talks=cap)
            for number in range(count)
        ),
        requests=tuple(
            TalkRequest(
                id=RequestId(f"q{number}"),
                party=PartyId(f"f{number}"),
                staff=(StaffId(f"t{number % staff}"),),
            )
            for number in range(count)
        ),
    )


def test_when_every_interpreter_is_busy_there_is_no_choice() -> None:
    """Three families at once and two interpreters: the third has none, and its start is not free."""
    board = Board(Demands(Cast(crowd(3, staff=3))))
    assert board.place(0, 0)
    assert board.place(1, 0)
    assert board.choice(2, 0) is None
    assert not board.free(2) & 1
    assert not board.place(2, 0)


def test_more_talks_than_agreed_are_impossible() -> None:
    """A cap of none leaves everybody out."""
    board = Board(Demands(Cast(crowd(1, staff=1, cap=0))))
    assert board.place_price(0, 0) == IMPOSSIBLE


def test_two_talks_at_once_are_two() -> None:
    """Who may have one talk cannot be given two in one move, nor pay for one evening when both are taken away."""
    conference = autumn(
        parties=(family("f1", "fatima", max_talks=1), family("f2", "bram", max_talks=2)),
        requests=(asked("q1"), asked("q2"), asked("q3", "f2"), asked("q4", "f2")),
    )
    board = Board(Demands(Cast(conference)))
    fatima, bram = {0: 0, 1: 2}, {2: 4, 3: 5}
    assert board.price(fatima, board.turned(fatima)) == IMPOSSIBLE
    assert board.price(bram, board.turned(bram)) == -20_000
    assert board.make(bram, -20_000)
    away = {2: NOBODY, 3: NOBODY}
    assert board.price(away, board.turned(away)) == 20_000


def test_leaving_out_what_is_out_changes_nothing() -> None:
    """It costs nothing and clashes with nobody."""
    board = Board(Demands(Cast(crowd(2, staff=1))))
    stays_out = {0: NOBODY}
    assert board.price(stays_out, board.turned(stays_out)) == 0
    assert not board.clashes(stays_out)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many parts everything is forgotten, and worked out again when asked."""
    monkeypatch.setattr(burden, "_MOST", 3)
    asked: list[int] = []

    def work_out(part: int) -> int:
        asked.append(part)
        return part

    memory = Remembered(work_out)
    for part in (1, 2, 3, 1, 4, 1):
        assert memory[part] == part
        assert len(memory) <= 4
    assert asked.count(1) == 2


def test_a_chain_that_grows_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is as if it did not close."""
    conference = attrs.evolve(crowd(2, staff=1), interpreters=())
    plain = attrs.evolve(
        conference, guardians=tuple(attrs.evolve(each, interpreter=None) for each in conference.guardians)
    )
    board = Board(Demands(Cast(plain)))
    assert board.place(0, 0)
    assert board.place(1, 1)
    assert chains_of(board)(0, 1) == {0: 1, 1: 0}
    monkeypatch.setattr(chains, "LONGEST", 1)
    assert chains_of(board)(0, 1) is None


def test_without_a_budget_planning_still_ends() -> None:
    """Steps by the number of requests, so the answer is the same everywhere."""
    conference = crowd(4, staff=2)
    first = solve(conference)
    assert first.placements == solve(conference).placements
    assert len(first.placements) == 4


def test_a_repair_that_would_take_for_ever_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many tries the talk stays left over; nobody else moved."""
    monkeypatch.setattr("partnership.conferences.repair._TRIES", 1)
    conference = crowd(3, staff=1)
    full = solve(attrs.evolve(conference, requests=conference.requests[:2]), iterations=500)
    narrow = attrs.evolve(
        conference,
        guardians=(
            *conference.guardians[:2],
            attrs.evolve(conference.guardians[2], available=(full.placements[0].span,)),
        ),
    )
    mended = repair(narrow, attrs.evolve(full, left_over=(LeftOver(request=RequestId("q2")),)))
    assert {each.request for each in mended.placements} >= {"q0", "q1"} - {"q2"}
    assert isinstance(mended, Timetable)


def placed_on(conference: Conference, starts: dict[int, int]) -> list[bool]:
    """Which talks can be placed there, one after another."""
    demands = Demands(Cast(conference))
    board = Board(demands, vetoes_of(demands))
    return [
        bool(board.free(request) >> tick & 1) and board.place(request, tick)
        for request, tick in starts.items()
    ]


def test_each_day_is_counted_by_itself() -> None:
    """De Vries has two talks a day: two on either of two days, and no third, on whichever sitting of the day."""
    days = tuple(
        Sitting(id=SittingId(f"s{day}-{hour}"), start=clock(f"{hour}:00", day), end=clock(f"{hour}:30", day))
        for day in (24, 25)
        for hour in (18, 19)
    )
    conference = autumn(
        sittings=days,
        staff=(staff("devries", max_talks_a_day=2),),
        requests=tuple(asked(f"q{number}", staff="devries") for number in range(6)),
    )
    first, later, next_day, next_later = Demands(Cast(conference)).timeline.offsets
    assert placed_on(conference, {0: first, 1: later, 2: later + 1}) == [True, True, False]
    assert placed_on(
        conference, {0: first, 1: next_day, 2: later, 3: next_later, 4: first + 1, 5: next_day + 1}
    ) == [True, True, True, True, False, False]


def test_a_talk_that_was_agreed_to_beyond_the_number_does_not_count() -> None:
    """Fatima has one talk, and one more by agreement; a third is one too many, whichever came first."""
    conference = autumn(
        parties=(family("f1", "fatima", max_talks=1), family("f2", "bram", max_talks=1)),
        staff=(staff("jansen"), staff("devries")),
        requests=(asked("q1"), asked("q2"), asked("q3"), asked("q4", "f2"), asked("q5", "f2")),
        overrides=(Override(rule="most-talks", request=RequestId("q2"), by="staff:head", reason="by phone"),),
    )
    assert placed_on(conference, {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}) == [True, True, False, True, False]
    assert placed_on(conference, {1: 1, 2: 2, 0: 0}) == [True, True, False]
    without = attrs.evolve(conference, rules_off=("most-talks",), overrides=())
    assert placed_on(without, {0: 0, 1: 1, 2: 2}) == [True] * 3


def test_parents_who_share_out_their_talks_can_be_in_two_at_once() -> None:
    """One speaks with Jansen while the other speaks with De Vries; with nobody named, both come to either."""
    both = family("f1", "fatima els"), family("f2", "bram")
    requests = (
        asked("q1", "f1", guardians=(GuardianId("fatima"),)),
        asked("q2", "f1", "devries", guardians=(GuardianId("els"),)),
        asked("q3", "f1", "bakker"),
    )
    teachers = tuple(staff(name) for name in ("jansen", "devries", "bakker"))
    conference = autumn(parties=both, requests=requests, staff=teachers)
    assert placed_on(conference, {0: 0, 1: 0, 2: 0}) == [True, True, False]
    assert placed_on(conference, {2: 0, 0: 0, 1: 0}) == [True, False, False]
    assert placed_on(attrs.evolve(conference, requests=requests[:2]), {0: 0, 1: 0}) == [True, True]


def test_who_comes_outside_their_hours_comes_when_they_would_rather_not() -> None:
    """As the objective counts it, where the rule that keeps to those hours is switched off."""
    conference = autumn(
        guardians=(guardian("fatima", available=(span("18:00", "18:10"),)), guardian("bram")),
        rules_off=("guardian-present",),
    )
    board = Board(Demands(Cast(conference)))
    assert board.place(0, 6)
    assert board.points == 10_000 + 100
    assert board.points == objective_of(conference, timetable(placed("q1", "19:00"))).total


def test_parties_kept_apart_are_never_there_at_once() -> None:
    """However near their starts may lie: a talk of half an hour is over before the other comes, or comes after it."""
    conference = autumn(
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=10),),
        requests=(asked("q1", minutes=30), asked("q2", "f2", "devries")),
    )
    assert placed_on(conference, {0: 3, 1: 5}) == [True, False]
    assert placed_on(conference, {0: 3, 1: 6}) == [True, True]
    assert placed_on(conference, {0: 3, 1: 2}) == [True, True]
    assert placed_on(conference, {1: 5, 0: 3}) == [True, False]
    assert placed_on(conference, {1: 6, 0: 3}) == [True, True]
    near = attrs.evolve(conference, requests=(asked("q1"), asked("q2", "f2", "devries", minutes=20)))
    assert placed_on(near, {1: 2, 0: 3}) == [True, False]
    assert placed_on(near, {1: 2, 0: 4}) == [True, True]
    two = (*conference.requests, asked("q3", "f2", "devries"))
    assert placed_on(attrs.evolve(conference, requests=two), {2: 4, 0: 3}) == [True, False]
    twenty = (KeepApart(parties=(PartyId("f1"), PartyId("f2")), minutes=20),)
    wide = attrs.evolve(near, keep_apart=twenty, requests=(asked("q1"), asked("q2", "f2", "devries")))
    assert [placed_on(wide, {0: 3, 1: tick})[1] for tick in range(7)] == [
        True,
        True,
        False,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(("tick", "fine"), [(1, False), (2, False), (3, True)])
def test_a_way_takes_its_time(tick: int, *, fine: bool) -> None:
    """A quarter of an hour from the hall to the annex, or from the hall to the camera at home; either way."""
    mode = ModeChange(origin=Mode.ON_SITE, destination=Mode.VIDEO, minutes=15)
    way = Journey(origin=RoomId("hall"), destination=RoomId("annex"), minutes=15)
    by_camera = autumn(
        travel=Travel(between_modes=(mode,)),
        requests=(asked("q1"), asked("q2", "f1", "devries", mode=Mode.VIDEO)),
    )
    on_foot = autumn(
        travel=Travel(between=(way,)),
        rooms=(Room(id=RoomId("hall")), Room(id=RoomId("annex"))),
        staff=(staff("jansen", room=RoomId("hall")), staff("devries", room=RoomId("annex"))),
        requests=(asked("q1"), asked("q2", "f1", "devries")),
    )
    for conference in (by_camera, on_foot):
        assert placed_on(conference, {0: 0, 1: tick}) == [True, fine]
        assert placed_on(conference, {1: 0, 0: tick}) == [True, fine]
        assert placed_on(conference, {1: tick, 0: 0}) == [True, fine]
        off = attrs.evolve(conference, rules_off=("travel-time",))
        assert placed_on(off, {0: 0, 1: tick}) == [True, True]
