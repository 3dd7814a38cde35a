"""Rulings: may this be done now? Every rule of booking and of the timetable is asked, and the answer can be kept.

A ruling for a family is made in two steps: first by what is the family's own, and only when that allows it by the
talks of others. Of the second step a family hears one sentence, whatever the reason: so no answer tells of a talk
that somebody must not know about, beyond that a start is not free.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import permutations

import attrs

from partnership.conferences.booking_life.caps import cap
from partnership.conferences.booking_life.cut_offs import cut_off
from partnership.conferences.booking_life.deeds import Deed, Side
from partnership.conferences.booking_life.gone_by import gone_by
from partnership.conferences.booking_life.held_back import held_back
from partnership.conferences.booking_life.moves import objections_to
from partnership.conferences.booking_life.phases import phase
from partnership.conferences.booking_life.quota import quota
from partnership.conferences.booking_life.refusals import Refusal
from partnership.conferences.booking_life.terms import Terms
from partnership.conferences.conference import Party, TalkRequest
from partnership.conferences.options import options_at
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.table import Table
from partnership.conferences.timetable import Placement, Timetable
from partnership.people.standing import Decision, Verdict
from partnership.times import instant

__all__ = [
    "BOOKING_RULES",
    "NOT_FREE",
    "Act",
    "BookingRule",
    "Ruling",
    "Scene",
    "choose",
    "decide",
    "standing",
]


@attrs.frozen(kw_only=True)
class Act:
    """Somebody wants to do something with one talk.

    Attributes:
        placement: Where the talk is to be held; None when the act names no start.
        was: Where it is held now; None when it is not booked.
    """

    deed: Deed
    request: TalkRequest
    party: Party
    side: Side
    at: datetime = attrs.field(converter=instant)
    placement: Placement | None = None
    was: Placement | None = None


@attrs.frozen(kw_only=True)
class Scene:
    """What an act is judged by.

    Attributes:
        table: The talks that are booked, and those that are held in a basket.
        taken: When this family took talks, for the quota.
        decisions: What the law says of the guardians of this talk.
        rulebook: The rules of the timetable.
    """

    table: Table
    taken: tuple[datetime, ...] = ()
    decisions: tuple[Decision, ...] = ()
    rulebook: Rulebook = STANDARD

    @property
    def terms(self) -> Terms:
        """What was agreed about booking."""
        return self.table.cast.conference.booking

    @property
    def asked(self) -> tuple[TalkRequest, ...]:
        """Every talk that is asked for."""
        return self.table.cast.conference.requests

    def own(self, party: Party) -> "Scene":
        """The scene as if there were no other family."""
        mine = Timetable(placements=tuple(talk.placement for talk in self.table.of_party(party.id)))
        return attrs.evolve(self, table=Table(self.table.cast, mine))

    def after(self, act: Act) -> "Scene":
        """The scene once a start was taken."""
        placed = () if act.placement is None else (act.placement,)
        taken = (*self.taken, act.at) if act.deed is Deed.BOOK else self.taken
        return attrs.evolve(
            self, table=self.table.changed(without=(act.request.id,), placed=placed), taken=taken
        )


def standing(act: Act, scene: Scene) -> Iterator[Refusal]:
    """The law lets the guardians of a talk speak about its pupils; where it asks a person, staff decide (H25)."""
    for each in scene.decisions:
        if each.verdict is not Verdict.ALLOW:
            yield Refusal(
                rule="standing",
                text=f"{each.why} ({each.rule})",
                may_set_aside=each.verdict is Verdict.ASK and act.side is Side.STAFF,
            )


def timetable(act: Act, scene: Scene) -> Iterator[Refusal]:
    """The talk, and everyone it moves closer together or further apart, keeps every rule of the timetable."""
    placed = () if act.placement is None else (act.placement,)
    for each in objections_to(placed, scene.table, scene.rulebook):
        yield Refusal(rule=each.rule, text=each.text, whom=each.whom, against=each.against)


BookingRule = Callable[[Act, Scene], Iterator[Refusal]]
"""Looks at an act in a scene and yields what it has against it."""

BOOKING_RULES: Mapping[str, BookingRule] = {
    "standing": standing,
    "phase": phase,
    "quota": quota,
    "cut-off": cut_off,
    "gone-by": gone_by,
    "cap": cap,
    "held-back": held_back,
    "timetable": timetable,
}
"""Every rule of booking, in the order in which their reasons are told."""

STILL_ASKED: Mapping[str, BookingRule] = {"standing": standing, "timetable": timetable}
"""What is asked again when a basket is confirmed: a family was in time when it took it."""

NOT_FREE = Refusal(rule="not-free", text="this start is not free")
"""All a family hears of the talks of others."""


@attrs.frozen(kw_only=True)
class Ruling:
    """What was decided about an act.

    Attributes:
        act: What somebody wanted.
        refusals: What stands in the way; nothing means that it is allowed.
        set_aside: What stood in the way and staff set aside.
        why: Their reason.
    """

    act: Act
    refusals: tuple[Refusal, ...] = ()
    set_aside: tuple[Refusal, ...] = ()
    why: str | None = None

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return not self.refusals

    @property
    def opens(self) -> datetime | None:
        """When it would be allowed, if nothing else changes; None when time alone does not help, or it is allowed."""
        moments = [each.until for each in self.refusals]
        known = [moment for moment in moments if moment is not None]
        return max(known) if known and len(known) == len(moments) else None

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that stand in the way, sorted, each once."""
        return tuple(sorted({each.rule for each in self.refusals}))


