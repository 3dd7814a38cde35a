"""One talk about several children: joined as the longest and heaviest of its parts would have it, and parted without a trace."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conferences.autumn import asked, autumn, clock, family

from partnership.conferences.conference import Conference, Pin, Subject, TalkRequest
from partnership.conferences.siblings import join_siblings, part_siblings
from partnership.errors import UnknownName
from partnership.ids import RequestId

PUPILS = ("noor", "sam", "zoe", "ali")
SUBJECTS = (Subject(id="report", minutes=10), Subject(id="choice", minutes=15))


@st.composite
def evenings(draw: st.DrawFn) -> Conference:
    """A family with four children and one teacher, who ask about each in a way of its own, among other families."""
    theirs = [
        asked(
            f"q{number}",
            "f1",
            pupils=pupil,
            minutes=draw(st.sampled_from((5, 10, 20))),
            weight=draw(st.integers(0, 3)),
            subject=draw(st.sampled_from((None, "report", "choice"))),
            run_over_minutes=draw(st.sampled_from((0, 5, 10))),
            before=draw(st.none() | st.just(Pin(start=clock("18:30")))),
        )
        for number, pupil in enumerate(PUPILS)
    ]
    others = [asked(f"o{number}", "f2") for number in range(2)]
    return autumn(
        parties=(family("f1", "fatima", " ".join(PUPILS)), family("f2", "bram")),
        subjects=SUBJECTS,
        requests=tuple(draw(st.permutations((*theirs, *others)))),
    )


def by_name(conference: Conference) -> dict[str, TalkRequest]:
    """Each request by its id."""
    return {each.id: each for each in conference.requests}


@given(evenings(), st.permutations([RequestId(f"q{number}") for number in range(4)]), st.integers(2, 3))
def test_a_joined_talk_is_all_of_its_parts(evening: Conference, names: list[RequestId], count: int) -> None:
    """It stands where the first named stood, lasts and runs over as the longest, weighs as all, and is new to everybody."""
    known, chosen = by_name(evening), names[:count]
    joined = join_siblings(evening, chosen, id=RequestId("both"))
    place = [each.id for each in evening.requests if each.id == chosen[0] or each.id not in chosen]
    assert [each.id for each in joined.requests] == [
        RequestId("both") if name == chosen[0] else name for name in place
    ]
    parts = [known[name] for name in chosen]
    assert by_name(joined)["both"] == attrs.evolve(
        parts[0],
        id=RequestId("both"),
        pupils=tuple(each.pupils[0] for each in parts),
        minutes=max(each.minutes for each in parts),
        weight=sum(each.weight for each in parts),
        run_over_minutes=max(each.run_over_minutes for each in parts),
        before=None,
    )


@given(evenings(), st.permutations([RequestId(f"q{number}") for number in range(4)]))
def test_parting_one_undoes_only_that_one(evening: Conference, names: list[RequestId]) -> None:
    """Two joined talks: the other stays joined, and when both are parted everybody asks what they asked."""
    one, other = RequestId("one"), RequestId("other")
    joined = join_siblings(join_siblings(evening, names[:2], id=one), names[2:], id=other)
    half = part_siblings(joined, one)
    assert [each.request for each in half.joined] == [other]
    assert by_name(half) == {
        name: each
        for name, each in {**by_name(evening), **by_name(joined)}.items()
        if name not in {one, *names[2:]}
    }
    with pytest.raises(UnknownName, match=r'^unknown joined request "one"'):
        part_siblings(half, one)
    whole = part_siblings(half, other)
    assert by_name(whole) == by_name(evening)
    assert whole.joined == ()


def test_a_joined_talk_that_was_taken_back_cannot_be_parted() -> None:
    """The family withdrew it: there is nothing in whose place the parts could come."""
    evening = autumn(
        parties=(family("f1", "fatima", "noor sam"), family("f2", "bram")),
        requests=(asked("q1", "f1", pupils="noor"), asked("q2", "f1", pupils="sam"), asked("q3", "f2")),
    )
    joined = join_siblings(evening, [RequestId("q1"), RequestId("q2")], id=RequestId("both"))
    gone = attrs.evolve(joined, requests=joined.requests[1:])
    with pytest.raises(UnknownName, match=r'^unknown joined request "both"'):
        part_siblings(gone, RequestId("both"))
