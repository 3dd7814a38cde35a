"""Families of every shape a school knows: together, apart, alone, in care."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import attrs

from partnership.ids import GuardianId, HouseholdId, PupilId
from partnership.people.contact_details import ContactDetail, DetailKind
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Authority, Evidence, Guardianship, Relation
from partnership.people.households import Household
from partnership.people.preferences import ContactPreferences
from partnership.people.pupils import Pupil
from partnership.testing.school.people import LANGUAGES, child, grown_up, surname

__all__ = ["Family", "invent_family"]

_Drawn = TypeVar("_Drawn", str, int)

_SHAPES = {"together": 62, "apart": 18, "apart_in_conflict": 5, "one_parent": 11, "bereaved": 2, "in_care": 2}
_CHILDREN = {1: 58, 2: 32, 3: 10}


@attrs.frozen(kw_only=True)
class Family:
    """One family: its pupils at this school, everyone who cares for them, and what each is to each.

    Attributes:
        in_conflict: The households must not meet at school.
    """

    pupils: tuple[Pupil, ...]
    guardians: tuple[Guardian, ...]
    links: tuple[Guardianship, ...]
    households: tuple[Household, ...]
    preferences: tuple[ContactPreferences, ...]
    in_conflict: bool


def _drawn(random: Random, odds: Mapping[_Drawn, int]) -> _Drawn:
    return random.choices(list(odds), weights=list(odds.values()))[0]


def invent_family(random: Random, number: int, most_pupils: int, born_between: tuple[date, date]) -> Family:
    """One family, numbered, with at most so many pupils, born in these days."""
    shape = _drawn(random, _SHAPES)
    infix, name, language = surname(random)
    first, last = born_between
    pupils = tuple(
        Pupil(
            id=PupilId(f"p{number}-{place}"),
            name=child(random, infix, name),
            birth_date=first + timedelta(days=random.randrange((last - first).days)),
        )
        for place in range(1, min(most_pupils, _drawn(random, _CHILDREN)) + 1)
    )
    guardians = tuple(_guardians(random, number, shape, (infix, name)))
    homes = [[each] for each in guardians] if shape.startswith("apart") else [list(guardians)]
    speaks = language if language in LANGUAGES and random.random() < 0.5 else "nl"
    return Family(
        pupils=pupils,
        guardians=guardians,
        links=tuple(_links(random, shape, pupils, guardians)),
        households=tuple(
            Household(
                id=HouseholdId(f"h{number}-{place}"),
                guardians=tuple(each.id for each in home),
                pupils=tuple(pupil.id for pupil in pupils),
            )
            for place, home in enumerate(homes, start=1)
        ),
        preferences=tuple(
            ContactPreferences(
                guardian=each.id, language=speaks, interpreter=None if speaks == "nl" else speaks
            )
            for each in guardians
        ),
        in_conflict=shape == "apart_in_conflict",
    )


def _guardians(random: Random, number: int, shape: str, name: tuple[str, str]) -> Iterator[Guardian]:
    if shape == "in_care":
        yield Guardian(
            id=GuardianId(f"g{number}-1"),
            organisation=f"Stichting Voogdij {name[1]}",
            details=(ContactDetail(kind=DetailKind.EMAIL, value=f"voogdij{number}@care.example"),),
        )
    secret = shape == "apart_in_conflict"
    for place in range(2 if shape == "in_care" else 1, 2 if shape in {"one_parent", "in_care"} else 3):
        infix, family = name if place == 1 or shape == "together" else surname(random)[:2]
        yield Guardian(
            id=GuardianId(f"g{number}-{place}"),
            name=grown_up(random, infix, family),
            deceased=shape == "bereaved" and place == 2,
            details=(
                ContactDetail(kind=DetailKind.EMAIL, value=f"g{number}-{place}@home.example"),
                ContactDetail(
                    kind=DetailKind.PHONE,
                    value=f"+3160000{number % 1000:03}{place}",
                    secret=secret and place == 1,
                ),
                ContactDetail(
                    kind=DetailKind.ADDRESS, value=f"Lindelaan {number}", secret=secret and place == 1
                ),
            ),
        )


def _links(
    random: Random, shape: str, pupils: tuple[Pupil, ...], guardians: tuple[Guardian, ...]
) -> Iterator[Guardianship]:
    seen = Evidence(reference="authority register", seen_on=date(2026, 8, 31))
    one_decides = shape.startswith("apart") and random.random() < 0.2
    for pupil in pupils:
        for order, guardian in enumerate(guardians, start=1):
            decides = Authority.NO if one_decides and order > 1 else Authority.YES
            yield Guardianship(
                pupil=pupil.id,
                guardian=guardian.id,
                relation=Relation.GUARDIAN if guardian.organisation else Relation.PARENT,
                authority=decides,
                evidence=seen,
                contact_order=order,
                receives_post=not guardian.deceased,
                lives_with=not guardian.deceased and not guardian.organisation,
            )
