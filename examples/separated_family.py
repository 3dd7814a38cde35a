"""A separated family: two homes that see nothing of each other, a request for access, and a family that leaves."""

import json
from datetime import UTC, datetime, timedelta

from partnership import Conference, Host, KeepApart, Party, School, Sitting, StaffPresence, TalkRequest
from partnership.host.settings import parse_settings
from partnership.ids import GuardianId, PartyId, PupilId, RequestId, SittingId, StaffId
from partnership.people.disclosure import Role, Viewer
from partnership.serial.chain import verify

EVENING = datetime(2026, 11, 24, 18, tzinfo=UTC)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
SETTINGS = '[school]\nid = "de-beuk"\nname = "De Beuk"\njurisdiction = "nl"\n'


def enrol(school: School) -> None:
    """Noor, and her parents Petra and Sjoerd, who live apart; Petra's address is secret."""

    def write(kind: str, id: str, **fields: object) -> None:
        school.keep_locally(kind, id, fields, by="staff:office", why="enrolment")

    write("pupil", "p1", name={"given": "Noor", "family": "Bakker"}, birth_date="2016-05-01")
    home = {"kind": "address", "value": "Kerkstraat 1", "secret": True}
    write("guardian", "g1", name={"given": "Petra", "infix": "van den", "family": "Berg"}, details=[home])
    write("guardian", "g2", name={"given": "Sjoerd", "family": "Bakker"})
    for guardian in ("g1", "g2"):
        link = {"pupil": "p1", "guardian": guardian, "relation": "parent", "authority": "yes"}
        write("guardianship", f"p1/{guardian}", **link)


def talks() -> Conference:
    """Both parents speak with the teacher, each alone and never near each other."""
    parties = {"home-1": "g1", "home-2": "g2"}
    return Conference(
        timezone="Europe/Amsterdam",
        sittings=(Sitting(id=SittingId("tue"), start=EVENING, end=EVENING + timedelta(hours=2)),),
        staff=(StaffPresence(id=StaffId("jansen")),),
        parties=tuple(
            Party(id=PartyId(name), guardians=(GuardianId(guardian),), pupils=(PupilId("p1"),))
            for name, guardian in parties.items()
        ),
        keep_apart=(KeepApart(parties=(PartyId("home-1"), PartyId("home-2")), minutes=30),),
        requests=tuple(
            TalkRequest(
                id=RequestId(f"talk-{guardian}"),
                party=PartyId(name),
                staff=(StaffId("jansen"),),
                pupils=(PupilId("p1"),),
            )
            for name, guardian in parties.items()
        ),
    )


def main() -> None:
    """What each sees, what is handed out, and what is left when they have gone."""
    with School(parse_settings(SETTINGS), Host(discover=True), clock=lambda: NOON) as school:
        enrol(school)
        evening = school.open_conference(talks())
        for guardian, minutes in (("g1", 0), ("g2", 60)):
            counter = school.counter(evening, GuardianId(guardian))
            counter.book(RequestId(f"talk-{guardian}"), EVENING + timedelta(minutes=minutes))

        father = Viewer(role=Role.GUARDIAN, id="g2")
        child, mother, own, hers = school.privacy.seen_by(
            father,
            lambda views: (
                views.pupil(PupilId("p1")),
                views.guardian(GuardianId("g1")),
                views.talk(f"{evening}/talk-g2"),
                views.talk(f"{evening}/talk-g1"),
            ),
        )
        print(f"Sjoerd sees his daughter: {child.value is not None} ({child.decision.ground})")
        print(f"Sjoerd sees Petra: {mother.value is not None} ({mother.decision.rule})")
        print(f"Sjoerd sees his talk: {own.value is not None}, hers: {hers.value is not None}")

        files = school.privacy.access("guardian:g2", by="staff:office")
        kept = json.loads(files["access.json"])
        print(f"Kept about Sjoerd: {', '.join(section['title'] for section in kept['sections'])}")
        print(
            f"A word about Petra in it: {any(b'Petra' in each or b'g1' in each for each in files.values())}"
        )

        why, ground = "the family moved and asked for it", "AVG art. 17"
        done = school.privacy.erase("pupil:p1", by="staff:office", why=why, ground=ground)
        print(f"Erased: {', '.join(done.persons)}")
        left = school.conference(evening)
        print(f"The evening still has {len(left.held)} talks, of nobody who can be named")
        audit = verify(school.store, school.settings.school.id)
        print(
            f"The journal is whole: {audit.broken is None}, {audit.erased} of {audit.rows} rows without details"
        )


if __name__ == "__main__":
    main()
