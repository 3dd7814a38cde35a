"""The agenda of a talk, made from what is still open: agreements, goals nobody rated, words nobody came back to, wishes.

Nobody types it. What one guardian told the school apart is for that guardian and the school alone, also in a talk that two
hold together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from partnership.almanac import almanac_in
from partnership.ids import GuardianId
from partnership.languages.direction import isolated
from partnership.learning.agenda_words import AgendaWords, agenda_words
from partnership.learning.attainment import Rater
from partnership.learning.goals import GoalState, SharedGoal, wording_in
from partnership.learning.talks import ProgressTalk, TalkKind, TalkState

__all__ = ["AgendaItem", "AgendaKind", "Told", "agenda_of", "points_of"]


class AgendaKind(StrEnum):
    """What a point of an agenda comes from."""

    FIRST = "first"
    HOME = "home"
    PUPIL = "pupil"
    SCHOOL = "school"
    AGREEMENT = "agreement"
    GOAL = "goal"
    INSIGHT = "insight"


_K = AgendaKind
_USUAL = (_K.FIRST, _K.AGREEMENT, _K.INSIGHT, _K.HOME, _K.PUPIL, _K.GOAL, _K.SCHOOL)
_ORDER: Mapping[TalkKind, Sequence[AgendaKind]] = MappingProxyType(
    {
        TalkKind.FIRST_WEEKS: (_K.FIRST, _K.HOME, _K.PUPIL, _K.AGREEMENT, _K.INSIGHT, _K.GOAL, _K.SCHOOL),
        TalkKind.THREE_WAY: (_K.PUPIL, _K.HOME, _K.AGREEMENT, _K.INSIGHT, _K.GOAL, _K.SCHOOL),
    }
)
"""Who speaks first. In the first weeks the parents do, in a three-way talk the pupil does; the school always comes last."""


@attrs.frozen(kw_only=True)
class AgendaItem:
    """One point of an agenda.

    Attributes:
        kind: What it comes from.
        text: In words of the reader's language, with the words of people as they wrote them.
        about: Which one, as `goal:g1`, `agreement:t1/a1`, `insight:i1` or `guardian:petra`; empty for a point of the house.
        only_for: The guardian who told it apart from others; None when it is everybody's in the talk.
    """

    kind: AgendaKind
    text: str = attrs.field(repr=False)
    about: str = ""
    only_for: GuardianId | None = None


@attrs.frozen(kw_only=True)
class Told:
    """Something a guardian told that nobody told back about.

    Attributes:
        id: Of the insight.
        by: Who told it.
        text: In their words.
    """

    id: str
    by: GuardianId
    text: str = attrs.field(repr=False)


def agenda_of(
    talk: ProgressTalk,
    who: str,
    *,
    earlier: Iterable[ProgressTalk] = (),
    goals: Iterable[SharedGoal] = (),
    told: Iterable[Told] = (),
    language: str = "en",
    otherwise: str = "en",
    today: date,
) -> tuple[AgendaItem, ...]:
    """The agenda of a talk as one person of it reads it.

    Args:
        talk: The talk.
        who: The reader, as `guardian:petra`.
        earlier: Other talks about this pupil; only what everybody of this party was at counts.
        goals: The goals of this pupil.
        told: What guardians told and heard nothing of since.
        language: BCP 47 tag of the reader.
        otherwise: The language of our words where we do not speak the reader's: the school's.
        today: The day, by which a goal may be due.
    """
    words = agenda_words(language, otherwise)
    items = [*_prepared(talk, words), *_agreed(talk, earlier, words)]
    for goal in goals:
        items += points_of(goal, talk.guardians, language=language, otherwise=otherwise, today=today)
    items += _insights(talk, told, words)
    order = _ORDER.get(talk.kind, _USUAL)
    shown = (each for each in items if _is_for(each, talk, who))
    return tuple(sorted(shown, key=lambda each: order.index(each.kind)))


def _is_for(item: AgendaItem, talk: ProgressTalk, who: str) -> bool:
    if who.startswith("pupil:"):
        mine = item.kind in {_K.PUPIL, _K.GOAL, _K.AGREEMENT} and item.only_for is None
        return mine and (talk.pupil_attends or item.kind is _K.PUPIL)
    return item.only_for is None or not who.startswith("guardian:") or who == f"guardian:{item.only_for}"


def _prepared(talk: ProgressTalk, words: AgendaWords) -> Iterator[AgendaItem]:
    if talk.kind is TalkKind.FIRST_WEEKS:
        yield AgendaItem(kind=_K.FIRST, text=words.first)
    kinds = {"guardian": _K.HOME, "pupil": _K.PUPIL, "staff": _K.SCHOOL}
    for each in talk.preparations:
        for point in each.points:
            yield AgendaItem(kind=kinds[each.by.partition(":")[0]], text=point, about=each.by)
    if not any(each.by.startswith("pupil:") for each in talk.preparations):
        yield AgendaItem(kind=_K.PUPIL, text=words.pupil)


def _agreed(talk: ProgressTalk, earlier: Iterable[ProgressTalk], words: AgendaWords) -> Iterator[AgendaItem]:
    for other in earlier:
        known = other.id != talk.id and other.pupil == talk.pupil and other.state is TalkState.HELD
        if known and set(talk.guardians) <= set(other.guardians):
            for each in other.agreements:
                if each.waits:
                    text = words.agreement.format(
                        side=words.sides[each.owner],
                        what=isolated(each.what, within=words.tag),
                        due=almanac_in(words.tag).date(each.due),
                    )
                    about = f"agreement:{other.id}/{each.id}"
                    yield AgendaItem(kind=_K.AGREEMENT, text=text, about=about, only_for=each.guardian)


def points_of(
    goal: SharedGoal, guardians: Iterable[GuardianId], *, language: str, otherwise: str = "en", today: date
) -> Iterator[AgendaItem]:
    """What is open about one goal for these guardians: an answer, a rating, a look back; nothing when nothing is.

    Whether another home rated or answered is not looked at, and so is not told.

    Args:
        goal: Which goal.
        guardians: The party of a talk.
        language: BCP 47 tag of the reader.
        otherwise: The language of our words where we do not speak the reader's: the school's.
        today: The day, by which it may be due.
    """
    words, homes = agenda_words(language, otherwise), tuple(guardians)
    name, almanac = isolated(wording_in(goal, language).text, within=words.tag), almanac_in(words.tag)

    def item(text: str, only_for: GuardianId | None = None) -> AgendaItem:
        return AgendaItem(kind=_K.GOAL, text=text, about=f"goal:{goal.id}", only_for=only_for)

    if goal.state in {GoalState.PROPOSED, GoalState.DISCUSSED}:
        answered = {each.guardian for each in goal.answers}
        for guardian in homes:
            if guardian not in answered:
                yield item(words.goal_unanswered.format(goal=name), guardian)
    if goal.state is GoalState.ACTIVE:
        if goal.scale is not None:
            for who, home in _unrated(goal, homes):
                told = almanac.comma.join(words.raters[each] for each in who)
                yield item(words.goal_unrated.format(goal=name, who=told), home)
        if goal.until <= today:
            yield item(words.goal_due.format(goal=name, until=almanac.date(goal.until)))


def _unrated(
    goal: SharedGoal, homes: Iterable[GuardianId]
) -> Iterator[tuple[tuple[Rater, ...], GuardianId | None]]:
    """Who did not say yet how it goes: of each home alone, and of the teacher and the pupil."""
    rated = {each.by for each in goal.ratings}
    for guardian in homes:
        if f"guardian:{guardian}" not in rated:
            yield (Rater.PARENT,), guardian
    raters = {each.rater for each in goal.ratings}
    if silent := tuple(each for each in (Rater.TEACHER, Rater.PUPIL) if each not in raters):
        yield silent, None


def _insights(talk: ProgressTalk, told: Iterable[Told], words: AgendaWords) -> Iterator[AgendaItem]:
    for each in told:
        if each.by in talk.guardians:
            said = isolated(each.text.strip().rstrip("."), within=words.tag)
            yield AgendaItem(
                kind=_K.INSIGHT,
                text=words.insight.format(text=said),
                about=f"insight:{each.id}",
                only_for=each.by,
            )
