"""The name of a person: shown to those who may see it, never in a log."""

import attrs

from partnership.errors import InvalidValue

__all__ = ["PersonName"]


@attrs.frozen(kw_only=True, repr=False)
class PersonName:
    """A person's name; the part between (van, de, el) is kept apart, so that lists sort as people expect.

    Raises:
        InvalidValue: A name without a single letter.
    """

    given: str = ""
    infix: str = ""
    family: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.full:
            raise InvalidValue("name", "a person has a given name, a family name or both")

    def __repr__(self) -> str:
        return "PersonName(…)"

    @property
    def full(self) -> str:
        """The name as it is said: `Petra van den Berg`."""
        return " ".join(
            part for part in (self.given.strip(), self.infix.strip(), self.family.strip()) if part
        )

    @property
    def listed(self) -> str:
        """The name as it stands in a list: `Berg, Petra van den`."""
        behind = " ".join(part for part in (self.given.strip(), self.infix.strip()) if part)
        return ", ".join(part for part in (self.family.strip(), behind) if part)
