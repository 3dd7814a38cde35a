"""Members of staff."""

import attrs

from partnership.ids import StaffId
from partnership.people.contact_details import ContactDetail
from partnership.people.names import PersonName

__all__ = ["StaffMember"]


@attrs.frozen(kw_only=True)
class StaffMember:
    """Somebody who works at the school: a teacher, mentor, internal counsellor.

    Attributes:
        roles: What they are at the school, in the school's own words.
    """

    id: StaffId
    name: PersonName = attrs.field(repr=False)
    roles: tuple[str, ...] = ()
    details: tuple[ContactDetail, ...] = attrs.field(default=(), repr=False)
