"""A translator that keeps every promise, with one fault each: what `TranslatorContract` must tell apart."""

import itertools
import logging
import re
from collections.abc import Mapping

from partnership.errors import InvalidValue

__all__ = ["BROKEN", "Sound"]

_log = logging.getLogger("partnership.testing")
_WORDS = {"tr": "beden eğitimi dersi", "en": "gym class"}
_HELD = re.compile(r"(\{[^{}\n]*\})")


class Sound:
    """No fault at all: knows one word in two languages."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        """The text with its word in the target language."""
        if source.split("-", maxsplit=1)[0] == target.split("-", maxsplit=1)[0]:
            return text
        if target not in _WORDS:
            raise InvalidValue("target", f"{target} is not spoken here")
        parts = _HELD.split(text)
        return "".join(
            part if _HELD.fullmatch(part) else part.replace("gymles", _WORDS[target]) for part in parts
        )


class Echo(Sound):
    """Gives back what it was given, whatever the language."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        said = super().translate(text, source=source, target=target)
        return text if said else said


class OneTongue(Sound):
    """Speaks Turkish to everybody."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        return super().translate(text, source=source, target="tr" if target in _WORDS else target)


class Losing(Sound):
    """Leaves out what is in braces."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        return _HELD.sub("", super().translate(text, source=source, target=target))


class Doubling(Sound):
    """Says what is in braces twice."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        return _HELD.sub(r"\1\1", super().translate(text, source=source, target=target))


class Naming(Sound):
    """Puts names into the language too."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        said = super().translate(text, source=source, target=target)
        return said.replace("{gymles}", f"{{{_WORDS[target]}}}") if target in _WORDS else said


class Joining(Sound):
    """Makes one paragraph of everything."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        return " ".join(super().translate(text, source=source, target=target).split("\n"))


class Silent(Sound):
    """Has no words for what it does not know."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        said = super().translate(text, source=source, target=target)
        return said if "gymles" in text or source == target else ""


class Inventive(Sound):
    """Always has something to say."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        return super().translate(text, source=source, target=target) or "…"


class Eager(Sound):
    """Improves a text that is in the right language already."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        same = source.split("-", maxsplit=1)[0] == target.split("-", maxsplit=1)[0]
        return text.upper() if same else super().translate(text, source=source, target=target)


class Guessing(Sound):
    """Gives a text as it is to whom it does not speak to."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        known = target in _WORDS or source.split("-", maxsplit=1)[0] == target.split("-", maxsplit=1)[0]
        return super().translate(text, source=source, target=target) if known else text


class Telling(Sound):
    """Says in its error what it was to translate."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        try:
            return super().translate(text, source=source, target=target)
        except InvalidValue:
            raise InvalidValue("target", f"cannot say {text!r} in {target}") from None


class Moody(Sound):
    """Other words each time."""

    _times = itertools.count()

    def translate(self, text: str, *, source: str, target: str) -> str:
        said = super().translate(text, source=source, target=target)
        return said.replace("eğitimi", ("eğitimi", "terbiyesi")[next(self._times) % 2])


class Chatty(Sound):
    """Logs what it was given."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        _log.debug("translating %s", text)
        return super().translate(text, source=source, target=target)


class Remembering(Sound):
    """Shows its last text to whoever prints it."""

    _last = ""

    def translate(self, text: str, *, source: str, target: str) -> str:
        self._last = text
        return super().translate(text, source=source, target=target)

    def __repr__(self) -> str:
        return f"Remembering({self._last})"


BROKEN: Mapping[type[Sound], tuple[str, ...]] = {
    Echo: ("test_it_speaks_the_language_that_was_asked",),
    OneTongue: ("test_it_speaks_the_language_that_was_asked",),
    Losing: ("test_what_is_in_braces_stays",),
    Doubling: ("test_what_is_in_braces_stays",),
    Naming: ("test_what_is_in_braces_stays",),
    Joining: ("test_lines_stay_lines",),
    Silent: ("test_words_give_words_and_nothing_gives_nothing",),
    Inventive: ("test_words_give_words_and_nothing_gives_nothing",),
    Eager: ("test_its_own_language_is_left_as_it_is",),
    Guessing: ("test_a_language_it_does_not_speak_is_an_error",),
    Telling: ("test_a_language_it_does_not_speak_is_an_error",),
    Moody: ("test_the_same_text_gives_the_same_words",),
    Chatty: ("test_a_text_is_not_told_on",),
    Remembering: ("test_a_text_is_not_told_on",),
}
"""Each broken translator and the laws that have to find it."""
