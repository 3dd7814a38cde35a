"""A school system that keeps talks in its own database, as a plug-in, and a query of its own that joins both.

To install it, name this module in a package of yours: `[project.entry-points.partnership]`,
`school_system = "school_system_plugin"`. Then `partnership conformance school_system` shows what it keeps.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from school_system_store import SchoolSystemStore

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.host.plugins import Host
from partnership.ids import SchoolId
from partnership.ports import Claim, Store


@hookimpl
def partnership_stores() -> Iterable[Offer[Store]]:
    """The store `school_system`."""
    summary = "Talks in the school system's own database."
    return [Offer(name="school_system", make=SchoolSystemStore, summary=summary)]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """On an empty database."""
    contract = "school_system_trial:SchoolSystemTrial"
    return [Trial(kind="store", offer="school_system", contract=contract)]


WITHOUT_A_TALK = """
SELECT pupil.number FROM pupil
WHERE NOT EXISTS (SELECT 1 FROM found_by AS talk WHERE talk.school = 'de-beuk' AND talk.kind = 'talk'
                  AND talk.name = 'pupil' AND talk.value = pupil.number)
"""


def main() -> None:
    """The school's own report sees a talk as soon as it is booked."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school-system.db"
        with closing(sqlite3.connect(path)) as own, own:
            own.execute("CREATE TABLE pupil (number TEXT PRIMARY KEY, class TEXT)")  # there long before us
            own.executemany("INSERT INTO pupil VALUES (?, ?)", [("10001", "6A"), ("10002", "6A")])
        store = Host([sys.modules[__name__]]).store("school_system", path=path)
        with store.transaction(SchoolId("de-beuk")) as block:
            moments = [Claim("staff:jansen", tick) for tick in range(10)]
            block.put("talk", "t1", {"minutes": 10}, expected=None, index={"pupil": "10001"}, claims=moments)
        with closing(sqlite3.connect(path)) as own:
            print("without a talk:", *(number for (number,) in own.execute(WITHOUT_A_TALK)))


if __name__ == "__main__":
    main()
