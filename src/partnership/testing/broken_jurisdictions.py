"""A law that keeps every promise, with one fault each: what `JurisdictionContract` must tell apart."""

import itertools
from collections.abc import Mapping
from typing import Any, cast

import attrs

from partnership.people.disclosure import Inquiry, Role
from partnership.people.retention import Category, Retention
from partnership.people.standing import Decision, Question, Verdict

__all__ = ["BROKEN", "Sound"]

_ADULT = 18
_COUNT = itertools.count()


class Sound:
    """Tells every guardian who holds a link about a child, unless an order or a gap in what is known stands in the way."""

    def decide(self, question: Question) -> Decision:
        """Yes, unless something is against it."""
        verdict = Verdict.DENY if self.against(question) else Verdict.ALLOW
        return Decision(
            verdict=verdict, rule="sound.link", ground="house law 1", why="by the link", on=question.on
        )

    def against(self, question: Question) -> bool:
        """Whether anything is."""
        return self.unlinked(question) or question.guardian.has_died(question.on) or self.closed(question)

    def unlinked(self, question: Question) -> bool:
        """Whether no link holds."""
        return question.held_link is None

    def closed(self, question: Question) -> bool:
        """Whether an order, an unknown birth date or the pupil's own say closes it."""
        return self.ordered(question) or self.ageless(question) or self.adult(question)

    def ordered(self, question: Question) -> bool:
        """Whether an order stands that nobody lifted."""
        return question.link is not None and bool(tuple(question.link.restricted(question.on)))

    def ageless(self, question: Question) -> bool:
        """Whether nobody knows how old the pupil is."""
        return question.pupil.birth_date is None

    def adult(self, question: Question) -> bool:
        """Whether the pupil is of age and did not say yes."""
        return (question.pupil.age(question.on) or 0) >= _ADULT and not question.pupil_permits

    def may_disclose(self, inquiry: Inquiry) -> Decision:
        """What one may be told one may see; a pupil of a known age sees."""
        if inquiry.standing is not None:
            return self.decide(inquiry.standing)
        pupil = inquiry.pupil
        shut = inquiry.viewer.role is Role.PUPIL and (pupil is None or pupil.birth_date is None)
        verdict = Verdict.DENY if shut else Verdict.ALLOW
        return Decision(
            verdict=verdict, rule="sound.look", ground="house law 2", why="by the house", on=inquiry.on
        )

    def retention(self) -> tuple[Retention, ...]:
        """Two years, by the house."""
        return (Retention(category=Category.FILE, years=2, ground="house law 3", source="the house"),)


class Mute(Sound):
    """Gives no reason."""

    def decide(self, question: Question) -> Decision:
        return attrs.evolve(super().decide(question), why=" ")


class Speechless(Sound):
    """Has nothing to say to some."""

    def decide(self, question: Question) -> Decision:
        return super().decide(question) if question.requested else cast("Decision", None)


class Moody(Sound):
    """Decides otherwise every other time."""

    def decide(self, question: Question) -> Decision:
        verdict = Verdict.ASK if next(_COUNT) % 2 else Verdict.DENY
        return attrs.evolve(super().decide(question), verdict=verdict)


class Gossip(Sound):
    """Says whom it is about."""

    def decide(self, question: Question) -> Decision:
        found = super().decide(question)
        return attrs.evolve(found, why=f"{found.why} to {question.pupil.name.full}")


class ByAddress(Sound):
    """Takes an address for authority."""

    def against(self, question: Question) -> bool:
        return super().against(question) or bool(question.guardian.details)


class Trusting(Sound):
    """Lets anybody who was ever linked be told."""

    def unlinked(self, question: Question) -> bool:
        return question.link is None


class Medium(Sound):
    """Writes to the dead."""

    def against(self, question: Question) -> bool:
        living = attrs.evolve(question.guardian, deceased=False, deceased_on=None)
        return super().against(attrs.evolve(question, guardian=living))


class Forgetful(Sound):
    """Takes an order that ran out for one that was lifted."""

    def ordered(self, question: Question) -> bool:
        link = question.link
        return link is not None and any(question.on in each.valid for each in link.restricted(question.on))


class Assuming(Sound):
    """Takes whoever has no birth date for a child."""

    def ageless(self, question: Question) -> bool:
        del question
        return False


class Parental(Sound):
    """Lets guardians go on deciding for an adult."""

    def adult(self, question: Question) -> bool:
        del question
        return False


class BackDoor(Sound):
    """Shows what it would not tell."""

    def may_disclose(self, inquiry: Inquiry) -> Decision:
        return super().may_disclose(attrs.evolve(inquiry, standing=None))


class Unfounded(Sound):
    """Has terms that nobody can look up."""

    def retention(self) -> tuple[Retention, ...]:
        return tuple(attrs.evolve(each, source="") for each in super().retention())


class Twice(Sound):
    """Has two terms for one category."""

    def retention(self) -> tuple[Retention, ...]:
        return (*super().retention(), *(attrs.evolve(each, years=9) for each in super().retention()))


BROKEN: Mapping[type[Any], tuple[str, ...]] = {
    Mute: ("test_every_question_is_answered",),
    Speechless: ("test_every_question_is_answered",),
    Moody: ("test_the_same_question_has_the_same_answer",),
    Gossip: ("test_no_name_decides_or_is_repeated",),
    ByAddress: ("test_no_name_decides_or_is_repeated",),
    Trusting: ("test_without_a_link_nobody_is_told",),
    Medium: ("test_who_has_died_is_told_nothing",),
    Forgetful: ("test_an_order_opens_nothing",),
    Assuming: ("test_an_unknown_birth_date_opens_nothing",),
    Parental: ("test_of_an_adult_nothing_is_told_without_permission",),
    BackDoor: ("test_nobody_sees_what_they_may_not_be_told",),
    Unfounded: ("test_every_term_says_where_it_comes_from",),
    Twice: ("test_every_term_says_where_it_comes_from",),
}
"""Each broken law and the promises that have to find it."""
