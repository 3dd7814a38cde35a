"""A mail address is one address and nothing else; a letter is a message that any mail program reads as it was written."""

import email
import email.policy
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import PartnershipError
from partnership.ports import CalendarPart, Letter
from partnership.serial.mail import mail_address, mail_message

ADDRESSES = ["petra@home.example", '"p e"@home.example', "p+school@home.example"]


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_taken_as_it_is(text: str) -> None:
    """To the letter."""
    assert mail_address(text).addr_spec == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "petra",
        "petra@",
        "@home.example",
        "a@b.example, c@d.example",
        "p@hömé.example",
        "p@b\r\nBcc: x@y.z",
    ],
)
def test_anything_else_is_refused_and_not_repeated(text: str) -> None:
    """Nobody's address stands in an error."""
    with pytest.raises(PartnershipError) as refused:
        mail_address(text)
    assert str(refused.value) == "this is not one mail address"


NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SENDER = mail_address("school@de-beuk.example")
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=90)
TEXTS = st.lists(
    LINES | st.sampled_from([".", "", "a ", "=3D", "--=_", "x" * 75 + " ", "é" * 40 + "\t"]), max_size=6
).map(lambda lines: "\n".join(lines) + "\n")
SUBJECTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


def message(letter: Letter) -> tuple[bytes, Any]:
    """A letter as bytes, and as a mail program reads them."""
    raw = mail_message(letter, sender=SENDER, domain="de-beuk.example", at=NOON, reply_to=SENDER)
    return raw, email.message_from_bytes(raw, policy=email.policy.default)


def words(part: Any) -> str:
    """What a part says, as lines."""
    return str(part.get_content()).replace("\r\n", "\n")


@given(SUBJECTS, TEXTS, st.none() | TEXTS, st.booleans())
def test_any_mail_program_reads_what_was_written(
    subject: str,
    text: str,
    html: str | None,
    invites: bool,  # noqa: FBT001 - drawn
) -> None:
    """Subject, words, page and invitation, to the letter; no line is longer than it may be, and each ends as it should."""
    part = CalendarPart(method="request", data=text.encode()) if invites else None
    letter = Letter(
        key="k", to="p@home.example", subject=subject, text=text, html=html, calendar=part, language="tr"
    )
    raw, read = message(letter)
    assert read.defects == []
    assert " ".join(str(read["Subject"]).split()) == " ".join(subject.split())
    assert words(read.get_body(("plain",))) == text
    if html is not None:
        assert words(read.get_body(("html",))) == html
    invitations = [each for each in read.walk() if each.get_content_type() == "text/calendar"]
    assert [each.get_payload(decode=True) for each in invitations] == ([] if part is None else [part.data])
    head, _, body = raw.partition(b"\r\n\r\n")
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert max(map(len, body.split(b"\r\n"))) <= 76
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None
    assert (read["Content-Language"], read["Date"].datetime, read["Reply-To"]) == ("tr", NOON, str(SENDER))
    assert raw == message(letter)[0]


@given(
    st.text(st.sampled_from("\r\n"), min_size=1),
    st.sampled_from(["subject", "language", "method", "unsubscribe"]),
)
def test_nothing_is_slipped_into_the_head(ends: str, where: str) -> None:
    """Whatever a letter holds: it is refused, or it is text."""
    slipped = f"x{ends}Bcc: spy@elsewhere.example"
    given: dict[str, Any] = {"subject": "s", "text": f"t{ends}", "news": True}
    given |= {"calendar": CalendarPart(method=slipped, data=b"")} if where == "method" else {where: slipped}
    with pytest.raises(PartnershipError):
        message(Letter(key="k", to="p@home.example", **given))


@given(st.integers(0, 1100))
def test_a_link_to_unsubscribe_at_is_whole_or_refused(length: int) -> None:
    """Beyond the usual 76 characters, up to what a line may hold; one press of a button goes with it."""
    link = f"https://de-beuk.example/{'a' * length}"
    letter = Letter(key="k", to="p@home.example", subject="s", text="t", news=True, unsubscribe=link)
    if len(link) > 978:
        with pytest.raises(PartnershipError, match="unsubscribe"):
            message(letter)
        return
    raw, _ = message(letter)
    assert (
        f"\r\nList-Unsubscribe: <{link}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n".encode()
        in raw
    )


def test_a_letter_of_one_part_and_a_subject_that_looks_encoded() -> None:
    """Plain text alone; words that look like something else stay words; half a letter is no reason to fail."""
    raw, read = message(
        Letter(key="k", to="p@home.example", subject="=?utf-8?q?no?=", text="Zo\u00eb \ud800\n")
    )
    assert (read.get_content_type(), words(read)) == ("text/plain", "Zoë ?\n")
    assert (str(read["Subject"]), b"=?utf-8?q?no?=" in raw) == ("=?utf-8?q?no?=", False)
