"""What an act at the counter is judged by, and how the ruling is kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import attrs

from partnership.changes import Change, ground_of
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.rulings import Act, Ruling, Scene
from partnership.conferences.conference import Party
from partnership.errors import NotFound
from partnership.ids import ConferenceId, GuardianId, PartyId, RequestId, fresh_id, joined
from partnership.ports import Transaction
from partnership.serial.values import dump, load
from partnership.services.callers import Caller
from partnership.services.desk import Desk, every
from partnership.services.rounds import Round
from partnership.services.standing import standing_of
from partnership.times import instant

__all__ = ["Override", "act_of", "keep_ruling", "note_taken", "overrides_of", "scene_of"]


@attrs.frozen(kw_only=True)
class Override:
    """A rule that somebody of the school set aside for one talk.

    Attributes:
        rule: Which rule.
        deed: What was done against it.
        by: Who decided so.
        why: Their reason, as they gave it.
    """

    conference: ConferenceId
    request: RequestId
    rule: str
    deed: Deed
    by: str
    why: str = attrs.field(repr=False)
    at: datetime = attrs.field(converter=instant)


def overrides_of(desk: Desk, id: ConferenceId) -> tuple[Override, ...]:
    """Every rule that was set aside at a conference, in order of time: who did so, and why."""

    def work(transaction: Transaction) -> list[Override]:
        found = every(transaction, "override", "conference", value=id)
        return [load(Override, each.record.body, source="override") for each in found]

    return tuple(sorted(desk.read(work), key=lambda each: (each.at, each.request, each.rule)))


def act_of(kept: Round, deed: Deed, request: RequestId, caller: Caller, at: datetime) -> Act:
    """What the caller wants with a talk; a talk that is booked is not booked but moved.

    Raises:
        NotFound: Nobody asked for this talk. A guardian of another party is told the same, so that nobody learns of a
            talk that is not theirs.
    """
    asked = next((each for each in kept.conference.requests if each.id == request), None)
    parties = {party.id: party for party in kept.conference.parties}
    if asked is None or not _may(parties[asked.party], caller.guardian):
        raise NotFound("request", request)
    was = kept.held.get(request)
    return Act(
        deed=Deed.MOVE if deed is Deed.BOOK and was is not None else deed,
        request=asked,
        party=parties[asked.party],
        side=caller.side,
        at=at,
        was=was,
    )


def _may(party: Party, guardian: GuardianId | None) -> bool:
    return guardian is None or guardian in party.guardians


def scene_of(transaction: Transaction, kept: Round, act: Act, desk: Desk, caller: Caller) -> Scene:
    """What an act is judged by: the talks, the law, what the family took before.

    The law is asked about everyone who would hold the talk; about cancelling, only of the guardian who cancels.
    """
    who: Iterable[GuardianId] = act.party.guardians
    if act.deed is Deed.CANCEL:
        who = () if caller.guardian is None else (caller.guardian,)
    return Scene(
        table=kept.table(),
        taken=_taken(transaction, kept, act.party.id),
        decisions=standing_of(
            transaction,
            caller.jurisdiction,
            guardians=who,
            pupils=act.request.pupils,
            on=act.at.astimezone(kept.conference.timezone).date(),
        ),
        rulebook=desk.rulebook,
    )


@attrs.frozen(kw_only=True)
class _Taken:
    """When a family took talks lately."""

    taken: tuple[datetime, ...] = ()


def _taken(transaction: Transaction, kept: Round, party: PartyId) -> tuple[datetime, ...]:
    if kept.conference.booking.quota is None:
        return ()
    record = transaction.get("taken", joined(kept.id, party))
    return () if record is None else load(_Taken, record.body, source="taken").taken


def note_taken(transaction: Transaction, kept: Round, acts: Iterable[Act]) -> None:
    """Remember that a family took talks, for as long as its quota looks back."""
    quota = kept.conference.booking.quota
    took = [act for act in acts if act.side is Side.GUARDIAN and act.deed is Deed.BOOK]
    if quota is None or not took:
        return
    id = joined(kept.id, took[0].party.id)
    record = transaction.get("taken", id)
    since = took[0].at - timedelta(minutes=quota.minutes)
    before = [each for each in _taken(transaction, kept, took[0].party.id) if each > since]
    taken = _Taken(taken=(*before, *(act.at for act in took)))
    transaction.put("taken", id, dump(taken), expected=None if record is None else record.revision)


def keep_ruling(transaction: Transaction, kept: Round, ruling: Ruling, caller: Caller) -> None:
    """Write a refusal into the journal; what staff set aside is kept apart too, to be shown.

    An act that is allowed without more is in the journal as what was done.
    """
    if not ruling.allowed:
        details = {"rules": list(ruling.rules), "opens": ruling.opens.isoformat() if ruling.opens else None}
        transaction.append([_fact(kept.id, "act.refused", ruling.act, caller.actor, details)])
    elif ruling.set_aside:
        rules = sorted({each.rule for each in ruling.set_aside})
        for rule in rules:
            override = Override(
                conference=kept.id,
                request=ruling.act.request.id,
                rule=rule,
                deed=ruling.act.deed,
                by=caller.actor,
                why=ruling.why or "",
                at=ruling.act.at,
            )
            index = {"conference": kept.id}
            transaction.put("override", fresh_id(), dump(override), expected=None, index=index)
        details = {"rules": rules, "why": ruling.why}
        transaction.append([_fact(kept.id, "rule.set_aside", ruling.act, caller.actor, details)])


def _fact(id: ConferenceId, what: str, act: Act, by: str, details: Mapping[str, Any]) -> Change:
    told = {"request": act.request.id, "deed": str(act.deed), "side": str(act.side), **details}
    purpose = "the terms of booking were applied"
    return Change(
        what=what,
        kind="conference",
        id=id,
        at=act.at,
        actor=by,
        purpose=purpose,
        ground=ground_of(by),
        details=told,
    )
