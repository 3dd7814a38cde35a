"""What the parents' evenings of a school reached: households, never how often one person came.

A group of fewer households than the norm of anonymity is told together with others, or not at all.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

import attrs

from partnership.contact.gatherings import Gathering, GatheringState, TeamGoal
from partnership.contact.guests import Guest
from partnership.contact.notices import Notice
from partnership.ids import GatheringId, GuardianId, PupilId
from partnership.norms import Norms
from partnership.people.households import Household

__all__ = [
    "OTHERS",
    "Turnout",
    "by_group",
    "never_reached",
    "overall",
    "to_serve",
    "to_welcome",
    "without_goal",
]

OTHERS = "others"
"""The groups that are too small to be told of by themselves."""


@attrs.frozen(kw_only=True)
class Turnout:
    """How many households were invited, of how many somebody came, and how many were served: came, or got package and call."""

    invited: int
    came: int
    served: int


def overall(guests: Iterable[Guest], households: Iterable[Household]) -> Turnout:
    """The turnout of all households; one that was invited more than once counts once."""
    return _turnout(guests, _homes(households))


def by_group(
    guests: Iterable[Guest],
    households: Iterable[Household],
    group: Callable[[Guest], Hashable],
    norms: Norms | None = None,
) -> Mapping[str, Turnout]:
    """The turnout by group, such as a language or a part of the day, the largest first.

    Args:
        guests: Who was invited.
        households: Who lives together; a guardian of no household is one alone.
        group: The group of an invitation.
        norms: How many households a group has at least. Smaller ones are `OTHERS`, with the smallest of the others where
            that is too few still; so nothing can be told from what is missing.
    """
    homes, least = _homes(households), (norms or Norms()).anonymity
    found: dict[str, list[Guest]] = {}
    for guest in guests:
        found.setdefault(str(group(guest)), []).append(guest)
    sizes = {name: len(_of(theirs, homes)) for name, theirs in found.items()}
    kept = sorted(found, key=lambda name: (sizes[name], name))
    rest: list[Guest] = []
    while kept and (sizes[kept[0]] < least or 0 < len(_of(rest, homes)) < least):
        rest += found[kept.pop(0)]
    told = {name: _turnout(found[name], homes) for name in kept}
    if len(_of(rest, homes)) >= least:
        told[OTHERS] = _turnout(rest, homes)
    return dict(sorted(told.items(), key=lambda each: (-each[1].invited, each[0])))


def never_reached(guests: Iterable[Guest], households: Iterable[Household]) -> Iterator[Notice]:
    """Households that were invited and never came, nor got the package and a call."""
    homes = _homes(households)
    theirs = _of(guests, homes)
    for home in sorted(theirs):
        over = [each for each in theirs[home] if each.served or each.waits]
        if over and not any(each.served for each in over):
            yield Notice(
                rule="gathering.never_reached",
                about=home,
                facts={"gatherings": len({each.gathering for each in over})},
                next_step="call, or visit at home: ask what would make it possible to come",
            )


def to_welcome(
    guests: Iterable[Guest], order: Sequence[GatheringId], norms: Norms | None = None
) -> frozenset[GuardianId]:
    """Guardians who were at none of the last gatherings they were invited to, as many as the norm: they are invited in person.

    Args:
        guests: Who was invited.
        order: The gatherings that were held, the oldest first.
        norms: How many.
    """
    limit = (norms or Norms()).evenings_missed
    place = {id: number for number, id in enumerate(order)}
    theirs: dict[GuardianId, list[Guest]] = {}
    for each in guests:
        if each.gathering in place:
            theirs.setdefault(each.guardian, []).append(each)
    found = set()
    for guardian, invitations in theirs.items():
        last = sorted(invitations, key=lambda each: place[each.gathering])[-limit:]
        if len(last) == limit and not any(each.came for each in last):
            found.add(guardian)
    return frozenset(found)


def to_serve(guests: Iterable[Guest]) -> Iterator[Notice]:
    """Guardians who did not come and have not got both the package and a call."""
    for each in sorted(guests, key=lambda each: (each.gathering, each.guardian)):
        if each.waits:
            yield Notice(
                rule="gathering.to_serve",
                about=f"guardian:{each.guardian}",
                facts={"gathering": each.gathering, "so_far": str(each.state)},
                next_step="send the package and call: what was it about, and what would help to come?",
            )


def without_goal(
    gathering: Gathering, pupils: Iterable[PupilId], agreed: Iterable[TeamGoal]
) -> Iterator[Notice]:
    """Pupils for whom no goal was agreed at a meeting of the class team that was held."""
    with_goal = {each.pupil for each in agreed if each.gathering == gathering.id}
    if gathering.state in {GatheringState.HELD, GatheringState.CLOSED}:
        for pupil in sorted(set(pupils) - with_goal):
            yield Notice(
                rule="gathering.without_goal",
                norm="goal_step_days",
                about=f"pupil:{pupil}",
                facts={"gathering": gathering.id},
                next_step="agree on a goal with home, for a step of the school's own length",
            )


def _homes(households: Iterable[Household]) -> Mapping[GuardianId, tuple[str, ...]]:
    """The households of each guardian."""
    found: dict[GuardianId, tuple[str, ...]] = {}
    for household in households:
        for guardian in household.guardians:
            found[guardian] = (*found.get(guardian, ()), f"household:{household.id}")
    return found


def _of(guests: Iterable[Guest], homes: Mapping[GuardianId, tuple[str, ...]]) -> dict[str, list[Guest]]:
    """The invitations of each household; a guardian of none is a household alone."""
    found: dict[str, list[Guest]] = {}
    for each in guests:
        for home in homes.get(each.guardian, (f"guardian:{each.guardian}",)):
            found.setdefault(home, []).append(each)
    return found


def _turnout(guests: Iterable[Guest], homes: Mapping[GuardianId, tuple[str, ...]]) -> Turnout:
    told = Counter[str]()
    for theirs in _of(guests, homes).values():
        told["came"] += any(each.came for each in theirs)
        told["served"] += any(each.served for each in theirs)
        told["invited"] += 1
    return Turnout(invited=told["invited"], came=told["came"], served=told["served"])
