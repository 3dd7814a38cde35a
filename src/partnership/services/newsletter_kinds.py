"""Newsletters and who got them: how each kind of record is kept."""

from urllib.parse import quote

from partnership.contact.circulation import Delivery
from partnership.contact.newsletters import Edition
from partnership.services.dossier_kinds import DossierKind

__all__ = ["NEWSLETTER"]

NEWSLETTER: tuple[DossierKind, ...] = (
    DossierKind(
        name="newsletter",
        value=Edition,
        id=lambda edition: edition.id,
        index=lambda edition: {
            "class": edition.class_id,
            "month": f"{edition.month[0]:04}-{edition.month[1]:02}",
        },
        pupils=lambda _: frozenset(),
        owners=lambda _: frozenset(),
        purpose="telling the families of a class what it learns",
    ),
    DossierKind(
        name="newsletter_delivery",
        value=Delivery,
        id=lambda each: f"{quote(each.edition, safe='')}/{quote(each.guardian, safe='')}",
        index=lambda each: {"guardian": each.guardian, "edition": each.edition},
        pupils=lambda _: frozenset(),
        owners=lambda each: frozenset({f"guardian:{each.guardian}"}),
        purpose="knowing whom the newsletter reached",
    ),
)
"""The kinds of record, for `partnership.services.dossier`."""
