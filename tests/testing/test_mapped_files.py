"""The writer of exports, where the law of `tests/plugins/mapping` does not go: constants, no header, one way to be reached."""

from pathlib import Path

from partnership.people.roster import RosterRow
from partnership.plugins.mapping.delimited import Delimited
from partnership.plugins.mapping.document import parse_layout
from partnership.plugins.mapping.source import MappedRoster
from partnership.testing.mapped_files import write_mapped

LAYOUT = parse_layout(
    """
    [[tables]]
    columns = ["nr", "naam", "telefoon"]
    [[tables.rows]]
    kind = "staff"
    id = "nr"
    fields.name.family = "naam"
    fields.roles = { value = "teacher" }
    details = [{ kind = "phone", value = "telefoon" }]
    """
)


def test_a_file_without_a_header(tmp_path: Path) -> None:
    """The columns are those of the mapping, in its order; what is the same for everybody is written nowhere."""
    phone = {"kind": "phone", "value": "026-1110003", "secret": False}
    fields = {"name": {"family": "Visser"}, "roles": ["teacher"], "details": [phone]}
    row = RosterRow(place="export:1", kind="staff", id="t1", fields=fields)
    write_mapped(LAYOUT, [row], tmp_path)
    assert (tmp_path / "export").read_bytes() == b"t1,Visser,026-1110003\r\n"
    assert list(MappedRoster(tmp_path, LAYOUT).rows()) == [row]


def test_a_line_has_no_lines_within(tmp_path: Path) -> None:
    """What XML and JSON have, delimited text has not."""
    (tmp_path / "export").write_text("")
    with (tmp_path / "export").open("rb") as stream:
        lines = Delimited(stream, LAYOUT.tables[0], "export")
        assert list(lines.within([], "parents/parent")) == []
