"""What a message that came back says: of which letter it speaks, and whether that will still arrive.

A report in the standard form (RFC 3464) is read here; the forms that qmail, Exchange and many others have of their own are
read by the package `flufl.bounce`, where it is installed (extra `bounces`).
"""

import email
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email.message import Message as Mail
from enum import IntEnum

import attrs

__all__ = ["Bounce", "Fate", "read_bounce"]

_MARK = re.compile(r"[+=-]([a-z2-7]{26})@", re.IGNORECASE)
_CARRIED = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
"""Where servers write to whom a message was carried, the surest first."""
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_OF_THE_LETTER = {"3", "4", "5", "6", "7"}
"""Subjects of RFC 3463 that say nothing of the address: the mail system, the network, the protocol, the words, a policy."""
_FULL = {"2", "3"}
"""Details of subject 2, the mailbox, that pass: it is full, or the letter is too long for it."""


_QUIET = logging.NullHandler()
_STILL_TRIES = re.compile(r"\b(delay|delayed|warning|still being retried)\b", re.IGNORECASE)
"""What stands in the subject of a warning; not every reader tells one from a bounce."""


class Fate(IntEnum):
    """What becomes of the letter, from what matters least to what matters most.

    `NONE`: the message is no bounce. `TEMPORARY`: the server is still trying. `GIVEN_UP`: this letter does not arrive, though
    the address may do. `PERMANENT`: the address does not work.
    """

    NONE = 0
    TEMPORARY = 1
    GIVEN_UP = 2
    PERMANENT = 3


@attrs.frozen(kw_only=True)
class Bounce:
    """What a message that came back says.

    Attributes:
        mark: Of the envelope of the letter it speaks of; None when it has none, or more than one.
        fate: What becomes of that letter.
        code: Why, as mail servers say it (RFC 3463), such as `5.1.1`; empty when it does not.
        addresses: Which addresses it names, as evidence; they change nothing.
    """

    mark: str | None
    fate: Fate
    code: str = ""
    addresses: frozenset[str] = attrs.field(default=frozenset(), repr=False)


def read_bounce(raw: bytes, *, carried_to: Iterable[str] = ()) -> Bounce:
    """What a message says, whatever it is: one that cannot be read is no bounce.

    Args:
        raw: The whole message.
        carried_to: The addresses of its own envelope, where the server hands them over; else its head is asked.
    """
    message = email.message_from_bytes(raw)
    mark = _mark_in(carried_to) or _mark_in(
        str(each) for name in _CARRIED for each in message.get_all(name, ())
    )
    reports = list(_reports(message))
    if reports:
        worst = max(reports, key=lambda each: each.fate)
        return attrs.evolve(
            worst, mark=mark, addresses=frozenset(name for each in reports for name in each.addresses)
        )
    fate, addresses = _in_another_form(message)
    return Bounce(mark=mark, fate=fate, addresses=addresses)


def _mark_in(addresses: Iterable[str]) -> str | None:
    marks = {found.lower() for each in addresses for found in _MARK.findall(each)}
    return marks.pop() if len(marks) == 1 else None


def _reports(message: Mail) -> Iterator[Bounce]:
    """What a report in the standard form says of each recipient."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status" or not part.is_multipart():
            continue
        for group in part.get_payload():
            if isinstance(group, Mail) and "Action" in group:
                yield _of_recipient(group)


def _of_recipient(group: Mail) -> Bounce:
    action = str(group["Action"]).strip().lower()
    status = _STATUS.search(str(group["Status"] or ""))
    code = status.group() if status else ""
    named = (str(group[name]) for name in ("Original-Recipient", "Final-Recipient") if group[name])
    return Bounce(
        mark=None,
        fate=_fate(action, code),
        code=code,
        addresses=frozenset(each.rpartition(";")[2].strip().lower() for each in named),
    )


def _fate(action: str, code: str) -> Fate:
    """What an action and a status mean for the letter and for its address."""
    if action == "delayed":
        return Fate.TEMPORARY
    if action != "failed":
        return Fate.NONE
    if not code:
        return Fate.PERMANENT
    kind, subject, detail = code.split(".")
    passes = subject in _OF_THE_LETTER or (subject == "2" and detail in _FULL)
    unroutable = (subject, detail) == ("4", "4")
    return Fate.PERMANENT if kind == "5" and (unroutable or not passes) else Fate.GIVEN_UP


def _in_another_form(message: Mail) -> tuple[Fate, frozenset[str]]:
    """What a message in a form of somebody's own says; an answer by machine to who wrote is no bounce."""
    try:
        from flufl.bounce import all_failures  # noqa: PLC0415 - an extra; only who has such messages needs it
    except ModuleNotFoundError:
        return Fate.NONE, frozenset()
    logging.getLogger("flufl.bounce").addHandler(
        _QUIET
    )  # else what it chokes on is a traceback on the terminal
    found: tuple[Iterable[bytes], Iterable[bytes]] = ((), ())
    with suppress(Exception):  # a message that its reader chokes on is none it knows
        found = all_failures(message)
    temporary, permanent = (
        frozenset(each.decode("ascii", "replace").lower() for each in some) for some in found
    )
    if not temporary | permanent:
        return Fate.NONE, frozenset()
    tries = not permanent or _STILL_TRIES.search(str(message["Subject"]))
    return Fate.TEMPORARY if tries else Fate.PERMANENT, temporary | permanent
