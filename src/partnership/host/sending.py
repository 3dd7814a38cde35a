"""One run of the worker: what it saw and handed over, batch after batch.

A batch is decided in one transaction. A decision keeps for some seconds; after that it is made anew before anything is sent.
Nothing waits for the disk but the end of a batch: what a power cut undoes is done once more, under the same keys.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from itertools import groupby

import attrs

from partnership.errors import CommitUnknown, Conflict
from partnership.host.attempts import after_attempt
from partnership.host.judged import Judged
from partnership.host.keeping import decide, keep
from partnership.host.office import Office
from partnership.host.remembered import Remembered
from partnership.ids import SchoolId
from partnership.ports import Clock, Letter, Message, Messenger, Sessions, Store, Transaction, run
from partnership.services.deliveries import Delivery, DeliveryState, drop_bodies
from partnership.services.letters.digests import DIGEST
from partnership.services.pushes import forget_pushes

__all__ = ["Run"]

_BATCH = 50
_SAFE = 0.8
"""The share of a lease in which work is begun; the rest is for the last letter to end."""
_FRESH = timedelta(seconds=1)
"""How long what was decided is not looked at again."""

_WORDS = {each: "strange" if each is DeliveryState.QUEUED else str(each) for each in DeliveryState}
"""Under which number a message is counted that ended so; one that is queued and cannot be sent is strange."""


class Run:
    """One run (see `host.dispatch`, where its settings are explained)."""

    def __init__(
        self,
        store: Store,
        offices: Mapping[SchoolId, Office],
        *,
        clock: Clock,
        tries: int,
        lease: int,
        pause: Callable[[int], timedelta],
    ) -> None:
        self._store = store
        self._offices = offices
        self._clock = clock
        self._tries = tries
        self._lease = lease
        self._pause = pause
        self._seen: set[tuple[SchoolId, str]] = set()
        self._handed: Counter[tuple[SchoolId, str]] = Counter()
        self._tally: Counter[str] = Counter()
        self._sessions = ExitStack()
        self._messengers: dict[tuple[SchoolId, str], Messenger] = {}

    def all(self, limit: int | None) -> Mapping[str, int]:
        """Batch after batch, until nothing new is due; how many messages became what."""
        with self._sessions:
            self._batches(limit)
        for office in self._offices.values():
            self._tidy(office)
        return self._tally

    def _batches(self, limit: int | None) -> None:
        while limit is None or self._handed.total() < limit:
            left = _BATCH if limit is None else min(_BATCH, limit - self._handed.total())
            begun = self._clock()
            leased = self._store.lease(now=begun, limit=left, seconds=self._lease)
            fresh = [each for each in leased if (each[0], each[1].key) not in self._seen]
            if not fresh:
                break
            for school, some in groupby(sorted(fresh, key=_school), key=_school):
                self._batch(
                    school, [each for _, each in some], begun + timedelta(seconds=self._lease * _SAFE)
                )

    def _batch(self, school: SchoolId, messages: Sequence[Message], until: datetime) -> None:
        office = self._offices.get(school)
        if office is None:
            self._seen |= {(school, each.key) for each in messages}
            self._tally["strange"] += len(messages)
            return
        done = [
            each.message.key
            for each in self._decisions(office, messages, until)
            if self._is_done(office, each)
        ]
        if done:
            self._store.ack(school, done)

    def _decisions(self, office: Office, messages: Sequence[Message], until: datetime) -> Iterator[Judged]:
        """What is to be done about each message, decided not long before."""
        at, judged = self._clock(), self._decided(office, messages)
        for number, message in enumerate(messages):
            now = self._clock()
            if now >= until:
                return  # somebody else may have it by the time it is sent
            if now - at > _FRESH:
                at, judged = now, [*judged[:number], *self._decided(office, messages[number:])]
            self._seen.add((office.school, message.key))
            yield judged[number]

    def _decided(self, office: Office, messages: Sequence[Message]) -> list[Judged]:
        now = self._clock()

        def work(transaction: Transaction) -> list[Judged]:
            seen = Remembered(transaction)
            return [decide(office, seen, each, now) for each in messages]

        try:
            return run(self._store, office.school, work, swift=True)
        except (Conflict, CommitUnknown):
            return [_left(each, now) for each in messages]

    def _is_done(self, office: Office, judged: Judged) -> bool:
        """Do what can be done about a message now, and whether that was all."""
        if judged.ways:
            return self._send(office, judged)
        if judged.delivery.over and not judged.news:
            return True  # done in a run that died before it said so
        waits = judged.waits is not None and judged.digest is None
        self._tally["waiting" if waits else _WORDS[judged.delivery.state]] += 1
        return judged.delivery.over

    def _send(self, office: Office, judged: Judged) -> bool:
        """Try channel after channel, and write down after each what became of it; whether nothing is left to do."""
        now, left = judged.delivery, dict(judged.ways)
        revision, kept = judged.revision, True
        while not now.over and left:
            name = now.channel if now.channel in left else next(iter(left))
            letter = left.pop(name)
            if self._is_full(office, name):
                break
            error = self._handed_over(office, name, letter)
            now = after_attempt(
                _stamped(office, now, letter),
                name,
                error,
                at=self._clock(),
                others=tuple(left),
                tries=self._tries,
                pause=self._pause,
            )
            kept, revision = self._kept(office, judged, now, revision)
            if not kept or now.next_try is not None:
                break
        self._tally[_WORDS[now.state] if now.over else "waiting"] += 1
        return kept and now.over

    def _is_full(self, office: Office, channel: str) -> bool:
        most = office.channels[channel].limit
        return most is not None and self._handed[office.school, channel] >= most

    def _handed_over(self, office: Office, channel: str, letter: Letter) -> Exception | None:
        """Hand a letter to its messenger; the error it raised, or None."""
        self._handed[office.school, channel] += 1
        try:
            self._messenger(office, channel).send(letter)
        except Exception as error:  # noqa: BLE001 - one letter does not stop the others
            return error
        return None

    def _messenger(self, office: Office, channel: str) -> Messenger:
        """The messenger of a channel, in one session for the whole run where it has any."""
        found = self._messengers.get((office.school, channel))
        if found is None:
            found = office.channels[channel].messenger
            if isinstance(found, Sessions):
                found = self._sessions.enter_context(found.session())
            self._messengers[office.school, channel] = found
        return found

    def _kept(
        self, office: Office, judged: Judged, now: Delivery, revision: int | None
    ) -> tuple[bool, int | None]:
        """Write a delivery down, with its new revision; False when that is not certain: then it is looked at again."""
        try:
            return (
                True,
                run(
                    self._store,
                    office.school,
                    lambda transaction: keep(office, transaction, judged, now, revision=revision),
                    swift=True,
                ),
            )
        except (Conflict, CommitUnknown):
            return False, None

    def _tidy(self, office: Office) -> None:
        """Drop what is kept no longer: what letters were written from, and what homes were told in weeks before."""
        now = self._clock()
        today = now.astimezone(office.timezone).date()

        def work(transaction: Transaction) -> None:
            drop_bodies(transaction, now=now)
            forget_pushes(transaction, before=today)

        with suppress(Conflict, CommitUnknown):  # somebody else is at it
            run(self._store, office.school, work)


def _school(leased: tuple[SchoolId, Message]) -> SchoolId:
    return leased[0]


def _left(message: Message, now: datetime) -> Judged:
    """A message of which nobody knows whether what was decided is written down: it is looked at again."""
    fresh = Delivery(key=message.key, topic=message.topic, recipient="", at=now)
    return Judged(message=message, delivery=fresh, waits=now)


def _stamped(office: Office, delivery: Delivery, letter: Letter) -> Delivery:
    """A delivery with the marks of the letter that is handed over."""
    if office.seal is None:
        return delivery
    leaving = None
    if letter.unsubscribe is not None and delivery.topic != DIGEST:
        leaving = office.seal.leaving(delivery.recipient, delivery.topic)
    return attrs.evolve(
        delivery,
        mark=letter.mark,
        sent_to=office.seal.address(delivery.recipient, letter.to),
        leaving=leaving,
    )
