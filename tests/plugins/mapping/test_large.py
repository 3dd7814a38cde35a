"""A large export is read in the memory of a small one."""

import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from partnership.plugins.mapping.document import parse_layout
from partnership.plugins.mapping.source import MappedRoster

LINES = """
[[tables]]
delimiter = ";"
dates = ["%d-%m-%Y"]
[[tables.rows]]
kind = "pupil"
id = "nr"
fields.name.given = "roepnaam"
fields.name.family = "achternaam"
fields.birth_date = "geboren"

[[tables.rows]]
kind = "guardian"
slots = [1, 2]
id = { column = "nr", suffix = "-{slot}" }
fields.name.family = "ouder{slot}"

[[tables.rows]]
kind = "guardianship"
slots = [1, 2]
when = "ouder{slot}"
fields.pupil = "nr"
fields.guardian = { column = "nr", suffix = "-{slot}" }

[[tables.rows]]
kind = "class"
id = "klas"
repeats = true
fields.title = "klas"
"""

TREE = """
[[tables]]
format = "xml"
record = "leerlingen/leerling"
[[tables.rows]]
kind = "pupil"
id = "@nr"
fields.name.family = "naam"
[[tables.rows]]
kind = "guardianship"
each = "ouder"
fields.pupil = "../@nr"
fields.guardian = "@nr"
"""


_HARDLY = 150_000
"""Bytes that whatever else runs in the same process may take meanwhile; the rows of the larger export alone hold ten times that."""


def lines(pupils: int) -> Iterator[str]:
    """A wide file, line by line."""
    yield "nr;roepnaam;achternaam;geboren;klas;ouder1;ouder2\n"
    for n in range(pupils):
        yield f"{n};Noor;Bakker;{n % 28 + 1:02}-03-2015;k{n % 40};Petra;{'Sjoerd' if n % 2 else ''}\n"


def elements(pupils: int) -> Iterator[str]:
    """The same as XML."""
    yield "<x><leerlingen>\n"
    for n in range(pupils):
        yield f"<leerling nr='{n}'><naam>Bakker</naam><ouder nr='g{n}'/></leerling>\n"
    yield "</leerlingen></x>\n"


def written(path: Path, parts: Iterator[str]) -> Path:
    """A file of these parts, which are never all there at once."""
    with path.open("w") as file:
        file.writelines(parts)
    return path


def peak(source: MappedRoster) -> int:
    """Bytes held at the most while reading, without what the rows themselves hold."""
    tracemalloc.start()
    try:
        for _ in source.rows():
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("layout", "parts", "small", "large"),
    [(LINES, lines, 300, 3_000), (TREE, elements, 400, 4_000)],
    ids=["delimited", "xml"],
)
def test_memory_does_not_grow_with_the_export(
    layout: str, parts: object, small: int, large: int, tmp_path: Path
) -> None:
    """Ten times the pupils take hardly more than the smaller export: a record is held, and forgotten."""
    sizes = []
    for pupils in (small, large):
        path = written(tmp_path / f"{pupils}", parts(pupils))  # type: ignore[operator]
        sizes.append(peak(MappedRoster(path, parse_layout(layout))))
    assert sizes[1] < sizes[0] + _HARDLY


def test_a_large_export_is_read_whole(tmp_path: Path) -> None:
    """Everybody, their guardians and links; the benchmark `mapping` reads five times as many."""
    path = written(tmp_path / "large.csv", lines(20_000))
    told = Counter(row.kind for row in MappedRoster(path, parse_layout(LINES)).rows())
    assert told == {"pupil": 20_000, "guardian": 30_000, "guardianship": 30_000, "class": 40}
