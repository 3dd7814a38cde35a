"""The contract of roster sources, held against those that are a mapping: each reads a school that was written by it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar

from partnership.host.plugins import Host
from partnership.people.roster import LINKS, RosterRow
from partnership.plugins.edexml.keys import layout_by
from partnership.plugins.mapping.document import parse_layout
from partnership.plugins.oso.carers import layout_for
from partnership.ports import RosterSource
from partnership.testing.mapped_files import write_mapped
from partnership.testing.roster_sources import RosterSourceContract
from partnership.testing.school.invented import invent_school
from partnership.testing.school.rows import school_rows

__all__ = ["EdexmlTrial", "MappingTrial", "OsoTrial"]

_SHIPPED = Host(discover=True)
_ROWS = tuple(school_rows(invent_school(classes=2, pupils=9)))


def _ids(rows: Sequence[RosterRow], *kinds: str) -> Mapping[str, AbstractSet[str]]:
    return {kind: {row.id for row in rows if row.kind == kind} for kind in kinds}


_MAPPING = """
[[tables]]
file = "pupils.csv"
delimiter = ";"
encoding = "cp1254"

[[tables.rows]]
kind = "pupil"
id = "number"
fields.name.given = "given"
fields.name.family = { column = ["infix", "family"] }
fields.birth_date = "born"

[[tables.rows]]
kind = "guardian"
slots = [1, 2, 3, 4]
repeats = true
id = "guardian {slot}"
fields.name.given = "guardian {slot} given"
fields.name.family = "guardian {slot} family"
fields.organisation = "guardian {slot} organisation"
details = [{ kind = "email", value = "guardian {slot} mail", secret = "guardian {slot} secret" }]

[[tables.rows]]
kind = "guardianship"
slots = [1, 2, 3, 4]
fields.pupil = "number"
fields.guardian = "guardian {slot}"
fields.relation = "guardian {slot} relation"
fields.authority = "guardian {slot} authority"
fields.evidence.reference = "guardian {slot} proof"
fields.evidence.seen_on = "guardian {slot} proof seen"

[[tables.rows]]
kind = "enrolment"
fields.pupil = "number"
fields.class_id = "class"

[[tables]]
file = "lessons.csv"

[[tables.rows]]
kind = "teaching"
fields.staff = "teacher"
fields.class_id = "class"

[[tables.rows]]
kind = "class"
repeats = true
id = "class"
fields.title = "title"

[[tables]]
file = "staff.csv"

[[tables.rows]]
kind = "staff"
id = "code"
fields.name.family = "name"
"""


_PEOPLE = """
[[tables]]
file = "{kind}.csv"
encoding = "utf-8-sig"
dates = ["%d-%m-%Y"]

[[tables.rows]]
kind = "{kind}"
id = "number"
fields.name.given = "given"
fields.name.family = "family"
"""

_DETAILS = """details = [{ kind = "email", value = "mail", secret = "secret" }]
"""

_LINK = """
[[tables]]
file = "{kind}.csv"

[[tables.rows]]
kind = "{kind}"
fields.{one} = "{one}"
fields.{other} = "{other}"
"""

_APART = (
    _PEOPLE.format(kind="pupil")
    + 'fields.birth_date = "born"\n'
    + _PEOPLE.format(kind="guardian")
    + 'fields.deceased = "deceased"\n'
    + _DETAILS
    + _PEOPLE.format(kind="staff")
    + _PEOPLE.format(kind="class").replace("name.given", "title").replace('fields.name.family = "family"', "")
    + _LINK.format(kind="guardianship", one="pupil", other="guardian")
    + _LINK.format(kind="enrolment", one="pupil", other="class_id")
    + _LINK.format(kind="teaching", one="staff", other="class_id")
)


class MappingTrial(RosterSourceContract):
    """Wide lines with numbered guardians, and two smaller files beside them."""

    expected: ClassVar[Mapping[str, AbstractSet[str]]] = _ids(
        _ROWS, "class", "staff", "pupil", "guardian", *LINKS
    )

    writes = True

    def write(self, rows: Sequence[RosterRow], folder: Path) -> RosterSource:
        """A file for each kind."""
        mapping = folder / "mapping.toml"
        mapping.write_text(_APART, encoding="utf-8")
        write_mapped(parse_layout(_APART), rows, folder)
        return _SHIPPED.roster_source("mapping", path=folder, mapping=mapping)

    def make_source(self, folder: Path) -> RosterSource:
        """The invented school, through a mapping in the same folder."""
        mapping, export = folder / "mapping.toml", folder / "export"
        export.mkdir()
        mapping.write_text(_MAPPING, encoding="utf-8")
        write_mapped(parse_layout(_MAPPING), _ROWS, export)
        return _SHIPPED.roster_source("mapping", path=export, mapping=mapping)


class EdexmlTrial(RosterSourceContract):
    """Groups, pupils and teachers; it has no parents."""

    expected: ClassVar[Mapping[str, AbstractSet[str]]] = _ids(
        _ROWS, "class", "staff", "pupil", "enrolment", "teaching"
    )

    def make_source(self, folder: Path) -> RosterSource:
        """The invented school."""
        layout = layout_by("key")
        write_mapped(layout, _ROWS, folder)
        return _SHIPPED.roster_source("edexml", path=folder / "export")


_CARERS = """\
<?xml version="1.0" encoding="UTF-8"?>
<dossier xmlns="urn:of-any-year">
  <metadata><datum>2026-06-30</datum></metadata>
  <huidigeschool><leerling>
    <leerlingid>p1</leerlingid>
    <verzorger><voornaam>Petra</voornaam><achternaam>Bakker</achternaam><adresgeheim>true</adresgeheim>
      <adreslijst><adres><straat>Beukenlaan</straat><nummer>1</nummer><plaats>Driel</plaats></adres></adreslijst>
      <communicatielijst>
        <communicatie><soort>e-mail</soort><nummer>petra@bakker.example</nummer><geheim>false</geheim></communicatie>
        <communicatie><soort>telefoon</soort><nummer>06-11110001</nummer></communicatie>
      </communicatielijst>
      <wettigevertegenwoordiger>true</wettigevertegenwoordiger></verzorger>
    <verzorger><voornaam>Sjoerd</voornaam><achternaam>Vries</achternaam><overleden>true</overleden>
      <overlijdensdatum>2024-05-01</overlijdensdatum><wettigevertegenwoordiger>false</wettigevertegenwoordiger></verzorger>
  </leerling></huidigeschool>
</dossier>
"""


class OsoTrial(RosterSourceContract):
    """Two carers of a pupil, of whom one has died."""

    expected: ClassVar[Mapping[str, AbstractSet[str]]] = {
        "guardian": {"20101-v1", "20101-v2"},
        "guardianship": {"20101/20101-v1", "20101/20101-v2"},
    }

    def make_source(self, folder: Path) -> RosterSource:
        """The file of a pupil whom this school knows by another number."""
        assert layout_for("20101").kinds == self.expected.keys()
        path = folder / "transfer.xml"
        path.write_text(_CARERS, encoding="utf-8")
        return _SHIPPED.roster_source("oso", path=path, pupil="20101")
