"""The contract of translators accepts sound ones and finds each fault of a broken one."""

from pathlib import Path

import pytest
from _pytest.outcomes import Failed

from partnership.ports import Translator
from partnership.testing.broken_translators import BROKEN, Sound
from partnership.testing.translator_trials import GlossaryTrial as TestGlossary
from partnership.testing.translators import Example, TranslatorContract

__all__ = ["TestGlossary"]


class TestSound(TranslatorContract):
    """The translator the broken ones are made of."""

    steady = True
    subject: type[Sound] = Sound

    def make_translator(self, folder: Path) -> Translator:
        """The one under judgement."""
        return self.subject()

    def example(self) -> Example:
        """Its one word."""
        return Example(text="gymles", source="nl", targets=("tr", "en"), unspoken="so")


CASES = [(subject, law) for subject, laws in BROKEN.items() for law in laws]
LAWS = {name for name in dir(TranslatorContract) if name.startswith("test_")} - {
    "test_no_promise_was_taken_away"
}


@pytest.mark.parametrize("subject", BROKEN, ids=lambda each: each.__name__)
def test_each_fault_is_found_by_its_law_alone(subject: type[Sound], tmp_path: Path) -> None:
    """The law that is meant to find a fault finds it, and no other law mistakes it for its own."""
    contract = TestSound()
    contract.subject = subject
    found = set()
    for law in LAWS:
        try:
            getattr(contract, law)(tmp_path)
        except (AssertionError, Failed):
            found.add(law)
    assert found == set(BROKEN[subject])


def test_every_law_has_a_fault_that_it_finds() -> None:
    """No law stands there without ever having been seen to refuse anything."""
    assert {law for _, law in CASES} == LAWS


def test_what_is_not_filled_in_says_so(tmp_path: Path) -> None:
    """The door names the class that forgot it."""
    with pytest.raises(NotImplementedError, match=r"TranslatorContract\.make_translator"):
        TranslatorContract().make_translator(tmp_path)
    with pytest.raises(NotImplementedError, match=r"TranslatorContract\.example"):
        TranslatorContract().example()
