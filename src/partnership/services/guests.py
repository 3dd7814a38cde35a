"""Answers to an invitation, who was there, and what they get who were not."""

from collections.abc import Callable, Iterable
from datetime import datetime

from partnership.contact import guests
from partnership.contact.gatherings import Gathering, GatheringState, Support
from partnership.contact.guests import Guest
from partnership.errors import IllegalStep, InvalidInput, NotFound, Problem
from partnership.ids import GatheringId, GuardianId, joined
from partnership.ports import Transaction
from partnership.services.callers import school_only
from partnership.services.dossier import entry, entry_or_none, every_entry, put_entry
from partnership.services.gathering_desk import GatheringDesk

__all__ = ["arrive", "called", "invitations", "reply", "send_package"]

_INVITATION = "invitation to gathering"
_COUNTED = frozenset({GatheringState.ANNOUNCED, GatheringState.HELD})


def reply(
    at: GatheringDesk,
    id: GatheringId,
    *,
    coming: bool,
    occasion: datetime | None = None,
    needs: Iterable[Support] = (),
    guardian: GuardianId | None = None,
) -> Guest:
    """Answer an invitation: a guardian for themselves, staff for whoever told them.

    Args:
        at: The desk.
        id: Which gathering.
        coming: Whether they come.
        occasion: When the one begins that they choose.
        needs: What would help them to come.
        guardian: For whom, when it is staff.

    Raises:
        NotFound: They were not invited to such a gathering.
        IllegalStep: It is not announced (any more).
        InvalidInput: There is no such occasion, or it has begun.
    """

    def step(gathering: Gathering, guest: Guest) -> Guest:
        if gathering.state is not GatheringState.ANNOUNCED:
            raise IllegalStep("this gathering", state=str(gathering.state), step="be answered", allowed=())
        now = at.now
        open_ = [each.start for each in gathering.occasions if each.start > now]
        if occasion is not None and occasion not in open_:
            known = tuple(each.astimezone(at.timezone).isoformat(timespec="minutes") for each in open_)
            raise InvalidInput([Problem("$.occasion", "is none that can be chosen", known)], source="reply")
        return guests.answered(guest, coming=coming, occasion=occasion, needs=frozenset(needs))

    return _changed(at, id, at.of_whom(guardian, _INVITATION, id), "answered", step)


def arrive(
    at: GatheringDesk, id: GatheringId, guardian: GuardianId, *, occasion: datetime | None = None
) -> Guest:
    """Write down that a guardian was there, at school or from home; also when it is found out afterwards.

    Raises:
        NotFound: They were not invited to such a gathering.
        IllegalStep: It has not begun, is closed, it is written down already, or a guardian comes.
    """
    school_only(at.caller, "this gathering", "write down who came")

    def step(gathering: Gathering, guest: Guest) -> Guest:
        first = min((each.start for each in gathering.occasions), default=None)
        if gathering.state not in _COUNTED or first is None or first > at.now:
            raise IllegalStep("this gathering", state="not going on", step="be counted", allowed=())
        return guests.arrived(guest, occasion=occasion)

    return _changed(at, id, guardian, "came", step)


def called(at: GatheringDesk, id: GatheringId, guardian: GuardianId) -> Guest:
    """Write down that somebody called a guardian who did not come.

    Raises:
        NotFound: They were not invited to such a gathering.
        IllegalStep: They came, it is not over, they were called already, or a guardian comes.
    """
    school_only(at.caller, "this gathering", "write down a call")
    return _changed(at, id, guardian, "called", lambda _, guest: guests.called(guest))


def send_package(at: GatheringDesk, id: GatheringId) -> int:
    """Put the package in the post of everybody who did not come and does not have it; returns how many they are.

    Raises:
        NotFound: There is no such gathering.
        IllegalStep: It was not held, there is no package yet, or a guardian comes.
    """
    school_only(at.caller, f"gathering {id}", "send the package")

    def work(transaction: Transaction) -> int:
        found, _ = entry(transaction, Gathering, id)
        if found.state is not GatheringState.HELD or not found.package.strip():
            state = "without a package" if found.state is GatheringState.HELD else str(found.state)
            raise IllegalStep(f"gathering {id}", state=state, step="send the package", allowed=["pack"])
        waiting = [
            each
            for each in every_entry(transaction, Guest, "gathering", id)
            if each.state in guests.STEPS["send the package"]
        ]
        for each in waiting:
            _, revision = entry(transaction, Guest, joined(id, each.guardian))
            put_entry(transaction, guests.packaged(each), expected=revision)
        letters = [at.letter("gathering-package", each) for each in waiting]
        transaction.append([at.done("gathering.package_sent", id, readers=len(waiting))], letters)
        return len(waiting)

    return at.desk.anew(work)


def invitations(at: GatheringDesk, guardian: GuardianId | None = None) -> tuple[tuple[Gathering, Guest], ...]:
    """What a guardian was invited to, the newest invitation first; a guardian sees their own only."""
    who = guardian if at.is_school else at.caller.guardian

    def work(transaction: Transaction) -> tuple[tuple[Gathering, Guest], ...]:
        mine = [] if who is None else list(every_entry(transaction, Guest, "guardian", who))
        found = [(entry_or_none(transaction, Gathering, each.gathering), each) for each in mine]
        known = [(gathering[0], guest) for gathering, guest in found if gathering is not None]
        return tuple(sorted(known, key=lambda each: (each[1].invited_at, each[0].id), reverse=True))

    return at.desk.read(work)


def _changed(
    at: GatheringDesk,
    id: GatheringId,
    guardian: GuardianId,
    what: str,
    step: Callable[[Gathering, Guest], Guest],
) -> Guest:
    def work(transaction: Transaction) -> Guest:
        found = entry_or_none(transaction, Gathering, id)
        name = joined(id, guardian)
        invited = entry_or_none(transaction, Guest, name)
        if found is None or invited is None:
            raise NotFound(_INVITATION, id)
        after = step(found[0], invited[0])
        put_entry(transaction, after, expected=invited[1])
        transaction.append([at.done(f"gathering_guest.{what}", name, "gathering_guest")])
        return after

    return at.desk.anew(work)
