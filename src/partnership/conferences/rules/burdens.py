"""What may be asked of one person: pauses for staff, no endless waiting and no more talks than agreed for families."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from partnership.conferences.objections import Objection
from partnership.conferences.rules.rule import rule
from partnership.conferences.table import Table, Talk

__all__ = ["kept_apart", "most_talks", "most_waiting", "staff_break"]


def _with(talk: Talk, talks: Sequence[Talk]) -> list[Talk]:
    """The talks in order of time with this one among them, where it is now asked to be."""
    return sorted(
        (talk, *(other for other in talks if other.id != talk.id)),
        key=lambda each: (each.start, each.end, each.id),
    )


@rule(tells_of_others=False, sees_room=False)
def staff_break(talk: Talk, table: Table) -> Iterator[Objection]:
    """A member of staff has a pause after so many talks in a row (H7)."""
    for name in talk.request.staff:
        person = table.cast.staff[name]
        if person.break_after is None:
            continue
        run = _run_around(talk, _with(talk, table.of_staff(name)), timedelta(minutes=person.break_minutes))
        if len(run) > person.break_after:
            yield Objection(
                rule="staff-break",
                request=talk.id,
                against=tuple(other.id for other in run if other.id != talk.id),
                whom=name,
                text=f"{name} would have {len(run)} talks without a pause of {person.break_minutes} minutes",
            )


def _run_around(talk: Talk, talks: Sequence[Talk], pause: timedelta) -> list[Talk]:
    """The talks in a row that hold this one: between each and the next lies less than a pause."""
    run: list[Talk] = []
    for each in talks:
        if run and each.start - run[-1].end >= pause:
            if talk in run:
                return run
            run = []
        run.append(each)
    return run


@rule(sees_room=False)
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


@rule(tells_of_others=False, sees_room=False, can_be_waived=True)
def most_talks(talk: Talk, table: Table) -> Iterator[Objection]:
    """A party has no more talks than was agreed (H12)."""
    most = talk.party.max_talks
    talks = _with(talk, table.of_party(talk.party.id))
    if most is not None and len(talks) > most:
        yield Objection(
            rule="most-talks",
            request=talk.id,
            against=tuple(other.id for other in talks if other.id != talk.id),
            whom=talk.party.id,
            text=f"party {talk.party.id} would have {len(talks)} talks; {most} were agreed",
        )


@rule(sees_room=False)
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
