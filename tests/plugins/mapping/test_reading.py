"""What cells mean: words, days, flags, names of several columns, and what is not told at all."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.plugins.mapping.reading import faults, fields, read

from partnership.errors import InvalidInput
from partnership.hookspecs import Offer
from partnership.people.roster import Coverage
from partnership.plugins.mapping import mapped_offer, partnership_roster_sources
from partnership.plugins.mapping.document import parse_layout
from partnership.plugins.mapping.source import MappedRoster
from partnership.testing.source_trials import MappingTrial as TestMapping

__all__ = ["TestMapping"]

PUPIL = 'delimiter = ";"\n[[tables.rows]]\nkind = "pupil"\nid = "nr"\nfields.name.family = "naam"\n'
GUARDIAN = PUPIL.replace("pupil", "guardian")
LINK = '[[tables.rows]]\nkind = "guardianship"\nfields.pupil = "nr"\nfields.guardian = "ouder"\n'
CLASS = '[[tables.rows]]\nkind = "class"\nid = "nr"\nfields.title = "naam"\n'


def test_ansi_with_semicolons_is_read_when_it_is_said(tmp_path: Path) -> None:
    """Noémi and Müller as Windows writes them; the same bytes without a word are refused, with advice."""
    text = "nr;naam\r\n1;Müller\r\n2;Noémi\r\n".encode("cp1252")
    rows = read(tmp_path, f'encoding = "cp1252"\n{PUPIL}', text)
    assert [row.fields["name"]["family"] for row in rows] == ["Müller", "Noémi"]
    with pytest.raises(InvalidInput, match=r"export\.csv:1: is not utf-8 text: .*; ANSI is cp1252"):
        read(tmp_path, PUPIL, text)


def test_utf8_is_never_taken_for_ansi(tmp_path: Path) -> None:
    """A mark at the start tells that it is not what the mapping says; without the mapping's word it is passed over."""
    text = "nr;naam\n1;Müller\n".encode("utf-8-sig")
    assert fields(read(tmp_path, PUPIL, text))["1"]["name"] == {"family": "Müller"}
    with pytest.raises(InvalidInput, match=r"export\.csv:1: is UTF-8 by its first bytes, and not cp1252"):
        read(tmp_path, f'encoding = "cp1252"\n{PUPIL}', text)
    with pytest.raises(InvalidInput, match=r"export\.csv:2: is UTF-8 by its letters, and not cp1252"):
        read(tmp_path, f'encoding = "cp1252"\n{PUPIL}', "nr;naam\n1;Müller\n".encode())
    with pytest.raises(InvalidInput, match=r"export\.csv:\d: is not (readable|cp1252 text)"):
        read(tmp_path, f'encoding = "cp1252"\n{PUPIL}', b"nr;naam\n1;\x81\n")
    with pytest.raises(InvalidInput, match=r"export\.csv:1: is not utf-16 text: say the right encoding"):
        read(tmp_path, f'encoding = "utf-16"\n{PUPIL}', b"nr;naam\n")


def test_lines_that_are_no_records(tmp_path: Path) -> None:
    """Empty lines are passed over; one with too few or too many cells is a fault of its own, told once."""
    rows = read(tmp_path, PUPIL + LINK, "nr;naam;ouder\n\n1;Bakker;g1\n2;Smit\n3;Kaya;g1;x\n")
    assert [(row.kind, row.id) for row in rows if row.id] == [("pupil", "1"), ("guardianship", "1/g1")]
    assert faults(rows) == [
        "export.csv:4: has more or fewer cells than the header",
        "export.csv:5: has more or fewer cells than the header",
    ]
    only = read(tmp_path, 'delimiter = ";"\n' + LINK, "nr;ouder\n1\n")
    assert faults(only) == ["export.csv:2: has more or fewer cells than the header"]
    with pytest.raises(InvalidInput, match=r"export\.csv:2: is not readable"):
        read(tmp_path, PUPIL, 'nr;naam\n1;"Bak"ker\n')


def test_columns_that_are_not_there(tmp_path: Path) -> None:
    """All that miss are told at once, with what it might be; one that may miss tells nothing; a name there twice is none."""
    more = 'fields.birth_date = "geboren"\nfields.name.infix = { column = "tussen", optional = true }\n'
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, PUPIL + more, "no;naam;naam;geborn\n")
    assert [str(each) for each in caught.value.problems] == [
        'export.csv:1: column "nr" is missing',
        'export.csv:1: column "naam" is there 2 times',
        'export.csv:1: column "geboren" is missing; did you mean "geborn"?',
    ]
    told = fields(read(tmp_path, PUPIL + more, "nr;naam;geboren\n1;Bakker;\n"))
    assert told == {"1": {"name": {"family": "Bakker"}, "birth_date": None}}
    with pytest.raises(InvalidInput, match='column "nr" is missing'):
        read(tmp_path, PUPIL, "")


