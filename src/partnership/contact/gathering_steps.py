"""The life of a parents' evening: one function per step; the table says which are allowed, and a check what is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

import attrs

from partnership.contact.gatherings import Aim, Gathering, GatheringKind, GatheringState
from partnership.contact.naming import names_any
from partnership.errors import IllegalStep, InvalidInput, Problem
from partnership.norms import Norms

__all__ = ["STEPS", "announce", "call_off", "change", "close", "hold", "improper", "pack", "short_of"]

_S = GatheringState

STEPS: Mapping[str, Mapping[GatheringState, GatheringState]] = MappingProxyType(
    {
        "change": {_S.DRAFT: _S.DRAFT},
        "pack": {each: each for each in (_S.DRAFT, _S.ANNOUNCED, _S.HELD)},
        "announce": {_S.DRAFT: _S.ANNOUNCED},
        "call off": {_S.DRAFT: _S.CANCELLED, _S.ANNOUNCED: _S.CANCELLED},
        "hold": {_S.ANNOUNCED: _S.HELD},
        "close": {_S.HELD: _S.CLOSED},
    }
)
"""Each step, and where it leads from where it is allowed."""


def _moved(gathering: Gathering, step: str) -> GatheringState:
    if gathering.state in STEPS[step]:
        return STEPS[step][gathering.state]
    allowed = [name for name, where in STEPS.items() if gathering.state in where]
    raise IllegalStep(f"gathering {gathering.id}", state=str(gathering.state), step=step, allowed=allowed)


def change(gathering: Gathering, new: Gathering) -> Gathering:
    """A draft with another programme; its identity stays.

    Raises:
        IllegalStep: It was announced: families count on what it says.
    """
    return attrs.evolve(new, id=gathering.id, state=_moved(gathering, "change"))


def pack(gathering: Gathering, package: str) -> Gathering:
    """What absentees get is there.

    Raises:
        IllegalStep: It is closed, or called off.
    """
    return attrs.evolve(gathering, package=package, state=_moved(gathering, "pack"))


def announce(
    gathering: Gathering, norms: Norms, timezone: ZoneInfo, *, now: datetime, names: Sequence[str] = ()
) -> Gathering:
    """Invite the parents.

    Args:
        gathering: A draft.
        norms: The school's own.
        timezone: Whose clock says which part of the day it is.
        now: This instant.
        names: Of the pupils of its classes; none of them may stand in it.

    Raises:
        IllegalStep: It is no draft.
        InvalidInput: All that is still missing (see `short_of`).
    """
    state = _moved(gathering, "announce")
    if problems := tuple(short_of(gathering, norms, timezone, now=now, names=names)):
        raise InvalidInput(problems, source=f"gathering {gathering.id}")
    return attrs.evolve(gathering, state=state)


def call_off(gathering: Gathering) -> Gathering:
    """It does not take place.

    Raises:
        IllegalStep: It was held, or called off already.
    """
    return attrs.evolve(gathering, state=_moved(gathering, "call off"))


def hold(gathering: Gathering, *, now: datetime) -> Gathering:
    """The last of it is over: from now on whoever did not come is served at home.

    Raises:
        IllegalStep: It was not announced, or is not over yet.
    """
    state = _moved(gathering, "hold")
    if gathering.over is None or gathering.over > now:
        raise IllegalStep(
            f"gathering {gathering.id}", state="not over yet", step="hold", allowed=["call off"]
        )
    return attrs.evolve(gathering, state=state)


def close(gathering: Gathering, *, unserved: int) -> Gathering:
    """Nothing more is to come of it.

    Args:
        gathering: One that was held.
        unserved: How many of the invited neither came nor got the package and a call.

    Raises:
        IllegalStep: It was not held, or somebody still has to be served.
    """
    state = _moved(gathering, "close")
    if unserved:
        raise IllegalStep(
            f"gathering {gathering.id}",
            state=f"waiting for {unserved} who did not come",
            step="close",
            allowed=["send the package", "call"],
        )
    return attrs.evolve(gathering, state=state)


def short_of(
    gathering: Gathering, norms: Norms, timezone: ZoneInfo, *, now: datetime, names: Sequence[str] = ()
) -> Iterator[Problem]:
    """All that stands in the way of inviting parents; nothing when they can be invited."""
    if not gathering.occasions:
        yield Problem("$.occasions", "is empty: say when it is held")
    for number, each in enumerate(gathering.occasions):
        if each.start <= now:
            yield Problem(f"$.occasions[{number}].start", "has gone by")
    parts = gathering.day_parts(timezone)
    if gathering.occasions and len(parts) < norms.evening_day_parts:
        told = ", ".join(sorted(parts))
        yield Problem(
            "$.occasions",
            f"are all in the {told}; the norm is {norms.evening_day_parts} parts of the day at least",
        )
    if gathering.occasions and not gathering.support:
        yield Problem(
            "$.occasions", "nothing makes it easier to come: childcare, an interpreter, or joining from home"
        )
    aims = {each.aim for each in gathering.items}
    if Aim.PRACTISE not in aims:
        yield Problem("$.items", "nothing to practise: let parents try out what helps at home")
    if Aim.MEET not in aims:
        yield Problem("$.items", "no time to meet other parents")
    if gathering.kind is GatheringKind.TEAM and not gathering.figures:
        yield Problem("$.figures", "a class team looks at how the class as a group is doing")
    yield from improper(gathering, norms, names=names)


def improper(gathering: Gathering, norms: Norms, *, names: Iterable[str] = ()) -> Iterator[Problem]:
    """What may not stand in a gathering, not even in a draft: small groups, and the name of a pupil."""
    for number, figure in enumerate(gathering.figures):
        for level in figure.too_small(norms.anonymity):
            yield Problem(
                f"$.figures[{number}].counts[{level!r}]",
                f"is fewer than {norms.anonymity} pupils: join it to another level",
            )
    known = tuple(names)
    texts = [("$.title", gathering.title), ("$.package", gathering.package)]
    texts += [(f"$.items[{number}].title", each.title) for number, each in enumerate(gathering.items)]
    texts += [
        (f"$.figures[{number}]", "\n".join((each.what, *each.counts)))
        for number, each in enumerate(gathering.figures)
    ]
    for path, text in texts:
        if names_any(text, known):
            yield Problem(path, "names a pupil: what is said to all names nobody")
