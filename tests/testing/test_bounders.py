"""The contract of provers accepts sound ones and finds each fault of a broken one."""

import pytest

from partnership.ports import Bounder
from partnership.testing.bounders import BounderContract
from partnership.testing.broken_bounders import BROKEN, Sound
from partnership.testing.trials import EngineBounderTrial as TestEngine
from partnership.testing.trials import HighsTrial as TestHighs

__all__ = ["TestEngine", "TestHighs"]


class Judged(BounderContract):
    """The contract as a plain object whose laws are called one by one."""

    __test__ = False
    subject: type[Sound] = Sound

    def make_bounder(self) -> Bounder:
        """The one under judgement."""
        return self.subject()


LOOKS = 1200
"""Examples in which a fault must show."""


CASES = [(subject, law) for subject, laws in BROKEN.items() for law in laws]


@pytest.mark.usefixtures("glancing")
@pytest.mark.parametrize(("subject", "law"), CASES, ids=[f"{kind.__name__}-{law[5:]}" for kind, law in CASES])
def test_each_fault_is_found_by_its_law(subject: type[Sound], law: str) -> None:
    """The law that is meant to find a fault finds it."""
    contract = Judged()
    contract.subject = subject
    given = {"budget": {"seconds": 0.0}} if law == "test_without_time_there_is_an_answer_too" else {}
    with pytest.raises(AssertionError):
        getattr(contract, law)(**given)


def test_every_law_has_a_fault_that_it_finds() -> None:
    """No law stands there without ever having been seen to refuse anything."""
    laws = {name for name in dir(BounderContract) if name.startswith("test_")}
    assert {law for _, law in CASES} == laws - {"test_no_promise_was_taken_away"}


def test_what_is_not_filled_in_says_so() -> None:
    """The door names the class that forgot it."""
    with pytest.raises(NotImplementedError, match=r"BounderContract\.make_bounder"):
        BounderContract().make_bounder()
