"""Contact moments and insights: how each kind of record is kept."""

from collections.abc import Mapping
from typing import Any

from partnership.contact.insights import ParentInsight
from partnership.contact.moments import ContactMoment
from partnership.services.dossier_kinds import DossierKind, the_pupil

__all__ = ["CONTACT"]


def _found_by(moment: ContactMoment) -> Mapping[str, Any]:
    """Whom it was with and when; whether something is open, and what it answers."""
    return {
        "pupil": moment.pupils,
        "guardian": moment.guardians,
        "staff": moment.staff,
        "at": moment.at.isoformat(),
        "open": "open" if moment.is_open else (),
        "answers": () if moment.answers is None else moment.answers,
    }


CONTACT: tuple[DossierKind, ...] = (
    DossierKind(
        name="contact",
        value=ContactMoment,
        id=lambda moment: moment.id,
        index=_found_by,
        pupils=lambda moment: frozenset(f"pupil:{each}" for each in moment.pupils),
        owners=lambda moment: frozenset(
            (f"staff:{moment.staff}", *(f"guardian:{each}" for each in moment.guardians))
        ),
        purpose="knowing what school and home told each other",
    ),
    DossierKind(
        name="insight",
        value=ParentInsight,
        id=lambda insight: insight.id,
        index=lambda insight: {"pupil": insight.pupil, "guardian": insight.by},
        pupils=the_pupil,
        owners=lambda insight: frozenset({f"guardian:{insight.by}"}),
        purpose="using what parents tell",
    ),
)
"""The kinds of record, for `partnership.services.dossier`."""
