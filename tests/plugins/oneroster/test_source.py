"""OneRoster CSV as real exports have it: versions, faults, and what is never read."""

import os
import zipfile
from pathlib import Path

import pytest

from partnership.errors import InvalidInput
from partnership.people.roster import Coverage, RosterRow
from partnership.plugins.oneroster import partnership_roster_sources
from partnership.plugins.oneroster.source import OneRoster
from partnership.ports import RosterSource
from partnership.testing.school import invent_school, write_oneroster
from partnership.testing.trials import OneRosterTrial
from partnership.testing.trials import OneRosterTrial as TestVersion11

__all__ = ["TestVersion11", "TestVersion12"]

SCHOOL = invent_school(classes=2, pupils=9)
USERS = (
    "sourcedId,status,enabledUser,orgSourcedIds,role,givenName,familyName,email,agentSourcedIds,password\n"
)


class TestVersion12(OneRosterTrial):
    """A zip of version 1.2, in one folder, made through the hook's offer."""

    def make_source(self, folder: Path) -> RosterSource:
        """The invented school as 1.2."""
        files = write_oneroster(SCHOOL, folder / "csv", version="1.2")
        with zipfile.ZipFile(folder / "export.zip", "w") as archive:
            for path in files.glob("*.csv"):
                archive.write(path, f"export/{path.name}")
        offer, _ = partnership_roster_sources()
        return offer.make(path=folder / "export.zip")


def users(folder: Path, text: str, encoding: str = "utf-8") -> list[RosterRow]:
    """The rows of an export that has only users."""
    (folder / "users.csv").write_bytes(text.encode(encoding))
    return list(OneRoster(folder).rows())


def said(rows: list[RosterRow]) -> list[str]:
    """Every fault, in words."""
    return [str(fault) for row in rows for fault in row.faults]


def test_the_two_versions_tell_the_same(tmp_path: Path) -> None:
    """A school that upgrades its export sees no change."""
    old = OneRoster(write_oneroster(SCHOOL, tmp_path / "old", version="1.1"))
    new = OneRoster(write_oneroster(SCHOOL, tmp_path / "new", version="1.2"))
    assert list(new.rows()) == list(old.rows())


