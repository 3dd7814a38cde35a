"""The law of the Netherlands on who may be told, invited and asked about a pupil."""

from collections.abc import Iterable

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Jurisdiction

__all__ = ["partnership_jurisdictions", "partnership_trials"]


def _make() -> Jurisdiction:
    from partnership.plugins.nl.netherlands import Netherlands  # noqa: PLC0415 - only when asked for

    return Netherlands()


@hookimpl
def partnership_jurisdictions() -> Iterable[Offer[Jurisdiction]]:
    """The jurisdiction `nl`."""
    return [Offer(name="nl", make=_make, summary="The Netherlands: both parents with authority; 16 and 18.")]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """The law, held to the promises every law keeps."""
    return [Trial(kind="jurisdiction", offer="nl", contract="partnership.testing.trials:NetherlandsTrial")]
