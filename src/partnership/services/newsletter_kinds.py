"""Newsletters and parents' evenings: how each kind of record is kept."""

from partnership.services.dossier_kinds import DossierKind

__all__ = ["NEWSLETTER"]

NEWSLETTER: tuple[DossierKind, ...] = ()
"""The kinds of record, for `partnership.services.dossier`."""
