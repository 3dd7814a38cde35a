"""Households: who lives together. A pupil may belong to two."""

from collections.abc import Iterable

import attrs

from partnership.ids import GuardianId, HouseholdId, PupilId

__all__ = ["Household", "households_of"]


@attrs.frozen(kw_only=True)
class Household:
    """Guardians and pupils at one address; the address itself stays with the persons."""

    id: HouseholdId
    guardians: tuple[GuardianId, ...] = attrs.field(validator=attrs.validators.min_len(1))
    pupils: tuple[PupilId, ...] = ()


def households_of(pupil: PupilId, households: Iterable[Household]) -> tuple[Household, ...]:
    """Every household a pupil belongs to: whoever writes home writes to each."""
    return tuple(household for household in households if pupil in household.pupils)
