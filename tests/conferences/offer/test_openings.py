"""The starts open for one talk, held against the rules themselves."""

from itertools import pairwise

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, span, staff
from tests.conferences.offer.test_law import plain

from partnership.conferences.conference import Conference, Interpreter, KeepApart, Room, Sitting, TalkRequest
from partnership.conferences.offer.diary import Busy, Diary
from partnership.conferences.offer.openings import Openings, Seekers, row_of
from partnership.conferences.offer.ticks import Ticks
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Cast, Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import InterpreterId, PartyId, RequestId, RoomId, SittingId
from partnership.testing.strategies.conferences import conferences, valid_timetables

SHOWN = (
    "staff-present",
    "guardian-present",
    "interpreter-present",
    "way-to-talk",
    "staff-clash",
    "guardian-clash",
    "pupil-clash",
    "interpreter-clash",
    "room-capacity",
    "staff-break",
    "kept-apart",
)
"""The rules that the starts of a talk alone can show."""

HALL, ANNEX = Room(id=RoomId("hall"), capacity=2), Room(id=RoomId("annex"))
FAMILIES = ("f0", "f1", "f2", "f3")
GUARDIANS = ("fatima", "bram", "els", "gijs")


@attrs.frozen(kw_only=True)
class Seeking:
    """A talk that looks for a start beside those that are booked; some of these do not count."""

    conference: Conference
    rulebook: Rulebook
    placements: tuple[Placement, ...]
    request: TalkRequest
    without: frozenset[RequestId]

    @property
    def table(self) -> Table:
        """The talks that count."""
        return Table(self.conference, Timetable(placements=self.placements)).changed(without=self.without)


@st.composite
def seeking(draw: st.DrawFn, *, simply: bool = False) -> Seeking:
    """A small conference, half planned, perhaps without some rule; one of its talks."""
    conference = draw(conferences(max_requests=6))
    rulebook = STANDARD
    if simply:
        conference = attrs.evolve(
            plain(conference),
            parties=tuple(attrs.evolve(each, max_talks=None) for each in conference.parties),
        )
        rulebook = rulebook.without(*draw(st.lists(st.sampled_from(SHOWN), max_size=1)))
    whole = draw(valid_timetables(conference, rulebook=rulebook)).placements
    request = draw(st.sampled_from(conference.requests))
    others = [each.id for each in conference.requests if each.id != request.id]
    left = draw(st.lists(st.sampled_from(others), unique=True, max_size=2)) if others else []
    return Seeking(
        conference=conference,
        rulebook=rulebook,
        placements=whole,
        request=request,
        without=frozenset((request.id, *left)),
    )


@st.composite
def crowded(draw: st.DrawFn) -> Seeking:
    """A room or two and two interpreters for everybody's talks in forty minutes; any of our rules may be switched off."""
    conference = autumn(
        step_minutes=5,
        sittings=(Sitting(id=SittingId("tue"), start=clock("18:00"), end=clock("18:40")),),
        rooms=draw(st.sampled_from(((HALL,), (HALL, ANNEX)))),
        staff=tuple(
            staff(
                name,
                break_after=draw(st.sampled_from((None, 1, 2))),
                buffer_minutes=draw(st.sampled_from((0, 5))),
                available=draw(st.sampled_from((None, None, (span("18:05", "18:25"),)))),
            )
            for name in ("jansen", "devries", "bos")
        ),
        interpreters=(
            Interpreter(id=InterpreterId("amal"), languages=("ar",)),
            Interpreter(id=InterpreterId("badr"), languages=("ar",), available=(span("18:00", "18:20"),)),
        ),
        guardians=tuple(
            guardian(name, interpreter=draw(st.sampled_from((None, None, "ar")))) for name in GUARDIANS
        ),
        parties=(
            family("f0", "fatima", "emma"),
            family("f1", "bram els", "emma"),
            family("f2", "els fatima", "noah"),
            family("f3", "gijs"),
        ),
        keep_apart=draw(
            st.sampled_from(
                tuple(
                    (KeepApart(parties=(PartyId("f0"), PartyId("f3")), minutes=minutes),)
                    for minutes in (1, 7)
                )
            )
        ),
        requests=tuple(
            asked(
                f"q{number}",
                name,
                draw(st.sampled_from(("jansen", "devries", "bos", "jansen devries"))),
                {"f0": "emma", "f1": "emma", "f2": "noah", "f3": ""}[name],
                minutes=draw(st.sampled_from((5, 5, 10))),
                pupil_attends=name != "f3" and draw(st.booleans()),
            )
            for number, name in enumerate(draw(st.lists(st.sampled_from(FAMILIES), min_size=6, max_size=6)))
        ),
    )
    rulebook = STANDARD.without(*draw(st.sampled_from(((), *((name,) for name in SHOWN)))))
    return Seeking(
        conference=conference,
        rulebook=rulebook,
        placements=draw(valid_timetables(conference, rulebook=rulebook)).placements,
        request=conference.requests[0],
        without=frozenset((RequestId("q0"), *draw(st.sampled_from(((), (RequestId("q1"),)))))),
    )


