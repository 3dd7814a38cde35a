"""What a school asks about its tips: which do not work, and who never got one they can read. Of tips, never of families."""

from collections.abc import Iterable, Mapping

import attrs

from partnership.ids import GuardianId, TipId
from partnership.learning.texts import same_language
from partnership.learning.tips import SentTip, TipFeedback
from partnership.norms import Norms

__all__ = ["TipFigures", "Unserved", "figures_of_tips", "never_in_own_language", "not_working"]


@attrs.frozen(kw_only=True)
class TipFigures:
    """What families said of one tip, added up.

    Attributes:
        tried: How many guardians tried it; never fewer than the norm of anonymity.
        worked: To how many of them it was of use.
        enjoyed: How many of them liked it.
    """

    tip: TipId
    tried: int
    worked: int
    enjoyed: int


@attrs.frozen(kw_only=True)
class Unserved:
    """A guardian the school owes a tip in their language."""

    guardian: GuardianId
    language: str


def figures_of_tips(feedback: Iterable[TipFeedback], norms: Norms) -> tuple[TipFigures, ...]:
    """What was said of each tip, by the id of the tip; of each guardian their last word, about whichever of their children.

    A tip that fewer guardians tried than the norm of anonymity is left out: it would tell who said it.
    """
    last: dict[tuple[TipId, GuardianId], TipFeedback] = {}
    for each in sorted(feedback, key=lambda said: (said.at, said.pupil)):
        last[each.tip, each.guardian] = each
    tried: dict[TipId, list[TipFeedback]] = {}
    for each in last.values():
        if each.tried:
            tried.setdefault(each.tip, []).append(each)
    return tuple(
        TipFigures(
            tip=tip,
            tried=len(said),
            worked=sum(each.worked is True for each in said),
            enjoyed=sum(each.enjoyed is True for each in said),
        )
        for tip, said in sorted(tried.items())
        if len(said) >= norms.anonymity
    )


def not_working(feedback: Iterable[TipFeedback], norms: Norms) -> tuple[TipFigures, ...]:
    """The tips that were of use to fewer of those who tried them than the norm: rewrite or retire them."""
    return tuple(
        each
        for each in figures_of_tips(feedback, norms)
        if each.worked * 100 < norms.tip_works_percent * each.tried
    )


def never_in_own_language(readers: Mapping[GuardianId, str], sent: Iterable[SentTip]) -> tuple[Unserved, ...]:
    """The guardians who never got a tip in the language they read, by language and id."""
    got = {(each.guardian, each.language) for each in sent}
    served = {
        guardian
        for guardian, language in readers.items()
        if any(who == guardian and same_language(language, in_) for who, in_ in got)
    }
    return tuple(
        Unserved(guardian=guardian, language=language)
        for guardian, language in sorted(readers.items(), key=lambda pair: (pair[1], pair[0]))
        if guardian not in served
    )
