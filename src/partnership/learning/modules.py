"""Online modules for parents, to do at one's own pace, in units that are done as cmi5 says."""

from enum import StrEnum

import attrs

from partnership.errors import InvalidValue
from partnership.ids import ModuleId
from partnership.learning.commitments import words
from partnership.learning.texts import Text, one_per_language, same_language, text_in

__all__ = ["Module", "MoveOn", "Unit"]


class MoveOn(StrEnum):
    """When a unit is done; cmi5 writes the words so."""

    PASSED = "Passed"
    COMPLETED = "Completed"
    COMPLETED_AND_PASSED = "CompletedAndPassed"
    COMPLETED_OR_PASSED = "CompletedOrPassed"
    NOT_APPLICABLE = "NotApplicable"


def _share(_: object, field: "attrs.Attribute[float | None]", value: float | None) -> None:
    if value is not None and not 0 <= value <= 1:
        raise InvalidValue(field.name, f"expected 0 to 1, got {value}")


@attrs.frozen(kw_only=True)
class Unit:
    """One part of a module, an assignable unit of cmi5.

    Attributes:
        id: Its IRI, as the program says it in statements.
        title: What it is called.
        move_on: When it is done.
        mastery: The score from which it is passed, from 0 to 1; None where scores do not matter.
        minutes: About how long it takes.
    """

    id: str = attrs.field(validator=words)
    title: str = attrs.field(validator=words)
    move_on: MoveOn = MoveOn.COMPLETED_OR_PASSED
    mastery: float | None = attrs.field(default=None, validator=_share)
    minutes: int | None = None


@attrs.frozen(kw_only=True)
class Module:
    """One module.

    Attributes:
        texts: What it is called and about, in every language there is.
        units: Its parts, in order.
        about: What it is good for: references of the curriculum or words for a skill.
        languages: In which it is spoken or written.
        subtitles: In which there are subtitles.
        link: Where it begins.
        retired: Whether it is not suggested any more.

    Raises:
        InvalidValue: No unit, two of one id, or no language.
    """

    id: ModuleId
    texts: tuple[Text, ...] = attrs.field(validator=one_per_language)
    units: tuple[Unit, ...]
    about: tuple[str, ...] = ()
    languages: tuple[str, ...]
    subtitles: tuple[str, ...] = ()
    link: str = ""
    retired: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.units or len({each.id for each in self.units}) < len(self.units):
            raise InvalidValue("units", "a module has units, each with an id of its own")
        if not self.languages:
            raise InvalidValue("languages", "say in which language it is")

    def speaks(self, language: str) -> bool:
        """Whether somebody who reads this language can follow it and be told of it: by its words or its subtitles."""
        heard = any(same_language(language, each) for each in (*self.languages, *self.subtitles))
        return heard and text_in(self.texts, language) is not None
