"""The contract of a messenger: subclass it, give it one factory and a way to look at what arrived, and inherit the laws.

    class TestPigeons(MessengerContract):
        addressed = True
        mail = False

        def make_messenger(self, folder: Path) -> Messenger:
            return Pigeons(folder)

        def arrived(self, folder: Path) -> Sequence[Arrived]:
            return [Arrived(...) for each in loft(folder)]

`arrived` looks past the messenger, at the other end. That the contract itself notices faults is tested with the
messengers in `partnership.testing.broken_messengers`.
"""

import copy
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from partnership.errors import PartnershipError
from partnership.ports import CalendarPart, Letter, Messenger
from partnership.testing.logs import logged
from partnership.testing.promises import Promises, needs

__all__ = ["LETTER", "Arrived", "MessengerContract"]

LINK = f"https://de-beuk.example/unsubscribe/{'a1b2' * 40}"
"""So long that a header of the usual width breaks it."""
LETTER = Letter(
    key="de-beuk/autumn/q1/talk-booked/guardian:fatima/0",
    to="fatima@home.example",
    subject="Uw gesprek op school: dinsdag 24 november 2026, 19:10–19:20",
    text="Beste Fatima Yılmaz,\n\n. een punt aan het begin\n.\nZoë komt ook.\n" + "lang " * 300 + "\nGroet\n",
    html="<!DOCTYPE html>\n<html><body><p>Beste Fatima Yılmaz</p></body></html>\n",
    language="nl",
)
"""A letter with what has gone wrong before: letters of their own, dots, a line that is long."""
MARK = "a2b3c4d5e6f7g2h3i4j5k6l7m2"
"""What an envelope may show."""
NO_ADDRESSES = ("a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", "niemand", "")
"""None of them is one mail address."""


@attrs.frozen(kw_only=True)
class Arrived:
    """One copy of a letter at the other end.

    Attributes:
        id: What copies of one letter have in common, and copies of two have not.
        to: Every address it was carried to or names.
        subject: Its subject.
        text: Its plain words, lines ended by a newline.
        raw: The whole of it.
        unsubscribe: Where to unsubscribe; None when it does not say.
        one_click: Whether it says that one press of a button is enough.
        calendar: The invitation that came with it; None without.
        mail_from: Where it goes when it comes back; empty where that is not seen.
    """

    id: str
    to: tuple[str, ...] = ()
    subject: str
    text: str
    raw: bytes = b""
    unsubscribe: str | None = None
    one_click: bool = False
    calendar: CalendarPart | None = None
    mail_from: str = ""


