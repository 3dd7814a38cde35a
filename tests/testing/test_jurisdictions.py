"""The contract of laws accepts sound ones and finds each fault of a broken one."""

import pytest

from partnership.ports import Jurisdiction
from partnership.testing.broken_jurisdictions import BROKEN, Sound
from partnership.testing.jurisdictions import JurisdictionContract
from partnership.testing.trials import FerpaTrial as TestFerpa
from partnership.testing.trials import NetherlandsTrial as TestNetherlands

__all__ = ["TestFerpa", "TestNetherlands"]


class Judged(JurisdictionContract):
    """The contract as a plain object whose promises are asked one by one."""

    __test__ = False
    subject: type[Sound] = Sound

    def make_jurisdiction(self) -> Jurisdiction:
        """The one under judgement."""
        return self.subject()


CASES = [(subject, law) for subject, laws in BROKEN.items() for law in laws]
LOOKS = 600
"""Examples in which a fault must show."""


@pytest.mark.usefixtures("glancing")
@pytest.mark.parametrize(("subject", "law"), CASES, ids=[f"{kind.__name__}-{law[5:]}" for kind, law in CASES])
def test_each_fault_is_found_by_its_promise(subject: type[Sound], law: str) -> None:
    """The promise that is meant to find a fault finds it."""
    contract = Judged()
    contract.subject = subject
    with pytest.raises(AssertionError):
        getattr(contract, law)()


@pytest.mark.parametrize("law", sorted({law for _, law in CASES}))
def test_a_sound_law_keeps_them_all(law: str) -> None:
    """So it was the fault that was found."""
    assert getattr(Judged(), law)() is None


def test_every_promise_has_a_fault_that_it_finds() -> None:
    """None stands there without ever having been seen to refuse anything."""
    laws = {name for name in dir(JurisdictionContract) if name.startswith("test_")}
    assert {law for _, law in CASES} == laws - {"test_no_promise_was_taken_away"}


def test_what_is_not_filled_in_says_so() -> None:
    """The door names the class that forgot it."""
    with pytest.raises(NotImplementedError, match=r"JurisdictionContract\.make_jurisdiction"):
        JurisdictionContract().make_jurisdiction()
