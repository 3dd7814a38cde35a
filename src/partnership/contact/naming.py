"""Whether a text names somebody: whole words, in whatever case."""

import re
from collections.abc import Iterable

__all__ = ["names_any"]


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether one of these names stands in the text as a word of its own; an empty name is none."""
    words = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    if not words:
        return False
    return re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", text, re.IGNORECASE) is not None
