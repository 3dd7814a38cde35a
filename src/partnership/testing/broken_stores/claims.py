"""Faults by which somebody is booked twice, or never again."""

from collections.abc import Iterator
from contextlib import contextmanager

from partnership.errors import Taken
from partnership.ids import SchoolId
from partnership.plugins.memory.school import School
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Claim, Transaction
from partnership.testing.broken_stores.fault import Put, PutFault, in_block, in_store

__all__ = ["CLAIM_FAULTS"]


class ClaimsStolen(PutFault):
    """Who asks last gets the moment, and the holder is not told."""

    def write(self, asked: Put) -> int:
        """Taken from whoever holds them."""
        for claim in asked.claims:
            self._school.holders[claim] = (asked.kind, asked.id)
        return super().write(asked)


class ClaimsNotUnique(PutFault):
    """A moment may be held twice."""

    def write(self, asked: Put) -> int:
        """Without those that are taken."""
        key = (asked.kind, asked.id)
        free = (claim for claim in asked.claims if self._school.holders.get(claim, key) == key)
        return super().write(asked._replace(claims=tuple(free)))


class ClaimsOfAllSchools(MemoryStore):
    """A moment taken at one school is taken at every school."""

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """With the holders of all schools."""
        with super().transaction(school, write=write) as block:
            assert isinstance(block, MemoryTransaction)
            for other, kept in self._schools.items():
                elsewhere = dict.fromkeys(kept.holders, (other, ""))
                block._school.holders.update(elsewhere if other != school else {})  # noqa: SLF001 - to break it
            yield block


class OldClaimsStay(PutFault):
    """A change does not free what is named no more."""

    def write(self, asked: Put) -> int:
        """With the old ones added."""
        kept = self._school.records.get((asked.kind, asked.id))
        return super().write(asked._replace(claims=asked.claims + (kept.claims if kept else ())))


class DeleteKeepsClaims(PutFault):
    """What a deleted record held is never free again."""

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """Deleted, and its claims taken again."""
        kept = self._school.records.get((kind, id))
        super().delete(kind, id, expected=expected)
        self._school.holders.update(dict.fromkeys(kept.claims if kept else (), (kind, id)))


class DeleteFreesOthers(PutFault):
    """A delete frees what records of another kind with the same id hold."""

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """Freed by id alone."""
        super().delete(kind, id, expected=expected)
        holders = self._school.holders
        for claim in [claim for claim, holder in holders.items() if holder[1] == id]:
            del holders[claim]


class UpdateFreesOthers(PutFault):
    """A change frees what records of another kind with the same id hold."""

    def write(self, asked: Put) -> int:
        """Freed by id alone."""
        others = [
            claim
            for claim, (kind, which) in self._school.holders.items()
            if asked.expected and which == asked.id and kind != asked.kind
        ]
        for claim in others:
            del self._school.holders[claim]
        return super().write(asked)


class RefusedChangeFrees(PutFault):
    """A change that is refused has let go of what the record held."""

    def write(self, asked: Put) -> int:
        """First let go, then asked."""
        try:
            return super().write(asked)
        except Taken:
            self._free((asked.kind, asked.id))
            raise


class OwnBlockUnchecked(PutFault):
    """Only what is committed counts as taken, not what the same block took."""

    def __init__(self, school: School, *, write: bool) -> None:
        super().__init__(school, write=write)
        self._before = frozenset(school.holders)

    def write(self, asked: Put) -> int:
        """What this block took is taken again."""
        for claim in set(asked.claims) - self._before:
            self._school.holders.pop(claim, None)
        return super().write(asked)


class NamedTwiceRefused(PutFault):
    """A moment named twice in one put is in its own way."""

    def write(self, asked: Put) -> int:
        """Each inserted, the second refused."""
        if len(set(asked.claims)) < len(asked.claims):
            raise Taken((claim.resource, claim.tick) for claim in asked.claims)
        return super().write(asked)


class ResourceCutAtNul(PutFault):
    """A resource ends at its first NUL."""

    def write(self, asked: Put) -> int:
        """Cut off."""
        cut = tuple(
            Claim(claim.resource.split("\0")[0] or claim.resource, claim.tick) for claim in asked.claims
        )
        return super().write(asked._replace(claims=cut))


class OwnClaimsRefused(PutFault):
    """A record cannot keep a moment it holds."""

    def write(self, asked: Put) -> int:
        """Refused when anybody holds them."""
        if taken := sorted(claim for claim in set(asked.claims) if claim in self._school.holders):
            raise Taken((claim.resource, claim.tick) for claim in taken)
        return super().write(asked)


class FirstTakenOnly(PutFault):
    """Only the first taken moment is told."""

    def write(self, asked: Put) -> int:
        """One is enough."""
        try:
            return super().write(asked)
        except Taken as error:
            raise Taken(error.keys[:1]) from None


class RefusedPutStays(PutFault):
    """A put that is refused has written the record all the same."""

    def write(self, asked: Put) -> int:
        """First the record, then the claims."""
        revision = super().write(asked._replace(claims=()))
        return super().write(asked._replace(expected=revision)) - 1


class FoldedResources(PutFault):
    """Room `a` and room `A` are one room."""

    def write(self, asked: Put) -> int:
        """Folded."""
        folded = tuple(Claim(claim.resource.casefold(), claim.tick) for claim in asked.claims)
        return super().write(asked._replace(claims=folded))


class ShortTicks(PutFault):
    """A moment is kept in 32 bits."""

    def write(self, asked: Put) -> int:
        """Cut off."""
        cut = tuple(Claim(claim.resource, claim.tick % 2**32) for claim in asked.claims)
        return super().write(asked._replace(claims=cut))


class HundredClaims(PutFault):
    """Only the first hundred moments are kept."""

    def write(self, asked: Put) -> int:
        """The rest is dropped."""
        return super().write(asked._replace(claims=asked.claims[:100]))


CLAIM_FAULTS = (
    in_block(ClaimsStolen, "test_a_taken_moment_is_refused"),
    in_block(ClaimsNotUnique, "test_one_of_many_gets_the_moment"),
    in_store(ClaimsOfAllSchools, "test_schools_share_no_moments"),
    in_block(OldClaimsStay, "test_a_put_replaces_the_moments"),
    in_block(DeleteKeepsClaims, "test_a_delete_frees_the_moments"),
    in_block(DeleteFreesOthers, "test_a_change_frees_nothing_of_others"),
    in_block(UpdateFreesOthers, "test_a_change_frees_nothing_of_others"),
    in_block(RefusedChangeFrees, "test_a_refused_change_leaves_the_record_as_it_was"),
    in_block(OwnBlockUnchecked, "test_two_records_of_one_block_share_no_moment"),
    in_block(NamedTwiceRefused, "test_moments_may_come_in_any_order_and_twice"),
    in_block(ResourceCutAtNul, "test_a_resource_no_database_keeps_is_refused"),
    in_block(OwnClaimsRefused, "test_a_put_replaces_the_moments"),
    in_block(FirstTakenOnly, "test_a_taken_moment_is_refused"),
    in_block(RefusedPutStays, "test_a_refused_put_did_nothing"),
    in_block(FoldedResources, "test_resources_are_compared_by_code_points"),
    in_block(ShortTicks, "test_any_moment_of_64_bits_can_be_held"),
    in_block(HundredClaims, "test_a_whole_evening_can_be_held_at_once"),
)
