"""Everyone is there: inside a sitting, on the grid, while each of them can be."""

from collections.abc import Iterator
from datetime import timedelta

from partnership.conferences.conference import ANY_MODE
from partnership.conferences.objections import Objection
from partnership.conferences.rules.rule import rule
from partnership.conferences.table import Table, Talk
from partnership.times import Span

__all__ = [
    "duration",
    "guardian_present",
    "inside_sitting",
    "interpreter_present",
    "pin_kept",
    "pupil_present",
    "staff_present",
    "start_grid",
    "time_released",
    "way_to_talk",
]


@rule(tells_of_others=False, sees_room=False)
def inside_sitting(talk: Talk, table: Table) -> Iterator[Objection]:  # noqa: ARG001 - every rule is asked alike
    """A talk lies wholly in one sitting (H4)."""
    if talk.sitting is None or talk.end > talk.sitting.end:
        yield Objection(rule="inside-sitting", request=talk.id, text="not wholly inside one sitting")


@rule(tells_of_others=False, sees_room=False)
def start_grid(talk: Talk, table: Table) -> Iterator[Objection]:
    """A talk starts on the grid of its sitting, as much later as its staff start (H6)."""
    if talk.sitting is None:
        return
    step = timedelta(minutes=table.cast.conference.step_minutes)
    for name in talk.request.staff:
        offset = table.cast.staff[name].start_offset_minutes
        if (talk.start - talk.sitting.start - timedelta(minutes=offset)) % step:
            late = f", {offset} minutes late for {name}" if offset else ""
            yield Objection(
                rule="start-grid",
                request=talk.id,
                text=f"starts between two steps of {table.cast.conference.step_minutes} minutes{late}",
            )
            return


@rule(tells_of_others=False, sees_room=False)
def duration(talk: Talk, table: Table) -> Iterator[Objection]:  # noqa: ARG001
    """A talk lasts as long as was asked (H5)."""
    if talk.placement.minutes != talk.request.minutes:
        yield Objection(
            rule="duration",
            request=talk.id,
            text=f"lasts {talk.placement.minutes} minutes; {talk.request.minutes} were asked",
        )


def _there(talk: Talk, spans: tuple[Span, ...]) -> bool:
    start, end = talk.start, talk.end
    return any(span.start <= start and end <= span.end for span in spans)


@rule(tells_of_others=False, sees_room=False, can_be_waived=True)
def staff_present(talk: Talk, table: Table) -> Iterator[Objection]:
    """Each member of staff can be asked for the whole talk (H4)."""
    for name in talk.request.staff:
        if not _there(talk, table.cast.present(table.cast.staff[name].available)):
            yield Objection(
                rule="staff-present", request=talk.id, whom=name, text=f"{name} is not there then"
            )


@rule(tells_of_others=False, sees_room=False, can_be_waived=True)
def guardian_present(talk: Talk, table: Table) -> Iterator[Objection]:
    """Each guardian of the party can be there for the whole talk (H4)."""
    for guardian in table.cast.guardians_of(talk.request):
        if not _there(talk, table.cast.present(guardian.available)):
            yield Objection(
                rule="guardian-present",
                request=talk.id,
                whom=guardian.id,
                text=f"guardian {guardian.id} cannot come then",
            )


@rule(tells_of_others=False, sees_room=False, can_be_waived=True)
def pupil_present(talk: Talk, table: Table) -> Iterator[Objection]:
    """Each pupil who sits in can be there for the whole talk (H4)."""
    for pupil in table.cast.attending(talk.request):
        if not _there(talk, table.cast.present(pupil.available)):
            yield Objection(
                rule="pupil-present",
                request=talk.id,
                whom=pupil.id,
                text=f"pupil {pupil.id} cannot attend then",
            )


@rule(
    tells_of_others=False,
    sees_room=False,
    can_be_waived=True,
    applies=lambda conference: any(each.held_back for each in conference.staff),
)
def time_released(talk: Talk, table: Table) -> Iterator[Objection]:
    """Time that is held back for later is not given away before its instant (S13)."""
    for name in talk.request.staff:
        if any(talk.placement.span.overlaps(kept) for kept in table.cast.held_back(table.cast.staff[name])):
            yield Objection(
                rule="time-released",
                request=talk.id,
                whom=name,
                text=f"this time of {name} is held back for later",
            )


@rule(tells_of_others=False)
def interpreter_present(talk: Talk, table: Table) -> Iterator[Objection]:
    """A talk that needs an interpreter has one who speaks the language and is there (H18)."""
    needed = table.cast.languages(talk.request)
    name = talk.placement.interpreter
    interpreter = table.cast.interpreters.get(name) if name else None
    if interpreter is None:
        if needed or name:
            yield Objection(
                rule="interpreter-present",
                request=talk.id,
                whom=name,
                text=f"interpreter {name} is unknown" if name else f"no interpreter for {', '.join(needed)}",
            )
        return
    for language in needed:
        if language not in interpreter.languages:
            yield Objection(
                rule="interpreter-present",
                request=talk.id,
                whom=name,
                text=f"interpreter {name} does not speak {language}",
            )
    if not _there(talk, table.cast.present(interpreter.available)):
        yield Objection(
            rule="interpreter-present",
            request=talk.id,
            whom=name,
            text=f"interpreter {name} is not there then",
        )


@rule(tells_of_others=False)
def pin_kept(talk: Talk, table: Table) -> Iterator[Objection]:  # noqa: ARG001
    """A pinned talk stays at its start, and in its room when it has one (H20)."""
    pin = talk.request.pinned
    if pin and talk.start != pin.start:
        yield Objection(rule="pin-kept", request=talk.id, text="pinned at another start")
    if pin and pin.room and talk.placement.room != pin.room:
        yield Objection(rule="pin-kept", request=talk.id, whom=pin.room, text=f"pinned in room {pin.room}")


@rule(
    tells_of_others=False,
    sees_room=False,
    applies=lambda conference: any(
        each.modes != ANY_MODE for each in (*conference.staff, *conference.guardians)
    ),
)
def way_to_talk(talk: Talk, table: Table) -> Iterator[Objection]:
    """There is a way to talk that everyone can: on site, by video or by phone (H19)."""
    if table.cast.mode(talk.request) is None:
        yield Objection(rule="way-to-talk", request=talk.id, text="no way to talk that everyone can")
