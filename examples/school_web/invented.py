"""Invented people to look around with: in the system's own table, and in the library's records under the same numbers."""

from datetime import date, datetime, time, timedelta

from partnership import Cap, Conference, KeepApart, Party, Room, SharedGoal, Sitting, StaffPresence, Terms
from partnership.conferences.booking_life.caps import Per
from partnership.host.school import School
from partnership.ids import GoalId, GuardianId, PartyId, PupilId, RoomId, SittingId, StaffId
from partnership.learning.goals import Wording
from partnership.times import at
from school_web.accounts import User
from school_web.system import TALKS, System

PASSWORD = "look around"  # noqa: S105 - of people who do not exist
STAFF = {"11": ("jansen", "Marit", "Jansen"), "12": ("visser", "Omar", "Visser")}
GUARDIANS = {
    "201": ("petra", "Petra", "van den Berg", "nl"),
    "202": ("sjoerd", "Sjoerd", "Bakker", "nl"),
    "203": ("zeynep", "Zeynep", "Yılmaz", "en"),
    "204": ("amal", "أمل", "حداد", "ar"),
}
PUPILS = {"301": ("Noor", "Bakker"), "302": ("Yusuf", "Yılmaz"), "303": ("لينا", "حداد")}
CARE = {"201": "301", "202": "301", "203": "302", "204": "303"}
APART = ("home-201", "home-202")


def fill(system: System) -> None:
    """Users, the library's records of them, an evening of talks on a Tuesday within two weeks, and a goal that waits for an answer."""
    for number, (login, _, _) in STAFF.items():
        system.accounts.add(User(number=number, role="staff", language="nl"), login, PASSWORD)
    for number, (login, _, _, language) in GUARDIANS.items():
        system.accounts.add(User(number=number, role="guardian", language=language), login, PASSWORD)
    _enrol(system.school)
    zone = system.school.settings.school.timezone
    today = system.clock().astimezone(zone).date()
    tuesday = today + timedelta(days=14 - (today - date(2026, 9, 1)).days % 7)  # that day was one
    system.school.open_conference(autumn(at(tuesday, time(18), zone)), id=TALKS, by="staff:11")
    system.school.learning(by="staff:11").propose(reading(today, system.clock()))


def _enrol(school: School) -> None:
    def write(kind: str, id: str, **fields: object) -> None:
        school.keep_locally(kind, id, fields, by="system:accounts", why="they have an account")

    for number, (_, given, family) in STAFF.items():
        write("staff", number, name={"given": given, "family": family})
    for number, (_, given, family, _) in GUARDIANS.items():
        write("guardian", number, name={"given": given, "family": family})
    for number, (given, family) in PUPILS.items():
        write("pupil", number, name={"given": given, "family": family}, birth_date="2016-05-01")
    for guardian, pupil in CARE.items():
        link = {"pupil": pupil, "guardian": guardian, "relation": "parent", "authority": "yes"}
        write("guardianship", f"{pupil}/{guardian}", **link)


def autumn(start: datetime) -> Conference:
    """Two hours with two teachers, one talk of each family with each; Noor's parents never meet."""
    return Conference(
        name="Autumn talks",
        timezone="Europe/Amsterdam",
        sittings=(Sitting(id=SittingId("evening"), start=start, end=start + timedelta(hours=2)),),
        rooms=(Room(id=RoomId("1.04")), Room(id=RoomId("1.05"))),
        staff=tuple(StaffPresence(id=StaffId(number)) for number in STAFF),
        parties=tuple(
            Party(id=PartyId(f"home-{guardian}"), guardians=(GuardianId(guardian),), pupils=(PupilId(pupil),))
            for guardian, pupil in CARE.items()
        ),
        keep_apart=(KeepApart(parties=tuple(map(PartyId, APART)), minutes=30),),
        requests=(),
        booking=Terms(caps=(Cap(per=Per.PUPIL_AND_STAFF, talks=1),)),
    )


def reading(today: date, now: datetime) -> SharedGoal:
    """What a teacher proposed for Noor; it is shared once home has answered."""
    return SharedGoal(
        id=GoalId("reading"),
        pupil=PupilId("301"),
        authors=("staff:11",),
        wordings=(
            Wording(language="nl", text="Noor leest vlot"),
            Wording(language="en", text="Noor reads fluently"),
        ),
        since=today,
        until=today + timedelta(weeks=8),
        proposed_at=now,
    )
