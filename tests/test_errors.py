"""Errors carry fields for a program and a sentence for a person, and survive the trip between processes."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership import errors
from partnership.errors import (
    AlreadyDone,
    CommitUnknown,
    Conflict,
    DuplicateName,
    IllegalStep,
    InvalidInput,
    InvalidValue,
    MissingExtra,
    NewerSchema,
    NotFound,
    OnHold,
    PartnershipError,
    PluginFailed,
    Problem,
    Retry,
    ShrinkRefused,
    StoreFailed,
    Taken,
    UnknownName,
    did_you_mean,
)

WORDED: list[tuple[PartnershipError, str]] = [
    (
        InvalidInput([Problem("$.a", "is required"), Problem("$.b", "expected text")], source="evening.json"),
        "evening.json: 2 problems\n  $.a: is required\n  $.b: expected text",
    ),
    (InvalidInput([Problem("$", "expected an object")]), "input: 1 problem\n  $: expected an object"),
    (InvalidValue("minutes", "cannot be negative"), "minutes: cannot be negative"),
    (
        IllegalStep("talk q1", state="held", step="cancel", allowed=["follow up"]),
        "talk q1 is held and cannot cancel; from there: follow up",
    ),
    (
        IllegalStep("talk q1", state="held", step="cancel", allowed=[]),
        "talk q1 is held and cannot cancel; nothing follows that",
    ),
    (
        UnknownName("solver", "partnerschip", known=["partnership", "cp-sat"]),
        'unknown solver "partnerschip"; did you mean "partnership"?',
    ),
    (UnknownName("solver", "x", known=["b", "a"]), 'unknown solver "x"; known: a, b'),
    (UnknownName("solver", "x", known=[]), 'unknown solver "x"; none are known'),
    (NotFound("conference", "c1"), "no conference with id 'c1' at this school"),
    (
        Conflict("talk", "q1", expected=3, found=4),
        "talk 'q1' was expected at revision 3 but is at revision 4",
    ),
    (Conflict("talk", "q1", expected=None, found=1), "talk 'q1' is there already, at revision 1"),
    (Taken([("staff:jansen", 10), ("staff:jansen", 11)]), "2 claimed moment(s) already taken"),
    (Retry("the database is busy"), "the database is busy"),
    (StoreFailed("the disk is full"), "the disk is full"),
    (
        NewerSchema("school.db", found=3, known=1),
        "school.db has schema 3, this version knows up to 1: upgrade partnership",
    ),
    (
        ShrinkRefused(ending=40, standing=100, limit=0.2),
        (
            "this snapshot would end 40 of 100 links, more than 20%: "
            "check that the export is complete, or allow it explicitly"
        ),
    ),
    (CommitUnknown("the answer was lost"), "the answer was lost"),
    (AlreadyDone("op-1"), "this operation was done before; it was not done again"),
    (
        OnHold(["pupil:p2", "guardian:g1"]),
        "nothing was erased: a legal hold is on guardian:g1, pupil:p2; release it first, with a reason",
    ),
    (MissingExtra("the SQL store", "sql"), "the SQL store needs an extra: pip install 'partnership[sql]'"),
    (
        DuplicateName("store", "sqlite", plugins=["a", "b"]),
        'two plug-ins offer the store "sqlite": a and b; block one in the settings',
    ),
    (PluginFailed("magister", doing="reading a roster"), 'plug-in "magister" failed while reading a roster'),
]


@pytest.mark.parametrize(("error", "words"), WORDED, ids=lambda value: type(value).__name__)
def test_the_words(error: PartnershipError, words: str) -> None:
    """An error says what is wrong and, where it can, what to do next."""
    assert str(error) == words


@pytest.mark.parametrize("error", [error for error, _ in WORDED], ids=lambda value: type(value).__name__)
def test_an_error_survives_pickling(error: PartnershipError) -> None:
    """An error raised in a worker process arrives with its type, words and fields."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_every_error_is_tried() -> None:
    """The list above leaves no error out."""
    kinds = {
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, PartnershipError)
    }
    assert kinds - {type(error) for error, _ in WORDED} == {PartnershipError}


def test_errors_are_also_what_python_would_raise() -> None:
    """Who catches ValueError, LookupError or ImportError catches ours of that nature too."""
    assert issubclass(InvalidInput, ValueError)
    assert issubclass(InvalidValue, ValueError)
    assert issubclass(UnknownName, LookupError)
    assert issubclass(NotFound, LookupError)
    assert issubclass(MissingExtra, ImportError)


def test_a_near_miss_is_named_before_the_whole_list() -> None:
    """One likely name helps more than forty known ones."""
    assert did_you_mean("stafff", ["staff", "parties"]) == '; did you mean "staff"?'
    assert did_you_mean("q", ["staff", "parties", "staff"]) == "; known: parties, staff"
    assert did_you_mean("q", []) == "; none are known"
    assert did_you_mean("q", ["staff"], listed=False) == ""


@given(st.sets(st.text("abc", min_size=1, max_size=4), max_size=80))
def test_a_sentence_lists_at_most_thirty_known_names_and_counts_the_rest(known: set[str]) -> None:
    """Four hundred families are no help; the error itself has all of them."""
    error = UnknownName("family", "q", known=known)
    listed = str(error).partition("; known: ")[2].split(" and ")[0].split(", ") if known else []
    assert listed == sorted(known)[:30]
    assert str(error).endswith(f" and {len(known) - 30} more") == (len(known) > 30)
    assert error.known == tuple(sorted(known))
