"""What is kept about a person as one page to read: plain HTML, without scripts or anything from elsewhere."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from partnership.serial.access_words import AccessWords, access_words

__all__ = ["access_page"]

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 0; }
p { margin: .25rem 0 1rem; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 0 0 1rem; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem; border: 1px solid #8888; overflow-wrap: anywhere; }
th { font-weight: 600; width: 38%; }
@media print { body { max-width: none; margin: 0; } table { break-inside: avoid; } }
"""


def access_page(found: Mapping[str, Any], *languages: str) -> str:
    """The page of an answer to a request for access.

    Args:
        found: The answer as plain data: `person`, `school`, `made`, and `sections` with `title`, `purpose`, `entries`.
        languages: BCP 47 tags of what its reader reads, the most wanted first; in English where we speak none of them.
    """
    words = access_words(*languages)
    named = {name: _text(found[name]) for name in ("school", "person")}
    apart = {name: f"<bdi>{text}</bdi>" for name, text in named.items()}
    made = words.made.format(moment=f"<time><bdi>{_text(found['made'])}</bdi></time>")
    facts = "" if words.tag == "en" else f" {_text(words.facts)}"
    parts = [
        f'<!doctype html><html lang="{words.tag}" dir="{words.direction}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{words.title.format(**named)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{words.title.format(**apart)}</h1><p>{made}{facts}</p>",
        *(part for section in found["sections"] for part in _section(section, words)),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _section(section: Mapping[str, Any], words: AccessWords) -> Iterator[str]:
    title, purpose = str(section["title"]), str(section["purpose"])
    kept = words.kept_for.format(purpose=words.purposes.get(title, purpose))
    yield f"<section><h2>{_text(words.titles.get(title, title))}</h2><p>{_text(kept)}</p>"
    for entry in section["entries"]:
        yield "<table>"
        for name, value in _rows(entry, "", words):
            yield f'<tr><th scope="row" lang="en">{_text(name)}</th><td dir="auto">{_text(value)}</td></tr>'
        yield "</table>"
    yield "</section>"


def _rows(data: object, name: str, words: AccessWords) -> Iterator[tuple[str, str]]:
    """Every fact that was told, with the path to it in words; what was not told has no row."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            said = str(key).replace("_", " ")
            yield from _rows(value, f"{name}, {said}" if name else said, words)
    elif isinstance(data, list | tuple) and any(isinstance(each, Mapping | list | tuple) for each in data):
        for number, each in enumerate(data, start=1):
            yield from _rows(each, f"{name} {number}", words)
    elif isinstance(data, list | tuple):
        if told := [_word(each, words) for each in data if each not in (None, "")]:
            yield name, ", ".join(told)
    elif data not in (None, ""):
        yield name, _word(data, words)


def _word(value: object, words: AccessWords) -> str:
    return {True: words.yes, False: words.no}[value] if isinstance(value, bool) else str(value)


def _text(value: object) -> str:
    printable = "".join(each for each in str(value) if each.isprintable() or each in "\n\t")
    return escape(printable)
