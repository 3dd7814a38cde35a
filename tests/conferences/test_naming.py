"""What rules and preferences are called, and how they travel to another process."""

import copy
import pickle
from collections.abc import Iterator, Sequence

import pytest

from partnership.conferences.conference import Weights
from partnership.conferences.naming import named_after, words_of
from partnership.conferences.objections import Objection
from partnership.conferences.preferences import Preference, Whose, preference
from partnership.conferences.rules import STANDARD, rule
from partnership.conferences.table import Cast, Table, Talk


def never(talk: Talk, table: Table) -> Iterator[Objection]:
    """No talk at all (X1)."""
    yield Objection(rule="never", request=talk.id, text="no talk at all")


def test_a_standard_rule_is_the_same_object_there() -> None:
    """So whoever asks whether it still holds is told so."""
    for each in (*STANDARD.rules.values(), *STANDARD.preferences.values()):
        assert pickle.loads(pickle.dumps(each)) is each  # noqa: S301 - we wrote it a moment ago


def test_a_rule_that_is_not_what_its_function_is_called_travels_whole() -> None:
    """An adopter who keeps the function and makes the rule elsewhere loses nothing."""
    made = rule(version=3)(never)
    there = pickle.loads(pickle.dumps(made))  # noqa: S301 - we wrote it a moment ago
    assert there == made
    assert (there.name, there.version, there.number, there.summary) == ("never", 3, "X1", "No talk at all.")


def _late_talks_(talks: Sequence[Talk], party: str, cast: Cast) -> int:
    """No family comes late (X2, X13), or so we hope.

    Of a talk at nine nobody is the better (X4).
    """
    return len(talks) + len(cast.parties) + len(party)


def test_a_preference_is_named_and_worded_by_its_function() -> None:
    """The first line is its summary, without the numbers it is known by in a design; whoever says otherwise is heard."""
    made = preference(of="party", points="extra_sitting")(_late_talks_)
    assert made == Preference(
        name="late-talks",
        of=Whose.PARTY,
        count=_late_talks_,
        points="extra_sitting",
        summary="No family comes late, or so we hope.",
        number="X2, X13",
    )
    own = preference(of=Whose.STAFF, points=3, name="own", summary="Ours.", version=2)(_late_talks_)
    assert (own.name, own.of, own.points) == ("own", Whose.STAFF, 3)
    assert [each.each(Weights(extra_sitting=12)) for each in (made, own)] == [12, 3]
    assert (own.summary, own.version, own.number) == ("Ours.", 2, "X2, X13")
    plain = preference(of="conference", points=1, name="plain")(lambda *_: 0)
    assert (plain.name, plain.summary, plain.number) == ("plain", "", "")


@pytest.mark.parametrize(
    ("called", "name"), [("staff_clash", "staff-clash"), ("__X_ray_at_X_", "X-ray-at-X"), ("one", "one")]
)
def test_a_name_has_dashes_and_no_more(called: str, name: str) -> None:
    """Underscores between words are dashes, those around them nothing; no letter is lost."""

    def work() -> None:
        """Work."""

    work.__name__ = called
    assert (named_after(work), words_of(work)) == (name, {"summary": "Work.", "number": ""})


def test_a_preference_travels_as_a_rule_does() -> None:
    """Made of a function that keeps its name it travels whole; made where no module knows of it, it can be copied."""
    made = preference(of="party", points=7, version=3)(_late_talks_)
    there = pickle.loads(pickle.dumps(made))  # noqa: S301 - we wrote it a moment ago
    assert (there, there.version, there.summary) == (made, 3, made.summary)

    def nowhere(talks: Sequence[Talk], party: str, cast: Cast) -> int:
        """Nowhere."""
        return len(talks) + len(cast.parties) + len(party)

    here = preference(of="party", points=7)(nowhere)
    assert copy.deepcopy(here) == here
