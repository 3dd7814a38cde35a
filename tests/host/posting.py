"""A school with its post: messengers that do as they are told, and an outbox to fill."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from partnership.changes import Change
from partnership.host.dispatch import Dispatch, Sendings
from partnership.host.office import Channel, Office
from partnership.ids import GuardianId, HouseholdId, SchoolId, StaffId
from partnership.people.contact_details import ContactDetail, DetailKind
from partnership.people.guardians import Guardian
from partnership.people.households import Household
from partnership.people.names import PersonName
from partnership.people.preferences import ContactPreferences
from partnership.people.staff import StaffMember
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Letter, Message, Store
from partnership.serial.values import dump
from partnership.services.deliveries import Delivery, deliveries
from partnership.services.desk import Desk
from partnership.services.families import keep
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent
from partnership.services.roster import keep_locally

__all__ = ["BEECH", "NOON", "School", "Told", "write"]

BEECH = SchoolId("de-beuk")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Told:
    """A messenger that raises what it is told, in turn, and takes every other letter."""

    def __init__(self, *raises: BaseException | None) -> None:
        self.raises = list(raises)
        self.took: list[Letter] = []

    def send(self, letter: Letter) -> None:
        error = self.raises.pop(0) if self.raises else None
        if error is not None:
            raise error
        self.took.append(letter)


def write(reading: Reading) -> Draft | Unsent:
    """Says what the body says."""
    body = reading.body
    if "unsent" in body:
        return Unsent(state=Idle(body["unsent"]), why="said so")
    until = None if "until" not in body else reading.moment(body["until"])
    return Draft(
        subject=body["says"],
        paragraphs=(body["says"],),
        until=until,
        settled=body.get("settled", False),
        news=reading.message.topic == "news",
    )


class School:
    """One school in memory: Fatima with mail and telephone, Bram with mail, Chen with nothing, and juf Jansen."""

    def __init__(self, store: Store | None = None, **channels: Told) -> None:
        self.now = NOON
        self.store = store or MemoryStore()
        self.desk = Desk(store=self.store, school=BEECH, clock=lambda: self.now)
        self.channels: Mapping[str, Told] = channels or {"email": Told()}
        self.limits: dict[str, int] = {}
        self.chosen: dict[str, Any] = {}
        self.given: dict[str, Any] = {"pause": lambda tries: timedelta(minutes=tries)}
        self.person(guardian("fatima", "fatima@home.example", phone="06-11111111"))
        self.person(guardian("bram", "bram@home.example", secret=True))
        self.person(guardian("chen"))
        jansen = StaffMember(
            id=StaffId("jansen"),
            name=PersonName(given="Jo", family="Jansen"),
            details=mail("jo@school.example"),
        )
        self.person(jansen)

    def home(self, name: str, *guardians: str) -> None:
        """Who lives together."""
        whom = tuple(GuardianId(each) for each in guardians)
        keep(self.desk, Household(id=HouseholdId(name), guardians=whom), by="staff:office", why="told")

    def person(self, who: Guardian | StaffMember) -> None:
        """Write somebody down."""
        fields = dump(who)
        kind = "guardian" if isinstance(who, Guardian) else "staff"
        keep_locally(
            self.store,
            BEECH,
            kind,
            fields.pop("id"),
            fields,
            clock=lambda: self.now,
            actor="staff:office",
            purpose="told",
        )

    def likes(self, who: str, **preferences: Any) -> None:
        """What a guardian likes."""
        keep(
            self.desk,
            ContactPreferences(guardian=GuardianId(who), **preferences),
            by="staff:office",
            why="told",
        )

    def queue(self, key: str, to: str = "guardian:bram", topic: str = "word", **body: Any) -> None:
        """Something to tell."""
        message = Message(key=key, topic=topic, body={"says": key, "recipient": to} | body, due=self.now)
        with self.store.transaction(BEECH) as transaction:
            transaction.append((), [message])

    def office(self) -> Office:
        """The school as sending needs it."""
        return Office(
            school=BEECH,
            name="De Beuk",
            timezone=AMSTERDAM,
            language="nl",
            channels={
                name: Channel(
                    messenger=each,
                    address=DetailKind.EMAIL if name == "email" else DetailKind.PHONE,
                    limit=self.limits.get(name),
                )
                for name, each in self.channels.items()
            },
            topics={"word": write, "news": write, "broken": _broken},
            **self.chosen,
        )

    def run(self, limit: int | None = None) -> Sendings:
        """One run of the worker."""
        return Dispatch(self.store, [self.office()], clock=lambda: self.now, **self.given).run(limit)

    def later(self, minutes: int = 6) -> None:
        """Time passes; six minutes are longer than a lease."""
        self.now += timedelta(minutes=minutes)

    def kept(self) -> dict[str, Delivery]:
        """What became of each message."""
        return self.desk.read(lambda transaction: {each.key: each for each in deliveries(transaction)})

    def states(self) -> dict[str, str]:
        """The same in a word each."""
        return {key: str(each.state) for key, each in self.kept().items()}

    def waiting(self) -> list[str]:
        """The keys that are not done."""
        keys: list[str] = []

        def look(each: Change | Message) -> bool:
            if isinstance(each, Message):
                keys.append(each.key)
            return False

        with self.store.transaction(BEECH, write=False) as transaction:
            transaction.sift(look)
        return sorted(keys)


def _broken(reading: Reading) -> Draft | Unsent:
    raise KeyError(reading.body["says"])


def mail(address: str, *, secret: bool = False) -> tuple[ContactDetail, ...]:
    """One mail address."""
    return (ContactDetail(kind=DetailKind.EMAIL, value=address, secret=secret),)


def guardian(
    name: str, address: str = "", *, phone: str = "", secret: bool = False, **different: Any
) -> Guardian:
    """A guardian who is reached so."""
    details = mail(address, secret=secret) if address else ()
    if phone:
        details = (*details, ContactDetail(kind=DetailKind.PHONE, value=phone))
    return Guardian(id=GuardianId(name), name=PersonName(given=name.title()), details=details, **different)
