"""Faults by which what was to be forgotten is kept, or what was to be kept is forgotten."""

from collections.abc import Callable

import attrs

from partnership.changes import Change
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Message
from partnership.serial.chain import change_of
from partnership.testing.broken_stores.fault import in_block

__all__ = ["FORGETTING_FAULTS"]

Forget = Callable[[Change | Message], bool]


class RowGone(MemoryTransaction):
    """A forgotten change is taken out of the journal."""

    def sift(self, forget: Forget) -> int:
        """The whole row."""
        before = len(self._school.journal)
        self._school.journal[:] = [each for each in self._school.journal if not forget(change_of(each))]
        return before - len(self._school.journal)


class SaltStays(MemoryTransaction):
    """The salt is kept, so that whoever guesses the details can prove them."""

    def sift(self, forget: Forget) -> int:
        """Put back."""
        salts = [link.salt for link in self._school.journal]
        emptied = super().sift(forget)
        journal = self._school.journal
        journal[:] = [attrs.evolve(link, salt=salt) for link, salt in zip(journal, salts, strict=True)]
        return emptied


class MessagesStay(MemoryTransaction):
    """Only the journal forgets."""

    def sift(self, forget: Forget) -> int:
        """Messages are never asked about."""
        return super().sift(lambda each: isinstance(each, Change) and forget(each))


class ForgottenKeyIsFree(MemoryTransaction):
    """A forgotten message can be queued again."""

    def sift(self, forget: Forget) -> int:
        """Its key is forgotten too."""
        emptied = super().sift(forget)
        for key in [key for key, queued in self._school.outbox.items() if queued.done]:
            del self._school.outbox[key]
        return emptied


class OwnWorkNotShown(MemoryTransaction):
    """What the block itself appended is not asked about."""

    def sift(self, forget: Forget) -> int:
        """The last row is skipped."""
        last: list[Change | Message] = [change_of(link) for link in self._school.journal[-1:]]
        return super().sift(lambda each: each not in last and forget(each))


class DoneShownToo(MemoryTransaction):
    """Messages that are done are counted as forgotten."""

    def sift(self, forget: Forget) -> int:
        """All of the outbox."""
        for queued in self._school.outbox.values():
            forget(queued.message)
        return super().sift(forget)


class ReaderForgets(MemoryTransaction):
    """A block that only reads can forget."""

    def sift(self, forget: Forget) -> int:
        """Nobody asks whether it may."""
        self._write = True
        return super().sift(forget)


class ForgetsEverything(MemoryTransaction):
    """One thing to forget is everything to forget."""

    def sift(self, forget: Forget) -> int:
        """All or nothing."""
        found = any(forget(change_of(link)) for link in self._school.journal)
        return super().sift(lambda _: found)


class HandsOutItsOwn(MemoryTransaction):
    """Whoever looks holds what is kept."""

    def sift(self, forget: Forget) -> int:
        """No copy."""
        for queued in self._school.outbox.values():
            forget(queued.message)
        return super().sift(lambda each: isinstance(each, Change) and forget(each))


FORGETTING_FAULTS = (
    in_block(RowGone, "test_a_forgotten_change_keeps_its_place_in_the_chain"),
    in_block(SaltStays, "test_a_forgotten_change_keeps_its_place_in_the_chain"),
    in_block(ForgetsEverything, "test_a_forgotten_change_keeps_its_place_in_the_chain"),
    in_block(MessagesStay, "test_a_forgotten_message_is_never_sent"),
    in_block(ForgottenKeyIsFree, "test_a_forgotten_message_is_never_sent"),
    in_block(OwnWorkNotShown, "test_each_change_and_waiting_message_is_shown_once"),
    in_block(DoneShownToo, "test_each_change_and_waiting_message_is_shown_once"),
    in_block(ReaderForgets, "test_forgetting_is_of_its_block"),
    in_block(HandsOutItsOwn, "test_what_looks_cannot_change"),
)
