"""The words a calendar puts around names, in the languages that ship."""

from collections.abc import Sequence

import attrs

from partnership.almanac import almanac_in
from partnership.languages.direction import isolated
from partnership.languages.tables import Tables

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

    def list(self, names: Sequence[str]) -> str:
        """Names as a person says them: `Anna, Bram and Chloé`; each keeps its own direction of writing."""
        return almanac_in(self.tag).list([isolated(name, within=self.tag) for name in names])


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
)
TABLES = Tables("calendar", ENGLISH, DUTCH)


def words_for(language: str) -> Words:
    """The words of a language by its BCP 47 tag; English when we do not speak it."""
    return TABLES.of(language)
