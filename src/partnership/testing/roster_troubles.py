"""Rosters as no school wants them, each with what must become of it: for whoever writes a source, a store or a sync.

A trouble is one or more imports, one after the other. Hand each to your own source (write it in your format and read it
back, see `RosterSourceContract.write`) or to an import of your own, and compare what stands with what should.
"""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import Any

import attrs

from partnership.errors import Problem, ShrinkRefused
from partnership.ids import SchoolId
from partnership.people.roster import KINDS, Outcome, RosterReport, RosterRow
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import RosterSource, Store
from partnership.services.roster import import_roster
from partnership.testing.broken_roster_sources import SAMPLE, ListedRoster

__all__ = ["TROUBLES", "Trouble", "aftermath", "differences"]

Rows = tuple[RosterRow, ...]


@attrs.frozen(kw_only=True)
class Trouble:
    """One thing that goes wrong with a roster.

    Attributes:
        what: What is wrong, in a few words.
        imports: What is read, one import after another.
        without: Of the sample and what is read: the ids that must not stand in the end, by kind.
        fields: Fields that must be so in the end, by kind and id.
        told: Outcomes the last report must tell, as (outcome, kind, id).
        refused: The last import is refused as a whole, and leaves no trace.
        plain: Every export can have this trouble; else it takes a format that can say such a thing.
    """

    what: str
    imports: tuple[Rows, ...]
    without: AbstractSet[tuple[str, str]] = frozenset()
    fields: Mapping[tuple[str, str], Mapping[str, Any]] = attrs.field(factory=dict)
    told: AbstractSet[tuple[Outcome, str, str]] = frozenset()
    refused: bool = False
    plain: bool = True


def _person(kind: str, id: str, **fields: Any) -> RosterRow:
    name = {"given": "Lotte", "family": "Smit"}
    return RosterRow(place="list:20", kind=kind, id=id, fields={"name": name, **fields})


def _link(pupil: str, guardian: str, **fields: Any) -> RosterRow:
    told = {"pupil": pupil, "guardian": guardian, **fields}
    return RosterRow(place="list:30", kind="guardianship", id=f"{pupil}/{guardian}", fields=told)


def _more(*rows: RosterRow) -> Rows:
    """The sample with rows added, people before links."""
    return tuple(sorted((*SAMPLE, *rows), key=lambda row: KINDS.index(row.kind)))


def _secret(secret: object) -> Mapping[str, Any]:
    return {"details": [{"kind": "email", "value": "petra@home.example", "secret": secret}]}


_MANY = _more(*(each for n in range(2, 12) for each in (_person("pupil", f"p{n}"), _link(f"p{n}", "g1"))))


def _troubles() -> Iterator[Trouble]:
    yield Trouble(
        what="a pupil is told of twice, otherwise",
        imports=(
            _more(attrs.evolve(SAMPLE[2], place="list:9", fields={"name": {"given": "Jan", "family": "X"}})),
        ),
        fields={("pupil", "p1"): {"name": {"given": "Bram", "family": "Bakker"}}},
        told={(Outcome.SKIPPED, "pupil", "p1")},
        plain=False,
    )
    one_way = Problem("list:30", "only the pupil's row tells of this link")
    yield Trouble(
        what="a link that one side alone tells of",
        imports=(_more(_person("pupil", "p2"), attrs.evolve(_link("p2", "g1"), faults=(one_way,))),),
        plain=False,
    )
    yield Trouble(
        what="a link to somebody nobody tells of",
        imports=(_more(_link("p1", "g9")),),
        without={("guardianship", "p1/g9")},
        told={(Outcome.UNRESOLVED, "guardianship", "p1/g9")},
    )
    yield Trouble(
        what="a link whose other end comes later",
        imports=(_more(_link("p1", "g9")), _more(_link("p1", "g9"), _person("guardian", "g9"))),
    )
    yield Trouble(
        what="a teacher named as guardian",
        imports=(_more(_link("p1", "t1")),),
        without={("guardianship", "p1/t1")},
        told={(Outcome.SKIPPED, "guardianship", "p1/t1")},
    )
    yield Trouble(what="a pupil without a guardian", imports=(_more(_person("pupil", "p2")),))
    yield Trouble(
        what="a carer who has died",
        imports=(_more(_person("guardian", "g2", deceased=True), _link("p1", "g2")),),
        fields={("guardian", "g2"): {"deceased": True}},
    )
    yield Trouble(
        what="a secret address",
        imports=(SAMPLE,),
        fields={("guardian", "g1"): _secret(secret=True)},
    )
    untold = attrs.evolve(SAMPLE[3], fields={"name": SAMPLE[3].fields["name"]})
    yield Trouble(
        what="details that are not told any more",
        imports=(SAMPLE, (*SAMPLE[:3], untold, *SAMPLE[4:])),
        fields={("guardian", "g1"): _secret(secret=True)},
        plain=False,
    )
    emptied = attrs.evolve(SAMPLE[3], fields={**SAMPLE[3].fields, "details": []})
    yield Trouble(
        what="details that are told to be none",
        imports=(SAMPLE, (*SAMPLE[:3], emptied, *SAMPLE[4:])),
        fields={("guardian", "g1"): {"details": []}},
    )
    for what, born in (
        ("born on the day the clocks go forward", "2015-03-29"),
        ("born on the day the clocks go back", "2015-10-25"),
        ("born on 29 February", "2016-02-29"),
        ("sixteen today", "2010-11-24"),
        ("eighteen today", "2008-11-24"),
        ("born on the first day of a year", "2015-01-01"),
    ):
        yield Trouble(
            what=what,
            imports=(_more(_person("pupil", "p2", birth_date=born)),),
            fields={("pupil", "p2"): {"birth_date": born}},
        )
    yield Trouble(what="a snapshot cut off in the middle", imports=(_MANY, SAMPLE), refused=True)


