"""What an agenda says around the words of the people in a talk, in the languages that ship."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from partnership.languages.tables import Tables

__all__ = ["AgendaWords", "agenda_words"]


@attrs.frozen(kw_only=True)
class AgendaWords:
    """One language: its tag, and a word or sentence per place. In braces stand the words of people.

    Attributes:
        sides: Whose an agreement is.
        raters: Who did not say yet how it goes.
        first: Where parents speak first.
        pupil: Where nobody heard the pupil yet.
        agreement: `{side}`, `{what}`, `{due}`.
        goal_unrated: `{goal}`, `{who}`.
        goal_unanswered: `{goal}`.
        goal_due: `{goal}`, `{until}`.
        insight: `{text}`: something that was told and never told back.
        titles: What each part of an agenda is called, by its kind.
    """

    tag: str
    sides: Mapping[str, str]
    raters: Mapping[str, str]
    first: str
    pupil: str
    agreement: str
    goal_unrated: str
    goal_unanswered: str
    goal_due: str
    insight: str
    titles: Mapping[str, str]


ENGLISH = AgendaWords(
    tag="en",
    sides=MappingProxyType({"school": "school", "home": "home", "pupil": "the pupil"}),
    raters=MappingProxyType({"parent": "home", "teacher": "the teacher", "pupil": "the pupil"}),
    first="The parents speak first: how is it going at home, and what should the school know?",
    pupil="The pupil has not been asked yet: what do you want us to talk about?",
    agreement="Agreed for {side}: {what} (by {due})",
    goal_unrated="{goal}: how is it going? Not heard yet from {who}",
    goal_unanswered="{goal}: how can you support this at home?",
    goal_due="{goal}: we were to look back on {until}",
    insight="You told us: {text}. This is what we did with it",
    titles=MappingProxyType(
        {
            "first": "You first",
            "home": "From home",
            "pupil": "From the pupil",
            "school": "From school",
            "agreement": "What we agreed",
            "goal": "Our goals",
            "insight": "What you told us",
        }
    ),
)
DUTCH = AgendaWords(
    tag="nl",
    sides=MappingProxyType({"school": "school", "home": "thuis", "pupil": "de leerling"}),
    raters=MappingProxyType({"parent": "thuis", "teacher": "de leerkracht", "pupil": "de leerling"}),
    first="De ouders vertellen eerst: hoe gaat het thuis, en wat moet de school weten?",
    pupil="De leerling is nog niet gevraagd: waar wil jij het over hebben?",
    agreement="Afgesproken voor {side}: {what} (vóór {due})",
    goal_unrated="{goal}: hoe gaat het? Nog niet gehoord van {who}",
    goal_unanswered="{goal}: hoe kunt u dit thuis ondersteunen?",
    goal_due="{goal}: we zouden terugkijken op {until}",
    insight="U vertelde ons: {text}. Dit hebben we ermee gedaan",
    titles=MappingProxyType(
        {
            "first": "Eerst u",
            "home": "Van thuis",
            "pupil": "Van de leerling",
            "school": "Van school",
            "agreement": "Wat we afspraken",
            "goal": "Onze doelen",
            "insight": "Wat u ons vertelde",
        }
    ),
)
TABLES = Tables("agenda", ENGLISH, DUTCH)


def agenda_words(*languages: str) -> AgendaWords:
    """The words of the first of these languages that is spoken, by BCP 47 tag; English when none is."""
    return TABLES.of(*languages)
