"""Goals, plans, tips, workshops and materials: how each kind of record is kept."""

from partnership.services.dossier_kinds import DossierKind

__all__ = ["LEARNING"]

LEARNING: tuple[DossierKind, ...] = ()
"""The kinds of record, for `partnership.services.dossier`."""
