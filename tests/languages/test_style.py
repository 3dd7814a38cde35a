"""The style sheets say start and end, and never left or right: they serve both directions of writing."""

import re
from pathlib import Path

import partnership
from partnership.serial.letter_page import letter_page

SOURCES = Path(partnership.__file__).parent
SIDED = re.compile(
    r"(margin|padding|border|inset|scroll)-(left|right)|(text-align|float|clear):\s*(left|right)|[{;\s\"](left|right):"
)
FOUR = re.compile(r"(?:padding|margin|inset):[ ]*([^\s;]+) +([^\s;]+) +([^\s;]+) +([^\s;}]+)")


def sided(text: str) -> list[str]:
    """What of a style sheet has a side; four values are top, right, bottom and left, so the second and fourth are alike."""
    found = [each[0] for each in SIDED.finditer(text)]
    return found + [each[0] for each in FOUR.finditer(text) if each[2] != each[4]]


def test_no_style_has_a_side() -> None:
    """Of the pages, the newsletter, the letter, the answer to a request for access and the place to unsubscribe."""
    sheets = sorted((SOURCES / "plugins/html/templates").glob("*.css"))
    assert {each.name for each in sheets} >= {"style.css", "learning.css"}
    styles = [each.read_text(encoding="utf-8") for each in sheets]
    styles += [letter_page(["x"], language="ar")]
    styles += [
        (SOURCES / f"serial/{name}.py").read_text(encoding="utf-8")
        for name in ("newsletter_page", "access_page", "unsubscribe_page")
    ]
    assert [found for each in styles for found in sided(each)] == []
    assert sided("p { padding: 1px 2px 3px 4px; margin-left: 1px; text-align: right; left: 0 }") != []
