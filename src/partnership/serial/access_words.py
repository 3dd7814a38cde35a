"""The sentences on the page of an answer to a request for access: what each part of it is, and what it is kept for."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from partnership.languages.direction import direction
from partnership.languages.tables import Tables

__all__ = ["AccessWords", "access_words"]


@attrs.frozen(kw_only=True)
class AccessWords:
    """One language.

    Attributes:
        title: `{school}`, `{person}`.
        made: `{moment}`.
        kept_for: `{purpose}`.
        facts: That the names of facts are in English.
        titles: What each part is called, by its title in English.
        purposes: What each part is kept for, by the same.
    """

    tag: str
    title: str
    made: str
    kept_for: str
    facts: str
    yes: str
    no: str
    titles: Mapping[str, str]
    purposes: Mapping[str, str]

    @property
    def direction(self) -> str:
        """Which way it is written: `ltr` or `rtl`."""
        return direction(self.tag)


_ENGLISH = AccessWords(
    tag="en",
    title="Everything {school} keeps about {person}",
    made="Put together on {moment}.",
    kept_for="Kept for: {purpose}.",
    facts="The names of the facts are in English, as they are in the records of the school.",
    yes="yes",
    no="no",
    titles=MappingProxyType(
        {
            "Person": "Person",
            "Links": "Links",
            "Told by the family": "Told by the family",
            "Talks": "Talks",
            "Messages not yet sent": "Messages not yet sent",
            "Journal": "Journal",
            "Legal holds": "Legal holds",
            "Contact": "Contact",
            "Insight": "Insight",
            "Newsletter": "Newsletter",
            "Newsletter delivery": "Newsletter delivery",
            "Gathering": "Gathering",
            "Gathering guest": "Gathering guest",
            "Gathering goal": "Gathering goal",
            "Goal": "Goal",
            "Action plan": "Action plan",
            "Support plan": "Support plan",
            "Progress talk": "Progress talk",
            "Home tip": "Home tip",
            "Sent tip": "Sent tip",
            "Tip feedback": "Tip feedback",
            "Tip wishes": "Tip wishes",
            "Homework": "Homework",
            "Homework sheet": "Homework sheet",
            "Workshop": "Workshop",
            "Workshop seat": "Workshop seat",
            "Module": "Module",
            "Module progress": "Module progress",
            "Material": "Material",
            "Copy": "Copy",
            "Reservation": "Reservation",
            "Dead address": "Dead address",
            "Opt out": "Opt out",
            "Push": "Push",
            "Delivery": "Delivery",
            "Feed": "Feed",
        }
    ),
    purposes=MappingProxyType(
        {
            "Person": "knowing who is at the school",
            "Links": "knowing who cares for, teaches and is taught by whom",
            "Told by the family": "contact as the family wants it",
            "Talks": "talks between home and school",
            "Messages not yet sent": "telling of talks",
            "Journal": "accounting for what was done",
            "Legal holds": "what the law forbids to erase",
            "Contact": "knowing what school and home told each other",
            "Insight": "using what parents tell",
            "Newsletter": "telling the families of a class what it learns",
            "Newsletter delivery": "knowing whom the newsletter reached",
            "Gathering": "bringing parents together at school",
            "Gathering guest": "serving every parent, also who could not come",
            "Gathering goal": "the goal that home and school agreed on at a meeting of the class",
            "Goal": "what home, school and the pupil want to reach together",
            "Action plan": "what home and school do for one need of the pupil",
            "Support plan": "the extra support of the pupil, with what parents and pupil said of it",
            "Progress talk": "what home and school spoke about, wrote down and agreed",
            "Home tip": "what families can do at home",
            "Sent tip": "knowing which tip went home, so that it does not come twice",
            "Tip feedback": "better tips: counted by tip, never by family",
            "Tip wishes": "tips that fit the time and things a home has",
            "Homework": "what a teacher set to be done together at home",
            "Homework sheet": "what a family said of homework, and what the teacher did with it",
            "Workshop": "what parents asked to learn",
            "Workshop seat": "a place in a workshop, and how it went at home",
            "Module": "what parents can learn at their own pace",
            "Module progress": "going on where you were; nobody of the school sees it",
            "Material": "what families can use at home",
            "Copy": "knowing where what is lent is; who had it before is not kept",
            "Reservation": "who is next when something comes back",
            "Dead address": "not writing to an address that does not work",
            "Opt out": "sending no news to who asked for none",
            "Push": "not asking a family for attention too often",
            "Delivery": "to know whether a message arrived",
            "Feed": "reading one's calendar from elsewhere",
        }
    ),
)
_DUTCH = AccessWords(
    tag="nl",
    title="Alles wat {school} bewaart over {person}",
    made="Samengesteld op {moment}.",
    kept_for="Bewaard voor: {purpose}.",
    facts="De namen van de gegevens staan er in het Engels, zoals in de gegevens van de school.",
    yes="ja",
    no="nee",
    titles=MappingProxyType(
        {
            "Person": "Persoon",
            "Links": "Verbanden",
            "Told by the family": "Verteld door het gezin",
            "Talks": "Gesprekken",
            "Messages not yet sent": "Berichten die nog niet verstuurd zijn",
            "Journal": "Logboek",
            "Legal holds": "Wat bewaard moet blijven",
            "Contact": "Contact",
            "Insight": "Wat ouders weten",
            "Newsletter": "Nieuwsbrief",
            "Newsletter delivery": "Bezorging van de nieuwsbrief",
            "Gathering": "Bijeenkomst",
            "Gathering guest": "Gast bij een bijeenkomst",
            "Gathering goal": "Doel van een bijeenkomst",
            "Goal": "Doel",
            "Action plan": "Actieplan",
            "Support plan": "Ontwikkelingsperspectief",
            "Progress talk": "Voortgangsgesprek",
            "Home tip": "Tip voor thuis",
            "Sent tip": "Verstuurde tip",
            "Tip feedback": "Reactie op een tip",
            "Tip wishes": "Wensen voor tips",
            "Homework": "Huiswerk",
            "Homework sheet": "Huiswerkblad",
            "Workshop": "Workshop",
            "Workshop seat": "Plek in een workshop",
            "Module": "Module",
            "Module progress": "Voortgang in een module",
            "Material": "Materiaal",
            "Copy": "Exemplaar",
            "Reservation": "Reservering",
            "Dead address": "Adres dat niet werkt",
            "Opt out": "Afmelding",
            "Push": "Melding",
            "Delivery": "Bezorging",
            "Feed": "Agendakoppeling",
        }
    ),
    purposes=MappingProxyType(
        {
            "Person": "weten wie er op school is",
            "Links": "weten wie voor wie zorgt, wie wie lesgeeft en van wie les krijgt",
            "Told by the family": "contact zoals het gezin dat wil",
            "Talks": "gesprekken tussen thuis en school",
            "Messages not yet sent": "berichten over gesprekken",
            "Journal": "verantwoorden wat er gedaan is",
            "Legal holds": "wat van de wet niet gewist mag worden",
            "Contact": "weten wat school en thuis elkaar vertelden",
            "Insight": "gebruiken wat ouders vertellen",
            "Newsletter": "de gezinnen van een klas vertellen wat er geleerd wordt",
            "Newsletter delivery": "weten wie de nieuwsbrief bereikte",
            "Gathering": "ouders op school bij elkaar brengen",
            "Gathering guest": "er voor elke ouder zijn, ook voor wie niet kon komen",
            "Gathering goal": "het doel dat thuis en school afspraken bij een bijeenkomst van de klas",
            "Goal": "wat thuis, school en de leerling samen willen bereiken",
            "Action plan": "wat thuis en school doen voor wat de leerling nodig heeft",
            "Support plan": "de extra ondersteuning van de leerling, met wat ouders en leerling ervan zeiden",
            "Progress talk": "waar thuis en school over spraken, wat ze opschreven en afspraken",
            "Home tip": "wat gezinnen thuis kunnen doen",
            "Sent tip": "weten welke tip naar huis ging, zodat hij niet twee keer komt",
            "Tip feedback": "betere tips: geteld per tip, nooit per gezin",
            "Tip wishes": "tips die passen bij de tijd en de spullen die er thuis zijn",
            "Homework": "wat een leerkracht opgaf om thuis samen te doen",
            "Homework sheet": "wat een gezin van huiswerk zei, en wat de leerkracht ermee deed",
            "Workshop": "wat ouders vroegen te leren",
            "Workshop seat": "een plek in een workshop, en hoe het thuis ging",
            "Module": "wat ouders in hun eigen tempo kunnen leren",
            "Module progress": "verdergaan waar u was; niemand van de school ziet het",
            "Material": "wat gezinnen thuis kunnen gebruiken",
            "Copy": "weten waar is wat geleend werd; wie het eerder had bewaren we niet",
            "Reservation": "wie aan de beurt is als er iets terugkomt",
            "Dead address": "niet schrijven naar een adres dat niet werkt",
            "Opt out": "geen nieuws sturen aan wie daarom vroeg",
            "Push": "een gezin niet te vaak om aandacht vragen",
            "Delivery": "weten of een bericht aankwam",
            "Feed": "de eigen agenda elders kunnen lezen",
        }
    ),
)
TABLES = Tables("access", _ENGLISH, _DUTCH)


def access_words(*languages: str) -> AccessWords:
    """The sentences of the first of these languages that is spoken, by BCP 47 tag; English when none is."""
    return TABLES.of(*languages)
