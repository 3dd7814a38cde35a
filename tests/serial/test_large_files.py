"""A hundred thousand requests: read whole, or refused with every fault named and a message a person can read."""

import json
from typing import Any

import pytest

from partnership.errors import InvalidInput
from partnership.serial.conference_file import parse_conference

MANY = 100_000


def document(staff: str) -> str:
    """An evening of 25,000 families that ask four talks each, with a hundred members of staff."""
    plain: dict[str, Any] = {
        "format": "partnership.conference/1",
        "timezone": "Europe/Amsterdam",
        "sittings": [{"id": "tue", "start": "2026-11-24T18:00", "end": "2026-11-24T21:00"}],
        "staff": [{"id": f"t{number}"} for number in range(100)],
        "parties": [{"id": f"f{number}", "guardians": [f"g{number}"]} for number in range(MANY // 4)],
        "requests": [
            {"id": f"q{number}", "party": f"f{number // 4}", "staff": [f"{staff}{number % 100}"]}
            for number in range(MANY)
        ],
    }
    return json.dumps(plain)


def test_a_hundred_thousand_requests_are_read() -> None:
    """Every one of them."""
    assert len(parse_conference(document("t")).requests) == MANY


def test_a_hundred_thousand_faults_are_all_there() -> None:
    """As problems with their paths; the message names the first two hundred and counts the rest."""
    with pytest.raises(InvalidInput) as refused:
        parse_conference(document("x"))
    problems = refused.value.problems
    assert [each.path for each in problems] == [f"$.requests[{number}].staff" for number in range(MANY)]
    assert 'nobody has the id "x7"' in problems[7].message
    told = str(refused.value).splitlines()
    assert len(told) == 202
    assert told[-1] == "  … and 99800 more"
