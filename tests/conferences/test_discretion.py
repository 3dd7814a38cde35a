"""Which families must not be recognised: by a plain look at every pair."""

from hypothesis import given
from tests.conferences.autumn import asked, autumn, family

from partnership.conferences.conference import Conference, Party
from partnership.conferences.discretion import discreet_parties
from partnership.conferences.table import Cast
from partnership.testing.strategies.conferences import conferences


def children(party: Party, conference: Conference) -> set[str]:
    """Whom a party speaks about, in its own words or in those of its requests."""
    named = {pupil for each in conference.requests if each.party == party.id for pupil in each.pupils}
    return named | {*party.pupils}


@given(conferences())
def test_who_shares_a_child_or_is_kept_apart_is_discreet(conference: Conference) -> None:
    """Both of any two parties, and nobody else."""
    expected = {
        one.id
        for one in conference.parties
        for other in conference.parties
        if one.id != other.id
        and (
            children(one, conference) & children(other, conference)
            or any({one.id, other.id} <= {*rule.parties} for rule in conference.keep_apart)
        )
    }
    assert discreet_parties(Cast(conference)) == expected


def test_a_child_that_only_a_request_names_counts_too() -> None:
    """Noor's father is a party without pupils who asks for a talk about her, both Max's parents are; Els shares nobody."""
    conference = autumn(
        parties=(
            family("mother", "fatima", "noor"),
            family("father", "bram"),
            family("els", "els", "sam"),
            family("zoe", "zoe"),
            family("omar", "omar"),
            family("ana", "ana"),
        ),
        requests=(
            asked("q1", "father", pupils="noor"),
            asked("q2", "els", pupils="sam"),
            asked("q3", "zoe", pupils="max"),
            asked("q4", "omar", pupils="max"),
            asked("q5", "ana", pupils="lea"),
        ),
    )
    assert discreet_parties(Cast(conference)) == {"mother", "father", "zoe", "omar"}
