"""A mapping's own mistakes are told all at once, each with its path and what would be right."""

from pathlib import Path

import pytest

from partnership.errors import InvalidInput
from partnership.people.roster import Coverage
from partnership.plugins.mapping.document import parse_layout, read_layout

PUPIL = '[[tables]]\n[[tables.rows]]\nkind = "pupil"\nid = "nr"\nfields.name.family = "name"\n'
ROW = '[[tables.rows]]\nkind = "{}"\n'


def mistakes(text: str) -> list[str]:
    """Every mistake of a mapping, in words."""
    with pytest.raises(InvalidInput) as caught:
        parse_layout(text)
    return [str(each) for each in caught.value.problems]


def test_mistakes_are_told_all_at_once() -> None:
    """Of the head, of tables, of rows and of cells; none hides another, and a likely name is offered."""
    found = mistakes(
        """
        nam = "x"
        covers = "snapshots"
        [[tables]]
        encodng = "cp1252"
        [[tables.rows]]
        knd = "pupil"
        [[tables]]
        delimiter = ";;"
        quote = "''"
        encoding = "klingon"
        record = "x"
        root = "y"
        blank = "void"
        skip = -1
        dates = ["%d-%m-%y", "%Y-%m-%d %q"]
        [[tables]]
        format = "xlm"
        rows = []
        [[tables]]
        format = "xml"
        [[tables.rows]]
        kind = "puppil"
        [[tables]]
        [[tables.rows]]
        kind = "class"
        """
    )
    assert found == [
        "$.covers: expected snapshot or changes or absent, or a table that says it of each kind",
        '$.nam: unknown key; did you mean "name"?',
        '$.tables[0].encodng: unknown key; did you mean "encoding"?',
        "$.tables[0].rows[0].kind: is required",
        '$.tables[0].rows[0].knd: unknown key; did you mean "kind"?',
        "$.tables[1].skip: must be at least 0",
        "$.tables[2].rows: there are none: what does a record tell of?",
        "$.tables[2].format: is no format; known: delimited, json, xml",
        "$.tables[3].record: is required: the path to the records, such as pupils/pupil",
        '$.tables[3].rows[0].kind: is no kind; did you mean "pupil"?',
        "$.tables[4].rows[0].id: is required: where the export's own id stands",
        "$.tables[4].rows[0].fields: a class needs title",
    ]


def test_mistakes_of_how_a_file_is_written() -> None:
    """Delimiter, quotes, encoding, what only XML has, words for what is blank, and days nobody can read."""
    found = mistakes(
        PUPIL.replace(
            "[[tables]]\n",
            "[[tables]]\ndelimiter = ';;'\nquote = \"''\"\nencoding = 'klingon'\nrecord = 'x'\nroot = 'y'\n"
            "blank = 'void'\ndates = ['%d-%m-%y', '%Y-%m-%d %q', '%Y-%m-%dT%H:%M:%S']\n",
        )
    )
    assert found == [
        "$.tables[0].delimiter: expected one character, such as ; or a tab",
        "$.tables[0].quote: expected one character, or nothing",
        "$.tables[0].encoding: is no encoding; the usual ones are utf-8, cp1252 and utf-16",
        "$.tables[0].record: is for XML and JSON; here every line is a record",
        "$.tables[0].root: is for XML",
        "$.tables[0].blank: expected one of empty, untold",
        "$.tables[0].dates[0]: expected one each of %Y, %m and %d, such as %d-%m-%Y",
        "$.tables[0].dates[1]: expected one each of %Y, %m and %d, such as %d-%m-%Y",
    ]


