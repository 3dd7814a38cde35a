"""Layouts of every kind for the same roster, as strategies: wide lines, a file for each kind, nested XML and JSON."""

import json
import string
from typing import Any

from hypothesis import strategies as st

from partnership.people.roster import KINDS, RosterRow
from partnership.plugins.mapping.document import parse_layout
from partnership.plugins.mapping.layout import Layout

__all__ = ["layouts", "rosters", "sorted_rows"]

DELIMITERS = [";", "\t", ",", "|"]
_LETTERS = st.sampled_from([chr(code) for code in (*range(0x21, 0x7F), *range(0xC0, 0x100))])
"""What every encoding has; without the signs that, behind such a letter, would make UTF-8 of an ANSI file by chance."""

_WORDS = st.text(_LETTERS, min_size=1, max_size=8)
_PHRASES = st.lists(_WORDS, max_size=2).map(" ".join)
_DAYS = st.dates().filter(lambda day: 1000 < day.year < 9999).map(str)
_IDS = (
    st.text(string.ascii_letters + string.digits + "-. é", min_size=1, max_size=5).map(str.strip).filter(bool)
)


def sorted_rows(rows: Any) -> list[tuple[str, str, dict[str, Any], bool]]:
    """What rows say, in an order that does not depend on where they were read."""
    return sorted(
        ((row.kind, row.id, dict(row.fields), row.ended) for row in rows),
        key=lambda row: (KINDS.index(row[0]), row[1]),
    )


@st.composite
def rosters(draw: st.DrawFn) -> list[RosterRow]:
    """A few pupils in a few classes, each with up to two guardians, whom they may share; the guardians may be organisations."""

    def name() -> dict[str, str]:
        return {"given": draw(_PHRASES), "infix": draw(_PHRASES), "family": draw(_WORDS)}

    def row(kind: str, id: str, **fields: Any) -> RosterRow:
        return RosterRow(place="drawn", kind=kind, id=id, fields=fields)

    classes, pupils, guardians = (
        draw(st.lists(_IDS, min_size=1, max_size=most, unique=True)) for most in (2, 4, 4)
    )
    known = [
        row("class", each, title=draw(_WORDS), school_year=draw(st.integers(1001, 9998))) for each in classes
    ]
    used: dict[str, None] = {}
    rows = []
    for pupil in pupils:
        rows.append(row("pupil", pupil, name=name(), birth_date=draw(st.none() | _DAYS)))
        group = draw(st.sampled_from(classes))
        rows.append(
            row(
                "enrolment",
                f"{pupil}/{group}",
                pupil=pupil,
                class_id=group,
                valid={"until": draw(st.none() | _DAYS)},
            )
        )
        for guardian in draw(st.lists(st.sampled_from(guardians), max_size=2, unique=True)):
            used[guardian] = None
            rows.append(
                row(
                    "guardianship",
                    f"{pupil}/{guardian}",
                    pupil=pupil,
                    guardian=guardian,
                    relation=draw(st.sampled_from(["parent", "grandparent"])),
                    receives_post=draw(st.booleans()),
                    contact_order=draw(st.none() | st.integers(1, 9)),
                )
            )
    for guardian in used:
        person = draw(st.booleans())
        rows.append(
            row(
                "guardian",
                guardian,
                name=name() if person else None,
                organisation=None if person else draw(_WORDS),
                details=draw(
                    st.just([])
                    | st.builds(
                        lambda value, secret: [{"kind": "email", "value": value, "secret": secret}],
                        _WORDS,
                        st.booleans(),
                    )
                ),
            )
        )
    taught = {each.fields["class_id"] for each in rows if each.kind == "enrolment"}
    return [each for each in known if each.id in taught] + rows


_HEAD = """
[[tables]]
format = "{format}"
{file}
{how}
dates = ["{dates}"]
flags = {{ yes = ["{yes}"], no = ["{no}"] }}
"""

