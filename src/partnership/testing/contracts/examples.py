"""Schools, instants, changes and messages that the contracts speak of, and texts that careless stores confuse."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from partnership.changes import Change
from partnership.ids import SchoolId
from partnership.ports import Claim, Message, Store, Transaction

__all__ = ["BEECH", "NOON", "OAK", "TRICKY", "UNSTORABLE", "claims", "later", "message", "moved", "undone"]

BEECH, OAK = SchoolId("de-beuk"), SchoolId("de-eik")
NOON = datetime(2026, 11, 24, 11, 0, 0, 123456, tzinfo=UTC)

TRICKY = tuple(
    sorted(
        (
            *("a", "A", "á", "a\u0301", "Á", "ａ", "b", "B", " a", "a ", "a\t", "a\n", "a\u200b", "\u200da"),
            *("ß", "ss", "SS", "ſ", "i", "I", "İ", "ı", "ﬁ", "fi", "Å", "\u212b", "ij", "ĳ", "é" * 200),
            *("0", "10", "9", "1e1", "01", "-1", "_", "%", "'", '"', "\\", ";", "null", "a/b", "a:b"),
            *("\x01", "\x7f", "\ufeff", "\uffff", "\U00010000", "𝒜", "\U0010ffff"),
        )
    )
)
"""Each differs from every other by code points; in the order of their code points."""

UNSTORABLE = ("", "a\0b", "\0", "\ud800", "a\udfff")
"""What no store takes for an id: nothing, a NUL, half a surrogate pair."""


def later(seconds: float) -> datetime:
    """So many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def claims(*ticks: int, of: str = "staff:jansen") -> tuple[Claim, ...]:
    """These moments of one person."""
    return tuple(Claim(of, tick) for tick in ticks)


def moved(number: int, *, id: str = "t1") -> Change:
    """The change with this number, as a talk that was moved."""
    return Change(
        what="talk.moved",
        kind="talk",
        id=id,
        at=later(number),
        actor="staff:jansen",
        purpose="asked by a guardian",
        ground="the person's own word",
        details={"minutes": number, "rooms": ["r1", "ré"]},
    )


def message(key: str, *, due: float = 0, text: str = "Tot dinsdag") -> Message:
    """A message with this key, due so many seconds after noon."""
    return Message(key=key, topic="talk.moved", body={"text": text, "lines": [1, None]}, due=later(due))


def undone(
    store: Store,
    school: SchoolId,
    work: Callable[[Transaction], object],
    error: BaseException | type[BaseException] = ZeroDivisionError,
) -> None:
    """Do some work in a block and let the block end badly."""
    with store.transaction(school) as transaction:
        work(transaction)
        raise error
