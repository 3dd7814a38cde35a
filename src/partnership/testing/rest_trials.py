"""The contract of roster sources, held against a OneRoster server on this machine."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar

from partnership.host.plugins import Host
from partnership.people.roster import KINDS
from partnership.ports import RosterSource
from partnership.testing.oneroster_server import Faults, OneRosterServer, resources_of
from partnership.testing.roster_sources import RosterSourceContract
from partnership.testing.school.invented import invent_school
from partnership.testing.school.rows import school_rows

__all__ = ["OneRosterRestTrial"]

_SCHOOL = invent_school(classes=2, pupils=9)


class OneRosterRestTrial(RosterSourceContract):
    """An invented school, four objects a page."""

    expected: ClassVar[Mapping[str, AbstractSet[str]]] = {
        kind: {row.id for row in school_rows(_SCHOOL) if row.kind == kind} for kind in KINDS
    }

    def make_source(self, folder: Path) -> RosterSource:
        """What the server told; it is closed again by then."""
        assert list(folder.iterdir()) == []
        with OneRosterServer(resources_of(_SCHOOL), Faults(most=4)) as server:
            return Host(discover=True).roster_source("oneroster-rest", **server.settings)
