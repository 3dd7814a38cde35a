"""The address at which somebody's calendar is read: a secret in the hand of one person, of which the school keeps a digest.

A token is 32 bytes of chance. It is shown once, when it is made; what is kept is its SHA-256, from which nobody gets it
back (a token of chance needs no slow hash: there is nothing to guess).
"""

import re
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe
from typing import Self

import attrs

from partnership.errors import InvalidValue
from partnership.ids import HouseholdId
from partnership.times import instant

__all__ = ["FeedAddress", "FeedNotice", "FeedOf", "digest_of", "feed_id", "fresh_token"]

_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class FeedOf(StrEnum):
    """Of what a feed is.

    `talks`: the talks of one guardian. `family`: those about the pupils of one household, with the school's dates. `desk`:
    the talks of one member of staff. `busy`: when those are, and not a word more. `dates`: the school's dates.
    """

    TALKS = "talks"
    FAMILY = "family"
    DESK = "desk"
    BUSY = "busy"
    DATES = "dates"


_FOR: dict[str, tuple[FeedOf, ...]] = {
    "guardian": (FeedOf.TALKS, FeedOf.FAMILY, FeedOf.DATES),
    "staff": (FeedOf.DESK, FeedOf.BUSY, FeedOf.DATES),
}


def fresh_token() -> str:
    """A new secret: 43 characters that can stand in an address, of 32 bytes of chance."""
    return token_urlsafe(_BYTES)


def digest_of(token: str) -> str | None:
    """What is kept of a token, in 64 hexadecimal digits; None for what was never one."""
    return sha256(token.encode()).hexdigest() if _TOKEN.fullmatch(token) else None


def feed_id(holder: str, of: FeedOf, household: HouseholdId | None = None) -> str:
    """What a feed is known by: for one person and one thing there is one, and it says nothing of either."""
    return sha256("\0".join((holder, of, household or "")).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@attrs.frozen(kw_only=True)
class FeedNotice:
    """That somebody has an address, without what opens it.

    Attributes:
        holder: Whose, as `guardian:petra` or `staff:jansen`.
        of: Of what.
        household: Of which household, for a feed of a family.
        opened: When it was first made.
        renewed: When its token was made anew; None when it never was.

    Raises:
        InvalidValue: A kind of feed this holder cannot have, or a household where there should be none, or the reverse.
    """

    holder: str
    of: FeedOf
    household: HouseholdId | None = None
    opened: datetime = attrs.field(converter=instant)
    renewed: datetime | None = attrs.field(default=None, converter=attrs.converters.optional(instant))

    def __attrs_post_init__(self) -> None:
        kind, _, id = self.holder.partition(":")
        fit = _FOR.get(kind, ())
        if not fit or not id:
            raise InvalidValue("holder", "is written as guardian:ID or staff:ID")
        if self.of not in fit:
            raise InvalidValue("of", f"a feed for {kind} is of {', '.join(fit[:-1])} or {fit[-1]}")
        if (self.household is not None) != (self.of is FeedOf.FAMILY):
            raise InvalidValue("household", "is named for a feed of a family, and for no other")

    @property
    def id(self) -> str:
        """See `feed_id`."""
        return feed_id(self.holder, self.of, self.household)


@attrs.frozen(kw_only=True)
class FeedAddress(FeedNotice):
    """An address that is open.

    Attributes:
        digest: The SHA-256 of its token; never in a repr, and never told.
    """

    digest: str = attrs.field(repr=False)

    @property
    def notice(self) -> FeedNotice:
        """What may be told of it."""
        return FeedNotice(
            holder=self.holder,
            of=self.of,
            household=self.household,
            opened=self.opened,
            renewed=self.renewed,
        )

    def with_digest(self, digest: str, at: datetime) -> Self:
        """The same feed at another address from now on."""
        return attrs.evolve(self, digest=digest, renewed=at)
