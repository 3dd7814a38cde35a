"""Interactive homework: a pupil shows at home what they learn, and the family says three things about it.

After TIPS, Teachers Involve Parents in Schoolwork (Epstein & Van Voorhis, Johns Hopkins University): a letter, an
objective, what it takes, what pupil and family do together, and what the family thought. Nobody is marked for it.
"""

from datetime import date, datetime
from enum import StrEnum

import attrs

from partnership.errors import InvalidValue
from partnership.ids import GuardianId, HomeworkId, PupilId, StaffId
from partnership.learning.commitments import words
from partnership.learning.texts import Text, one_per_language
from partnership.times import instant

__all__ = ["Homework", "HomeworkLetter", "HomeworkSheet", "Reaction", "SheetState"]


@attrs.frozen(kw_only=True)
class HomeworkLetter(Text):
    """The pupil's letter home, in one language.

    Attributes:
        objective: What the pupil shows that they learn.
        interaction: What pupil and family do together, such as asking grandmother how she learned to count.
        materials: What it takes; what every home has.
    """

    objective: str = attrs.field(validator=words)
    interaction: str = attrs.field(validator=words)
    materials: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Homework:
    """A piece of homework to do together, as a teacher set it.

    Attributes:
        staff: Who set it, and answers.
        letters: The letter home in every language there is.
        set_on: The day it was set.
        due: The day it comes back.

    Raises:
        InvalidValue: It is written in no language, or due before it is set.
    """

    id: HomeworkId
    staff: StaffId
    letters: tuple[HomeworkLetter, ...] = attrs.field(validator=one_per_language)
    set_on: date
    due: date

    def __attrs_post_init__(self) -> None:
        if self.due <= self.set_on:
            raise InvalidValue("due", f"{self.due} is not after the day it is set {self.set_on}")


class SheetState(StrEnum):
    """How far one sheet is."""

    SET = "set"
    AT_HOME = "at home"
    RETURNED = "returned"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@attrs.frozen(kw_only=True)
class Reaction:
    """The three things a family says of a piece of homework; each may be left open.

    Attributes:
        understood: Whether the pupil could show and talk about what they learn.
        enjoyed: Whether they liked doing it together.
        informed: Whether it let the family see what the pupil learns.
        comment: In their own words.
        at: When.
    """

    understood: bool | None = attrs.field(default=None, repr=False)
    enjoyed: bool | None = attrs.field(default=None, repr=False)
    informed: bool | None = attrs.field(default=None, repr=False)
    comment: str = attrs.field(default="", repr=False)
    at: datetime = attrs.field(converter=instant)


@attrs.frozen(kw_only=True)
class HomeworkSheet:
    """One piece of homework of one pupil in one home: each home has a sheet of its own, and sees no other.

    Attributes:
        staff: Who answers.
        reaction: What the family said last.
        answer: What the teacher did with it.

    Raises:
        InvalidValue: Returned without a reaction, a reaction that did not return, or answered without words.
    """

    homework: HomeworkId
    pupil: PupilId
    guardian: GuardianId
    staff: StaffId
    state: SheetState = SheetState.SET
    reaction: Reaction | None = attrs.field(default=None, repr=False)
    answer: str = attrs.field(default="", repr=False)

    def __attrs_post_init__(self) -> None:
        back = self.state in {SheetState.RETURNED, SheetState.ANSWERED}
        if back is not (self.reaction is not None):
            raise InvalidValue("reaction", "a sheet that came back has a reaction, and no other has")
        if (self.state is SheetState.ANSWERED) is not bool(self.answer.strip()):
            raise InvalidValue("answer", "a sheet that was answered has an answer, and no other has")
