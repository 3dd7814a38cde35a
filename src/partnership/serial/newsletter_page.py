"""A newsletter as one page to read: plain HTML, in the direction its language is written, without anything from elsewhere."""

import re
from collections.abc import Iterator
from datetime import date
from html import escape

import attrs

from partnership.almanac import almanac_in
from partnership.contact.newsletters import Edition
from partnership.languages.direction import direction, isolated
from partnership.languages.tables import Tables

__all__ = ["newsletter_page", "newsletter_title", "with_days"]

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}(?= )", re.MULTILINE)

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin: 1.75rem 0 .25rem; }
ul { padding-inline-start: 1.2rem; margin: .25rem 0; } li { margin: .35rem 0; overflow-wrap: anywhere; }
li ul { font-size: .97em; } p { margin: .5rem 0; overflow-wrap: anywhere; }
time { font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 600; margin-inline-end: .6rem; }
.erratum { border-inline-start: .3rem solid #c60; padding-inline-start: .8rem; }
@media print { body { max-width: none; margin: 0; } section { break-inside: avoid; } }
"""


@attrs.frozen(kw_only=True)
class _Words:
    """What stands around the text of a newsletter in one language."""

    tag: str
    title: str
    goals: str
    dates: str
    activities: str
    help_at_home: str
    erratum: str


TABLES = Tables(
    "newsletter",
    _Words(
        tag="en",
        title="Newsletter of {class_id}, {month} {year}",
        goals="What we are learning, and what you can do at home",
        dates="Dates to keep",
        activities="What is going on",
        help_at_home="How to help at home",
        erratum="This puts right an earlier newsletter.",
    ),
    _Words(
        tag="nl",
        title="Nieuwsbrief van {class_id}, {month} {year}",
        goals="Wat we leren, en wat u thuis kunt doen",
        dates="Belangrijke data",
        activities="Wat er gebeurt",
        help_at_home="Zo helpt u thuis",
        erratum="Dit verbetert een eerdere nieuwsbrief.",
    ),
)


def newsletter_page(
    edition: Edition, *, language: str | None = None, school: str = "", group: str = ""
) -> str:
    """The page of an edition for who reads this language: a text a person has checked, or the edition as it was written.

    Args:
        edition: Which.
        language: BCP 47 tag of the reader's language; None for the edition's own.
        school: What the school is called.
        group: What the class is called; its id when not said.
    """
    shown, text = edition.text_for(language or edition.language)
    words = _words(shown)
    title = newsletter_title(edition, language=language, group=group)
    own = shown == edition.language
    parts = [
        f'<!doctype html><html lang="{_text(shown)}" dir="{direction(shown)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)}</title><style>{_STYLE}</style></head><body><main>",
        f'<h1 lang="{words.tag}" dir="{direction(words.tag)}">{_heading(edition, words, group)}</h1>',
        *([f"<p>{_text(school)}</p>"] if school else []),
        *([f'<p class="erratum">{_text(words.erratum)}</p>'] if edition.corrects else []),
        *(_sections(edition, words) if own else _paragraphs(with_days(text, language=shown))),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def with_days(text: str, *, language: str) -> str:
    """A text of an edition with the days at the beginning of its lines as people write them: `17 October`.

    Args:
        text: In which a day is written as `2026-10-17`.
        language: BCP 47 tag of the text.
    """

    def said(found: re.Match[str]) -> str:
        try:
            return almanac_in(language).short(date.fromisoformat(found[0]))
        except ValueError:
            return found[0]  # no day of any calendar

    return _DAY.sub(said, text)


def newsletter_title(edition: Edition, *, language: str | None = None, group: str = "") -> str:
    """What an edition is called (see `newsletter_page`); in English where we have no words for it."""
    words = _words(edition.text_for(language or edition.language)[0])
    month = almanac_in(words.tag).month(edition.month[1])
    name = isolated(group or edition.class_id, within=words.tag)
    return words.title.format(class_id=name, month=month, year=edition.month[0])


def _heading(edition: Edition, words: _Words, group: str) -> str:
    month = almanac_in(words.tag).month(edition.month[1])
    name = f"<bdi>{_text(group or edition.class_id)}</bdi>"
    return escape(words.title).format(class_id=name, month=month, year=edition.month[0])


def _words(language: str) -> _Words:
    return TABLES.of(language)


def _sections(edition: Edition, words: _Words) -> Iterator[str]:
    months = almanac_in(words.tag)
    goals = [
        _text(item.goal) + ("<ul>" + "".join(f"<li>{_text(tip)}</li>" for tip in item.tips) + "</ul>")
        for item in edition.goals
    ]
    dates = [
        f'<time datetime="{item.day.isoformat()}">{months.short(item.day)}</time>{_text(item.what)}'
        for item in edition.dates
    ]
    for heading, items in (
        (words.goals, goals),
        (words.dates, dates),
        (words.activities, [_text(each) for each in edition.activities]),
        (words.help_at_home, [_text(each) for each in edition.help_at_home]),
    ):
        if items:
            yield f"<section><h2>{_text(heading)}</h2><ul>"
            yield from (f"<li>{each}</li>" for each in items)
            yield "</ul></section>"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield "<p>" + "<br>".join(_text(line) for line in paragraph.split("\n")) + "</p>"


def _text(value: str) -> str:
    return escape(value if value.isprintable() else "".join(each for each in value if each.isprintable()))
