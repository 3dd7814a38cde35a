"""The line to a real server is cut around a commit: what was done is found out, and nothing is done twice."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from tests.plugins.sqlalchemy.cut_line import Cut, CutLine

from partnership.errors import AlreadyDone, CommitUnknown
from partnership.ids import SchoolId
from partnership.plugins.sqlalchemy.store import SqlStore
from partnership.ports import Transaction, run

BEECH = SchoolId("de-beuk")


@pytest.fixture
def line(postgres: str) -> Iterator[tuple[CutLine, Path]]:
    """A line to the server, and the folder of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="cut"))
    line = CutLine(Path(postgres.partition("host=")[2]), folder)
    yield line, folder
    line.close()
    shutil.rmtree(folder)


@pytest.fixture
def url(database: Callable[[Path], str], tmp_path: Path) -> str:
    """Tables of this test's own, past the line."""
    return database(tmp_path)


@pytest.fixture
def store(line: tuple[CutLine, Path], postgres: str, url: str) -> Iterator[SqlStore]:
    """A store at the end of the line."""
    store = SqlStore(url.replace(postgres.partition("host=")[2], str(line[1])))
    yield store
    store.close()


class Booking:
    """A piece of work that counts how often it was begun."""

    def __init__(self) -> None:
        self.begun = 0

    def __call__(self, transaction: Transaction) -> str:
        """Book a talk of its own each time: a second one would show."""
        self.begun += 1
        name = f"t{self.begun}"
        transaction.put("talk", name, {}, expected=None)
        return name


def talks(url: str) -> list[str]:
    """What the server has, asked past the line."""
    with psycopg.connect(url) as raw:
        return [name for (name,) in raw.execute("SELECT id FROM entity WHERE kind = 'talk' ORDER BY id")]


@pytest.mark.parametrize(
    ("cuts", "begun"),
    [
        (("answer",), 1),
        (("question",), 2),
        (("late",), 1),
        (("question", "answer"), 2),
        (("question", "late"), 2),
        (("answer", "question"), 1),
        (("late", "answer", "question"), 1),
    ],
)
def test_a_lost_answer_is_looked_up(
    store: SqlStore, line: tuple[CutLine, Path], url: str, cuts: tuple[Cut, ...], begun: int
) -> None:
    """Done once, and the answer is that of the try that was; the same operation asked for again does nothing."""
    line[0].cut_next(*cuts)
    booking = Booking()
    assert run(store, BEECH, booking, operation="o1") == f"t{begun}"
    assert talks(url) == [f"t{begun}"]
    assert booking.begun == begun
    line[0].cuts.clear()
    with pytest.raises(AlreadyDone):
        run(store, BEECH, booking, operation="o1")
    assert talks(url) == [f"t{begun}"]


@pytest.mark.parametrize(("cut", "there"), [("answer", ["t1"]), ("question", [])])
def test_without_an_id_it_is_told_and_not_repeated(
    store: SqlStore, line: tuple[CutLine, Path], url: str, cut: Cut, there: list[str]
) -> None:
    """Whether it was done or not."""
    line[0].cut_next(cut)
    booking = Booking()
    with pytest.raises(CommitUnknown, match="the answer to the commit was lost"):
        run(store, BEECH, booking)
    assert (talks(url), booking.begun) == (there, 1)


def test_when_nobody_can_be_asked_it_stays_unknown(
    store: SqlStore, line: tuple[CutLine, Path], url: str
) -> None:
    """The line is gone for good: nobody claims that nothing was done."""
    line[0].cut_next("answer")
    line[0].close()
    with pytest.raises(CommitUnknown, match="nobody can be asked"):
        run(store, BEECH, Booking(), operation="o1")
    assert talks(url) == ["t1"]
