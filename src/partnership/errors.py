"""What can go wrong, as values: fields for a program first, a sentence for a person second.

Everything this library raises on purpose descends from `PartnershipError`. "There is no timetable for this"
is never an error; it is an answer with reasons (see `partnership.conferences`).
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

import attrs

__all__ = [
    "AlreadyDone",
    "CommitUnknown",
    "Conflict",
    "DuplicateName",
    "IllegalStep",
    "InvalidInput",
    "InvalidValue",
    "MissingExtra",
    "NewerSchema",
    "NotFound",
    "OnHold",
    "PartnershipError",
    "PluginFailed",
    "Problem",
    "Retry",
    "ShrinkRefused",
    "StoreFailed",
    "Taken",
    "UnknownName",
    "did_you_mean",
]


_LISTED = 30
"""Known names that a sentence lists before it counts the rest; the error has them all."""


def did_you_mean(name: str, known: Iterable[str], *, listed: bool = True) -> str:
    """The end of a sentence about an unknown name: a likely one if there is one, else all of them.

    What came from outside is not to be listed: the first line of a file without a header is somebody.

    >>> did_you_mean("minuts", ["minutes", "staff"])
    '; did you mean "minutes"?'
    >>> did_you_mean("zzz", ["minutes", "staff"]), did_you_mean("zzz", ["Petra"], listed=False)
    ('; known: minutes, staff', '')
    """
    choices = sorted(set(known))
    if near := get_close_matches(name, choices, n=1, cutoff=0.7):
        return f'; did you mean "{near[0]}"?'
    if not listed:
        return ""
    if not choices:
        return "; none are known"
    more = f" and {len(choices) - _LISTED} more" if len(choices) > _LISTED else ""
    return f"; known: {', '.join(choices[:_LISTED])}{more}"


@attrs.frozen
class Problem:
    """One thing wrong with an input, and where.

    Attributes:
        path: Where it is, as `$.requests[3].minutes` in a document or `users.csv:17` in a table.
        message: What is wrong and what would be right, without the value of any personal field.
        choices: The known names or values, when the input had to be one of them.
    """

    path: str
    message: str
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class PartnershipError(Exception):
    """The root of every error this library raises on purpose.

    Subclasses declare their fields as keyword arguments; they survive pickling, so that an error in a worker
    process arrives whole.
    """

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.__dict__.update(fields)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[object, ...]]:
        return _revive, (type(self), str(self), dict(self.__dict__))


def _revive(kind: type[PartnershipError], message: str, fields: dict[str, object]) -> PartnershipError:
    """An error as it was before it was pickled, without running its own constructor again."""
    error = kind.__new__(kind, message)
    error.args = (message,)
    error.__dict__.update(fields)
    return error


class InvalidValue(PartnershipError, ValueError):  # noqa: N818 - named for what the caller gave
    """A value that no school could mean: a naive time, an empty interval, minutes below zero."""

    field: str
    problem: str

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}", field=field, problem=problem)


_TOLD = 200


class InvalidInput(PartnershipError, ValueError):  # noqa: N818
    """A document or file with one or more problems, and nothing was done with it.

    `problems` holds all of them; the message names the first two hundred and counts the rest.
    """

    problems: tuple[Problem, ...]
    source: str

    def __init__(self, problems: Iterable[Problem], *, source: str = "input") -> None:
        listed = tuple(problems)
        count = "1 problem" if len(listed) == 1 else f"{len(listed)} problems"
        lines = "\n".join(f"  {problem}" for problem in listed[:_TOLD])
        lines += f"\n  … and {len(listed) - _TOLD} more" if len(listed) > _TOLD else ""
        super().__init__(f"{source}: {count}\n{lines}", problems=listed, source=source)


class IllegalStep(PartnershipError):  # noqa: N818
    """A step that a life cycle does not allow from where it is."""

    subject: str
    state: str
    step: str
    allowed: tuple[str, ...]

    def __init__(self, subject: str, *, state: str, step: str, allowed: Iterable[str]) -> None:
        steps = tuple(allowed)
        can = f"from there: {', '.join(steps)}" if steps else "nothing follows that"
        told = f"{subject} is {state} and cannot {step}; {can}"
        super().__init__(told, subject=subject, state=state, step=step, allowed=steps)


class UnknownName(PartnershipError, LookupError):  # noqa: N818
    """A name nobody offers: of a plug-in, a rule, a zone; the known ones are listed."""

    kind: str
    name: str
    known: tuple[str, ...]

    def __init__(self, kind: str, name: str, *, known: Iterable[str]) -> None:
        choices = tuple(sorted(set(known)))
        told = f'unknown {kind} "{name}"{did_you_mean(name, choices)}'
        super().__init__(told, kind=kind, name=name, known=choices)


class NotFound(PartnershipError, LookupError):  # noqa: N818
    """Nothing of this kind and id is kept at this school."""

    kind: str
    id: str

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"no {kind.replace('_', ' ')} with id {id!r} at this school", kind=kind, id=id)


class Conflict(PartnershipError):  # noqa: N818
    """Somebody else changed this record first; read it again and decide anew.

    `expected` and `found` are revisions; None means "not there".
    """

    kind: str
    id: str
    expected: int | None
    found: int | None

    def __init__(self, kind: str, id: str, *, expected: int | None, found: int | None) -> None:
        here = "not there" if found is None else f"at revision {found}"
        told = f"{kind} {id!r} was expected at revision {expected} but is {here}"
        if expected is None:
            told = f"{kind} {id!r} is there already, {here}"
        super().__init__(told, kind=kind, id=id, expected=expected, found=found)


class Taken(PartnershipError):  # noqa: N818
    """Somebody already holds one or more of these claims: a person is not booked twice.

    The message does not say who holds them; that may be a talk the asker must not know about.
    """

    keys: tuple[tuple[str, int], ...]

    def __init__(self, keys: Iterable[tuple[str, int]]) -> None:
        taken = tuple(keys)
        super().__init__(f"{len(taken)} claimed moment(s) already taken", keys=taken)


class Retry(PartnershipError):  # noqa: N818
    """The store was busy or lost a race; nothing was done, and the same transaction may be tried again."""


class StoreFailed(PartnershipError):  # noqa: N818
    """The store could not do its work (disk full, file damaged, server gone); nothing was done.

    One case is different and has a class of its own, `CommitUnknown`.
    """


class CommitUnknown(StoreFailed):
    """The answer to a commit was lost: it was done or it was not; look before doing it again."""


class AlreadyDone(PartnershipError):  # noqa: N818
    """An operation with this id was done before, so it was not done again; read how things are now."""

    operation: str

    def __init__(self, operation: str) -> None:
        super().__init__("this operation was done before; it was not done again", operation=operation)


class NewerSchema(PartnershipError):  # noqa: N818
    """Data written by a newer version of this library; upgrade the library rather than guess."""

    found: int
    known: int

    def __init__(self, what: str, *, found: int, known: int) -> None:
        told = f"{what} has schema {found}, this version knows up to {known}: upgrade partnership"
        super().__init__(told, found=found, known=known)


class OnHold(PartnershipError):  # noqa: N818
    """What is kept about somebody is under a legal hold: nothing of it may be erased until the hold is released.

    `persons` are all who are held, such as `pupil:p1`, and of whom something was to be erased.
    """

    persons: tuple[str, ...]

    def __init__(self, persons: Iterable[str]) -> None:
        held = tuple(sorted(persons))
        told = f"nothing was erased: a legal hold is on {', '.join(held)}; release it first, with a reason"
        super().__init__(told, persons=held)


class ShrinkRefused(PartnershipError):  # noqa: N818
    """A roster snapshot would end so many links that it is more likely broken than true.

    `ending` of `standing` links would end; `limit` is the allowed share from 0 to 1.
    """

    ending: int
    standing: int
    limit: float

    def __init__(self, *, ending: int, standing: int, limit: float) -> None:
        told = f"this snapshot would end {ending} of {standing} links, more than {limit:.0%}: check that the export is complete, or allow it explicitly"
        super().__init__(told, ending=ending, standing=standing, limit=limit)


class MissingExtra(PartnershipError, ImportError):  # noqa: N818
    """A plug-in needs a package that is not installed; the message is the command that helps."""

    feature: str
    extra: str

    def __init__(self, feature: str, extra: str) -> None:
        told = f"{feature} needs an extra: pip install 'partnership[{extra}]'"
        super().__init__(told, feature=feature, extra=extra)


class DuplicateName(PartnershipError):  # noqa: N818
    """Two plug-ins offer the same thing under one name, so a choice by name would be a guess."""

    kind: str
    name: str
    plugins: tuple[str, ...]

    def __init__(self, kind: str, name: str, *, plugins: Iterable[str]) -> None:
        both = tuple(plugins)
        told = f'two plug-ins offer the {kind} "{name}": {" and ".join(both)}; block one in the settings'
        super().__init__(told, kind=kind, name=name, plugins=both)


class PluginFailed(PartnershipError):  # noqa: N818
    """A plug-in raised something of its own; its name is here and its error is the cause."""

    plugin: str

    def __init__(self, plugin: str, *, doing: str) -> None:
        super().__init__(f'plug-in "{plugin}" failed while {doing}', plugin=plugin, doing=doing)