class MessengerContract(Promises, contract=True):
    """The laws every messenger keeps.

    Attributes:
        addressed: Whether it can be seen at the other end where a letter was carried.
        mail: Whether it carries e-mail: one can unsubscribe, and an invitation goes with it.
        returns: Whether it can be seen at the other end where a letter goes that comes back.
    """

    factory = "make_messenger"
    capabilities: ClassVar[tuple[str, ...]] = ("addressed", "mail", "returns")
    addressed: ClassVar[bool]
    mail: ClassVar[bool]
    returns: ClassVar[bool]

    def make_messenger(self, folder: Path) -> Messenger:
        """A new messenger; the folder is its own."""
        raise NotImplementedError(f"{type(self).__name__}.make_messenger: make your messenger here")

    def arrived(self, folder: Path) -> Sequence[Arrived]:
        """What arrived at the other end, in order."""
        raise NotImplementedError(f"{type(self).__name__}.arrived: look at the other end here")

    def test_a_letter_arrives_whole(self, tmp_path: Path) -> None:
        """Once, every word of it, with its dots and its long lines."""
        self.make_messenger(tmp_path).send(LETTER)
        [arrived] = self.arrived(tmp_path)
        assert (arrived.subject, arrived.text) == (LETTER.subject, LETTER.text)

    @needs("addressed")
    def test_it_goes_to_its_recipient_alone(self, tmp_path: Path) -> None:
        """Two letters on one messenger: neither knows of the other."""
        messenger = self.make_messenger(tmp_path)
        messenger.send(LETTER)
        messenger.send(attrs.evolve(LETTER, key="other", to="bram@home.example"))
        first, second = self.arrived(tmp_path)
        assert (set(first.to), set(second.to)) == ({"fatima@home.example"}, {"bram@home.example"})
        assert b"bram@home" not in first.raw
        assert b"fatima@home" not in second.raw

    def test_the_same_key_is_the_same_letter(self, tmp_path: Path) -> None:
        """Sent again, perhaps by another program: whoever gets both sees that they are one. Another key is another."""
        self.make_messenger(tmp_path).send(LETTER)
        self.make_messenger(tmp_path).send(LETTER)
        self.make_messenger(tmp_path).send(attrs.evolve(LETTER, key="other"))
        *copies, other = [each.id for each in self.arrived(tmp_path)]
        assert len(set(copies)) == 1
        assert other not in copies

    @needs("addressed")
    @pytest.mark.parametrize("address", NO_ADDRESSES)
    def test_what_is_no_address_is_refused(self, tmp_path: Path, address: str) -> None:
        """For good, and nothing is sent to anybody."""
        with pytest.raises(PartnershipError):
            self.make_messenger(tmp_path).send(attrs.evolve(LETTER, to=address))
        assert list(self.arrived(tmp_path)) == []

    @pytest.mark.parametrize("address", [LETTER.to, *NO_ADDRESSES[:3]])
    def test_addresses_and_words_are_not_told(self, tmp_path: Path, address: str) -> None:
        """Not in an error, not in the repr, not in a log."""
        with logged() as lines:
            messenger = self.make_messenger(tmp_path)
            told = ""
            try:
                messenger.send(attrs.evolve(LETTER, to=address))
            except PartnershipError as error:
                told = f"{error} {error!r} {error.__dict__}"
            said = "\n".join([told, repr(messenger), *lines])
        assert address not in said
        assert "Fatima" not in said

    def test_a_line_break_makes_no_header(self, tmp_path: Path) -> None:
        """A subject with one is refused or mended; nothing is slipped in."""
        with suppress(PartnershipError):
            self.make_messenger(tmp_path).send(
                attrs.evolve(LETTER, subject="Beste\r\nBcc: spy@elsewhere.example")
            )
        for each in self.arrived(tmp_path):
            assert "spy@elsewhere.example" not in each.to
            assert b"\nBcc:" not in each.raw

    @needs("mail")
    def test_news_says_where_to_unsubscribe(self, tmp_path: Path) -> None:
        """With the whole link, however long, and one press of a button; a letter to one does not."""
        messenger = self.make_messenger(tmp_path)
        messenger.send(attrs.evolve(LETTER, news=True, unsubscribe=LINK))
        messenger.send(attrs.evolve(LETTER, key="other"))
        first, second = self.arrived(tmp_path)
        assert (first.unsubscribe, first.one_click) == (LINK, True)
        assert LINK.encode() in first.raw
        assert (second.unsubscribe, second.one_click) == (None, False)

    @needs("mail")
    def test_an_invitation_goes_with_it(self, tmp_path: Path) -> None:
        """As it was written, with what it asks."""
        part = CalendarPart(method="REQUEST", data=b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n")
        self.make_messenger(tmp_path).send(attrs.evolve(LETTER, calendar=part))
        [arrived] = self.arrived(tmp_path)
        assert arrived.calendar == part

    @needs("returns")
    def test_a_letter_is_known_when_it_comes_back(self, tmp_path: Path) -> None:
        """Its envelope shows its mark, in whichever case, and nothing of who it was for; another letter shows another."""
        messenger = self.make_messenger(tmp_path)
        messenger.send(attrs.evolve(LETTER, mark=MARK))
        messenger.send(attrs.evolve(LETTER, key="other", mark=MARK[::-1]))
        first, second = (each.mail_from.lower() for each in self.arrived(tmp_path))
        assert (MARK in first, MARK[::-1] in second) == (True, True)
        assert "fatima" not in first + second
        assert first.partition("@")[2] == second.partition("@")[2] != ""

    def test_what_it_is_given_is_left_as_it_was(self, tmp_path: Path) -> None:
        """A messenger carries; the letter is nobody's to change."""
        letter = copy.deepcopy(LETTER)
        self.make_messenger(tmp_path).send(letter)
        assert letter == LETTER
