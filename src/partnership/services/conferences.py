"""What is asked of a conference: opening it, asking for talks, changing it."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from partnership.changes import Change
from partnership.conferences.conference import (
    Conference,
    GuardianPresence,
    Party,
    PupilPresence,
    TalkRequest,
)
from partnership.errors import InvalidInput, Problem
from partnership.ids import ConferenceId, RequestId, fresh_id
from partnership.people.standing import Decision, Verdict
from partnership.ports import Jurisdiction, Transaction
from partnership.services.desk import Desk
from partnership.services.rounds import Asked, Planned, Round, load_round, put_asked, put_planned
from partnership.services.standing import standing_of

__all__ = ["Answer", "ask", "change_conference", "open_conference", "the_round"]

_Named = TypeVar("_Named", Party, GuardianPresence, PupilPresence)


def open_conference(desk: Desk, conference: Conference, *, id: ConferenceId | None = None, by: str) -> ConferenceId:
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
        transaction.append([_fact(desk, name, "conference.opened", by, "talks between home and school", fact)])

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
        verdict: `allow`: it is asked; `deny`: it is not, by law or policy; `ask`: somebody of the school must decide.
        decisions: What was decided about each guardian and pupil the school knows, fit for the journal.
    """

    request: RequestId
    verdict: Verdict
    decisions: tuple[Decision, ...] = ()


def ask(
    desk: Desk,
    id: ConferenceId,
    requests: Iterable[TalkRequest],
    *,
    parties: Iterable[Party] = (),
    guardians: Iterable[GuardianPresence] = (),
    pupils: Iterable[PupilPresence] = (),
    jurisdiction: Jurisdiction | None = None,
    by: str,
) -> tuple[Answer, ...]:
    """Ask for talks; each one is asked, refused or laid before a person, and none is dropped silently.

    Args:
        desk: Where.
        id: Of which conference.
        requests: The talks, with ids the conference does not have yet.
        parties: Parties that are new, or come in the place of those of the same id; so with the next two.
        guardians: When and how guardians can talk.
        pupils: Pupils who are spoken about.
        jurisdiction: Whose law decides who may ask about whom; None decides nothing.
        by: Who asks.

    Raises:
        NotFound: There is no such conference.
        InvalidInput: Something the conference could make no sense of; nothing is asked.
    """
    wanted, joining = tuple(requests), (tuple(parties), tuple(guardians), tuple(pupils))

    def work(transaction: Transaction) -> tuple[Answer, ...]:
        kept = load_round(transaction, id)
        together = _joined(kept.conference, *joining)
        people = {party.id: party.guardians for party in together.parties}
        answers = tuple(
            _answer(request, standing_of(
                transaction, jurisdiction, guardians=people.get(request.party, ()), pupils=request.pupils,
                on=desk.clock().astimezone(together.timezone).date(),
            ))
            for request in wanted
        )
        allowed = {answer.request for answer in answers if answer.verdict is Verdict.ALLOW}
        added = [request for request in wanted if request.id in allowed]
        _fresh(kept, wanted)
        conference = attrs.evolve(together, requests=(*together.requests, *added))
        put_asked(transaction, id, attrs.evolve(kept.asked, conference=conference), expected=kept.asked_revision)
        transaction.append([_asked(desk, id, answer, by) for answer in answers])
        return answers

    return desk.anew(work)


def change_conference(desk: Desk, id: ConferenceId, conference: Conference, *, by: str, why: str) -> None:
    """Put another conference in the place of what is asked: somebody is ill, a room is gone, an evening is longer.

    Nothing that was booked changes until it is planned or repaired.

    Args:
        desk: Where.
        id: Which conference.
        conference: What is asked from now on; a request that is not in it is withdrawn.
        by: Who changes it.
        why: What for, in words an auditor accepts.

    Raises:
        NotFound: There is no such conference.
    """

    def work(transaction: Transaction) -> None:
        kept = load_round(transaction, id)
        now = {request.id for request in conference.requests}
        before = {each.id: each for each in (*kept.asked.withdrawn, *kept.conference.requests)}
        gone = tuple(each for name, each in before.items() if name not in now and _can_stay(each, conference))
        put_asked(
            transaction, id, Asked(conference=conference, withdrawn=gone), expected=kept.asked_revision
        )
        transaction.append([_fact(desk, id, "conference.changed", by, why, {"requests": len(now)})])

    desk.anew(work)


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
    """The conference with some people more; a list that was left empty, for everyone, stays so."""
    if not (parties or guardians or pupils):
        return conference
    return attrs.evolve(
        conference,
        parties=_merged(conference.parties, parties),
        guardians=_merged(conference.guardians, guardians) if conference.guardians else guardians,
        pupils=_merged(conference.pupils, pupils),
    )


def _merged(there: tuple[_Named, ...], joining: tuple[_Named, ...]) -> tuple[_Named, ...]:
    return tuple(({each.id: each for each in there} | {each.id: each for each in joining}).values())


def _fresh(kept: Round, wanted: Iterable[TalkRequest]) -> None:
    """Refuse ids of requests that were withdrawn: what was told about them would be told of another talk.

    Raises:
        InvalidInput: Every such id, with its place among the requests.
    """
    gone = {request.id for request in kept.asked.withdrawn} | kept.bookings.keys()
    problems = [
        Problem(f"$.requests[{number}].id", "was used for a talk before; a new request needs an id of its own")
        for number, request in enumerate(wanted)
        if request.id in gone
    ]
    if problems:
        raise InvalidInput(problems, source="requests")


def _answer(request: TalkRequest, decisions: tuple[Decision, ...]) -> Answer:
    verdicts = {decision.verdict for decision in decisions}
    verdict = next((each for each in (Verdict.DENY, Verdict.ASK) if each in verdicts), Verdict.ALLOW)
    return Answer(request=request.id, verdict=verdict, decisions=decisions)


_WHAT = {Verdict.ALLOW: "request.asked", Verdict.DENY: "request.denied", Verdict.ASK: "request.to_decide"}


def _asked(desk: Desk, id: ConferenceId, answer: Answer, by: str) -> Change:
    fact = {"request": answer.request, "rules": sorted({decision.rule for decision in answer.decisions})}
    return _fact(desk, id, _WHAT[answer.verdict], by, "a talk was asked for", fact)


def _fact(
    desk: Desk, id: ConferenceId, what: str, by: str, purpose: str, details: Mapping[str, Any]
) -> Change:
    return Change(
        what=what, kind="conference", id=id, at=desk.clock(), actor=by, purpose=purpose, details=details
    )
