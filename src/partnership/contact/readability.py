"""Readability of Dutch: a hint for the writer, never a gate, and a list of school words to explain.

Flesch-Douma: `206.8 - 0.77 · syllables per 100 words - 0.93 · words per sentence` (Douma 1960, after Flesch 1948); about
90 is read by most, below 50 by few.
"""

import re
from collections.abc import Collection

import attrs

__all__ = ["JARGON", "Readability", "douma", "readability", "syllables"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…]+(?=\s|$)|\n\s*\n")
_VOWELS = re.compile(r"aai|ooi|oei|eeuw|ieuw|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|[aeiouyäëïöüáéíóúàèêâîôû]")

JARGON = frozenset(
    {
        "adaptief",
        "cito",
        "didactisch",
        "differentiatie",
        "dmt",
        "handelingsplan",
        "leerlijn",
        "leerlingvolgsysteem",
        "opp",
        "pedagogisch",
        "referentieniveau",
        "remediëren",
        "schoolondersteuningsprofiel",
        "tussendoel",
        "zorgstructuur",
    }
)
"""School words a parent need not know. A school may use a list of its own."""


@attrs.frozen(kw_only=True)
class Readability:
    """How a text reads.

    Attributes:
        words: How many there are.
        sentences: How many there are.
        score: By Flesch-Douma; None without words.
        jargon: School words in it, each once, in order.
    """

    words: int
    sentences: int
    score: float | None
    jargon: tuple[str, ...] = ()


def douma(*, words: int, sentences: int, syllables: int) -> float:
    """The score of a text with so many words, sentences and syllables, each at least one."""
    return 206.8 - 0.77 * (100 * syllables / words) - 0.93 * (words / sentences)


def syllables(word: str) -> int:
    """Syllables of a Dutch word, by its groups of vowels; at least one. `zee` 1, `ouder` 2, `leerling` 2, `reünie` 3."""
    return max(1, len(_VOWELS.findall(word.casefold())))


def readability(text: str, *, jargon: Collection[str] = JARGON) -> Readability:
    """How a Dutch text reads.

    Args:
        text: The text.
        jargon: Words to point at, in small letters.
    """
    words = _WORD.findall(text)
    if not words:
        return Readability(words=0, sentences=0, score=None)
    sentences = max(1, sum(bool(_WORD.search(part)) for part in _SENTENCE.split(text)))
    score = douma(words=len(words), sentences=sentences, syllables=sum(map(syllables, words)))
    found = dict.fromkeys(word.casefold() for word in words if word.casefold() in jargon)
    return Readability(words=len(words), sentences=sentences, score=round(score, 1), jargon=tuple(found))
