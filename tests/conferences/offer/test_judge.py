"""What the starts of single talks cannot show, against brute force: a family that has much to do with the same people."""

from collections.abc import Iterator, Sequence

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family, guardian, placed, span, staff, timetable
from tests.conferences.offer.everything import best_offers, offered, settled, starts

from partnership.conferences.checker import check
from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Interpreter,
    Journey,
    Pin,
    Room,
    Sitting,
    TalkRequest,
    Travel,
    Weights,
)
from partnership.conferences.objections import Objection
from partnership.conferences.offer import Offers
from partnership.conferences.preferences import preference
from partnership.conferences.rules import STANDARD, Rulebook, rule
from partnership.conferences.table import Cast, Table, Talk
from partnership.conferences.timetable import Placement, Timetable
from partnership.ids import InterpreterId, PartyId, RequestId, RoomId, SittingId
from partnership.testing.strategies.conferences import valid_timetables

F1 = PartyId("f1")
SITTINGS = (
    Sitting(id=SittingId("early"), start=clock("18:00"), end=clock("18:20")),
    Sitting(id=SittingId("late"), start=clock("18:20"), end=clock("18:35")),
)
ANNEX, HALL = RoomId("annex"), RoomId("hall")
ROOMS = Room(id=ANNEX, capacity=2), Room(id=HALL, capacity=2)
WEIGHTS = (
    Weights(),
    Weights(wait_minute=0, siblings_apart=30),
    Weights(siblings_apart=30, outside_preferred=10),
    Weights(wait_minute=0, walking_minute=3),
    Weights(wait_minute=1, moved=25, further_left_over=5),
)


@rule()
def not_after_another(talk: Talk, table: Table) -> Iterator[Objection]:
    """Nobody comes in while another family is with De Vries."""
    talks = [each for each in table.talks if each.start < talk.start and each.end > talk.start]
    if any("devries" in each.request.staff and each.party.id != talk.party.id for each in talks):
        yield Objection(rule="not-after-another", request=talk.id, text="De Vries is busy")


@rule()
def nobody_first(talk: Talk, table: Table) -> Iterator[Objection]:
    """The first talk of all is not with Jansen."""
    if table.talks[0].id == talk.id and "jansen" in talk.request.staff:
        yield Objection(rule="nobody-first", request=talk.id, text="begins with Jansen")


@preference(of="party", points=30)
def first_room(talks: Sequence[Talk], party: str, cast: Cast) -> int:
    """A family of the first party would rather not begin in a room of its own; a longer evening sets it right."""
    assert party in cast.parties
    return sum(2 for talk in talks[:1] if talk.placement.room == ANNEX) + (len(talks) == 1)


BOOKS = (STANDARD,) * 3 + (
    STANDARD.plus(nobody_first),
    STANDARD.plus(not_after_another),
    STANDARD.plus(first_room),
    STANDARD.plus(nobody_first, first_room),
)


@attrs.frozen(kw_only=True)
class Crowded:
    """What a family asks where it has much to do with the same people."""

    conference: Conference
    rulebook: Rulebook
    timetable: Timetable
    wanted: list[RequestId]
    best: int


def guardians(draw: st.DrawFn) -> tuple[GuardianPresence, ...]:
    """Fatima and Bram, who can wait or not, now and then in need of more than bit masks show."""
    return tuple(
        guardian(
            name,
            max_wait_minutes=draw(st.sampled_from((None, None, 0, 5, 10))),
            preferred=draw(st.sampled_from((None, None, (span("18:05", "18:25"),)))),
            max_in_a_row=draw(st.sampled_from((None,) * 9 + (2,))),
        )
        for name in ("fatima", "bram")
    )


def requests(draw: st.DrawFn) -> tuple[TalkRequest, ...]:
    """Three talks of Fatima's family, mostly with one teacher, and two of Bram's, to which she may come too."""
    return tuple(
        asked(
            name,
            "f1" if name < "q4" else "f2",
            draw(st.sampled_from(("jansen", "jansen", "devries"))),
            draw(st.sampled_from(("emma", "noah"))) if name < "q4" else "",
            minutes=draw(st.sampled_from((5, 5, 10))),
            before=draw(st.sampled_from((None, Pin(start=clock("18:10"))))),
        )
        for name in ("q1", "q2", "q3", "q8", "q9")
    )


