"""The sentences of letters. Names are never put into one: what they are about stands behind it, for a name bends in many languages."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

import attrs

from partnership.almanac import almanac_in
from partnership.languages.direction import isolated
from partnership.languages.tables import Tables

__all__ = ["LetterWords", "words_for"]


@attrs.frozen(kw_only=True)
class LetterWords:
    """One language: its tag, and a sentence per place in a letter."""

    tag: str
    hello: str
    dear: str
    regards: str
    no_reply: str
    when: str
    was: str
    where: str
    who: str
    about: str
    before: str
    how: str
    ways: Mapping[str, str]
    # talks
    booked: str
    booked_says: str
    moved: str
    moved_says: str
    cancelled: str
    cancelled_says: str
    # places
    offered: str
    offered_says: str
    lapsed: str
    lapsed_says: str
    broken: str
    broken_says: str
    # swaps
    proposed: str
    proposed_says: str
    unswapped: str
    unswapped_says: str
    # staff
    owed: str
    owed_says: str

    def day(self, moment: datetime) -> str:
        """A day as people write it: `Tuesday 24 November 2026`."""
        return almanac_in(self.tag).date(moment)

    def greeting(self, name: str) -> str:
        """The first line of a letter: `Dear Anna Bakker,`."""
        said = f"{self.dear} {isolated(name, within=self.tag)}" if name else self.hello
        return f"{said}{almanac_in(self.tag).comma.strip()}"

    def line(self, label: str, value: str) -> str:
        """A fact with what it is: `Where: Room 4`; the fact keeps its own direction of writing."""
        return f"{label}: {isolated(value, within=self.tag)}"

    def list(self, names: Iterable[str]) -> str:
        """Names one after another: `Anna, Bram`; each keeps its own direction of writing."""
        return almanac_in(self.tag).comma.join(isolated(name, within=self.tag) for name in names)


ENGLISH = LetterWords(
    tag="en",
    hello="Hello",
    dear="Dear",
    regards="Kind regards,",
    no_reply="Questions, or would you like this in another language? Please ask the school.",
    when="When",
    was="It was",
    where="Where",
    who="With",
    about="About",
    before="Before",
    how="How",
    ways=MappingProxyType({"on_site": "at school", "video": "by video", "phone": "by phone"}),
    booked="Your talk at school",
    booked_says="A talk is planned for you. We look forward to it.",
    moved="Your talk has changed",
    moved_says="Your talk has changed. It now is:",
    cancelled="Your talk does not take place",
    cancelled_says="The talk below does not take place. You need not do anything.",
    offered="A place has come free",
    offered_says="A place has come free and is held for you. Please confirm it in time, or it goes to somebody else.",
    lapsed="Your chosen time is no longer held",
    lapsed_says="The time you chose was not confirmed in time, so it is free again. You can choose another.",
    broken="Your chosen time is no longer possible",
    broken_says="Something changed at school, so the time you chose is no longer possible. You can choose another.",
    proposed="Another time for your talk",
    proposed_says="You asked for another time. This one is possible; please answer in time. Until then nothing changes.",
    unswapped="Your talk stays as it is",
    unswapped_says="There is no other time after all. Your talk stays as it was planned.",
    owed="Another way to talk",
    owed_says="A talk was missed. The school owes this family another way to talk.",
)
DUTCH = LetterWords(
    tag="nl",
    hello="Goedendag",
    dear="Beste",
    regards="Met vriendelijke groet,",
    no_reply="Hebt u een vraag of leest u dit liever in een andere taal? Vraag het de school.",
    when="Wanneer",
    was="Het was",
    where="Waar",
    who="Met",
    about="Over",
    before="Vóór",
    how="Hoe",
    ways=MappingProxyType({"on_site": "op school", "video": "via video", "phone": "telefonisch"}),
    booked="Uw gesprek op school",
    booked_says="Er staat een gesprek voor u gepland. We kijken ernaar uit.",
    moved="Uw gesprek is veranderd",
    moved_says="Uw gesprek is veranderd. Het is nu:",
    cancelled="Uw gesprek gaat niet door",
    cancelled_says="Het gesprek hieronder gaat niet door. U hoeft niets te doen.",
    offered="Er is een plek vrijgekomen",
    offered_says="Er is een plek vrijgekomen, die we voor u vasthouden. Bevestigt u op tijd? Anders gaat de plek naar een ander.",
    lapsed="De tijd die u koos is weer vrij",
    lapsed_says="De tijd die u koos is niet op tijd bevestigd en is weer vrij. U kunt een andere kiezen.",
    broken="De tijd die u koos kan niet meer",
    broken_says="Er is op school iets veranderd. Daardoor kan de tijd die u koos niet meer. U kunt een andere kiezen.",
    proposed="Een andere tijd voor uw gesprek",
    proposed_says="U vroeg om een andere tijd. Deze kan; antwoordt u op tijd? Tot dan verandert er niets.",
    unswapped="Uw gesprek blijft zoals het was",
    unswapped_says="Er is toch geen andere tijd. Uw gesprek blijft zoals het gepland was.",
    owed="Een gesprek op een andere manier",
    owed_says="Een gesprek is gemist. De school is dit gezin een gesprek op een andere manier schuldig.",
)
TABLES = Tables("letters", ENGLISH, DUTCH)


def words_for(*languages: str) -> LetterWords:
    """The sentences of the first of these languages that is spoken, by BCP 47 tag; English when none is."""
    return TABLES.of(*languages)
