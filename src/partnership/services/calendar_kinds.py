"""Feed tokens and dates: how each kind of record is kept."""

from partnership.services.dossier_kinds import DossierKind

__all__ = ["CALENDAR"]

CALENDAR: tuple[DossierKind, ...] = ()
"""The kinds of record, for `partnership.services.dossier`."""
