"""Who belongs to whom, as far as deciding what somebody may see needs it; read once and remembered."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from partnership.ids import ClassId, PupilId
from partnership.people.classes import Enrolment, Teaching
from partnership.people.consents import Consent, is_consented
from partnership.people.disclosure import Role, Viewer
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Guardianship
from partnership.people.pupils import Pupil
from partnership.people.standing import Matter, Question
from partnership.ports import Transaction
from partnership.serial.values import load
from partnership.services.families import every_of
from partnership.services.people import VALUES, known, links_at

__all__ = ["BE_TOLD", "GUARDIANS", "Circle"]

BE_TOLD, GUARDIANS = "be told", "guardians"
"""The purpose and channel of the consent by which a pupil of age lets their guardians be told."""

_Link = TypeVar("_Link")


class Circle:
    """The people around one viewer, on one day.

    Args:
        transaction: Where the records are.
        viewer: Who looks.
        on: The day.
    """

    def __init__(self, transaction: Transaction, viewer: Viewer, on: date) -> None:
        self._transaction = transaction
        self._viewer = viewer
        self._on = on

    @cached_property
    def pupil(self) -> Pupil | None:
        """The viewer, when it is a pupil the school knows."""
        if self._viewer.role is not Role.PUPIL:
            return None
        return known(self._transaction, Pupil, str(self._viewer.id))

    @cached_property
    def taught(self) -> frozenset[str]:
        """The pupils in a class the viewer teaches today."""
        if self._viewer.role is not Role.STAFF:
            return frozenset()
        classes = {each.class_id for each in self._links(Teaching, "staff", str(self._viewer.id))}
        return frozenset(each.pupil for one in classes for each in self._links(Enrolment, "class", one))

    def classes_of(self, pupils: Iterable[str]) -> frozenset[ClassId]:
        """The classes these pupils are in today."""
        return frozenset(each.class_id for pupil in pupils for each in self._links(Enrolment, "pupil", pupil))

    def pupils_of(self, guardian: str) -> frozenset[PupilId]:
        """The pupils a guardian is linked to."""
        return frozenset(each.pupil for each in self._links(Guardianship, "guardian", guardian))

    def standing(self, pupil: str) -> Question | None:
        """What the law is asked when the viewer, a guardian, looks at something of a pupil."""
        if self._viewer.role is not Role.GUARDIAN:
            return None
        guardian = known(self._transaction, Guardian, str(self._viewer.id))
        about = known(self._transaction, Pupil, pupil)
        if guardian is None or about is None:
            return None
        return Question(
            matter=Matter.PROGRESS,
            pupil=about,
            guardian=guardian,
            link=known(self._transaction, Guardianship, f"{about.id}/{guardian.id}"),
            on=self._on,
            requested=True,
            pupil_permits=self._permits(about.id),
        )

    def _permits(self, pupil: PupilId) -> bool:
        answers = every_of(self._transaction, Consent, "pupil", pupil)
        return is_consented(
            answers, pupil=pupil, purpose=BE_TOLD, channel=GUARDIANS, askees=(None,), on=self._on
        )

    def _links(self, kind: type[_Link], end: str, id: str) -> tuple[_Link, ...]:
        """The links that hold today, by one end."""
        name = next(name for name, value_type in VALUES.items() if value_type is kind)
        found = (
            load(kind, dict(cast("Mapping[str, Any]", each.body["fields"])), source=f"{name} record")
            for each in links_at(self._transaction, name, end, id)
        )
        return tuple(each for each in found if self._on in cast("Any", each).valid)
