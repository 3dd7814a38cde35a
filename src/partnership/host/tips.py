"""Home tips at one school, for one caller."""

from datetime import date

from partnership.ids import GuardianId, PupilId, TipId
from partnership.learning.tip_choice import TipChoice
from partnership.learning.tip_queries import TipFigures, Unserved
from partnership.learning.tips import HomeTip, SentTip, TipFeedback, TipWishes
from partnership.services import tips
from partnership.services.supply_desk import SupplyDesk

__all__ = ["Tips"]


class Tips:
    """What one caller can do with home tips; a guardian for their own home only.

    Args:
        at: The desk, with who comes.
    """

    def __init__(self, at: SupplyDesk) -> None:
        self._at = at

    def keep(self, tip: HomeTip) -> HomeTip:
        """Keep a tip (see `services.tips.keep`)."""
        return tips.keep(self._at, tip)

    def retire(self, id: TipId) -> HomeTip:
        """Give a tip no more (see `services.tips.retire`)."""
        return tips.retire(self._at, id)

    def library(self) -> tuple[HomeTip, ...]:
        """Every tip there is."""
        return tips.library(self._at)

    def declare(self, wishes: TipWishes) -> TipWishes:
        """How long a tip may take, what is at home, or none wanted (see `services.tips.declare`)."""
        return tips.declare(self._at, wishes)

    def suggest(self, pupil: PupilId, guardian: GuardianId | None = None) -> TipChoice:
        """Which tip fits a home now, and why (see `services.tips.suggest`)."""
        return tips.suggest(self._at, pupil, guardian)

    def send(self, pupil: PupilId, guardian: GuardianId | None = None) -> SentTip | None:
        """Send the tip that fits; None when none does (see `services.tips.send`)."""
        return tips.send(self._at, pupil, guardian)

    def send_round(self) -> tuple[SentTip, ...]:
        """Send every home the tip that fits it (see `services.tips.send_round`)."""
        return tips.send_round(self._at)

    def say(
        self,
        pupil: PupilId,
        week: date,
        *,
        place: int = 0,
        tried: bool,
        worked: bool | None = None,
        enjoyed: bool | None = None,
    ) -> TipFeedback:
        """What a guardian says of a tip (see `services.tips.say`)."""
        return tips.say(self._at, pupil, week, place=place, tried=tried, worked=worked, enjoyed=enjoyed)

    def received(self, pupil: PupilId) -> tuple[SentTip, ...]:
        """The tips that came about a pupil, as the caller may see them."""
        return tips.received(self._at, pupil)

    def not_working(self) -> tuple[TipFigures, ...]:
        """The tips that do not work, by tip and never by family."""
        return tips.not_working(self._at)

    def unserved(self) -> tuple[Unserved, ...]:
        """The guardians who never got a tip in their language."""
        return tips.unserved(self._at)
