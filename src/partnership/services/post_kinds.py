"""What a school knows about reaching its families: how each kind of record is kept."""

from partnership.contact.unreached import DeadAddress, OptOut
from partnership.ids import joined
from partnership.services.dossier_kinds import DossierKind, nobody, the_guardian
from partnership.services.pushes import PUSHED

__all__ = ["POST"]


POST: tuple[DossierKind, ...] = (
    DossierKind(
        name="dead_address",
        value=DeadAddress,
        id=lambda value: joined(value.recipient, value.mark),
        index=lambda value: {"recipient": value.recipient},
        pupils=nobody,
        owners=lambda value: frozenset({value.recipient}),
        purpose="not writing to an address that does not work",
    ),
    DossierKind(
        name="opt_out",
        value=OptOut,
        id=lambda value: joined(value.guardian, value.topic),
        index=lambda value: {"guardian": value.guardian},
        pupils=nobody,
        owners=the_guardian,
        purpose="sending no news to who asked for none",
    ),
    PUSHED,
)
"""The kinds of record, for `partnership.services.dossier`."""
