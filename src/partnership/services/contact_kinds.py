"""Contact moments, insights and channels: how each kind of record is kept."""

from partnership.services.dossier_kinds import DossierKind

__all__ = ["CONTACT"]

CONTACT: tuple[DossierKind, ...] = ()
"""The kinds of record, for `partnership.services.dossier`."""
