"""Faults in getting, putting and deleting."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

import attrs

from partnership.ids import SchoolId
from partnership.plugins.memory.school import School
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Record, Transaction
from partnership.testing.broken_stores.fault import Put, PutFault, in_block, in_store

__all__ = ["RECORD_FAULTS"]


class CreateReplaces(PutFault):
    """A new record replaces the one that was there."""

    def write(self, asked: Put) -> int:
        """At whatever revision it is."""
        there = self.revision_of(asked.kind, asked.id)
        return super().write(asked if asked.expected else asked._replace(expected=there))


class UpdateUnchecked(PutFault):
    """A put does not look at the revision of what is there."""

    def write(self, asked: Put) -> int:
        """At whatever revision it is, if it is there."""
        there = self.revision_of(asked.kind, asked.id)
        return super().write(asked._replace(expected=there) if there and asked.expected else asked)


class OlderPasses(PutFault):
    """A put is refused only when its revision is too new."""

    def write(self, asked: Put) -> int:
        """An older one is taken for the present one."""
        there = self.revision_of(asked.kind, asked.id) or 0
        return super().write(asked._replace(expected=there) if 0 < (asked.expected or 0) < there else asked)


class UpdateCreates(PutFault):
    """A change of what is not there makes it."""

    def write(self, asked: Put) -> int:
        """Anew, if it is not there."""
        there = self.revision_of(asked.kind, asked.id)
        return super().write(asked if there else asked._replace(expected=None))


class DeleteUnchecked(PutFault):
    """A delete does not look at the revision."""

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """At whatever revision it is."""
        super().delete(kind, id, expected=self.revision_of(kind, id) or expected)


class RevisionStays(PutFault):
    """A change leaves the revision as it was."""

    def write(self, asked: Put) -> int:
        """Written, and set back."""
        revision = asked.expected or super().write(asked)
        if asked.expected:
            super().write(asked)
        kept = self._school.records[asked.kind, asked.id]
        self._school.records[asked.kind, asked.id] = attrs.evolve(kept, revision=revision)
        return revision


class DeleteEmpties(PutFault):
    """A deleted record stays, with nothing in it."""

    def delete(self, kind: str, id: str, *, expected: int) -> None:
        """Written over."""
        self.put(kind, id, {}, expected=expected)


class OneBodyForAll(PutFault):
    """What was handed out is what is kept: whoever changes it changes it for all."""

    handed_out: ClassVar[dict[tuple[str, str], dict[str, Any]]] = {}

    def get(self, kind: str, id: str) -> Record | None:
        """The same body again."""
        found = super().get(kind, id)
        body = self.handed_out.setdefault((kind, id), dict(found.body) if found else {})
        return found and attrs.evolve(found, body=body)


class NearIds(PutFault):
    """Ids are read as something near them."""

    near: Callable[[str], str]

    def write(self, asked: Put) -> int:
        """Under the near id."""
        return super().write(asked._replace(id=self.near(asked.id)))

    def get(self, kind: str, id: str) -> Record | None:
        """Of the near id."""
        return super().get(kind, self.near(id))


class FoldedIds(NearIds):
    """`A` and `a` are one id."""

    near = staticmethod(str.casefold)


class StrippedIds(NearIds):
    """` a` and `a` are one id."""

    near = staticmethod(lambda text: text.strip() or text)


class NormalisedIds(NearIds):
    """`á` in one code point and in two are one id."""

    near = staticmethod(lambda text: unicodedata.normalize("NFC", text))


class CutAtNul(NearIds):
    """An id ends at its first NUL, as a text does in C."""

    near = staticmethod(lambda text: text.split("\0")[0] or text)


class OneKind(PutFault):
    """The kind is not looked at."""

    def write(self, asked: Put) -> int:
        """As a talk."""
        return super().write(asked._replace(kind="talk"))


class OneSchool(MemoryStore):
    """The school is not looked at."""

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """At one school for all."""
        with super().transaction(SchoolId(school and "all"), write=write) as block:
            yield block


class Borrowing(MemoryTransaction):
    """Reads at other schools what its own has not."""

    elsewhere: Sequence[School] = ()

    def get(self, kind: str, id: str) -> Record | None:
        """Its own, or anybody's."""
        there = (kept.records[kind, id] for kept in self.elsewhere if (kind, id) in kept.records)
        return super().get(kind, id) or next((kept.record(kind, id) for kept in there), None)


class GetOfAllSchools(MemoryStore):
    """A get does not look at the school."""

    block = Borrowing

    @contextmanager
    def transaction(self, school: SchoolId, *, write: bool = True) -> Iterator[Transaction]:
        """With the others at hand."""
        with super().transaction(school, write=write) as block:
            assert isinstance(block, Borrowing)
            block.elsewhere = tuple(kept for name, kept in self._schools.items() if name != school)
            yield block


class EmptyForUnknown(MemoryTransaction):
    """What was never put is there, with nothing in it."""

    def get(self, kind: str, id: str) -> Record | None:
        """Made up."""
        return super().get(kind, id) or Record(kind=kind, id=id, revision=0, body={})


class EmptyIsNothing(PutFault):
    """What is empty is not kept: no empty text, no empty list, no nought."""

    def write(self, asked: Put) -> int:
        """Left out."""
        return super().write(
            asked._replace(body={name: value for name, value in asked.body.items() if value})
        )


class AnythingAsText(PutFault):
    """What is not plain data is kept as some text about it."""

    def write(self, asked: Put) -> int:
        """In words."""
        return super().write(asked._replace(body=json.loads(json.dumps(asked.body, default=str))))


class KeptInMind(MemoryStore):
    """It answers from what it has in mind; in the medium lies what was there at first."""

    def __init__(self) -> None:
        super().__init__()
        self.medium = self._schools


RECORD_FAULTS = (
    in_store(GetOfAllSchools, "test_kinds_and_schools_are_apart"),
    in_block(EmptyForUnknown, "test_what_was_never_put_is_not_there"),
    in_block(EmptyIsNothing, "test_a_record_comes_back_as_it_was_put"),
    in_block(AnythingAsText, "test_a_body_that_is_not_plain_data_is_refused"),
    in_store(KeptInMind, "test_what_the_store_says_is_what_lies_there"),
    in_block(CreateReplaces, "test_a_new_record_does_not_replace_one"),
    in_block(UpdateUnchecked, "test_a_put_at_another_revision_is_a_conflict"),
    in_block(OlderPasses, "test_a_put_at_another_revision_is_a_conflict"),
    in_block(UpdateCreates, "test_a_change_of_what_is_not_there_is_a_conflict"),
    in_block(DeleteUnchecked, "test_a_delete_at_another_revision_is_a_conflict"),
    in_block(RevisionStays, "test_each_put_is_one_revision_further"),
    in_block(DeleteEmpties, "test_a_deleted_record_is_gone_and_may_begin_anew"),
    in_block(OneBodyForAll, "test_a_stored_body_is_nobodys_to_change"),
    in_block(FoldedIds, "test_ids_are_compared_by_code_points"),
    in_block(StrippedIds, "test_ids_are_compared_by_code_points"),
    in_block(NormalisedIds, "test_ids_are_compared_by_code_points"),
    in_block(CutAtNul, "test_an_id_no_database_keeps_is_refused"),
    in_block(OneKind, "test_kinds_and_schools_are_apart"),
    in_store(OneSchool, "test_kinds_and_schools_are_apart"),
)
