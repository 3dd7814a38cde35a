"""What may be asked of one person: pauses for staff, rest and no endless waiting for families."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from partnership.conferences.conference import Pause
from partnership.conferences.objections import Objection
from partnership.conferences.rules.rule import rule
from partnership.conferences.table import Table, Talk
from partnership.times import Span, minutes_between

__all__ = ["kept_apart", "most_in_a_row", "most_waiting", "pause_kept", "staff_break", "with_others"]


def with_others(talk: Talk, talks: Sequence[Talk]) -> list[Talk]:
    """The talks in order of time with this one among them, where it is now asked to be."""
    return sorted(
        (talk, *(other for other in talks if other.id != talk.id)),
        key=lambda each: (each.start, each.end, each.id),
    )


@rule(
    tells_of_others=False,
    sees_room=False,
    applies=lambda conference: any(each.break_after or each.break_after_minutes for each in conference.staff),
)
def staff_break(talk: Talk, table: Table) -> Iterator[Objection]:
    """A member of staff has a pause after so many talks, or so many minutes, in a row (H7)."""
    for name in talk.request.staff:
        person = table.cast.staff[name]
        if person.break_after is None and person.break_after_minutes is None:
            continue
        run = _run_around(
            talk, with_others(talk, table.of_staff(name)), timedelta(minutes=person.break_minutes)
        )
        if _too_many(run, person.break_after) or _too_long(run, person.break_after_minutes):
            yield Objection(
                rule="staff-break",
                request=talk.id,
                against=tuple(other.id for other in run if other.id != talk.id),
                whom=name,
                text=f"{name} would have {len(run)} talks without a pause of {person.break_minutes} minutes",
            )


def _too_many(run: Sequence[Talk], most: int | None) -> bool:
    return most is not None and len(run) > most


def _too_long(run: Sequence[Talk], most: int | None) -> bool:
    """Whether a row of several talks goes on for more than so many minutes."""
    return most is not None and len(run) > 1 and minutes_between(run[0].start, run[-1].end) > most


def _run_around(talk: Talk, talks: Sequence[Talk], pause: timedelta) -> list[Talk]:
    """The talks in a row that hold this one: between each and the next lies less than a pause."""
    run: list[Talk] = []
    holds = False
    for each in talks:
        if run and each.start - run[-1].end >= pause:
            if holds:
                return run
            run = []
        run.append(each)
        holds = holds or each is talk
    return run


@rule(
    tells_of_others=False,
    sees_room=False,
    applies=lambda conference: any(each.pauses for each in conference.staff),
)
def pause_kept(talk: Talk, table: Table) -> Iterator[Objection]:
    """A member of staff has the pauses they were promised, each at some moment inside its window (H8)."""
    for name in dict.fromkeys(talk.request.staff):
        for pause in table.cast.staff[name].pauses:
            window = Span(pause.start, pause.end)
            others = [
                each
                for each in with_others(talk, table.of_staff(name))
                if each.placement.span.overlaps(window)
            ]
            if talk.placement.span.overlaps(window) and not _room_for(
                pause, others, table.cast.staff[name].busy
            ):
                yield Objection(
                    rule="pause-kept",
                    request=talk.id,
                    against=tuple(each.id for each in others if each.id != talk.id),
                    whom=name,
                    text=f"{name} would lose a pause of {pause.minutes} minutes",
                )


def _room_for(pause: Pause, talks: Sequence[Talk], busy: Sequence[Span]) -> bool:
    """Whether so many minutes in a row of its window are free."""
    taken = Span.merge((*(talk.placement.span for talk in talks), *busy))
    free, since = 0, pause.start
    for span in taken:
        free = max(free, minutes_between(since, min(span.start, pause.end)))
        since = max(since, span.end)
    return max(free, minutes_between(since, pause.end)) >= pause.minutes


@rule(
    sees_room=False,
    applies=lambda conference: any(each.max_in_a_row is not None for each in conference.guardians),
)
def most_in_a_row(talk: Talk, table: Table) -> Iterator[Objection]:
    """A guardian has no more talks in a row than they can (H10)."""
    for guardian in table.cast.guardians_of(talk.request):
        if guardian.max_in_a_row is None:
            continue
        rest = timedelta(minutes=guardian.rest_minutes)
        run = _run_around(talk, with_others(talk, table.of_guardian(guardian.id)), rest)
        if _too_many(run, guardian.max_in_a_row):
            yield Objection(
                rule="most-in-a-row",
                request=talk.id,
                against=tuple(each.id for each in run if each.id != talk.id),
                whom=guardian.id,
                text=f"guardian {guardian.id} would have {len(run)} talks without a rest of {guardian.rest_minutes} minutes",
            )


@rule(
    sees_room=False,
    applies=lambda conference: any(each.max_wait_minutes is not None for each in conference.guardians),
)
def most_waiting(talk: Talk, table: Table) -> Iterator[Objection]:
    """A guardian waits no longer between two talks of a sitting than they said they can (H11)."""
    for guardian in table.cast.guardians_of(talk.request):
        if guardian.max_wait_minutes is None:
            continue
        longest = timedelta(minutes=guardian.max_wait_minutes)
        for one, other in table.in_a_row(talk, table.of_guardian(guardian.id)):
            if other.start - one.end > longest:
                yield Objection(
                    rule="most-waiting",
                    request=talk.id,
                    against=((other if one is talk else one).id,),
                    whom=guardian.id,
                    text=f"guardian {guardian.id} would wait more than {guardian.max_wait_minutes} minutes",
                )


@rule(sees_room=False, applies=lambda conference: bool(conference.keep_apart))
def kept_apart(talk: Talk, table: Table) -> Iterator[Objection]:
    """Parties that are kept apart never meet: not at the same time, and their starts lie far enough apart (H14)."""
    for party, minutes in table.cast.apart.get(talk.party.id, ()):
        for other in table.of_party(party):
            if abs(talk.start - other.start) < timedelta(minutes=minutes) or talk.overlaps(other):
                yield Objection(
                    rule="kept-apart",
                    request=talk.id,
                    against=(other.id,),
                    whom=talk.party.id,
                    text=f"starts less than {minutes} minutes from a talk that is kept apart from this one",
                )
