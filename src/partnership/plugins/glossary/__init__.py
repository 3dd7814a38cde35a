"""The school's own words in other languages, from a file: a head start for whoever translates."""

from collections.abc import Iterable
from typing import Any

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Translator

__all__ = ["make", "partnership_translators", "partnership_trials"]


def make(**settings: Any) -> Translator:  # noqa: ANN401 - settings of a file
    """The translator of a file (see `glossary.read_glossary`)."""
    from partnership.plugins.glossary.glossary import read_glossary  # noqa: PLC0415 - only when it is used

    return read_glossary(**settings)


@hookimpl
def partnership_translators() -> Iterable[Offer[Translator]]:
    """The translator `glossary`."""
    return [
        Offer(
            name="glossary",
            make=make,
            summary="The school's own words, from a TOML file; the rest is left for a person.",
            options={"path": "the TOML file"},
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """Where it is held to the contract."""
    return [
        Trial(
            kind="translator",
            offer="glossary",
            contract="partnership.testing.translator_trials:GlossaryTrial",
        )
    ]
