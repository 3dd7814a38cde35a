"""The contract of a roster source. Subclass it, make your source, say what it should find, and inherit the tests.

    class TestOurRoster(RosterSourceContract):
        expected = {"pupil": {"10001", "10002"}, "guardian": {"g1"}, "guardianship": {"10001/g1"}}

        def make_source(self, folder):
            return OurRoster(write_sample(folder))

That the contract itself notices faults is tested with the sources in `partnership.testing.broken_roster_sources`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import pytest

from partnership.errors import InvalidInput
from partnership.people.roster import KINDS, LINKS, Coverage, RosterRow
from partnership.ports import RosterSource
from partnership.serial.values import load
from partnership.services.people import VALUES
from partnership.testing.broken_roster_sources import SAMPLE
from partnership.testing.promises import Promises, needs
from partnership.testing.roster_troubles import TROUBLES, aftermath

__all__ = ["RosterSourceContract"]


class RosterSourceContract(Promises, contract=True):
    """Everything a roster source promises.

    Attributes:
        expected: Per kind, the ids that reading the sample must give.
        writes: Whether `write` can put any roster into your format; then every trouble of
            `partnership.testing.roster_troubles` is written, read and imported.
    """

    expected: ClassVar[Mapping[str, AbstractSet[str]]]
    writes: ClassVar[bool] = False
    capabilities: ClassVar[tuple[str, ...]] = ("writes",)
    factory = "make_source"

    def make_source(self, folder: Path) -> RosterSource:
        """A source over a sample that this method writes into an empty folder."""
        raise NotImplementedError(f"{type(self).__name__}.make_source: open your source here")

    def write(self, rows: Sequence[RosterRow], folder: Path) -> RosterSource:
        """A source over these rows, written into an empty folder; asked only of a class that declares `writes`."""
        raise NotImplementedError(
            f"{type(self).__name__}.write: write the rows in your format, and open them"
        )

    @pytest.fixture
    def source(self, tmp_path: Path) -> RosterSource:
        """The source under test."""
        return self.make_source(tmp_path)

    def usable(self, source: RosterSource) -> list[RosterRow]:
        """The rows that say something."""
        return [row for row in source.rows() if row.id]

    def test_it_finds_what_is_there(self, source: RosterSource) -> None:
        """Every id of the sample is told once under its kind, and no other."""
        told = [(row.kind, row.id) for row in self.usable(source)]
        assert len(told) == len(set(told))
        assert {kind: {id for each, id in told if each == kind} for kind, _ in told} == self.expected

    def test_reading_again_gives_the_same(self, source: RosterSource) -> None:
        """A source is read again when a transaction is tried again."""
        first = list(source.rows())
        assert list(source.rows()) == first

    def test_every_row_says_where_it_stands(self, source: RosterSource) -> None:
        """A person who looks for a fault finds the row by its place."""
        assert [row for row in source.rows() if not row.place.strip()] == []

    def test_every_row_is_of_a_known_kind(self, source: RosterSource) -> None:
        """The kinds are those of `partnership.people.roster`."""
        assert {row.kind for row in source.rows()} <= set(KINDS)

    def test_it_declares_what_it_covers(self, source: RosterSource) -> None:
        """A kind that is told of is not declared absent, or a snapshot could never end anything of it."""
        coverage = source.coverage()
        assert {
            row.kind for row in source.rows() if coverage.get(row.kind, Coverage.ABSENT) is Coverage.ABSENT
        } == set()

    def test_a_link_names_both_ends(self, source: RosterSource) -> None:
        """The id of a link is both ends, and its fields say the same."""
        for row in self.usable(source):
            if row.kind in LINKS:
                ends = [row.fields["class_id" if end == "class" else end] for end in LINKS[row.kind]]
                assert row.id == "/".join(ends)

    def test_people_and_classes_come_before_the_links_between_them(self, source: RosterSource) -> None:
        """Reading once is enough to know whether both ends of a link are there."""
        kinds = [row.kind for row in source.rows()]
        for kind, ends in LINKS.items():
            after = kinds[kinds.index(kind) :] if kind in kinds else []
            assert [end for end in ends if end in after] == []

    def test_the_fields_are_those_of_the_value(self, source: RosterSource) -> None:
        """What a row tells makes a pupil, a guardian, a link; and nothing more is read than those have room for."""
        for row in [each for each in self.usable(source) if each.kind in LINKS or each.fields]:
            id = {} if row.kind in LINKS else {"id": row.id}
            load(VALUES[row.kind], {**id, **row.fields}, source=row.place)

    def test_the_fields_are_plain_data(self, source: RosterSource) -> None:
        """Stores keep rows as JSON, so that is what they are."""
        for row in source.rows():
            assert json.loads(json.dumps(dict(row.fields))) == dict(row.fields)

    def test_an_email_is_never_a_key(self, source: RosterSource) -> None:
        """Addresses change and are shared; the id is the source's own."""
        for row in self.usable(source):
            assert row.id not in [each["value"] for each in row.fields.get("details", ())]

    def test_authority_is_never_inferred(self, source: RosterSource) -> None:
        """A row that tells of authority also tells what proves it."""
        for row in source.rows():
            if row.fields.get("authority", "unknown") != "unknown":
                assert row.fields.get("evidence") is not None

    def test_nobody_is_named_in_a_repr_or_a_fault(self, source: RosterSource) -> None:
        """Rows and their faults end up in logs and reports."""
        for row in source.rows():
            said = repr(row) + " ".join(f"{fault.path} {fault.message}" for fault in row.faults)
            personal = [
                *(row.fields.get("name") or {}).values(),
                row.fields.get("organisation") or "",
                *(each["value"] for each in row.fields.get("details", ())),
            ]
            without = said.replace(row.id, "") if row.id else said
            assert [value for value in personal if value.strip() and _is_said(value.strip(), without)] == []

    @needs("writes")
    def test_trouble_ends_as_it_should(self, tmp_path: Path) -> None:
        """Dangling links, a teacher as guardian, a snapshot cut off: what stands after the import is right."""

        def written(rows: Sequence[RosterRow]) -> RosterSource:
            folder = tmp_path / str(len(list(tmp_path.iterdir())))
            folder.mkdir()
            return self.write(rows, folder)

        wrong = {each.what: aftermath(each, written) for each in TROUBLES.values() if each.plain}
        assert {what: found for what, found in wrong.items() if found} == {}

    @needs("writes")
    def test_a_file_that_is_cut_off_fails_aloud_or_says_less(self, tmp_path: Path) -> None:
        """Wherever it was cut: it is refused as unreadable, or what is left of it is read; nothing else breaks."""
        source = self.write(SAMPLE, tmp_path)
        for path in [each for each in tmp_path.rglob("*") if each.is_file()]:
            whole = path.read_bytes()
            for part in range(10):
                path.write_bytes(whole[: len(whole) * part // 10])
                try:
                    rows = list(source.rows())
                except InvalidInput:
                    continue
                assert {row.kind for row in rows} <= set(KINDS)
            path.write_bytes(whole)

    @needs("writes")
    def test_another_encoding_is_read_right_or_refused(self, tmp_path: Path) -> None:
        """ANSI for UTF-8, the other way round, or a byte order mark: nobody is ever called something else."""
        source = self.write(SAMPLE, tmp_path)
        right = _names(source)
        for path in [each for each in tmp_path.rglob("*") if each.is_file()]:
            whole = path.read_bytes()
            text = whole.decode("utf-8-sig") if _is_utf8(whole) else whole.decode("cp1252")
            for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
                path.write_bytes(text.encode(encoding))
                with suppress(InvalidInput):
                    assert _names(source) == right
            path.write_bytes(whole)


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _names(source: RosterSource) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """What everybody is called."""
    return {(row.kind, row.id): row.fields["name"] for row in source.rows() if row.fields.get("name")}


def _is_said(value: str, said: str) -> bool:
    """Whether a text is there as words of its own: `de` is not in `ended`."""
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", said) is not None
