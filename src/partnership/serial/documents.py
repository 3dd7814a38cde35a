"""JSON text to plain data and back, and files that are whole or not there at all.

Everything JSON lets pass and nobody means is refused with its path: a key twice, NaN, numbers of a thousand digits,
text that is no text.
"""

import errno
import json
import math
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import attrs

from partnership.errors import InvalidInput, Problem

__all__ = ["format_json", "parse_json", "read_bytes", "write_together", "write_whole"]

_DIGITS = 18


@attrs.frozen
class _Bad:
    """Stands where a value stood that no reader can use."""

    why: str


class _Doubled(dict[str, Any]):
    """An object that has a key twice."""

    twice: list[str]


class _Scan:
    """The hooks of one reading; `suspicious` tells whether the result must be gone through for what they found."""

    def __init__(self) -> None:
        self.suspicious = False

    def whole(self, digits: str) -> int | _Bad:
        return (
            int(digits)
            if len(digits.lstrip("-")) <= _DIGITS
            else self._bad(f"has more than {_DIGITS} digits")
        )

    def fraction(self, digits: str) -> float | _Bad:
        value = float(digits)
        return value if math.isfinite(value) else self.constant(digits)

    def constant(self, _: str) -> _Bad:
        return self._bad("is not a finite number")

    def mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        self.suspicious = True
        doubled = _Doubled(plain)
        doubled.twice = sorted(
            name for name, times in Counter(name for name, _ in pairs).items() if times > 1
        )
        return doubled

    def _bad(self, why: str) -> _Bad:
        self.suspicious = True
        return _Bad(why)


def parse_json(text: str | bytes, *, source: str = "input") -> Any:  # noqa: ANN401 - any JSON
    """The plain data of a JSON text in UTF-8, with or without a byte order mark.

    Raises:
        InvalidInput: Not JSON (with line and column), or JSON that nobody means, with every path.
    """
    try:
        return _parse(text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        problems = [Problem(f"byte {error.start}", "is not UTF-8")]
    except json.JSONDecodeError as error:
        problems = [Problem(f"line {error.lineno}, column {error.colno}", f"is not JSON: {error.msg}")]
    except RecursionError:
        problems = [Problem("$", "is nested too deeply")]
    except InvalidInput as error:
        problems = list(error.problems)
    raise InvalidInput(problems, source=source)


def _parse(text: str) -> Any:  # noqa: ANN401
    scan = _Scan()
    data = json.loads(
        text,
        object_pairs_hook=scan.mapping,
        parse_int=scan.whole,
        parse_float=scan.fraction,
        parse_constant=scan.constant,
    )
    # Half a character comes in only by an escape, or in a text that was never bytes.
    if scan.suspicious or "\\u" in text or not text.isascii():
        found = tuple(_faults(data, "$"))
        if found:
            raise InvalidInput(found)
    return data


def _faults(data: object, path: str) -> Iterator[Problem]:
    if isinstance(data, _Bad):
        yield Problem(path, data.why)
    elif isinstance(data, str):
        if not _is_text(data):
            yield Problem(path, "holds half a character")
    elif isinstance(data, list):
        for number, each in enumerate(data):
            yield from _faults(each, f"{path}[{number}]")
    elif isinstance(data, dict):
        for name in data.twice if isinstance(data, _Doubled) else ():
            yield Problem(f"{path}.{_printable(name)}", "this key is there more than once")
        for name, each in data.items():
            if not _is_text(name):
                yield Problem(path, "has a key with half a character")
            yield from _faults(each, f"{path}.{_printable(name)}")


def _is_text(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def format_json(data: object) -> str:
    """Plain data as JSON text a person can read, ending in a new line."""
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The contents of a file.

    Raises:
        InvalidInput: It cannot be read; the source is the path.
    """
    try:
        return Path(path).read_bytes()
    except OSError as error:
        why = f"cannot be read: {error.strerror or type(error).__name__}"
        raise InvalidInput([Problem("file", why)], source=os.fspath(path)) from None


def write_whole(path: str | os.PathLike[str], contents: bytes) -> None:
    """Write a file so that there is never half of it: whoever looks sees the old one or the new one.

    What a link points to is written, and the link stays; into a device or a pipe the contents are poured as they are.

    Raises:
        OSError: It could not be written (full disk, no such folder, a folder); what was there before still is. Its file is
            the one that was asked for.
    """
    with _said_of(path):
        given = Path(path)
        if given.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if given.exists() and not given.is_file():
            with given.open("wb") as device:
                device.write(contents)
            return
    write_together({path: contents})


def write_together(files: Mapping[str | os.PathLike[str], bytes]) -> None:
    """Write files that belong together: each is put beside the one it replaces, and only when all are, they take their places.

    Args:
        files: What each is to hold, by path.

    Raises:
        OSError: One could not be written (full disk, no such folder); all that was there before still is.
    """
    beside: list[tuple[Path, Path]] = []
    try:
        for path, contents in files.items():
            with _said_of(path):
                _put_beside(beside, Path(path).resolve(), contents)
        for path, (name, target) in zip(files, beside, strict=True):
            with _said_of(path):
                name.replace(target)
    except BaseException:
        for name, _ in beside:
            with suppress(OSError):
                name.unlink()
        raise


def _put_beside(beside: list[tuple[Path, Path]], target: Path, contents: bytes) -> None:
    """Write the contents to a file of its own in the folder of the target; it is on the list before it is whole."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    beside.append((Path(name), target))
    with os.fdopen(handle, "wb") as file:
        file.write(contents)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(_mode(target))


@contextmanager
def _said_of(path: str | os.PathLike[str]) -> Iterator[None]:
    """An error of the operating system is of the file that was asked for, not of one beside it."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = os.fspath(path), None
        raise


def _mode(target: Path) -> int:
    """The permissions the file has, or would have been given."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
