"""The contract of messengers accepts sound ones and finds each fault of a broken one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from _pytest.outcomes import Failed

from partnership.ports import Messenger
from partnership.testing.apprise_trial import AppriseTrial as TestApprise
from partnership.testing.broken_messengers import BROKEN, Sound, delivered
from partnership.testing.messenger_trials import ConsoleTrial as TestConsole
from partnership.testing.messenger_trials import MaildirTrial as TestMaildir
from partnership.testing.messenger_trials import SmtpTrial as TestSmtp
from partnership.testing.messengers import NO_ADDRESSES, Arrived, MessengerContract

__all__ = ["TestApprise", "TestConsole", "TestMaildir", "TestSmtp"]


class TestSound(MessengerContract):
    """The messenger the broken ones are made of."""

    addressed = True
    mail = True
    returns = True
    subject: type[Sound] = Sound

    def make_messenger(self, folder: Path) -> Messenger:
        """The one under judgement."""
        return self.subject(folder)

    def arrived(self, folder: Path) -> Sequence[Arrived]:
        """What it wrote."""
        return delivered(folder)


CASES = [(subject, law) for subject, laws in BROKEN.items() for law in laws]
GIVEN: dict[str, dict[str, Any]] = {
    "test_what_is_no_address_is_refused": {"address": NO_ADDRESSES[0]},
    "test_addresses_and_words_are_not_told": {"address": "niemand"},
}


@pytest.mark.parametrize(("subject", "law"), CASES, ids=[f"{kind.__name__}-{law[5:]}" for kind, law in CASES])
def test_each_fault_is_found_by_its_law(subject: type[Sound], law: str, tmp_path: Path) -> None:
    """The law that is meant to find a fault finds it."""
    contract = TestSound()
    contract.subject = subject
    given = GIVEN.get(law, {})
    if subject.__name__ == "Remembering":
        given = {"address": "fatima@home.example"}
    with pytest.raises((AssertionError, Failed, ValueError)):
        getattr(contract, law)(tmp_path, **given)


def test_every_law_has_a_fault_that_it_finds() -> None:
    """No law stands there without ever having been seen to refuse anything."""
    laws = {name for name in dir(MessengerContract) if name.startswith("test_")}
    assert {law for _, law in CASES} == laws - {"test_no_promise_was_taken_away"}


def test_what_is_not_filled_in_says_so(tmp_path: Path) -> None:
    """The door names the class that forgot it."""
    with pytest.raises(NotImplementedError, match=r"MessengerContract\.make_messenger"):
        MessengerContract().make_messenger(tmp_path)
    with pytest.raises(NotImplementedError, match=r"MessengerContract\.arrived"):
        MessengerContract().arrived(tmp_path)
