"""Embed the library in a program that has its own people: one school, its own plug-in, and the whole main job."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from partnership import Host, School, hookimpl
from partnership.changes import Change
from partnership.conferences.evening import Evening
from partnership.hookspecs import Offer
from partnership.host.settings import parse_settings
from partnership.ports import Exporter
from partnership.testing.school import invent_school, wishes_of, write_oneroster


class TextList:
    """The plainest exporter there can be: one line a talk."""

    def export(self, evening: Evening) -> dict[str, bytes]:
        """A text file with the talks in order of time."""
        zone = evening.conference.timezone
        lines = [
            f"{talk.start.astimezone(zone):%a %H:%M} {talk.room}" for talk in evening.timetable.placements
        ]
        return {"talks.txt": "\n".join(lines).encode()}


class OurPlugin:
    """What this program adds: an exporter, and an ear for what was committed."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    @hookimpl
    def partnership_exporters(self) -> Iterable[Offer[Exporter]]:
        """The list."""
        return [Offer(name="list", make=TextList, summary="One line a talk.")]

    @hookimpl
    def partnership_committed(self, changes: Sequence[Change]) -> None:
        """Note what happened."""
        self.heard += [change.what for change in changes]


def main() -> None:
    """Roster, wishes, plan, list; then a family cancels."""
    invented = invent_school(classes=2, pupils=30)
    ours = OurPlugin()
    with TemporaryDirectory() as folder:
        settings = parse_settings(
            f"""
            [school]
            id = "de-beuk"
            name = "De Beuk"
            [store]
            name = "sqlite"
            settings = {{ path = '{Path(folder) / "school.db"}' }}
            """
        )
        clock = datetime(2026, 11, 16, 11, tzinfo=UTC)
        host = Host({"ours": ours}, discover=True)
        with School(settings, host, clock=lambda: clock) as school:
            school.import_roster(write_oneroster(invented, Path(folder) / "roster"))
            asked = wishes_of(invented)
            talks = school.open_conference(attrs.evolve(asked, requests=()))
            school.ask(talks, *asked.requests)
            timetable = school.plan(talks, iterations=3_000, seed=1)
            print(f"{len(timetable.placements)} of {len(asked.requests)} talks planned")
            print(school.export(talks, "list")["talks.txt"].decode().splitlines()[0])
            school.cancel(talks, timetable.placements[0].request)
            print(f"{len(school.repair(talks))} other talks touched")
    print(", ".join(sorted(set(ours.heard))))


if __name__ == "__main__":
    main()
