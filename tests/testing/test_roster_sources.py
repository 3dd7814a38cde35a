"""The contract of a roster source holds for a good one and notices every broken one."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import attrs
import pytest

from partnership.errors import InvalidInput, Problem
from partnership.host.plugins import Host
from partnership.people.roster import KINDS, Coverage, RosterRow
from partnership.ports import RosterSource
from partnership.testing.broken_roster_sources import BROKEN, SAMPLE, ListedRoster
from partnership.testing.roster_sources import RosterSourceContract
from partnership.testing.roster_troubles import TROUBLES, aftermath, differences

EXPECTED = {row.kind: {row.id} for row in SAMPLE}
GUARD = "test_no_promise_was_taken_away"
"""Of the contract over itself, not over what is judged; see `test_promises`."""
PROMISES = sorted(
    name
    for name in dir(RosterSourceContract)
    if name.startswith("test_")
    and name != GUARD
    and not hasattr(getattr(RosterSourceContract, name), "needs")
)


class TestListedRoster(RosterSourceContract):
    """A list of rows keeps every promise."""

    expected = EXPECTED

    def make_source(self, folder: Path) -> RosterSource:
        """The sample; the folder stays empty."""
        assert list(folder.iterdir()) == []
        return ListedRoster()


def breaks(source: ListedRoster, promise: Callable[[RosterSource], None]) -> bool:
    """Whether a source breaks a promise."""
    try:
        promise(source)
    except Exception:  # noqa: BLE001 - a broken source may fail in any way
        return True
    return False


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_source_is_noticed(fault: str) -> None:
    """At least one promise fails for each."""
    contract = TestListedRoster()
    assert [name for name in PROMISES if breaks(BROKEN[fault], getattr(contract, name))] != []


def test_the_good_source_breaks_nothing() -> None:
    """So what is noticed above is the fault, not the sample."""
    contract = TestListedRoster()
    assert [name for name in PROMISES if breaks(ListedRoster(), getattr(contract, name))] == []


def test_every_promise_is_broken_by_some_source() -> None:
    """No promise of the contract is idle."""
    contract = TestListedRoster()
    idle = [
        name
        for name in PROMISES
        if not any(
            breaks(BROKEN[fault], getattr(contract, name)) for fault in BROKEN if fault != "can be read once"
        )
        and name != "test_reading_again_gives_the_same"
    ]
    assert idle == []


class Written(ListedRoster):
    """Rows in a file of JSON lines, read when asked."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def rows(self) -> Iterator[RosterRow]:
        try:
            for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines()):
                kind, id, fields = json.loads(line)
                yield RosterRow(place=f"rows:{number}", kind=kind, id=id, fields=fields)
        except ValueError as error:
            raise InvalidInput([Problem("rows", "is cut off")]) from error


class TestWritten(TestListedRoster):
    """A source whose author can write any roster in its format."""

    writes = True

    def write(self, rows: Sequence[RosterRow], folder: Path) -> RosterSource:
        """A line for each row."""
        lines = [json.dumps((row.kind, row.id, dict(row.fields))) for row in self.told(rows)]
        (folder / "rows").write_text("\n".join(lines), encoding="utf-8")
        return Written(folder / "rows")

    def told(self, rows: Sequence[RosterRow]) -> Sequence[RosterRow]:
        """All of them, as they are."""
        return rows


def otherwise(**fields: Callable[[Any], Any]) -> Callable[[Sequence[RosterRow]], Sequence[RosterRow]]:
    """Rows of which some fields are told otherwise."""
    return lambda rows: [
        attrs.evolve(
            row,
            fields={name: fields.get(name, lambda same: same)(value) for name, value in row.fields.items()},
        )
        for row in rows
    ]


def as_people(rows: Sequence[RosterRow]) -> Sequence[RosterRow]:
    """Makes a guardian of everybody a link names, so that no link dangles."""
    known = {row.id for row in rows if row.kind == "guardian"}
    missing = {row.fields["guardian"] for row in rows if row.kind == "guardianship"} - known
    name = {"name": {"given": "Somebody", "family": ""}}
    made = [RosterRow(place="made", kind="guardian", id=each, fields=name) for each in sorted(missing)]
    return [*made, *rows]


MISTOLD: Mapping[str, Callable[[Sequence[RosterRow]], Sequence[RosterRow]]] = {
    "forgets who has died": otherwise(deceased=lambda _: False),
    "shows what is secret": otherwise(details=lambda told: [{**each, "secret": False} for each in told]),
    "leaves out secret details": otherwise(details=lambda _: []),
    "writes a birthday a day early": otherwise(
        birth_date=lambda day: str(date.fromisoformat(day) - timedelta(days=1))
    ),
    "leaves out pupils without guardian": lambda rows: [row for row in rows if row.id != "p2"],
    "makes up the other end of a link": as_people,
    "leaves out links that dangle": lambda rows: [row for row in rows if not row.id.endswith("/g9")],
}
"""What is wrong → how a source tells what was written."""


