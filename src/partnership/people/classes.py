"""Classes, who is in them and who teaches them."""

import attrs

from partnership.ids import ClassId, PupilId, StaffId
from partnership.people.validity import ALWAYS, Validity

__all__ = ["Enrolment", "SchoolClass", "Teaching"]


@attrs.frozen(kw_only=True)
class SchoolClass:
    """A class or teaching group.

    Attributes:
        grades: The years it holds, in the school's own words, such as `6`.
        school_year: The calendar year the school year ends in; None when not told.
        homeroom: Whether it is the class a pupil belongs to, and not a group for one subject.
    """

    id: ClassId
    title: str
    grades: tuple[str, ...] = ()
    school_year: int | None = None
    homeroom: bool = True


@attrs.frozen(kw_only=True)
class Enrolment:
    """A pupil is in a class."""

    pupil: PupilId
    class_id: ClassId
    valid: Validity = ALWAYS


@attrs.frozen(kw_only=True)
class Teaching:
    """A member of staff teaches a class.

    Attributes:
        primary: Whether this person is the first to ask about a pupil of the class (its teacher or mentor).
    """

    staff: StaffId
    class_id: ClassId
    primary: bool = False
    valid: Validity = ALWAYS
