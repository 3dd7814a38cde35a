"""Online modules: a unit is done as cmi5 says, whatever the order, and stays done unless what made it so is voided."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.learning.noor import NOON
from tests.learning.supplies import a_module, in_

from partnership.errors import InvalidValue
from partnership.ids import GuardianId, ModuleId
from partnership.learning.module_progress import ModuleProgress, is_done, module_view, taken_in
from partnership.learning.modules import MoveOn, Unit
from partnership.learning.statements import Statement, Verb

A, B = "https://leer.example/a", "https://leer.example/b"
MINE = "0f8d7a3e-5f1b-4f7e-9c2d-0a1b2c3d4e5f"


def said(verb: str, id: str = "s1", **fields: Any) -> Statement:
    """What the program said of unit A, as cmi5 has it."""
    usual: dict[str, Any] = {"object": A, "registration": MINE, "at": NOON}
    if verb == Verb.PASSED:
        usual |= {"success": True}
    if verb == Verb.COMPLETED:
        usual |= {"completion": True}
    if verb == Verb.WAIVED:
        usual |= {"success": True, "completion": True}
    return Statement(id=id, verb=verb, **(usual | fields))


STATEMENTS = st.lists(
    st.builds(
        said,
        st.sampled_from(
            (Verb.PASSED, Verb.COMPLETED, Verb.FAILED, Verb.WAIVED, Verb.INITIALIZED, "https://x.example/saw")
        ),
        st.integers(0, 9).map(lambda number: f"s{number}"),
        object=st.sampled_from((A, A, A, B)),
        at=st.integers(0, 9).map(lambda minutes: NOON + timedelta(minutes=minutes)),
        defined=st.sampled_from((True, True, True, False)),
        scaled=st.sampled_from((None, 0.4, 0.7, 0.9)),
        progress=st.sampled_from((None, 20, 60)),
    ),
    max_size=6,
    unique_by=lambda each: each.id,
)
VOIDED = st.lists(st.integers(0, 9), max_size=2, unique=True).map(
    lambda numbers: [said(Verb.VOIDED, f"v{each}", object=f"s{each}") for each in numbers]
)
UNITS = st.builds(
    Unit,
    id=st.just(A),
    title=st.just("A"),
    move_on=st.sampled_from(MoveOn),
    mastery=st.sampled_from((None, 0.0, 0.7, 1.0)),
)


def by_the_book(unit: Unit, statements: list[Statement]) -> bool:
    """The table of cmi5, sections 9.3 and 10.0, read slowly."""
    gone = [each.object for each in statements if each.verb == Verb.VOIDED]
    passed = completed = waived = False
    for each in statements:
        if each.id in gone or not each.defined or each.object != A:
            continue
        if each.verb == Verb.PASSED:
            enough = unit.mastery is None or each.scaled is None or not each.scaled < unit.mastery
            passed = passed or enough
        if each.verb == Verb.COMPLETED:
            completed = True
        if each.verb == Verb.WAIVED:
            waived = True
    needed = {
        "Passed": [(True, False), (True, True)],
        "Completed": [(False, True), (True, True)],
        "CompletedAndPassed": [(True, True)],
        "CompletedOrPassed": [(True, False), (False, True), (True, True)],
        "NotApplicable": [(False, False), (True, False), (False, True), (True, True)],
    }
    return waived or (passed, completed) in needed[str(unit.move_on)]


@given(UNITS, STATEMENTS, VOIDED)
def test_a_unit_is_done_as_cmi5_says(
    unit: Unit, statements: list[Statement], voided: list[Statement]
) -> None:
    """Each of the five ways, waived or not, with mastery or without."""
    assert is_done(unit, [*statements, *voided]) is by_the_book(unit, [*statements, *voided])


@given(UNITS, STATEMENTS, STATEMENTS)
def test_what_is_done_stays_done(unit: Unit, before: list[Statement], after: list[Statement]) -> None:
    """Also when one tries again and fails."""
    assert is_done(unit, before) <= is_done(unit, [*before, *(attrs.evolve(e, id=f"t{e.id}") for e in after)])


@pytest.mark.parametrize(
    "statement",
    [
        said(Verb.PASSED, success=None),
        said(Verb.PASSED, success=False),
        said(Verb.COMPLETED, completion=None),
        said(Verb.WAIVED, success=None),
        said(Verb.WAIVED, completion=None),
        said(Verb.COMPLETED, defined=False),
        said(Verb.FAILED, success=False),
        said(Verb.COMPLETED, object=B),
    ],
)
def test_what_does_not_count(statement: Statement) -> None:
    """A verb without its result, what cmi5 does not define, another unit."""
    assert not is_done(Unit(id=A, title="A"), [statement])


def test_mastery_that_is_just_met_is_met() -> None:
    """And one hundredth less is not; without a score the program's word counts."""
    unit = Unit(id=A, title="A", move_on=MoveOn.PASSED, mastery=0.7)
    assert is_done(unit, [said(Verb.PASSED, scaled=0.7)])
    assert not is_done(unit, [said(Verb.PASSED, scaled=0.69)])
    assert is_done(unit, [said(Verb.PASSED)])