def test_mistakes_in_cells() -> None:
    """Unknown fields, words no field knows, columns of no slot, ends that do not end."""
    found = mistakes(
        PUPIL
        + """
        fields.givn = "x"
        fields.birth_date = { column = "born", inclusive = true, dates = "%d" }
        fields.left_on = { column = "left", value = 2026-01-01, default = "soon" }
        fields.name.given = { colum = "x" }
        fields.name.infix = 3
        when = { value = "x", default = "" }
        ended = {}
        """
        + ROW.format("guardianship")
        + """
        id = "x"
        each = "parents/parent"
        fields.pupil = "parent {slot}"
        fields.relation = { column = "r", map = { V = "father" }, otherwise = "uncle", default = "aunt" }
        fields.contact_order = { value = 0 }
        fields.receives_post = { column = "post", default = "perhaps" }
        fields.authority = { column = "gezag", map = { J = "yes" } }
        details = [{ kind = "email", value = "x" }]
        """
        + ROW.format("guardian")
        + """
        id = { column = "nr" }
        fields.organisation = "x"
        details = [{ kind = "fax", each = "y", value = { first = "z" }, secret = "s" }, { kind = "email" }, 3]
        """
        + ROW.format("class")
        + 'id = "c"\nfields = 3\n'
        + ROW.format("class")
        + 'id = "c"\ndetails = 3\nfields.title = "t"\nfields.school_year = { value = "soon" }\nfields.homeroom = true\n'
    )
    text = "\n".join(found)
    for words in (
        "rows[0].fields.givn: is no field of a pupil; known: birth_date, left_on, name.family, name.given, name.infix",
        "rows[0].fields.birth_date.inclusive: is for the day something ends",
        "rows[0].fields.birth_date.dates[0]: expected one each of %Y, %m and %d",
        "rows[0].fields.left_on: expected one of column, first and value",
        "rows[0].fields.left_on.default: is not a date such as 2026-08-31",
        'rows[0].fields.name.given.colum: unknown key; did you mean "column"?',
        "rows[0].fields.name.infix: expected the name of a column, or a table that says more",
        "rows[0].ended: expected one of column, first and value",
        "rows[1].id: a link is named by its ends: pupil, guardian",
        "rows[1].each: is for nested records in XML and JSON; use slots for numbered columns",
        "rows[1].fields.pupil: speaks of {slot}, and the row has no slots",
        "rows[1].fields.guardian: is required: a link has two ends",
        "rows[1].fields.relation.map: is not one of parent, step_parent",
        "rows[1].fields.relation.otherwise: is not one of parent",
        "rows[1].fields.relation.default: is not one of parent",
        "rows[1].fields.contact_order.value: is not a whole number from 1",
        "rows[1].fields.receives_post.default: is not true or false",
        "rows[1].fields.evidence.reference: is required: authority is never told without proof",
        "rows[1].fields.evidence.seen_on: is required: authority is never told without proof",
        "rows[1].details: only a guardian or member of staff has details",
        "rows[2].details[0].kind: is no kind; known: address, email, phone",
        "rows[2].details[0].each: is for nested records in XML and JSON",
        "rows[2].details[1].value: is required",
        "rows[2].details[2]: expected an object, got a number",
        "rows[3].fields: expected the columns of fields",
        "rows[4].details: expected a list",
        "rows[4].fields.school_year.value: is not a school year such as 2026-2027",
    ):
        assert words in text
    assert "rows[4].fields.homeroom" not in text


XML = PUPIL.replace("[[tables]]\n", "[[tables]]\nformat = 'xml'\nrecord = 'a/b'\n")


@pytest.mark.parametrize(
    "path", ["../../x", "a/b[@c='d']/@e", "a[b='c']", "@id", "../@id", ".", "/head/year"]
)
def test_paths_that_lead_somewhere(path: str) -> None:
    """Up, down, to an attribute, by the text of a brother, from the root."""
    assert parse_layout(XML.replace('"name"', f'"{path}"')).kinds == {"pupil"}


@pytest.mark.parametrize("path", ["a[", "//a", "/a[b='c']", "/a/@b", "a//["])
def test_paths_that_lead_nowhere(path: str) -> None:
    """What nobody can follow is told; so is a path from the root that is not plain."""
    assert mistakes(XML.replace('"name"', f'"{path}"')) == [
        f'$.tables[0].rows[0].fields.name.family: "{path}" is no path'
    ]


