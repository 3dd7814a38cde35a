"""One home as it told of itself, for choosing a tip; nothing of another home is read."""

from collections.abc import Iterator

from partnership.errors import NotFound
from partnership.ids import GuardianId, PupilId
from partnership.learning.goals import SharedGoal
from partnership.learning.tip_choice import HomeNow, is_current
from partnership.learning.tips import SentTip, TipFeedback, TipWishes
from partnership.people.households import Household
from partnership.people.portraits import FamilyPortrait, PortraitField
from partnership.people.pupils import Pupil
from partnership.ports import Transaction
from partnership.services.dossier import entry_or_none, every_entry
from partnership.services.families import every_of, family_record
from partnership.services.people import known
from partnership.services.supply_desk import SupplyDesk

__all__ = ["home_now"]


def home_now(transaction: Transaction, at: SupplyDesk, pupil: PupilId, guardian: GuardianId) -> HomeNow:
    """A home as it told of itself.

    Raises:
        NotFound: A guardian who may not follow the pupil.
    """
    if not at.may_follow(transaction, f"guardian:{guardian}", pupil):
        raise NotFound("pupil", pupil)
    found = entry_or_none(transaction, TipWishes, guardian)
    wishes = TipWishes(guardian=guardian) if found is None else found[0]
    goals = sorted(
        filter(is_current, every_entry(transaction, SharedGoal, "pupil", pupil)),
        key=lambda goal: (goal.since, goal.id),
    )
    about = known(transaction, Pupil, pupil)
    heard = every_entry(transaction, TipFeedback, "guardian", guardian)
    got = every_entry(transaction, SentTip, "guardian", guardian)
    return HomeNow(
        language=at.language_of(transaction, guardian),
        age=None if about is None else about.age(at.today),
        goals=tuple(goals),
        minutes=wishes.minutes or at.norms.tip_minutes,
        materials="\n".join((*wishes.materials, *_told_at_home(transaction, at, guardian))),
        sent=tuple(each for each in got if each.pupil == pupil),
        unhelpful=frozenset(each.tip for each in heard if each.worked is False),
        wanted=wishes.wanted,
        today=at.today,
    )


def _told_at_home(transaction: Transaction, at: SupplyDesk, guardian: GuardianId) -> Iterator[str]:
    """What the portraits of a guardian's homes tell of what is there, where the family shares it."""
    for home in every_of(transaction, Household, "guardian", guardian):
        portrait = family_record(transaction, FamilyPortrait, home.id)
        told = {} if portrait is None else portrait.visible(at.today)
        if PortraitField.MATERIALS_AT_HOME in told:
            yield told[PortraitField.MATERIALS_AT_HOME].text
