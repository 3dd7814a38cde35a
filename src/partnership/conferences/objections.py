"""What is wrong with a timetable, one fact at a time."""

import attrs

from partnership.ids import RequestId

__all__ = ["Objection"]


@attrs.frozen(kw_only=True)
class Objection:
    """One broken rule in one place.

    Attributes:
        rule: The id of the rule, such as `staff-clash`.
        request: The talk it is about; None when it is about the timetable as a whole.
        against: The other talks it collides with, when the rule is about more than one.
        whom: The member of staff, guardian, pupil, interpreter, room or party it is about, by id.
        version: The version of the rule; an adopter raises it when a rule comes to judge differently.
        text: The fact in words, with ids only: who may read it decides how persons are named.
    """

    rule: str
    request: RequestId | None
    against: tuple[RequestId, ...] = ()
    whom: str | None = None
    version: int = 1
    text: str

    @property
    def finding(self) -> tuple[str, frozenset[RequestId | None], str | None, int]:
        """What two objections share that say the same from either side of a clash."""
        return self.rule, frozenset((self.request, *self.against)), self.whom, self.version
