"""How the documentation is built: `make docs`."""

from importlib import metadata

project = "partnership"
author = "The partnership developers"
copyright = f"2026, {author}"
release = metadata.version("partnership")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "partnership"
html_static_path: list[str] = []
html_extra_path = [
    "../src/partnership/schemas"
]  # at the root of the site, where reference/schemas.md links to
exclude_patterns = ["_build"]

autodoc_typehints = "description"
autodoc_member_order = "bysource"
nitpicky = True
# Annotations of other packages and type variables: no inventory is fetched, for the tests run without a network.
nitpick_ignore_regex = [("py:.*", r"(?!partnership\.).*"), ("py:.*", r"partnership\..*\._.*")]