def test_a_header_that_is_somebody_is_not_told(tmp_path: Path) -> None:
    """Of a file without a header the first line would be: no error has a word of it."""
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, PUPIL, "20101;Bakker;petra@home.example\n")
    assert "Bakker" not in str(caught.value)
    assert [each.choices for each in caught.value.problems] == [(), ()]


def test_a_file_without_a_header(tmp_path: Path) -> None:
    """Its columns are named in the mapping, and lines before them are passed over."""
    rows = read(tmp_path, f'columns = ["nr", "naam"]\nskip = 2\n{PUPIL}', "report\nof today\n1;Bakker\n")
    assert (fields(rows), rows[0].place) == ({"1": {"name": {"family": "Bakker"}}}, "export.csv:3")
    assert read(tmp_path, f'columns = ["nr", "naam"]\nskip = 9\n{PUPIL}', "1;Bakker\n") == []


def test_quotes_can_be_anything_or_nothing(tmp_path: Path) -> None:
    """A name with a quotation mark, where the export does not quote."""
    rows = read(tmp_path, f"quote = ''\n{PUPIL}", 'nr;naam\n1;"t Hart\n')
    assert rows[0].fields["name"] == {"family": '"t Hart'}


def test_names_of_several_columns(tmp_path: Path) -> None:
    """Joined where they are filled, or the first that is; prefixes and suffixes stand around what was found."""
    mapping = PUPIL + (
        'fields.name.given = { first = ["roep", "voor"] }\n'
        'fields.name.infix = { column = ["a", "b"], join = "-", prefix = "<", suffix = ">" }\n'
    )
    rows = read(tmp_path, mapping, "nr;naam;roep;voor;a;b\n1;K;;Jan;x;\n2;K;Piet;Jan;x;y\n3;K;;;;\n")
    assert [row.fields["name"] for row in rows] == [
        {"family": "K", "given": "Jan", "infix": "<x>"},
        {"family": "K", "given": "Piet", "infix": "<x-y>"},
        {"family": "K", "given": "", "infix": ""},
    ]


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), inclusive=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_day_is_read_as_it_is_written(tmp_path: Path, day: date, *, inclusive: bool) -> None:
    """On days the clocks change too; a last day becomes the first on which it no longer is so."""
    mapping = (
        "dates = ['%d-%m-%Y', '%Y-%m-%dT%H:%M:%S%z']\n"
        + PUPIL
        + f'fields.birth_date = "born"\nfields.left_on = {{ column = "left", inclusive = {str(inclusive).lower()} }}\n'
    )
    text = f"nr;naam;born;left\n1;K;{day}T23:30:00+0100;{day:%d-%m-%Y}\n"
    told = fields(read(tmp_path, mapping, text))["1"]
    assert told["birth_date"] == str(day)
    assert told["left_on"] == str(day + timedelta(days=inclusive))


def test_days_that_are_none(tmp_path: Path) -> None:
    """A fault that says how days look here, and never the day; the last day there is means no end."""
    mapping = PUPIL + (
        'fields.birth_date = { column = "born", dates = ["%d-%m-%Y", "%Y%m%d"] }\n'
        'fields.left_on = { column = "left", inclusive = true }\n'
    )
    rows = read(tmp_path, mapping, "nr;naam;born;left\n1;K;31-02-2015;9999-12-31\n2;K;20150228;\n")
    assert faults(rows) == ["export.csv:2 born: is not a date such as 31-08-2026, 20260831"]
    assert fields(rows) == {
        "1": {"name": {"family": "K"}, "left_on": None},
        "2": {"name": {"family": "K"}, "birth_date": "2015-02-28", "left_on": None},
    }


def test_words_for_yes_and_no(tmp_path: Path) -> None:
    """In any case of letters; another word is a fault; an empty cell says no only where the mapping says so."""
    mapping = 'flags = { yes = ["J"], no = ["N"] }\n' + GUARDIAN + 'fields.deceased = "overleden"\n'
    rows = read(tmp_path, mapping, "nr;naam;overleden\n1;K;j\n2;K;N\n3;K;?\n4;K;\n")
    assert [row.fields.get("deceased") for row in rows] == [True, False, None, False]
    assert faults(rows) == ["export.csv:4 overleden: is not one of J, N"]


