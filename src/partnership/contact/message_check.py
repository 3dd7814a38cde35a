"""Checking a message before it goes: a fact, what it means, a next step; no other child; a right to it; the right language.

Everything found is a remark with what to do about it. Only a missing right forbids sending.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import attrs

from partnership.contact.naming import names_any
from partnership.contact.readability import readability
from partnership.ids import GuardianId
from partnership.people.standing import Decision, Verdict

__all__ = ["EASY", "Draft", "Remark", "Weight", "check_message"]

EASY = 60.0
"""A text that scores less is hard for many; the writer is told, and decides."""


class Weight(StrEnum):
    """How much a remark weighs: something to think of, to mend, or a reason not to send."""

    HINT = "hint"
    MEND = "mend"
    STOP = "stop"


@attrs.frozen(kw_only=True)
class Draft:
    """A message as it is about to be sent about one pupil.

    Attributes:
        fact: What was seen.
        meaning: What that means.
        next_step: What somebody can do.
        language: BCP 47 tag of the words.
        recipients: To whom, with the language each reads.
        rights: Per recipient, what the law and the school decided about telling them.
        also: Who else would receive it, such as `staff:ib`.
    """

    fact: str = attrs.field(default="", repr=False)
    meaning: str = attrs.field(default="", repr=False)
    next_step: str = attrs.field(default="", repr=False)
    language: str = "nl"
    recipients: Mapping[GuardianId, str] = attrs.field(factory=dict)
    rights: Mapping[GuardianId, Decision] = attrs.field(factory=dict)
    also: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it, as it is read."""
        return "\n\n".join(part for part in (self.fact, self.meaning, self.next_step) if part.strip())


@attrs.frozen(kw_only=True)
class Remark:
    """One thing about a draft.

    Attributes:
        where: The part it is about, such as `$.next_step`.
        says: What is the matter, and what to do about it.
    """

    weight: Weight
    where: str
    says: str


def check_message(draft: Draft, *, other_children: Iterable[str] = ()) -> tuple[Remark, ...]:
    """Everything there is to say about a draft, in the order of its parts.

    Args:
        draft: What is to be sent.
        other_children: Names of other pupils, as they are called; none of them is repeated in a remark.
    """
    return (
        *_parts(draft),
        *_others(draft, other_children),
        *_recipients(draft),
        *_reading(draft),
    )


def _parts(draft: Draft) -> Iterator[Remark]:
    for field, says in (
        ("fact", "say what was seen, without a judgment"),
        ("meaning", "say what it means for the pupil"),
        ("next_step", "give one step somebody can do"),
    ):
        if not getattr(draft, field).strip():
            yield Remark(weight=Weight.MEND, where=f"$.{field}", says=f"is empty: {says}")


def _others(draft: Draft, names: Iterable[str]) -> Iterator[Remark]:
    wanted = tuple(names)
    for field in ("fact", "meaning", "next_step"):
        if names_any(getattr(draft, field), wanted):
            yield Remark(
                weight=Weight.MEND, where=f"$.{field}", says="names another child: leave the name out"
            )


def _recipients(draft: Draft) -> Iterator[Remark]:
    if not draft.recipients:
        yield Remark(weight=Weight.MEND, where="$.recipients", says="is empty: say whom it is for")
    for guardian, language in draft.recipients.items():
        where = f"$.recipients[{guardian}]"
        decision = draft.rights.get(guardian)
        if decision is None or decision.verdict is Verdict.ASK:
            says = "nobody decided whether this guardian may be told: ask, before it is sent"
            yield Remark(weight=Weight.STOP, where=where, says=says)
        elif decision.verdict is Verdict.DENY:
            says = f"this guardian may not be told this ({decision.rule}): take them off"
            yield Remark(weight=Weight.STOP, where=where, says=says)
        if language.split("-")[0] != draft.language.split("-")[0]:
            says = f"reads {language}, and this is in {draft.language}: have it translated, or call with an interpreter"
            yield Remark(weight=Weight.HINT, where=where, says=says)
    if draft.also:
        says = f"also goes to {', '.join(draft.also)}: be sure that the family knows"
        yield Remark(weight=Weight.HINT, where="$.also", says=says)


def _reading(draft: Draft) -> Iterator[Remark]:
    if draft.language.split("-")[0] != "nl":
        return
    found = readability(draft.text)
    if found.score is not None and found.score < EASY:
        says = f"reads hard ({found.score}): shorter sentences and shorter words help"
        yield Remark(weight=Weight.HINT, where="$", says=says)
    for word in found.jargon:
        yield Remark(weight=Weight.HINT, where="$", says=f"explain {word!r}, or say it in plain words")
