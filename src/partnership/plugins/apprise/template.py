"""The address of a service with places to fill in: the recipient, the letter, and secrets that no settings file has to hold."""

import os
import re
from collections.abc import Mapping
from urllib.parse import quote

from partnership.errors import InvalidInput, InvalidValue, PartnershipError, Problem
from partnership.serial.mail import mail_address

__all__ = ["UrlTemplate"]

_SECRET = re.compile(r"\$\{(\w+)\}")
_GAP = re.compile(r"\{(\w*)\}")
_PHONE = re.compile(r"\+?[0-9]{5,15}")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9)])[ ./()-]+|[()]")
_KNOWN = ("address", "id")
_SAMPLES = {"phone": "+31612345678", "email": "somebody@home.example", "any": "somebody"}


class UrlTemplate:
    """One service.

    Args:
        text: Such as `twilio://${SID}:${TOKEN}@+3197000000/{address}`.
        kind: What an address is: `phone`, `email` or `any`.
        secrets: Where `${NAME}` is looked up; the environment unless told otherwise.

    Raises:
        InvalidInput: A secret that is not there, a place nobody fills, or none for the address; all at once.
        InvalidValue: No such kind.
    """

    def __init__(self, text: str, *, kind: str = "phone", secrets: Mapping[str, str] | None = None) -> None:
        if kind not in _SAMPLES:
            raise InvalidValue("kind", f"expected one of {', '.join(_SAMPLES)}")
        known = os.environ if secrets is None else secrets
        problems = [
            Problem("url", f"needs the environment variable {name}, which is not set")
            for name in dict.fromkeys(_SECRET.findall(text))
            if name not in known
        ]
        gaps = _GAP.findall(_SECRET.sub("", text))
        problems += [
            Problem("url", f"has a place {{{gap}}} that nobody fills", _KNOWN)
            for gap in dict.fromkeys(gaps)
            if gap not in _KNOWN
        ]
        if "address" not in gaps:
            problems.append(Problem("url", "has no place {address}, so everybody's letters would go to one"))
        if problems:
            raise InvalidInput(problems, source="apprise")
        self._kind = kind
        self._text = text
        self._secrets = {name: known[name] for name in _SECRET.findall(text)}
        self.has_id = "id" in gaps
        """Whether it says which letter it is, so that copies of one are known as copies."""

    def filled(self, address: str, id: str) -> str:
        """The address of the service for one letter.

        Args:
            address: Of the recipient.
            id: Of the letter.

        Raises:
            PartnershipError: It is no address of this kind; what it is is not told.
        """
        values = {"address": self._address(address), "id": id}
        text = _GAP.sub(lambda gap: quote(values[gap[1]], safe=""), self._hidden())
        return re.sub("\x00(\\w+)\x00", lambda name: quote(self._secrets[name[1]], safe=""), text)

    def sample(self) -> str:
        """The same for somebody who does not exist, to see whether it is understood."""
        return self.filled(_SAMPLES[self._kind], "id")

    def _hidden(self) -> str:
        """The text with its secrets out of the way of what is filled in."""
        return _SECRET.sub("\x00\\1\x00", self._text)

    def _address(self, text: str) -> str:
        if self._kind == "email":
            return mail_address(text).addr_spec
        if self._kind == "phone":
            number = _BETWEEN_DIGITS.sub("", text.strip())
            if not _PHONE.fullmatch(number):
                raise PartnershipError("this is not one telephone number")
            return number
        if not text.strip() or not text.isprintable():
            raise PartnershipError("this is not one address")
        return text.strip()
