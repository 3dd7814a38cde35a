"""The languages of one school: which it is written in, how sure we are of each, and which of its families ask for more."""

from collections import Counter

import attrs

from partnership.languages.catalogue import Status, catalogues, primary
from partnership.people.preferences import ContactPreferences
from partnership.services.desk import Desk
from partnership.services.families import every_of

__all__ = ["LanguageUse", "language_use"]

_WRITTEN = {"en": "English", "nl": "Nederlands"}
"""The languages that stand in the code, where whoever adds a sentence writes both."""


@attrs.frozen(kw_only=True)
class LanguageUse:
    """One language at one school.

    Attributes:
        tag: BCP 47 tag, without a region.
        name: What it calls itself; empty where we do not speak it.
        spoken: Whether letters and pages are written in it; else who reads it gets the school's language.
        status: Where its sentences come from and who read them; None where we do not speak it.
        unread: How many of its sentences nobody read yet.
        readers: How many guardians chose it.
    """

    tag: str
    name: str = ""
    spoken: bool = True
    status: Status | None = Status.CODE
    unread: int = 0
    readers: int = 0


def language_use(desk: Desk) -> tuple[LanguageUse, ...]:
    """Every language we speak, and those that guardians chose and we do not, by tag."""
    readers = desk.read(
        lambda transaction: Counter(
            primary(each.language) for each in every_of(transaction, ContactPreferences)
        )
    )
    tags = sorted({*_WRITTEN, *catalogues(), *readers})
    return tuple(attrs.evolve(_language(tag), readers=readers[tag]) for tag in tags)


def _language(tag: str) -> LanguageUse:
    if tag in _WRITTEN:
        return LanguageUse(tag=tag, name=_WRITTEN[tag])
    if tag not in catalogues():
        return LanguageUse(tag=tag, spoken=False, status=None)
    made = catalogues()[tag]
    return LanguageUse(tag=tag, name=made.name, status=made.status, unread=made.unread)
