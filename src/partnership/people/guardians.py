"""Guardians: parents, foster parents, and organisations that care for a child."""

from datetime import date

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GuardianId
from partnership.people.contact_details import ContactDetail, DetailKind
from partnership.people.names import PersonName

__all__ = ["Guardian"]


@attrs.frozen(kw_only=True)
class Guardian:
    """Somebody who cares for a pupil: a person, or an organisation such as a guardianship foundation.

    What a guardian may know or decide is not here; that belongs to each pupil apart (`guardianship`).

    Attributes:
        name: The person's name; None for an organisation.
        organisation: The organisation's name; None for a person.
        deceased: Known to have died; never written to, never invited, and not forgotten.
        deceased_on: The day, when known; it goes with `deceased`.
        details: Ways to reach them, the best first.

    Raises:
        InvalidValue: Neither or both of a person and an organisation, an organisation without a name, or a day of
            death of somebody alive.
    """

    id: GuardianId
    name: PersonName | None = attrs.field(default=None, repr=False)
    organisation: str | None = attrs.field(default=None, repr=False)
    deceased: bool = False
    deceased_on: date | None = attrs.field(default=None, repr=False)
    details: tuple[ContactDetail, ...] = attrs.field(default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        if (self.name is None) == (self.organisation is None):
            raise InvalidValue("name", "a guardian is a person or an organisation")
        if self.organisation is not None and not self.organisation.strip():
            raise InvalidValue("organisation", "an organisation has a name")
        if self.deceased_on is not None and not self.deceased:
            raise InvalidValue("deceased_on", "a day of death of somebody who is not said to have died")

    @property
    def called(self) -> str:
        """The name to print for those who may see it."""
        return self.name.full if self.name is not None else self.organisation or ""

    def has_died(self, day: date) -> bool:
        """Whether they are known to have died by this day; without a date, whenever they are said to have."""
        return self.deceased_on <= day if self.deceased_on is not None else self.deceased

    def reachable_by(self, kind: DetailKind, *, to_others: bool = False) -> tuple[str, ...]:
        """The ways to reach them of one kind, the best first.

        Args:
            kind: E-mail, phone or address.
            to_others: Only what may be shown to somebody outside the school; secrets are left out.
        """
        return tuple(
            each.value for each in self.details if each.kind is kind and not (to_others and each.secret)
        )
