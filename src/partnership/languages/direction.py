"""Which way a language is written, and names and numbers that keep their own way inside it (Unicode, annex 9)."""

import re
import unicodedata

__all__ = ["RIGHT_TO_LEFT", "balanced", "direction", "isolated"]

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left, where their tag names no other script."""

_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"})
_CONTROLS = "\u202a-\u202e\u2066-\u2069"
_ANY_CONTROL = re.compile(f"[{_CONTROLS}]")
_ISOLATE = re.compile(f"\u2068([^{_CONTROLS}\\n]*)\u2069")
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Where a pair stands while what has no partner is taken out; of private use, and taken out first."""
_PRIVATE = re.compile(f"[{_OPEN}{_CLOSE}]")


def direction(language: str) -> str:
    """Which way a language is written, as pages say it: `ltr` or `rtl`.

    >>> direction("ar-MA"), direction("tr"), direction("ku-Arab"), direction("ur-Latn")
    ('rtl', 'ltr', 'rtl', 'ltr')
    """
    first, *others = language.lower().split("-")
    script = next((each for each in others if len(each) == len("arab") and each.isalpha()), None)
    turned = first in RIGHT_TO_LEFT if script is None else script in _SCRIPTS
    return "rtl" if turned else "ltr"


def isolated(text: str, *, within: str) -> str:
    r"""A name, number or address for a plain sentence: wrapped, where the sentence would otherwise turn it round.

    What it had itself of marks that turn the reading direction is taken out: it turns nothing outside it.

    Args:
        text: What is put in.
        within: Language of the sentence.

    >>> isolated("B-12", within="nl")
    'B-12'
    >>> isolated("B-12", within="ar")
    '\u2068B-12\u2069'
    """
    turned = direction(within) == "rtl"
    return "\n".join(_wrapped(line, turned=turned) for line in _ANY_CONTROL.sub("", text).split("\n"))


def _wrapped(line: str, *, turned: bool) -> str:
    """One line: an isolate ends where its line does."""
    kinds = {unicodedata.bidirectional(each) for each in line}
    alien = kinds - {"R", "AL", "NSM", "WS"} if turned else kinds & {"R", "AL", "AN"}
    return f"\u2068{line}\u2069" if alien else line


def balanced(text: str, *, before: str = "\u2068", after: str = "\u2069") -> str:
    """A text in which every isolate ends, and no other mark that turns the direction is left.

    Args:
        text: In plain words.
        before: What an isolate begins with from now on, such as `<bdi>`.
        after: What it ends with.
    """
    paired = _ISOLATE.sub(rf"{_OPEN}\1{_CLOSE}", _PRIVATE.sub("", text))
    return _ANY_CONTROL.sub("", paired).replace(_OPEN, before).replace(_CLOSE, after)
