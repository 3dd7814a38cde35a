"""A draft made into the letter that a messenger carries: greeting, paragraphs, the name of the school."""

import re

from partnership.languages.direction import balanced, isolated
from partnership.ports import CalendarPart, Letter
from partnership.serial.letter_page import letter_page
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
    words = words_for(recipient.language, recipient.otherwise)
    parts = [
        _printed(each)
        for each in (
            words.greeting(recipient.name),
            *draft.paragraphs,
            f"{words.regards}\n{isolated(school, within=words.tag)}".strip(),
            words.no_reply,
        )
    ]
    language = draft.language or words.tag
    return Letter(
        key=key,
        to=to,
        subject=balanced(_GAPS.sub(" ", _NOT_PRINTED.sub(" ", draft.subject)).strip()),
        text=balanced("\n\n".join(parts)) + "\n",
        html=draft.page
        or letter_page(parts, language=words.tag, headings=frozenset(map(_printed, draft.headings))),
        language=language,
        news=draft.news,
        unsubscribe=draft.unsubscribe or unsubscribe,
        calendar=calendar,
        mark=mark,
    )


def _printed(text: str) -> str:
    return _NOT_PRINTED.sub("", text)
