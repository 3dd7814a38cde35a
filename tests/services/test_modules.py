"""Modules at the desk: suggested once, done at one's own pace, and nothing of the school's depends on how far anyone is."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from tests.learning.noor import NOON
from tests.learning.supplies import a_module, in_
from tests.learning.test_modules import STATEMENTS, said
from tests.services.supply_school import BEUK, Beuk

from partnership.errors import IllegalStep, NotFound
from partnership.ids import GoalId, ModuleId
from partnership.learning.module_progress import ModuleProgress
from partnership.learning.statements import Statement, Verb
from partnership.people.disclosure import OFFICE, Role, Viewer
from partnership.serial.xapi import CMI5, read_statements

M1 = ModuleId("m1")


@pytest.fixture
def beuk() -> Iterator[Beuk]:
    """The school with a module, closed afterwards."""
    made = Beuk()
    made.jansen.modules.keep(a_module())
    yield made
    made.school.close()


def exported(registration: str, *verbs: tuple[Verb, str]) -> str:
    """What a record store exports of one guardian."""
    result = {Verb.PASSED: {"success": True}, Verb.COMPLETED: {"completion": True}}
    return json.dumps(
        [
            {
                "id": f"0f8d7a3e-5f1b-4f7e-9c2d-0a1b2c3d4e{number:02}",
                "actor": {"account": {"homePage": "https://school.example", "name": "x"}},
                "verb": {"id": str(verb)},
                "object": {"id": unit},
                "result": result[verb],
                "context": {"registration": registration, "contextActivities": {"category": [{"id": CMI5}]}},
                "timestamp": "2026-11-24T18:00:00Z",
            }
            for number, (verb, unit) in enumerate(verbs)
        ]
    )


def test_a_module_is_suggested_once_a_goal_is_agreed(beuk: Beuk) -> None:
    """To the homes that can follow it, in their language, each once ever; to nobody before."""
    assert beuk.jansen.modules.suggest() == 0
    goal = beuk.agreed()
    beuk.jansen.modules.keep(a_module(id=ModuleId("pl"), texts=in_("pl"), languages=("pl",)))
    beuk.jansen.modules.keep(a_module(id=ModuleId("oud"), retired=True))
    assert beuk.jansen.modules.suggest() == 2
    letters = beuk.letters()
    assert set(letters) == {("module-suggested", "guardian:demir"), ("module-suggested", "guardian:yilmaz")}
    assert letters["module-suggested", "guardian:yilmaz"].subject == "Thuis lezen (tr)"
    assert (
        "Nereye kadar geldiğinizi okulda kimse görmez" in letters["module-suggested", "guardian:yilmaz"].text
    )
    assert "Het begint hier: https://leer.example/" in letters["module-suggested", "guardian:demir"].text
    beuk.jansen.modules.suggest()
    assert beuk.told() == []
    assert [each.id for each in beuk.mother.modules.for_goal(goal)] == [M1]
    assert [each.id for each in beuk.jansen.modules.for_goal(goal)] == [M1, "pl"]
    assert len(beuk.mother.modules.all()) == 3
    beuk.jansen.modules.retire(M1)
    body = {"module": "m1", "goal": "g1"}
    assert beuk.letter("module-suggested", "guardian:demir", body) == "superseded"
    beuk.jansen.modules.keep(a_module(link=""))
    unlinked = beuk.letter("module-suggested", "guardian:demir", body)
    assert "begint hier" not in getattr(unlinked, "text", "begint hier")


def test_a_parent_goes_on_where_they_were(beuk: Beuk) -> None:
    """From what the program exported; the registration names nobody and stays the same."""
    registration = beuk.mother.modules.start(M1)
    assert beuk.mother.modules.start(M1) == registration
    assert registration != beuk.father.modules.start(M1)
    a, b = (unit.id for unit in a_module().units)
    beuk.jansen.modules.take_in(read_statements(exported(registration, (Verb.COMPLETED, a))))
    view = beuk.mother.modules.progress(M1)
    assert ([unit.done for unit in view.units], view.resume) == ([True, False], b)
    assert beuk.father.modules.progress(M1).resume == a
    beuk.jansen.modules.take_in(
        read_statements(exported(registration, (Verb.COMPLETED, a), (Verb.PASSED, b)))
    )
    assert beuk.mother.modules.progress(M1).done
    beuk.jansen.modules.take_in([said(Verb.COMPLETED, registration=None)])


def test_how_far_somebody_is_only_they_can_ask(beuk: Beuk) -> None:
    """Not the teacher, the office, the other parent or the child."""
    beuk.mother.modules.start(M1)
    for who in ("staff:jansen", "system:school", "guardian:demir", "pupil:noor"):
        with pytest.raises(NotFound):
            beuk.as_(who).modules.progress(M1)
    for work in (
        beuk.mother.modules.suggest,
        lambda: beuk.mother.modules.keep(a_module()),
        lambda: beuk.mother.modules.retire(M1),
        lambda: beuk.mother.modules.take_in([]),
    ):
        with pytest.raises(IllegalStep):
            work()
    for nothing in (
        lambda: beuk.jansen.modules.start(M1),
        lambda: beuk.mother.modules.start(ModuleId("none")),
        lambda: beuk.jansen.modules.retire(ModuleId("none")),
        lambda: beuk.mother.modules.for_goal(GoalId("none")),
    ):
        with pytest.raises(NotFound):
            nothing()


def what_the_school_sees(statements: list[Statement]) -> list[Any]:
    """Everything the school can see or ask of a year in which a mother did this much of a module."""
    beuk = Beuk()
    beuk.agreed()
    beuk.jansen.modules.keep(a_module())
    registration = beuk.mother.modules.start(M1)
    mine = [Statement(**{**fields(each), "registration": registration}) for each in statements]
    beuk.jansen.modules.take_in(mine)
    suggested = beuk.jansen.modules.suggest()
    beuk.now = NOON + timedelta(days=200)
    beuk.jansen.workshops.follow_up()
    beuk.jansen.materials.sweep()
    beuk.jansen.tips.send_round()
    id = "m1/yilmaz"
    views = [
        beuk.school.privacy.seen_by(viewer, lambda views: views.entry(ModuleProgress, id))
        for viewer in (OFFICE, Viewer(role=Role.STAFF, id="jansen"), Viewer(role=Role.GUARDIAN, id="demir"))
    ]
    own = beuk.school.privacy.seen_by(
        Viewer(role=Role.GUARDIAN, id="yilmaz"), lambda views: views.entry(ModuleProgress, id)
    ).value
    assert own is not None
    assert len(own.statements) == len(statements)
    journal = [
        (change.what, change.kind, change.id, change.actor, change.purpose, dict(change.details))
        for _, change in beuk.school.store.journal(BEUK, limit=1000)
    ]
    erasure = beuk.school.privacy.erase(
        "guardian:yilmaz", by="staff:office", why="x", ground="x", dry_run=True
    )
    return [
        suggested,
        views,
        journal,
        [(each.key, each.topic, each.body) for each in beuk.messages()],
        beuk.jansen.modules.all(),
        beuk.jansen.modules.for_goal(GoalId("g1")),
        (beuk.jansen.tips.not_working(), beuk.jansen.tips.unserved(), beuk.jansen.workshops.all()),
        (erasure.records, erasure.rewritten, erasure.emptied),
        "m1" in str(beuk.school.privacy.access("guardian:demir", by="staff:office")),
    ]


def fields(statement: Statement) -> dict[str, Any]:
    """The fields of a statement."""
    return {name: getattr(statement, name) for name in Statement.__annotations__}


NOTHING = what_the_school_sees([])


@settings(max_examples=12)
@given(STATEMENTS.filter(bool))
def test_nothing_the_school_sees_depends_on_how_far_a_parent_is(statements: list[Statement]) -> None:
    """Not a view, a question, a letter, the journal or a count: it is as if they had done nothing, or all of it."""
    assert what_the_school_sees(statements) == NOTHING


def test_what_nobody_started_is_taken_in_by_nobody(beuk: Beuk) -> None:
    """And nothing tells whether anybody had."""
    before = len(beuk.journal())
    beuk.jansen.modules.take_in([said(Verb.COMPLETED)])
    beuk.mother.modules.start(M1)
    beuk.jansen.modules.take_in([said(Verb.COMPLETED)])
    assert beuk.journal()[before:] == ["module.statements_read", "module.started", "module.statements_read"]
    assert not beuk.mother.modules.progress(M1).units[0].done
