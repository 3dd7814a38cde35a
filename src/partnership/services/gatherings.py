"""Parents' evenings as they are kept: planned by staff, announced to every parent at once, held, and closed when all are served."""

import attrs

from partnership.contact import gathering_steps, guests
from partnership.contact.gatherings import Gathering, GatheringState
from partnership.contact.guests import Guest, GuestState
from partnership.contact.turnout import to_welcome
from partnership.errors import IllegalStep, InvalidInput
from partnership.ids import GatheringId, GuardianId, joined
from partnership.ports import Transaction
from partnership.services.callers import school_only
from partnership.services.dossier import entry, every_entry, put_entry
from partnership.services.gathering_desk import GatheringDesk, names_in, stepped
from partnership.services.newsletters import readers_of

__all__ = ["announce", "call_off", "change", "close", "draft", "hold", "remind", "set_package"]

_REMINDED = frozenset({GuestState.INVITED, GuestState.COMING})
_OVER = frozenset({GatheringState.HELD, GatheringState.CLOSED})


def draft(at: GatheringDesk, wanted: Gathering) -> Gathering:
    """Keep a new gathering as a draft.

    Raises:
        IllegalStep: It is a guardian who comes.
        InvalidInput: A group so small that a pupil is known by it, or the name of a pupil.
        Conflict: There is one with this id already.
    """
    school_only(at.caller, "gatherings", "plan")

    def work(transaction: Transaction) -> Gathering:
        new = attrs.evolve(wanted, state=GatheringState.DRAFT)
        _proper(transaction, at, new)
        put_entry(transaction, new, expected=None)
        transaction.append([at.done("gathering.drafted", new.id)])
        return new

    return at.desk.once(work)


def change(at: GatheringDesk, id: GatheringId, new: Gathering) -> Gathering:
    """Another programme for a draft.

    Raises:
        IllegalStep: It was announced, or a guardian comes.
        InvalidInput: As with `draft`.
    """

    def step(transaction: Transaction, before: Gathering) -> Gathering:
        after = gathering_steps.change(before, new)
        _proper(transaction, at, after)
        return after

    return stepped(at, id, "changed", step)


def set_package(at: GatheringDesk, id: GatheringId, package: str) -> Gathering:
    """What absentees get: an address, or the words themselves.

    Raises:
        IllegalStep: It is closed or called off, or a guardian comes.
        InvalidInput: It names a pupil.
    """

    def step(transaction: Transaction, before: Gathering) -> Gathering:
        after = gathering_steps.pack(before, package)
        _proper(transaction, at, after)
        return after

    return stepped(at, id, "packed", step)


def announce(at: GatheringDesk, id: GatheringId) -> tuple[Guest, ...]:
    """Invite every guardian of its classes whom the law lets be invited, each for themselves, all of them or none.

    Who was at none of the last ones is invited in person.

    Raises:
        IllegalStep: It is no draft, or a guardian comes.
        InvalidInput: All that is still missing.
    """
    invited: list[Guest] = []

    def step(transaction: Transaction, before: Gathering) -> Gathering:
        now = at.now
        names = tuple(names_in(transaction, at, before))
        after = gathering_steps.announce(before, at.norms, at.timezone, now=now, names=names)
        found: dict[GuardianId, str | None] = {}
        for each in before.classes:
            found |= readers_of(transaction, each, law=at.caller.jurisdiction, on=at.today)
        held = [one for one in every_entry(transaction, Gathering) if one.state in _OVER]
        order = [one.id for one in sorted(held, key=lambda one: (one.over or now, one.id))]
        earlier = [one for guardian in found for one in every_entry(transaction, Guest, "guardian", guardian)]
        personal = to_welcome(earlier, order, at.norms)
        invited[:] = [
            Guest(
                gathering=id,
                guardian=guardian,
                language=language,
                personal=guardian in personal,
                invited_at=now,
            )
            for guardian, language in found.items()
        ]
        for guest in invited:
            put_entry(transaction, guest, expected=None)
        transaction.append((), [at.letter("gathering-invited", guest) for guest in invited])
        return after

    stepped(at, id, "announced", step)
    return tuple(invited)


def remind(at: GatheringDesk, id: GatheringId) -> int:
    """Remind everybody who did not say that they cannot come, once; returns how many were.

    Raises:
        IllegalStep: It is not announced, or a guardian comes.
    """
    school_only(at.caller, f"gathering {id}", "remind")

    def work(transaction: Transaction) -> int:
        found, _ = entry(transaction, Gathering, id)
        if found.state is not GatheringState.ANNOUNCED:
            raise IllegalStep(f"gathering {id}", state=str(found.state), step="remind", allowed=())
        guests_ = list(every_entry(transaction, Guest, "gathering", id))
        letters = [at.letter("gathering-reminder", each) for each in guests_ if each.state in _REMINDED]
        transaction.append([at.done("gathering.reminded", id, readers=len(letters))], letters)
        return len(letters)

    return at.desk.anew(work)


def call_off(at: GatheringDesk, id: GatheringId) -> Gathering:
    """It does not take place; who was invited is told."""

    def step(transaction: Transaction, before: Gathering) -> Gathering:
        told = [
            at.letter("gathering-cancelled", each)
            for each in every_entry(transaction, Guest, "gathering", id)
        ]
        transaction.append((), told)
        return gathering_steps.call_off(before)

    return stepped(at, id, "called_off", step)


def hold(at: GatheringDesk, id: GatheringId) -> Gathering:
    """It is over: whoever was not written down as there was absent, and is to be served."""

    def step(transaction: Transaction, before: Gathering) -> Gathering:
        after = gathering_steps.hold(before, now=at.now)
        for each in list(every_entry(transaction, Guest, "gathering", id)):
            if not each.came:
                _, revision = entry(transaction, Guest, joined(id, each.guardian))
                put_entry(transaction, guests.missed(each), expected=revision)
        return after

    return stepped(at, id, "held", step)


def close(at: GatheringDesk, id: GatheringId) -> Gathering:
    """Nothing more is to come of it; not before everybody was served.

    Raises:
        IllegalStep: It was not held, somebody still has to be served, or a guardian comes.
    """

    def step(transaction: Transaction, before: Gathering) -> Gathering:
        waiting = sum(each.waits for each in every_entry(transaction, Guest, "gathering", id))
        return gathering_steps.close(before, unserved=waiting)

    return stepped(at, id, "closed", step)


def _proper(transaction: Transaction, at: GatheringDesk, gathering: Gathering) -> None:
    names = tuple(names_in(transaction, at, gathering))
    if problems := tuple(gathering_steps.improper(gathering, at.norms, names=names)):
        raise InvalidInput(problems, source=f"gathering {gathering.id}")
