"""A messenger that keeps every promise, with one fault each: what `MessengerContract` must tell apart."""

import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from partnership.errors import PartnershipError
from partnership.ids import fresh_id
from partnership.ports import CalendarPart, Letter
from partnership.testing.messengers import Arrived

__all__ = ["BROKEN", "Sound", "delivered"]

_log = logging.getLogger("partnership.testing")
_ADDRESS = re.compile(r"[\w.]+@[\w.]+")


def delivered(folder: Path) -> list[Arrived]:
    """What lies in a folder of a sound or broken messenger."""
    post = folder / "post"
    lines = post.read_text(encoding="utf-8").splitlines() if post.exists() else []
    return [_read(json.loads(line), line.encode()) for line in lines]


def _read(told: dict[str, Any], raw: bytes) -> Arrived:
    part = told["calendar"]
    calendar = None if part is None else CalendarPart(method=part[0], data=part[1].encode())
    return Arrived(
        id=told["id"],
        to=tuple(told["to"]),
        subject=told["subject"],
        text=told["text"],
        raw=raw if "header" not in told else told["header"].encode(),
        unsubscribe=told["unsubscribe"],
        one_click=told["unsubscribe"] is not None,
        mail_from=told["mail_from"],
        calendar=calendar,
    )


class Sound:
    """No fault at all: letters as lines in a file."""

    def __init__(self, folder: Path) -> None:
        self._post = folder / "post"

    def send(self, letter: Letter) -> None:
        """Write a line."""
        if not _ADDRESS.fullmatch(letter.to):
            raise PartnershipError("this is not one mail address")
        self.write(letter, [letter.to])

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        """A line for a letter."""
        part = letter.calendar
        told = {
            "id": letter.key,
            "to": to,
            "subject": letter.subject,
            "text": letter.text,
            "unsubscribe": letter.unsubscribe if letter.news else None,
            "mail_from": f"bounces+{letter.mark}@de-beuk.example",
            "calendar": None if part is None else (part.method, part.data.decode()),
        }
        with self._post.open("a", encoding="utf-8") as post:
            post.write(json.dumps(told | different) + "\n")


class Dotless(Sound):
    """Takes a dot alone on a line for the end."""

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        text = letter.text.partition("\n.\n")[0] + "\n"
        super().write(attrs.evolve(letter, text=text), to, **different)


class Twice(Sound):
    """Sends everything twice, to be sure."""

    def send(self, letter: Letter) -> None:
        super().send(letter)
        super().send(letter)


class Copying(Sound):
    """Has everyone it wrote to before in copy."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: list[str] = []

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        self._known += to
        super().write(letter, self._known, **different)


class Renaming(Sound):
    """A new id each time."""

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        super().write(letter, to, **different | {"id": fresh_id()})


class Alike(Sound):
    """One id for all."""

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        super().write(letter, to, **different | {"id": "letter"})


class Trusting(Sound):
    """Sends to whatever it finds that looks like an address, or to nobody."""

    def send(self, letter: Letter) -> None:
        self.write(letter, _ADDRESS.findall(letter.to))


class Telling(Sound):
    """Says in its error which address was wrong."""

    def send(self, letter: Letter) -> None:
        try:
            super().send(letter)
        except PartnershipError:
            raise PartnershipError(f"{letter.to} is not one mail address") from None


class Chatty(Sound):
    """Logs to whom it wrote."""

    def send(self, letter: Letter) -> None:
        _log.debug("a letter to %s", letter.to)
        super().send(letter)


class Remembering(Sound):
    """Shows its last letter to whoever prints it."""

    _last = ""

    def send(self, letter: Letter) -> None:
        self._last = letter.text
        super().send(letter)

    def __repr__(self) -> str:
        return f"Remembering({self._last})"


class Credulous(Sound):
    """Writes a subject into the head as it is."""

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        super().write(letter, to, **different | {"header": f"Subject: {letter.subject}"})


class Holding(Sound):
    """Keeps its readers: no word on how to unsubscribe."""

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        super().write(letter, to, **different | {"unsubscribe": None})


class Folding(Sound):
    """Breaks long links."""

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        link = letter.unsubscribe
        super().write(letter, to, **different | {"unsubscribe": None if link is None else link[:76]})


class Pushing(Sound):
    """Treats every letter as news."""

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        link = letter.unsubscribe or "https://de-beuk.example/unsubscribe"
        super().write(letter, to, **different | {"unsubscribe": link})


class Dateless(Sound):
    """Leaves the invitation at home."""

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        super().write(letter, to, **different | {"calendar": None})


class Forgetful(Sound):
    """Has everything come back to one place, where nobody knows what it is."""

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        super().write(letter, to, **different | {"mail_from": "bounces@de-beuk.example"})


class Open(Sound):
    """Writes on the envelope for whom it was."""

    def write(self, letter: Letter, to: list[str], **different: Any) -> None:
        name = to[0].partition("@")[0]
        super().write(letter, to, **different | {"mail_from": f"{name}+{letter.mark}@de-beuk.example"})


class Meddling(Sound):
    """Puts a postmark on the letter it was given."""

    def send(self, letter: Letter) -> None:
        super().send(letter)
        object.__setattr__(letter, "subject", f"[sent] {letter.subject}")


BROKEN: Mapping[type[Sound], tuple[str, ...]] = {
    Dotless: ("test_a_letter_arrives_whole",),
    Twice: ("test_a_letter_arrives_whole",),
    Copying: ("test_it_goes_to_its_recipient_alone",),
    Renaming: ("test_the_same_key_is_the_same_letter",),
    Alike: ("test_the_same_key_is_the_same_letter",),
    Trusting: ("test_what_is_no_address_is_refused",),
    Telling: ("test_addresses_and_words_are_not_told",),
    Chatty: ("test_addresses_and_words_are_not_told",),
    Remembering: ("test_addresses_and_words_are_not_told",),
    Credulous: ("test_a_line_break_makes_no_header",),
    Holding: ("test_news_says_where_to_unsubscribe",),
    Folding: ("test_news_says_where_to_unsubscribe",),
    Pushing: ("test_news_says_where_to_unsubscribe",),
    Dateless: ("test_an_invitation_goes_with_it",),
    Forgetful: ("test_a_letter_is_known_when_it_comes_back",),
    Open: ("test_a_letter_is_known_when_it_comes_back",),
    Meddling: ("test_what_it_is_given_is_left_as_it_was",),
}
"""Each broken messenger and the laws that have to find it."""
