"""Which topic is written by whom; a later part of the library, or a program of its own, adds its topics here."""

from collections.abc import Mapping
from types import MappingProxyType

from partnership.services.letters.baskets import basket_broken, basket_lapsed, place_offered
from partnership.services.letters.drafts import Writer
from partnership.services.letters.follow_ups import follow_up_owed
from partnership.services.letters.gatherings import (
    gathering_cancelled,
    gathering_invited,
    gathering_package,
    gathering_reminder,
)
from partnership.services.letters.home_learning import HOME_LEARNING_TOPICS
from partnership.services.letters.learning import GOAL_TOPICS, PLAN_TOPICS, about_goal, about_plan
from partnership.services.letters.loans import LOAN_TOPICS, about_loan
from partnership.services.letters.newsletters import newsletter
from partnership.services.letters.progress_talks import (
    agreement_reminder,
    talk_invited,
    talk_minutes,
    talk_missed,
)
from partnership.services.letters.support_plans import SUPPORT_TOPICS, about_support_plan
from partnership.services.letters.swaps import swap_off, swap_proposed
from partnership.services.letters.talks import talk_booked, talk_cancelled, talk_moved
from partnership.services.letters.workshops import WORKSHOP_TOPICS, about_workshop

__all__ = ["TOPICS"]

TOPICS: Mapping[str, Writer] = MappingProxyType(
    {
        "agreement-reminder": agreement_reminder,
        "basket-broken": basket_broken,
        "basket-lapsed": basket_lapsed,
        "follow-up-owed": follow_up_owed,
        "gathering-cancelled": gathering_cancelled,
        "gathering-invited": gathering_invited,
        "gathering-package": gathering_package,
        "gathering-reminder": gathering_reminder,
        "newsletter": newsletter,
        "place-offered": place_offered,
        "swap-expired": swap_off,
        "swap-off": swap_off,
        "swap-proposed": swap_proposed,
        "talk-booked": talk_booked,
        "talk-cancelled": talk_cancelled,
        "talk-invited": talk_invited,
        "talk-minutes": talk_minutes,
        "talk-missed": talk_missed,
        "talk-moved": talk_moved,
        **dict.fromkeys(GOAL_TOPICS, about_goal),
        **dict.fromkeys(PLAN_TOPICS, about_plan),
        **HOME_LEARNING_TOPICS,
        **dict.fromkeys(WORKSHOP_TOPICS, about_workshop),
        **dict.fromkeys(LOAN_TOPICS, about_loan),
        **dict.fromkeys(SUPPORT_TOPICS, about_support_plan),
    }
)
"""The writer of each topic that the services queue."""
