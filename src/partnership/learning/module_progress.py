"""How far one guardian is with one module, counted as cmi5 does. It is theirs alone; no question of the school reads it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import attrs

from partnership.ids import GuardianId, ModuleId
from partnership.learning.modules import Module, MoveOn, Unit
from partnership.learning.statements import Statement, Verb
from partnership.times import instant

__all__ = ["ModuleProgress", "ModuleView", "UnitView", "is_done", "module_view", "taken_in"]


@attrs.frozen(kw_only=True)
class ModuleProgress:
    """What was said of one guardian and one module.

    Attributes:
        registration: The UUID under which the program speaks of it; it says nothing of anybody.
        started_at: When they began.
        statements: What the program said, each once, in the order of its time.
    """

    guardian: GuardianId
    module: ModuleId
    registration: str
    started_at: datetime = attrs.field(converter=instant)
    statements: tuple[Statement, ...] = attrs.field(default=(), repr=False)


@attrs.frozen(kw_only=True)
class UnitView:
    """One unit, as its guardian sees it.

    Attributes:
        done: Whether it is done.
        percent: How far; 100 when it is done.
    """

    id: str
    title: str
    done: bool
    percent: int


@attrs.frozen(kw_only=True)
class ModuleView:
    """A module, as its guardian sees it.

    Attributes:
        done: Whether every unit is.
        resume: The id of the unit to go on with; None when all are done.
    """

    module: ModuleId
    units: tuple[UnitView, ...]
    done: bool
    resume: str | None


def taken_in(progress: ModuleProgress, statements: Iterable[Statement]) -> ModuleProgress:
    """The same with what else was said of it; what was said before is not said twice, and the order is of no matter.

    A statement that voids another belongs to it by its registration, or by what it voids.
    """
    said = tuple(statements)
    ours = [each for each in said if each.registration == progress.registration]
    known = {each.id: each for each in (*progress.statements, *ours)}
    known |= {each.id: each for each in said if each.verb == Verb.VOIDED and each.object in known}
    return attrs.evolve(
        progress, statements=tuple(sorted(known.values(), key=lambda each: (each.at, each.id)))
    )


def is_done(unit: Unit, statements: Iterable[Statement]) -> bool:
    """Whether a unit is done, by its `move_on`; what was waived is done as well.

    Once done it stays so, whatever else is said, unless what made it so is voided.
    """
    about = [each for each in _standing(statements) if each.defined and each.object == unit.id]
    passed = any(_passes(each, unit) for each in about)
    completed = any(each.verb == Verb.COMPLETED and each.completion is True for each in about)
    waived = any(
        each.verb == Verb.WAIVED and each.success is True and each.completion is True for each in about
    )
    met = {
        MoveOn.PASSED: passed,
        MoveOn.COMPLETED: completed,
        MoveOn.COMPLETED_AND_PASSED: completed and passed,
        MoveOn.COMPLETED_OR_PASSED: completed or passed,
        MoveOn.NOT_APPLICABLE: True,
    }
    return met[unit.move_on] or waived


def module_view(module: Module, progress: ModuleProgress) -> ModuleView:
    """The module as its guardian sees it."""
    standing = _standing(progress.statements)
    units = tuple(_unit_view(unit, standing) for unit in module.units)
    todo = [each.id for each in units if not each.done]
    last = next((each.object for each in reversed(standing) if each.object in todo), None)
    return ModuleView(
        module=module.id, units=units, done=not todo, resume=last or (todo[0] if todo else None)
    )


def _unit_view(unit: Unit, standing: Sequence[Statement]) -> UnitView:
    done = is_done(unit, standing)
    told = [each.progress for each in standing if each.object == unit.id and each.progress is not None]
    percent = 100 if done else (told[-1] if told else 0)
    return UnitView(id=unit.id, title=unit.title, done=done, percent=percent)


def _standing(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """What was not voided, in the order of its time."""
    said = tuple(statements)
    voided = {each.object for each in said if each.verb == Verb.VOIDED}
    left = (each for each in said if each.verb != Verb.VOIDED and each.id not in voided)
    return tuple(sorted(left, key=lambda each: (each.at, each.id)))


def _passes(statement: Statement, unit: Unit) -> bool:
    """Whether a statement passes a unit: with success, and with a score that is not below mastery where there are both."""
    if statement.verb != Verb.PASSED or statement.success is not True:
        return False
    return unit.mastery is None or statement.scaled is None or statement.scaled >= unit.mastery
