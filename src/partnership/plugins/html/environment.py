"""The templates of the pages, as jinja reads them."""

from functools import cache

import jinja2

__all__ = ["templates"]


@cache
def templates() -> jinja2.Environment:
    """The templates that ship, each read once per process; a name that is not filled in is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("partnership.plugins.html"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
