"""The words a calendar puts around names, in the languages that ship."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

__all__ = ["Words", "words_for"]


@attrs.frozen(kw_only=True)
class Words:
    """One language. `{}` stands for names that are filled in."""

    tag: str
    calendar: str
    family: str
    dates: str
    busy: str
    with_staff: str
    about: str
    with_family: str
    guardians: str
    together: str
    pupil_attends: str
    interpreter: str
    video: str
    phone: str
    cancelled: str
    conjunction: str

    def list(self, names: Sequence[str]) -> str:
        """Names as a person says them: `Anna, Bram and Chloé`."""
        *first, last = names
        return f"{', '.join(first)} {self.conjunction} {last}" if first else last


ENGLISH = Words(
    tag="en",
    calendar="School talks",
    family="School and home",
    dates="School dates",
    busy="Busy with talks",
    with_staff="Talk with {}",
    about="Talk about {}",
    with_family="Talk with a family",
    guardians="With {}",
    together="Together with {}",
    pupil_attends="The pupil joins the talk",
    interpreter="An interpreter is there",
    video="By video",
    phone="By phone",
    cancelled="This talk does not take place",
    conjunction="and",
)
DUTCH = Words(
    tag="nl",
    calendar="Gesprekken op school",
    family="School en thuis",
    dates="Schooldata",
    busy="Bezet door gesprekken",
    with_staff="Gesprek met {}",
    about="Gesprek over {}",
    with_family="Gesprek met een gezin",
    guardians="Met {}",
    together="Samen met {}",
    pupil_attends="De leerling is erbij",
    interpreter="Er is een tolk bij",
    video="Via video",
    phone="Telefonisch",
    cancelled="Dit gesprek gaat niet door",
    conjunction="en",
)
LANGUAGES: Mapping[str, Words] = MappingProxyType({words.tag: words for words in (ENGLISH, DUTCH)})


def words_for(language: str) -> Words:
    """The words of a language by its BCP 47 tag; English when we do not speak it."""
    return LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), ENGLISH)
