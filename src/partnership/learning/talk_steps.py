"""The life of a talk: one function per step, each returning a new value; the table says which are allowed.

Only `say` touches what guardians wrote down, and only the words of the one who says it.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from partnership.calendars import SchoolCalendar
from partnership.errors import IllegalStep, InvalidInput, Problem
from partnership.ids import GuardianId, StaffId
from partnership.learning.agreements import Agreement, LivesOn
from partnership.learning.talks import (
    Minutes,
    OtherWay,
    OwnWords,
    Preparation,
    ProgressTalk,
    TalkState,
    Way,
)
from partnership.norms import Norms

__all__ = [
    "TALK_STEPS",
    "agree",
    "decline",
    "done",
    "hold",
    "live_on",
    "miss",
    "move",
    "prepare",
    "regroup",
    "say",
    "write",
]

_S = TalkState
_TO_COME = (_S.PLANNED, _S.MOVED)
_HELD = {_S.HELD: _S.HELD}

TALK_STEPS: Mapping[str, Mapping[TalkState, TalkState]] = MappingProxyType(
    {
        "prepare": {each: each for each in (*_TO_COME, _S.NO_SHOW)},
        "be held": dict.fromkeys((*_TO_COME, _S.NO_SHOW), _S.HELD),
        "be missed": dict.fromkeys(_TO_COME, _S.NO_SHOW),
        "be declined": dict.fromkeys((*_TO_COME, _S.NO_SHOW), _S.DECLINED),
        "be held by others": {each: each for each in _TO_COME},
        "be moved": dict.fromkeys((*_TO_COME, _S.NO_SHOW, _S.DECLINED), _S.MOVED),
        "get minutes": _HELD,
        "get own words": _HELD,
        "get an agreement": _HELD,
        "have an agreement done": _HELD,
        "have an agreement live on": _HELD,
    }
)
"""Each step, and where it leads from where it is allowed. After a no-show it can still be held, another way."""


def _moved(talk: ProgressTalk, step: str) -> TalkState:
    if talk.state in TALK_STEPS[step]:
        return TALK_STEPS[step][talk.state]
    allowed = [name for name, where in TALK_STEPS.items() if talk.state in where]
    raise IllegalStep("this talk", state=talk.state, step=step, allowed=allowed)


def prepare(talk: ProgressTalk, said: Preparation) -> ProgressTalk:
    """Write down what one of them wants to speak about; their later word takes the place of the earlier.

    Raises:
        IllegalStep: It was held, or is declined.
        InvalidInput: Somebody who is not in the talk.
    """
    state = _moved(talk, "prepare")
    if said.by not in talk.people:
        raise InvalidInput([Problem("$.by", "is nobody who is in this talk")], source="preparation")
    others = tuple(each for each in talk.preparations if each.by != said.by)
    return attrs.evolve(talk, state=state, preparations=(*others, said))


def hold(talk: ProgressTalk, *, on: date, way: Way | None = None) -> ProgressTalk:
    """It was held, as planned or another way; what was owed is owed no more.

    Raises:
        IllegalStep: It was held already, or is declined.
    """
    return attrs.evolve(talk, state=_moved(talk, "be held"), on=on, way=way or talk.way, other_way=None)


def miss(talk: ProgressTalk, norms: Norms, calendar: SchoolCalendar | None = None) -> ProgressTalk:
    """Nobody came: the school owes another way to talk, a call, or a visit when it was by phone.

    Args:
        talk: A talk to come.
        norms: Within how many school days.
        calendar: Which days count; without one nothing is worked out and the day is None.

    Raises:
        IllegalStep: It was held, missed or declined.
    """
    other = Way.VISIT if talk.way is Way.PHONE else Way.PHONE
    due = None if calendar is None else calendar.school_day_after(talk.on, norms.no_show_school_days)
    return attrs.evolve(talk, state=_moved(talk, "be missed"), other_way=OtherWay(way=other, due=due))


def decline(talk: ProgressTalk) -> ProgressTalk:
    """They would rather not.

    Raises:
        IllegalStep: It was held, or declined before.
    """
    return attrs.evolve(talk, state=_moved(talk, "be declined"), other_way=None)


def move(talk: ProgressTalk, *, on: date, way: Way | None = None) -> ProgressTalk:
    """It has another day; what was prepared stays.

    Raises:
        IllegalStep: It was held.
    """
    return attrs.evolve(talk, state=_moved(talk, "be moved"), on=on, way=way or talk.way, other_way=None)


def regroup(
    talk: ProgressTalk,
    *,
    staff: tuple[StaffId, ...],
    guardians: tuple[GuardianId, ...],
    pupil_attends: bool,
) -> ProgressTalk:
    """Others hold it, or the pupil sits in or not; what somebody prepared who is not in it any more goes with them.

    Args:
        talk: A talk to come: once it was held, who held it is what happened.
        staff: Who of the school speaks from now on.
        guardians: The party from now on.
        pupil_attends: Whether the pupil sits in.

    Raises:
        IllegalStep: It was held, missed or declined.
    """
    bare = attrs.evolve(talk, state=_moved(talk, "be held by others"), preparations=())
    other = attrs.evolve(bare, staff=staff, guardians=guardians, pupil_attends=pupil_attends)
    return attrs.evolve(
        other, preparations=tuple(each for each in talk.preparations if each.by in other.people)
    )


def write(talk: ProgressTalk, minutes: Minutes) -> ProgressTalk:
    """The school writes down what was said, in the place of what it wrote before.

    Raises:
        IllegalStep: It was not held.
    """
    return attrs.evolve(talk, state=_moved(talk, "get minutes"), minutes=minutes)


def say(talk: ProgressTalk, said: OwnWords) -> ProgressTalk:
    """A guardian writes down what was said, in the place of what they wrote before, and of nobody else's words.

    Raises:
        IllegalStep: It was not held.
        InvalidInput: A guardian who is not in the talk.
    """
    state = _moved(talk, "get own words")
    if said.guardian not in talk.guardians:
        raise InvalidInput([Problem("$.guardian", "is nobody who is in this talk")], source="own words")
    others = tuple(each for each in talk.own_words if each.guardian != said.guardian)
    return attrs.evolve(talk, state=state, own_words=(*others, said))


def agree(talk: ProgressTalk, agreement: Agreement) -> ProgressTalk:
    """Agree on something; it is a reminder until it lives on as more.

    Raises:
        IllegalStep: It was not held.
        InvalidInput: A name that is taken, a guardian who is not in the talk, a day before the talk, or something that
            is done or lives on already; all at once.
    """
    state = _moved(talk, "get an agreement")
    problems = []
    if talk.agreement(agreement.id) is not None:
        problems.append(Problem("$.id", "there is an agreement of this name in the talk already"))
    if agreement.guardian is not None and agreement.guardian not in talk.guardians:
        problems.append(Problem("$.guardian", "is nobody who is in this talk"))
    if agreement.due < talk.on:
        problems.append(Problem("$.due", f"expected {talk.on}, the day of the talk, or later"))
    if not agreement.is_open or agreement.lives_on is not LivesOn.REMINDER:
        problems.append(Problem("$.lives_on", "begins as a reminder that is open"))
    if problems:
        raise InvalidInput(problems, source="agreement")
    return attrs.evolve(talk, state=state, agreements=(*talk.agreements, agreement))


def done(talk: ProgressTalk, id: str, *, on: date) -> ProgressTalk:
    """An agreement was kept.

    Raises:
        IllegalStep: The talk was not held, or the agreement was done before.
        InvalidInput: There is no such agreement.
    """
    found = _open(talk, id, "have an agreement done")
    return _with(talk, attrs.evolve(found, done_on=on))


def live_on(talk: ProgressTalk, id: str, lives_on: LivesOn, reference: str) -> ProgressTalk:
    """An agreement goes on as a goal or as a step of a plan.

    Raises:
        IllegalStep: The talk was not held, or the agreement is done, or is more than a reminder already.
        InvalidInput: There is no such agreement.
    """
    found = _open(talk, id, "have an agreement live on")
    if found.lives_on is not LivesOn.REMINDER:
        raise IllegalStep("this agreement", state=f"a {found.lives_on}", step="live on", allowed=("be done",))
    return _with(talk, attrs.evolve(found, lives_on=lives_on, reference=reference))


def _open(talk: ProgressTalk, id: str, step: str) -> Agreement:
    _moved(talk, step)
    found = talk.agreement(id)
    if found is None:
        names = tuple(each.id for each in talk.agreements)
        told = f"no such agreement; known: {', '.join(names) or 'none'}"
        raise InvalidInput([Problem("$.agreement", told, names)], source="talk")
    if not found.is_open:
        raise IllegalStep("this agreement", state="done", step=step, allowed=())
    return found


def _with(talk: ProgressTalk, new: Agreement) -> ProgressTalk:
    kept = tuple(new if each.id == new.id else each for each in talk.agreements)
    return attrs.evolve(talk, agreements=kept)