@st.composite
def crowded(draw: st.DrawFn) -> Crowded:
    """An evening in two parts, seven starts; rooms with ways between them or none; some talks booked."""
    people = tuple(
        staff(
            name,
            break_after=draw(st.sampled_from((None, 1, 2))),
            break_minutes=draw(st.sampled_from((5, 10))),
            buffer_minutes=draw(st.sampled_from((0, 0, 1, 5))),
        )
        for name in ("jansen", "devries")
    )
    rooms = ROOMS[: draw(st.sampled_from((0, 0, 2)))]
    linked = bool(rooms) and draw(st.booleans())
    way = Journey(origin=ANNEX, destination=HALL, minutes=draw(st.sampled_from((0, 5, 10))))
    conference = autumn(
        step_minutes=5,
        sittings=SITTINGS,
        staff=people,
        rooms=rooms,
        travel=Travel(
            default_minutes=draw(st.sampled_from((0, 0, 5))),
            between=(way,) if linked else (),
        ),
        guardians=guardians(draw),
        parties=(
            family("f1", "fatima", pupils="emma noah"),
            family("f2", draw(st.sampled_from(("bram", "bram fatima")))),
        ),
        requests=requests(draw),
        weights=draw(st.sampled_from(WEIGHTS)),
        rules_off=draw(
            st.sampled_from(
                ((),) * 4 + (("staff-clash",), ("staff-break",), ("travel-time",), ("most-waiting",))
            )
        ),
    )
    rulebook = draw(st.sampled_from(BOOKS))
    loose = STANDARD.without(*conference.rules_off)
    whole = draw(valid_timetables(conference, rulebook=loose))
    held = tuple(each for each in whole.placements if draw(st.booleans()))
    assume(check(conference, settled(conference, held), rulebook=rulebook).valid)
    wanted = draw(st.lists(st.sampled_from(("q1", "q2", "q3")), unique=True, min_size=1))
    return Crowded(
        conference=conference,
        rulebook=rulebook,
        timetable=settled(conference, held),
        wanted=[RequestId(name) for name in wanted],
        best=draw(st.integers(1, 4)),
    )


@given(crowded())
@settings(max_examples=2 * settings().max_examples)
def test_a_family_among_the_same_people_is_offered_what_brute_force_finds(case: Crowded) -> None:
    """Pauses and rests of a teacher of two children, guardians of two families, ways by room, and rules of adopters."""
    cast = Cast(case.conference)

    def further(plan: tuple[Placement, ...]) -> int:
        if "first-room" not in case.rulebook.preferences:
            return 0
        return first_room.cost(Table(cast, Timetable(placements=plan)).talks, F1, cast)

    found = Offers(cast, case.timetable, rulebook=case.rulebook).of(F1, requests=case.wanted, best=case.best)
    expected = best_offers(
        case.conference, case.timetable, case.wanted, rulebook=case.rulebook, further=further
    )
    assert offered(found) == expected[: case.best]


def test_the_interpreter_who_is_free_comes_along() -> None:
    """Amal is with Bram, so Badr comes with Fatima; when both are free it is Amal."""
    conference = autumn(
        guardians=tuple(guardian(name, interpreter="ar") for name in ("fatima", "bram")),
        interpreters=tuple(
            Interpreter(id=InterpreterId(name), languages=("ar",)) for name in ("badr", "amal")
        ),
        requests=(asked("q1", "f1"), asked("q2", "f2", "devries")),
    )
    booked = timetable(placed("q2", "18:00", interpreter="amal"))
    assert [offer.talks for offer in Offers(conference, booked).of(F1, best=2)] == [
        (placed("q1", "18:00", interpreter="badr"),),
        (placed("q1", "18:10", interpreter="amal"),),
    ]


def test_a_rule_of_an_adopter_does_not_see_a_talk_where_it_was() -> None:
    """De Vries was first; without that talk it would be Jansen, so it is not given up for his."""
    conference = autumn(
        parties=(family("f1", "fatima", max_talks=1), family("f2", "bram")),
        requests=(asked("q1", "f1", "devries"), asked("q2", "f1")),
    )
    offers = Offers(conference, timetable(placed("q1", "18:00")), rulebook=STANDARD.plus(nobody_first))
    both = [RequestId("q1"), RequestId("q2")]
    assert starts(offers.of(F1, requests=both, best=2)) == ["q1 18:00", "q1 18:10"]
