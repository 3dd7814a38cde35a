"""Drawing lots in the open: promise a secret number before anybody asks, plan by it, and show it afterwards.

Commitment and disclosure (Blum 1983): the school publishes a digest first and the number later. The digest gives
nothing away, and no other number fits it; so nobody could choose a lucky number once the wishes were known.
"""

import hmac
import secrets
from collections.abc import Callable, Iterable
from hashlib import sha256

import attrs

from partnership.conferences.conference import Conference
from partnership.conferences.search.solve import NAME
from partnership.conferences.timetable import Timetable
from partnership.errors import InvalidValue

__all__ = ["Lottery", "Promise", "faults_of", "new_lottery"]

_SCHEME = "partnership.lottery/1"
_SALT_BYTES = 32
_SEEDS = 10**15
"""Seeds lie below this, so that every program that reads JSON reads them whole."""

_HEX = {"pattern": f"^[0-9a-f]{{{2 * _SALT_BYTES}}}$"}
_NUMBER = {"minimum": 0, "maximum": _SEEDS - 1}
"""What a validator asks, as data, for who describes the fields to other programs."""


def _one_line(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    if not value.isprintable():
        raise InvalidValue(field.name, "expected text on one line")


def _hex(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    if len(value) != 2 * _SALT_BYTES or not set(value) <= set("0123456789abcdef"):
        raise InvalidValue(field.name, f"expected {2 * _SALT_BYTES} hexadecimal digits")


def _number(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    if not 0 <= value < _SEEDS:
        raise InvalidValue(field.name, "expected a whole number from 0 of at most 15 digits")


@attrs.frozen(kw_only=True)
class Promise:
    """What is made public before anybody asks.

    Attributes:
        conference: The name of the conference.
        solver: Who will plan.
        iterations: In how many steps: steps and not seconds, so that anyone can do it again.
        digest: The SHA-256 digest of the lottery, in hexadecimal digits.
    """

    conference: str = attrs.field(validator=_one_line)
    solver: str = attrs.field(default=NAME, validator=_one_line)
    iterations: int = attrs.field(validator=_number, metadata=_NUMBER)
    digest: str = attrs.field(validator=_hex, metadata=_HEX)


@attrs.frozen(kw_only=True)
class Lottery:
    """The number that decides among equals, with salt so that nobody can find it from its digest. Secret until revealed.

    Raises:
        InvalidValue: A seed below nought or of more than 15 digits, salt that is not 64 hexadecimal digits, or text of more than one line.
    """

    conference: str = attrs.field(validator=_one_line)
    solver: str = attrs.field(default=NAME, validator=_one_line)
    iterations: int = attrs.field(validator=_number, metadata=_NUMBER)
    seed: int = attrs.field(validator=_number, metadata=_NUMBER, repr=False)
    salt: str = attrs.field(validator=_hex, metadata=_HEX, repr=False)

    @property
    def text(self) -> str:
        """What the digest is of; six lines, each ended by a line feed, that anyone can type."""
        lines = (
            _SCHEME,
            f"seed {self.seed}",
            f"salt {self.salt}",
            f"iterations {self.iterations}",
            f"solver {self.solver}",
            f"conference {self.conference}",
        )
        return "".join(f"{line}\n" for line in lines)

    @property
    def promise(self) -> Promise:
        """What can be published without giving the number away."""
        return Promise(
            conference=self.conference,
            solver=self.solver,
            iterations=self.iterations,
            digest=sha256(self.text.encode()).hexdigest(),
        )

    def keeps(self, promise: Promise) -> bool:
        """Whether this is the lottery that was promised."""
        return self.promise == promise

    def lot(self, name: str) -> str:
        """The lot of one family, by the id of its party: it depends on that id and the secret, on nobody else.

        HMAC-SHA-256 (RFC 2104) of the id, in hexadecimal digits.
        """
        return hmac.new(self.text.encode(), name.encode(), sha256).hexdigest()

    def drawn(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names in the order of their lots; the order they were given in leaves no trace."""
        return tuple(sorted(set(names), key=lambda name: (self.lot(name), name)))


def new_lottery(conference: str, *, iterations: int, solver: str = NAME, seed: int | None = None) -> Lottery:
    """A lottery with a salt, and unless one is given a seed, that nobody can guess.

    Args:
        conference: The name of the conference.
        iterations: The steps it will be planned in.
        solver: Who will plan.
        seed: A number that was found otherwise, such as by dice.
    """
    return Lottery(
        conference=conference,
        solver=solver,
        iterations=iterations,
        seed=secrets.randbelow(_SEEDS) if seed is None else seed,
        salt=secrets.token_hex(_SALT_BYTES),
    )


def faults_of(
    promise: Promise,
    lottery: Lottery,
    conference: Conference,
    timetable: Timetable,
    plan: Callable[[Conference, int, int], Timetable],
) -> tuple[str, ...]:
    """Everything that shows that a timetable was not drawn as promised, in words; none when it was.

    Args:
        promise: What was published before.
        lottery: What was revealed after.
        conference: What was asked.
        timetable: What was planned.
        plan: How to plan a conference with a seed in so many steps.
    """
    found = []
    if not lottery.keeps(promise):
        found.append("the revealed lottery is not the one that was promised")
    if conference.name != lottery.conference:
        found.append(f'the lottery is of "{lottery.conference}", the conference is "{conference.name}"')
    if timetable.solver != lottery.solver:
        found.append(f'planned by "{timetable.solver}", promised was "{lottery.solver}"')
    if timetable.seed != lottery.seed:
        found.append("planned with another seed than the revealed one")
    again = plan(conference, lottery.seed, lottery.iterations)
    talks = frozenset(again.placements) ^ frozenset(timetable.placements)
    if talks:
        number = len({talk.request for talk in talks})
        found.append(f"planned once more with the revealed seed, {number} talks fall otherwise")
    return tuple(found)
