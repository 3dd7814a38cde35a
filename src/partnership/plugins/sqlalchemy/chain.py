"""The journal as a chain: each row carries the hash of the one before, so that a row changed later shows.

The details of a row enter only by a salted digest. Erasing details and salt (a person has the right) leaves the chain
whole and the digest says nothing any more.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from partnership.changes import Change
from partnership.plugins.sqlalchemy.moments import microseconds

__all__ = ["LINKED", "START", "follows", "row_of"]

START = ""
"""What comes before the first row."""

LINKED = ("school", "seq", "at", "what", "kind", "id", "actor", "purpose", "digest", "previous_hash")
"""The columns a row's hash covers."""


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _hash(row: Mapping[str, Any]) -> str:
    return _sha(json.dumps([row[name] for name in LINKED]))


def row_of(change: Change, details: str, *, school: str, seq: int, previous_hash: str) -> dict[str, Any]:
    """The journal row of a change, linked to the one before; its details are text already."""
    salt = secrets.token_hex(16)
    row: dict[str, Any] = {
        "school": school,
        "seq": seq,
        "at": microseconds(change.at),
        "what": change.what,
        "kind": change.kind,
        "id": change.id,
        "actor": change.actor,
        "purpose": change.purpose,
        "salt": salt,
        "details": details,
        "digest": _sha(salt + details),
        "previous_hash": previous_hash,
    }
    return row | {"hash": _hash(row)}


def follows(row: Mapping[str, Any], *, seq: int, previous_hash: str) -> bool:
    """Whether a row is what was written after that one, its details too unless they were erased."""
    told = row["details"] is None or row["digest"] == _sha(f"{row['salt']}{row['details']}")
    return told and (row["seq"], row["previous_hash"], row["hash"]) == (seq, previous_hash, _hash(row))
