"""The monthly newsletter of a class: goals with a tip for home, dates from the calendar, activities, help at home.

What was sent never changes; a mistake is put right by an erratum, an edition of its own.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

import attrs

from partnership.calendars import Days, Recurrence, SchoolCalendar
from partnership.contact.naming import names_any
from partnership.errors import IllegalStep, InvalidInput, InvalidValue, Problem
from partnership.ids import ClassId, EditionId

__all__ = [
    "DateItem",
    "Edition",
    "EditionState",
    "GoalItem",
    "Variant",
    "dates_of",
    "erratum_of",
    "rewritten",
    "stepped",
    "translated",
    "without_tips",
]


class EditionState(StrEnum):
    """How far an edition is."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    SENT = "sent"
    ARCHIVED = "archived"


_NEXT: Mapping[EditionState, tuple[EditionState, ...]] = {
    EditionState.DRAFT: (EditionState.REVIEWED,),
    EditionState.REVIEWED: (EditionState.APPROVED, EditionState.DRAFT),
    EditionState.APPROVED: (EditionState.SENT, EditionState.DRAFT),
    EditionState.SENT: (EditionState.ARCHIVED,),
    EditionState.ARCHIVED: (),
}
_FINAL = frozenset({EditionState.SENT, EditionState.ARCHIVED})


@attrs.frozen(kw_only=True)
class GoalItem:
    """A goal of this month, and what a family can do for it at home.

    Attributes:
        goal: In words.
        tips: For home, one at least before the edition is reviewed.
    """

    goal: str
    tips: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, order=True)
class DateItem:
    """A day of the calendar to keep in mind."""

    day: date
    what: str


@attrs.frozen(kw_only=True)
class Variant:
    """An edition in another language.

    Attributes:
        language: BCP 47 tag.
        text: The whole of it.
        checked: Whether a person read it; a machine's is not sent.
        of: The digest of the text it was made from.
    """

    language: str
    text: str = attrs.field(repr=False)
    checked: bool = False
    of: str


