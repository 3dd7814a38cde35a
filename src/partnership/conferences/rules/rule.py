"""One hard rule as a thing with a name: what it says, which version of it, and how it judges."""

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from partnership.conferences.conference import Conference
from partnership.conferences.naming import named_after, travelling, words_of
from partnership.conferences.objections import Objection
from partnership.conferences.table import Table, Talk

__all__ = ["Judge", "Rule", "rule"]


def _always(conference: Conference) -> bool:  # noqa: ARG001 - asked like those that look at it
    return True


Judge = Callable[[Talk, Table], Iterator[Objection]]
"""Looks at one talk in a table and yields what it objects to."""


@attrs.frozen(kw_only=True)
class Rule:
    """One thing no timetable may do, and who finds out.

    Call it with a talk and a table to hear what it objects to. Every objection bears the name and version of the rule,
    whatever the judge wrote on it.

    Attributes:
        name: What it is switched off, overridden and reported by, such as `staff-clash`.
        judge: The generator that looks at one talk in a table. The talk need not lie on the table.
        version: Raised when the rule comes to judge differently.
        summary: What it says, in one sentence.
        number: Where the design of the engine has it, `H1`; empty for a rule of an adopter.
        tells_of_others: Whether its objection could tell a family of a talk that is not its own. Taken to be so
            unless somebody thought about it; a family is then told no more than that the time is not free.
        sees_room: Whether it looks at the room or the interpreter; where none of the rules that object does, another
            room does not help.
        can_be_waived: Whether a school may override it for one talk, with a reason. Nobody can be in two talks at once
            for a good reason.
        applies: Whether a conference holds anything this rule could object to, whatever the timetable. Where not, it is
            not asked, which saves time; taken to be so everywhere unless somebody thought about it.
    """

    name: str = attrs.field(validator=attrs.validators.min_len(1))
    judge: Judge = attrs.field(repr=False)
    version: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    summary: str = attrs.field(default="", repr=False)
    number: str = ""
    tells_of_others: bool = attrs.field(default=True, repr=False)
    sees_room: bool = attrs.field(default=True, repr=False)
    can_be_waived: bool = attrs.field(default=False, repr=False)
    applies: Callable[[Conference], bool] = attrs.field(default=_always, repr=False)

    def __call__(self, talk: Talk, table: Table) -> Iterator[Objection]:
        """Everything this rule has against a talk in a table."""
        return map(self._signed, self.judge(talk, table))

    def _signed(self, found: Objection) -> Objection:
        if found.rule == self.name and found.version == self.version:
            return found
        return attrs.evolve(found, rule=self.name, version=self.version)

    def __reduce__(self) -> tuple[Any, ...]:
        return travelling(self, self.judge)


def rule(**traits: Any) -> Callable[[Judge], Rule]:  # noqa: ANN401 - whatever the class takes
    """Make a rule of a generator of objections: named after the function, in the words of its docstring.

    Use it as `@rule()`, or with any attribute of `Rule`: `@rule(version=2, tells_of_others=False)`.
    """

    def make(judge: Judge) -> Rule:
        return Rule(judge=judge, **{"name": named_after(judge), **words_of(judge), **traits})

    return make