def test_paths_to_records_that_lead_nowhere() -> None:
    """To the records of a table, to nested rows and to nested details."""
    text = XML.replace("'a/b'", "'a/b[1]'") + (
        ROW.format("guardian")
        + 'id = "x"\neach = "y["\nfields.name.family = "z"\ndetails = [{ kind = "email", each = "e[", value = "." }]\n'
    )
    assert mistakes(text) == [
        "$.tables[0].record: is no plain path, such as pupils/pupil",
        '$.tables[0].rows[1].details[0].each: "e[" is no path',
        '$.tables[0].rows[1].each: "y[" is no path',
    ]


@pytest.mark.parametrize(
    "column", ["BSN", "bsn_leerling", "Leerling BSN", "Onderwijsnummer", "PGN", "gegevens/bsn"]
)
def test_citizen_numbers_are_never_read(column: str) -> None:
    """Whatever an export has, a mapping cannot ask for them; nor as the id of somebody."""
    assert mistakes(PUPIL.replace('"nr"', f'"{column}"')) == [
        f'$.tables[0].rows[0].id: "{column}" is a number of citizens, which is never read'
    ]


def test_numbers_of_what_has_none() -> None:
    """A line has no place among its like, and a row without slots no number of a slot."""
    suffixes = PUPIL.replace('id = "nr"', 'id = { column = "nr", suffix = "{number}", prefix = "{slot}" }')
    assert mistakes(suffixes) == [
        "$.tables[0].rows[0].id: speaks of {slot}, and the row has no slots",
        "$.tables[0].rows[0].id: speaks of {number}, which records in XML and JSON have",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tables = 3", "$.tables: expected a list"),
        ("tables = [3]", "$.tables[0]: expected an object, got a number"),
        ("[[tables]]\nrows = [3]", "$.tables[0].rows[0]: expected an object, got a number"),
        ("", "$.tables: there are none: what would be read?"),
        ("x =", "$: is not TOML"),
        ("x = " + "[" * 100_000, "$: is not TOML"),
        ("x = " + "9" * 5000, "$: is not TOML"),
        ("covers = { pupl = 'changes' }\n" + PUPIL, '$.covers.pupl: is no kind; did you mean "pupil"?'),
        ("covers = { pupil = 'absent' }\n" + PUPIL, "$.covers.pupil: is absent, but a table tells of it"),
        (
            "covers = { pupil = 'some' }\n" + PUPIL,
            "$.covers.pupil: expected one of snapshot, changes, absent",
        ),
    ],
)
def test_a_mapping_that_is_none(text: str, words: str) -> None:
    """Something else where tables belong, and no TOML at all."""
    assert mistakes(text)[0].startswith(words)


def test_covers_for_all_or_for_each_kind() -> None:
    """A word for all kinds, or one for some."""
    assert parse_layout(f"covers = 'changes'\n{PUPIL}").covers["pupil"] is Coverage.CHANGES
    assert parse_layout("covers = { pupil = 'changes' }\n" + PUPIL).covers == {"pupil": Coverage.CHANGES}


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A mapping that is not there, or not UTF-8, is said to be so; one that is has its name in what is wrong."""
    with pytest.raises(InvalidInput, match="is no readable UTF-8 file"):
        read_layout(tmp_path / "none.toml")
    (tmp_path / "ansi.toml").write_bytes("name = 'Zoë'".encode("cp1252"))
    with pytest.raises(InvalidInput, match="is no readable UTF-8 file"):
        read_layout(tmp_path / "ansi.toml")
    (tmp_path / "empty.toml").write_text("")
    with pytest.raises(InvalidInput, match=r"^empty\.toml: 1 problem"):
        read_layout(tmp_path / "empty.toml")
