"""What a school knows about reaching its families: how each kind of record is kept."""

from urllib.parse import quote

from partnership.contact.unreached import DeadAddress, OptOut
from partnership.services.dossier_kinds import DossierKind
from partnership.services.pushes import PUSHED

__all__ = ["POST"]


def _joined(*parts: str) -> str:
    return "/".join(quote(part, safe=":") for part in parts)


POST: tuple[DossierKind, ...] = (
    DossierKind(
        name="dead_address",
        value=DeadAddress,
        id=lambda value: _joined(value.recipient, value.mark),
        index=lambda value: {"recipient": value.recipient},
        pupils=lambda _: frozenset(),
        owners=lambda value: frozenset({value.recipient}),
        purpose="not writing to an address that does not work",
    ),
    DossierKind(
        name="opt_out",
        value=OptOut,
        id=lambda value: _joined(value.guardian, value.topic),
        index=lambda value: {"guardian": value.guardian},
        pupils=lambda _: frozenset(),
        owners=lambda value: frozenset({f"guardian:{value.guardian}"}),
        purpose="sending no news to who asked for none",
    ),
    PUSHED,
)
"""The kinds of record, for `partnership.services.dossier`."""
