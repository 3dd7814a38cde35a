"""What is said around the words of a goal in its tip, newsletter paragraph, success note and thank-you, by language."""

import attrs

from partnership.languages.tables import Tables

__all__ = ["ArtefactWords", "artefact_words"]


@attrs.frozen(kw_only=True)
class ArtefactWords:
    """One language: its tag, and a sentence per artefact. In braces stand the words of the goal, as people wrote them.

    Attributes:
        tip: `{goal}`, `{home}`: what home does for it.
        news: `{goal}`: what children of the class work on, without a name.
        news_tip: `{home}`: what every home can do.
        success: `{goal}`, `{fact}`, `{home}`: what was seen, and what home did for it.
        reached: The same, when the goal was reached.
        thanks: `{goal}`, `{home}`: what one home did, whether or not the goal was reached.
    """

    tag: str
    tip: str
    news: str
    news_tip: str
    success: str
    reached: str
    thanks: str


ENGLISH = ArtefactWords(
    tag="en",
    tip="For “{goal}” you can do this at home: {home}.",
    news="Children in the class are working on: “{goal}”",
    news_tip="At home: {home}",
    success="“{goal}” is going well. This is what we saw: {fact}. You helped: {home}.",
    reached="“{goal}” was reached! This is what we saw: {fact}. You helped: {home}.",
    thanks="Thank you for what you did at home for “{goal}”: {home}. It made a difference.",
)
DUTCH = ArtefactWords(
    tag="nl",
    tip="Voor “{goal}” kunt u thuis dit doen: {home}.",
    news="Kinderen in de klas werken aan: “{goal}”",
    news_tip="Thuis: {home}",
    success="Met “{goal}” gaat het goed. Dit zagen we: {fact}. U hielp mee: {home}.",
    reached="“{goal}” is gehaald! Dit zagen we: {fact}. U hielp mee: {home}.",
    thanks="Dank u wel voor wat u thuis deed voor “{goal}”: {home}. Dat maakte verschil.",
)
TABLES = Tables("artefacts", ENGLISH, DUTCH)


def artefact_words(*languages: str) -> ArtefactWords:
    """The sentences of the first of these languages that is spoken, by BCP 47 tag; English when none is."""
    return TABLES.of(*languages)
