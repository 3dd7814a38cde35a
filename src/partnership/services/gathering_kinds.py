"""Parents' evenings, who was invited and what was agreed there: how each kind of record is kept."""

from urllib.parse import quote

from partnership.contact.gatherings import Gathering, TeamGoal
from partnership.contact.guests import Guest
from partnership.services.dossier_kinds import DossierKind

__all__ = ["GATHERING"]


def _joined(*parts: str) -> str:
    return "/".join(quote(part, safe="") for part in parts)


GATHERING: tuple[DossierKind, ...] = (
    DossierKind(
        name="gathering",
        value=Gathering,
        id=lambda value: value.id,
        index=lambda value: {"class": value.classes},
        pupils=lambda _: frozenset(),
        owners=lambda _: frozenset(),
        purpose="bringing parents together at school",
    ),
    DossierKind(
        name="gathering_guest",
        value=Guest,
        id=lambda value: _joined(value.gathering, value.guardian),
        index=lambda value: {"gathering": value.gathering, "guardian": value.guardian},
        pupils=lambda _: frozenset(),
        owners=lambda value: frozenset({f"guardian:{value.guardian}"}),
        purpose="serving every parent, also who could not come",
    ),
    DossierKind(
        name="gathering_goal",
        value=TeamGoal,
        id=lambda value: _joined(value.gathering, value.pupil),
        index=lambda value: {"gathering": value.gathering, "pupil": value.pupil},
        pupils=lambda value: frozenset({f"pupil:{value.pupil}"}),
        owners=lambda _: frozenset(),
        shared=True,
        purpose="the goal that home and school agreed on at a meeting of the class",
    ),
)
"""The kinds of record, for `partnership.services.dossier`."""
