"""Evenings of a middling school, each with other things in it that planning must weigh; nothing in them is left to chance."""

import attrs
from tests.conferences.autumn import asked, autumn, clock, family, guardian, span, staff

from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Interpreter,
    KeepApart,
    Pin,
    PupilPresence,
    Room,
    Sitting,
    TalkRequest,
    Travel,
    Weights,
)
from partnership.ids import InterpreterId, PartyId, PupilId, RoomId, SittingId, StaffId

__all__ = ["EVENINGS"]


def _sitting(day: int, start: str, end: str) -> Sitting:
    return Sitting(id=SittingId(f"d{day}"), start=clock(start, day), end=clock(end, day))


TWO = (_sitting(24, "18:00", "20:00"), _sitting(26, "18:00", "19:30"))


def _guardians(count: int) -> tuple[GuardianPresence, ...]:
    """Some can come on one day only, some come late, some would rather come early."""
    return tuple(
        guardian(
            f"g{number}",
            available=(span("18:00", "20:00"),)
            if number % 7 == 3
            else (span("18:30", "19:30", 26),)
            if number % 11 == 5
            else None,
            preferred=(span("18:00", "19:00"), span("18:00", "18:40", 26)) if number % 3 == 0 else None,
        )
        for number in range(count)
    )


def _requests(families: int, teachers: int, talks: int) -> tuple[TalkRequest, ...]:
    """Each family asks for so many different teachers, spread unevenly."""
    return tuple(
        asked(
            f"q{who}-{place}",
            f"f{who}",
            f"t{(who * who + who + place * (1 + who % 3)) % teachers}",
            weight=1 + (who + place) % 2,
        )
        for who in range(families)
        for place in range(talks)
    )


def slots() -> Conference:
    """The usual evening: talks as long as a step, on two days, more asked of some teachers than they have time for."""
    return autumn(
        sittings=TWO,
        staff=tuple(
            staff(
                f"t{number}",
                break_after=4 if number % 4 == 1 else None,
                available=(span("18:20", "20:00"), span("18:00", "19:00", 26)) if number % 3 == 2 else None,
            )
            for number in range(7)
        ),
        guardians=_guardians(30),
        parties=tuple(family(f"f{number}", f"g{number}") for number in range(30)),
        requests=_requests(30, 7, 3),
    )


def lengths() -> Conference:
    """Talks of ten, fifteen and twenty minutes; rooms, an interpreter, pupils who sit in and families kept apart."""
    requests = tuple(
        asked(
            f"q{who}-{place}",
            f"f{who}",
            f"t{(who * 2 + place * (1 + who % 2)) % 5}"
            + (f" t{(who * 2 + place + 3) % 5}" if (who, place) == (4, 1) else ""),
            pupils=f"p{who}" if who % 4 == 1 else "",
            minutes=(10, 15, 20, 10)[(who + 2 * place) % 4],
            pupil_attends=who % 4 == 1,
            pinned=Pin(start=clock("18:30")) if (who, place) == (6, 0) else None,
        )
        for who in range(13)
        for place in range(2 + who % 2)
    )
    return autumn(
        sittings=(TWO[0], _sitting(26, "18:00", "19:00")),
        step_minutes=5,
        rooms=tuple(Room(id=RoomId(f"r{number}"), capacity=1 + number) for number in range(3)),
        travel=Travel(default_minutes=5),
        staff=tuple(
            staff(
                f"t{number}",
                break_after_minutes=60 if number == 2 else None,
                buffer_minutes=5 if number == 3 else 0,
            )
            for number in range(5)
        ),
        interpreters=tuple(
            Interpreter(
                id=InterpreterId(f"i{number}"),
                languages=("ar",),
                available=(span("18:00", "19:00"),) if number else None,
            )
            for number in range(2)
        ),
        guardians=tuple(
            guardian(
                f"g{number}",
                interpreter="ar" if number % 3 == 1 else None,
                preferred=(span("18:00", "18:45"),) if number % 4 == 2 else None,
            )
            for number in range(13)
        ),
        pupils=tuple(
            PupilPresence(id=PupilId(f"p{number}"), available=(span("18:00", "19:15"),))
            for number in range(13)
        ),
        parties=tuple(
            family(f"f{number}", f"g{number}", f"p{number}", max_talks=2 if number == 9 else None)
            for number in range(13)
        ),
        keep_apart=(KeepApart(parties=(PartyId("f2"), PartyId("f3")), minutes=20),),
        requests=requests,
    )


