"""The contracts, held against the back ends that ship: each made through the door by which everybody gets it."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing
from pathlib import Path
from typing import ClassVar

from partnership.conferences.rules import Rulebook
from partnership.host.plugins import Host
from partnership.ids import PartyId
from partnership.plugins.case import sample
from partnership.plugins.memory.store import MemoryStore
from partnership.ports import Bounder, Catalogue, Evening, Exporter, Jurisdiction, RosterSource, Solver, Store
from partnership.serial.printed import file_stem
from partnership.testing.bounders import BounderContract
from partnership.testing.catalogues import CatalogueContract
from partnership.testing.exporters import ExporterContract
from partnership.testing.jurisdictions import JurisdictionContract
from partnership.testing.roster_sources import RosterSourceContract
from partnership.testing.school import invent_school, write_oneroster
from partnership.testing.solvers import SolverContract
from partnership.testing.stores import RawRow, StoreContract

__all__ = [
    "CaseTrial",
    "CpSatTrial",
    "EngineBounderTrial",
    "EngineTrial",
    "FeedsTrial",
    "FerpaTrial",
    "FirstComeTrial",
    "HighsTrial",
    "MemoryTrial",
    "NetherlandsTrial",
    "OneRosterTrial",
    "PagesTrial",
    "SqliteTrial",
]

_SHIPPED = Host(discover=True)
_SCHOOL = invent_school(classes=2, pupils=9)


class MemoryTrial(StoreContract):
    """The yardstick, measured: it keeps every promise but lasting."""

    persistent = False
    shared = False

    def make_store(self, folder: Path) -> Store:
        """A new one each time: nothing lies in the folder."""
        assert folder.is_dir()
        return _SHIPPED.store("memory")

    def raw_rows(self, store: Store, folder: Path) -> Collection[RawRow]:
        """The dictionaries themselves."""
        assert isinstance(store, MemoryStore)
        assert list(folder.iterdir()) == []
        return [
            RawRow(school, kind, id, kept.revision)
            for school, there in store._schools.items()  # noqa: SLF001 - past its own door
            for (kind, id), kept in there.records.items()
        ]


class SqliteTrial(StoreContract):
    """A real file for every test."""

    persistent = True
    shared = True

    def make_store(self, folder: Path) -> Store:
        """The file `school.db` in the folder."""
        return _SHIPPED.store("sqlite", path=folder / "school.db")

    def raw_rows(self, store: Store, folder: Path) -> Collection[RawRow]:
        """By the standard library's own driver."""
        assert store is not None
        with closing(sqlite3.connect(folder / "school.db")) as raw:
            return [
                RawRow(*row)
                for row in raw.execute("SELECT school, kind, id, revision FROM entity WHERE body IS NOT NULL")
            ]


class PagesTrial(ExporterContract):
    """Letters are personal; the board and the doors are public."""

    def make_exporter(self) -> Exporter:
        """The exporter `html`."""
        return _SHIPPED.exporter("html")

    def audiences(self, evening: Evening) -> Mapping[str, Collection[PartyId]]:
        """A letter is about its own party."""
        return {f"letters/{file_stem(each.id)}.html": [each.id] for each in evening.conference.parties}

    def public(self, evening: Evening) -> Collection[str]:
        """The board, and a list for the door of each room."""
        return [
            "board.html",
            *(f"doors/rooms/{file_stem(room.id)}.html" for room in evening.conference.rooms),
        ]


class FeedsTrial(ExporterContract):
    """Feeds of guardians and families are personal; no feed is public."""

    def make_exporter(self) -> Exporter:
        """The exporter `ical`."""
        return _SHIPPED.exporter("ical", source="https://de-beuk.example/ical")

    def audiences(self, evening: Evening) -> Mapping[str, Collection[PartyId]]:
        """A family's feed is about itself; a guardian's about every party the guardian is in."""
        parties = evening.conference.parties
        files: dict[str, list[PartyId]] = {
            f"families/{file_stem(each.id)}.ics": [each.id] for each in parties
        }
        for party in parties:
            for guardian in party.guardians:
                files.setdefault(f"guardians/{file_stem(guardian)}.ics", []).append(party.id)
        return files

    def public(self, evening: Evening) -> Collection[str]:
        """No feed hangs on a wall."""
        del evening
        return ()