@attrs.frozen(kw_only=True)
class Edition:
    """One newsletter of one class in one school month.

    Attributes:
        month: Year and month, such as `(2026, 9)`.
        language: Of the text as it is written.
        goals: The goals of the month.
        dates: From the calendar (`dates_of`).
        activities: What is going on.
        help_at_home: How to help.
        variants: In other languages, one for each.
        corrects: The edition this is an erratum of; None for an edition of its own.

    Raises:
        InvalidValue: A month that is none, or two variants in one language.
    """

    id: EditionId
    class_id: ClassId
    month: tuple[int, int]
    language: str = "nl"
    goals: tuple[GoalItem, ...] = ()
    dates: tuple[DateItem, ...] = ()
    activities: tuple[str, ...] = ()
    help_at_home: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    corrects: EditionId | None = None
    state: EditionState = EditionState.DRAFT

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.month[1] <= 12:  # noqa: PLR2004 - months of a year
            raise InvalidValue("month", f"{self.month[1]} is no month")
        languages = [self.language, *(each.language for each in self.variants)]
        if len(set(languages)) < len(languages):
            raise InvalidValue("variants", "two are in one language")

    @property
    def text(self) -> str:
        """All of it in plain words, section by section."""
        sections = (
            "\n".join(line for item in self.goals for line in (item.goal, *item.tips)),
            "\n".join(f"{item.day.isoformat()} {item.what}" for item in self.dates),
            "\n".join(self.activities),
            "\n".join(self.help_at_home),
        )
        return "\n\n".join(each for each in sections if each)

    @property
    def digest(self) -> str:
        """What tells whether the text changed since a variant was made of it."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def is_stale(self, variant: Variant) -> bool:
        """Whether the text changed after this variant was made."""
        return variant.of != self.digest

    def text_for(self, language: str) -> tuple[str, str]:
        """The language and text for who reads this language: a checked variant that is not stale, or the text itself."""
        wanted = language.split("-", maxsplit=1)[0].casefold()
        for variant in self.variants:
            fit = variant.language.split("-")[0].casefold() == wanted
            if fit and variant.checked and not self.is_stale(variant):
                return variant.language, variant.text
        return self.language, self.text


def dates_of(
    calendar: SchoolCalendar, month: tuple[int, int], recurrences: Iterable[Recurrence] = ()
) -> tuple[DateItem, ...]:
    """The dates of a month as the calendar has them: days off that begin in it, and what comes back on school days."""
    year, number = month
    first = date(year, number, 1)
    days = Days(first, date(year + number // 12, number % 12 + 1, 1))
    found = [
        DateItem(day=each.days.start, what=each.name) for each in calendar.off if each.days.start in days
    ]
    found += [
        DateItem(day=day, what=each.name) for each in recurrences for day in calendar.recurring(each, days)
    ]
    return tuple(sorted(found))


def stepped(edition: Edition, to: EditionState, *, unconsented: Sequence[str] = ()) -> Edition:
    """The edition one step further, or back to a draft.

    Args:
        edition: Which.
        to: The next state.
        unconsented: Names of pupils who may not be named in public; none of them is repeated.

    Raises:
        IllegalStep: From here it cannot become this.
        InvalidInput: It is to leave the draft, or to be sent, and something is missing or somebody is named; all at once.
    """
    if to not in _NEXT[edition.state]:
        raise IllegalStep(
            f"newsletter {edition.id}",
            state=str(edition.state),
            step=f"become {to}",
            allowed=[f"become {each}" for each in _NEXT[edition.state]],
        )
    problems = (
        [] if to in {EditionState.DRAFT, EditionState.ARCHIVED} else list(_problems(edition, unconsented))
    )
    if problems:
        raise InvalidInput(problems, source=f"newsletter {edition.id}")
    return attrs.evolve(edition, state=to)


def rewritten(edition: Edition, **sections: object) -> Edition:
    """The edition with other sections; its variants are stale from then on, and it is a draft again.

    Raises:
        IllegalStep: It was sent: make an erratum.
    """
    if edition.state in _FINAL:
        raise IllegalStep(
            f"newsletter {edition.id}",
            state=str(edition.state),
            step="be rewritten",
            allowed=["get an erratum"],
        )
    return attrs.evolve(edition, state=EditionState.DRAFT, **sections)  # type: ignore[arg-type] # attrs checks the names


def translated(edition: Edition, language: str, text: str, *, checked: bool) -> Edition:
    """The edition with a text in another language, in the place of the one before.

    Raises:
        IllegalStep: It was sent.
    """
    if edition.state in _FINAL:
        raise IllegalStep(
            f"newsletter {edition.id}", state=str(edition.state), step="be translated", allowed=[]
        )
    made = Variant(language=language, text=text, checked=checked, of=edition.digest)
    others = tuple(each for each in edition.variants if each.language != language)
    return attrs.evolve(edition, variants=(*others, made))


def erratum_of(edition: Edition, id: EditionId, **sections: object) -> Edition:
    """A new draft that puts right what was sent; the sent one stays as it was.

    Raises:
        IllegalStep: It was not sent yet: rewrite it instead.
    """
    if edition.state not in _FINAL:
        raise IllegalStep(
            f"newsletter {edition.id}",
            state=str(edition.state),
            step="get an erratum",
            allowed=["be rewritten"],
        )
    draft = attrs.evolve(edition, id=id, corrects=edition.id, state=EditionState.DRAFT, variants=())
    return attrs.evolve(draft, **sections)  # type: ignore[arg-type] # attrs checks the names


def without_tips(edition: Edition) -> Iterator[Problem]:
    """Each goal that has no tip for home."""
    for number, item in enumerate(edition.goals):
        if not any(tip.strip() for tip in item.tips):
            yield Problem(f"$.goals[{number}].tips", "has no tip for home: a family wants to know what to do")


def _problems(edition: Edition, unconsented: Sequence[str]) -> Iterator[Problem]:
    if edition.corrects is None and not edition.goals:
        yield Problem("$.goals", "is empty: say what the class is learning")
    yield from without_tips(edition)
    texts = [("$", edition.text)]
    texts += [(f"$.variants[{number}]", each.text) for number, each in enumerate(edition.variants)]
    for path, text in texts:
        if names_any(text, unconsented):
            yield Problem(
                path, "names a pupil without consent to be named: leave the name out, or ask for it"
            )
