"""JSON text: what nobody means is refused with its place, and a file is never half written."""

import errno
import json
import os
import stat
import tempfile
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import InvalidInput
from partnership.serial.documents import format_json, parse_json, read_bytes, write_together, write_whole

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
)


@given(JSON)
def test_what_is_written_is_read(data: object) -> None:
    """As text, as bytes, and with a byte order mark."""
    text = format_json(data)
    assert parse_json(text) == data
    assert parse_json(text.encode()) == data
    assert parse_json(b"\xef\xbb\xbf" + text.encode()) == data
    assert parse_json("\ufeff" + text) == data


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_in_our_words(data: bytes) -> None:
    """Whatever it is, nothing but InvalidInput comes out, and what comes in is what json itself reads."""
    try:
        found = parse_json(data)
    except InvalidInput:
        return
    assert found == json.loads(data.decode("utf-8-sig"))


def said(text: str | bytes) -> list[str]:
    """The problems with a text."""
    with pytest.raises(InvalidInput) as caught:
        parse_json(text, source="evening.json")
    assert caught.value.source == "evening.json"
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ('{"a": 1,\n "b" 2}', ["line 2, column 6: is not JSON: Expecting ':' delimiter"]),
        ("", ["line 1, column 1: is not JSON: Expecting value"]),
        (b'{"a": "\xff"}', ["byte 7: is not UTF-8"]),
        ("[" * 100_000, ["$: is nested too deeply"]),
        ('{"a": [1, NaN, -Infinity]}', ["$.a[1]: is not a finite number", "$.a[2]: is not a finite number"]),
        ('{"a": 1e999}', ["$.a: is not a finite number"]),
        ('{"a": 1234567890123456789}', ["$.a: has more than 18 digits"]),
        ('{"a": {"b": 1, "c": 2, "b": 3}}', ["$.a.b: this key is there more than once"]),
        (r'["\ud800"]', ["$[0]: holds half a character"]),
        (r'{"a": {"\udc00": 1}}', ["$.a: has a key with half a character"]),
        ('["\ud800"]', ["$[0]: holds half a character"]),
        (
            '[{"a": NaN, "a": 1}, {"b": NaN}]',
            ["$[0].a: this key is there more than once", "$[1].b: is not a finite number"],
        ),
    ],
)
def test_what_nobody_means(text: str | bytes, problems: list[str]) -> None:
    """Each with the place where it stands, all at once."""
    assert said(text) == problems


def test_a_number_of_five_thousand_digits_is_refused_quickly() -> None:
    """Python would refuse to read it in other words."""
    assert said("9" * 5000) == ["$: has more than 18 digits"]


def test_letters_of_every_language_are_fine() -> None:
    """Written as themselves, or escaped, as pairs where need be."""
    assert parse_json('{"Zoë": "\\ud83d\\ude00"}') == {"Zoë": "😀"}
    assert format_json({"Zoë": "😀"}) == '{\n "Zoë": "😀"\n}\n'


def test_a_missing_file_is_said_with_its_path(tmp_path: Path) -> None:
    """And a folder is no file."""
    for path, why in ((tmp_path / "evening.json", "No such file or directory"), (tmp_path, "Is a directory")):
        with pytest.raises(InvalidInput) as caught:
            read_bytes(path)
        assert caught.value.source == str(path)
        assert [str(each) for each in caught.value.problems] == [f"file: cannot be read: {why}"]


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """New, and over an old one, whose permissions stay; nothing is left lying about."""
    path = tmp_path / "evening.json"
    write_whole(path, b"first")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    path.chmod(0o640)
    write_whole(str(path), b"second")
    assert path.read_bytes() == b"second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """Whatever fails, whoever looks finds what was there, and no scraps."""
    path = tmp_path / "evening.json"
    path.write_bytes(b"first")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os if failing == "fsync" else Path, failing, full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        write_whole(path, b"second")
    monkeypatch.undo()
    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


@given(
    old=st.dictionaries(st.sampled_from("abcd"), st.binary(max_size=4)),
    new=st.dictionaries(st.sampled_from("abcd"), st.binary(max_size=4)),
    room=st.integers(0, 5),
)
def test_files_that_belong_together_are_all_old_or_all_new(
    old: dict[str, bytes], new: dict[str, bytes], room: int
) -> None:
    """However many the disk has room for; and nothing lies beside them."""
    left = iter(range(room))

    def filling(_: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        for each, contents in old.items():
            (folder / each).write_bytes(contents)
        patch.setattr(os, "fsync", filling)
        fits = len(new) <= room
        with nullcontext() if fits else pytest.raises(OSError, match="No space left") as caught:
            write_together({folder / each: contents for each, contents in new.items()})
        there = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert there == (old | new if fits else old)
        assert caught is None or caught.value.filename in {str(folder / each) for each in new}


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """The caller hears of it."""
    path = tmp_path / "none" / "evening.json"
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(path, b"x")
    assert caught.value.filename == str(path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_program_before_us_opened_is_written_into() -> None:
    """Such as `--out /dev/stdout` in a pipe, which is a link to a name that no file has."""
    reader, writer = os.pipe()
    write_whole(f"/dev/fd/{writer}", b"first")
    assert os.read(reader, 100) == b"first"
    os.close(reader)
    os.close(writer)


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    """Nothing is left beside it or in it."""
    folder = tmp_path / "evenings"
    folder.mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        write_whole(folder, b"x")
    assert caught.value.filename == str(folder)
    assert list(tmp_path.rglob("*")) == [folder]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is written, whether that was there or not."""
    path, link = tmp_path / "evening.json", tmp_path / "latest.json"
    link.symlink_to(path)
    for contents in (b"first", b"second"):
        write_whole(link, contents)
        assert (link.readlink(), path.read_bytes()) == (path, contents)
    assert sorted(tmp_path.iterdir()) == [path, link]


def test_what_is_no_file_is_written_into_and_stays_what_it_is(tmp_path: Path) -> None:
    """A pipe of a shell, such as `--out >(gzip)`, or a device: another in its place would be a fault of the machine."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"first")
        assert os.read(reader, 100) == b"first"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]
