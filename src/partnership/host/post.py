"""A school's post, as its settings say: who carries its letters, what would go out today, whom somebody has to call."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from partnership.changes import Change
from partnership.contact.unreached import DeadAddress, OptOut
from partnership.errors import UnknownName
from partnership.host.dispatch import Dispatch, Sendings
from partnership.host.judging import judge
from partnership.host.office import Channel, Office
from partnership.host.plugins import Host
from partnership.host.remembered import Remembered
from partnership.host.settings import ChannelSettings, Settings
from partnership.host.today import Outgoing, Today, outgoing_of, topics_of
from partnership.host.unsubscribe import Unsubscribe
from partnership.ids import GuardianId
from partnership.ports import Inviter, Message
from partnership.serial.bounces import read_bounce
from partnership.services.bounces import Outcome, dead_addresses, note_bounce, trust_again
from partnership.services.deliveries import Delivery, DeliveryState, deliveries
from partnership.services.desk import Desk
from partnership.services.opt_outs import opt_outs, return_to
from partnership.services.seals import seal_of

__all__ = ["Post"]


class Post:
    """Sending for one school.

    Args:
        settings: What the school chose.
        host: Its plug-ins, of which the messengers are.
        desk: Where its records are.
    """

    def __init__(self, settings: Settings, host: Host, desk: Desk) -> None:
        self._settings = settings
        self._host = host
        self._desk = desk

    def office(self, messenger: str | None = None) -> Office:
        """The school as sending needs it, with its messengers made.

        Args:
            messenger: The name of a messenger that carries everything, in the place of those of the settings; its own
                settings are taken from there when they are.

        Raises:
            UnknownName: There is no such messenger; the known ones are listed.
            InvalidInput: A setting it does not know, or one it needs is missing.
        """
        own = self._settings.school
        chosen = self._settings.messenger.channels
        if messenger is not None:
            same = {name: each for name, each in chosen.items() if each.name == messenger}
            chosen = same or {"email": ChannelSettings(name=messenger)}
        return Office(
            school=own.id,
            name=own.name,
            timezone=own.timezone,
            language=own.language,
            channels={name: self._channel(each) for name, each in chosen.items()},
            inviter=self._inviter(own.organizer),
            domain=own.domain,
            organizer=own.organizer or "",
            law=None if own.jurisdiction is None else self._host.jurisdiction(own.jurisdiction),
            pushes=self._settings.norms.pushes_per_week,
            digest=self._settings.messenger.digest,
            seal=seal_of(self._desk),
            unsubscribe=self._settings.messenger.unsubscribe,
        )

    def send(self, limit: int | None = None, *, messenger: str | None = None) -> Sendings:
        """Send what is due (see `host.dispatch`).

        Args:
            limit: How many letters are handed over at most.
            messenger: See `office`.

        Raises:
            UnknownName: There is no such messenger, or the settings name none.
        """
        office = self.office(messenger)
        if not office.channels:
            raise UnknownName("messenger", "", known=self._host.names("messenger"))
        chosen = self._settings.messenger
        worker = Dispatch(
            self._desk.store, [office], clock=self._desk.clock, tries=chosen.tries, lease=chosen.lease
        )
        return worker.run(limit)

    def outgoing(self, messenger: str | None = None) -> tuple[Outgoing, ...]:
        """What is queued and due by the end of today, as it would be decided now, the earliest first; nothing is sent."""
        office, now = self.office(messenger), self._desk.clock()
        tomorrow = now.astimezone(office.timezone).date() + timedelta(days=1)
        midnight = datetime.combine(tomorrow, time(), office.timezone)
        queued: list[Message] = []

        def look(each: Change | Message) -> bool:
            if isinstance(each, Message) and each.due < midnight:
                queued.append(each)
            return False

        with self._desk.store.transaction(office.school, write=False) as transaction:
            transaction.sift(look)
            queued.sort(key=lambda message: (message.due, message.key))
            seen = Remembered(transaction)
            judged = [(message, judge(office, seen, message, now)) for message in queued]
        return tuple(outgoing_of(message, each) for message, each in judged)

    def today(self, messenger: str | None = None) -> Today:
        """The post as it stands, in numbers, for staff (see `host.today_page` for the page); nothing is sent."""
        own, chosen, now = self._settings.school, self._settings.messenger, self._desk.clock()
        found = self.outgoing(messenger)
        waiting = self._desk.read(
            lambda transaction: sum(1 for _ in deliveries(transaction, DeliveryState.DIGEST))
        )
        return Today(
            school=own.name,
            language=own.language,
            timezone=own.timezone,
            at=now,
            topics=topics_of(found),
            digest_at=chosen.digest.after(now, own.timezone),
            in_digest=waiting,
            to_call=self.to_call(),
            dead=len(self.dead_addresses()),
            opted_out=len(self.opt_outs()),
        )

    def to_call(self) -> tuple[Delivery, ...]:
        """The messages that reached nobody, or of which nobody knows: whom somebody of the school has to call."""
        states = (DeliveryState.FAILED, DeliveryState.UNKNOWN)
        return self._desk.read(
            lambda transaction: tuple(each for state in states for each in deliveries(transaction, state))
        )

    def counted(self) -> Mapping[str, int]:
        """How many messages ended in each way."""
        return self._desk.read(
            lambda transaction: {
                str(state): sum(1 for _ in deliveries(transaction, state)) for state in DeliveryState
            }
        )

    def bounced(self, message: bytes, *, carried_to: Iterable[str] = ()) -> Outcome:
        """Take in a message that came back, as often as it comes (see `services.bounces.note_bounce`).

        Args:
            message: The whole of it, from a mailbox or as a server hands it over.
            carried_to: The addresses of its envelope, where the server hands them over too.
        """
        return note_bounce(self._desk, read_bounce(message, carried_to=carried_to))

    def dead_addresses(self) -> tuple[DeadAddress, ...]:
        """Whose addresses do not work, without the addresses: ask them for another."""
        return self._desk.read(dead_addresses)

    def trust_again(self, recipient: str, *, by: str, why: str) -> int:
        """Write to every address of somebody again (see `services.bounces.trust_again`)."""
        return trust_again(self._desk, recipient, by=by, why=why)

    def opt_outs(self) -> tuple[OptOut, ...]:
        """Who wants no news of a topic by mail: they are told on paper, or by voice."""
        return opt_outs(self._desk)

    def return_to(self, guardian: GuardianId, topic: str, *, by: str) -> None:
        """Send news of a topic to a guardian again (see `services.opt_outs.return_to`)."""
        return_to(self._desk, guardian, topic, by=by)

    def unsubscribing(self) -> Unsubscribe:
        """The place to unsubscribe at, for a web server (see `host.unsubscribe`)."""
        own = self._settings.school
        return Unsubscribe(self._desk, language=own.language, school=own.name)

    def _channel(self, chosen: ChannelSettings) -> Channel:
        made = self._host.messenger(chosen.name, **chosen.settings)
        return Channel(messenger=made, address=chosen.address, limit=chosen.limit)

    def _inviter(self, organizer: str | None) -> Inviter | None:
        """Who makes invitations; nobody, where the school has no address of its own to invite from."""
        name = self._settings.messenger.inviter
        return None if organizer is None or name is None else self._host.inviter(name)
