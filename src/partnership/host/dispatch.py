"""The one that sends: takes what is due from the outbox, looks whether it is still so, sends it, writes down what became.

A message that has to wait is left leased: when the lease lapses, the next run looks at it anew. So nothing is lost when
the program dies at any moment, and a letter that went out just before goes out once more at most, under the same key.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import attrs

from partnership.errors import CommitUnknown, Conflict
from partnership.host.attempts import after_attempt
from partnership.host.backoff import backoff
from partnership.host.office import Judged, Office
from partnership.ids import SchoolId
from partnership.ports import Clock, Letter, Message, Store, run
from partnership.services.deliveries import Delivery, DeliveryState, put_delivery
from partnership.services.desk import now as this_instant

__all__ = ["Dispatch", "Sendings"]

_BATCH = 20
_SAFE = 0.8
"""The share of a lease in which work is begun; the rest is for the last letter to end."""

_WORDS = {each: "strange" if each is DeliveryState.QUEUED else str(each) for each in DeliveryState}
"""Under which number a message is counted that ended so; one that is queued and cannot be sent is strange."""


def _pause(tries: int) -> timedelta:
    return backoff(tries, random.random())  # noqa: S311 - chance, no secret


@attrs.frozen(kw_only=True)
class Sendings:
    """What one run did, in numbers.

    Attributes:
        sent: Letters that a messenger took.
        waiting: Messages that wait: for the end of quiet hours, for another try, for room in a limit.
        failed: Messages that no channel took, for the call list.
        unknown: Messages of which nobody knows whether they arrived.
        suppressed: Messages that were no longer so.
        expired: Messages that came too late.
        strange: Messages of a topic that nobody here writes, or of a school that is not served here; they stay queued.
    """

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    unknown: int = 0
    suppressed: int = 0
    expired: int = 0
    strange: int = 0


class Dispatch:
    """Sends what is due at the schools of one store.

    A store hands out the messages of all its schools, so one dispatch serves all of them.

    Args:
        store: Where the outbox is.
        offices: The schools.
        clock: What time it is.
        tries: How often one channel is tried before the next one is.
        lease: For how many seconds a message is hidden from other workers; longer than a messenger may take.
        pause: How long to wait after so many tries.
    """

    def __init__(
        self,
        store: Store,
        offices: Iterable[Office],
        *,
        clock: Clock = this_instant,
        tries: int = 5,
        lease: int = 300,
        pause: Callable[[int], timedelta] = _pause,
    ) -> None:
        self._store = store
        self._offices = {office.school: office for office in offices}
        self._clock = clock
        self._tries = tries
        self._lease = lease
        self._pause = pause

    def run(self, limit: int | None = None) -> Sendings:
        """Send what is due now.

        Args:
            limit: How many letters are handed over at most.

        Raises:
            Retry: The store was busy; what was not written down is done again.
            StoreFailed: The store could not do its work.
        """
        return _Run(self._store, self._offices, self._clock, self._tries, self._lease, self._pause).all(limit)


class _Run:
    """One run: what was seen and handed over in it."""

    def __init__(
        self,
        store: Store,
        offices: dict[SchoolId, Office],
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

    def all(self, limit: int | None) -> Sendings:
        """Batch after batch, until nothing new is due."""
        while limit is None or self._handed.total() < limit:
            left = _BATCH if limit is None else min(_BATCH, limit - self._handed.total())
            begun = self._clock()
            leased = self._store.lease(now=begun, limit=left, seconds=self._lease)
            fresh = [each for each in leased if (each[0], each[1].key) not in self._seen]
            if not fresh:
                break
            self._batch(fresh, begun + timedelta(seconds=self._lease * _SAFE))
        return Sendings(**self._tally)

    def _batch(self, leased: list[tuple[SchoolId, Message]], until: datetime) -> None:
        done: dict[SchoolId, list[str]] = {}
        for school, message in leased:
            if self._clock() >= until:
                break  # somebody else may have it by the time it is sent
            self._seen.add((school, message.key))
            if self._is_done(school, message):
                done.setdefault(school, []).append(message.key)
        for school, keys in done.items():
            self._store.ack(school, keys)

    def _is_done(self, school: SchoolId, message: Message) -> bool:
        """Do what can be done about a message now, and whether that was all."""
        office = self._offices.get(school)
        if office is None:
            self._tally["strange"] += 1
            return False
        with self._store.transaction(school, write=False) as transaction:
            judged = office.judge(transaction, message, self._clock())
        if judged.ways:
            return self._send(office, judged)
        if judged.delivery.over and not judged.news:
            return True  # done in a run that died before it said so
        self._tally["waiting" if judged.waits else _WORDS[judged.delivery.state]] += 1
        kept = not judged.news or self._keep(school, judged.delivery, judged.revision) is not None
        return kept and judged.delivery.over

    def _send(self, office: Office, judged: Judged) -> bool:
        """Try channel after channel, and write down after each what became of it; whether nothing is left to do."""
        now, revision, left = judged.delivery, judged.revision, dict(judged.ways)
        while not now.over and left:
            name = now.channel if now.channel in left else next(iter(left))
            letter = left.pop(name)
            if self._is_full(office, name):
                break
            now = after_attempt(
                now,
                name,
                self._handed_over(office, name, letter),
                at=self._clock(),
                others=tuple(left),
                tries=self._tries,
                pause=self._pause,
            )
            revision = self._keep(office.school, now, revision)
            if revision is None or now.next_try is not None:
                break
        self._tally[_WORDS[now.state] if now.over else "waiting"] += 1
        return revision is not None and now.over

    def _is_full(self, office: Office, channel: str) -> bool:
        most = office.channels[channel].limit
        return most is not None and self._handed[office.school, channel] >= most

    def _handed_over(self, office: Office, channel: str, letter: Letter) -> Exception | None:
        """Hand a letter to its messenger; the error it raised, or None."""
        self._handed[office.school, channel] += 1
        try:
            office.channels[channel].messenger.send(letter)
        except Exception as error:  # noqa: BLE001 - one letter does not stop the others
            return error
        return None

    def _keep(self, school: SchoolId, delivery: Delivery, revision: int | None) -> int | None:
        """Write a delivery down, and its new revision; None when that is not certain: then it is looked at again."""
        try:
            return run(
                self._store,
                school,
                lambda transaction: put_delivery(transaction, delivery, expected=revision),
            )
        except (Conflict, CommitUnknown):
            return None
