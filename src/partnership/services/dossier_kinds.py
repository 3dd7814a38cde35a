"""How one kind of record of a dossier is kept: what contact, learning and the rest write about families."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from partnership.people.disclosure import Aspect
from partnership.serial.persons import SOMEBODY_ELSE, renamed

__all__ = ["DossierKind", "nobody", "the_guardian", "the_pupil"]


def nobody(_: object) -> frozenset[str]:
    """Of whom is what the school has for everyone, and what speaks of no pupil."""
    return frozenset()


def the_guardian(value: Any) -> frozenset[str]:  # noqa: ANN401 - whatever has a guardian
    """Whose is what one guardian told or got."""
    return frozenset({f"guardian:{value.guardian}"})


def the_pupil(value: Any) -> frozenset[str]:  # noqa: ANN401 - whatever has a pupil
    """About whom is what speaks of one pupil."""
    return frozenset({f"pupil:{value.pupil}"})


def _nothing(_: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a value of any kind
    return {}


def _to_one_home(value: Any, who: str) -> Any:  # noqa: ANN401 - a value of any kind
    """The value with no other guardian in it than the one who looks: it may have gone to a whole class."""
    if not who.startswith("guardian:"):
        return value

    def unnamed(kind: str, id: str) -> str:
        return id if kind != "guardian" or who == f"guardian:{id}" else SOMEBODY_ELSE

    return renamed(value, unnamed)


@attrs.frozen(kw_only=True)
class DossierKind:
    """One kind of record.

    Attributes:
        name: Its name in the store, such as `contact`.
        value: The class of its value; the ids in it are typed (`partnership.ids`) or written as `guardian:petra`.
        id: The id of a value.
        index: What a value is found by, name → text or texts.
        pupils: Whom it is about, as `pupil:p1`; a record all of whose pupils are erased goes with them.
        owners: Whose it is, as `guardian:g1` or `staff:t1`: they see it as their own.
        shared: Whether it is part of the pupil's file, which every guardian the law allows may see; otherwise it is its
            owners' and the staff's of the pupil.
        private: Whether it is its owners' alone: nobody else sees anything of it, the office and staff neither.
        seen: The value as one person sees it, as `guardian:petra`, where they may see it at all: it says nothing of another
            home.
        purpose: What it is kept for, in words for the one who asks.
    """

    name: str
    value: type[Any]
    id: Callable[[Any], str]
    index: Callable[[Any], Mapping[str, Any]] = _nothing
    pupils: Callable[[Any], frozenset[str]]
    owners: Callable[[Any], frozenset[str]]
    shared: bool = False
    private: bool = False
    seen: Callable[[Any, str], Any] = _to_one_home
    purpose: str

    @property
    def aspect(self) -> Aspect:
        """What of somebody is looked at when a record of this kind is."""
        return Aspect.FILE if self.shared else Aspect.TALK
