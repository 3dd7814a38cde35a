"""The digest: what a guardian was not told at once this week, in one letter, thing after thing."""

from collections.abc import Sequence

import attrs

from partnership.languages.tables import Tables
from partnership.services.letters.drafts import Draft

__all__ = ["DIGEST", "digest_of"]

DIGEST = "digest"
"""The topic of the message that a digest is."""


@attrs.frozen(kw_only=True)
class _Words:
    """One language: what a digest is called, and how it begins."""

    tag: str
    subject: str
    says: str


TABLES = Tables(
    "digests",
    _Words(
        tag="en",
        subject="News from school this week",
        says="This is what there was to tell you this week:",
    ),
    _Words(
        tag="nl",
        subject="Nieuws van school deze week",
        says="Dit is wat er deze week aan u te vertellen was:",
    ),
)


def digest_of(drafts: Sequence[Draft], language: str) -> Draft:
    """One draft of several, in their order; of one, that one as it is.

    Args:
        drafts: What is to be told, one at least.
        language: BCP 47 tag of the words around them, one of those letters are written in.
    """
    if len(drafts) == 1:
        return drafts[0]
    words = TABLES.of(language)
    return Draft(
        subject=words.subject,
        paragraphs=(words.says, *(part for each in drafts for part in (each.subject, *each.paragraphs))),
        headings=frozenset(each.subject for each in drafts),
        until=min((each.until for each in drafts if each.until is not None), default=None),
        news=any(each.news for each in drafts),
    )
