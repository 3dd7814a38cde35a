"""Ids and names as they leave the library: in a file name, in a calendar, on a page."""

import re
import unicodedata
from hashlib import sha256

__all__ = ["file_stem", "printable"]

_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_UNPAIRED = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}  # they turn the direction of whatever follows


def file_stem(id: str) -> str:
    """A file name, without an ending, that stands for this id on every file system.

    A plain id (lower-case letters, digits and hyphens) is its own name. Any other keeps its plain letters for the
    eye and gets a hash after an underscore, which no plain id has; so two ids never share a file, not even where
    capitals do not count, and the name of one id does not depend on which others there are.

    >>> file_stem("g1")
    'g1'
    >>> file_stem("../G1")
    'g1_cc92030dcc35988e0bd8b87ab8a84c2b'
    """
    if _PLAIN.fullmatch(id) and not _DEVICE.fullmatch(id):
        return id
    seen = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")[:40]
    return f"{seen}_{sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def printable(text: str) -> str:
    r"""The text on one line, without what no reader can show.

    Control characters, lone surrogates, non-characters and marks that turn the reading direction are dropped (a
    single NUL empties some calendars); white space is one space. Accents, emoji and joiners stay.

    >>> printable("Zoë\x00  van\nDijk")
    'Zoë van Dijk'
    """
    kept = (character for character in text if character.isspace() or _shown(character))
    return " ".join("".join(kept).split())


def _shown(character: str) -> bool:
    code = ord(character)
    no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - Unicode, section 23.7
    return not (unicodedata.category(character) in {"Cc", "Cs"} or code in _UNPAIRED or no_character)
