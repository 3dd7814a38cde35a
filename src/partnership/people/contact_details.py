"""How somebody can be reached, and what of it is secret."""

from enum import StrEnum

import attrs

from partnership.errors import InvalidValue

__all__ = ["ContactDetail", "DetailKind"]


class DetailKind(StrEnum):
    """What kind of detail it is."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"


@attrs.frozen(kw_only=True)
class ContactDetail:
    """One way to reach somebody.

    Attributes:
        value: The address or number as it was given; never in the repr, never a key.
        secret: Known to the school alone: shown to no other guardian, in no list, calendar or message.

    Raises:
        InvalidValue: An empty value.
    """

    kind: DetailKind
    value: str = attrs.field(repr=False)
    secret: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.value.strip():
            raise InvalidValue("value", "an empty contact detail reaches nobody")
