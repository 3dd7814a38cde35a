"""A text in which names stand as `{0}`, `{1}`…: so that whoever translates it learns of nobody."""

import re
from collections.abc import Iterable, Mapping

import attrs

__all__ = ["Veiled", "veiled"]

_HELD = re.compile(r"\{[^{}\n]*\}")


@attrs.frozen(kw_only=True)
class Veiled:
    """A text without its names.

    Attributes:
        text: With a number in braces for each name.
        names: Each of those, with the name as it stood there.
    """

    text: str = attrs.field(repr=False)
    names: Mapping[str, str] = attrs.field(repr=False)

    def lost(self, said: str) -> bool:
        """Whether a text made of this one does not hold what stood in braces as often, or has another number of lines."""
        held = sorted(_HELD.findall(self.text)) == sorted(_HELD.findall(said))
        blank = [bool(line.strip()) for line in self.text.split("\n")]
        return not held or blank != [bool(line.strip()) for line in said.split("\n")]

    def unveiled(self, said: str) -> str:
        """A text made of this one with the names in it again."""
        return _HELD.sub(lambda match: self.names.get(match[0], match[0]), said)


def veiled(text: str, names: Iterable[str]) -> Veiled:
    """The text with each of these names that stands in it as a word of its own in braces; an empty name is none."""
    words = sorted({each.strip() for each in names if each.strip()}, key=lambda each: (-len(each), each))
    if not words:
        return Veiled(text=text, names={})
    taken = set(_HELD.findall(text))
    marks: dict[str, str] = {}
    free = (mark for number in range(len(text) + len(taken) + 1) if (mark := f"{{{number}}}") not in taken)

    def marked(match: re.Match[str]) -> str:
        if match[0] in taken:
            return match[0]
        if match[0] not in marks:
            marks[match[0]] = next(free)
        return marks[match[0]]

    pattern = rf"{_HELD.pattern}|(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"
    hidden = re.sub(pattern, marked, text, flags=re.IGNORECASE)
    return Veiled(text=hidden, names={mark: name for name, mark in marks.items()})
