"""Every example in the README, the documentation and the docstrings is run as a test."""

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

pytest_plugins = ["pytester"]
"""The tests of what we ship for tests run pytest itself."""

_PAGES = Sybil(parsers=[PythonCodeBlockParser(), SkipParser()], patterns=["README.md", "docs/**/*.md"])
_DOCSTRINGS = Sybil(
    parsers=[DocTestParser()], patterns=["src/**/*.py"], document_types={".py": PythonDocStringDocument}
)

pytest_collect_file = (_PAGES + _DOCSTRINGS).pytest()
