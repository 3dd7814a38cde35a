"""A theme evening at De Beuk: twice on a day, letters in the parents' languages, and nobody left out who could not come.

Run it: python examples/parents_evening.py
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from partnership import Host, School
from partnership.contact.gatherings import Aim, Gathering, GatheringKind, Item, Occasion, Support
from partnership.host.settings import parse_settings
from partnership.ids import ClassId, GatheringId, GuardianId
from partnership.people.preferences import ContactPreferences

SETTINGS = """
[school]
id = "de-beuk"
name = "De Beuk"
language = "nl"
jurisdiction = "nl"

[messenger.channels.email]
name = "console"
"""
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
READING = GatheringId("reading")
MORNING = Occasion(
    start=datetime(2026, 11, 26, 8, 30, tzinfo=AMSTERDAM),
    minutes=60,
    place="lokaal 4",
    support=frozenset({Support.INTERPRETER}),
)
EVENING = Occasion(
    start=datetime(2026, 11, 26, 19, 30, tzinfo=AMSTERDAM),
    minutes=90,
    place="aula",
    support=frozenset({Support.CHILDCARE}),
)


def enrol(school: School) -> None:
    """Noor of 6A, with two parents who read Arabic and Polish."""
    born = {"name": {"given": "Noor"}, "birth_date": "2016-05-01"}
    school.keep_locally("pupil", "noor", born, by="staff:office", why="enrolled")
    school.keep_locally("class", "6a", {"title": "6A"}, by="staff:office", why="new year")
    seat = {"pupil": "noor", "class_id": "6a"}
    school.keep_locally("enrolment", "noor/6a", seat, by="staff:office", why="enrolled")
    for parent, language in (("samira", "ar"), ("piotr", "pl")):
        details = [{"kind": "email", "value": f"{parent}@home.example"}]
        who = {"name": {"given": parent.title()}, "details": details}
        school.keep_locally("guardian", parent, who, by="staff:office", why="enrolled")
        link = {"pupil": "noor", "guardian": parent, "relation": "parent", "authority": "yes"}
        school.keep_locally("guardianship", f"noor/{parent}", link, by="staff:office", why="enrolled")
        wish = ContactPreferences(guardian=GuardianId(parent), language=language)
        school.privacy.keep(wish, by=f"guardian:{parent}", why="told at the counter")


def main() -> None:
    """Plan, invite, hold, and serve who could not come."""
    now = datetime(2026, 11, 16, 12, tzinfo=UTC)
    with School(parse_settings(SETTINGS), Host(discover=True), clock=lambda: now) as school:
        enrol(school)
        room = school.gatherings(by="staff:jansen")
        room.draft(
            Gathering(
                id=READING,
                classes=(ClassId("6a"),),
                kind=GatheringKind.THEME,
                title="Samen lezen",
                occasions=(MORNING, EVENING),
                items=(
                    Item(title="Voorlezen in tweetallen", aim=Aim.PRACTISE),
                    Item(title="Koffie aan kleine tafels", aim=Aim.MEET),
                ),
            )
        )
        print("Missing:", len(room.check(READING)))
        print("Invited:", len(room.announce(READING)))
        school.post.send()
        school.gatherings(GuardianId("samira")).reply(READING, coming=True, occasion=MORNING.start)

        now = datetime(2026, 11, 27, 8, tzinfo=UTC)
        room.arrive(READING, GuardianId("samira"), occasion=MORNING.start)
        room.hold(READING)
        room.set_package(READING, "https://de-beuk.example/lezen")
        print("Packages:", room.send_package(READING))
        room.called(READING, GuardianId("piotr"))
        print("Then:", room.close(READING).state)
        turnout = room.turnout(READING)
        print(f"Households: {turnout.invited} invited, {turnout.came} came, {turnout.served} served")


if __name__ == "__main__":
    main()
