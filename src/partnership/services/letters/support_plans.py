"""Letters about a support plan to those with authority: what is asked of them, without what the plan says."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from partnership.languages.tables import Tables
from partnership.learning.support_plans import SupportPlan, SupportState
from partnership.services.dossier import entry_or_none
from partnership.services.letters.drafts import Draft, Idle, Reading, Unsent

__all__ = ["SUPPORT_TOPICS", "about_support_plan"]

_S = SupportState
_STILL_SO: Mapping[str, tuple[SupportState, ...]] = MappingProxyType(
    {
        "support-consulted": (_S.CONSULTATION, _S.WITHHELD, _S.CONSENTED),
        "support-adopted": (_S.ADOPTED, _S.RUNNING),
        "support-called": (_S.EVALUATION_DUE,),
        "support-amended": (_S.AMENDED,),
        "support-closed": (_S.CLOSED,),
    }
)
"""Each topic, and in which states of the plan it is still so."""

SUPPORT_TOPICS = tuple(_STILL_SO)


@attrs.frozen(kw_only=True)
class _Words:
    """One language: what a letter is called and what it says, by topic."""

    tag: str
    titles: Mapping[str, str]
    says: Mapping[str, str]


_ENGLISH = _Words(
    tag="en",
    titles=MappingProxyType(
        {
            "support-consulted": "Your consent to a support plan",
            "support-adopted": "A support plan is adopted",
            "support-called": "Looking back on a support plan together",
            "support-amended": "A support plan is changed",
            "support-closed": "A support plan has ended",
        }
    ),
    says=MappingProxyType(
        {
            "support-consulted": "There is a support plan. We ask for your consent to the action part: what the school does. Without it nothing begins. Please read it with us; you can say yes or no, and why.",
            "support-adopted": "Everyone with authority consented to the action part. The support plan is adopted.",
            "support-called": "It is time to look back on the support plan with you. We would like to make an appointment.",
            "support-amended": "The action part of the support plan is written anew. Your earlier consent does not count for it; we ask you again.",
            "support-closed": "The support plan has ended. We like to tell you how it went.",
        }
    ),
)
_DUTCH = _Words(
    tag="nl",
    titles=MappingProxyType(
        {
            "support-consulted": "Uw instemming met een ontwikkelingsperspectief",
            "support-adopted": "Een ontwikkelingsperspectief is vastgesteld",
            "support-called": "Samen terugkijken op het ontwikkelingsperspectief",
            "support-amended": "Een ontwikkelingsperspectief is veranderd",
            "support-closed": "Een ontwikkelingsperspectief is afgesloten",
        }
    ),
    says=MappingProxyType(
        {
            "support-consulted": "Er is een ontwikkelingsperspectief (OPP). We vragen uw instemming met het handelingsdeel: wat de school doet. Zonder uw instemming begint er niets. Lees het met ons; u kunt ja of nee zeggen, en waarom.",
            "support-adopted": "Iedereen met gezag stemt in met het handelingsdeel. Het ontwikkelingsperspectief is vastgesteld.",
            "support-called": "Het is tijd om met u terug te kijken op het ontwikkelingsperspectief. We maken graag een afspraak.",
            "support-amended": "Het handelingsdeel van het ontwikkelingsperspectief is opnieuw geschreven. Uw eerdere instemming telt daarvoor niet; we vragen u opnieuw.",
            "support-closed": "Het ontwikkelingsperspectief is afgesloten. We vertellen u graag hoe het ging.",
        }
    ),
)
_ASKED = frozenset({"support-consulted", "support-called", "support-amended"})
"""What asks for an answer within a term."""
TABLES = Tables("support_plans", _ENGLISH, _DUTCH)


def about_support_plan(reading: Reading) -> Draft | Unsent:
    """What is asked or became of a plan; not sent when it went on since, or its text changed."""
    found = entry_or_none(reading.transaction, SupportPlan, str(reading.body["support"]))
    topic = reading.message.topic
    if found is None or found[0].state not in _STILL_SO[topic]:
        return Unsent(state=Idle.SUPPRESSED, why="superseded")
    if str(found[0].version) != reading.body["version"]:
        return Unsent(state=Idle.SUPPRESSED, why="superseded")
    words = TABLES.of(reading.words.tag)
    return Draft(subject=words.titles[topic], paragraphs=(words.says[topic],), settled=topic in _ASKED)
