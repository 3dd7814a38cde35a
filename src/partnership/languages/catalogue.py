"""The catalogues that ship: one a language, in the format that every translator's tool reads (gettext)."""

import gettext
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import attrs

__all__ = ["Catalogue", "Status", "catalogues", "primary"]

_HERE = "partnership.languages"
_FILE = "LC_MESSAGES/partnership.mo"


class Status(StrEnum):
    """Where the sentences of a language come from, and whether somebody who speaks it read all of them.

    `in the code` are the two languages that whoever adds a sentence writes beside each other; a catalogue is `machine` until
    a person who speaks it has read every sentence, and `human-checked` from then on.
    """

    CODE = "in the code"
    MACHINE = "machine"
    CHECKED = "human-checked"


@attrs.frozen(kw_only=True)
class Catalogue:
    """The sentences of one language.

    Attributes:
        tag: BCP 47 tag.
        name: What the language calls itself.
        unread: How many of its sentences nobody who speaks it has read yet.
        translator: Who worked on it last, in the words of its head.
    """

    tag: str
    name: str
    unread: int
    translator: str = ""
    _kept: gettext.NullTranslations = attrs.field(repr=False, eq=False)

    @property
    def status(self) -> Status:
        """Whether somebody who speaks it read all of it."""
        return Status.MACHINE if self.unread else Status.CHECKED

    def say(self, place: str, text: str) -> str:
        """A sentence in this language; as it came where the catalogue does not have it.

        Args:
            place: Where it is said, as `letters.booked`.
            text: In English.
        """
        return self._kept.pgettext(place, text)

    def count(self, place: str, one: str, more: str, number: int) -> str:
        """The sentence for so many, by the language's own rule of plurals; as it came where the catalogue does not have it."""
        return self._kept.npgettext(place, one, more, number)


def primary(language: str) -> str:
    """The language of a BCP 47 tag without its region and script: `nl` of `nl-BE`."""
    return language.split("-", maxsplit=1)[0].lower()


@cache
def catalogues() -> Mapping[str, Catalogue]:
    """Every catalogue that ships, by tag."""
    folder = files(_HERE).joinpath("locale")
    tags = sorted(each.name for each in folder.iterdir() if each.joinpath(_FILE).is_file())
    return MappingProxyType({tag: _read(tag) for tag in tags})


def _read(tag: str) -> Catalogue:
    with files(_HERE).joinpath("locale", tag, _FILE).open("rb") as file:
        kept = gettext.GNUTranslations(file)
    return Catalogue(
        tag=tag,
        name=kept.pgettext("catalogue.name", "English"),
        unread=int(kept.pgettext("catalogue.unread", "0")),
        translator=kept.info().get("last-translator", ""),
        kept=kept,
    )
