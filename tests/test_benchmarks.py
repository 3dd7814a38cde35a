"""The benchmarks that write something, on evenings small enough for a test."""

import csv
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from partnership.serial.conference_file import write_conference
from tests.benchmarks import business_meetings, compare, feeds, newsletter, scale, school_year
from tests.benchmarks._dzn import Event, read_event
from tests.conferences.autumn import autumn


def test_the_comparison_writes_a_table_and_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each solver on the same evening in one run, printed and written three ways that say the same."""
    write_conference(autumn(), tmp_path / "tue.conference.json")
    compare.main([str(tmp_path), "--seconds", "0.1", "--out", str(tmp_path / "comparison")])
    with (tmp_path / "comparison.csv").open(encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == compare.COLUMNS
    assert [row[:2] for row in rows] == [["tue", "2"]] * len(rows)
    assert [row[2] for row in rows] == ["planned", "CP-SAT", "first come"]
    assert [row[3:5] for row in rows] == [["0", "0"]] * 3
    written = (tmp_path / "comparison.md").read_text(encoding="utf-8")
    assert written.strip() in capsys.readouterr().out
    drawing = ET.fromstring((tmp_path / "comparison.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own
    words = [each.text for each in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert "tue · 2 talks" in words
    assert words.count("100") == 3


EVENT = """
% four participants, five slots of which two are the morning
nBusiness = 4; nMeetings = 5; nTables = 1; nTotalSlots = 7; nMorningSlots = 2;
requested = [| 1, 2, 3,
             | 3, 4, 1,
             | 1, 3, 2,
             | 2, 4, 3,
             | 1, 4, 3 |];
nMeetingsBusiness = [3, 2, 2, 3];
forbidden = [{1}, {}, {}, {6..7}];
fixed = [0, 0, 4, 0, 0];
precedences = [{4}, {}, {}, {}, {}];
"""


def fewest_breaks(event: Event) -> int:
    """The fewest breaks of any schedule, by trying them all."""
    schedules = (list(each) for each in product(range(event.slots), repeat=len(event.meetings)))
    return min(sum(event.breaks(each)) for each in schedules if not event.faults(each))


def test_an_event_that_is_not_ours_is_read_and_solved_to_its_optimum(tmp_path: Path) -> None:
    """Tables, forbidden and fixed slots, halves of the day and precedences; as good as trying every schedule."""
    (tmp_path / "small.dzn").write_text(EVENT, encoding="utf-8")
    event = read_event(tmp_path / "small.dzn")
    assert event.meetings == ((0, 1), (2, 3), (0, 2), (1, 3), (0, 3))
    assert [sorted(event.possible(each)) for each in range(5)] == [
        [1, 2, 3, 4, 5, 6],
        [0, 1],
        [3],
        [0, 1, 2, 3, 4],
        [1, 2, 3, 4],
    ]
    assert [sorted(each) for each in event.before] == [[3], [], [], [], []]
    held = business_meetings.solve_event(event, steps=20_000)
    assert event.faults(held) == []
    assert sum(event.breaks(held)) == fewest_breaks(event)


def test_the_older_form_says_the_same(tmp_path: Path) -> None:
    """Other names for the fields, and one list of forbidden slots with where each participant's begin."""
    (tmp_path / "new.dzn").write_text(EVENT, encoding="utf-8")
    older = (
        EVENT.replace("nBusiness", "nParticipants")
        .replace("nTotalSlots", "nTimeSlots")
        .replace("requested", "meetings")
        .replace(
            "forbidden = [{1}, {}, {}, {6..7}];", "forbidden = [1, 6, 7]; indexForbidden = [1, 2, 2, 2, 4];"
        )
    )
    (tmp_path / "old.dzn").write_text(older, encoding="utf-8")
    assert read_event(tmp_path / "old.dzn") == read_event(tmp_path / "new.dzn")


@pytest.mark.parametrize(
    ("field", "other", "problem"),
    [
        ("nTables = 1;", "", "there is no nTables"),
        ("fixed = [0, 0, 4, 0, 0];", "fixed = [0, 4];", "fixed has 2 entries, not 5"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, field: str, other: str, problem: str) -> None:
    """With what is missing."""
    (tmp_path / "half.dzn").write_text(EVENT.replace(field, other), encoding="utf-8")
    with pytest.raises(ValueError, match=problem):
        read_event(tmp_path / "half.dzn")


def test_a_schedule_is_judged_by_plain_lines() -> None:
    """Every fault is told, and a wait counts once however long it is."""
    event = business_meetings.invented(participants=4, slots=4, tables=1)
    one = [0] * len(event.meetings)
    assert [fault for fault in event.faults(one) if "slot 0 has" in fault] == [
        f"slot 0 has {len(one)} meetings"
    ]
    assert any("is twice in slot 0" in fault for fault in event.faults(one))
    assert event.breaks([0, 3, 3, 3])[event.meetings[0][0]] <= 1


def test_the_line_of_an_event_says_how_it_compares(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the optimum published under the name of the file, or none for an event of one's own."""
    (tmp_path / "forum-13.original.dzn").write_text(EVENT, encoding="utf-8")
    business_meetings.main([str(tmp_path), "--seconds", "0.1"])
    business_meetings.main(["--seconds", "0.1"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:3] == ["forum-13", "5", "5"]
    assert lines[1].split()[-1] == "0"
    assert lines[3].split()[0] == "invented"


def test_a_small_school_is_asked_what_a_large_one_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten questions, each answered alike by the store and by hand, and pages at three depths."""
    scale.main(["--pupils", "60", "--contacts", "300", "--talks", "20", "--times", "2"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("500 records")
    assert len([line for line in lines if line.endswith(" x")]) == 10
    assert len([line for line in lines if line.startswith("page of 100 after")]) == 3


def test_a_small_feed_is_measured_like_a_large_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Out of memory, joined, and whole answers from two stores."""
    feeds.main(large=60, pupils=4)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines[:2]] == ["50 talks out of memory", "60 events joined"]
    assert [line.split()[5] for line in lines[2:]] == ["memory", "sqlite"]


def test_a_small_school_lives_through_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten months, the peer with a commit per line of the journal, and every question of the practices."""
    school_year.main(["--pupils", "1", "--times", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines[:2]] == ["September", "October"]
    events, commits = (int(line.partition(": ")[2].split()[0]) for line in lines[10:12])
    assert 100 < events < commits
    assert len([line for line in lines[12:] if line.endswith(" ms")]) == 21


@pytest.mark.slow
def test_the_newsletter_of_a_small_school_is_drained(capsys: pytest.CaptureFixture[str]) -> None:
    """To a mail server in a process of its own, and by each bare loop."""
    newsletter.main(["--families", "8", "--rounds", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "queued",
        "worker",
        "loop,",
        "loop,",
        "loop,",
        "loop,",
        "the",
    ]
