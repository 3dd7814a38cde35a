"""Parents' evenings, who was invited and what was agreed there: how each kind of record is kept."""

from partnership.contact.gatherings import Gathering, TeamGoal
from partnership.contact.guests import Guest
from partnership.ids import joined
from partnership.services.dossier_kinds import DossierKind, nobody, the_guardian, the_pupil

__all__ = ["GATHERING"]


GATHERING: tuple[DossierKind, ...] = (
    DossierKind(
        name="gathering",
        value=Gathering,
        id=lambda value: value.id,
        index=lambda value: {"class": value.classes},
        pupils=nobody,
        owners=nobody,
        purpose="bringing parents together at school",
    ),
    DossierKind(
        name="gathering_guest",
        value=Guest,
        id=lambda value: joined(value.gathering, value.guardian),
        index=lambda value: {"gathering": value.gathering, "guardian": value.guardian},
        pupils=nobody,
        owners=the_guardian,
        purpose="serving every parent, also who could not come",
    ),
    DossierKind(
        name="gathering_goal",
        value=TeamGoal,
        id=lambda value: joined(value.gathering, value.pupil),
        index=lambda value: {"gathering": value.gathering, "pupil": value.pupil},
        pupils=the_pupil,
        owners=nobody,
        shared=True,
        purpose="the goal that home and school agreed on at a meeting of the class",
    ),
)
"""The kinds of record, for `partnership.services.dossier`."""
