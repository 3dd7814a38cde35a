"""Nobody is in a talk while they are taken elsewhere: in another conference or round, in a lesson, as somebody's parent."""

from collections.abc import Iterator
from datetime import timedelta

from partnership.conferences.objections import Objection
from partnership.conferences.rules.rule import rule
from partnership.conferences.table import Table, Talk

__all__ = ["guardian_elsewhere", "pupil_elsewhere", "staff_elsewhere"]


@rule(
    tells_of_others=False,
    sees_room=False,
    applies=lambda conference: any(each.busy for each in conference.staff),
)
def staff_elsewhere(talk: Talk, table: Table) -> Iterator[Objection]:
    """A member of staff who is taken elsewhere is in no talk, nor within the time asked for between talks (H1)."""
    for name in dict.fromkeys(talk.request.staff):
        person = table.cast.staff[name]
        buffer = timedelta(minutes=person.buffer_minutes)
        if any(talk.start < taken.end + buffer and taken.start < talk.end + buffer for taken in person.busy):
            yield Objection(
                rule="staff-elsewhere", request=talk.id, whom=name, text=f"{name} is taken elsewhere then"
            )


@rule(
    tells_of_others=False,
    sees_room=False,
    applies=lambda conference: any(each.busy for each in conference.guardians),
)
def guardian_elsewhere(talk: Talk, table: Table) -> Iterator[Objection]:
    """A guardian who is taken elsewhere is in no talk (H2)."""
    for guardian in table.cast.guardians_of(talk.request):
        if any(talk.placement.span.overlaps(taken) for taken in guardian.busy):
            yield Objection(
                rule="guardian-elsewhere",
                request=talk.id,
                whom=guardian.id,
                text=f"guardian {guardian.id} is taken elsewhere then",
            )


@rule(
    tells_of_others=False,
    sees_room=False,
    applies=lambda conference: any(each.busy for each in conference.pupils),
)
def pupil_elsewhere(talk: Talk, table: Table) -> Iterator[Objection]:
    """A pupil who is taken elsewhere sits in no talk (H3)."""
    for pupil in table.cast.attending(talk.request):
        if any(talk.placement.span.overlaps(taken) for taken in pupil.busy):
            yield Objection(
                rule="pupil-elsewhere",
                request=talk.id,
                whom=pupil.id,
                text=f"pupil {pupil.id} is taken elsewhere then",
            )
