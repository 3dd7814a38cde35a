"""The one that sends: takes what is due from the outbox, looks whether it is still so, sends it, writes down what became.

A message that has to wait is left leased: when the lease lapses, the next run looks at it anew. So nothing is lost when
the program dies at any moment, and a letter that went out just before goes out once more at most, under the same key.
"""

import random
from collections.abc import Callable, Iterable
from datetime import timedelta

import attrs

from partnership.host.backoff import backoff
from partnership.host.office import Office
from partnership.host.sending import Run
from partnership.ports import Clock, Store
from partnership.services.desk import now as this_instant

__all__ = ["Dispatch", "Sendings"]


def _pause(tries: int) -> timedelta:
    return backoff(tries, random.random())  # noqa: S311 - chance, no secret


@attrs.frozen(kw_only=True)
class Sendings:
    """What one run did, in numbers.

    Attributes:
        sent: Letters that a messenger took.
        waiting: Messages that wait: for the end of quiet hours, for another try, for room in a limit.
        digest: Messages that wait for the digest of the week, which will tell them.
        failed: Messages that no channel took, for the call list.
        unknown: Messages of which nobody knows whether they arrived.
        suppressed: Messages that were no longer so.
        expired: Messages that came too late.
        strange: Messages of a topic that nobody here writes, or of a school that is not served here; they stay queued.
    """

    sent: int = 0
    waiting: int = 0
    digest: int = 0
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
        run = Run(
            self._store,
            self._offices,
            clock=self._clock,
            tries=self._tries,
            lease=self._lease,
            pause=self._pause,
        )
        return Sendings(**run.all(limit))
