"""The invented school itself: classes filled with families, and the staff who teach them."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from random import Random

import attrs

from partnership.ids import ClassId, SchoolId, StaffId
from partnership.people.classes import Enrolment, SchoolClass, Teaching
from partnership.people.contact_details import ContactDetail, DetailKind
from partnership.people.guardians import Guardian
from partnership.people.guardianship import Guardianship
from partnership.people.pupils import Pupil
from partnership.people.staff import StaffMember
from partnership.testing.school.families import Family, invent_family
from partnership.testing.school.people import grown_up, surname

__all__ = ["InventedSchool", "invent_school"]

_SUBJECTS = (
    "Dutch",
    "English",
    "maths",
    "physics",
    "history",
    "geography",
    "art",
    "PE",
    "biology",
    "economics",
)
_GRADES = 8


@attrs.frozen(kw_only=True)
class InventedSchool:
    """A whole invented school.

    Attributes:
        school_year: The calendar year the school year ends in.
        counsellor: The internal counsellor, who talks with some families as well.
    """

    id: SchoolId
    name: str
    school_year: int
    families: tuple[Family, ...] = attrs.field(repr=False)
    staff: tuple[StaffMember, ...] = attrs.field(repr=False)
    classes: tuple[SchoolClass, ...] = attrs.field(repr=False)
    enrolments: tuple[Enrolment, ...] = attrs.field(repr=False)
    teachings: tuple[Teaching, ...] = attrs.field(repr=False)
    counsellor: StaffId

    @property
    def pupils(self) -> Sequence[Pupil]:
        """Every pupil, family by family."""
        return list(chain.from_iterable(family.pupils for family in self.families))

    @property
    def guardians(self) -> Sequence[Guardian]:
        """Every guardian, family by family."""
        return list(chain.from_iterable(family.guardians for family in self.families))

    @property
    def guardianships(self) -> Sequence[Guardianship]:
        """What every guardian is to every pupil, family by family."""
        return list(chain.from_iterable(family.links for family in self.families))


def invent_school(
    seed: int = 1, *, classes: int = 12, pupils: int = 288, secondary: bool = False, school_year: int = 2027
) -> InventedSchool:
    """A school of so many classes and pupils.

    Args:
        seed: The same seed makes the same school.
        classes: How many classes; pupils are spread over them evenly.
        pupils: How many pupils.
        secondary: Subject teachers who teach several classes, instead of one or two teachers a class.
        school_year: The calendar year the school year ends in.
    """
    random = Random(f"{seed}/{classes}/{pupils}/{secondary}/{school_year}")
    oldest = date(school_year - (19 if secondary else 13), 10, 1)
    families: list[Family] = []
    room = pupils
    while room:
        families.append(
            invent_family(
                random, len(families) + 1, room, (oldest, oldest.replace(year=oldest.year + _GRADES))
            )
        )
        room -= len(families[-1].pupils)
    groups = tuple(
        SchoolClass(
            id=ClassId(f"k{number + 1}"),
            title=f"{number * _GRADES // classes + 1}{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}",
            grades=(str(number * _GRADES // classes + 1),),
            school_year=school_year,
        )
        for number in range(classes)
    )
    by_age = sorted(
        chain.from_iterable(family.pupils for family in families),
        key=lambda pupil: (str(pupil.birth_date), pupil.id),
    )
    enrolments = tuple(
        Enrolment(pupil=pupil.id, class_id=groups[-1 - place * classes // pupils].id)
        for place, pupil in enumerate(by_age)
    )
    staff, teachings = (_subject_staff if secondary else _class_staff)(random, groups)
    counsellor = _teacher(random, len(staff) + 1, ("internal counsellor",))
    return InventedSchool(
        id=SchoolId("de-beuk"),
        name="De Beuk",
        school_year=school_year,
        families=tuple(families),
        staff=(*staff, counsellor),
        classes=groups,
        enrolments=enrolments,
        teachings=tuple(teachings),
        counsellor=counsellor.id,
    )


def _teacher(random: Random, number: int, roles: tuple[str, ...]) -> StaffMember:
    infix, family, _ = surname(random)
    return StaffMember(
        id=StaffId(f"t{number}"),
        name=grown_up(random, infix, family),
        roles=roles,
        details=(ContactDetail(kind=DetailKind.EMAIL, value=f"t{number}@de-beuk.example"),),
    )


def _class_staff(random: Random, groups: Sequence[SchoolClass]) -> tuple[list[StaffMember], list[Teaching]]:
    """One teacher a class, and for one class in three a second who shares the week."""
    staff: list[StaffMember] = []
    teachings: list[Teaching] = []
    for group in groups:
        for place in range(1 + (random.random() < 1 / 3)):
            staff.append(_teacher(random, len(staff) + 1, ("teacher",)))
            teachings.append(Teaching(staff=staff[-1].id, class_id=group.id, primary=place == 0))
    return staff, teachings


def _subject_staff(random: Random, groups: Sequence[SchoolClass]) -> tuple[list[StaffMember], list[Teaching]]:
    """A teacher per subject for every five classes; the first a class has is its mentor."""
    staff: list[StaffMember] = []
    teachings: list[Teaching] = []
    for first in range(0, len(groups), 5):
        team = [
            _teacher(random, len(staff) + place + 1, (subject,)) for place, subject in enumerate(_SUBJECTS)
        ]
        staff += team
        for place, group in enumerate(groups[first : first + 5]):
            teachings += [
                Teaching(staff=person.id, class_id=group.id, primary=number == place)
                for number, person in enumerate(team)
            ]
    return staff, teachings
