"""XML and JSON by paths: down, up to the record around, to an attribute, to what stands once; and absent is not empty."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.plugins.mapping.reading import faults, fields, read

from partnership.errors import InvalidInput
from partnership.plugins.mapping.document import parse_layout
from partnership.plugins.mapping.source import MappedRoster

XML = '[[tables]]\nformat = "xml"\nrecord = "people/person"\n'
JSON = '[[tables]]\nformat = "json"\nrecord = "data/people"\n'
PUPIL = '[[tables.rows]]\nkind = "pupil"\nid = "{}"\nfields.name.given = "a/given"\nfields.name.family = "family"\n'


def test_an_element_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    """One that is empty says that there is none; so do attributes; namespaces do not matter."""
    mapping = XML + PUPIL.format("@id") + 'fields.birth_date = "born[@on]/@on"\n'
    text = """<x xmlns="urn:a" xmlns:b="urn:b"><people>
      <person b:id="1"><a><b:given> Bram </b:given></a><family>K</family><born on="2015-01-15"/></person>
      <person id="2"><family/><a><given>Jan</given></a><born/></person>
      <person><family>K</family></person>
    </people></x>"""
    rows = read(tmp_path, mapping, text, name="x.xml")
    assert fields(rows) == {
        "1": {"name": {"given": "Bram", "family": "K"}, "birth_date": "2015-01-15"},
        "2": {"name": {"given": "Jan", "family": ""}},
        "": {},
    }
    assert faults(rows) == ["x.xml:4: has no id"]


def test_records_within_records_and_around_them(tmp_path: Path) -> None:
    """A row for each nested element, which sees the one around it; a year that stands once, before; records at any depth."""
    mapping = (
        '[[tables]]\nformat = "xml"\nrecord = "//group"\n'
        '[[tables.rows]]\nkind = "class"\nid = "@key"\nfields.title = "."\nfields.school_year = "/head/year"\n'
        '[[tables.rows]]\nkind = "teaching"\neach = "staff/one"\nfields.staff = "@id"\nfields.class_id = "../@key"\n'
        "fields.primary = { value = true }\n"
    )
    text = (
        "<x><head><year>2026-2027<b>x</b></year><year>1999</year></head><deep><group key='k'>6A"
        "<staff><one id='t1'/><one id='t2'/></staff></group></deep></x>"
    )
    rows = read(tmp_path, mapping, text, name="x.xml")
    assert fields(rows) == {
        "k": {"title": "6A", "school_year": 2027},
        "t1/k": {"staff": "t1", "class_id": "k", "primary": True},
        "t2/k": {"staff": "t2", "class_id": "k", "primary": True},
    }


def test_a_number_among_brothers(tmp_path: Path) -> None:
    """What has no id of its own is known by its place, within its record or in the file."""
    nested = (
        '[[tables.rows]]\nkind = "guardian"\neach = "parents/parent"\n'
        'id = { column = "../@id", prefix = "g{number}-" }\nfields.name.family = "."\n'
        'details = [{ kind = "phone", each = "phone", value = ".", secret = "@secret" }]\n'
    )
    text = (
        "<x><people><person id='1'><parents><parent>A<phone secret='no'>06</phone><phone>07</phone></parent>"
        "<parent>B</parent></parents></person></people></x>"
    )
    rows = read(tmp_path, XML + nested, text, name="x.xml")
    assert fields(rows) == {
        "g1-1": {
            "name": {"family": "A"},
            "details": [
                {"kind": "phone", "value": "06", "secret": False},
                {"kind": "phone", "value": "07", "secret": True},
            ],
        },
        "g2-1": {"name": {"family": "B"}},
    }
    flat = '[[tables.rows]]\nkind = "staff"\nid = { column = "../@id", suffix = "-{number}" }\nfields.name.family = "@id"\n'
    assert [row.id for row in read(tmp_path, XML + flat, text, name="x.xml")] == ["1-1"]


def test_json_of_every_shape(tmp_path: Path) -> None:
    """Numbers and flags as words; null and what is no text are not there; something else than an object is no record."""
    mapping = (
        JSON
        + PUPIL.format("id")
        + (
            '[[tables.rows]]\nkind = "guardianship"\neach = "parents"\nfields.pupil = "../id"\nfields.guardian = "id"\n'
            'fields.contact_order = "order"\nfields.receives_post = "post"\nfields.lives_with = "home"\n'
        )
    )
    text = """{"data": {"people": [
      {"id": 1, "a": {"given": "Bram"}, "family": "", "parents": [{"id": "g", "order": 2, "post": true, "home": false}]},
      {"id": 2.5, "a": "x", "family": null, "parents": {"id": "h"}},
      {"id": "3", "a": {"given": ["J"]}, "family": " K "},
      "somebody"
    ]}}"""
    rows = read(tmp_path, mapping, text, name="x.json")
    assert fields(rows) == {
        "1": {"name": {"given": "Bram", "family": ""}},
        "2.5": {},
        "3": {"name": {"family": "K"}},
        "": {},
        "1/g": {
            "pupil": "1",
            "guardian": "g",
            "contact_order": 2,
            "receives_post": True,
            "lives_with": False,
        },
    }
    assert faults(rows) == ["x.json[3]: has more or fewer cells than the header"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "x.json: is not readable as JSON"),
        ("[" * 100_000, "x.json: is not readable as JSON"),
        ("{}", r"x.json \$.data.people: expected a list of records"),
        ('{"data": []}', r"x.json \$.data.people: expected a list of records"),
    ],
)
def test_json_that_is_none(tmp_path: Path, text: str, words: str) -> None:
    """Cut off, without measure, or without the list that the mapping speaks of."""
    with pytest.raises(InvalidInput, match=words):
        read(tmp_path, JSON + PUPIL.format("id"), text, name="x.json")


def test_json_without_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that would have to be held whole has a limit."""
    monkeypatch.setattr("partnership.plugins.mapping.trees._LARGEST", 10)
    with pytest.raises(InvalidInput, match=r"x\.json: is larger than 256 MiB; export in pages"):
        read(tmp_path, JSON + PUPIL.format("id"), '{"data": {"people": []}}', name="x.json")


