"""De Beuk with Noor, her parents Yilmaz (who reads Turkish) and Demir, who live apart, Sam of Chen, and a stranger."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tests.host.posting import Told
from tests.learning.noor import NOON, a_goal

from partnership.calendars import SchoolCalendar
from partnership.host.judging import judge
from partnership.host.learning import Learning
from partnership.host.office import Channel, Office
from partnership.host.plugins import Host
from partnership.host.school import School
from partnership.host.settings import SchoolSettings, Settings, StoreSettings
from partnership.host.supplies import Supplies
from partnership.ids import GoalId, GuardianId, HouseholdId, PupilId, SchoolId
from partnership.norms import Norms
from partnership.people.households import Household
from partnership.people.portraits import FamilyPortrait, PortraitEntry, PortraitField
from partnership.people.preferences import ContactPreferences
from partnership.ports import Letter, Message

__all__ = ["BEUK", "CHEN", "DEMIR", "SAM", "YILMAZ", "Beuk"]

BEUK = SchoolId("de-beuk")
YILMAZ, DEMIR, CHEN = (GuardianId(name) for name in ("yilmaz", "demir", "chen"))
SAM = PupilId("sam")
HOST = Host(discover=True)


class Beuk:
    """The school, at noon on a Monday.

    Args:
        store: The settings of a store in a database; in memory when there is none.
        norms: The school's own.
        calendar: Which weeks have lessons.
        jurisdiction: Whose law.
    """

    def __init__(
        self,
        *,
        store: StoreSettings | None = None,
        norms: Norms | None = None,
        calendar: SchoolCalendar | None = None,
        jurisdiction: str | None = "nl",
    ) -> None:
        self.now: datetime = NOON
        settings = Settings(
            school=SchoolSettings(id=BEUK, name="De Beuk", language="nl", jurisdiction=jurisdiction),
            store=store or StoreSettings(),
            norms=norms or Norms(),
            calendar=calendar,
        )
        self.school = School(settings, HOST, clock=lambda: self.now)
        for pupil, born in (("noor", "2016-05-01"), ("sam", "2015-01-01")):
            self.write("pupil", pupil, name={"given": pupil.title(), "family": "X"}, birth_date=born)
        for guardian in ("yilmaz", "demir", "chen", "stranger"):
            mail = [{"kind": "email", "value": f"{guardian}@mail.invalid"}]
            self.write("guardian", guardian, name={"given": guardian.title(), "family": "Y"}, details=mail)
        self.write(
            "staff",
            "jansen",
            name={"given": "Juf", "family": "Jansen"},
            details=[{"kind": "email", "value": "j@s.invalid"}],
        )
        for pupil, guardian in (("noor", "yilmaz"), ("noor", "demir"), ("sam", "chen")):
            self.link(pupil, guardian)
        self.tell(ContactPreferences(guardian=YILMAZ, language="tr"))
        self.told()

    def write(self, kind: str, id: str, **fields: object) -> None:
        """A record of the school's own."""
        self.school.keep_locally(kind, id, fields, by="staff:office", why="enrolment")

    def link(self, pupil: str, guardian: str, **different: object) -> None:
        """Who is whose parent."""
        usual = {"pupil": pupil, "guardian": guardian, "relation": "parent", "authority": "yes"}
        self.write("guardianship", f"{pupil}/{guardian}", **(usual | different))

    def tell(self, value: object) -> None:
        """What a family told."""
        self.school.privacy.keep(value, by="staff:office", why="told at the counter")

    def portrait(self, guardian: GuardianId, materials: str, *, shared: bool = True) -> None:
        """What is at one home."""
        home = HouseholdId(f"home-{guardian}")
        told = PortraitEntry(text=materials, shared=shared, confirmed_on=self.now.date())
        self.tell(Household(id=home, guardians=(guardian,), pupils=(PupilId("noor"),)))
        self.tell(FamilyPortrait(household=home, entries={PortraitField.MATERIALS_AT_HOME: told}))

    def as_(self, who: str) -> Supplies:
        """The room for one caller."""
        return self.school.supplies(by=who)

    @property
    def jansen(self) -> Supplies:
        """The room for juf Jansen."""
        return self.as_("staff:jansen")

    @property
    def mother(self) -> Supplies:
        """The room for mother Yilmaz."""
        return self.as_("guardian:yilmaz")

    @property
    def father(self) -> Supplies:
        """The room for father Demir."""
        return self.as_("guardian:demir")

    def agreed(self, id: str = "g1", **fields: Any) -> GoalId:
        """A goal that everyone agreed on."""
        goals: Learning = self.school.learning(by="staff:jansen")
        goals.propose(a_goal(id=GoalId(id), **fields))
        self.school.learning(YILMAZ).answer(GoalId(id), "elke avond tien minuten")
        goals.discuss(GoalId(id))
        goals.agree(GoalId(id))
        self.told()
        return GoalId(id)

    def messages(self) -> list[Message]:
        """The messages that wait, which are then done."""
        leased = self.school.store.lease(now=self.now + timedelta(days=999), limit=1000, seconds=60)
        self.school.store.ack(BEUK, [message.key for _, message in leased])
        return [message for _, message in leased]

    def told(self) -> list[tuple[str, str]]:
        """The messages that wait, as (topic, recipient), which are then done."""
        return sorted((each.topic, each.body["recipient"]) for each in self.messages())

    def letter(self, topic: str, recipient: str, body: Mapping[str, Any]) -> Letter | str:
        """The letter of a message, or why there is none."""
        office = Office(
            school=BEUK,
            name="De Beuk",
            timezone=self.school.settings.school.timezone,
            language="nl",
            channels={"email": Channel(messenger=Told())},
        )
        message = Message(key=topic, topic=topic, body={**body, "recipient": recipient}, due=self.now)
        with self.school.store.transaction(BEUK, write=False) as transaction:
            judged = judge(office, transaction, message, self.now)
        return judged.ways["email"] if judged.ways else judged.delivery.why

    def letters(self) -> dict[tuple[str, str], Letter]:
        """The letters of the messages that wait, by topic and recipient."""
        found = {}
        for each in self.messages():
            written = self.letter(each.topic, each.body["recipient"], each.body)
            assert isinstance(written, Letter), (each.topic, written)
            found[each.topic, each.body["recipient"]] = written
        return found

    def journal(self) -> list[str]:
        """What happened, in order."""
        return [change.what for _, change in self.school.store.journal(BEUK, limit=10_000)]
