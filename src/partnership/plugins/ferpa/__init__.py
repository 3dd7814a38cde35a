"""The law of the United States on education records (FERPA)."""

from collections.abc import Iterable

from partnership.hookspecs import Offer, hookimpl
from partnership.ports import Jurisdiction

__all__ = ["partnership_jurisdictions"]


def _make() -> Jurisdiction:
    from partnership.plugins.ferpa.law import Ferpa  # noqa: PLC0415 - made when asked for

    return Ferpa()


@hookimpl
def partnership_jurisdictions() -> Iterable[Offer[Jurisdiction]]:
    """FERPA."""
    return [Offer(name="ferpa", make=_make, summary="the law of the United States on education records")]
