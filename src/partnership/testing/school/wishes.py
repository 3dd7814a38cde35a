"""Wishes for an evening of talks: who asks whom, and when each family can come."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from random import Random

from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Interpreter,
    KeepApart,
    Party,
    PupilPresence,
    Room,
    Sitting,
    StaffPresence,
    TalkRequest,
)
from partnership.ids import (
    ClassId,
    GuardianId,
    InterpreterId,
    PartyId,
    RequestId,
    RoomId,
    SittingId,
    StaffId,
)
from partnership.testing.school.families import Family
from partnership.testing.school.invented import InventedSchool
from partnership.testing.school.people import LANGUAGES
from partnership.times import Span, at, zone

__all__ = ["wishes_of"]

_FROM, _UNTIL = time(16), time(19)
_HALF = timedelta(minutes=90)


def wishes_of(
    school: InventedSchool,
    *,
    seed: int = 1,
    days: Sequence[date] = (date(2026, 11, 24), date(2026, 11, 26)),
    timezone: str = "Europe/Amsterdam",
    secondary_talks: int = 3,
) -> Conference:
    """A conference in which every family that may be invited asks for a talk about each of its children.

    Households that live apart ask each for their own talk, with whoever has authority; some are to be kept apart.

    Args:
        school: The school.
        seed: The same seed makes the same wishes.
        days: The evenings, from four to seven on the clock.
        timezone: The zone of that clock.
        secondary_talks: Where a class has many teachers: the most of them a family asks for.
    """
    random = Random(f"{seed}/{school.id}")
    tz = zone(timezone)
    evenings = [Span(at(day, _FROM, tz), at(day, _UNTIL, tz)) for day in days]
    teachers = _teachers(school)
    class_of = {enrolment.pupil: enrolment.class_id for enrolment in school.enrolments}
    parties = [(party, family) for family in school.families for party in _parties(family)]
    speaks = {each.guardian: each.interpreter for family in school.families for each in family.preferences}
    requests = [
        TalkRequest(
            id=RequestId(f"q-{party.id}-{pupil}-{number}"), party=party.id, staff=staff, pupils=(pupil,)
        )
        for party, _ in parties
        for pupil in party.pupils
        for number, staff in enumerate(
            _wanted(random, school, teachers[class_of[pupil]], secondary_talks), start=1
        )
    ]
    rooms = {person.id: RoomId(f"room {number}") for number, person in enumerate(school.staff, start=1)}
    return Conference(
        name=f"{school.name}, autumn talks",
        timezone=tz,
        step_minutes=10,
        sittings=tuple(
            Sitting(id=SittingId(f"{day:%a}".lower() + f"-{number}"), start=span.start, end=span.end)
            for number, (day, span) in enumerate(zip(days, evenings, strict=True), start=1)
        ),
        rooms=tuple(Room(id=room) for room in rooms.values()),
        staff=tuple(
            StaffPresence(id=person.id, room=rooms[person.id], break_after=8, break_minutes=10)
            for person in school.staff
        ),
        interpreters=tuple(
            Interpreter(id=InterpreterId(f"i-{language}"), languages=(language,)) for language in LANGUAGES
        ),
        guardians=tuple(
            _presence(random, guardian, speaks[guardian], evenings)
            for party, _ in parties
            for guardian in party.guardians
        ),
        pupils=tuple(PupilPresence(id=pupil.id) for pupil in school.pupils),
        parties=tuple(party for party, _ in parties),
        keep_apart=tuple(
            KeepApart(parties=tuple(party.id for party in _parties(family)), minutes=30)
            for family in school.families
            if family.in_conflict and len(list(_parties(family))) > 1
        ),
        requests=tuple(requests),
    )


def _teachers(school: InventedSchool) -> Mapping[ClassId, list[StaffId]]:
    """Who teaches each class, the one to ask first at the front."""
    found: dict[ClassId, list[StaffId]] = defaultdict(list)
    for teaching in sorted(school.teachings, key=lambda each: not each.primary):
        found[teaching.class_id].append(teaching.staff)
    return found


def _parties(family: Family) -> Iterator[Party]:
    """The guardians who speak together: one party a household, of those who live and have authority."""
    may = {link.guardian for link in family.links if link.authority == "yes"}
    living = {guardian.id for guardian in family.guardians if not guardian.deceased}
    for household in family.households:
        guardians = tuple(name for name in household.guardians if name in may and name in living)
        if guardians:
            yield Party(id=PartyId(f"f{household.id}"), guardians=guardians, pupils=household.pupils)


def _wanted(
    random: Random, school: InventedSchool, teachers: Sequence[StaffId], most: int
) -> Iterator[tuple[StaffId, ...]]:
    """Whom a party asks to speak with about one child: its class teacher or subject teachers, and rarely the counsellor."""
    if len(teachers) > 2:
        yield from ((name,) for name in random.sample(list(teachers), random.randint(1, most)))
    else:
        yield tuple(teachers[:1])
    if random.random() < 0.05:
        yield (school.counsellor,)


def _presence(
    random: Random, guardian: GuardianId, interpreter: str | None, evenings: Sequence[Span]
) -> GuardianPresence:
    """When a guardian can come and would rather come: most can always, some on one evening, some only later."""
    later = timedelta(minutes=60 if random.random() < 0.12 else 0)
    can = [random.choice(evenings)] if random.random() < 0.15 else list(evenings)
    available = tuple(Span(span.start + later, span.end) for span in can)
    wish = random.choice(("early", "late", "any"))
    first = tuple(Span(span.start, span.end - _HALF + later) for span in available)
    last = tuple(Span(span.end - _HALF, span.end) for span in available)
    return GuardianPresence(
        id=guardian,
        available=available,
        preferred={"early": first, "late": last, "any": None}[wish],
        interpreter=interpreter,
    )
