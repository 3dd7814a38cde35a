"""Who reads a message and how they are reached; addresses are here for the messenger alone, and never shown."""

from collections.abc import Callable, Mapping
from datetime import date

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GuardianId, StaffId
from partnership.people.contact_details import ContactDetail, DetailKind
from partnership.people.guardians import Guardian
from partnership.people.preferences import ContactPreferences, QuietHours
from partnership.people.staff import StaffMember
from partnership.ports import Transaction
from partnership.services.families import family_record
from partnership.services.people import known

__all__ = ["Recipient", "recipient_of"]


@attrs.frozen(kw_only=True)
class Recipient:
    """Somebody a message is for.

    Attributes:
        who: As `guardian:petra` or `staff:jansen`.
        name: How they are greeted; empty where the school knows no name.
        language: The language to write in.
        otherwise: The language for what we cannot say in theirs: the school's.
        channels: The channels they like, the most welcome first; the others come after.
        quiet: When nothing is sent.
        gone: Whether nothing may be sent any more: unknown by now, or known to have died.
        details: Ways to reach them; a secret one reaches its owner like any other.
    """

    who: str
    name: str = attrs.field(default="", repr=False)
    language: str = "en"
    otherwise: str = "en"
    channels: tuple[str, ...] = ()
    quiet: QuietHours | None = None
    gone: bool = False
    details: tuple[ContactDetail, ...] = attrs.field(default=(), repr=False)

    @property
    def is_guardian(self) -> bool:
        """Whether it is a guardian; else it is a member of staff."""
        return self.who.startswith("guardian:")

    def ways(
        self, channels: Mapping[str, DetailKind], works: Callable[[str], bool] = lambda _: True
    ) -> tuple[tuple[str, str], ...]:
        """The ways to reach them as (channel, address), the most welcome channel first.

        Args:
            channels: The school's channels in its own order, each with the kind of address it needs.
            works: Whether an address does, as far as anybody knows; the next of its kind is taken where it does not.
        """
        liked = [name for name in self.channels if name in channels]
        found = []
        for name in dict.fromkeys((*liked, *channels)):
            theirs = (each.value.strip() for each in self.details if each.kind is channels[name])
            address = next(filter(works, theirs), None)
            if address is not None:
                found.append((name, address))
        return tuple(found)


def recipient_of(transaction: Transaction, who: str, *, language: str, today: date) -> Recipient:
    """The recipient as the school knows them now.

    Args:
        transaction: Where the records are.
        who: As `guardian:petra` or `staff:jansen`.
        language: The school's own, for staff and for who never chose one.
        today: The school's date.

    Raises:
        InvalidValue: It is neither a guardian nor a member of staff.
    """
    kind, _, id = who.partition(":")
    if kind == "staff":
        member = known(transaction, StaffMember, StaffId(id))
        if member is None:
            return Recipient(who=who, gone=True)
        return Recipient(
            who=who, name=member.name.full, language=language, otherwise=language, details=member.details
        )
    if kind != "guardian":
        raise InvalidValue("recipient", "a message is for a guardian or a member of staff")
    guardian = known(transaction, Guardian, GuardianId(id))
    if guardian is None or guardian.has_died(today):
        return Recipient(who=who, gone=True)
    chosen = family_record(transaction, ContactPreferences, id)
    return Recipient(
        who=who,
        name=guardian.called,
        language=language if chosen is None else chosen.language,
        otherwise=language,
        channels=() if chosen is None else chosen.channels,
        quiet=None if chosen is None else chosen.quiet,
        details=guardian.details,
    )