@pytest.mark.parametrize(("word", "secret"), [("J", True), ("N", False), ("", True), ("x", True)])
def test_a_detail_that_does_not_say_is_secret(tmp_path: Path, word: str, *, secret: bool) -> None:
    """Rather too careful than sorry."""
    mapping = (
        'flags = { yes = ["J"], no = ["N"] }\n'
        + GUARDIAN
        + 'details = [{ kind = "email", value = "mail", secret = "geheim" }]\n'
    )
    rows = read(tmp_path, mapping, f"nr;naam;mail;geheim\n1;K;a@b.example;{word}\n")
    assert rows[0].fields["details"] == [{"kind": "email", "value": "a@b.example", "secret": secret}]
    assert ("a@b.example" in repr(rows)) is False


@pytest.mark.parametrize(("flags", "secret"), [('no = ["N", ""]', False), ('yes = ["J", ""]', True)])
def test_an_empty_cell_can_be_given_a_meaning(tmp_path: Path, flags: str, *, secret: bool) -> None:
    """Among the words for yes and no, as the meaning of a word, or as the default of a cell."""
    mapping = (
        f"flags = {{ {flags} }}\n" + GUARDIAN + 'details = [{ kind = "email", value = "m", secret = "g" }]\n'
    )
    rows = read(tmp_path, mapping, "nr;naam;m;g\n1;K;a@b.example;\n")
    assert rows[0].fields["details"][0]["secret"] is secret
    mapping = (
        'delimiter = ";"\n'
        + LINK
        + (
            'fields.relation = { column = "soort", map = { "" = "parent", X = "" } }\n'
            'fields.contact_order = { column = "nummer", default = 9 }\n'
        )
    )
    rows = read(tmp_path, mapping, "nr;ouder;soort;nummer\n1;g1;;\n2;g1;X;2\n")
    assert [(row.fields["relation"], row.fields["contact_order"]) for row in rows] == [
        ("parent", 9),
        ("other", 2),
    ]


def test_details_once_and_none(tmp_path: Path) -> None:
    """The same number twice counts once, and is secret if either says so; no details are none, and not untold."""
    mapping = GUARDIAN + (
        'details = [{ kind = "phone", value = "t1", secret = "g" }, { kind = "phone", value = "t2" }]\n'
    )
    rows = read(tmp_path, mapping, "nr;naam;t1;t2;g\n1;K;06;06;yes\n2;K;;;no\n")
    assert [row.fields["details"] for row in rows] == [
        [{"kind": "phone", "value": "06", "secret": True}],
        [],
    ]
    untold = read(tmp_path, f'blank = "untold"\n{mapping}', "nr;naam;t1;t2;g\n2;K;;;\n")
    assert "details" not in untold[0].fields


def test_words_that_mean_something_else(tmp_path: Path) -> None:
    """By the map; what it does not know is a fault, or what the mapping says otherwise."""
    strict = (
        'delimiter = ";"\n'
        + LINK
        + 'fields.relation = { column = "s", map = { V = "parent", M = "parent" } }\n'
    )
    text = "nr;ouder;s\n1;g1;V\n1;g2;oma\n"
    rows = read(tmp_path, strict, text)
    assert [row.fields.get("relation") for row in rows] == ["parent", None]
    assert faults(rows) == ["export.csv:3 s: is not one of V, M"]
    loose = strict.replace("} }", '}, otherwise = "relative" }')
    assert [row.fields["relation"] for row in read(tmp_path, loose, text)] == ["parent", "relative"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2027", 2027),
        ("2026-2027", 2027),
        ("2026 / 2027", 2027),
        ("2026/27", 2027),
        ("1999/00", 2000),
        ("", None),
    ],
)
def test_school_years(tmp_path: Path, text: str, year: int | None) -> None:
    """In every way schools write them."""
    told = fields(read(tmp_path, CLASS + 'fields.school_year = "jaar"\n', f"nr,naam,jaar\nk,6A,{text}\n"))
    assert told["k"]["school_year"] == year


def test_classes_and_lists(tmp_path: Path) -> None:
    """Years that do not follow, grades in a list, a title that is empty and therefore not told."""
    mapping = (
        CLASS
        + 'fields.school_year = "jaar"\nfields.grades = { column = "g", split = "+" }\nfields.homeroom = "h"\n'
    )
    rows = read(tmp_path, mapping, "nr,naam,jaar,g,h\na,6A,2026-2028,5+6,yes\nb,,soon,,\n")
    assert faults(rows) == [
        "export.csv:2 jaar: is a school year that does not end the year after it begins",
        "export.csv:3 jaar: is not a school year such as 2026-2027",
    ]
    assert fields(rows) == {"a": {"title": "6A", "grades": ["5", "6"], "homeroom": True}, "b": {"grades": []}}


