"""The rooms of the school that the settings name, each opened for whoever `--by` says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Generic, TypeVar

import attrs

from partnership.cli.options import by_option, config_option, open_school, store_option
from partnership.host.school import School

__all__ = ["Door", "learning", "supplies", "support", "talks", "whole"]

_Room = TypeVar("_Room")
_Answer = TypeVar("_Answer")
_Run = Callable[..., _Answer]
if TYPE_CHECKING:
    _Command = Callable[Concatenate["Door[_Room]", ...], _Answer]


@attrs.frozen
class Door(Generic[_Room]):
    """The way into a room of the school, which nothing is read or written of before it is opened.

    Attributes:
        by: Who stands before it, as `staff:jansen`.
    """

    by: str
    _config: Path | None
    _store: Path | None
    _enter: Callable[[School, str], _Room]

    @contextmanager
    def open(self) -> Iterator[_Room]:
        """The room, until the block ends."""
        with open_school(self._config, self._store) as school:
            yield self._enter(school, self.by)


def _room(enter: Callable[[School, str], _Room]) -> "Callable[[_Command[_Room, _Answer]], _Run[_Answer]]":
    """Gives a command `--by`, `--store` and `--config`, and hands it the door they lead to."""

    def given(command: "_Command[_Room, _Answer]") -> _Run[_Answer]:
        @by_option
        @store_option
        @config_option
        @wraps(command)
        def run(*args: Any, by: str, store: Path | None, config: Path | None, **more: Any) -> _Answer:  # noqa: ANN401
            return command(Door(by, config, store, enter), *args, **more)

        return run

    return given


learning = _room(lambda school, by: school.learning(by=by))
supplies = _room(lambda school, by: school.supplies(by=by))
support = _room(lambda school, by: school.support(by=by))
talks = _room(lambda school, by: school.talks(by=by))
whole = _room(lambda school, _: school)
