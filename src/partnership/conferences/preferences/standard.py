"""The six counts every conference has: place, then days, then wishes, then waiting, then idle time of staff."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from partnership.conferences.conference import StaffPresence
from partnership.conferences.preferences.preference import Whose, preference
from partnership.conferences.table import Cast, Talk
from partnership.ids import PartyId, StaffId
from partnership.times import minutes_between

__all__ = [
    "as_preferred",
    "extra_sitting",
    "idle_minutes",
    "idle_of",
    "left_over",
    "long_wait_minutes",
    "minutes_waited",
    "outside_preferred",
    "per_sitting",
    "wait_minutes",
]


def per_sitting(talks: Sequence[Talk]) -> Iterator[list[Talk]]:
    """The talks of each sitting they start in, in order of time."""
    inside = [(talk.sitting.id, talk) for talk in talks if talk.sitting is not None]
    return ([talk for _, talk in group] for _, group in groupby(inside, key=itemgetter(0)))


def minutes_waited(talks: Sequence[Talk]) -> int:
    """Minutes from the first start to the last end in which none of the talks is held."""
    free, until = 0, talks[0].end
    for talk in talks[1:]:
        free += max(0, minutes_between(until, talk.start))
        until = max(until, talk.end)
    return free


def as_preferred(talk: Talk, cast: Cast) -> bool:
    """Whether the whole talk lies in the time each guardian in it would rather come."""
    return all(
        any(span.start <= talk.start and talk.end <= span.end for span in cast.preferred(guardian))
        for guardian in cast.guardians_of(talk.request)
    )


def _missing(talks: Sequence[Talk], party: str, cast: Cast, *, weighed: bool) -> int:
    placed = {talk.id for talk in talks}
    asked = cast.requests_of.get(PartyId(party), ())
    return sum(each.weight if weighed else 1 for each in asked if each.id not in placed)


@preference(
    of=Whose.PARTY,
    points="left_over",
    weigh=lambda talks, party, cast: _missing(talks, party, cast, weighed=True),
)
def left_over(talks: Sequence[Talk], party: str, cast: Cast) -> int:
    """Every request has its talk; in points each counts by its weight (S1)."""
    return _missing(talks, party, cast, weighed=False)


@preference(of=Whose.PARTY, points="outside_preferred")
def outside_preferred(talks: Sequence[Talk], party: str, cast: Cast) -> int:  # noqa: ARG001 - all are asked alike
    """A talk lies wholly in the time each guardian in it would rather come (S4)."""
    return sum(not as_preferred(talk, cast) for talk in talks)


@preference(of=Whose.PARTY, points="extra_sitting")
def extra_sitting(talks: Sequence[Talk], party: str, cast: Cast) -> int:  # noqa: ARG001
    """A family comes to one sitting (S5)."""
    return max(0, sum(1 for _ in per_sitting(talks)) - 1)


@preference(of=Whose.PARTY, points="wait_minute")
def wait_minutes(talks: Sequence[Talk], party: str, cast: Cast) -> int:  # noqa: ARG001
    """A family does not wait between its talks of a sitting; counted in minutes (S2)."""
    return sum(minutes_waited(each) for each in per_sitting(talks))


@preference(of=Whose.PARTY, points="long_wait_minute")
def long_wait_minutes(talks: Sequence[Talk], party: str, cast: Cast) -> int:  # noqa: ARG001
    """No family waits long in a sitting; the minutes beyond what is bearable (S2)."""
    bearable = cast.conference.weights.long_wait_after
    return sum(max(0, minutes_waited(each) - bearable) for each in per_sitting(talks))


@preference(of=Whose.STAFF, points="idle_minute")
def idle_minutes(talks: Sequence[Talk], name: str, cast: Cast) -> int:
    """A member of staff does not sit idle between talks of a sitting, forced pauses excepted; in minutes (S3)."""
    mine = [talk for talk in talks if name in talk.request.staff]
    return sum(idle_of(each, cast.staff[StaffId(name)]) for each in per_sitting(mine))


def idle_of(talks: Sequence[Talk], person: StaffPresence) -> int:
    """Minutes a member of staff sits idle in a sitting, forced pauses excluded up to `break_minutes` each.

    A pause is forced when it follows as many talks in a row as `break_after` allows.
    """
    idle = minutes_waited(talks)
    if person.break_after is None:
        return idle
    row = 1
    for before, after in pairwise(talks):
        if minutes_between(before.end, after.start) < person.break_minutes:
            row += 1
            continue
        if row == person.break_after:
            idle -= person.break_minutes
        row = 1
    return max(0, idle)
