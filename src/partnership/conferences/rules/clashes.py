"""Nobody is in two talks at once."""

from collections.abc import Iterator
from datetime import timedelta

from partnership.conferences.objections import Objection
from partnership.conferences.rules.rule import rule
from partnership.conferences.table import Table, Talk

__all__ = ["guardian_clash", "interpreter_clash", "pupil_clash", "staff_clash"]


@rule(tells_of_others=False, sees_room=False)
def staff_clash(talk: Talk, table: Table) -> Iterator[Objection]:
    """A member of staff speaks with one party at a time, and keeps the time asked for after each talk (H1)."""
    for name in talk.request.staff:
        buffer = timedelta(minutes=table.cast.staff[name].buffer_minutes)
        for other in talk.clashing(table.of_staff(name), buffer):
            yield Objection(
                rule="staff-clash",
                request=talk.id,
                against=(other.id,),
                whom=name,
                text=f"{name} already speaks with someone then",
            )


@rule(sees_room=False)
def guardian_clash(talk: Talk, table: Table) -> Iterator[Objection]:
    """A guardian is in one talk at a time, over all children and households (H2)."""
    for name in talk.guardians:
        for other in talk.clashing(table.of_guardian(name)):
            yield Objection(
                rule="guardian-clash",
                request=talk.id,
                against=(other.id,),
                whom=name,
                text=f"guardian {name} is in another talk then",
            )


@rule(sees_room=False)
def pupil_clash(talk: Talk, table: Table) -> Iterator[Objection]:
    """A pupil who sits in is in one talk at a time (H3)."""
    for name in talk.request.pupils if talk.request.pupil_attends else ():
        for other in talk.clashing(table.of_pupil(name)):
            yield Objection(
                rule="pupil-clash",
                request=talk.id,
                against=(other.id,),
                whom=name,
                text=f"pupil {name} sits in another talk then",
            )


@rule(tells_of_others=False)
def interpreter_clash(talk: Talk, table: Table) -> Iterator[Objection]:
    """An interpreter is at one talk at a time (H18)."""
    name = talk.placement.interpreter
    for other in talk.clashing(table.of_interpreter(name)) if name else ():
        yield Objection(
            rule="interpreter-clash",
            request=talk.id,
            against=(other.id,),
            whom=name,
            text=f"interpreter {name} is at another talk then",
        )
