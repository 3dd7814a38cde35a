"""What was worked out last, so that it need not be worked out again; so many, and then the longest unused is forgotten."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

__all__ = ["Remembered"]

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Remembered(Generic[_Key, _Value]):
    """Values by key, for any number of threads.

    Args:
        most: How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[_Key, _Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _Key) -> _Value | None:
        """The value, or None."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: _Key, value: _Value) -> _Value:
        """Remember a value, and return it."""
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value

    def made(self, key: _Key, make: Callable[[], _Value]) -> _Value:
        """The value, made where it is not remembered; two threads may both make it, and make the same."""
        found = self.get(key)
        return self.keep(key, make()) if found is None else found

    def forget(self, key: _Key) -> None:
        """Remember it no more."""
        with self._lock:
            self._kept.pop(key, None)
