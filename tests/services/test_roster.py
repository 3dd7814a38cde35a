"""Importing a roster: laws of the sync, one transaction, and the words of the report."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import Problem, ShrinkRefused
from partnership.ids import SchoolId
from partnership.norms import Norms
from partnership.people.roster import KINDS, LINKS, Coverage, Outcome, RosterEntry, RosterReport, RosterRow
from partnership.plugins.memory.store import MemoryStore
from partnership.plugins.memory.transaction import MemoryTransaction
from partnership.ports import Record
from partnership.serial.values import load
from partnership.services import roster as roster_service
from partnership.services.people import links_at
from partnership.services.roster import import_roster, keep_locally
from partnership.testing.broken_roster_sources import SAMPLE, ListedRoster

BEECH = SchoolId("de-beuk")
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def noon() -> datetime:
    """A clock that stands still."""
    return NOON


def bring_in(
    store: MemoryStore, rows: ListedRoster, origin: str = "oneroster", **more: object
) -> RosterReport:
    """An import at noon."""
    return import_roster(store, BEECH, rows, origin=origin, clock=noon, **more)  # type: ignore[arg-type]


def everything(store: MemoryStore) -> dict[tuple[str, str], RosterEntry]:
    """Every entry kept."""
    with store.transaction(BEECH, write=False) as transaction:
        return {
            (kind, found.record.id): load(RosterEntry, dict(found.record.body))
            for kind in KINDS
            for found in transaction.find(kind, limit=10_000)
        }


def changed(number: int, **different: Any) -> tuple[RosterRow, ...]:
    """The sample with one row made different."""
    return tuple(
        attrs.evolve(row, **different) if place == number else row for place, row in enumerate(SAMPLE)
    )


def without(*ids: str) -> ListedRoster:
    """The sample without these rows."""
    return ListedRoster([row for row in SAMPLE if row.id not in ids])


CHANGES = dict.fromkeys(KINDS, Coverage.CHANGES)
PUPIL, GUARDIAN, LINK = 2, 3, 4

ids = st.sampled_from(["a", "b", "c"])


@st.composite
def rosters(draw: st.DrawFn) -> ListedRoster:
    """A small roster with whatever can be wrong: doubles, dangling links, teachers as guardians, endings, faults."""

    def rows() -> Iterator[RosterRow]:
        for number in range(draw(st.integers(0, 12))):
            kind = draw(st.sampled_from(KINDS))
            id = "/".join([draw(ids), draw(ids)]) if kind in LINKS else draw(ids)
            name = {"name": {"given": draw(st.sampled_from(["Bram", "Lotte"])), "family": ""}}
            yield RosterRow(
                place=f"list:{number}",
                kind=kind,
                id=draw(st.sampled_from([id, id, id, id, ""])),
                fields=draw(st.sampled_from([name, {**name, "roles": ["x"]}, {}])),
                ended=draw(st.sampled_from([False, False, False, True])),
                faults=draw(st.sampled_from([(), (), (Problem("list", "is odd"),)])),
            )

    covers = {kind: draw(st.sampled_from(Coverage)) for kind in KINDS}
    return ListedRoster(sorted(rows(), key=lambda row: KINDS.index(row.kind)), covers)


@given(rosters())
def test_the_same_input_twice_changes_nothing(roster: ListedRoster) -> None:
    """A second import creates, updates and ends nothing, and leaves every entry as it was."""
    store = MemoryStore()
    bring_in(store, roster, allow_shrink=True)
    before = everything(store)
    again = bring_in(store, roster, allow_shrink=True)
    assert again.count(Outcome.CREATED, Outcome.UPDATED, Outcome.ENDED) == 0
    assert everything(store) == before


@given(rosters(), rosters(), st.integers(1, 4))
def test_however_many_are_written_together_all_of_them_are_kept(
    first: ListedRoster, second: ListedRoster, size: int
) -> None:
    """However few records are handed to the store at a time, they are kept to the last one."""
    by_few, at_once = MemoryStore(), MemoryStore()
    for roster in (first, second):
        expected = bring_in(at_once, roster, allow_shrink=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(roster_service, "_TOGETHER", size)
            assert bring_in(by_few, roster, allow_shrink=True) == expected
    assert everything(by_few) == everything(at_once)


@given(rosters(), rosters())
def test_a_dry_run_says_what_the_run_would_do_and_does_nothing(
    first: ListedRoster, second: ListedRoster
) -> None:
    """The report is the same but for the word; the store is untouched, its journal too."""
    store = MemoryStore()
    bring_in(store, first, allow_shrink=True)
    before, journal = everything(store), list(store.journal(BEECH))
    dry = bring_in(store, second, allow_shrink=True, dry_run=True)
    assert (everything(store), list(store.journal(BEECH))) == (before, journal)
    assert attrs.evolve(dry, dry_run=False) == bring_in(store, second, allow_shrink=True)


@given(rosters(), rosters())
def test_a_source_ends_only_what_it_told_of(first: ListedRoster, second: ListedRoster) -> None:
    """Whatever another source says, what this one told of never ends by it."""
    store = MemoryStore()
    bring_in(store, first, origin="magister", allow_shrink=True)
    standing = {key for key, entry in everything(store).items() if not entry.ended}
    bring_in(store, second, origin="oneroster", allow_shrink=True)
    assert {key for key in standing if everything(store)[key].ended} == set()


@given(rosters(), rosters())
def test_missing_is_never_empty(first: ListedRoster, second: ListedRoster) -> None:
    """No field that was once told disappears."""
    store = MemoryStore()
    bring_in(store, first, allow_shrink=True)
    before = everything(store)
    bring_in(store, second, allow_shrink=True)
    after = everything(store)
    assert all(entry.fields.keys() <= after[key].fields.keys() for key, entry in before.items())


@given(rosters())
def test_every_row_is_accounted_for(roster: ListedRoster) -> None:
    """The outcomes of a first import are as many as its rows, and every fault is passed on."""
    report = bring_in(MemoryStore(), roster)
    rows = list(roster.rows())
    assert report.count() == len(rows)
    assert list(report.problems) == [fault for row in rows for fault in row.faults]


@given(rosters())
def test_a_standing_link_has_both_its_ends(roster: ListedRoster) -> None:
    """A link is found by its ends only while both stand, and no member of staff is a guardian."""
    store = MemoryStore()
    bring_in(store, roster)
    kept = everything(store)
    there = {key for key, entry in kept.items() if not entry.ended}
    for (kind, id), entry in kept.items():
        if kind in LINKS and not entry.ended and not entry.unresolved:
            assert {*zip(LINKS[kind], id.split("/"), strict=True)} <= there
            assert kind != "guardianship" or ("staff", id.split("/")[1]) not in there


def test_a_first_import_in_words() -> None:
    """One of each kind is created; the journal names who and why; links are found by either end."""
    store = MemoryStore()
    report = bring_in(store, ListedRoster())
    assert report.counts == {kind: {Outcome.CREATED: 1} for kind in KINDS}
    ((number, change),) = store.journal(BEECH)
    assert (number, change.what, change.actor, change.at) == (1, "roster.imported", "system:oneroster", NOON)
    with store.transaction(BEECH, write=False) as transaction:
        for kind, (first, other) in LINKS.items():
            (found,) = transaction.find(kind, other)
            one, end = found.record.id.split("/")
            assert found.value == end
            for at, id in ((first, one), (other, end)):
                assert list(links_at(transaction, kind, at, id)) == [found.record]
                assert list(links_at(transaction, kind, at, id[:-1])) == []


def test_a_source_may_freeze_what_it_tells() -> None:
    """A frozen mapping says what a plain one says, and the same twice is unchanged."""
    frozen = {"name": MappingProxyType({"given": "Bram", "family": "Bakker"})}
    rows = ListedRoster(changed(PUPIL, fields=frozen))
    store = MemoryStore()
    bring_in(store, rows)
    assert everything(store)["pupil", "p1"].fields == {"name": {"given": "Bram", "family": "Bakker"}}
    assert bring_in(store, rows).count(Outcome.UNCHANGED) == len(SAMPLE)


def test_a_new_phone_number_updates_one_entry() -> None:
    """What changed is updated, the rest is unchanged."""
    store = MemoryStore()
    bring_in(store, ListedRoster())
    name = {"given": "Bram", "family": "de Boer"}
    report = bring_in(store, ListedRoster(changed(PUPIL, fields={"name": name})))
    assert report.counts["pupil"] == {Outcome.UPDATED: 1}
    assert report.count(Outcome.UNCHANGED) == len(SAMPLE) - 1
    assert everything(store)["pupil", "p1"].fields["name"] == name


class DeletedMeanwhile(MemoryTransaction):
    """A block in which somebody deletes what is about to change, once."""

    gone: ClassVar[list[str]] = []

    def get(self, kind: str, id: str) -> Record | None:
        """Not there any more."""
        return None if self.gone and self.gone.pop() else super().get(kind, id)


def test_what_is_deleted_while_a_roster_is_read_is_decided_anew() -> None:
    """The import is tried again from its start, and does what it would have done."""
    store = MemoryStore()
    bring_in(store, ListedRoster())
    store.block, DeletedMeanwhile.gone = DeletedMeanwhile, ["p1"]
    report = bring_in(store, ListedRoster(changed(PUPIL, fields={"birth_date": "2016-01-02"})))
    assert (report.counts["pupil"], DeletedMeanwhile.gone) == ({Outcome.UPDATED: 1}, [])
    assert everything(store)["pupil", "p1"].fields["birth_date"] == "2016-01-02"


def test_what_a_snapshot_no_longer_tells_of_ends() -> None:
    """The link and the guardian stand in the report, with the reason; they are kept, ended."""
    store = MemoryStore()
    bring_in(store, ListedRoster())
    report = bring_in(store, without("g1", "p1/g1"), norms=Norms(roster_shrink_percent=40))
    assert [(step.outcome, step.kind, step.id, step.place, step.why) for step in report.steps] == [
        (Outcome.ENDED, "guardian", "g1", None, "no longer in the source"),
        (Outcome.ENDED, "guardianship", "p1/g1", None, "no longer in the source"),
    ]
    assert everything(store)["guardianship", "p1/g1"].ended
    back = bring_in(store, ListedRoster())
    assert back.count(Outcome.UPDATED) == 2
    assert not everything(store)["guardianship", "p1/g1"].ended


def test_changes_end_nothing_by_silence() -> None:
    """In a file of changes, what is not told of stays; what it ends itself ends."""
    store = MemoryStore()
    bring_in(store, ListedRoster())
    assert bring_in(store, ListedRoster([], CHANGES)).count() == 0
    report = bring_in(
        store, ListedRoster([attrs.evolve(SAMPLE[LINK], ended=True)], CHANGES), allow_shrink=True
    )
    assert report.counts["guardianship"] == {Outcome.ENDED: 1}


def test_a_truncated_snapshot_is_refused_and_leaves_no_trace() -> None:
    """More than a fifth of the links would end: nothing is written, not even what is new."""
    store = MemoryStore()
    bring_in(store, ListedRoster())
    before, journal = everything(store), list(store.journal(BEECH))
    new = RosterRow(place="list:9", kind="pupil", id="p9", fields={"name": {"given": "Noor", "family": ""}})
    with pytest.raises(ShrinkRefused) as caught:
        bring_in(store, ListedRoster([*SAMPLE[:LINK], new]))
    assert (caught.value.ending, caught.value.standing, caught.value.limit) == (3, 3, 0.2)
    assert (everything(store), list(store.journal(BEECH))) == (before, journal)
    bring_in(store, ListedRoster(SAMPLE[:LINK]), allow_shrink=True)
    assert everything(store)["guardianship", "p1/g1"].ended


def test_what_the_school_wrote_itself_beats_the_source() -> None:
    """A corrected name stays, however often the source says otherwise; its other fields follow the source."""
    store = MemoryStore()
    bring_in(store, ListedRoster())
    mine = {"given": "Bram", "family": "van Bakker"}
    keep_locally(
        store, BEECH, "pupil", "p1", {"name": mine}, clock=noon, actor="staff:t1", purpose="spelling"
    )
    bring_in(store, ListedRoster(changed(PUPIL, fields={**SAMPLE[PUPIL].fields, "birth_date": "2015-01-15"})))
    kept = everything(store)["pupil", "p1"]
    assert (kept.fields["name"], kept.fields["birth_date"], kept.local) == (
        mine,
        "2015-01-15",
        frozenset({"name"}),
    )
    assert [change.what for _, change in store.journal(BEECH)] == [
        "roster.imported",
        "pupil.written",
        "roster.imported",
    ]


def test_a_court_restriction_written_by_hand_survives_every_import() -> None:
    """The source knows nothing of it and cannot lift it."""
    store = MemoryStore()
    bring_in(store, ListedRoster())
    order = [
        {
            "kind": "information",
            "valid": {"since": "2026-09-01", "until": None},
            "evidence": None,
            "lifted": None,
        }
    ]
    keep_locally(
        store,
        BEECH,
        "guardianship",
        "p1/g1",
        {"restrictions": order},
        clock=noon,
        actor="staff:t1",
        purpose="court order",
    )
    bring_in(store, ListedRoster(changed(LINK, fields={**SAMPLE[LINK].fields, "restrictions": []})))
    assert everything(store)["guardianship", "p1/g1"].fields["restrictions"] == order


def test_a_record_of_the_school_itself_is_never_ended_by_a_source() -> None:
    """Somebody added by hand has no origin; a row that would end them is passed over, with the reason."""
    store = MemoryStore()
    name = {"name": {"given": "Oma", "family": "Bakker"}}
    keep_locally(
        store, BEECH, "guardian", "g1", name, clock=noon, actor="staff:t1", purpose="asked by the family"
    )
    report = bring_in(store, ListedRoster(changed(GUARDIAN, ended=True)))
    (skipped,) = [step for step in report.steps if step.kind == "guardian"]
    assert (skipped.outcome, skipped.why) == (
        Outcome.SKIPPED,
        "told by another source, which alone can end it",
    )
    assert not everything(store)["guardian", "g1"].ended


def test_a_link_waits_for_its_other_end() -> None:
    """It is kept, found by nobody, and stands as soon as the guardian is told of, even in a file of changes."""
    store = MemoryStore()
    first = bring_in(store, without("g1"))
    (waiting,) = first.steps
    assert (waiting.outcome, waiting.place, waiting.why) == (
        Outcome.UNRESOLVED,
        "list:5",
        "waits for its guardian, not told of yet",
    )
    again = bring_in(store, without("g1"))
    assert again.counts["guardianship"] == {Outcome.UNRESOLVED: 1}
    with store.transaction(BEECH, write=False) as transaction:
        assert list(transaction.find("guardianship", "guardian")) == []
        assert list(links_at(transaction, "guardianship", "pupil", "p1")) == []
    later = bring_in(store, ListedRoster([SAMPLE[GUARDIAN]], CHANGES))
    assert later.counts == {
        **{kind: {} for kind in KINDS},
        "guardian": {Outcome.CREATED: 1},
        "guardianship": {Outcome.UPDATED: 1},
    }
    with store.transaction(BEECH, write=False) as transaction:
        assert [found.record.id for found in transaction.find("guardianship", "guardian")] == ["p1/g1"]


def test_a_known_link_that_loses_its_end_waits_again() -> None:
    """The guardian ended; the link that is still told of is no longer resolved."""
    store = MemoryStore()
    bring_in(store, ListedRoster())
    report = bring_in(store, ListedRoster(changed(GUARDIAN, ended=True)))
    assert report.counts["guardianship"] == {Outcome.UNRESOLVED: 1}
    assert everything(store)["guardianship", "p1/g1"].unresolved


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (attrs.evolve(SAMPLE[PUPIL], kind="student"), "is of no known kind: student"),
        (attrs.evolve(SAMPLE[PUPIL], id=""), "has no id"),
        (
            attrs.evolve(SAMPLE[PUPIL], id="", faults=(Problem("list:3", "has no sourcedId"),)),
            "has no sourcedId",
        ),
        (attrs.evolve(SAMPLE[PUPIL], fields={}), "tells nothing"),
        (
            attrs.evolve(SAMPLE[PUPIL], fields={}, faults=(Problem("list:3 name", "has no name"),)),
            "has no name",
        ),
        (attrs.evolve(SAMPLE[LINK], id="p1"), "does not name both ends of a link"),
        (attrs.evolve(SAMPLE[LINK], id="p1/"), "does not name both ends of a link"),
        (attrs.evolve(SAMPLE[LINK], id="p1/t1"), "names a member of staff as guardian"),
    ],
)
def test_rows_that_cannot_be_used_are_passed_over_with_the_reason(row: RosterRow, why: str) -> None:
    """The rest of the file is imported."""
    report = bring_in(MemoryStore(), ListedRoster([SAMPLE[1], row]))
    (skipped,) = report.steps
    assert (skipped.outcome, skipped.place, skipped.why) == (Outcome.SKIPPED, row.place, why)
    assert report.counts["staff"] == {Outcome.CREATED: 1}


def test_a_row_told_twice_counts_once() -> None:
    """The second is passed over and names the place of the first."""
    report = bring_in(
        MemoryStore(), ListedRoster([SAMPLE[PUPIL], attrs.evolve(SAMPLE[PUPIL], place="list:8")])
    )
    (skipped,) = report.steps
    assert (skipped.place, skipped.why) == ("list:8", "says again what list:3 said")


def test_an_ended_row_nobody_knew_is_nothing_new() -> None:
    """Exports keep their dead rows for a while."""
    store = MemoryStore()
    report = bring_in(store, ListedRoster([attrs.evolve(SAMPLE[PUPIL], ended=True)]))
    assert report.counts["pupil"] == {Outcome.UNCHANGED: 1}
    assert everything(store) == {}


def test_no_name_is_in_the_report_or_the_journal() -> None:
    """Both are read by people who need not know whom they are about."""
    store = MemoryStore()
    report = bring_in(store, ListedRoster())
    said = repr(report) + repr(list(store.journal(BEECH))) + repr(everything(store))
    assert [name for name in ("Petra", "Bakker", "Bram", "home.example") if name in said] == []
