"""What is written by a mapping is read back the same, however the export is laid out."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from tests.plugins.mapping.layouts import layouts, rosters, sorted_rows

from partnership.people.roster import RosterRow
from partnership.plugins.mapping.source import MappedRoster
from partnership.testing.mapped_files import write_mapped


@given(data=st.data(), roster=rosters(), random=st.randoms())
def test_what_is_written_is_read_back(data: st.DataObject, roster: list[RosterRow], random: Random) -> None:
    """Wide lines with numbered guardians, a file for each kind, nested XML and JSON; any delimiter, quote and encoding."""
    layout = data.draw(layouts(roster))
    with TemporaryDirectory() as folder:
        source = MappedRoster(write_mapped(layout, roster, Path(folder), shuffle=random), layout)
        rows = list(source.rows())
        assert [fault for row in rows for fault in row.faults] == []
        assert sorted_rows(rows) == sorted_rows(roster)
        assert list(source.rows()) == rows
