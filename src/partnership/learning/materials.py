"""Learning material for at home: books, boxes and pages, what each is good for, and what to use without a screen."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

import attrs

from partnership.errors import InvalidValue, Problem
from partnership.ids import MaterialId
from partnership.learning.commitments import words
from partnership.learning.goals import SharedGoal
from partnership.learning.texts import Text, one_per_language, same_language
from partnership.norms import Norms

__all__ = ["Form", "Material", "material_for", "offline_problems", "stale_links"]


class Form(StrEnum):
    """What it is: on paper, a thing, or something that needs a screen."""

    PAPER = "paper"
    THING = "thing"
    DIGITAL = "digital"


@attrs.frozen(kw_only=True)
class Material:
    """One piece of material.

    Attributes:
        texts: What it is called and about, in every language there is.
        form: What it is.
        licence: On what terms it may be used, such as `CC-BY-4.0` or `bought`.
        languages: In which it is written or spoken; none for what needs no language.
        about: What it is good for: ids of goals, references of the curriculum or words for a skill.
        reading_level: How hard it reads, in the words of the school, such as `AVI M4` or `A2`.
        link: Where it is, for what needs a screen.
        offline: What does the same without a screen; every digital piece has one.
        checked_on: When somebody last saw that the link works.
        copies: How many there are to lend.
        retired: Whether it is not given or lent any more.

    Raises:
        InvalidValue: A digital piece without a link or to be lent, an equivalent of itself, or fewer copies than none.
    """

    id: MaterialId
    texts: tuple[Text, ...] = attrs.field(validator=one_per_language)
    form: Form
    licence: str = attrs.field(validator=words)
    languages: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    reading_level: str = ""
    link: str = ""
    offline: MaterialId | None = None
    checked_on: date | None = None
    copies: int = 0
    retired: bool = False

    def __attrs_post_init__(self) -> None:
        digital = self.form is Form.DIGITAL
        if digital and not self.link.strip():
            raise InvalidValue("link", "is empty; say where it is")
        if (digital and self.copies) or self.copies < 0:
            raise InvalidValue("copies", "only what can be held in hands is lent, none or more")
        if self.offline == self.id:
            raise InvalidValue("offline", "is itself; name another that needs no screen")

    def speaks(self, language: str) -> bool:
        """Whether it is of use to who reads this language."""
        return not self.languages or any(same_language(language, each) for each in self.languages)


def offline_problems(materials: Iterable[Material]) -> Iterator[Problem]:
    """Each digital piece without an equivalent that needs no screen: one that is there, is given, and is not digital.

    Args:
        materials: All of them; the path says the number of the piece.
    """
    known = {each.id: each for each in materials}
    for number, each in enumerate(known.values()):
        if each.form is not Form.DIGITAL or each.retired:
            continue
        other = None if each.offline is None else known.get(each.offline)
        path = f"$[{number}].offline"
        if each.offline is None:
            yield Problem(path, "is required: not every home has a screen")
        elif other is None:
            yield Problem(path, "names nothing that the school has")
        elif other.form is Form.DIGITAL:
            yield Problem(path, "needs a screen too")
        elif other.retired:
            yield Problem(path, "is not given any more")


def stale_links(materials: Iterable[Material], norms: Norms, *, on: date) -> tuple[Material, ...]:
    """The links nobody looked at for longer than the norm, or never, the longest first."""
    since = on - timedelta(days=norms.link_check_days)
    old = (
        each
        for each in materials
        if each.link and not each.retired and (each.checked_on is None or each.checked_on < since)
    )
    return tuple(sorted(old, key=lambda each: (each.checked_on or date.min, each.id)))


def material_for(
    materials: Iterable[Material], goal: SharedGoal, *, language: str | None = None
) -> tuple[Material, ...]:
    """What is good for a goal, with what does the same without a screen beside what needs one.

    Args:
        materials: All of them.
        goal: Which goal.
        language: Only what is of use to who reads this; None for any.
    """
    known = {each.id: each for each in materials}
    wanted = {goal.id, goal.curriculum}
    good = [
        each
        for each in known.values()
        if not each.retired and wanted & set(each.about) and (language is None or each.speaks(language))
    ]
    beside = [known[each.offline] for each in good if each.offline in known]
    return tuple({each.id: each for each in (*good, *beside)}.values())