def decide(
    act: Act, scene: Scene, *, why: str | None = None, rules: Mapping[str, BookingRule] = BOOKING_RULES
) -> Ruling:
    """Whether an act may be done.

    Args:
        act: What somebody wants.
        scene: What it is judged by.
        why: A reason to set aside what staff may set aside; heeded from staff only.
        rules: The rules that are asked.
    """
    if act.side is Side.GUARDIAN:
        own = _refusals(act, scene.own(act.party), rules)
        if own:
            return Ruling(act=act, refusals=own)
        return Ruling(act=act, refusals=(NOT_FREE,) if _refusals(act, scene, rules) else ())
    found = _refusals(act, scene, rules)
    if not why:
        return Ruling(act=act, refusals=found)
    return Ruling(
        act=act,
        refusals=tuple(each for each in found if not each.may_set_aside),
        set_aside=tuple(each for each in found if each.may_set_aside),
        why=why,
    )


def _refusals(act: Act, scene: Scene, rules: Mapping[str, BookingRule]) -> tuple[Refusal, ...]:
    found = (refusal for rule in rules.values() for refusal in rule(act, scene))
    return tuple(dict.fromkeys(found))


def choose_all(
    acts: Sequence[tuple[Act, datetime]], scene: Scene, *, why: str | None = None
) -> tuple[Ruling, ...]:
    """The rulings on several starts taken at once; either all are allowed, or at least one is not.

    A rule may allow them in one order and not in another (the talk in between shortens a wait), so of a few every order
    is tried, and of many the order of time and the reverse.

    Args:
        acts: What somebody wants, each without a placement, and when.
        scene: What they are judged by.
        why: As for `decide`.
    """
    in_time = sorted(acts, key=lambda each: each[1])
    tried: list[tuple[Ruling, ...]] = []
    for order in permutations(in_time) if len(acts) <= _FEW else (in_time, in_time[::-1]):
        tried.append(_one_by_one(order, scene, why))
        if all(ruling.allowed for ruling in tried[-1]):
            return tried[-1]
    return tried[0]


_FEW = 4


def _one_by_one(order: Iterable[tuple[Act, datetime]], scene: Scene, why: str | None) -> tuple[Ruling, ...]:
    """Each judged by what those before it leave; one that is refused leaves everything as it was."""
    rulings = []
    for act, start in order:
        ruling = choose(act, start, scene, why=why)
        rulings.append(ruling)
        scene = scene.after(ruling.act) if ruling.allowed else scene
    return tuple(rulings)


def choose(act: Act, start: datetime, scene: Scene, *, why: str | None = None) -> Ruling:
    """The ruling on the first room and interpreter that may be had at a start, or else the one with fewest refusals.

    Args:
        act: What somebody wants, without a placement.
        start: When.
        scene: What it is judged by.
        why: As for `decide`.
    """
    options = options_at(act.request, start, scene.table.cast)
    refused = []
    for option in options:
        ruling = decide(attrs.evolve(act, placement=option), scene, why=why)
        if ruling.allowed:
            return ruling
        refused.append(ruling)
    # Where nothing of its own stands in the way, a family hears that the start is not free, and no more.
    return min(refused, key=lambda each: (each.refusals != (NOT_FREE,), len(each.refusals)))
