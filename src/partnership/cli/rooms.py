"""The rooms of the school that the settings name, each opened for whoever `--by` says."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

from partnership.cli.options import open_school
from partnership.host.school import School

__all__ = ["learning", "supplies", "support", "talks"]

_Room = TypeVar("_Room")
_Opened = Callable[[Path | None, Path | None, str], AbstractContextManager[_Room]]


def _opener(enter: Callable[[School, str], _Room]) -> _Opened[_Room]:
    @contextmanager
    def opened(config: Path | None, store: Path | None, by: str) -> Iterator[_Room]:
        with open_school(config, store) as school:
            yield enter(school, by)

    return opened


learning = _opener(lambda school, by: school.learning(by=by))
supplies = _opener(lambda school, by: school.supplies(by=by))
support = _opener(lambda school, by: school.support(by=by))
talks = _opener(lambda school, by: school.talks(by=by))