class OneRosterTrial(RosterSourceContract):
    """A folder of version 1.1 of an invented school."""

    expected: ClassVar[Mapping[str, AbstractSet[str]]] = {
        "pupil": {each.id for each in _SCHOOL.pupils},
        "guardian": {each.id for each in _SCHOOL.guardians},
        "staff": {each.id for each in _SCHOOL.staff},
        "class": {each.id for each in _SCHOOL.classes},
        "guardianship": {f"{each.pupil}/{each.guardian}" for each in _SCHOOL.guardianships},
        "enrolment": {f"{each.pupil}/{each.class_id}" for each in _SCHOOL.enrolments},
        "teaching": {f"{each.staff}/{each.class_id}" for each in _SCHOOL.teachings},
    }

    def make_source(self, folder: Path) -> RosterSource:
        """The invented school as 1.1."""
        return _SHIPPED.roster_source("oneroster", path=write_oneroster(_SCHOOL, folder, version="1.1"))


class CaseTrial(CatalogueContract):
    """The invented sample: a goal that was split in two, and one that was renewed twice."""

    expected: ClassVar[AbstractSet[str]] = {each["identifier"] for each in json.loads(sample())["CFItems"]}
    _id: ClassVar[Mapping[str, str]] = {
        each["humanCodingScheme"]: each["identifier"] for each in json.loads(sample())["CFItems"]
    }
    renewed: ClassVar[Mapping[str, tuple[str, ...]]] = {
        _id["NE.L.1"]: (_id["NE.L.1A"], _id["NE.L.1B"]),
        _id["NE.L.2"]: (_id["NE.L.2-2026"],),
        _id["NE.L.2-2024"]: (_id["NE.L.2-2026"],),
    }

    def make_catalogue(self, folder: Path) -> Catalogue:
        """The catalogue `case` over the sample."""
        path = folder / "sample.json"
        path.write_bytes(sample())
        return _SHIPPED.catalogue("case", path=path)


class EngineTrial(SolverContract):
    """The planner that ships."""

    deterministic = True

    def make_solver(self, rulebook: Rulebook) -> Solver:
        """The planner with these rules."""
        return _SHIPPED.solver("partnership", rulebook=rulebook)


class FirstComeTrial(SolverContract):
    """No great planner, but it keeps every promise."""

    deterministic = True

    def make_solver(self, rulebook: Rulebook) -> Solver:
        """First come, first served, with these rules."""
        return _SHIPPED.solver("first-come", rulebook=rulebook)


class CpSatTrial(SolverContract):
    """With one worker and counted work it is the same every time."""

    deterministic = True

    def make_solver(self, rulebook: Rulebook) -> Solver:
        """CP-SAT with these rules."""
        return _SHIPPED.solver("cp-sat", rulebook=rulebook)


class EngineBounderTrial(BounderContract):
    """The prover that ships."""

    def make_bounder(self) -> Bounder:
        """Without a solver."""
        return _SHIPPED.bounder("partnership")


class HighsTrial(BounderContract):
    """Column generation."""

    def make_bounder(self) -> Bounder:
        """With HiGHS."""
        return _SHIPPED.bounder("highs")


class NetherlandsTrial(JurisdictionContract):
    """Dutch law."""

    def make_jurisdiction(self) -> Jurisdiction:
        """The jurisdiction `nl`."""
        return _SHIPPED.jurisdiction("nl")


class FerpaTrial(JurisdictionContract):
    """The federal law of the United States."""

    def make_jurisdiction(self) -> Jurisdiction:
        """The jurisdiction `ferpa`."""
        return _SHIPPED.jurisdiction("ferpa")
