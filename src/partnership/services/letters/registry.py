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
from partnership.services.letters.learning import GOAL_TOPICS, PLAN_TOPICS, about_goal, about_plan
from partnership.services.letters.newsletters import newsletter
from partnership.services.letters.swaps import swap_off, swap_proposed
from partnership.services.letters.talks import talk_booked, talk_cancelled, talk_moved

__all__ = ["TOPICS"]

TOPICS: Mapping[str, Writer] = MappingProxyType(
    {
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
        "talk-moved": talk_moved,
        **dict.fromkeys(GOAL_TOPICS, about_goal),
        **dict.fromkeys(PLAN_TOPICS, about_plan),
    }
)
"""The writer of each topic that the services queue."""
