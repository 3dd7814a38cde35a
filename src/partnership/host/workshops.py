"""Workshops at one school, for one caller."""

from collections.abc import Iterable

from partnership.ids import GuardianId, WorkshopId
from partnership.learning.seats import Seat
from partnership.learning.workshops import Workshop
from partnership.services import workshop_seats, workshops
from partnership.services.supply_desk import SupplyDesk

__all__ = ["Workshops"]


class Workshops:
    """What one caller can do with workshops; a guardian with their own seat only.

    Args:
        at: The desk, with who comes.
    """

    def __init__(self, at: SupplyDesk) -> None:
        self._at = at

    def draft(self, wanted: Workshop) -> Workshop:
        """Begin a workshop (see `services.workshops.draft`)."""
        return workshops.draft(self._at, wanted)

    def rewrite(self, id: WorkshopId, new: Workshop) -> Workshop:
        """Change a draft (see `services.workshops.rewrite`)."""
        return workshops.rewrite(self._at, id, new)

    def open(self, id: WorkshopId) -> Workshop:
        """Let parents sign up; says all that is missing (see `services.workshops.open_for_all`)."""
        return workshops.open_for_all(self._at, id)

    def close(self, id: WorkshopId) -> Workshop:
        """It was given and followed up (see `services.workshops.close`)."""
        return workshops.close(self._at, id)

    def call_off(self, id: WorkshopId, *, reason: str) -> Workshop:
        """It is not given (see `services.workshops.call_off`)."""
        return workshops.call_off(self._at, id, reason=reason)

    def all(self) -> tuple[Workshop, ...]:
        """The workshops; drafts to the school only."""
        return workshops.workshops(self._at)

    def invite(self, id: WorkshopId, guardians: Iterable[GuardianId] | None = None) -> tuple[Seat, ...]:
        """Ask guardians to come (see `services.workshop_seats.invite`)."""
        return workshop_seats.invite(self._at, id, guardians)

    def sign_up(self, id: WorkshopId, session: str, guardian: GuardianId | None = None) -> Seat:
        """Come, or wait for a place (see `services.workshop_seats.sign_up`)."""
        return workshop_seats.sign_up(self._at, id, session, guardian)

    def decline(self, id: WorkshopId, guardian: GuardianId | None = None) -> Seat:
        """Not come, or not any more (see `services.workshop_seats.decline`)."""
        return workshop_seats.decline(self._at, id, guardian)

    def enlarge(self, id: WorkshopId, session: str, seats: int) -> None:
        """A session gets more seats (see `services.workshop_seats.enlarge`)."""
        workshop_seats.enlarge(self._at, id, session, seats)

    def attendance(
        self, id: WorkshopId, *, came: Iterable[GuardianId] = (), missed: Iterable[GuardianId] = ()
    ) -> tuple[Seat, ...]:
        """Who was there (see `services.workshop_seats.attendance`)."""
        return workshop_seats.attendance(self._at, id, came=came, missed=missed)

    def follow_up(self, id: WorkshopId | None = None) -> tuple[Seat, ...]:
        """Ask who came whether they tried it at home (see `services.workshop_seats.follow_up`)."""
        return workshop_seats.follow_up(self._at, id)

    def tell(self, id: WorkshopId, *, tried: bool, words: str = "") -> Seat:
        """A guardian says whether they did (see `services.workshop_seats.tell`)."""
        return workshop_seats.tell(self._at, id, tried=tried, words=words)

    def seat(self, id: WorkshopId) -> Seat | None:
        """Where the guardian stands with it."""
        return workshop_seats.seat(self._at, id)

    def seats_of(self, id: WorkshopId) -> tuple[Seat, ...]:
        """Every seat, for the school."""
        return workshop_seats.seats_of(self._at, id)

    def report(self, id: WorkshopId) -> workshop_seats.WorkshopReport:
        """Whom it reached, and then what it taught (see `services.workshop_seats.report`)."""
        return workshop_seats.report(self._at, id)
