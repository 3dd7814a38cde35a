"""How a contract keeps its word: whatever an author leaves out is said aloud, by name and with the reason."""

import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

import attrs
import pytest

__all__ = ["Promises", "needs"]

_Test = TypeVar("_Test", bound=Callable[..., None])


def needs(capability: str) -> Callable[[_Test], _Test]:
    """Marks a test that is asked only of a back end with this capability."""

    def mark(test: _Test) -> _Test:
        test.__dict__["needs"] = capability
        return test

    return mark


@attrs.frozen(kw_only=True)
class _Promise:
    """One test of a contract as it was shipped, whatever becomes of it later."""

    test: Any  # a function, which as an attribute of its type would be taken for a method
    marks: tuple[pytest.Mark, ...]

    @classmethod
    def of(cls, test: types.FunctionType) -> "_Promise":
        return cls(test=test, marks=tuple(getattr(test, "pytestmark", ())))

    @property
    def needs(self) -> str | None:
        found: str | None = vars(self.test).get("needs")
        return found

    def is_kept_by(self, found: object) -> bool:
        """Whether what a class has under the name is still this test, perhaps a copy of it."""
        return isinstance(found, types.FunctionType) and found.__code__ is self.test.__code__

    def copied(self, *marks: pytest.Mark) -> types.FunctionType:
        """A copy with more marks: the original serves the contracts of others too."""
        test = self.test
        copy = types.FunctionType(
            test.__code__, test.__globals__, test.__name__, test.__defaults__, test.__closure__
        )
        copy.__kwdefaults__ = test.__kwdefaults__
        copy.__dict__.update({**vars(test), "pytestmark": [*self.marks, *marks]})
        return copy


class Promises:
    """What all contracts share: the declarations, and the guard over them.

    A test of a capability that is declared False is skipped, and a waived one runs and has to fail; both are listed by
    name. A test that is replaced, taken away or marked otherwise is refused when the class is made, or by
    `test_no_promise_was_taken_away` when that was done later.

    Attributes:
        waivers: Test name → why it is not kept, in words for those who choose a back end.
        capabilities: The names of the declarations, each to be said as True or False.
        factory: The method an author fills in; a class without it is not judged yet.
    """

    waivers: ClassVar[Mapping[str, str]] = {}
    capabilities: ClassVar[tuple[str, ...]] = ()
    factory: ClassVar[str]
    _contract: ClassVar[type | None] = None
    _promised: ClassVar[Mapping[str, _Promise]] = {}
    _said: ClassVar[Mapping[str, pytest.Mark]] = {}

    def __init_subclass__(cls, *, contract: bool = False) -> None:
        """A contract gives its promises; whoever subclasses it is held to them."""
        super().__init_subclass__()
        if contract:
            cls._contract = cls
            cls._promised = {
                name: _Promise.of(getattr(cls, name)) for name in dir(cls) if name.startswith("test_")
            }
        elif cls._contract is not None:
            cls._refuse_replacements()
            if getattr(cls, cls.factory) is not getattr(cls._contract, cls.factory):
                cls._say_what_is_not_kept()

    @classmethod
    def listed(cls) -> Mapping[str, str]:
        """What is not asked or not kept, by the name of the test, with the reason."""
        return {name: mark.kwargs["reason"] for name, mark in cls._said.items()}

    def test_no_promise_was_taken_away(self) -> None:
        """Every test of the contract is still there as it was shipped, with the marks that the declarations give it."""
        if found := list(self._tampered()):
            raise AssertionError("; ".join(found))

    @classmethod
    def _refuse_replacements(cls) -> None:
        for name, promise in cls._promised.items():
            if not promise.is_kept_by(inspect.getattr_static(cls, name, None)):
                raise TypeError(
                    f"{cls.__name__}.{name} replaces a promise of the contract; waive it with a reason"
                )

    @classmethod
    def _say_what_is_not_kept(cls) -> None:
        cls._said = {**dict(cls._waived()), **dict(cls._not_asked())}
        for name, promise in cls._promised.items():
            if name in cls._said:
                setattr(cls, name, promise.copied(cls._said[name]))
            elif inspect.getattr_static(cls, name) is not promise.test:
                setattr(cls, name, promise.test)  # a parent waived it, this class does not

    @classmethod
    def _waived(cls) -> Iterator[tuple[str, pytest.Mark]]:
        for name, reason in cls.waivers.items():
            if name not in cls._promised:
                raise TypeError(f"{cls.__name__}.waivers: the contract has no test {name!r}")
            if not reason.strip():
                raise TypeError(f"{cls.__name__}.waivers[{name!r}]: say why")
            yield name, pytest.mark.xfail(reason=reason, strict=True).mark

    @classmethod
    def _not_asked(cls) -> Iterator[tuple[str, pytest.Mark]]:
        for capability in cls.capabilities:
            if not isinstance(getattr(cls, capability, None), bool):
                raise TypeError(f"{cls.__name__} must declare {capability} = True or False")
        for name, promise in cls._promised.items():
            if promise.needs is not None and not getattr(cls, promise.needs):
                reason = f"{cls.__name__} declares {promise.needs} = False: {name}"
                yield name, pytest.mark.skip(reason=reason).mark

    @classmethod
    def _tampered(cls) -> Iterator[str]:
        for name, promise in cls._promised.items():
            found = inspect.getattr_static(cls, name, None)
            said = (cls._said[name],) if name in cls._said else ()
            if not promise.is_kept_by(found):
                yield f"{name} was replaced or taken away"
            elif (*promise.marks, *said) != tuple(getattr(found, "pytestmark", ())):
                yield f"{name} was marked otherwise than its declarations say"
