"""The same words in several languages: what a tip, a workshop or a book is called, for whoever reads what."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import attrs

from partnership.errors import InvalidValue
from partnership.learning.commitments import words

__all__ = ["Text", "one_per_language", "same_language", "text_for", "text_in"]


@attrs.frozen(kw_only=True)
class Text:
    """Words in one language.

    Attributes:
        language: BCP 47 tag, such as `tr`.
        title: One line.
        text: All of it; empty where the title says enough.
        checked: Whether a person who speaks it read it; what only a machine wrote is not sent.
    """

    language: str = attrs.field(validator=words)
    title: str = attrs.field(validator=words)
    text: str = ""
    checked: bool = True


_Text = TypeVar("_Text", bound=Text)


def same_language(one: str, other: str) -> bool:
    """Whether who reads the one reads the other: `nl` and `nl-BE` are one language."""
    return one.split("-", maxsplit=1)[0].casefold() == other.split("-", maxsplit=1)[0].casefold()


def text_in(texts: Iterable[_Text], language: str) -> _Text | None:
    """The text for who reads this language, checked by a person; None where there is none."""
    return next((each for each in texts if each.checked and same_language(each.language, language)), None)


def text_for(texts: Sequence[_Text], language: str) -> _Text:
    """The text for who reads this language, and where there is none the first that a person read."""
    checked = [each for each in texts if each.checked]
    return text_in(checked, language) or checked[0]


def one_per_language(_: object, field: "attrs.Attribute[Any]", value: Sequence[Text]) -> None:
    """An attrs validator: texts in at least one language that a person read, and in each once.

    Raises:
        InvalidValue: None that a person read, or two in one language.
    """
    if not any(each.checked for each in value):
        raise InvalidValue(field.name, "no person read any; write it in at least one language")
    if len({each.language.casefold() for each in value}) < len(value):
        raise InvalidValue(field.name, "two are in one language")
