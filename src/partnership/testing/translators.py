"""The contract of a translator: subclass it, give it one factory and a few words that it knows, and inherit the laws.

    class TestHouse(TranslatorContract):
        steady = True

        def make_translator(self, folder: Path) -> Translator:
            return HouseTranslator()

        def example(self) -> Example:
            return Example(text="gymles", source="nl", targets=("tr", "en"), unspoken="so")

That the contract itself notices faults is tested with the translators in `partnership.testing.broken_translators`.
"""

import re
from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from partnership.errors import PartnershipError
from partnership.ports import Translator
from partnership.testing.logs import logged
from partnership.testing.promises import Promises, needs

__all__ = ["Example", "TranslatorContract"]

_HELD = re.compile(r"\{[^{}\n]*\}")
_UNTOLD = "Noortje-van-hiernaast"  # a word that is in no glossary, and in no log


@attrs.frozen(kw_only=True)
class Example:
    """What a translator is tried with.

    Attributes:
        text: A word or sentence that it knows in each of the targets, and says differently in each.
        source: The language of the text.
        targets: Two languages that it puts the text into.
        unspoken: A language that it does not put anything into.
    """

    text: str
    source: str
    targets: tuple[str, str]
    unspoken: str


class TranslatorContract(Promises, contract=True):
    """The laws every translator keeps.

    Attributes:
        steady: Whether the same text is always put into the same words.
    """

    factory = "make_translator"
    capabilities: ClassVar[tuple[str, ...]] = ("steady",)
    steady: ClassVar[bool]

    def make_translator(self, folder: Path) -> Translator:
        """A new translator; the folder is its own."""
        raise NotImplementedError(f"{type(self).__name__}.make_translator: make your translator here")

    def example(self) -> Example:
        """What it is tried with."""
        raise NotImplementedError(f"{type(self).__name__}.example: say what it knows here")

    def test_it_speaks_the_language_that_was_asked(self, tmp_path: Path) -> None:
        """Into two languages, each in its own words, and neither as it came."""
        example, translator = self.example(), self.make_translator(tmp_path)
        said = [
            translator.translate(example.text, source=example.source, target=target)
            for target in example.targets
        ]
        assert len({example.text, *said}) == 3

    def test_what_is_in_braces_stays(self, tmp_path: Path) -> None:
        """Every one as often as it came, letter for letter: names and numbers are put there by the caller."""
        example, translator = self.example(), self.make_translator(tmp_path)
        text = f"{{0}} {example.text} {{1}}, {{0}}: {{{example.text}}}."
        said = translator.translate(text, source=example.source, target=example.targets[0])
        assert sorted(_HELD.findall(said)) == sorted(_HELD.findall(text))

    def test_lines_stay_lines(self, tmp_path: Path) -> None:
        """As many, and empty ones where they were: a newsletter keeps its paragraphs."""
        example, translator = self.example(), self.make_translator(tmp_path)
        text = f"{example.text}\n\n{example.text}\n{example.text}"
        said = translator.translate(text, source=example.source, target=example.targets[0])
        assert [bool(line.strip()) for line in said.split("\n")] == [True, False, True, True]

    def test_words_give_words_and_nothing_gives_nothing(self, tmp_path: Path) -> None:
        """No text comes back empty, and none is made up."""
        example, translator = self.example(), self.make_translator(tmp_path)
        for text in (example.text, f"{example.text}, {_UNTOLD}", _UNTOLD):
            assert translator.translate(text, source=example.source, target=example.targets[0]).strip()
        assert not translator.translate("", source=example.source, target=example.targets[0]).strip()

    def test_its_own_language_is_left_as_it_is(self, tmp_path: Path) -> None:
        """Letter for letter, also in the language of a region."""
        example, translator = self.example(), self.make_translator(tmp_path)
        for target in (example.source, f"{example.source}-XX"):
            said = translator.translate(example.text, source=example.source, target=target)
            assert said == example.text

    def test_a_language_it_does_not_speak_is_an_error(self, tmp_path: Path) -> None:
        """Not a text in another language under its name; and the error does not tell the text."""
        example, translator = self.example(), self.make_translator(tmp_path)
        with pytest.raises(PartnershipError) as raised:
            translator.translate(f"{example.text} {_UNTOLD}", source=example.source, target=example.unspoken)
        assert _UNTOLD not in f"{raised.value} {raised.value!r} {raised.value.__dict__}"

    @needs("steady")
    def test_the_same_text_gives_the_same_words(self, tmp_path: Path) -> None:
        """Again, and by another one: a sentence does not change under whoever checks it."""
        example = self.example()
        translators = [self.make_translator(tmp_path), self.make_translator(tmp_path)]
        text = f"{example.text}. {_UNTOLD}."
        said = {
            each.translate(text, source=example.source, target=example.targets[0])
            for each in (*translators, *translators)
        }
        assert len(said) == 1

    def test_a_text_is_not_told_on(self, tmp_path: Path) -> None:
        """Not in a log, and not in what the translator says of itself."""
        example = self.example()
        with logged() as lines:
            translator = self.make_translator(tmp_path)
            translator.translate(
                f"{example.text} {_UNTOLD}", source=example.source, target=example.targets[0]
            )
            lines.append(repr(translator))
        assert [line for line in lines if _UNTOLD in line] == []