def start(**fields: Any) -> ModuleProgress:
    """Mother Yilmaz begins."""
    whole: dict[str, Any] = {
        "guardian": GuardianId("yilmaz"),
        "module": ModuleId("m1"),
        "registration": MINE,
        "started_at": NOON,
    }
    return ModuleProgress(**(whole | fields))


@given(STATEMENTS, VOIDED, st.randoms(), st.integers(0, 8))
def test_the_order_in_which_statements_come_is_of_no_matter(
    statements: list[Statement], voided: list[Statement], chance: Any, cut: int
) -> None:
    """In one go, in two, twice, or mixed: the same is kept and seen."""
    everything = [*statements, *voided]
    at_once = taken_in(start(), everything)
    mixed = list(everything)
    chance.shuffle(mixed)
    in_two = taken_in(taken_in(start(), mixed[:cut]), mixed[cut:])
    assert taken_in(in_two, mixed) == in_two == at_once
    assert module_view(a_module(), in_two) == module_view(a_module(), at_once)


def test_only_ones_own_is_taken_in() -> None:
    """Nothing of another registration; what voids one's own need not say so."""
    other = said(Verb.COMPLETED, "s2", registration="1f8d7a3e-5f1b-4f7e-9c2d-0a1b2c3d4e5f")
    nobody = said(Verb.COMPLETED, "s3", registration=None)
    voids = said(Verb.VOIDED, "v1", object="s1", registration=None)
    of_other = said(Verb.VOIDED, "v2", object="s2", registration=None)
    kept = taken_in(start(), [said(Verb.COMPLETED), other, nobody, voids, of_other])
    assert {each.id for each in kept.statements} == {"s1", "v1"}
    assert not module_view(a_module(), kept).units[0].done


@given(STATEMENTS, VOIDED)
def test_one_goes_on_where_one_was(statements: list[Statement], voided: list[Statement]) -> None:
    """With a unit that is not done: the last one seen, else the first; with none when all are."""
    view = module_view(a_module(), taken_in(start(), [*statements, *voided]))
    todo = [unit.id for unit in view.units if not unit.done]
    assert view.done is (not todo)
    assert (view.resume is None) is view.done
    assert view.resume is None or view.resume in todo
    assert all((unit.percent == 100) >= unit.done for unit in view.units)


def test_how_far_one_is() -> None:
    """The last that was said; everything when it is done."""
    progress = taken_in(
        start(),
        [
            said(Verb.COMPLETED, "s1"),
            said(Verb.INITIALIZED, "s2", object=B, progress=40, at=NOON + timedelta(hours=1)),
            said(Verb.INITIALIZED, "s3", object=B, progress=60, at=NOON + timedelta(hours=2)),
        ],
    )
    view = module_view(a_module(), progress)
    assert [unit.percent for unit in view.units] == [100, 60]
    assert (view.done, view.resume) == (False, B)
    assert module_view(a_module(), start()).resume == A
    assert "completion" not in repr(progress)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: a_module(units=()), "units"),
        (lambda: a_module(units=(Unit(id=A, title="A"), Unit(id=A, title="B"))), "units"),
        (lambda: a_module(languages=()), "languages"),
        (lambda: Unit(id=A, title="A", mastery=1.1), "mastery"),
        (lambda: Unit(id="", title="A"), "id"),
    ],
)
def test_what_cannot_be_is_none(make: Callable[[], object], field: str) -> None:
    """No unit, two of one name, in no language, more than all of the points."""
    with pytest.raises(InvalidValue, match=f"^{field}"):
        make()


@pytest.mark.parametrize(
    ("language", "speaks"), [("nl", True), ("tr-TR", True), ("pl", False), ("en", False)]
)
def test_a_module_is_for_who_can_follow_it(language: str, speaks: bool) -> None:  # noqa: FBT001 - a case
    """By what is spoken or by subtitles, and told of in words one reads."""
    module = a_module(texts=in_("nl", "tr", "pl"), subtitles=("tr", "en"))
    assert module.speaks(language) is speaks
