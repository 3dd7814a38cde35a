"""EDEXML and transfer files (OSO): what of them is read, and what never is."""

import os
from collections import Counter
from pathlib import Path

import pytest

from partnership.errors import InvalidInput, UnknownName
from partnership.host.plugins import Host
from partnership.people.roster import Coverage, RosterRow
from partnership.testing.source_trials import EdexmlTrial as TestEdexml
from partnership.testing.source_trials import OsoTrial as TestOso

__all__ = ["TestEdexml", "TestOso"]

HOST = Host(discover=True)
EDEX = """<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <school><schooljaar>2026-2027</schooljaar><xsdversie>2.1</xsdversie></school>
  <groepen>
    <groep key="1"><naam>6A</naam><jaargroep>6</jaargroep></groep>
    <samengestelde_groep key="1"><naam>Plus</naam></samengestelde_groep>
  </groepen>
  <leerlingen>
    <leerling key="p1" eckid="https://id.example/abc"><achternaam>Hart</achternaam><voorvoegsel>'t</voorvoegsel>
      <roepnaam>Noor</roepnaam><geboortedatum>2015-03-29</geboortedatum><groep key="1"/>
      <samengestelde_groepen><samengestelde_groep key="1"/></samengestelde_groepen>
      <land>XX</land><land_vader>XX</land_vader><land_moeder>XX</land_moeder><bsn>SECRET1</bsn>
      <bsn_ondwnr-4>SECRET2</bsn_ondwnr-4><gewicht_nieuw>SECRET3</gewicht_nieuw><postcodenl>SECRET4</postcodenl></leerling>
    <leerling key="p2"><achternaam>Kaya</achternaam><voorletters-1>A.</voorletters-1>
      <groep key="1"/><uitstroomdatum>2026-12-01</uitstroomdatum></leerling>
  </leerlingen>
  <leerkrachten>
    <leerkracht key="t1"><achternaam>Visser</achternaam><rol>x</rol>
      <groepen><groep key="1"/><samengestelde_groep key="1"/></groepen></leerkracht>
  </leerkrachten>
</EDEX>"""


def edexml(folder: Path, text: str = EDEX, **settings: str) -> list[RosterRow]:
    """What an EDEXML file says."""
    (folder / "edex.xml").write_text(text, encoding="utf-8")
    return list(HOST.roster_source("edexml", path=folder / "edex.xml", **settings).rows())


def test_groups_pupils_and_teachers(tmp_path: Path) -> None:
    """A group and a composed group with one number are two; whoever left has no age assumed and no class for ever."""
    rows = {f"{row.kind} {row.id}": dict(row.fields) for row in edexml(tmp_path)}
    assert rows == {
        "class 1": {"title": "6A", "grades": ["6"], "school_year": 2027},
        "class sg:1": {"title": "Plus", "school_year": 2027, "homeroom": False},
        "pupil p1": {
            "name": {"given": "Noor", "infix": "'t", "family": "Hart"},
            "birth_date": "2015-03-29",
        },
        "pupil p2": {"name": {"given": "A.", "family": "Kaya"}, "left_on": "2026-12-01"},
        "staff t1": {"name": {"family": "Visser"}, "roles": ["x"]},
        "enrolment p1/1": {"pupil": "p1", "class_id": "1"},
        "enrolment p1/sg:1": {"pupil": "p1", "class_id": "sg:1"},
        "enrolment p2/1": {"pupil": "p2", "class_id": "1", "valid": {"until": "2026-12-01"}},
        "teaching t1/1": {"staff": "t1", "class_id": "1"},
        "teaching t1/sg:1": {"staff": "t1", "class_id": "sg:1"},
    }


def test_it_has_no_parents_and_ends_none(tmp_path: Path) -> None:
    """Guardians that another source told of stay: this one covers none."""
    (tmp_path / "edex.xml").write_text(EDEX)
    covers = HOST.roster_source("edexml", path=tmp_path / "edex.xml").coverage()
    assert (covers["guardian"], covers["guardianship"]) == (Coverage.ABSENT, Coverage.ABSENT)
    assert covers["pupil"] is Coverage.SNAPSHOT


def test_citizen_numbers_and_countries_are_never_read(tmp_path: Path) -> None:
    """Search every byte of every row."""
    everything = " ".join(f"{row!r} {dict(row.fields)}" for row in edexml(tmp_path))
    assert [word for word in ("SECRET", "XX") if word in everything] == []