def test_a_byte_order_mark_and_any_order_of_columns_are_fine(tmp_path: Path) -> None:
    """Spreadsheets write the first and people do the second."""
    rows = users(tmp_path, "role,familyName,sourcedId,note\nstudent,Bakker,p1,kind\n", "utf-8-sig")
    assert [(row.kind, row.id, dict(row.fields)) for row in rows] == [
        ("pupil", "p1", {"name": {"given": "", "family": "Bakker"}})
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_refused_with_advice(tmp_path: Path, encoding: str) -> None:
    """Noémi in ANSI is not guessed at; the line is named."""
    with pytest.raises(InvalidInput, match=r"users\.csv:\d+: is not UTF-8 text; export as UTF-8"):
        users(tmp_path, USERS + "t1,,true,s1,teacher,Noémi,Visser,,,\n", encoding)


@pytest.mark.parametrize("line", [2, 700, 1399])
def test_the_line_in_another_encoding_is_the_one_that_is_named(tmp_path: Path, line: int) -> None:
    """However far ahead a file is read: somebody has to find it among thousands."""
    lines = [
        USERS.strip(),
        *(f"t{each},,true,s1,teacher,Ann,Visser,,," for each in range(2, 1400)),
    ]
    lines[line - 1] = lines[line - 1].replace("Ann", "Noémi")
    (tmp_path / "users.csv").write_bytes("\n".join(lines).encode("cp1252"))
    with pytest.raises(InvalidInput, match=rf"users\.csv:{line}: is not UTF-8 text"):
        list(OneRoster(tmp_path).rows())


def test_short_and_long_rows_are_faults_of_their_own(tmp_path: Path) -> None:
    """The rows around them are read; the line counts quoted line breaks."""
    text = (
        USERS
        + 'p1,,true,s1,student,"Bram\nJan",Bakker,,,\np2,,true\np3,,true,s1,student,Lotte,Bakker,,,,,,\n\n'
    )
    rows = users(tmp_path, text)
    assert [row.id for row in rows if row.id] == ["p1"]
    assert said(rows) == [
        "users.csv:4: has more or fewer cells than the header",
        "users.csv:5: has more or fewer cells than the header",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 'column "sourcedId" is missing'),
        ("sourcedID,role\n", 'column "sourcedId" is missing; did you mean "sourcedID"?'),
        ("sourcedId,role,role\n", 'column "role" is there twice'),
        (USERS + 'p1,,"tr"ue,s1,student,Bram,Bakker,,,\n', "is not readable as CSV"),
        (USERS + f"p1,,true,s1,student,{'x' * 200_000},Bakker,,,\n", "is not readable as CSV"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """A missing or doubled column and broken quoting end the reading, with the place."""
    with pytest.raises(InvalidInput, match=r"users\.csv:\d+") as caught:
        users(tmp_path, text)
    assert words in str(caught.value)


def test_rows_without_id_role_or_name_are_faults(tmp_path: Path) -> None:
    """Each is named by its line, without a value."""
    text = USERS + ",,true,s1,student,Bram,Bakker,,,\nx1,,true,s1,,Jan,Smit,,,\np1,,true,s1,student,,,,,\n"
    assert said(users(tmp_path, text)) == [
        "users.csv:2: has no sourcedId",
        "users.csv:3 role: has no role",
        "users.csv:4 familyName: has no name",
    ]


def test_one_way_links_are_told_and_reported(tmp_path: Path) -> None:
    """Links are the union of both directions."""
    text = (
        USERS
        + "p1,,true,s1,student,Bram,Bakker,,g1,\n"
        + "p2,,true,s1,student,Lotte,Bakker,,,\n"
        + "g1,,true,s1,parent,Petra,Bakker,,p2,\n"
    )
    rows = users(tmp_path, text)
    assert [row.id for row in rows if row.kind == "guardianship"] == ["p1/g1", "p2/g1"]
    assert said(rows) == [
        "users.csv:2 agentSourcedIds: only the pupil's row tells of this link",
        "users.csv:4 agentSourcedIds: only the guardian's row tells of this link",
    ]


def test_links_are_untyped_so_authority_is_not_told(tmp_path: Path) -> None:
    """The role says what somebody is; nothing says what they may."""
    text = USERS + "p1,,true,s1,student,Bram,Bakker,,o1,\no1,,true,s1,relative,Oma,Bakker,,p1,\n"
    (link,) = [row for row in users(tmp_path, text) if row.kind == "guardianship"]
    assert dict(link.fields) == {"pupil": "p1", "guardian": "o1", "relation": "relative"}


@pytest.mark.parametrize("status", ["tobedeleted", "inactive", "Inactive"])
def test_a_status_ends_a_row_and_its_links(tmp_path: Path, status: str) -> None:
    """Version 1.0 said inactive where later ones say tobedeleted."""
    text = (
        USERS
        + f"p1,{status},true,s1,student,Bram,Bakker,,g1,\n"
        + "g1,active,true,s1,parent,Petra,Bakker,,p1,\n"
    )
    assert {row.id: row.ended for row in users(tmp_path, text)} == {"p1": True, "g1": False, "p1/g1": True}


def test_unknown_roles_are_kept(tmp_path: Path) -> None:
    """An extension is staff, or a guardian when the row names pupils; a user with several roles is one person."""
    text = (
        USERS
        + "x1,,true,s1,ext:librarian,Ingrid,Smit,,,\n"
        + "x2,,true,s1,ext:fosterparent,Kofi,Owusu,,p1,\n"
        + "p1,,true,s1,student,Bram,Bakker,,x2,\n"
    )
    rows = users(tmp_path, text)
    assert [(row.kind, row.id) for row in rows] == [
        ("staff", "x1"),
        ("guardian", "x2"),
        ("pupil", "p1"),
        ("guardianship", "p1/x2"),
    ]
    assert rows[0].fields["roles"] == ["ext:librarian"]
    assert rows[3].fields["relation"] == "other"


def test_only_birth_dates_are_read_of_demographics(tmp_path: Path) -> None:
    """Race, sex and country of birth are not: search every byte of every row."""
    (tmp_path / "demographics.csv").write_text(
        "sourcedId,birthDate,sex,asian,countryOfBirthCode\np1,2015-01-15,female,SECRET1,SECRET2\np2,15-01-2015,,,\n"
    )
    text = USERS + "p1,,true,s1,student,Bram,Bakker,,,SECRET3\np2,,true,s1,student,Lotte,Bakker,,,\n"
    rows = users(tmp_path, text)
    assert [row.fields.get("birth_date") for row in rows] == ["2015-01-15", None]
    assert said(rows) == ["users.csv:3 birthDate: is not a date such as 2026-08-31"]
    everything = " ".join(f"{row!r} {dict(row.fields)}" for row in rows)
    assert "SECRET" not in everything
    assert "female" not in everything


def test_contact_details_that_are_not_told_are_not_empty(tmp_path: Path) -> None:
    """Without the columns nothing is said; with empty ones, that there are none; a number given twice counts once."""
    assert "details" not in users(tmp_path, "sourcedId,role,familyName\ng1,parent,Smit\n")[0].fields
    told = users(
        tmp_path,
        "sourcedId,role,familyName,email,phone,sms\ng1,parent,Smit,,,\ng2,parent,Smit,a@b.example,1,1\n",
    )
    assert [row.fields["details"] for row in told] == [
        [],
        [
            {"kind": "email", "value": "a@b.example", "secret": False},
            {"kind": "phone", "value": "1", "secret": False},
        ],
    ]


def export(folder: Path, **files: str) -> OneRoster:
    """An export of these files."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return OneRoster(folder)


def test_classes_and_enrollments(tmp_path: Path) -> None:
    """School years, subject groups, roles that are neither, dates that are none, and an end that is not after its start."""
    source = export(
        tmp_path,
        academicSessions="sourcedId,schoolYear\ny1,2027\ny2,soon\n",
        classes=(
            "sourcedId,status,title,grades,classType,termSourcedIds\n"
            'k1,,6A,"5,6",homeroom,y1\nk2,inactive,Maths,,scheduled,y2\n,,x,,,\n'
        ),
        enrollments=(
            "classSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
            "k1,p1,student,,2026-08-01,2027-08-01\nk1,t1,teacher,true,,\nk1,t2,teacher,,,\nk1,a1,aide,,,\n"
            "k1,p2,student,,2027-08-01,2026-08-01\nk1,p3,student,,soon,\nk1,,student,,,\nk1\n"
        ),
    )
    rows = list(source.rows())
    assert [(row.kind, row.id, dict(row.fields), row.ended) for row in rows if row.id] == [
        ("class", "k1", {"title": "6A", "grades": ["5", "6"], "homeroom": True, "school_year": 2027}, False),
        ("class", "k2", {"title": "Maths", "grades": [], "homeroom": False}, True),
        (
            "enrolment",
            "p1/k1",
            {"class_id": "k1", "valid": {"since": "2026-08-01", "until": "2027-08-01"}, "pupil": "p1"},
            False,
        ),
        (
            "teaching",
            "t1/k1",
            {"class_id": "k1", "valid": {"since": None, "until": None}, "staff": "t1", "primary": True},
            False,
        ),
        (
            "teaching",
            "t2/k1",
            {"class_id": "k1", "valid": {"since": None, "until": None}, "staff": "t2"},
            False,
        ),
        (
            "enrolment",
            "p2/k1",
            {"class_id": "k1", "valid": {"since": "2027-08-01", "until": None}, "pupil": "p2"},
            False,
        ),
        (
            "enrolment",
            "p3/k1",
            {"class_id": "k1", "valid": {"since": None, "until": None}, "pupil": "p3"},
            False,
        ),
    ]
    assert said(rows) == [
        "classes.csv:4: has no sourcedId",
        "enrollments.csv:6 endDate: is not after beginDate",
        "enrollments.csv:7 beginDate: is not a date such as 2026-08-31",
        "enrollments.csv:8: names no class or no user",
        "enrollments.csv:9: has more or fewer cells than the header",
    ]


def test_a_class_row_that_is_cut_off_is_a_fault(tmp_path: Path) -> None:
    """A row with too few cells is named, and the others are read."""
    rows = list(export(tmp_path, classes="sourcedId,title\nk1\nk2,6B\n").rows())
    assert [row.id for row in rows] == ["", "k2"]
    assert said(rows) == ["classes.csv:2: has more or fewer cells than the header"]


def test_a_column_that_is_not_there_tells_nothing(tmp_path: Path) -> None:
    """Missing is not empty: the title of a class stays what it was."""
    (row,) = export(tmp_path, classes="sourcedId\nk1\n").rows()
    assert dict(row.fields) == {}


def test_one_school_of_several(tmp_path: Path) -> None:
    """With `org`, users, classes and enrollments of other schools are passed over; users without a school are kept."""
    export(
        tmp_path,
        users='sourcedId,role,orgSourcedIds,familyName\np1,student,s1,A\np2,student,s2,B\ng1,parent,"s1,s2",C\ng2,parent,,D\n',
        classes="sourcedId,title,schoolSourcedId\nk1,6A,s1\nk2,6B,s2\n",
        enrollments="classSourcedId,userSourcedId,role,schoolSourcedId\nk1,p1,student,s1\nk2,p2,student,s2\n",
    )
    assert [row.id for row in OneRoster(tmp_path, org="s1").rows()] == ["k1", "p1", "g1", "g2", "p1/k1"]


def test_ended_and_broken_roles_do_not_count(tmp_path: Path) -> None:
    """In 1.2 the roles of a user stand apart; those that ended or name nobody say nothing."""
    source = export(
        tmp_path,
        users="sourcedId,familyName\nu1,Smit\nu2,Visser\n",
        roles="userSourcedId,role,status\nu1,teacher,inactive\nu1,parent,\n,student,\nu2,administrator,\nu2,parent,\nu3\n",
    )
    assert [(row.kind, row.id) for row in source.rows()] == [("guardian", "u1"), ("staff", "u2")]


def test_the_manifest_says_how_much_each_file_tells(tmp_path: Path) -> None:
    """Bulk is a snapshot, delta are changes, absent is nothing, and so is a file that is not there."""
    source = export(
        tmp_path,
        manifest="propertyName,value\nfile.users,delta\nfile.classes,absent\nfile.orgs,bulk\nsource.systemName,x\nfile.x,y\nbroken\n",
        users=USERS,
        classes="sourcedId\nk1\n",
    )
    assert source.coverage() == {
        "pupil": Coverage.CHANGES,
        "guardian": Coverage.CHANGES,
        "staff": Coverage.CHANGES,
        "guardianship": Coverage.CHANGES,
        "class": Coverage.ABSENT,
        "enrolment": Coverage.ABSENT,
        "teaching": Coverage.ABSENT,
    }
    assert list(source.rows()) == []


def test_a_file_the_manifest_promises_must_be_there(tmp_path: Path) -> None:
    """An export that lost a file is refused before anything is read."""
    with pytest.raises(InvalidInput, match=r"file\.users: promises users\.csv, which is not there"):
        export(tmp_path, manifest="propertyName,value\nfile.users,bulk\n", classes="sourcedId\n")


@pytest.mark.parametrize("name", ["nowhere", "empty", "note.txt"])
def test_no_export_there(tmp_path: Path, name: str) -> None:
    """A path that is no folder or zip with CSV files says so."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "note.txt").write_text("hello")
    with pytest.raises(InvalidInput, match="neither a folder nor a zip with OneRoster CSV files"):
        OneRoster(tmp_path / name)


def test_a_zip_bomb_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that claims to unpack to more than the limit is refused by its own entry in the zip."""
    monkeypatch.setattr("partnership.plugins.oneroster.tables._LARGEST", 10)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("users.csv", USERS)
    with pytest.raises(InvalidInput, match=r"users\.csv: unpacks to more than 4 GiB"):
        list(OneRoster(tmp_path / "export.zip").rows())


SAMPLES = Path(
    os.environ.get("PARTNERSHIP_SAMPLE_DATA", Path(__file__).resolve().parents[3].parent / "shared" / "data")
)


@pytest.mark.skipif(
    not (SAMPLES / "oneroster").is_dir(), reason="the third-party samples are not on this machine"
)
@pytest.mark.parametrize("name", ["public_Test_full_data_set_unz", "public_Test_minimal_data_set_unz"])
def test_third_party_samples(name: str) -> None:
    """Sample sets of others, with their natural faults, are read without a word of their passwords."""
    rows = list(OneRoster(SAMPLES / "oneroster" / name).rows())
    assert len(rows) > 0
    assert "Password1" not in " ".join(f"{row!r} {dict(row.fields)}" for row in rows)
