"""How many talks there may be: of a party, a guardian, about a pupil, with one teacher, on one day, each counted apart."""

from collections.abc import Iterable, Iterator

from partnership.conferences.objections import Objection
from partnership.conferences.rules.rule import rule
from partnership.conferences.table import Table, Talk

__all__ = [
    "most_talks",
    "most_talks_a_day",
    "most_talks_about_pupil",
    "most_talks_of_guardian",
    "most_talks_with_one",
]


def _above(
    rule: str, talk: Talk, talks: Iterable[Talk], most: int | None, whom: str, said: str
) -> Iterator[Objection]:
    """An objection when this talk makes more of them than were agreed."""
    if most is None:
        return
    others = tuple(other.id for other in talks if other.id != talk.id)
    if len(others) >= most:
        text = f"{said} would have {len(others) + 1} talks; {most} were agreed"
        yield Objection(rule=rule, request=talk.id, against=others, whom=whom, text=text)


@rule(
    tells_of_others=False,
    sees_room=False,
    can_be_waived=True,
    applies=lambda conference: any(each.max_talks is not None for each in conference.parties),
)
def most_talks(talk: Talk, table: Table) -> Iterator[Objection]:
    """A party has no more talks than was agreed (H12)."""
    party = talk.party
    yield from _above(
        "most-talks", talk, table.of_party(party.id), party.max_talks, party.id, f"party {party.id}"
    )


@rule(
    sees_room=False,
    can_be_waived=True,
    applies=lambda conference: any(each.max_talks is not None for each in conference.guardians),
)
def most_talks_of_guardian(talk: Talk, table: Table) -> Iterator[Objection]:
    """A guardian has no more talks than was agreed, over all parties (H12)."""
    for each in table.cast.guardians_of(talk.request):
        mine = table.of_guardian(each.id)
        yield from _above(
            "most-talks-of-guardian", talk, mine, each.max_talks, each.id, f"guardian {each.id}"
        )


@rule(
    sees_room=False,
    can_be_waived=True,
    applies=lambda conference: any(each.max_talks is not None for each in conference.pupils),
)
def most_talks_about_pupil(talk: Talk, table: Table) -> Iterator[Objection]:
    """There are no more talks about a pupil than was agreed, of all parties together (H12)."""
    for pupil in table.cast.spoken_of(talk.request):
        about = table.about_pupil(pupil.id)
        yield from _above(
            "most-talks-about-pupil", talk, about, pupil.max_talks, pupil.id, f"pupil {pupil.id}"
        )


@rule(
    sees_room=False,
    can_be_waived=True,
    applies=lambda conference: any(each.max_talks_with_one is not None for each in conference.pupils),
)
def most_talks_with_one(talk: Talk, table: Table) -> Iterator[Objection]:
    """There are no more talks about a pupil with one member of staff than was agreed (H12)."""
    for pupil in table.cast.spoken_of(talk.request):
        for name in dict.fromkeys(talk.request.staff):
            both = (each for each in table.about_pupil(pupil.id) if name in each.request.staff)
            yield from _above(
                "most-talks-with-one",
                talk,
                both,
                pupil.max_talks_with_one,
                pupil.id,
                f"pupil {pupil.id} and {name}",
            )


@rule(
    tells_of_others=False,
    sees_room=False,
    can_be_waived=True,
    applies=lambda conference: any(each.max_talks_a_day is not None for each in conference.staff),
)
def most_talks_a_day(talk: Talk, table: Table) -> Iterator[Objection]:
    """A member of staff has no more talks on one day than was agreed (H12)."""
    for name in dict.fromkeys(talk.request.staff):
        day = table.cast.day(talk.start)
        there = (each for each in table.of_staff(name) if table.cast.day(each.start) == day)
        yield from _above(
            "most-talks-a-day",
            talk,
            there,
            table.cast.staff[name].max_talks_a_day,
            name,
            f"{name} on that day",
        )
