"""The words on a goal card, a plan and the page of a class, in the languages that ship."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from partnership.almanac import almanac_in
from partnership.languages.tables import Counted, Tables
from partnership.plugins.html.written import Written

__all__ = ["LearningWords", "learning_words"]


@attrs.frozen(kw_only=True)
class LearningWords(Written):
    """One language: its tag, and a word or sentence per place on a page.

    Attributes:
        made: `{day}`.
        until: `{day}`: when a goal or a plan is looked back on; it may stand in the middle of a sentence.
        states: How far a goal is, by its state.
        sides: Who does something.
        raters: Who says where the pupil is, as it stands in the middle of a sentence.
        advice: What the figures of a plan speak for.
        stages: How far a plan is.
        ladder: What the picture of a scale is of.
        says: `{who}`, `{level}`, `{words}`: where one person says the pupil is.
        nobody_says: Where nobody said yet.
        chart: What the picture of a plan is of.
        told: `{before}`, `{during}`: the values in words.
        times: `{times}`, `{minutes}`: how often, and how long in words.
        done: `{share}`: how many of a hundred.
        nap: `{share}`: how many of a hundred later measurements were the better one.
        not_rated: `{who}`: who did not say yet how a goal goes.
    """

    made: str
    # the card
    card: str
    until: str
    indicator: str
    baseline: str
    states: Mapping[str, str]
    together: str
    sides: Mapping[str, str]
    answers: str
    scale: str
    ladder: str
    says: str
    nobody_says: str
    raters: Mapping[str, str]
    # the plan
    plan: str
    stages: Mapping[str, str]
    strengths: str
    steps: str
    times: str
    minutes: Counted
    measured: str
    chart: str
    told: str
    before: str
    during: str
    begun: str
    how: str
    done: str
    nothing_planned: str
    nap: str
    too_few: str
    advice: Mapping[str, str]
    decided: str
    decisions: Mapping[str, str]
    # the class
    a_class: str
    class_private: str
    pupil: str
    goal: str
    open: str
    no_goal: str
    not_answered: str
    not_rated: str
    is_due: str
    nothing_open: str

    def sentence(self, text: str) -> str:
        """A text as the beginning of a sentence, by the rule of the language: `İ` for a Turkish `i`."""
        first = "İ" if self.tag == "tr" and text.startswith("i") else text[:1].upper()
        return first + text[1:]

    def short(self, day: date) -> str:
        """A day where there is little room: `24 November`."""
        return almanac_in(self.tag).short(day)


ENGLISH = LearningWords(
    tag="en",
    made="Made on {day}",
    card="Our goal",
    until="we look back on {day}",
    indicator="How we see that it goes better",
    baseline="Where we begin",
    states=MappingProxyType(
        {
            "proposed": "proposed",
            "discussed": "talked about",
            "agreed": "agreed",
            "active": "we are working on it",
            "reviewed": "looked back on",
            "achieved": "reached",
            "continued": "we go on with it",
            "dropped": "stopped",
        }
    ),
    together="We do this together",
    sides=MappingProxyType(
        {"school": "At school", "home": "At home", "pupil": "The pupil", "partner": "Others"}
    ),
    answers="What you said you can do",
    scale="How far are we?",
    ladder="Five steps, from much less than we hoped to much more",
    says="{who}: step {level}, {words}",
    nobody_says="Nobody said yet how far we are.",
    raters=MappingProxyType({"parent": "home", "teacher": "the teacher", "pupil": "the pupil"}),
    plan="Our plan",
    stages=MappingProxyType(
        {
            "needs": "we look at what is needed",
            "development": "we think of steps",
            "implementation": "it runs",
            "evaluation": "we look back on it",
            "fading": "we do less and see whether it lasts",
            "closed": "it is over",
        }
    ),
    strengths="What goes well and helps",
    steps="Who does what",
    times="{times} × {minutes} a week",
    minutes=Counted("{number} minute", "{number} minutes"),
    measured="What we measure",
    chart="Measurements before and during the plan",
    told="Before: {before}. During: {during}.",
    before="before",
    during="during",
    begun="begun",
    how="How it goes",
    done="Of what was planned, {share}% was done",
    nothing_planned="nothing was planned yet",
    nap="Of all pairs of a measurement before and one during, {share}% became better.",
    too_few="There are too few measurements yet to say anything.",
    advice=MappingProxyType(
        {
            "measure more": "We measure some more first.",
            "simplify the plan": "We make the plan simpler.",
            "change the strategy": "We try it another way.",
            "do less and see whether it lasts": "We do less and see whether it lasts.",
        }
    ),
    decided="What we decided",
    decisions=MappingProxyType(
        {"continue": "go on", "adapt": "adapt it", "fade": "do less", "close": "stop"}
    ),
    a_class="The goals of",
    class_private="For the teachers of this class. It says what is open, not how far anybody is.",
    pupil="Pupil",
    goal="Goal",
    open="What is open",
    no_goal="No goal yet: ask home and the pupil what they would like to reach.",
    not_answered="Home was not heard yet: how can you support this?",
    not_rated="How is it going? Not heard yet from: {who}",
    is_due="The day to look back has come",
    nothing_open="nothing",
)
DUTCH = LearningWords(
    tag="nl",
    made="Gemaakt op {day}",
    card="Ons doel",
    until="we kijken terug op {day}",
    indicator="Zo zien we dat het beter gaat",
    baseline="Hier beginnen we",
    states=MappingProxyType(
        {
            "proposed": "voorgesteld",
            "discussed": "besproken",
            "agreed": "afgesproken",
            "active": "we werken eraan",
            "reviewed": "teruggekeken",
            "achieved": "gehaald",
            "continued": "we gaan ermee verder",
            "dropped": "gestopt",
        }
    ),
    together="Dit doen we samen",
    sides=MappingProxyType(
        {"school": "Op school", "home": "Thuis", "pupil": "De leerling", "partner": "Anderen"}
    ),
    answers="Wat u zei te kunnen doen",
    scale="Hoe ver zijn we?",
    ladder="Vijf treden, van veel minder dan we hoopten tot veel meer",
    says="{who}: trede {level}, {words}",
    nobody_says="Nog niemand zei hoe ver we zijn.",
    raters=MappingProxyType({"parent": "thuis", "teacher": "de leerkracht", "pupil": "de leerling"}),
    plan="Ons plan",
    stages=MappingProxyType(
        {
            "needs": "we bekijken wat er nodig is",
            "development": "we bedenken stappen",
            "implementation": "het loopt",
            "evaluation": "we kijken erop terug",
            "fading": "we doen minder en zien of het blijft",
            "closed": "het is klaar",
        }
    ),
    strengths="Wat goed gaat en helpt",
    steps="Wie doet wat",
    times="{times} × {minutes} per week",
    minutes=Counted("{number} minuut", "{number} minuten"),
    measured="Wat we meten",
    chart="Metingen vóór en tijdens het plan",
    told="Vóór: {before}. Tijdens: {during}.",
    before="vóór",
    during="tijdens",
    begun="begonnen",
    how="Hoe het gaat",
    done="Van wat gepland was is {share}% gedaan",
    nothing_planned="er was nog niets gepland",
    nap="Van alle paren van een meting vóór en een tijdens werd {share}% beter.",
    too_few="Er zijn nog te weinig metingen om iets te zeggen.",
    advice=MappingProxyType(
        {
            "measure more": "We meten eerst nog wat meer.",
            "simplify the plan": "We maken het plan eenvoudiger.",
            "change the strategy": "We proberen het op een andere manier.",
            "do less and see whether it lasts": "We doen minder en zien of het blijft.",
        }
    ),
    decided="Wat we besloten",
    decisions=MappingProxyType(
        {"continue": "doorgaan", "adapt": "aanpassen", "fade": "minder doen", "close": "stoppen"}
    ),
    a_class="De doelen van",
    class_private="Voor de leerkrachten van deze klas. Hier staat wat er openstaat, niet hoe ver iemand is.",
    pupil="Leerling",
    goal="Doel",
    open="Wat openstaat",
    no_goal="Nog geen doel: vraag thuis en de leerling wat zij willen bereiken.",
    not_answered="Thuis is nog niet gehoord: hoe kunt u dit ondersteunen?",
    not_rated="Hoe gaat het? Nog niet gehoord van: {who}",
    is_due="De dag om terug te kijken is er",
    nothing_open="niets",
)
TABLES = Tables("learning_pages", ENGLISH, DUTCH)


def learning_words(*languages: str) -> LearningWords:
    """The words of the first of these languages that is spoken, by BCP 47 tag; English when none is."""
    return TABLES.of(*languages)