def test_a_cell_that_must_be_filled(tmp_path: Path) -> None:
    """A fault when it is not; a name without a letter is none."""
    rows = read(
        tmp_path, PUPIL.replace('"naam"', '{ column = "naam", required = true }'), "nr;naam\n1;\n2;K\n"
    )
    assert faults(rows) == ["export.csv:2 naam: is empty and may not be"]
    assert faults(read(tmp_path, PUPIL, "nr;naam\n1;\n")) == ["export.csv:2: has no name"]


def test_ids_that_cannot_be(tmp_path: Path) -> None:
    """None at all, or one with the sign that links are made with; such a row is told of without a word of its fields."""
    rows = read(tmp_path, PUPIL + LINK, "nr;naam;ouder\n;K;g1\na/b;K;g1\nc;K;\n")
    assert faults(rows) == [
        "export.csv:2: has no id",
        "export.csv:3: the id has a /, with which links are made",
        "export.csv:2: has no pupil",
        "export.csv:3: the pupil has a /, with which links are made",
        "export.csv:4: has no guardian",
    ]
    assert [row.id for row in rows] == ["", "", "c", "", "", ""]
    assert [dict(row.fields) for row in rows if not row.id] == [{}] * 5


def test_slots_that_are_empty_are_nobody(tmp_path: Path) -> None:
    """An empty slot tells of nobody; one without a number is a fault; ids can be made from the pupil's."""
    mapping = (
        'delimiter = ";"\n[[tables.rows]]\nkind = "guardian"\nslots = [1, 2]\n'
        'id = { column = "nr", suffix = "-{slot}" }\nfields.name.family = "ouder{slot}"\n'
    )
    rows = read(tmp_path, mapping, "nr;ouder1;ouder2\n1;Smit;\n2;;Kaya\n;Visser;\n")
    assert [row.id for row in rows] == ["1-1", "2-2", ""]
    assert faults(rows) == ["export.csv:4: has no id"]


def test_rows_that_are_told_of_only_sometimes(tmp_path: Path) -> None:
    """When a cell is filled, or says one of some words; and a word that ends it."""
    mapping = PUPIL + (
        'when = { column = "soort", is_one_of = ["leerling", "gast"] }\n'
        'ended = { column = "status", is_one_of = "weg" }\n'
        '[[tables.rows]]\nkind = "enrolment"\nwhen = "klas"\nfields.pupil = "nr"\nfields.class_id = "klas"\n'
    )
    text = "nr;naam;soort;status;klas\n1;A;leerling;;6A\n2;B;docent;;\n3;C;gast;weg;\n"
    rows = read(tmp_path, mapping, text)
    assert [(row.id, row.ended) for row in rows] == [("1", False), ("3", True), ("1/6A", False)]


def test_a_row_that_repeats_is_told_once(tmp_path: Path) -> None:
    """Word for word; one that says otherwise is a fault, with the first as what counts."""
    mapping = CLASS.replace('id = "nr"', 'id = "nr"\nrepeats = true')
    rows = read(tmp_path, mapping, "nr,naam\nk,6A\nk,6A\nk,6B\nl,7A\nk,6A\n,8A\n")
    assert [row.id for row in rows] == ["k", "", "l", ""]
    assert faults(rows) == [
        "export.csv:4: says otherwise of class k than an earlier record",
        "export.csv:7: has no id",
    ]


def test_authority_goes_with_proof(tmp_path: Path) -> None:
    """Without it, or with half of it, authority stays unknown and that is told; unknown needs none."""
    mapping = (
        'delimiter = ";"\n'
        + LINK
        + 'fields.authority = "gezag"\nfields.evidence.reference = "bewijs"\nfields.evidence.seen_on = "gezien"\n'
        'fields.authority_valid.since = "van"\nfields.authority_valid.until = "tot"\n'
    )
    rows = read(
        tmp_path,
        mapping,
        "nr;ouder;gezag;bewijs;gezien;van;tot\n1;a;yes;extract;2026-08-31;;\n1;b;no;extract;;;\n1;c;unknown;;;;\n"
        "1;d;yes;extract;2026-08-31;2026-09-01;2026-09-01\n",
    )
    proof = {"reference": "extract", "seen_on": "2026-08-31"}
    assert [(row.fields["authority"], row.fields["evidence"]) for row in rows] == [
        ("yes", proof),
        ("unknown", None),
        ("unknown", None),
        ("yes", proof),
    ]
    assert faults(rows) == [
        "export.csv:3 authority: is told without proof, so it stays unknown",
        "export.csv:5 authority_valid.until: is not after authority_valid.since",
    ]
    half = fields(
        read(
            tmp_path, 'delimiter = ";"\n' + LINK + 'fields.evidence.reference = "b"\n', "nr;ouder;b\n1;a;x\n"
        )
    )
    assert half == {"1/a": {"pupil": "1", "guardian": "a"}}