@pytest.mark.parametrize("fault", MISTOLD)
def test_a_source_that_mistells_is_noticed(fault: str, tmp_path: Path) -> None:
    """What stands after the import is not what should."""
    contract = TestWritten()
    contract.told = MISTOLD[fault]  # type: ignore[method-assign, assignment]
    with pytest.raises(AssertionError):
        contract.test_trouble_ends_as_it_should(tmp_path)


def test_a_source_that_calls_everything_changes_is_noticed(tmp_path: Path) -> None:
    """Then a snapshot that was cut off is never refused, and what is gone never ends."""

    class OnlyChanges(Written):
        def coverage(self) -> Mapping[str, Coverage]:
            return dict.fromkeys(KINDS, Coverage.CHANGES)

    contract = TestWritten()
    contract.write = lambda rows, folder: OnlyChanges(  # type: ignore[method-assign]
        cast("Written", TestWritten().write(rows, folder)).path
    )
    with pytest.raises(AssertionError):
        contract.test_trouble_ends_as_it_should(tmp_path)


def test_a_source_that_misreads_letters_is_noticed(tmp_path: Path) -> None:
    """Read as something else, Noémi is called NoÃ©mi."""

    class Misreads(Written):
        def rows(self) -> Iterator[RosterRow]:
            try:
                for line in self.path.read_text(encoding="cp1252").splitlines():
                    kind, id, fields = json.loads(line)
                    yield RosterRow(place="rows", kind=kind, id=id, fields=fields)
            except ValueError as error:
                raise InvalidInput([Problem("rows", "is not readable")]) from error

    def write(rows: Sequence[RosterRow], folder: Path) -> RosterSource:
        lines = (json.dumps((row.kind, row.id, dict(row.fields)), ensure_ascii=False) for row in rows)
        (folder / "rows").write_text("\n".join(lines), encoding="cp1252")
        return Misreads(folder / "rows")

    contract = TestWritten()
    contract.write = write  # type: ignore[method-assign]
    with pytest.raises(AssertionError):
        contract.test_another_encoding_is_read_right_or_refused(tmp_path)


def test_a_source_that_falls_over_a_cut_is_noticed(tmp_path: Path) -> None:
    """A traceback out of a broken file is not an answer."""

    class Falls(Written):
        def rows(self) -> Iterator[RosterRow]:
            for line in self.path.read_text(encoding="utf-8").splitlines():
                kind, id, fields = json.loads(line)
                yield RosterRow(place="rows", kind=kind, id=id, fields=fields)

    contract = TestWritten()
    contract.write = lambda rows, folder: Falls(  # type: ignore[method-assign]
        cast("Written", TestWritten().write(rows, folder)).path
    )
    with pytest.raises(json.JSONDecodeError):
        contract.test_a_file_that_is_cut_off_fails_aloud_or_says_less(tmp_path)


@pytest.mark.parametrize("what", TROUBLES)
def test_trouble_ends_as_it_should_in_a_database(what: str, tmp_path: Path) -> None:
    """The import keeps its word on SQLite, for every trouble; the kit finds nothing to say."""
    with closing(Host(discover=True).store("sqlite", path=tmp_path / "school.db")) as store:
        assert aftermath(TROUBLES[what], store=store) == []


def test_a_kit_that_is_asked_about_nothing_says_what_misses() -> None:
    """A host that kept nothing and reported nothing hears of every row and outcome."""
    trouble = TROUBLES["a link to somebody nobody tells of"]
    said = list(differences(trouble, {}, None, refused=True))
    assert said[0] == "refused: True"
    assert "pupil p1 should stand" in said
    assert said[-1] == "guardianship p1/g9 is not reported as unresolved"
    died = TROUBLES["a carer who has died"]
    assert "guardian g2: deceased is not as it was told" in list(differences(died, {}, None, refused=False))
    body = {"ended": False, "unresolved": False, "fields": {}}
    stands = list(differences(trouble, {("guardianship", "p1/g9"): body}, None, refused=False))
    assert "guardianship p1/g9 stands and should not" in stands


def test_an_author_who_declares_to_write_and_does_not_is_told() -> None:
    """The method to write is named."""
    with pytest.raises(NotImplementedError, match=r"TestListedRoster\.write: write the rows in your format"):
        TestListedRoster().write((), Path())


def test_an_author_who_forgot_the_source_is_told() -> None:
    """The method to write is named."""
    with pytest.raises(
        NotImplementedError, match=r"RosterSourceContract\.make_source: open your source here"
    ):
        RosterSourceContract().make_source(Path())
