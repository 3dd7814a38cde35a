"""The law of the Netherlands on who is told what of a pupil."""

from collections.abc import Iterable

from partnership.hookspecs import Offer, hookimpl
from partnership.ports import Jurisdiction

__all__ = ["partnership_jurisdictions"]


def _make(*, primary: bool = False) -> Jurisdiction:
    from partnership.plugins.nl.law import Netherlands  # noqa: PLC0415 - made when asked for

    return Netherlands(primary=primary)


@hookimpl
def partnership_jurisdictions() -> Iterable[Offer[Jurisdiction]]:
    """The Netherlands."""
    return [
        Offer(
            name="nl",
            make=_make,
            summary="the law of the Netherlands",
            options={"primary": "a school for primary education: a pupil of unknown age counts as under 16"},
        )
    ]
