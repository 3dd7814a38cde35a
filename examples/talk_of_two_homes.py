"""Two homes speak with the teacher apart: each prepares, each writes in words of their own, and neither finds the other."""

from datetime import UTC, date, datetime

from partnership import Host, School
from partnership.errors import IllegalStep, NotFound
from partnership.host.settings import parse_settings
from partnership.ids import GuardianId, PupilId, StaffId, TalkId
from partnership.learning.agreements import Agreement
from partnership.learning.commitments import Side
from partnership.learning.talks import ProgressTalk

NOW = datetime(2026, 11, 17, 17, tzinfo=UTC)
SETTINGS = '[school]\nid = "de-beuk"\nlanguage = "nl"\njurisdiction = "nl"\n'
HOMES = {"yilmaz": "Ayşe", "demir": "Kemal"}


def enrol(school: School) -> None:
    """Noor and her parents, who live apart."""

    def write(kind: str, id: str, **fields: object) -> None:
        school.keep_locally(kind, id, fields, by="staff:office", why="enrolment")

    write("pupil", "noor", name={"given": "Noor", "family": "Demir"}, birth_date="2016-05-01")
    for guardian, given in HOMES.items():
        write("guardian", guardian, name={"given": given, "family": guardian.title()})
        link = {"pupil": "noor", "guardian": guardian, "relation": "parent", "authority": "yes"}
        write("guardianship", f"noor/{guardian}", **link)


def of_home(guardian: str) -> ProgressTalk:
    """A talk of one home with juf Jansen."""
    return ProgressTalk(
        id=TalkId(f"talk-{guardian}"),
        pupil=PupilId("noor"),
        staff=(StaffId("jansen"),),
        guardians=(GuardianId(guardian),),
        on=NOW.date(),
    )


def main() -> None:
    """From the preparation to what waits afterwards."""
    with School(parse_settings(SETTINGS), Host(discover=True), clock=lambda: NOW) as school:
        enrol(school)
        teacher = school.talks(by="staff:jansen")
        for guardian, given in HOMES.items():
            home = school.talks(GuardianId(guardian))
            talk = teacher.plan(of_home(guardian)).id
            home.prepare(talk, f"wat {given} wil bespreken")
            print(f"{given} reads:", "; ".join(point.text for point in home.agenda(talk)))
            teacher.hold(talk)
            teacher.write(talk, "We spraken over lezen.")
            home.say(talk, f"zo hoorde {given} het")
            promise = Agreement(id="lezen", owner=Side.HOME, what="samen lezen", due=date(2026, 12, 1))
            home.agree(talk, promise)
        mother = school.talks(GuardianId("yilmaz"))
        try:
            mother.talk(TalkId("talk-demir"))
        except NotFound as nothing:
            print("Ayşe asks for the talk of Kemal:", nothing)
        try:
            teacher.say(TalkId("talk-yilmaz"), "anders")
        except IllegalStep as refused:
            print("The school writes in her place:", refused)
        print("Her words:", mother.talk(TalkId("talk-yilmaz")).own_words[0].text)
        print("Talks Ayşe finds:", len(mother.talks_of(PupilId("noor"))))
        print("Open for the school to follow:", len(teacher.open_agreements()))


if __name__ == "__main__":
    main()
