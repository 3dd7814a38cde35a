"""The seal of a school's post: what its envelopes and links show instead of whom they are about."""

import hashlib
import hmac
import secrets
from base64 import b32encode
from urllib.parse import quote

import attrs

from partnership.ports import Transaction
from partnership.services.desk import Desk

__all__ = ["Seal", "seal_of"]

_KIND, _ID, _BYTES = "seal", "post", 16


@attrs.frozen(kw_only=True)
class Seal:
    """Makes marks that are the same each time, tell nothing, and cannot be made by anybody else.

    A mark is 26 letters and digits in which case does not matter: the first 128 bits of an HMAC-SHA256 (RFC 2104).

    Attributes:
        secret: Known to the school's store alone.
    """

    secret: bytes = attrs.field(repr=False)

    def envelope(self, key: str, channel: str, address: str) -> str:
        """What the envelope of a letter shows: one mark for each letter, channel and address."""
        return self._mark("envelope", key, channel, address)

    def address(self, recipient: str, address: str) -> str:
        """What stands for an address of somebody, where nobody is to read it."""
        return self._mark("address", recipient, address.strip().casefold())

    def leaving(self, recipient: str, topic: str) -> str:
        """What stands in the link by which somebody asks for no more news of a topic."""
        return self._mark("leaving", recipient, topic)

    def _mark(self, *parts: str) -> str:
        text = "/".join(quote(part, safe="", errors="surrogatepass") for part in parts)
        digest = hmac.new(self.secret, text.encode(), hashlib.sha256).digest()
        return b32encode(digest[:_BYTES]).decode().rstrip("=").lower()


def seal_of(desk: Desk) -> Seal:
    """The seal of a school; made when it is first asked for, and kept beside its records."""
    found = desk.read(_kept)
    if found is not None:
        return found

    def work(transaction: Transaction) -> Seal:
        there = _kept(transaction)
        if there is not None:
            return there
        made = Seal(secret=secrets.token_bytes(32))
        transaction.put(_KIND, _ID, {"secret": made.secret.hex()}, expected=None)
        return made

    return desk.anew(work)


def _kept(transaction: Transaction) -> Seal | None:
    record = transaction.get(_KIND, _ID)
    return None if record is None else Seal(secret=bytes.fromhex(str(record.body["secret"])))
