"""The sentences of letters about a parents' evening; what the school typed itself stands behind them as it was typed."""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from partnership.languages.tables import Tables

__all__ = ["GatheringWords", "gathering_words_for"]


@attrs.frozen(kw_only=True)
class GatheringWords:
    """One language: its tag, and a sentence per place in a letter."""

    tag: str
    kinds: Mapping[str, str]
    invited: str
    invited_says: str
    missed_says: str
    reminded: str
    reminded_says: str
    cancelled: str
    cancelled_says: str
    package: str
    package_says: str
    what: str
    choose: str
    support: str
    supports: Mapping[str, str]
    find: str
    answer: str


ENGLISH = GatheringWords(
    tag="en",
    kinds=MappingProxyType(
        {
            "information": "An information evening",
            "team": "A meeting of parents and teachers of the class",
            "walk-in": "An open hour",
            "theme": "A theme evening",
        }
    ),
    invited="An invitation to school",
    invited_says="You are warmly invited. Your questions and your ideas matter to us.",
    missed_says=(
        "We missed you the last times, and would very much like to see you. "
        "If something makes it hard to come, tell us, and we will find a way together."
    ),
    reminded="Soon at school",
    reminded_says="Our meeting is coming up. We look forward to seeing you.",
    cancelled="The meeting at school does not take place",
    cancelled_says="The meeting below does not take place. We will write to you when there is a new day.",
    package="For you, from the meeting at school",
    package_says=(
        "We did not see you this time, and that is no problem. Here is what it was about. We will call you too."
    ),
    what="What",
    choose="Choose the moment that suits you",
    support="There is",
    supports=MappingProxyType(
        {"childcare": "childcare", "interpreter": "an interpreter", "hybrid": "joining from home by video"}
    ),
    find="You find it here",
    answer="Please let the school know whether you come, or what would help you to come.",
)
DUTCH = GatheringWords(
    tag="nl",
    kinds=MappingProxyType(
        {
            "information": "Een informatieavond",
            "team": "Een bijeenkomst van ouders en leerkrachten van de klas",
            "walk-in": "Een inloopuur",
            "theme": "Een thema-avond",
        }
    ),
    invited="Een uitnodiging van school",
    invited_says="U bent van harte welkom. Uw vragen en ideeën doen ertoe.",
    missed_says=(
        "We hebben u de laatste keren gemist en zien u heel graag. "
        "Maakt iets het lastig om te komen? Laat het ons weten, dan denken we mee."
    ),
    reminded="Binnenkort op school",
    reminded_says="Onze bijeenkomst komt eraan. We zien ernaar uit u te ontmoeten.",
    cancelled="De bijeenkomst op school gaat niet door",
    cancelled_says="De bijeenkomst hieronder gaat niet door. We schrijven u zodra er een nieuwe dag is.",
    package="Voor u, van de bijeenkomst op school",
    package_says=(
        "We zagen u deze keer niet, en dat geeft niet. Hier vindt u waar het over ging. We bellen u ook."
    ),
    what="Wat",
    choose="Kies het moment dat u past",
    support="Er is",
    supports=MappingProxyType(
        {"childcare": "kinderopvang", "interpreter": "een tolk", "hybrid": "meedoen van huis via video"}
    ),
    find="U vindt het hier",
    answer="Laat u de school weten of u komt, of wat u zou helpen om te komen?",
)
TABLES = Tables("gatherings", ENGLISH, DUTCH)


def gathering_words_for(*languages: str) -> GatheringWords:
    """The sentences of the first of these languages that is spoken, by BCP 47 tag; English when none is."""
    return TABLES.of(*languages)
