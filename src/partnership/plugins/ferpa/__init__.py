"""FERPA, the federal law of the United States on the records of pupils."""

from collections.abc import Iterable

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Jurisdiction

__all__ = ["partnership_jurisdictions", "partnership_trials"]


def _make() -> Jurisdiction:
    from partnership.plugins.ferpa.ferpa import Ferpa  # noqa: PLC0415 - only when asked for

    return Ferpa()


@hookimpl
def partnership_jurisdictions() -> Iterable[Offer[Jurisdiction]]:
    """The jurisdiction `ferpa`."""
    return [
        Offer(name="ferpa", make=_make, summary="United States: each parent, unless a document revokes it.")
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """The law, held to the promises every law keeps."""
    return [Trial(kind="jurisdiction", offer="ferpa", contract="partnership.testing.trials:FerpaTrial")]