def test_pupils_by_their_pseudonym(tmp_path: Path) -> None:
    """With `eckid` pupils and links go by the last part of it, for it is written as an address; who has none is told."""
    rows = edexml(tmp_path, pupil_key="eckid")
    assert [row.id for row in rows if row.kind in {"pupil", "enrolment"}] == [
        "abc",
        "",
        "abc/1",
        "abc/sg:1",
        "",
    ]
    assert [str(fault) for row in rows for fault in row.faults] == [
        "edex.xml:13: has no id",
        "edex.xml:13: has no pupil",
    ]
    with pytest.raises(UnknownName, match=r'unknown pupil key "bsn"; known: eckid, key'):
        edexml(tmp_path, pupil_key="bsn")


def test_another_file_is_refused(tmp_path: Path) -> None:
    """And not read as a school without anybody, whom everybody has left."""
    with pytest.raises(InvalidInput, match="is no EDEX: its outermost element is called otherwise"):
        edexml(tmp_path, "<dossier/>")


DOSSIER = """<dossier><metadata><datum>2026-06-30</datum></metadata><huidigeschool><leerling>
  <leerlingid>LN1</leerlingid><bsn>SECRET1</bsn>
  <toetslijst><toets>SECRET2</toets></toetslijst>
  <verzorger><voornaam>Wilma</voornaam><voorvoegsel>de</voorvoegsel><achternaam>Ruyter</achternaam><geslacht>1</geslacht>
    <iban>SECRET3</iban><relatietotkind>7</relatietotkind><overleden>false</overleden>
    <wettigevertegenwoordiger>false</wettigevertegenwoordiger></verzorger>
  <verzorger><voornaam>Paul</voornaam><achternaam>Berg</achternaam><overlijdensdatum>2017-05-01</overlijdensdatum>
    <wettigevertegenwoordiger>true</wettigevertegenwoordiger></verzorger>
</leerling></huidigeschool></dossier>"""


def test_the_carers_of_a_transfer_file(tmp_path: Path) -> None:
    """Their word on authority with whose it is and of when; that somebody is not named proves nothing; nobody else ends."""
    (tmp_path / "x.xml").write_text(DOSSIER)
    source = HOST.roster_source("oso", path=tmp_path / "x.xml")
    rows = {row.id: dict(row.fields) for row in source.rows()}
    proof = {"reference": "transfer file (OSO), legal representative", "seen_on": "2026-06-30"}
    assert rows == {
        "LN1-v1": {"name": {"given": "Wilma", "infix": "de", "family": "Ruyter"}, "deceased": False},
        "LN1-v2": {
            "name": {"given": "Paul", "family": "Berg"},
            "deceased_on": "2017-05-01",
            "deceased": True,
        },
        "LN1/LN1-v1": {"pupil": "LN1", "guardian": "LN1-v1", "authority": "unknown", "evidence": None},
        "LN1/LN1-v2": {"pupil": "LN1", "guardian": "LN1-v2", "authority": "yes", "evidence": proof},
    }
    assert source.coverage()["guardian"] is Coverage.CHANGES
    assert "SECRET" not in str(rows)
    ours = HOST.roster_source("oso", path=tmp_path / "x.xml", pupil="20101").rows()
    assert [row.id for row in ours] == ["20101-v1", "20101-v2", "20101/20101-v1", "20101/20101-v2"]


SAMPLES = Path(
    os.environ.get("PARTNERSHIP_SAMPLE_DATA", Path(__file__).resolve().parents[2].parent / "shared" / "data")
)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the third-party samples are not on this machine")
def test_files_of_others_are_read() -> None:
    """Two EDEXML files and a transfer file that were not made for this library, without a fault."""
    rows = [
        list(HOST.roster_source(source, path=SAMPLES / name).rows())
        for source, name in (
            ("edexml", "edexml/EDEXML.Voorbeeld.2.1.xml"),
            ("edexml", "edexml/sample.xml"),
            ("oso", "Voorbeelddossier_OV_POVO_full.xml"),
        )
    ]
    assert [fault for each in rows for row in each for fault in row.faults] == []
    assert [Counter(row.kind for row in each) for each in rows] == [
        {"class": 8, "pupil": 3, "staff": 3, "enrolment": 3, "teaching": 7},
        {"class": 19, "pupil": 400, "staff": 29, "enrolment": 389, "teaching": 29},
        {"guardian": 5, "guardianship": 5},
    ]
