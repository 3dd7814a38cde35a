"""A letter as a simple page for a mail program: in the direction its language is written, without anything from elsewhere."""

from collections.abc import Collection, Iterable
from html import escape

from partnership.languages.direction import balanced, direction

__all__ = ["letter_page"]

_STYLE = (
    "font:1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:1.25rem 1rem;"
    "overflow-wrap:anywhere;text-align:start"
)


def letter_page(paragraphs: Iterable[str], *, language: str, headings: Collection[str] = ()) -> str:
    """The page of some paragraphs; a line break is one, and what was isolated (see `languages.direction`) stays so.

    Args:
        paragraphs: In plain words.
        language: BCP 47 tag of them.
        headings: Those that head what comes after them.
    """
    way = direction(language)
    body = "\n".join(
        f"<h2>{_lines(each)}</h2>" if each in headings else f"<p>{_lines(each)}</p>" for each in paragraphs
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{way}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body><div lang="{escape(language)}" dir="{way}" style="{_STYLE}">\n{body}\n</div></body></html>\n'
    )


def _lines(paragraph: str) -> str:
    return balanced(escape(paragraph), before="<bdi>", after="</bdi>").replace("\n", "<br>")
