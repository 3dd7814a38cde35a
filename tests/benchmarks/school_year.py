"""A school year of a school of 300 pupils through the services on SQLite: goals, ratings, plans, support plans, talks.

The peer is SQLite's own driver, by hand: as many commits, each with the same record and journal row, and no decision made.
Beside it: the memory month by month, and how long each question of the practices takes at the end of the year.
"""

import argparse
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import attrs

from partnership.ids import (
    ClassId,
    GoalId,
    GuardianId,
    PlanId,
    PupilId,
    TalkId,
)
from partnership.learning import goal_queries, talk_queries
from tests.benchmarks._year import MONTHS, SIZE, YEAR, Year


def questions(year: Year) -> Iterator[tuple[str, Callable[[], object]]]:
    """What the practices ask at the end of the year, from the store to the answer."""
    teacher, talks, office = year.at_school(), year.talks(), year.school.support(by="staff:ib")
    pupils = tuple(map(PupilId, year.pupils))
    group = pupils[:SIZE]
    goals, every = teacher.every_goal(), talks.every_talk()
    first = GoalId(f"{year.pupils[0]}-8")
    yield "one talk's agenda", lambda: talks.agenda(TalkId(f"{year.pupils[0]}-t8"))
    yield "five artefacts of a goal", lambda: teacher.artefacts(first, GuardianId(f"g{year.pupils[0]}"))
    yield "goals of a pupil", lambda: teacher.goals_of(pupils[0])
    yield "talks of a pupil", lambda: talks.talks_of(pupils[0])
    yield "goals of a class", lambda: teacher.class_goals(ClassId("k0"))
    yield "newsletter of a class", lambda: teacher.news(group)
    yield "report of a plan", lambda: teacher.report(PlanId(f"{year.pupils[0]}-plan"))
    yield "support plans late", office.late
    yield "support plans due", office.due
    yield "agreements due by today", lambda: talks.open_agreements(by=talks.today)
    yield "every open agreement", talks.open_agreements
    yield "talks owed", talks.owed
    yield "pupils without a goal", lambda: teacher.without_shared_goal(pupils)
    yield "goals never reviewed", teacher.never_reviewed
    yield "late minutes", talks.late_minutes
    yield "read every goal of the year", teacher.every_goal
    yield "read every talk of the year", talks.every_talk
    yield "- by the school alone", lambda: goal_queries.by_school_alone(goals)
    yield "- proposed at home", lambda: goal_queries.proposed_at_home(goals)
    yield "- without agreement", lambda: talk_queries.without_agreement(every)
    yield (
        "- first talks in time",
        lambda: talk_queries.first_talks(
            pupils,
            every,
            calendar=YEAR,
            year=YEAR.year_of(year.now.date()),
            norms=year.school.settings.norms,
        ),
    )


def by_hand(source: Path, copy: Path) -> tuple[int, float]:
    """How many commits the driver did by hand, and in how many seconds: per journal row that row and its record."""
    with (
        closing(sqlite3.connect(source)) as made,
        closing(sqlite3.connect(copy, isolation_level=None)) as hand,
    ):
        for (sql,) in made.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"):
            hand.execute(sql)
        for setting in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            hand.execute(f"PRAGMA {setting}")
        journal = made.execute("SELECT * FROM journal ORDER BY seq").fetchall()
        names = [each[1] for each in made.execute("PRAGMA table_info(journal)")]
        kind, id = names.index("kind"), names.index("id")
        entities = {(row[1], row[2]): row for row in made.execute("SELECT school, kind, id, * FROM entity")}
        width = len(next(iter(entities.values()))) - 3
        start = time.perf_counter()
        for row in journal:
            hand.execute("BEGIN IMMEDIATE")
            record = entities.get((row[kind], row[id]))
            if record is not None:
                hand.execute(f"INSERT OR REPLACE INTO entity VALUES ({', '.join('?' * width)})", record[3:])
            hand.execute(f"INSERT INTO journal VALUES ({', '.join('?' * len(row))})", row)
            hand.execute("COMMIT")
        return len(journal), time.perf_counter() - start


def megabytes() -> float:
    """The most memory this process ever had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


@attrs.frozen
class Timed:
    """The best of a few times, in milliseconds."""

    best: float

    @classmethod
    def of(cls, ask: Callable[[], object], times: int) -> "Timed":
        """Ask a few times."""
        took = []
        for _ in range(times):
            start = time.perf_counter()
            ask()
            took.append(time.perf_counter() - start)
        return cls(min(took) * 1_000)


def main(arguments: list[str] | None = None) -> None:
    """Print events per second beside the peer, memory by month, and the time of each question."""
    options = argparse.ArgumentParser()
    options.add_argument("--pupils", type=int, default=300)
    options.add_argument("--times", type=int, default=5)
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "school.db"
        year = Year(path, chosen.pupils)
        spent, busy = 0.0, time.process_time()
        for number, month in enumerate(MONTHS):
            before, start, used = year.events, time.perf_counter(), time.process_time()
            year.month(number)
            took, used = time.perf_counter() - start, time.process_time() - used
            spent += took
            events = year.events - before
            each = used * 1_000 / events
            print(
                f"{month:%B}: {events:6} events {events / took:6.0f}/s {each:6.2f} ms of processor each {megabytes():6.0f} MB"
            )
        busy = (time.process_time() - busy) * 1_000 / year.events
        print(
            f"the year through the services: {year.events} events, {year.events / spent:.0f}/s, {busy:.2f} ms of processor each"
        )
        commits, seconds = by_hand(path, Path(temporary) / "by-hand.db")
        print(f"sqlite3 by hand (the peer): {commits} commits, {commits / seconds:.0f}/s")
        for name, ask in questions(year):
            print(f"{name:28} {Timed.of(ask, chosen.times).best:7.2f} ms")
        year.school.close()


if __name__ == "__main__":
    main()
