"""Who holds a talk together: parties formed from who is guardian of whom, by a choice that may differ per pupil (H13)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from partnership.conferences.conference import Party
from partnership.ids import GuardianId, HouseholdId, PartyId, PupilId
from partnership.people.guardianship import Guardianship
from partnership.people.households import Household

__all__ = ["Speak", "parties_of"]

_NOBODY: Mapping[PupilId, "Speak"] = MappingProxyType({})


class Speak(StrEnum):
    """Which guardians of a pupil hold one talk."""

    TOGETHER = "together"
    BY_HOUSEHOLD = "by_household"
    APART = "apart"


def parties_of(
    guardianships: Iterable[Guardianship],
    households: Iterable[Household] = (),
    *,
    usual: Speak = Speak.BY_HOUSEHOLD,
    per_pupil: Mapping[PupilId, Speak] = _NOBODY,
) -> tuple[Party, ...]:
    """The parties of a conference: every guardian given is in just one party for each of their pupils.

    Guardians who speak together about several pupils are one party for all of them. Who is given is for the caller:
    standing is not looked at here. The answer does not depend on the order of anything; a party keeps its id for as
    long as the same guardians are in it.

    Args:
        guardianships: Who speaks about whom.
        households: Who lives with whom; a guardian in none is a household of their own, one in several is of the first
            by id.
        usual: How the guardians of a pupil speak.
        per_pupil: Where it was agreed otherwise.
    """
    home = _homes(households)
    guardians: dict[PupilId, set[GuardianId]] = defaultdict(set)
    for each in guardianships:
        guardians[each.pupil].add(each.guardian)
    pupils: dict[tuple[GuardianId, ...], list[PupilId]] = defaultdict(list)
    for pupil in sorted(guardians):
        for group in _groups(guardians[pupil], per_pupil.get(pupil, usual), home):
            pupils[group].append(pupil)
    return tuple(
        Party(id=PartyId("+".join(group)), guardians=group, pupils=tuple(about))
        for group, about in sorted(pupils.items())
    )


def _homes(households: Iterable[Household]) -> Mapping[GuardianId, HouseholdId]:
    found: dict[GuardianId, HouseholdId] = {}
    for household in sorted(households, key=lambda each: each.id):
        for guardian in household.guardians:
            found.setdefault(guardian, household.id)
    return found


def _groups(
    guardians: Iterable[GuardianId], speak: Speak, home: Mapping[GuardianId, HouseholdId]
) -> Iterator[tuple[GuardianId, ...]]:
    """The guardians of one pupil in the groups that speak."""
    groups: dict[object, list[GuardianId]] = defaultdict(list)
    for name in sorted(guardians):
        alone = ("alone", name)
        of_home = ("home", home[name]) if name in home else alone
        groups[{Speak.TOGETHER: "all", Speak.BY_HOUSEHOLD: of_home, Speak.APART: alone}[speak]].append(name)
    return (tuple(names) for names in groups.values())