def kept_apart() -> Conference:
    """The usual evening, with families kept apart, an interpreter, and talks with two teachers."""
    usual = slots()
    return attrs.evolve(
        usual,
        interpreters=(
            Interpreter(id=InterpreterId("amal"), languages=("ar",)),
            Interpreter(id=InterpreterId("badr"), languages=("ar",), available=(span("18:00", "19:00"),)),
        ),
        guardians=tuple(
            attrs.evolve(each, interpreter="ar" if number % 5 == 2 else None)
            for number, each in enumerate(usual.guardians)
        ),
        keep_apart=(KeepApart(parties=(PartyId("f1"), PartyId("f2"), PartyId("f4")), minutes=20),),
        requests=tuple(
            attrs.evolve(each, staff=(*each.staff, StaffId("t3")))
            if number % 13 == 6 and each.staff != ("t3",)
            else each
            for number, each in enumerate(usual.requests[:60])
        ),
    )


def all_counted() -> Conference:
    """The usual evening of a school that counts whatever can be counted."""
    usual = slots()
    return attrs.evolve(
        usual,
        requests=tuple(
            attrs.evolve(
                each,
                run_over_minutes=10 if number % 4 else 0,
                before=Pin(start=clock("18:50")) if number % 9 == 2 else None,
            )
            for number, each in enumerate(usual.requests[:45])
        ),
        interpreters=tuple(
            Interpreter(id=InterpreterId(name), languages=("ar",)) for name in ("amal", "badr")
        ),
        guardians=tuple(
            attrs.evolve(each, interpreter="ar" if number % 4 == 1 else None)
            for number, each in enumerate(usual.guardians)
        ),
        weights=Weights(
            crowded_sitting=20,
            further_left_over=50,
            moved=30,
            no_time_to_run_over=7,
            interpreter_idle_minute=2,
        ),
    )


def spread_out() -> Conference:
    """Teachers who are there at different times, so that families must wait, come twice or leave one of them out."""
    hours = (("18:00", "18:50"), ("18:40", "19:30"), ("19:00", "20:00"), ("18:10", "18:40"))
    return autumn(
        sittings=TWO,
        staff=tuple(
            staff(
                f"t{number}",
                available=(span(*hours[number % 4]), span("18:00", f"18:{20 + 10 * (number % 3)}", 26)),
                break_after=2 if number == 1 else None,
            )
            for number in range(6)
        ),
        interpreters=(
            Interpreter(id=InterpreterId("amal"), languages=("ar",), available=(span("18:20", "19:00"),)),
        ),
        guardians=tuple(
            guardian(f"g{number}", interpreter="ar" if number % 4 == 1 else None) for number in range(16)
        ),
        parties=tuple(family(f"f{number}", f"g{number}") for number in range(16)),
        requests=tuple(
            attrs.evolve(each, weight=1, minutes=20 if each.staff == ("t5",) else 10)
            for each in _requests(16, 6, 2)
        ),
        weights=Weights(left_over=400, long_wait_after=20),
    )


def long_talks() -> Conference:
    """Talks of ten and twenty minutes on a grid of five, a pause between two, and one family with seven teachers to see."""
    requests = _requests(12, 7, 2)
    return autumn(
        sittings=(TWO[0], _sitting(26, "18:00", "19:00")),
        step_minutes=5,
        travel=Travel(default_minutes=5),
        staff=tuple(
            staff(f"t{number}", break_after=3 if number % 3 == 0 else None, break_minutes=15)
            for number in range(7)
        ),
        guardians=_guardians(12),
        parties=tuple(family(f"f{number}", f"g{number}") for number in range(12)),
        requests=(
            *(attrs.evolve(each, minutes=20 if number % 3 else 10) for number, each in enumerate(requests)),
            *(asked(f"many-{number}", "f8", f"t{number}", weight=2) for number in range(7)),
        ),
    )


EVENINGS = {each.__name__: each for each in (slots, lengths, kept_apart, all_counted, spread_out, long_talks)}
