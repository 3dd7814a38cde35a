"""The doors to rosters, planners, provers, channels, translators and the law, and for what people read."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, runtime_checkable

from partnership.conferences.conference import Conference
from partnership.conferences.evening import Evening
from partnership.conferences.rules import STANDARD, Rulebook
from partnership.conferences.timetable import Bound, Timetable
from partnership.learning.curriculum import CurriculumItem
from partnership.people.disclosure import Inquiry
from partnership.people.retention import Retention
from partnership.people.roster import Coverage, RosterRow
from partnership.people.standing import Decision, Question
from partnership.ports.invitations import Invitation
from partnership.ports.letters import CalendarPart, Letter

__all__ = [
    "Bounder",
    "Catalogue",
    "Clock",
    "Exporter",
    "Inviter",
    "Jurisdiction",
    "Messenger",
    "RosterSource",
    "Sessions",
    "Solver",
    "Translator",
]


@runtime_checkable
class Clock(Protocol):
    """What time it is; handed in, so that a test or a demonstration can say."""

    def __call__(self) -> datetime:
        """This instant, aware."""


@runtime_checkable
class RosterSource(Protocol):
    """A place to read a school's pupils, guardians, staff, classes and their links from.

    A source reports what it reads, row by row; what to do about it (create, end, leave) is decided by
    `partnership.people.roster` alone.
    """

    def coverage(self) -> Mapping[str, Coverage]:
        """Per kind of row: a whole snapshot, only changes, or nothing at all (then nothing of it may end)."""

    def rows(self) -> Iterator[RosterRow]:
        """Every row once, in an order the source likes; faults of a row travel with it.

        Raises:
            InvalidInput: The whole source is unreadable (missing file, wrong encoding, missing column).
        """


@runtime_checkable
class Exporter(Protocol):
    """Turns a planned evening into files for people: calendars, pages."""

    def export(self, evening: Evening) -> Mapping[str, bytes]:
        """File name → contents; names are relative, with `/` between folders, and the same input gives the same bytes."""


@runtime_checkable
class Solver(Protocol):
    """Plans a conference. Its answer is never believed: the checker judges it."""

    def solve(
        self,
        conference: Conference,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        seed: int = 0,
        start: Timetable | None = None,
        progress: Callable[[float, int], None] | None = None,
    ) -> Timetable:
        """The best timetable found before the deadline or the last iteration.

        Args:
            conference: What is asked.
            seconds: Time to use; None means until `iterations`.
            iterations: Steps to use; the same number and seed give the same timetable on every machine.
            seed: Chooses among equals.
            start: A timetable to begin from.
            progress: Called now and then with (share of the budget used, best total so far).
        """


@runtime_checkable
class Bounder(Protocol):
    """Proves that no timetable of a conference costs less than so many points."""

    def bound(
        self,
        conference: Conference,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        target: int | None = None,
        rulebook: Rulebook = STANDARD,
        progress: Callable[[float, int], None] | None = None,
    ) -> Bound:
        """The best bound proven before the deadline or the last iteration; nought is always one.

        Args:
            conference: What is asked.
            seconds: Time to use; None means until `iterations`.
            iterations: Steps to use.
            target: The total of a timetable that is known; a bound that reaches it cannot be bettered.
            rulebook: The rules that hold. A rule that is switched off or replaced must not be leant on; an adopter's may
                be left out of account, for it only takes timetables away.
            progress: Called now and then with (share of the budget used, best bound so far).
        """


@runtime_checkable
class Messenger(Protocol):
    """Carries a letter to one recipient over one channel."""

    def send(self, letter: Letter) -> None:
        """Hand over a letter; the same key means the same letter.

        Raises:
            Retry: Try again later; nothing was sent.
            DeliveryUnknown: The answer was lost; it was sent or it was not.
            PartnershipError: It will never be sent this way.
        """


@runtime_checkable
class Sessions(Protocol):
    """What a messenger may have besides, when many letters at a time cost it less, such as over one connection."""

    def session(self) -> AbstractContextManager[Messenger]:
        """The same messenger for as long as it is entered; its promises are the same too."""


@runtime_checkable
class Inviter(Protocol):
    """Makes the invitation that goes with a letter."""

    def invite(self, invitation: Invitation) -> CalendarPart:
        """What the recipient's calendar reads: a request, or that it is cancelled; the same input gives the same bytes."""


@runtime_checkable
class Translator(Protocol):
    """Puts a text into another language, to be checked by a person."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        """The text in the target language, line by line; what stands in braces stays as it is.

        Args:
            text: In the source language; names and numbers that are not to be touched are in braces, as `{0}`.
            source: BCP 47 tag.
            target: BCP 47 tag.

        Raises:
            PartnershipError: It does not put the one language into the other, or could not now (`Retry`); the text is not
                in the error.
        """


@runtime_checkable
class Catalogue(Protocol):
    """A place to read the goals of a curriculum from."""

    def items(self) -> Iterator[CurriculumItem]:
        """Every item once, in the catalogue's own order, with what took its place.

        Raises:
            InvalidInput: The catalogue is unreadable; all that is wrong with it at once.
        """


@runtime_checkable
class Jurisdiction(Protocol):
    """The law of a country, as decisions about one question at a time."""

    def decide(self, question: Question) -> Decision:
        """Allow, deny or ask a person, with the rule and the ground."""

    def may_disclose(self, inquiry: Inquiry) -> Decision:
        """Whether the law lets somebody see something; the rules of the house vote beside it, and the strictest wins."""

    def retention(self) -> tuple[Retention, ...]:
        """How long each category is kept after a pupil left, with sources; nothing goes by itself without a term."""
