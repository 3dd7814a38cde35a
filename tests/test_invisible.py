"""Separated parents are invisible to each other: no answer to one differs when hidden talks of the other change.

Unless a time is taken by them that would have been open: then it is not offered, and no word says why.
"""

import re
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from typing import Any

from hypothesis import assume, event, given
from hypothesis import strategies as st

from partnership.conferences.checker import check
from partnership.conferences.conference import Conference, KeepApart, PupilPresence, Room, Sitting
from partnership.conferences.difference import difference, news
from partnership.conferences.evening import Evening
from partnership.conferences.explain import explain
from partnership.conferences.offer import Offers
from partnership.conferences.options import options_at, starts_for
from partnership.conferences.rules import STANDARD
from partnership.conferences.table import Table
from partnership.conferences.timetable import LeftOver, Placement, Timetable
from partnership.conferences.whereabouts import why_here, why_not
from partnership.host.plugins import Host
from partnership.ids import PartyId, PupilId, RoomId, SittingId
from partnership.times import Span
from tests.conferences.autumn import asked, autumn, clock, family, guardian, staff

ONE, OTHER = PartyId("anna"), PartyId("bram")
HIDDEN = re.compile(r"bram|bert|\bb\d")
MADE = datetime(2026, 11, 16, 12, tzinfo=UTC)


@cache
def exporters() -> tuple[Any, ...]:
    """The exporters that ship."""
    host = Host(discover=True)
    return host.exporter("ical"), host.exporter("html")


@st.composite
def separated(draw: st.DrawFn) -> Conference:
    """Anna's parents: one party each, kept apart, speaking about one child with shared and unshared staff."""
    evenings = tuple(
        Sitting(id=SittingId(f"s{day}"), start=clock("18:00", day), end=clock("19:00", day))
        for day in (24, 25)
    )

    def there() -> tuple[Span, ...] | None:
        if draw(st.booleans()):
            return None
        day = draw(st.sampled_from((24, 25)))
        first = draw(st.integers(0, 4)) * 10
        return (Span.of(clock(f"18:{first:02}", day), minutes=draw(st.sampled_from((20, 40)))),)

    people = st.sampled_from(("jansen", "devries", "smit", "jansen devries"))
    requests = [
        asked(f"a{number}", "anna", draw(people), "kind") for number in range(draw(st.integers(1, 2)))
    ]
    requests += [
        asked(f"b{number}", "bram", draw(people), "kind") for number in range(draw(st.integers(1, 2)))
    ]
    requests += [asked(f"c{number}", "cor", draw(people)) for number in range(draw(st.integers(0, 2)))]
    rooms = tuple(Room(id=RoomId(name)) for name in draw(st.sampled_from(((), ("r1", "r2", "r3")))))
    return autumn(
        sittings=evenings,
        rooms=rooms,
        staff=tuple(staff(name, available=there()) for name in ("jansen", "devries", "smit")),
        pupils=(PupilPresence(id=PupilId("kind")),),
        guardians=(
            guardian("agnes", available=there(), preferred=there()),
            guardian("bert", available=there()),
            guardian("chris"),
        ),
        parties=(family("anna", "agnes", "kind"), family("bram", "bert", "kind"), family("cor", "chris")),
        keep_apart=(KeepApart(parties=(ONE, OTHER), minutes=draw(st.sampled_from((10, 30)))),),
        requests=draw(st.permutations(requests)),
    )


@st.composite
def placed_somehow(
    draw: st.DrawFn, conference: Conference, kept: tuple[Placement, ...], prefix: str
) -> tuple[Placement, ...]:
    """Some of the requests whose id begins so, where the rules allow them beside what is kept."""
    held = kept
    for request in conference.requests:
        table = Table(conference, Timetable(placements=held))
        if request.id.startswith(prefix) and draw(st.integers(0, 3)):
            free = [
                option
                for start in starts_for(request, table.cast)
                for option in options_at(request, start, table.cast)
                if STANDARD.allows(table.talk(option), table)
            ]
            held += (draw(st.sampled_from(free)),) if free else ()
    return held