def ways(request: TalkRequest, openings: Openings, ticks: Ticks) -> list[Placement]:
    """Every start with every room and interpreter that is there."""
    return [
        Placement(
            request=request.id,
            start=ticks.moment(tick),
            minutes=openings.ticks * ticks.minutes,
            room=room,
            interpreter=interpreter,
        )
        for tick in range(openings.starts.bit_length())
        for room, in_room in openings.rooms
        for interpreter, free in openings.interpreters
        if openings.starts & in_room & free & 1 << tick
    ]


def allowed(case: Seeking) -> list[Placement]:
    """Every way to hold the talk that the rules allow; what other talks of the family can set right is not asked."""
    cast, table = Cast(case.conference), case.table
    off = {name for name in ("travel-time", "most-waiting") if name in case.rulebook.rules}
    lasting = case.rulebook.without(*off)
    return [
        option
        for start in starts_for(case.request, cast)
        for option in sorted(
            options_at(case.request, start, cast), key=lambda each: (str(each.room), str(each.interpreter))
        )
        if lasting.allows(table.talk(option), table)
    ]


@given(seeking(simply=True) | crowded())
@settings(max_examples=4 * settings().max_examples)
def test_bit_masks_show_what_the_rules_allow(case: Seeking) -> None:
    """Each start with each room and interpreter, no more and no fewer, whichever rule is switched off."""
    cast, ticks = Cast(case.conference), Ticks(case.conference, case.placements)
    seekers, diary = Seekers(cast, ticks, case.rulebook), Diary(cast, ticks, case.placements)
    found = seekers.now(case.request, diary, case.without)
    assert ways(case.request, found, ticks) == allowed(case)
    assert {each.start for each in ways(case.request, found, ticks)} == {
        ticks.moment(tick) for tick in range(ticks.size) if found.starts >> tick & 1
    }
    assert seekers.now(case.request, diary, case.without) == found


@given(seeking())
def test_where_bit_masks_do_not_show_it_the_rules_are_asked(case: Seeking) -> None:
    """Each start at which some room and interpreter is allowed, with those that are allowed there."""
    cast, ticks = Cast(case.conference), Ticks(case.conference, case.placements)
    found = Seekers(cast, ticks, case.rulebook).judged(case.request, case.table)
    true = allowed(case)
    assert {ticks.moment(tick) for tick in range(ticks.size) if found.starts >> tick & 1} == {
        each.start for each in true
    }
    for name, there in found.rooms:
        assert {ticks.moment(tick) for tick in range(ticks.size) if there >> tick & 1} == {
            each.start for each in true if each.room == name
        }
    for person, free in found.interpreters:
        assert {ticks.moment(tick) for tick in range(ticks.size) if free >> tick & 1} == {
            each.start for each in true if each.interpreter == person
        }
    assert {name for name, _ in found.rooms} >= {each.room for each in true}
    assert {name for name, _ in found.interpreters} >= {each.interpreter for each in true}
    assert found.ticks * ticks.minutes == case.request.minutes


@given(seeking())
def test_a_start_is_unwished_when_some_guardian_would_rather_come_at_another_time(case: Seeking) -> None:
    """Who has no preferred time would rather come while they are there."""
    cast, ticks = Cast(case.conference), Ticks(case.conference, case.placements)
    found = Seekers(cast, ticks, case.rulebook).judged(case.request, case.table)
    for tick in range(ticks.size):
        minutes = range(tick, tick + found.ticks)
        wished = all(
            any(
                span.start <= ticks.moment(each) and ticks.moment(each + 1) <= span.end
                for span in cast.present(
                    guardian.available if guardian.preferred is None else guardian.preferred
                )
            )
            for guardian in cast.guardians_of(case.request)
            for each in minutes
        )
        assert bool(found.unwished >> tick & 1) is not (wished and tick + found.ticks <= ticks.size)


@st.composite
def days(draw: st.DrawFn) -> tuple[tuple[int, int], list[Busy]]:
    """A talk of somebody and the others of their day, of which some follow at once."""
    talks, now = [], draw(st.integers(0, 3))
    for number in range(draw(st.integers(1, 6))):
        end = now + draw(st.integers(1, 3))
        talks.append((now, end, RequestId(f"q{number}")))
        now = end + draw(st.integers(0, 4))
    first, end, name = draw(st.sampled_from(talks))
    return (first, end), [each for each in talks if each[2] != name]


@given(days(), st.integers(0, 5))
def test_a_row_ends_at_a_pause(day: tuple[tuple[int, int], list[Busy]], pause: int) -> None:
    """On either side; the talk itself counts."""
    talk, others = day
    everyone = sorted([talk, *((first, end) for first, end, _ in others)])
    rows = [everyone[:1]]
    for one, other in pairwise(everyone):
        if other[0] - one[1] < pause:
            rows[-1].append(other)
        else:
            rows.append([other])
    assert row_of(talk, others, pause) == next(len(each) for each in rows if talk in each)
