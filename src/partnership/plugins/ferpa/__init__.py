"""FERPA, the federal law of the United States on the records of pupils."""

from collections.abc import Iterable

from partnership.hookspecs import Offer, hookimpl
from partnership.ports import Jurisdiction

__all__ = ["partnership_jurisdictions"]


def _make() -> Jurisdiction:
    from partnership.plugins.ferpa.ferpa import Ferpa  # noqa: PLC0415 - only when asked for

    return Ferpa()


@hookimpl
def partnership_jurisdictions() -> Iterable[Offer[Jurisdiction]]:
    """The jurisdiction `ferpa`."""
    return [
        Offer(name="ferpa", make=_make, summary="United States: each parent, unless a document revokes it.")
    ]
