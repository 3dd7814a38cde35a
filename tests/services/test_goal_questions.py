"""What a school asks itself about the goals that run, from the store."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.learning.noor import NOON, NOOR, a_goal
from tests.services.test_learning import Beuk

from partnership.errors import IllegalStep
from partnership.ids import GoalId, PupilId

SAM = PupilId("sam")


@pytest.fixture
def beuk() -> Iterator[Beuk]:
    """The school, closed afterwards."""
    made = Beuk()
    yield made
    made.school.close()


def test_who_has_no_goal_and_which_waits_to_be_looked_back_on(beuk: Beuk) -> None:
    """The same answers as over all goals; what is over is not read."""
    assert beuk.jansen.without_shared_goal([NOOR, SAM]) == (NOOR, SAM)
    beuk.jansen.propose(a_goal(id=GoalId("g0")))
    beuk.active("g1")
    assert beuk.jansen.without_shared_goal([NOOR, SAM]) == (SAM,)
    assert beuk.jansen.never_reviewed() == ()
    beuk.now = NOON + timedelta(days=60)
    assert [each.id for each in beuk.jansen.never_reviewed()] == ["g1"]
    beuk.jansen.review(GoalId("g1"))
    beuk.jansen.achieve(GoalId("g1"))
    assert beuk.jansen.never_reviewed() == ()
    assert beuk.jansen.without_shared_goal([NOOR]) == (NOOR,)
    for ask in (beuk.mother.never_reviewed, lambda: beuk.mother.without_shared_goal([NOOR])):
        with pytest.raises(IllegalStep, match="from home"):
            ask()