_ROWS = {
    "pupil": """
[[tables.rows]]
kind = "pupil"
id = "{up}{p}nr"
fields.name.given = "{up}{p}voornaam"
fields.name.infix = "{up}{p}tussen"
fields.name.family = "{up}{p}achternaam"
fields.birth_date = "{up}{p}geboren"
""",
    "class": """
[[tables.rows]]
kind = "class"
id = "{k}klas"
{repeats}
fields.title = "{k}titel"
fields.school_year = "{k}jaar"
""",
    "guardian": """
[[tables.rows]]
kind = "guardian"
{many}
id = "{g}nr"
{repeats}
fields.name.given = "{g}voornaam"
fields.name.infix = "{g}tussen"
fields.name.family = "{g}achternaam"
fields.organisation = "{g}instelling"
details = [{{ kind = "email", value = "{g}mail", secret = "{g}geheim" }}]
""",
    "guardianship": """
[[tables.rows]]
kind = "guardianship"
{many}
fields.pupil = "{up}{p}nr"
fields.guardian = "{g}nr"
fields.relation = {{ column = "{g}soort", map = {{ O = "parent", G = "grandparent" }} }}
fields.receives_post = "{g}post"
fields.contact_order = "{g}volgorde"
""",
    "enrolment": """
[[tables.rows]]
kind = "enrolment"
fields.pupil = "{p}nr"
fields.class_id = "{k}klas"
fields.valid.until = {{ column = "tot en met", inclusive = true }}
""",
}


@st.composite
def layouts(draw: st.DrawFn, roster: list[RosterRow]) -> Layout:
    """A layout that has room for a roster."""
    form = draw(st.sampled_from(["wide", "apart", "xml", "json"]))
    quote = draw(st.sampled_from(['"', "'"]))
    encodings = ["utf-8", "utf-8-sig", "cp1252", "utf-16"]
    how = (
        f"delimiter = {json.dumps(draw(st.sampled_from(DELIMITERS)))}\nquote = '''{quote}'''\n"
        f'encoding = "{draw(st.sampled_from(encodings))}"\n'
        f"skip = {draw(st.integers(0, 2))}"
    )
    yes, no = draw(st.sampled_from([("Ja", "Nee"), ("J", "N"), ("1", "0")]))
    head = {
        "dates": draw(st.sampled_from(["%d-%m-%Y", "%Y/%m/%d", "%Y%m%d", "%m/%d/%Y %H:%M"])),
        "yes": yes,
        "no": no,
        "format": form if form in {"xml", "json"} else "delimited",
    }
    prefix = "" if form in {"xml", "json"} else draw(st.sampled_from(["", "leerling ", "x:"]))
    words = {
        "p": f"{prefix}p",
        "g": "ouder{slot} ",
        "k": "k",
        "up": "",
        "repeats": "repeats = true",
        "many": "slots = [1, 2]",
    }
    if form == "wide":
        text = _HEAD.format(**head, file="", how=how) + "".join(_ROWS.values()).format(**words)
    elif form == "apart":
        apart = {**words, "g": "ouder ", "many": "", "repeats": ""}
        text = "".join(
            _HEAD.format(**head, file=f'file = "{kind}.csv"', how=how) + rows.format(**apart)
            for kind, rows in _ROWS.items()
        )
    else:
        record = "leerlingen/leerling" if form == "xml" else draw(st.sampled_from(["items/alle", ""]))
        how = f'record = "{record}"' if record else ""
        nested = {**words, "g": "@" if form == "xml" else "", "many": 'each = "ouders/ouder"', "up": ""}
        own, inner = ("pupil", "class", "enrolment"), ("guardian", "guardianship")
        plain = "".join(_ROWS[kind] for kind in own).format(**nested)
        deep = "".join(_ROWS[kind] for kind in inner).format(**{**nested, "up": "../"})
        text = _HEAD.format(**head, file="", how=how) + plain + deep
        text = text.replace('"tot en met"', '"inschrijving/tot"')
    return parse_layout(text)