def test_json_can_be_a_list(tmp_path: Path) -> None:
    """Then no path is needed; and what is none is refused."""
    mapping = '[[tables]]\nformat = "json"\n' + PUPIL.format("id")
    assert [row.id for row in read(tmp_path, mapping, '[{"id": "1", "family": "K"}]')] == ["1"]
    with pytest.raises(InvalidInput, match=r"export.csv \$: expected a list of records"):
        read(tmp_path, mapping, "{}")


FILES = (
    '[[tables]]\nfile = "people*.csv"\n[[tables.rows]]\nkind = "pupil"\nid = "nr"\nfields.name.family = "naam"\n'
    '[[tables]]\nfile = "classes.csv"\n[[tables.rows]]\nkind = "class"\nid = "nr"\nfields.title = "naam"\n'
)


def test_a_folder_or_a_zip_of_files(tmp_path: Path) -> None:
    """Several files of one kind, in the order of their names; in a zip they may stand in one folder."""
    folder = tmp_path / "export"
    (folder / "deeper").mkdir(parents=True)
    told = {
        "people2.csv": "nr,naam\n2,B\n",
        "people1.csv": "nr,naam\n1,A\n",
        "classes.csv": "nr,naam\nk,6A\n",
    }
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("export/", "")
        for name, text in told.items():
            (folder / name).write_text(text)
            archive.writestr(f"export/{name}", text)
    for path in (folder, tmp_path / "export.zip"):
        assert [row.place for row in MappedRoster(path, parse_layout(FILES)).rows()] == [
            "people1.csv:2",
            "people2.csv:2",
            "classes.csv:2",
        ]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    """Each that misses is told, with what it might be; one file cannot be two; a folder of two is not one."""
    (tmp_path / "peeple.csv").write_text("")
    (tmp_path / "clases.csv").write_text("")
    with pytest.raises(InvalidInput) as caught:
        MappedRoster(tmp_path, parse_layout(FILES))
    assert [str(each) for each in caught.value.problems] == [
        'people*.csv: is not there; did you mean "peeple.csv"?',
        'classes.csv: is not there; did you mean "clases.csv"?',
    ]
    with pytest.raises(
        InvalidInput, match=r"peeple\.csv: is one file, and the mapping reads 2; give the folder"
    ):
        MappedRoster(tmp_path / "peeple.csv", parse_layout(FILES))
    one = FILES.split('[[tables]]\nfile = "classes', maxsplit=1)[0].replace('file = "people*.csv"', "")
    with pytest.raises(InvalidInput, match=r"has 2 files; say which in the mapping"):
        MappedRoster(tmp_path, parse_layout(one))
    with pytest.raises(InvalidInput, match="is no file, folder or zip"):
        MappedRoster(tmp_path / "nowhere", parse_layout(one))
    (tmp_path / "peeple.csv").unlink()
    assert MappedRoster(tmp_path, parse_layout(one)).coverage()["pupil"] == "snapshot"


def test_a_zip_that_claims_too_much_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its own entry."""
    monkeypatch.setattr("partnership.plugins.mapping.files._LARGEST", 3)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("people1.csv", "nr,naam\n")
        archive.writestr("classes.csv", "nr,naam\n")
    (tmp_path / "export.zip").write_bytes(buffer.getvalue())
    with pytest.raises(InvalidInput, match=r"people1\.csv: unpacks to more than 4 GiB"):
        list(MappedRoster(tmp_path / "export.zip", parse_layout(FILES)).rows())