def test_a_guardian_is_a_person_or_an_organisation(tmp_path: Path) -> None:
    """Neither is a fault; who has a day of death has died."""
    mapping = GUARDIAN + 'fields.organisation = "instelling"\nfields.deceased_on = "overleden"\n'
    rows = read(
        tmp_path, mapping, "nr;naam;instelling;overleden\na;;Voogdij Oost;\nb;Smit;;2024-05-01\nc;;;\n"
    )
    assert fields(rows) == {
        "a": {"name": None, "organisation": "Voogdij Oost", "deceased_on": None, "deceased": False},
        "b": {
            "name": {"family": "Smit"},
            "organisation": None,
            "deceased_on": "2024-05-01",
            "deceased": True,
        },
        "c": {"deceased_on": None, "deceased": False},
    }
    assert faults(rows) == ["export.csv:4: has no name"]
    both = GUARDIAN + 'fields.deceased = "d"\nfields.deceased_on = "op"\n'
    assert fields(read(tmp_path, both, "nr;naam;d;op\na;K;yes;\n"))["a"]["deceased"] is True


def test_what_the_mapping_covers(tmp_path: Path) -> None:
    """A snapshot of what some table tells of, unless it says otherwise; nothing of any other kind."""
    (tmp_path / "export.csv").write_text("nr;naam\n")
    source = MappedRoster(
        tmp_path, parse_layout(f"covers = {{ pupil = 'changes' }}\n[[tables]]\n{PUPIL}[[tables]]\n{CLASS}")
    )
    covers = source.coverage()
    assert (covers["pupil"], covers["class"], covers["guardian"]) == (
        Coverage.CHANGES,
        Coverage.SNAPSHOT,
        Coverage.ABSENT,
    )


def test_a_mapping_of_your_own_is_an_offer(tmp_path: Path) -> None:
    """It reads by the mapping that goes with it, or by the one a school puts in its place."""
    (tmp_path / "export.csv").write_text("nr;naam;achternaam\n1;A;B\n")
    ours, theirs = tmp_path / "ours.toml", tmp_path / "theirs.toml"
    ours.write_text(f"[[tables]]\n{PUPIL}")
    theirs.write_text(f"[[tables]]\n{PUPIL}".replace('"naam"', '"achternaam"'))
    offer: Offer[object] = mapped_offer("ours", ours, summary="Ours.")
    export = tmp_path / "export.csv"
    families = [
        [row.fields["name"]["family"] for row in source.rows()]
        for source in (
            mapped_offer("ours", ours).make(path=export),
            mapped_offer("ours", ours).make(path=export, mapping=str(theirs)),
            next(iter(partnership_roster_sources())).make(path=export, mapping=theirs),
        )
    ]
    assert families == [["A"], ["B"], ["B"]]
    assert (offer.name, offer.summary) == ("ours", "Ours.")


EVERYTHING = """
[[tables]]
delimiter = ";"
[[tables.rows]]
kind = "pupil"
id = "nr"
fields = { "name.given" = "a", "name.family" = "b", birth_date = "c", left_on = "d" }
[[tables.rows]]
kind = "class"
id = "nr"
fields = { title = "a", school_year = "b", homeroom = "c" }
[[tables.rows]]
kind = "guardian"
id = "nr"
fields = { organisation = "a", deceased = "b", deceased_on = "c" }
details = [{ kind = "phone", value = "d", secret = "a" }]
[[tables.rows]]
kind = "guardianship"
fields.pupil = "nr"
fields.guardian = "nr"
fields.contact_order = "a"
fields.receives_post = "b"
fields.valid.since = "c"
fields.relation = { column = "d", map = { V = "parent" } }
"""


@given(cells=st.lists(st.text("QZXJ", min_size=6, max_size=9), min_size=4, max_size=4), short=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_fault_repeats_what_a_cell_says(tmp_path: Path, cells: list[str], *, short: bool) -> None:
    """Words where days, numbers and flags belong: every one is reported, and none is in a report or a log."""
    line = ";".join(cells[:-1] if short else cells)
    rows = read(tmp_path, EVERYTHING, f"nr;a;b;c;d\n1;{line}\n")
    assert faults(rows) != []
    said = repr(rows) + " ".join(faults(rows))
    assert [cell for cell in cells if cell in said] == []
