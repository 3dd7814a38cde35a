"""Faults that show when a store is opened again, or is open twice."""

import threading
from pathlib import Path

import attrs

from partnership.ids import SchoolId
from partnership.plugins.memory.school import School
from partnership.plugins.memory.store import MemoryStore
from partnership.testing.broken_stores.fault import Fault
from partnership.testing.broken_stores.hands import Slow

__all__ = ["LASTING_FAULTS", "SOUND", "Opened"]


@attrs.define
class _Medium:
    """What lies in one folder."""

    schools: dict[SchoolId, School] = attrs.field(factory=dict)
    writing: threading.Lock = attrs.field(factory=threading.Lock)


class Opened(MemoryStore):
    """A sound store: what it keeps belongs to the folder, and so does the turn to write."""

    def __init__(self, medium: _Medium) -> None:
        self.medium = _Medium()
        super().__init__()
        self.medium, self._writing = medium, medium.writing

    @property
    def _schools(self) -> dict[SchoolId, School]:
        return self.medium.schools

    @_schools.setter
    def _schools(self, schools: dict[SchoolId, School]) -> None:
        self.medium.schools = schools


class ForgetsClaims(Opened):
    """Opened again, it knows the talks but not the moments they hold."""

    def __init__(self, medium: _Medium) -> None:
        super().__init__(medium)
        self._schools = {name: attrs.evolve(kept, holders={}) for name, kept in self._schools.items()}


class ForgetsDone(Opened):
    """Opened again, it sends once more what was sent."""

    def __init__(self, medium: _Medium) -> None:
        super().__init__(medium)
        for kept in self._schools.values():
            kept.outbox.update({key: attrs.evolve(each, done=False) for key, each in kept.outbox.items()})


class OwnCopy(Opened):
    """An opening works on what it found, and sees nothing of what another commits later."""

    def __init__(self, medium: _Medium) -> None:
        copies = {name: kept.copy() for name, kept in medium.schools.items()}
        super().__init__(_Medium(schools=copies))


class OwnTurn(Opened):
    """Each opening lets its own threads wait for one another, and nobody else's."""

    block = Slow

    def __init__(self, medium: _Medium) -> None:
        super().__init__(medium)
        self._writing = threading.Lock()


def _in_folder(store: type[Opened], caught_by: str) -> Fault:
    media: dict[Path, _Medium] = {}

    def make(folder: Path) -> MemoryStore:
        return store(media.setdefault(folder, _Medium()))

    return Fault(name=store.__name__, what=str(store.__doc__), caught_by=caught_by, make=make)


LASTING_FAULTS = (
    _in_folder(ForgetsClaims, "test_everything_is_there_when_opened_again"),
    _in_folder(ForgetsDone, "test_everything_is_there_when_opened_again"),
    _in_folder(OwnCopy, "test_two_openings_are_one_store"),
    _in_folder(OwnTurn, "test_two_openings_give_a_moment_once"),
)

SOUND = _in_folder(Opened, "")
"""No fault at all: what the faults above are made from."""
