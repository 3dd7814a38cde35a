"""Lotteries and promises as documents: there and back, and no other document in their place."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.conferences.test_lottery import lotteries

from partnership.conferences.lottery import Lottery
from partnership.errors import InvalidInput
from partnership.serial.lottery_file import read_lottery, read_promise, write_lottery, write_promise


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lotteries)
def test_there_and_back(tmp_path: Path, lottery: Lottery) -> None:
    """What is read is what was written; of a promise nothing can be read that is secret."""
    write_lottery(lottery, tmp_path / "secret.json")
    write_promise(lottery.promise, tmp_path / "promise.json")
    assert read_lottery(tmp_path / "secret.json") == lottery
    assert read_promise(tmp_path / "promise.json") == lottery.promise
    assert set(json.loads((tmp_path / "promise.json").read_bytes())) == {
        "format",
        "conference",
        "solver",
        "iterations",
        "digest",
    }


def test_a_promise_is_no_lottery(tmp_path: Path) -> None:
    """Nor the other way round; and what is missing is named."""
    path = tmp_path / "promise.json"
    path.write_text('{"format": "partnership.promise/1", "conference": "Autumn", "iterations": 1}')
    with pytest.raises(InvalidInput, match=r'\$\.format: expected "partnership.lottery/1"'):
        read_lottery(path)
    with pytest.raises(InvalidInput, match=r"\$\.digest: is required"):
        read_promise(path)
