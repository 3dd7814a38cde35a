"""Letters about a support plan to those with authority: what is asked of them, without what the plan says."""

from collections.abc import Mapping
from types import MappingProxyType

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

_ENGLISH: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "support-consulted": (
            "Your consent to a support plan",
            "There is a support plan. We ask for your consent to the action part: what the school does. Without it nothing begins. Please read it with us; you can say yes or no, and why.",
        ),
        "support-adopted": (
            "A support plan is adopted",
            "Everyone with authority consented to the action part. The support plan is adopted.",
        ),
        "support-called": (
            "Looking back on a support plan together",
            "It is time to look back on the support plan with you. We would like to make an appointment.",
        ),
        "support-amended": (
            "A support plan is changed",
            "The action part of the support plan is written anew. Your earlier consent does not count for it; we ask you again.",
        ),
        "support-closed": (
            "A support plan has ended",
            "The support plan has ended. We like to tell you how it went.",
        ),
    }
)
_DUTCH: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "support-consulted": (
            "Uw instemming met een ontwikkelingsperspectief",
            "Er is een ontwikkelingsperspectief (OPP). We vragen uw instemming met het handelingsdeel: wat de school doet. Zonder uw instemming begint er niets. Lees het met ons; u kunt ja of nee zeggen, en waarom.",
        ),
        "support-adopted": (
            "Een ontwikkelingsperspectief is vastgesteld",
            "Iedereen met gezag stemt in met het handelingsdeel. Het ontwikkelingsperspectief is vastgesteld.",
        ),
        "support-called": (
            "Samen terugkijken op het ontwikkelingsperspectief",
            "Het is tijd om met u terug te kijken op het ontwikkelingsperspectief. We maken graag een afspraak.",
        ),
        "support-amended": (
            "Een ontwikkelingsperspectief is veranderd",
            "Het handelingsdeel van het ontwikkelingsperspectief is opnieuw geschreven. Uw eerdere instemming telt daarvoor niet; we vragen u opnieuw.",
        ),
        "support-closed": (
            "Een ontwikkelingsperspectief is afgesloten",
            "Het ontwikkelingsperspectief is afgesloten. We vertellen u graag hoe het ging.",
        ),
    }
)


def about_support_plan(reading: Reading) -> Draft | Unsent:
    """What is asked or became of a plan; not sent when it went on since, or its text changed."""
    found = entry_or_none(reading.transaction, SupportPlan, str(reading.body["support"]))
    topic = reading.message.topic
    if found is None or found[0].state not in _STILL_SO[topic]:
        return Unsent(state=Idle.SUPPRESSED, why="superseded")
    if str(found[0].version) != reading.body["version"]:
        return Unsent(state=Idle.SUPPRESSED, why="superseded")
    subject, says = (_DUTCH if reading.words.tag == "nl" else _ENGLISH)[topic]
    return Draft(subject=subject, paragraphs=(says,))
