"""What is kept about a person as one page to read: plain HTML, without scripts or anything from elsewhere."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

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


def access_page(found: Mapping[str, Any]) -> str:
    """The page of an answer to a request for access.

    Args:
        found: The answer as plain data: `person`, `school`, `made`, and `sections` with `title`, `purpose`, `entries`.
    """
    title = f"Everything {found['school']} keeps about {found['person']}"
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{_text(title)}</h1><p>Put together on <time>{_text(found['made'])}</time>.</p>",
        *(part for section in found["sections"] for part in _section(section)),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _section(section: Mapping[str, Any]) -> Iterator[str]:
    yield f"<section><h2>{_text(section['title'])}</h2><p>Kept for: {_text(section['purpose'])}.</p>"
    for entry in section["entries"]:
        yield "<table>"
        for name, value in _rows(entry, ""):
            yield f'<tr><th scope="row">{_text(name)}</th><td>{_text(value)}</td></tr>'
        yield "</table>"
    yield "</section>"


def _rows(data: object, name: str) -> Iterator[tuple[str, str]]:
    """Every fact that was told, with the path to it in words; what was not told has no row."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            said = str(key).replace("_", " ")
            yield from _rows(value, f"{name}, {said}" if name else said)
    elif isinstance(data, list | tuple) and any(isinstance(each, Mapping | list | tuple) for each in data):
        for number, each in enumerate(data, start=1):
            yield from _rows(each, f"{name} {number}")
    elif isinstance(data, list | tuple):
        if told := [_word(each) for each in data if each not in (None, "")]:
            yield name, ", ".join(told)
    elif data not in (None, ""):
        yield name, _word(data)


def _word(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _text(value: object) -> str:
    printable = "".join(each for each in str(value) if each.isprintable() or each in "\n\t")
    return escape(printable)
