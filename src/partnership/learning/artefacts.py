"""One goal, five artefacts: a tip, a point for a talk, a newsletter paragraph, a success note and thanks. Nobody retypes.

Each is for one guardian and is made of their own promises and answers and of what every home does; the other home is in
none of them. The newsletter is for everyone: it names nobody and holds only what every home does.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

import attrs

from partnership.almanac import almanac_in
from partnership.ids import GoalId, GuardianId
from partnership.languages.direction import isolated
from partnership.learning.artefact_words import ArtefactWords, artefact_words
from partnership.learning.attainment import Rater
from partnership.learning.commitments import Side
from partnership.learning.goals import GoalState, SharedGoal, wording_in
from partnership.learning.talk_agenda import points_of

__all__ = ["Artefact", "ArtefactKind", "GoalNews", "artefacts_of", "home_tip", "news_of"]


class ArtefactKind(StrEnum):
    """What is made of a goal."""

    TIP = "tip"
    AGENDA = "agenda"
    NEWS = "news"
    SUCCESS = "success"
    THANKS = "thanks"


@attrs.frozen(kw_only=True)
class Artefact:
    """One text made of a goal, as a proposal to a person who sends it.

    Attributes:
        goal: Of which goal.
        guardian: For whom; None for everyone.
        language: BCP 47 tag of the sentence around the words of the goal.
    """

    kind: ArtefactKind
    goal: GoalId
    guardian: GuardianId | None = None
    language: str
    text: str = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class GoalNews:
    """A goal for the newsletter of a class.

    Attributes:
        text: The goal, without a name.
        tips: What every home can do.
    """

    goal: GoalId
    text: str = attrs.field(repr=False)
    tips: tuple[str, ...] = attrs.field(repr=False)


_SEEN = (GoalState.REVIEWED, GoalState.ACHIEVED, GoalState.CONTINUED)
_RUNNING = (GoalState.AGREED, GoalState.ACTIVE)


def artefacts_of(
    goal: SharedGoal,
    guardian: GuardianId,
    *,
    language: str,
    otherwise: str = "en",
    today: date,
    names: Callable[[str], bool],
) -> tuple[Artefact, ...]:
    """All that can be made of a goal now for one guardian, in their language: at first the tip, at the end the thanks.

    Args:
        goal: Which goal.
        guardian: For whom.
        language: BCP 47 tag of what they read.
        otherwise: The language of our words where we do not speak theirs: the school's.
        today: The day, for the agenda.
        names: Whether a text names somebody who must not be named in public.
    """
    reader, found = _Reader(language, otherwise), list[tuple[ArtefactKind, str]]()
    if tip := home_tip(goal, guardian, language=language, otherwise=otherwise):
        found.append((ArtefactKind.TIP, tip.text))
    points = points_of(goal, [guardian], language=language, otherwise=otherwise, today=today)
    found += [(ArtefactKind.AGENDA, each.text) for each in points]
    found += [
        (ArtefactKind.NEWS, "\n".join((each.text, *each.tips)))
        for each in news_of([goal], language=language, otherwise=otherwise, names=names)
    ]
    found += [(ArtefactKind.SUCCESS, text) for text in _success(goal, guardian, reader)]
    found += [(ArtefactKind.THANKS, text) for text in _thanks(goal, guardian, reader)]
    return tuple(
        Artefact(
            kind=kind,
            goal=goal.id,
            guardian=None if kind is ArtefactKind.NEWS else guardian,
            language=reader.words.tag,
            text=text,
        )
        for kind, text in found
    )


def home_tip(
    goal: SharedGoal, guardian: GuardianId, *, language: str, otherwise: str = "en"
) -> Artefact | None:
    """What this home can do for a goal, as it promised; None when the goal does not run or asks nothing of home."""
    home = _promised(goal, guardian)
    if goal.state not in _RUNNING or not home:
        return None
    reader = _Reader(language, otherwise)
    text = reader.words.tip.format(goal=reader.name(goal), home=reader.list(home))
    return Artefact(
        kind=ArtefactKind.TIP, goal=goal.id, guardian=guardian, language=reader.words.tag, text=text
    )


def news_of(
    goals: Sequence[SharedGoal], *, language: str, otherwise: str = "en", names: Callable[[str], bool]
) -> tuple[GoalNews, ...]:
    """Goals for a newsletter, each wording once: in the child's words or another that names nobody; else it is left out.

    Args:
        goals: Those of a class.
        language: BCP 47 tag of the newsletter.
        otherwise: The language of our words where we do not speak that one.
        names: Whether a text names somebody who must not be named in public.
    """
    reader, found = _Reader(language, otherwise), dict[str, GoalNews]()
    for goal in goals:
        said = wording_in(goal, language)
        fit = (each for each in (said.child, said.text, goal.indicator) if each and not names(each))
        text = next(fit, None)
        if goal.state not in _RUNNING or text is None:
            continue
        every_home = (
            each.what for each in goal.commitments if each.side is Side.HOME and each.guardian is None
        )
        tips = tuple(
            reader.words.news_tip.format(home=reader.list([each])) for each in every_home if not names(each)
        )
        found.setdefault(
            text, GoalNews(goal=goal.id, text=reader.words.news.format(goal=reader.list([text])), tips=tips)
        )
    return tuple(found.values())


def _success(goal: SharedGoal, guardian: GuardianId, reader: "_Reader") -> Iterator[str]:
    """What was seen, when it was reached or goes as expected or better, with what this home did for it."""
    home = _did(goal, guardian)
    levels = [each.level for each in goal.ratings if each.rater is Rater.TEACHER]
    reached = goal.state is GoalState.ACHIEVED
    level = levels[-1] if levels else None
    well = level is not None and level >= 0
    if not home or goal.state not in _SEEN or not (reached or well):
        return
    seen = goal.indicator if level is None or goal.scale is None else goal.scale.at(level)
    fact = reader.list([seen.strip()]) if seen.strip() else reader.name(goal)
    says = reader.words.reached if reached else reader.words.success
    yield says.format(goal=reader.name(goal), fact=fact, home=reader.list(home))


def _thanks(goal: SharedGoal, guardian: GuardianId, reader: "_Reader") -> Iterator[str]:
    """Thanks for what this home did, also when the goal was not reached: the effort counts."""
    if goal.state in _SEEN and (home := _did(goal, guardian)):
        yield reader.words.thanks.format(goal=reader.name(goal), home=reader.list(home))


@attrs.frozen
class _Reader:
    """Who reads: their language, and the language of our words where we do not speak theirs."""

    language: str
    otherwise: str

    @property
    def words(self) -> ArtefactWords:
        return artefact_words(self.language, self.otherwise)

    def name(self, goal: SharedGoal) -> str:
        """The goal for the middle of a sentence."""
        return self.list([wording_in(goal, self.language).text.strip().rstrip(".")])

    def list(self, texts: Iterable[str]) -> str:
        """Words of people for the middle of a sentence; each keeps its own direction of writing."""
        tag = self.words.tag
        return almanac_in(tag).semicolon.join(isolated(each, within=tag) for each in texts)


def _promised(goal: SharedGoal, guardian: GuardianId) -> tuple[str, ...]:
    """What this home does: its own, and what every home does."""
    ours = (
        each.what for each in goal.commitments if each.side is Side.HOME and each.guardian in {None, guardian}
    )
    return tuple(each.strip().rstrip(".") for each in ours)


def _did(goal: SharedGoal, guardian: GuardianId) -> tuple[str, ...]:
    """What this home did: what they answered they would, else what they promised."""
    own = (each.answer.strip().rstrip(".") for each in goal.answers if each.guardian == guardian)
    return tuple(own) or _promised(goal, guardian)
