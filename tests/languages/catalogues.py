"""Bring the catalogues up to date with the code: `make catalogues`.

Every sentence of every table gets a place in every `.po`, what is gone goes, and each `.mo` is made anew. What has no
translation yet stays empty there, and is said in English until somebody fills it in.
"""

import importlib
import io
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import partnership
from partnership.languages.tables import Counted, Tables

__all__ = ["LOCALE", "compiled", "messages", "read", "refreshed", "rooms", "written"]

LOCALE = Path(partnership.__file__).parent / "languages" / "locale"


def rooms() -> Iterator[Tables[Any]]:
    """Every table of the library, by room."""
    found = {}
    for module in pkgutil.walk_packages(partnership.__path__, "partnership."):
        path = Path(getattr(module.module_finder, "path", "")) / f"{module.name.rpartition('.')[2]}.py"
        if path.is_file() and "Tables(" in path.read_text(encoding="utf-8"):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, Tables):
                    found[value.room] = value
    yield from (found[room] for room in sorted(found))


def messages() -> Iterator[tuple[str, str | Counted]]:
    """Every sentence in English, with its place; first what the language calls itself."""
    yield "catalogue.name", "English"
    for tables in rooms():
        yield from tables.messages()


def path(tag: str) -> Path:
    """The catalogue of a language, to read and write in."""
    return LOCALE / tag / "LC_MESSAGES" / "partnership.po"


def read(tag: str) -> Catalog:
    """The catalogue of a language as it is written."""
    with path(tag).open("rb") as file:
        return read_po(file, locale=tag, domain="partnership")


def refreshed(old: Catalog) -> Catalog:
    """The catalogue with a place for every sentence, and what was translated of them."""
    new = Catalog(
        locale=old.locale,
        domain=old.domain,
        header_comment=old.header_comment,
        charset="utf-8",
        fuzzy=False,
    )
    new.mime_headers = old.mime_headers
    for place, text in messages():
        id = (text.one, text.more) if isinstance(text, Counted) else text
        kept = old.get(id if isinstance(id, str) else id[0], context=place)
        said = kept.string if isinstance(kept, Message) and kept.id == id else ""
        new.add(id, said, context=place, flags=kept.flags if isinstance(kept, Message) else ())
    return new


def written(catalogue: Catalog) -> bytes:
    """A catalogue to read and write in."""
    file = io.BytesIO()
    write_po(file, catalogue, width=110, no_location=True)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as programs read it, with how many of its sentences were not read by anybody (those marked fuzzy)."""
    file, counted = io.BytesIO(), refreshed(catalogue)
    counted.add("0", str(sum(each.fuzzy for each in catalogue if each.id)), context="catalogue.unread")
    write_mo(file, counted, use_fuzzy=True)
    return file.getvalue()


def main() -> None:
    """Bring all of them up to date."""
    for tag in sorted(each.name for each in LOCALE.iterdir()):
        catalogue = refreshed(read(tag))
        path(tag).write_bytes(written(catalogue))
        path(tag).with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    main()
