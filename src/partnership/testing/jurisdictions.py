"""The contract of a country's law: subclass it, give it one factory, and inherit the laws.

    class TestBelgium(JurisdictionContract):
        def make_jurisdiction(self) -> Jurisdiction:
            return Belgium()

What a law decides is its own; these are the promises no law may break: it always answers, never by a name, and what is
not known never opens anything. That the contract notices faults is tested with `partnership.testing.broken_jurisdictions`.
"""

from datetime import timedelta

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from partnership.people.disclosure import Aspect, Inquiry, Role, Viewer
from partnership.people.guardianship import Restriction, RestrictionKind
from partnership.people.names import PersonName
from partnership.people.standing import Decision, Question, Verdict
from partnership.people.validity import Validity
from partnership.ports import Jurisdiction
from partnership.testing.promises import Promises
from partnership.testing.strategies.people import pupils, questions

__all__ = ["JurisdictionContract"]

_ADULT = 18
_CALLED = PersonName(given="Xyzzy", family="Qwertyuiop")
_A_DAY = timedelta(days=1)


@st.composite
def _inquiries(draw: st.DrawFn) -> Inquiry:
    """A guardian or a pupil looks at something, or somebody of the school."""
    role = draw(st.sampled_from([Role.GUARDIAN, Role.PUPIL, Role.STAFF]))
    question = draw(questions())
    return Inquiry(
        viewer=Viewer(role=role, id="somebody"),
        aspect=draw(st.sampled_from(Aspect)),
        owners=frozenset({f"pupil:{question.pupil.id}"}),
        on=question.on,
        standing=question if role is Role.GUARDIAN else None,
        pupil=draw(st.none() | pupils()) if role is Role.PUPIL else None,
    )


