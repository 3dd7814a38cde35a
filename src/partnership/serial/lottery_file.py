"""The documents `partnership.lottery/1` (what is revealed) and `partnership.promise/1` (what is published before)."""

import os
from typing import TypeVar

from partnership.conferences.lottery import Lottery, Promise
from partnership.serial.documents import format_json, parse_json, read_bytes, write_whole
from partnership.serial.interchange import load_document
from partnership.serial.values import dump, new_converter

__all__ = [
    "LOTTERY_FORMAT",
    "PROMISE_FORMAT",
    "read_lottery",
    "read_promise",
    "write_lottery",
    "write_promise",
]

LOTTERY_FORMAT = "partnership.lottery/1"
PROMISE_FORMAT = "partnership.promise/1"
_T = TypeVar("_T", Lottery, Promise)


def _read(kind: type[_T], tag: str, path: str | os.PathLike[str]) -> _T:
    source = os.fspath(path)
    data = parse_json(read_bytes(path), source=source)
    return load_document(kind, data, tag, new_converter(), source=source)


def read_lottery(path: str | os.PathLike[str]) -> Lottery:
    """The lottery in a file.

    Raises:
        InvalidInput: The file cannot be read, or all faults in it at once.
    """
    return _read(Lottery, LOTTERY_FORMAT, path)


def read_promise(path: str | os.PathLike[str]) -> Promise:
    """The promise in a file.

    Raises:
        InvalidInput: The file cannot be read, or all faults in it at once.
    """
    return _read(Promise, PROMISE_FORMAT, path)


def write_lottery(lottery: Lottery, path: str | os.PathLike[str]) -> None:
    """Write a lottery to a file.

    Raises:
        OSError: It could not be written.
    """
    write_whole(path, format_json({"format": LOTTERY_FORMAT, **dump(lottery)}).encode())


def write_promise(promise: Promise, path: str | os.PathLike[str]) -> None:
    """Write a promise to a file.

    Raises:
        OSError: It could not be written.
    """
    write_whole(path, format_json({"format": PROMISE_FORMAT, **dump(promise)}).encode())
