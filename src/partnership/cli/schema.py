"""`partnership schema`: the JSON Schemas of the interchange documents."""

import click

from partnership.cli import render
from partnership.errors import UnknownName
from partnership.serial.schema import SCHEMAS, schema_text

__all__ = ["schema"]

_FILES = {name.partition("-")[0]: name for name in SCHEMAS}


@click.command()
@click.argument("document", required=False)
def schema(document: str | None) -> None:
    """Print the JSON Schema of a DOCUMENT, such as conference; without one, which there are."""
    if document is None:
        for name, file in _FILES.items():
            render.line(f"{name}  {SCHEMAS[file][0]}")
    elif document in _FILES:
        click.echo(schema_text(_FILES[document]), nl=False)
    else:
        raise UnknownName("document", document, known=_FILES)
