"""What an author of a store fills in, and how a promise that is not kept is said aloud."""

import types
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import ClassVar, TypeVar

import attrs
import pytest

from partnership.ports import Store

__all__ = ["RawRow", "StoreFace", "needs"]


@attrs.frozen(order=True)
class RawRow:
    """A record as it lies in the medium itself, read past the store."""

    school: str
    kind: str
    id: str
    revision: int


_Test = TypeVar("_Test", bound=Callable[..., None])


def needs(capability: str) -> Callable[[_Test], _Test]:
    """Marks a test that only a store with this capability has to pass."""

    def mark(test: _Test) -> _Test:
        test.__dict__["needs"] = capability
        return test

    return mark


class StoreFace:
    """The two things an author writes, and the declarations.

    A test that is not kept is never left out: it runs, is expected to fail, and is listed with the reason. If it
    passes after all, that fails too, and the declaration can go.

    Attributes:
        persistent: Whether what was committed is there when the same folder is opened again.
        shared: Whether two openings of one folder, in one process or several, work at the same time.
        waivers: Test name → why it is not kept, in words for those who choose a store.
    """

    persistent: ClassVar[bool]
    shared: ClassVar[bool]
    waivers: ClassVar[Mapping[str, str]] = {}

    def make_store(self, folder: Path) -> Store:
        """Open the store that lives in this folder; an empty folder means an empty store."""
        raise NotImplementedError(f"{type(self).__name__}.make_store: open your store here")

    def raw_rows(self, store: Store, folder: Path) -> Collection[RawRow]:
        """Every record at every school, read by other means than the store's own (SQL, the file itself)."""
        raise NotImplementedError(f"{type(self).__name__}.raw_rows: read your medium past the store")

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        """An empty store, closed at the end."""
        store = self.make_store(tmp_path)
        yield store
        store.close()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "make_store" in vars(cls):
            for name, reason in cls._unkept().items():
                _expect_failure(cls, name, reason)

    @classmethod
    def _unkept(cls) -> dict[str, str]:
        unkept = dict(cls.waivers)
        for name in dir(cls):
            needed = getattr(getattr(cls, name), "needs", None)
            if name.startswith("test_") and needed is not None and not cls._declared(needed):
                unkept[name] = f"{cls.__name__} declares {needed} = False"
        return unkept

    @classmethod
    def _declared(cls, capability: str) -> bool:
        if not isinstance(declared := getattr(cls, capability, None), bool):
            raise TypeError(f"{cls.__name__} must declare {capability} = True or False")
        return declared


def _expect_failure(cls: type, name: str, reason: str) -> None:
    """Give the class its own copy of an inherited test, marked: the original serves other stores."""
    test = getattr(cls, name, None)
    if not (name.startswith("test_") and isinstance(test, types.FunctionType)):
        raise TypeError(f"{cls.__name__}.waivers: the contract has no test {name!r}")
    if not reason.strip():
        raise TypeError(f"{cls.__name__}.waivers[{name!r}]: say why")
    copy = types.FunctionType(test.__code__, test.__globals__, name, test.__defaults__, test.__closure__)
    copy.__dict__.update({**vars(test), "pytestmark": list(getattr(test, "pytestmark", ()))})
    setattr(cls, name, pytest.mark.xfail(reason=reason, strict=True)(copy))
