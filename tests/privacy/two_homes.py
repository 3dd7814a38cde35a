"""Two homes: Noor lives with her mother Petra and with her father Sjoerd, who know nothing of each other's talks.

Everything personal in it is a word that stands nowhere else, so that it is recognised in whatever it leaks into.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    KeepApart,
    Party,
    Room,
    Sitting,
    StaffPresence,
    TalkRequest,
)
from partnership.host.plugins import Host
from partnership.host.privacy import Privacy
from partnership.host.school import School
from partnership.host.settings import SchoolSettings, Settings, SolverSettings, StoreSettings
from partnership.ids import (
    ClassId,
    ConferenceId,
    GuardianId,
    HouseholdId,
    PartyId,
    PupilId,
    RequestId,
    RoomId,
    SchoolId,
    SittingId,
    StaffId,
)
from partnership.people.classes import Enrolment, SchoolClass, Teaching
from partnership.people.consents import Consent, ConsentAnswer
from partnership.people.contact_details import ContactDetail, DetailKind
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Authority, Evidence, Guardianship, Relation
from partnership.people.households import Household
from partnership.people.names import PersonName
from partnership.people.portraits import FamilyPortrait, PortraitEntry, PortraitField
from partnership.people.preferences import ContactPreferences
from partnership.people.pupils import Pupil
from partnership.people.staff import StaffMember
from partnership.serial.values import dump
from partnership.services.talks import Refused

__all__ = [
    "BEECH",
    "EVENING",
    "FATHER",
    "MOTHER",
    "NOOR",
    "NOW",
    "TALKS",
    "TODAY",
    "TwoHomes",
    "guardianship",
]

BEECH, TALKS = SchoolId("de-beuk"), ConferenceId("autumn")
NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
TODAY = NOW.date()
EVENING = datetime(2026, 11, 24, 18, tzinfo=UTC)
HOST = Host(discover=True)

NOOR = Pupil(
    id=PupilId("p1"), name=PersonName(given="Noortje", family="Dekkerszoon"), birth_date=date(2016, 5, 1)
)
TIM = Pupil(
    id=PupilId("p2"), name=PersonName(given="Timotheus", family="Jansma"), birth_date=date(2015, 2, 1)
)


def _reached(word: str) -> tuple[ContactDetail, ...]:
    return (
        ContactDetail(kind=DetailKind.EMAIL, value=f"{word}@mail.invalid"),
        ContactDetail(kind=DetailKind.PHONE, value=f"06-{word}", secret=True),
        ContactDetail(kind=DetailKind.ADDRESS, value=f"{word}straat 1"),
    )


MOTHER = Guardian(
    id=GuardianId("g1"),
    name=PersonName(given="Petronella", infix="van den", family="Heuvelrug"),
    details=_reached("mathilde"),
)
FATHER = Guardian(
    id=GuardianId("g2"), name=PersonName(given="Sjoerdtje", family="Dekkerman"), details=_reached("fokke")
)
OTHER = Guardian(
    id=GuardianId("g3"), name=PersonName(given="Ottoline", family="Jansma"), details=_reached("olivier")
)
TEACHER = StaffMember(
    id=StaffId("t1"), name=PersonName(given="Willemijn", family="Visserman"), details=_reached("wilhelm")
)


def guardianship(guardian: Guardian, pupil: Pupil = NOOR, **different: Any) -> Guardianship:
    """A parent with authority, by a paper that names the other parent too."""
    others = [each.called for each in (MOTHER, FATHER) if each.id != guardian.id]
    seen = Evidence(reference=f"judgment between {' and '.join(others)}", seen_on=date(2026, 9, 1))
    usual: dict[str, Any] = {"relation": Relation.PARENT, "authority": Authority.YES, "evidence": seen}
    return Guardianship(pupil=pupil.id, guardian=guardian.id, **(usual | different))


def evening(*, together: bool = False) -> Conference:
    """Petra and Sjoerd each speak with the teacher, kept apart; so does another family."""
    homes = {"home-p": (MOTHER, NOOR), "home-s": (FATHER, NOOR), "home-o": (OTHER, TIM)}
    parties = tuple(
        Party(id=PartyId(name), guardians=(guardian.id,), pupils=(pupil.id,))
        for name, (guardian, pupil) in homes.items()
    )
    return Conference(
        timezone="Europe/Amsterdam",
        sittings=(Sitting(id=SittingId("tue"), start=EVENING, end=EVENING + timedelta(hours=2)),),
        rooms=(Room(id=RoomId("attic")), Room(id=RoomId("hall"))),
        staff=(StaffPresence(id=TEACHER.id),),
        guardians=tuple(GuardianPresence(id=each.id) for each in (MOTHER, FATHER, OTHER)),
        parties=parties,
        keep_apart=(KeepApart(parties=(PartyId("home-p"), PartyId("home-s")), minutes=30),),
        requests=tuple(
            TalkRequest(
                id=RequestId(f"talk-{name[-1]}"),
                party=PartyId(name),
                staff=(TEACHER.id,),
                pupils=(homes[name][1].id,),
                pupil_attends=together and name == "home-p",
            )
            for name in homes
        ),
    )


class TwoHomes:
    """The school with both homes in it, at noon on a Monday.

    Args:
        path: A SQLite file; in memory when there is none.
        jurisdiction: Whose law.
        pupil: Noor, where she is different.
        links: What her parents are to her, where that is different.
        sits_in: Whether she sits in at her mother's talk.
    """

    def __init__(
        self,
        *,
        path: str | None = None,
        jurisdiction: str | None = "nl",
        pupil: Pupil = NOOR,
        mother: Guardian = MOTHER,
        links: tuple[Guardianship, ...] | None = None,
        sits_in: bool = False,
    ) -> None:
        self.now = NOW
        kept = StoreSettings() if path is None else StoreSettings(name="sqlite", settings={"path": path})
        settings = Settings(
            school=SchoolSettings(id=BEECH, name="De Beuk", jurisdiction=jurisdiction),
            store=kept,
            solver=SolverSettings(seed=1),
        )
        self.school = School(settings, HOST, clock=lambda: self.now)
        self.people(pupil, mother, links or (guardianship(MOTHER), guardianship(FATHER)))
        self.homes()
        self.school.open_conference(evening(together=sits_in), id=TALKS)

    @property
    def privacy(self) -> Privacy:
        """What the school owes its people."""
        return self.school.privacy

    def people(self, pupil: Pupil, mother: Guardian, links: tuple[Guardianship, ...]) -> None:
        """Everyone, with a class and its teacher."""
        six = SchoolClass(id=ClassId("6a"), title="Groep 6A")
        for kind, each in (
            *(("pupil", each) for each in (pupil, TIM)),
            *(("guardian", each) for each in (mother, FATHER, OTHER)),
            ("staff", TEACHER),
            ("class", six),
        ):
            fields = dump(each)
            self.write(kind, fields.pop("id"), fields)
        for link in (*links, guardianship(OTHER, TIM)):
            self.write("guardianship", f"{link.pupil}/{link.guardian}", dump(link))
        for one in (NOOR, TIM):
            enrolled = Enrolment(pupil=one.id, class_id=six.id)
            self.write("enrolment", f"{one.id}/{six.id}", dump(enrolled))
        self.write("teaching", f"{TEACHER.id}/{six.id}", dump(Teaching(staff=TEACHER.id, class_id=six.id)))

    def homes(self) -> None:
        """What each home told, and a household of the time before, which nobody has put away."""
        before = Household(id=HouseholdId("h0"), guardians=(MOTHER.id, FATHER.id), pupils=(NOOR.id,))
        self.privacy.keep(before, by="staff:office", why="told at enrolment")
        for number, guardian in enumerate((MOTHER, FATHER), start=1):
            home = HouseholdId(f"h{number}")
            word = guardian.name.given if guardian.name else ""
            told = PortraitEntry(text=f"call {word} at noon", shared=number == 1, confirmed_on=TODAY)
            for value in (
                Household(id=home, guardians=(guardian.id,), pupils=(NOOR.id,)),
                ContactPreferences(guardian=guardian.id, channels=(f"app-of-{word}",)),
                FamilyPortrait(household=home, entries={PortraitField.GOOD_TIMES_TO_CALL: told}),
                Consent(
                    pupil=NOOR.id,
                    purpose="photo",
                    channel="website",
                    by=guardian.id,
                    answer=ConsentAnswer.GIVEN,
                    on=TODAY,
                    proof=f"form of {word}",
                ),
            ):
                self.privacy.keep(value, by=f"guardian:{guardian.id}", why="told at the counter")

    def write(self, kind: str, id: str, fields: dict[str, Any]) -> None:
        """A record of the school's own."""
        self.school.keep_locally(kind, id, fields, by="staff:office", why="written at the desk")

    def talk(self, guardian: Guardian, minutes: int) -> None:
        """Book the talk of one home; where the law would have a person decide, the office has decided."""
        request = RequestId(f"talk-{ {MOTHER.id: 'p', FATHER.id: 's', OTHER.id: 'o'}[guardian.id] }")
        start = EVENING + timedelta(minutes=minutes)
        word = guardian.name.given if guardian.name else ""
        if isinstance(self.school.counter(TALKS, guardian.id).book(request, start), Refused):
            office = self.school.counter(TALKS, by="staff:office", why=f"{word} called")
            office.book(request, start)

    def after(self) -> None:
        """The evening is over: Petra was there, if she had a talk."""
        if "talk-p" not in self.school.conference(TALKS).held:
            return
        run = self.school.evening_run(TALKS)
        self.now = EVENING
        for step in (run.check_in, run.start, run.end):
            step(RequestId("talk-p"))
        self.now = NOW


def named(*persons: Guardian | Pupil | StaffMember) -> tuple[str, ...]:
    """The words that give these persons away: of their name and of how to reach them."""
    words = []
    for each in persons:
        if each.name is not None:
            words += [each.name.given, each.name.family]
        words += [detail.value for detail in getattr(each, "details", ())]
    return tuple(words)