class JurisdictionContract(Promises, contract=True):
    """The promises every law keeps."""

    factory = "make_jurisdiction"

    def make_jurisdiction(self) -> Jurisdiction:
        """The law."""
        raise NotImplementedError(f"{type(self).__name__}.make_jurisdiction: make your jurisdiction here")

    def test_every_question_is_answered(self) -> None:
        """With a rule, its ground and a reason in words, dated on the day that was asked about."""
        law = self.make_jurisdiction()

        @given(question=questions(), inquiry=_inquiries())
        def answered(question: Question, inquiry: Inquiry) -> None:
            for decision, on in (
                (law.decide(question), question.on),
                (law.may_disclose(inquiry), inquiry.on),
            ):
                assert isinstance(decision, Decision)
                assert decision.on == on
                assert all(text.strip() for text in (decision.rule, decision.ground, decision.why))

        answered()

    def test_the_same_question_has_the_same_answer(self) -> None:
        """Today and tomorrow, by the same law or another of its kind."""
        law = self.make_jurisdiction()

        @given(question=questions(), inquiry=_inquiries())
        def same(question: Question, inquiry: Inquiry) -> None:
            assert law.decide(question) == law.decide(question) == self.make_jurisdiction().decide(question)
            assert law.may_disclose(inquiry) == law.may_disclose(inquiry)

        same()

    def test_no_name_decides_or_is_repeated(self) -> None:
        """Who is called otherwise, and reached otherwise, gets the same answer in the same words."""
        law = self.make_jurisdiction()

        @given(question=questions())
        def nameless(question: Question) -> None:
            name = None if question.guardian.name is None else _CALLED
            guardian = attrs.evolve(question.guardian, name=name, details=())
            pupil = attrs.evolve(question.pupil, name=_CALLED)
            assert law.decide(attrs.evolve(question, guardian=guardian, pupil=pupil)) == law.decide(question)

        nameless()

    def test_without_a_link_nobody_is_told(self) -> None:
        """None at all, one that has ended, or one between others."""
        law = self.make_jurisdiction()

        @given(question=questions(), way=st.sampled_from(["none", "ended", "of others"]))
        def untold(question: Question, way: str) -> None:
            link = question.link
            if way == "none":
                link = None
            elif link is not None and way == "ended":
                link = attrs.evolve(link, valid=Validity(until=question.on - _A_DAY))
            elif link is not None:
                link = attrs.evolve(link, guardian=type(link.guardian)(f"not {question.guardian.id}"))
            assert law.decide(attrs.evolve(question, link=link)).verdict is not Verdict.ALLOW

        untold()

    def test_who_has_died_is_told_nothing(self) -> None:
        """No letter goes to a guardian the school knows to have died."""
        law = self.make_jurisdiction()

        @given(question=questions())
        def untold(question: Question) -> None:
            died = attrs.evolve(question.guardian, deceased=True)
            assert law.decide(attrs.evolve(question, guardian=died)).verdict is not Verdict.ALLOW

        untold()

    def test_an_order_opens_nothing(self) -> None:
        """While nobody has lifted it, running or run out, an order leaves a child's guardian no wider than before."""
        law = self.make_jurisdiction()

        @given(
            question=questions(),
            kind=st.sampled_from(RestrictionKind),
            begun=st.integers(0, 400),
            days=st.integers(1, 400),
        )
        def narrowed(question: Question, kind: RestrictionKind, begun: int, days: int) -> None:
            assume(question.link is not None and (question.pupil.age(question.on) or 0) < _ADULT)
            assert question.link is not None
            since = question.on - timedelta(days=begun)
            order = Restriction(kind=kind, valid=Validity(since=since, until=since + timedelta(days=days)))
            link = attrs.evolve(question.link, restrictions=(*question.link.restrictions, order))
            assert law.decide(attrs.evolve(question, link=link)).verdict is not Verdict.ALLOW

        narrowed()

    def test_an_unknown_birth_date_opens_nothing(self) -> None:
        """Neither for a guardian, for the pupil may be of age, nor for the pupil, who may be a child."""
        law = self.make_jurisdiction()

        @given(question=questions(), inquiry=_inquiries())
        def closed(question: Question, inquiry: Inquiry) -> None:
            unborn = attrs.evolve(question.pupil, birth_date=None)
            assert law.decide(attrs.evolve(question, pupil=unborn)).verdict is not Verdict.ALLOW
            pupil = attrs.evolve(inquiry, viewer=Viewer(role=Role.PUPIL, id="p"), standing=None)
            for known in (None, unborn):
                seen = law.may_disclose(attrs.evolve(pupil, pupil=known))
                assert seen.verdict is not Verdict.ALLOW

        closed()

    def test_of_an_adult_nothing_is_told_without_permission(self) -> None:
        """At 18, on the very birthday, everything but the pupil's own yes is no yes."""
        law = self.make_jurisdiction()

        @given(
            question=questions(),
            permits=st.sampled_from([None, False]),
            longer=st.just(0) | st.integers(0, 4_000),
        )
        def silent(question: Question, permits: bool | None, longer: int) -> None:  # noqa: FBT001 - a drawn value
            on = question.on - _A_DAY * (question.on.month == 2 and question.on.day == 29)
            born = on.replace(year=on.year - _ADULT) - longer * _A_DAY
            pupil = attrs.evolve(question.pupil, birth_date=born)
            asked = attrs.evolve(question, pupil=pupil, pupil_permits=permits)
            assert law.decide(asked).verdict is not Verdict.ALLOW

        silent()

    def test_nobody_sees_what_they_may_not_be_told(self) -> None:
        """To look is no way round: what a guardian has no standing for is not shown either."""
        law = self.make_jurisdiction()

        @given(inquiry=_inquiries())
        def shut(inquiry: Inquiry) -> None:
            if inquiry.standing is not None and law.decide(inquiry.standing).verdict is not Verdict.ALLOW:
                assert law.may_disclose(inquiry).verdict is not Verdict.ALLOW

        shut()

    def test_every_term_says_where_it_comes_from(self) -> None:
        """One term for a category, with its ground and where to read it."""
        terms = self.make_jurisdiction().retention()
        assert len({term.category for term in terms}) == len(terms)
        for term in terms:
            assert term.ground.strip() != ""
            assert term.source.strip() != ""
