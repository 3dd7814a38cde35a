"""Addresses of feeds: how they are kept."""

from partnership.people.feed_addresses import FeedAddress
from partnership.services.dossier_kinds import DossierKind, nobody

__all__ = ["FEED"]

FEED = DossierKind(
    name="feed",
    value=FeedAddress,
    id=lambda address: address.id,
    index=lambda address: {"holder": address.holder, "digest": address.digest},
    pupils=nobody,
    owners=lambda address: frozenset({address.holder}),
    seen=lambda address, _: address.notice,
    purpose="reading one's calendar from elsewhere",
)
"""The kind of record, for `partnership.services.dossier`."""