TROUBLES: Mapping[str, Trouble] = {each.what: each for each in _troubles()}
"""Every trouble, by what is wrong."""


def _noon() -> datetime:
    return datetime(2026, 11, 24, 11, tzinfo=UTC)


def aftermath(
    trouble: Trouble, source_of: Callable[[Rows], RosterSource] = ListedRoster, store: Store | None = None
) -> list[str]:
    """What is otherwise than it should be after a trouble; nothing when all is well.

    Args:
        trouble: One of `TROUBLES`.
        source_of: A source that tells these rows.
        store: Where to import into; None for one in memory.
    """
    school, kept = SchoolId("de-beuk"), store or MemoryStore()
    report, refused = None, False
    for rows in trouble.imports:
        try:
            report = import_roster(kept, school, source_of(rows), origin="trouble", clock=_noon)
        except ShrinkRefused:
            refused = True
    with kept.transaction(school, write=False) as transaction:
        found = {
            (kind, each.record.id): each.record.body
            for kind in KINDS
            for each in transaction.find(kind, limit=1_000)
        }
    return list(differences(trouble, found, report, refused=refused))


def differences(
    trouble: Trouble,
    found: Mapping[tuple[str, str], Mapping[str, Any]],
    report: RosterReport | None,
    *,
    refused: bool,
) -> Iterator[str]:
    """How what is kept differs from what should be.

    Args:
        trouble: What happened.
        found: The body of every roster record, by kind and id.
        report: The last report.
        refused: Whether the last import was refused.
    """
    if refused is not trouble.refused:
        yield f"refused: {refused}"
    last = trouble.imports[0 if trouble.refused else -1]
    should = {(row.kind, row.id) for row in last} - trouble.without
    stands = {key for key, body in found.items() if not (body.get("ended") or body.get("unresolved"))}
    yield from (f"{kind} {id} stands and should not" for kind, id in sorted(stands - should))
    yield from (f"{kind} {id} should stand" for kind, id in sorted(should - stands))
    for key, fields in trouble.fields.items():
        kept = found[key]["fields"] if key in found else {}
        for name, value in fields.items():
            if not _agrees(kept.get(name), value):
                yield f"{key[0]} {key[1]}: {name} is not as it was told"
    told = {(step.outcome, step.kind, step.id) for step in report.steps} if report else set()
    yield from (
        f"{kind} {id} is not reported as {outcome}" for outcome, kind, id in sorted(trouble.told - told)
    )


def _agrees(kept: Any, told: Any) -> bool:
    """Whether what is kept says what was told; it may say more, such as that a name has no infix."""
    if isinstance(told, Mapping) and isinstance(kept, Mapping):
        return all(_agrees(kept.get(name), value) for name, value in told.items())
    return bool(kept == told)
