"""Who comes to the counter of a conference: a guardian for their own family, or somebody for the school."""

import attrs

from partnership.conferences.booking_life.deeds import Side
from partnership.errors import IllegalStep, InvalidValue
from partnership.ids import GuardianId, of_school
from partnership.ports import Jurisdiction

__all__ = ["Caller", "school_only"]


_HOME = ("guardian", "pupil")


@attrs.frozen(kw_only=True)
class Caller:
    """Somebody who wants something done.

    Attributes:
        guardian: Which guardian; None when it is the school or a pupil. Who is written as `guardian:petra` in `by` is she.
        by: Who that is for the journal, when it is no guardian: the school, or a pupil as `pupil:noor`.
        why: A reason of staff to set aside what staff may set aside.
        jurisdiction: Whose law decides who may speak about whom; None decides nothing.

    Raises:
        InvalidValue: Somebody who is neither a guardian, a pupil nor of the school: a slip such as `gaurdian:petra` must
            not make a guardian the school.
    """

    guardian: GuardianId | None = None
    by: str = "system:school"
    why: str | None = None
    jurisdiction: Jurisdiction | None = None

    def __attrs_post_init__(self) -> None:
        kind, _, id = self.by.partition(":")
        if self.guardian is None and kind == "guardian":
            object.__setattr__(self, "guardian", GuardianId(id))
        if not id or not (of_school(self.by) or kind in _HOME):
            raise InvalidValue(
                "by", "expected staff:ID, guardian:ID or pupil:ID; of what runs by itself system:ID"
            )

    @property
    def side(self) -> Side:
        """For whom they act."""
        return Side.STAFF if self.guardian is None else Side.GUARDIAN

    @property
    def is_school(self) -> bool:
        """Whether somebody of the school comes, rather than a guardian or a pupil."""
        return of_school(self.actor)

    @property
    def actor(self) -> str:
        """Who they are for the journal."""
        return self.by if self.guardian is None else f"guardian:{self.guardian}"


def school_only(
    caller: Caller,
    subject: str,
    step: str,
    *,
    state: str = "followed from home",
    allowed: tuple[str, ...] = (),
) -> None:
    """Refuse a guardian and a pupil what is the school's to decide, or tells of others.

    Args:
        caller: Who comes.
        subject: What it is about, such as `a talk`.
        step: What they want of it.
        state: Why they cannot.
        allowed: What they can.

    Raises:
        IllegalStep: It is not somebody of the school who comes.
    """
    if not caller.is_school:
        raise IllegalStep(subject, state=state, step=step, allowed=allowed)
