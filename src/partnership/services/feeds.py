"""The addresses of feeds: opened, renewed and revoked; a token is shown once, and whoever has none finds nothing."""

from collections.abc import Callable
from hmac import compare_digest

import attrs

from partnership.changes import Change
from partnership.errors import IllegalStep, InvalidValue, NotFound
from partnership.ids import HouseholdId
from partnership.people.disclosure import Inquiry
from partnership.people.feed_addresses import (
    FeedAddress,
    FeedNotice,
    FeedOf,
    digest_of,
    feed_id,
    fresh_token,
)
from partnership.people.standing import Decision
from partnership.ports import Transaction
from partnership.services.dossier import DOSSIER, entry_or_none, every_entry, put_entry
from partnership.services.feed_standing import FeedStanding
from partnership.services.room_desk import RoomDesk

__all__ = ["FeedDesk", "Opened", "address_at", "feeds_of", "open_feed", "renew_feed", "revoke_feed"]

_WHY = "reading one's calendar from elsewhere"


@attrs.frozen(kw_only=True)
class FeedDesk(RoomDesk):
    """A desk where a guardian speaks of a feed of their own, and somebody of the school of anybody's.

    Attributes:
        voters: Votes of plug-ins on what may be seen.
    """

    voters: tuple[Callable[[Inquiry], Decision], ...] = ()

    def standing(self, transaction: Transaction, notice: FeedNotice) -> FeedStanding:
        """What the holder of a feed may see today."""
        return FeedStanding(
            transaction, notice, on=self.today, law=self.caller.jurisdiction, voters=self.voters
        )

    def done(self, what: str, address: FeedAddress) -> Change:
        """A line of the journal about a feed, without what opens it."""
        details = {"holder": address.holder, "of": str(address.of)}
        return self.fact(what, "feed", address.id, _WHY, details)


@attrs.frozen(kw_only=True)
class Opened:
    """A feed that was opened or renewed, with the secret that is told this once.

    Attributes:
        notice: Which feed.
        token: What opens it; hand it to the holder and forget it.
    """

    notice: FeedNotice
    token: str = attrs.field(repr=False)


def open_feed(at: FeedDesk, holder: str, of: FeedOf, household: HouseholdId | None = None) -> Opened:
    """Give somebody an address at which their calendar is read from now on.

    Args:
        at: Where, and who comes.
        holder: Whose, as `guardian:petra` or `staff:jansen`.
        of: Of what.
        household: Of which household, for a feed of a family.

    Raises:
        InvalidValue: No feed is written so; or its holder is not known, or may not be told that today.
        NotFound: The same, to a guardian; no more is said.
        IllegalStep: They have one; renew it, for nobody can look up its token.
    """
    token, digest = _token()
    address = FeedAddress(holder=holder, of=of, household=household, digest=digest, opened=at.now)

    def work(transaction: Transaction) -> Opened:
        _admit(at, address)
        _judge(at, transaction, address)
        if entry_or_none(transaction, FeedAddress, address.id) is not None:
            steps = ("be renewed", "be revoked")
            raise IllegalStep("this feed", state="open", step="be opened", allowed=steps)
        put_entry(transaction, address, expected=None)
        transaction.append([at.done("feed.opened", address)])
        return Opened(notice=address.notice, token=token)

    return at.desk.anew(work)


def renew_feed(at: FeedDesk, holder: str, of: FeedOf, household: HouseholdId | None = None) -> Opened:
    """Put a new token in the place of the old one, which opens nothing any more.

    Args:
        at: Where, and who comes.
        holder: Whose.
        of: Of what.
        household: Of which household, for a feed of a family.

    Raises:
        NotFound: They have none; to a guardian also that they may not have it any more.
        InvalidValue: They may not have it any more.
    """
    token, digest = _token()

    def work(transaction: Transaction) -> Opened:
        before, revision = _own(at, transaction, feed_id(holder, of, household))
        _judge(at, transaction, before)
        after = before.with_digest(digest, at.now)
        put_entry(transaction, after, expected=revision)
        transaction.append([at.done("feed.renewed", after)])
        return Opened(notice=after.notice, token=token)

    return at.desk.anew(work)


def revoke_feed(at: FeedDesk, holder: str, of: FeedOf, household: HouseholdId | None = None) -> None:
    """Close an address; nothing is kept of it but a line in the journal.

    Args:
        at: Where, and who comes.
        holder: Whose.
        of: Of what.
        household: Of which household, for a feed of a family.

    Raises:
        NotFound: They have none.
    """

    def work(transaction: Transaction) -> None:
        before, revision = _own(at, transaction, feed_id(holder, of, household))
        transaction.delete(DOSSIER[FeedAddress].name, before.id, expected=revision)
        transaction.append([at.done("feed.revoked", before)])

    at.desk.anew(work)


def feeds_of(at: FeedDesk, holder: str | None = None) -> tuple[FeedNotice, ...]:
    """The feeds there are, by holder; to a guardian their own.

    Args:
        at: Where, and who comes.
        holder: Whose; None for everybody's.
    """
    own = holder if at.is_school else at.caller.actor
    if holder not in {None, own}:
        return ()

    def work(transaction: Transaction) -> tuple[FeedNotice, ...]:
        return tuple(each.notice for each in every_entry(transaction, FeedAddress, "holder", own))

    return tuple(sorted(at.desk.read(work), key=lambda each: (each.holder, each.of, each.household or "")))


def address_at(transaction: Transaction, token: str) -> FeedAddress | None:
    """The feed a token opens; None for any other text.

    It is found by the digest of the token, of which no part can be guessed from the time that takes.
    """
    digest = digest_of(token)
    if digest is None:
        return None
    found = every_entry(transaction, FeedAddress, "digest", digest)
    return next((each for each in found if compare_digest(each.digest, digest)), None)


def _token() -> tuple[str, str]:
    token = fresh_token()
    return token, str(digest_of(token))


def _admit(at: FeedDesk, address: FeedAddress) -> None:
    if not at.is_school and address.holder != at.caller.actor:
        raise NotFound("feed", address.id)


def _judge(at: FeedDesk, transaction: Transaction, address: FeedAddress) -> None:
    if at.standing(transaction, address).holds:
        return
    if not at.is_school:
        raise NotFound("feed", address.id)
    law = "" if at.caller.jurisdiction is not None else "; without school.jurisdiction only dates are told"
    raise InvalidValue("holder", f"is not known here, or may not be told this today{law}")


def _own(at: FeedDesk, transaction: Transaction, id: str) -> tuple[FeedAddress, int]:
    found = entry_or_none(transaction, FeedAddress, id)
    if found is None:
        raise NotFound("feed", id)
    _admit(at, found[0])
    return found
