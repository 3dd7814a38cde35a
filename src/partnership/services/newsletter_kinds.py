"""Newsletters and who got them: how each kind of record is kept."""

from partnership.contact.circulation import Delivery
from partnership.contact.newsletters import Edition
from partnership.ids import joined
from partnership.services.dossier_kinds import DossierKind, nobody, the_guardian

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
        pupils=nobody,
        owners=nobody,
        purpose="telling the families of a class what it learns",
    ),
    DossierKind(
        name="newsletter_delivery",
        value=Delivery,
        id=lambda each: joined(each.edition, each.guardian),
        index=lambda each: {"guardian": each.guardian, "edition": each.edition},
        pupils=nobody,
        owners=the_guardian,
        purpose="knowing whom the newsletter reached",
    ),
)
"""The kinds of record, for `partnership.services.dossier`."""
