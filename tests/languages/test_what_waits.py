"""Which letters a full week keeps for the digest, topic by topic."""

import attrs
from tests.languages.mailed import judged_in
from tests.services.test_letters import office

from partnership.services.letters.registry import TOPICS

AT_ONCE = {
    *("talk-booked", "talk-moved", "talk-cancelled", "talk-invited", "talk-missed", "agreement-reminder"),
    *("basket-broken", "basket-lapsed", "place-offered", "swap-proposed", "swap-off", "swap-expired"),
    *("gathering-cancelled", "gathering-reminder", "workshop-placed", "workshop-off", "loan-ready"),
    *("support-consulted", "support-called", "support-amended", "follow-up-owed", "homework-returned"),
}
"""What confirms, cancels or asks something at a time; and what staff read."""


def test_a_full_week_keeps_what_can_wait() -> None:
    """An appointment, a cancellation and a question with a term go out; news and what became of a goal wait."""
    full = attrs.evolve(office(), pushes=0)
    found = judged_in("nl", full)
    assert set(found) == set(TOPICS)
    assert {topic for topic, each in found.items() if each.digest is None} == AT_ONCE
