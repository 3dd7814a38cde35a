"""The contract of a translator, held against the one that ships."""

from pathlib import Path

from partnership.host.plugins import Host
from partnership.ports import Translator
from partnership.testing.translators import Example, TranslatorContract

__all__ = ["GlossaryTrial"]

_SHIPPED = Host(discover=True)
_TERMS = '[nl.tr]\ngymles = "beden eğitimi dersi"\n[nl.en]\ngymles = "gym class"\n'


class GlossaryTrial(TranslatorContract):
    """A glossary of one word."""

    steady = True

    def make_translator(self, folder: Path) -> Translator:
        """The translator `glossary`."""
        path = folder / "terms.toml"
        path.write_text(_TERMS, encoding="utf-8")
        return _SHIPPED.translator("glossary", path=path)

    def example(self) -> Example:
        """The word."""
        return Example(text="gymles", source="nl", targets=("tr", "en"), unspoken="so")
