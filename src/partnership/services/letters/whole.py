"""A draft made into the letter that a messenger carries: greeting, paragraphs, the name of the school."""

import re
from html import escape

from partnership.ports import CalendarPart, Letter
from partnership.services.letters.drafts import Draft
from partnership.services.letters.recipients import Recipient
from partnership.services.letters.words import words_for

__all__ = ["letter_of"]

_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_GAPS = re.compile(r"\s+")


def letter_of(
    draft: Draft,
    recipient: Recipient,
    *,
    key: str,
    to: str,
    school: str,
    calendar: CalendarPart | None = None,
    unsubscribe: str | None = None,
    mark: str | None = None,
) -> Letter:
    """The whole letter, in plain words and as a simple page.

    Args:
        draft: What it says.
        recipient: Who reads it.
        key: Of the message.
        to: Their address on the channel it goes by.
        school: What the school is called; may be empty.
        calendar: An invitation to go with it.
        unsubscribe: Where to unsubscribe; None where the draft says, or nowhere.
        mark: What its envelope may show.
    """
    words = words_for(recipient.language)
    greeting = f"{words.dear} {recipient.name}," if recipient.name else f"{words.dear},"
    parts = [
        _printed(each)
        for each in (greeting, *draft.paragraphs, f"{words.regards}\n{school}".strip(), words.no_reply)
    ]
    return Letter(
        key=key,
        to=to,
        subject=_GAPS.sub(" ", _NOT_PRINTED.sub(" ", draft.subject)).strip(),
        text="\n\n".join(parts) + "\n",
        html=draft.page or _page(parts, words.tag, frozenset(map(_printed, draft.headings))),
        language=draft.language or words.tag,
        news=draft.news,
        unsubscribe=draft.unsubscribe or unsubscribe,
        calendar=calendar,
        mark=mark,
    )


def _printed(text: str) -> str:
    return _NOT_PRINTED.sub("", text)


def _page(parts: list[str], language: str, headings: frozenset[str]) -> str:
    body = "\n".join(
        f"<h2>{escape(part)}</h2>" if part in headings else f"<p>{escape(part).replace(chr(10), '<br>')}</p>"
        for part in parts
    )
    return f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>\n'
