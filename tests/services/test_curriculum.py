"""Goals follow a renewed curriculum; their words, and what is over, stay."""

from collections.abc import Iterator

import attrs
import pytest
from tests.learning.noor import a_goal
from tests.services.test_learning import BEUK, Beuk

from partnership.errors import IllegalStep
from partnership.ids import GoalId
from partnership.learning.goals import SharedGoal
from partnership.testing.broken_catalogues import SAMPLE


@pytest.fixture
def beuk() -> Iterator[Beuk]:
    """The school, closed afterwards."""
    made = Beuk()
    yield made
    made.school.close()


def goals(beuk: Beuk) -> dict[str, SharedGoal]:
    """Every goal by id."""
    return {each.id: each for each in beuk.jansen.every_goal()}


def test_a_goal_follows_what_took_the_place_of_its_reference(beuk: Beuk) -> None:
    """Renewed by id or code, left to a person where it was split, said where nobody knows it; once and for all."""
    references = {
        "id": "ne.3",
        "code": "NE.3",
        "split": "NE.1",
        "unknown": "X.1",
        "fine": "NE.2",
        "none": None,
    }
    for name, reference in references.items():
        beuk.jansen.propose(a_goal(id=GoalId(name), curriculum=reference))
    beuk.active("over", curriculum="NE.3")
    beuk.jansen.review(GoalId("over"))
    beuk.jansen.achieve(GoalId("over"))
    beuk.active("runs", curriculum="ne.3")
    before = goals(beuk)
    beuk.told()
    assert beuk.jansen.follow(SAMPLE, dry_run=True) == beuk.jansen.follow(SAMPLE)
    after = goals(beuk)
    changed = {id: after[id].curriculum for id in after if after[id] != before[id]}
    assert changed == {"id": "ne.4", "code": "NE.4", "runs": "ne.4"}
    assert all(attrs.evolve(after[id], curriculum=before[id].curriculum) == before[id] for id in after)
    again = beuk.jansen.follow(SAMPLE)
    assert again.renewed == ()
    assert [(each.goal, each.now) for each in again.undecided] == [("split", ("NE.2", "NE.4"))]
    assert [(each.goal, each.was) for each in again.unknown] == [("unknown", "X.1")]
    assert again.kept == 4
    assert beuk.told() == []
    assert beuk.journal().count("goal.followed") == 3
    assert beuk.school.store.journal(BEUK)[-1][1].actor == "staff:jansen"


def test_only_the_school_lets_goals_follow(beuk: Beuk) -> None:
    """It tells of the goals of others."""
    with pytest.raises(IllegalStep, match="from home"):
        beuk.mother.follow(SAMPLE)
