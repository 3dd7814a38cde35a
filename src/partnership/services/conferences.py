"""What is asked of a conference: opening it, asking for talks, changing it."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from partnership.changes import Change, ground_of
from partnership.conferences.booking_life.deeds import Deed
from partnership.conferences.booking_life.rulings import Ruling, decide
from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Party,
    PupilPresence,
    TalkRequest,
)
from partnership.conferences.table import Cast
from partnership.errors import InvalidInput, Problem
from partnership.ids import ConferenceId, RequestId, fresh_id
from partnership.people.standing import Decision, Verdict
from partnership.ports import Transaction
from partnership.services.bookings import Errand, break_baskets
from partnership.services.callers import Caller
from partnership.services.desk import Desk
from partnership.services.own_word import own_family, own_word
from partnership.services.rounds import Asked, Planned, Round, load_round, put_asked, put_planned
from partnership.services.rulings import act_of, keep_ruling, scene_of

__all__ = ["Answer", "ask", "change_conference", "open_conference", "put_change", "the_round"]

_Named = TypeVar("_Named", Party, GuardianPresence, PupilPresence)


def open_conference(
    desk: Desk, conference: Conference, *, id: ConferenceId | None = None, by: str
) -> ConferenceId:
    """Keep a conference, with whatever is asked of it already; nothing is planned yet.

    Args:
        desk: Where.
        conference: What is asked.
        id: What to call it for good; a fresh id when None.
        by: Who opens it.

    Raises:
        Conflict: There is a conference of this id.
    """
    name, at = id or ConferenceId(fresh_id()), desk.clock()

    def work(transaction: Transaction) -> None:
        put_asked(transaction, name, Asked(conference=conference), expected=None)
        put_planned(transaction, name, Planned(made=at), expected=None)
        fact = {"requests": len(conference.requests)}
        transaction.append(
            [_fact(desk, name, "conference.opened", by, "talks between home and school", fact)]
        )

    desk.once(work)
    return name


def the_round(desk: Desk, id: ConferenceId) -> Round:
    """A conference as it is now: what is asked, what is booked, how it was planned.

    Raises:
        NotFound: There is none of this id.
    """
    return desk.read(lambda transaction: load_round(transaction, id))


@attrs.frozen(kw_only=True)
class Answer:
    """What became of one request.

    Attributes:
        verdict: `allow`: it is asked; `deny`: it is not, by law, policy or the terms of booking; `ask`: somebody of the
            school must decide.
        ruling: What the terms of booking say of it.
        decisions: What was decided about each guardian and pupil the school knows, fit for the journal.
    """

    request: RequestId
    verdict: Verdict
    ruling: Ruling
    decisions: tuple[Decision, ...] = ()


def ask(
    desk: Desk,
    id: ConferenceId,
    requests: Iterable[TalkRequest],
    *,
    parties: Iterable[Party] = (),
    guardians: Iterable[GuardianPresence] = (),
    pupils: Iterable[PupilPresence] = (),
    caller: Caller,
) -> tuple[Answer, ...]:
    """Ask for talks; each one is asked, refused or laid before a person, and none is dropped silently.

    Args:
        desk: Where.
        id: Of which conference.
        requests: The talks, with ids the conference does not have yet.
        parties: Parties that are new, or come in the place of those of the same id; so with the next two.
        guardians: When and how guardians can talk.
        pupils: Pupils who are spoken about.
        caller: Who asks. A guardian asks for their own party, and speaks of nobody's presence but their own.

    Raises:
        NotFound: There is no such conference, or the party is not this guardian's.
        InvalidInput: Something the conference could make no sense of, or that is not a guardian's to say; nothing is
            asked.
    """
    wanted, joining = tuple(requests), (tuple(parties), tuple(guardians), tuple(pupils))
    own_word(caller, *joining)

    def work(transaction: Transaction) -> tuple[Answer, ...]:
        kept = load_round(transaction, id)
        _fresh(kept, wanted)
        now = attrs.evolve(
            kept, asked=attrs.evolve(kept.asked, conference=_joined(kept.conference, *joining))
        )
        answers = []
        for number, request in enumerate(wanted):
            own_family(now, number, request, caller)
            with_it = _with(now, request)
            answer = _answer(transaction, with_it, request, desk, caller)
            answers.append(answer)
            now = with_it if answer.verdict is Verdict.ALLOW else now
        put_asked(transaction, id, now.asked, expected=kept.asked_revision)
        transaction.append([_asked(desk, id, answer, caller.actor) for answer in answers])
        return tuple(answers)

    return desk.anew(work)


def _with(kept: Round, request: TalkRequest) -> Round:
    """The round with one request more.

    Raises:
        InvalidInput: The conference could make no sense of it.
    """
    conference = attrs.evolve(kept.conference, requests=(*kept.conference.requests, request))
    return attrs.evolve(kept, asked=attrs.evolve(kept.asked, conference=conference))


def _answer(
    transaction: Transaction, kept: Round, request: TalkRequest, desk: Desk, caller: Caller
) -> Answer:
    """What the law and the terms say of a request that was just added."""
    act = act_of(kept, Deed.ASK, request.id, caller, desk.clock())
    scene = scene_of(transaction, kept, act, desk, caller)
    ruling = decide(act, scene, why=caller.why)
    keep_ruling(transaction, kept, ruling, caller)
    verdict = Verdict.ALLOW
    if not ruling.allowed:
        verdicts = {decision.verdict for decision in scene.decisions}
        verdict = (
            Verdict.ASK if ruling.rules == ("standing",) and Verdict.DENY not in verdicts else Verdict.DENY
        )
    return Answer(request=request.id, verdict=verdict, ruling=ruling, decisions=scene.decisions)


def change_conference(desk: Desk, id: ConferenceId, conference: Conference, *, by: str, why: str) -> None:
    """Put another conference in the place of what is asked: somebody is ill, a room is gone, an evening is longer.

    Nothing that was booked changes until it is planned or repaired; a basket whose talks cannot be held any more is
    broken at once, and its family told.

    Args:
        desk: Where.
        id: Which conference.
        conference: What is asked from now on; a request that is not in it is withdrawn.
        by: Who changes it.
        why: What for, in words an auditor accepts.

    Raises:
        NotFound: There is no such conference.
    """
    desk.anew(lambda transaction: put_change(transaction, desk, id, conference, by=by, why=why))


def put_change(
    transaction: Transaction, desk: Desk, id: ConferenceId, conference: Conference, *, by: str, why: str
) -> None:
    """Put another conference in its place within a transaction (see `change_conference`).

    Raises:
        NotFound: There is no such conference.
    """
    kept = load_round(transaction, id)
    now = {request.id for request in conference.requests}
    before = {each.id: each for each in (*kept.asked.withdrawn, *kept.conference.requests)}
    gone = tuple(each for name, each in before.items() if name not in now and _can_stay(each, conference))
    asked = Asked(conference=conference, withdrawn=gone)
    put_asked(transaction, id, asked, expected=kept.asked_revision)
    errand = Errand(by=by, at=desk.clock(), purpose=why)
    break_baskets(transaction, kept, attrs.evolve(kept, asked=asked), desk, errand)
    transaction.append([_fact(desk, id, "conference.changed", by, why, {"requests": len(now)})])


def _can_stay(request: TalkRequest, conference: Conference) -> bool:
    """Whether the conference still knows everyone in a withdrawn request, so that calling it off can be told."""
    staff = {each.id for each in conference.staff}
    pupils = {each.id for each in conference.pupils}
    return (
        any(party.id == request.party for party in conference.parties)
        and staff.issuperset(request.staff)
        and (not pupils or pupils.issuperset(request.pupils))
    )


def _joined(
    conference: Conference,
    parties: tuple[Party, ...],
    guardians: tuple[GuardianPresence, ...],
    pupils: tuple[PupilPresence, ...],
) -> Conference:
    """The conference with some people more; a list that was left empty, for everyone, then names everyone."""
    if not (parties or guardians or pupils):
        return conference
    together = attrs.evolve(
        conference,
        parties=_merged(conference.parties, parties),
        guardians=() if not conference.guardians else _merged(conference.guardians, guardians),
        pupils=_merged(conference.pupils, pupils),
    )
    if conference.guardians or not guardians:
        return together
    everyone = tuple(Cast(together).guardians.values())
    return attrs.evolve(together, guardians=_merged(everyone, guardians))


def _merged(there: tuple[_Named, ...], joining: tuple[_Named, ...]) -> tuple[_Named, ...]:
    return tuple(({each.id: each for each in there} | {each.id: each for each in joining}).values())


def _fresh(kept: Round, wanted: Iterable[TalkRequest]) -> None:
    """Refuse ids of requests that were withdrawn: what was told about them would be told of another talk.

    Raises:
        InvalidInput: Every such id, with its place among the requests.
    """
    gone = {request.id for request in kept.asked.withdrawn} | kept.bookings.keys()
    problems = [
        Problem(
            f"$.requests[{number}].id", "was used for a talk before; a new request needs an id of its own"
        )
        for number, request in enumerate(wanted)
        if request.id in gone
    ]
    if problems:
        raise InvalidInput(problems, source="requests")


_WHAT = {Verdict.ALLOW: "request.asked", Verdict.DENY: "request.denied", Verdict.ASK: "request.to_decide"}


def _asked(desk: Desk, id: ConferenceId, answer: Answer, by: str) -> Change:
    rules = {decision.rule for decision in answer.decisions} | set(answer.ruling.rules) - {"standing"}
    fact = {"request": answer.request, "rules": sorted(rules)}
    asked = _fact(desk, id, _WHAT[answer.verdict], by, "a talk was asked for", fact)
    grounds = sorted({decision.ground for decision in answer.decisions})
    return attrs.evolve(asked, ground="; ".join(grounds)) if grounds else asked


def _fact(
    desk: Desk, id: ConferenceId, what: str, by: str, purpose: str, details: Mapping[str, Any]
) -> Change:
    return Change(
        what=what,
        kind="conference",
        id=id,
        at=desk.clock(),
        actor=by,
        purpose=purpose,
        ground=ground_of(by),
        details=details,
    )