def whole(conference: Conference, placements: tuple[Placement, ...]) -> Timetable:
    """The timetable of these talks, and who is left over."""
    done = {each.request for each in placements}
    return Timetable(
        placements=placements,
        left_over=tuple(LeftOver(request=each.id) for each in conference.requests if each.id not in done),
    )


def open_to_one(conference: Conference, planned: Timetable) -> list[Placement]:
    """Every way Anna's talks could be held now, each alone."""
    table = Table(conference, planned)
    return [
        option
        for request in conference.requests
        if request.party == ONE
        for start in starts_for(request, table.cast)
        for option in options_at(request, start, table.cast)
        if STANDARD.allows(table.talk(option), table)
    ]


def answers(conference: Conference, planned: Timetable, before: Timetable) -> dict[str, str]:
    """Everything the school's software answers to Anna's party, as text."""
    table = Table(conference, planned)
    mine = [request for request in conference.requests if request.party == ONE]
    said = {"offers": repr(Offers(conference, planned).of(ONE, best=50))}
    said["moves"] = repr(Offers(conference, planned).of(ONE, requests=[each.id for each in mine], best=50))
    for request in mine:
        said[f"why {request.id}"] = repr(explain(request.id, table, for_family=True, with_help=False))
        said[f"here {request.id}"] = repr(why_here(request.id, table, for_family=True))
        for start in starts_for(request, table.cast):
            said[f"not {request.id} {start}"] = repr(why_not(request.id, start, table, for_family=True))
    said["news"] = repr(news(difference(before, planned), table.cast, party=ONE, language="nl"))
    evening = Evening(id="autumn", conference=conference, timetable=planned, made=MADE)
    for name, content in chain(*(exporter.export(evening).items() for exporter in exporters())):
        if name in {"letters/anna.html", "families/anna.ics", "guardians/agnes.ics"}:
            said[name] = content.decode()
    return said


@given(st.data())
def test_hidden_talks_change_no_answer(data: st.DataObject) -> None:
    """Offers, reasons, alternatives, news, letters and calendars: the same to the byte while the same times are open."""
    conference = data.draw(separated())
    kept = data.draw(placed_somehow(conference, (), "c"))
    kept = data.draw(placed_somehow(conference, kept, "a"))
    before = whole(conference, data.draw(placed_somehow(conference, kept, "b")))
    after = whole(conference, data.draw(placed_somehow(conference, kept, "b")))
    assume(before != after)
    assert check(conference, before).valid
    said, then = answers(conference, before, before), answers(conference, after, before)
    assert [key for key, text in (said | then).items() if HIDDEN.search(text)] == []
    same = open_to_one(conference, before) == open_to_one(conference, after)
    event("the same times are open" if same else "a time is taken")
    if same:
        assert said == then


@given(st.data())
def test_what_would_help_names_nobody_hidden(data: st.DataObject) -> None:
    """Nor in the changes that would help is there a trace of the other parent, of their talk, or of being apart."""
    conference = data.draw(separated())
    planned = whole(conference, data.draw(placed_somehow(conference, (), "")))
    table = Table(conference, planned)
    for request in conference.requests:
        if request.party == ONE:
            answer = repr(explain(request.id, table, for_family=True))
            assert HIDDEN.search(answer) is None
            assert "apart" not in answer


def test_a_teacher_who_is_busy_and_a_parent_who_is_there_read_the_same() -> None:
    """With the same start taken by either, Anna's mother reads the same words."""
    conference = autumn(
        parties=(family("anna", "agnes"), family("bram", "bert"), family("cor", "chris")),
        keep_apart=(KeepApart(parties=(ONE, OTHER), minutes=10),),
        requests=(asked("a1", "anna"), asked("b1", "bram", "devries"), asked("c1", "cor")),
    )
    said = [
        answers(
            conference,
            whole(conference, (Placement(request=each.id, start=clock("18:00"), minutes=10),)),
            Timetable(),
        )
        for each in conference.requests[1:]
    ]
    assert said[0] == said[1]
