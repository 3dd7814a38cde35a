"""The examples run as they are, and say what they say."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.py"))

SAID = {
    "school_system_plugin": ["without a talk: 10002"],
    "first_evening": ["with jansen", "valid"],
    "embed_in_a_school_system": ["talks planned", "roster.imported"],
    "separated_family": [
        "Sjoerd sees Petra: False (disclosure.not-theirs)",
        "Sjoerd sees his talk: True, hers: False",
        "A word about Petra in it: False",
        "Erased: guardian:g1, guardian:g2, pupil:p1",
        "The journal is whole: True",
    ],
    "contact_week": [
        "contact:c9: contact.unanswered",
        "guardian:zeynep: contact.another_channel",
        "good news for: tim, zoe, noor",
    ],
    "post_week": [
        "sent 2, in the digest 2",
        "onward, and once more: known",
        "text message: Gym shoes",
        "text message: Nieuws van school deze week",
        "mail: Newsletter of group 7",
        "want no news by mail: 1",
    ],
    "shared_goal": [
        "Not agreed: no guardian answered yet",
        "Mother sees answers: 1 of 2",
        "Teacher sees before rating: 0",
        "State: achieved",
        "success for yilmaz: “Noor leest vlot” was reached! This is what we saw: 60. You helped: elke avond tien minuten.",
        "thanks for demir: Thank you for what you did at home for “Noor leest vlot”: in het weekend een stripboek.",
    ],
    "talk_of_two_homes": [
        "Ayşe asks for the talk of Kemal: no progress talk",
        "The school writes in her place: home is not at the desk",
        "Her words: zo hoorde Ayşe het",
        "Talks Ayşe finds: 1",
    ],
    "calendar_feed": [
        "Petra reads: 200 DTSTART:20261124T180000Z STATUS:CONFIRMED SUMMARY:Gesprek met Anna Jansen",
        "Sjoerd reads: 200\n",
        "Petra, an hour later: 304",
        "Petra, called off: 200 DTSTART:20261124T180000Z STATUS:CANCELLED",
        "Petra, without authority: 404",
        "Nobody's address: 404",
    ],
    "help_at_home": [
        "Father, not dice: it takes something that nobody told is at home",
        "To yilmaz: dice in tr",
        "A second this week: None",
        "from one family's word: 0",
        "reserved for demir until 2026-12-01",
        "The teacher sees: nothing",
    ],
    "parents_evening": [
        "Missing: 0",
        "ندعوكم من القلب إلى المدرسة.",
        "Serdecznie Państwa zapraszamy.",
        "Packages: 1",
        "Households: 2 invited, 1 came, 2 served",
    ],
    "booking_evening": [
        "Dina waits for 1 talk",
        "Dina waits for 0",
        "talk-dina 18:00, talk-chen 18:10, talk-bram 18:20",
    ],
}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_runs(path: Path) -> None:
    """Each is a program of its own and the same every time."""
    runs = [
        subprocess.run([sys.executable, str(path)], capture_output=True, text=True, check=False, timeout=120)
        for _ in range(2)
    ]
    assert [run.returncode for run in runs] == [0, 0], runs[0].stderr
    assert runs[0].stdout == runs[1].stdout
    assert [words for words in SAID.get(path.stem, []) if words not in runs[0].stdout] == []
