"""Every example in the README, the documentation and the docstrings is run as a test."""

from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

pytest_plugins = ["pytester"]
"""The tests of what we ship for tests run pytest itself."""

# A page is no race: what a contract on it finds does not depend on how busy the machine is.
settings.register_profile(
    "pages", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("pages")

_PAGES = Sybil(parsers=[PythonCodeBlockParser(), SkipParser()], patterns=["README.md", "docs/**/*.md"])
_DOCSTRINGS = Sybil(
    parsers=[DocTestParser()], patterns=["src/**/*.py"], document_types={".py": PythonDocStringDocument}
)

pytest_collect_file = (_PAGES + _DOCSTRINGS).pytest()
