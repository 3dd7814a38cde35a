"""Tips, homework, workshops, modules and materials: how each kind of record is kept."""

from collections.abc import Mapping
from typing import Any

from partnership.ids import joined
from partnership.learning.copies import Copy, Reservation, reservation_view
from partnership.learning.homework import Homework, HomeworkSheet
from partnership.learning.materials import Material
from partnership.learning.module_progress import ModuleProgress
from partnership.learning.modules import Module
from partnership.learning.seats import Seat, seat_view
from partnership.learning.tips import HomeTip, SentTip, TipFeedback, TipWishes
from partnership.learning.workshops import Workshop
from partnership.services.dossier_kinds import DossierKind, nobody, the_guardian, the_pupil

__all__ = ["SUPPLIES"]


def _tip_id(value: SentTip | TipFeedback) -> str:
    return joined(value.pupil, value.guardian, value.week.isoformat(), value.place)


def _copy_owners(value: Copy) -> frozenset[str]:
    """Whoever has it beside the office, whose it stays when they are gone."""
    return frozenset({"office"} if value.guardian is None else {"office", f"guardian:{value.guardian}"})


def _copy_index(value: Copy) -> Mapping[str, str]:
    return {"material": value.material} | ({} if value.guardian is None else {"guardian": value.guardian})


def _for_all(name: str, value: type[Any], purpose: str) -> DossierKind:
    """What the school has for every family, and which speaks of none."""
    return DossierKind(
        name=name, value=value, id=lambda each: str(each.id), pupils=nobody, owners=nobody, purpose=purpose
    )


SUPPLIES: tuple[DossierKind, ...] = (
    _for_all("home_tip", HomeTip, "what families can do at home"),
    DossierKind(
        name="sent_tip",
        value=SentTip,
        id=_tip_id,
        index=lambda value: {"guardian": value.guardian, "pupil": value.pupil},
        pupils=the_pupil,
        owners=the_guardian,
        purpose="knowing which tip went home, so that it does not come twice",
    ),
    DossierKind(
        name="tip_feedback",
        value=TipFeedback,
        id=_tip_id,
        index=lambda value: {"guardian": value.guardian},
        pupils=the_pupil,
        owners=the_guardian,
        private=True,
        purpose="better tips: counted by tip, never by family",
    ),
    DossierKind(
        name="tip_wishes",
        value=TipWishes,
        id=lambda value: str(value.guardian),
        pupils=nobody,
        owners=the_guardian,
        purpose="tips that fit the time and things a home has",
    ),
    _for_all("homework", Homework, "what a teacher set to be done together at home"),
    DossierKind(
        name="homework_sheet",
        value=HomeworkSheet,
        id=lambda value: joined(value.homework, value.pupil, value.guardian),
        index=lambda value: {"homework": value.homework, "pupil": value.pupil, "guardian": value.guardian},
        pupils=the_pupil,
        owners=lambda value: the_guardian(value) | {f"staff:{value.staff}"},
        purpose="what a family said of homework, and what the teacher did with it",
    ),
    _for_all("workshop", Workshop, "what parents asked to learn"),
    DossierKind(
        name="workshop_seat",
        value=Seat,
        id=lambda value: joined(value.workshop, value.guardian),
        index=lambda value: {"workshop": value.workshop, "guardian": value.guardian},
        pupils=nobody,
        owners=the_guardian,
        seen=seat_view,
        purpose="a place in a workshop, and how it went at home",
    ),
    _for_all("module", Module, "what parents can learn at their own pace"),
    DossierKind(
        name="module_progress",
        value=ModuleProgress,
        id=lambda value: joined(value.module, value.guardian),
        index=lambda value: {"registration": value.registration},
        pupils=nobody,
        owners=the_guardian,
        private=True,
        purpose="going on where you were; nobody of the school sees it",
    ),
    _for_all("material", Material, "what families can use at home"),
    DossierKind(
        name="copy",
        value=Copy,
        id=lambda value: joined(value.material, value.number),
        index=_copy_index,
        pupils=nobody,
        owners=_copy_owners,
        purpose="knowing where what is lent is; who had it before is not kept",
    ),
    DossierKind(
        name="reservation",
        value=Reservation,
        id=lambda value: joined(value.material, value.guardian),
        index=lambda value: {"material": value.material, "guardian": value.guardian},
        pupils=nobody,
        owners=the_guardian,
        seen=reservation_view,
        purpose="who is next when something comes back",
    ),
)
"""The kinds of record, for `partnership.services.dossier`."""
