"""The school system's own users: who may log in, with which number, and as what. The library knows nothing of this."""

import sqlite3
from contextlib import closing
from pathlib import Path

import attrs
from werkzeug.security import check_password_hash, generate_password_hash

_NOBODY = generate_password_hash("nobody's password")
"""Compared with when there is no such user, so that the time it takes does not tell."""


@attrs.frozen(kw_only=True)
class User:
    """Somebody who can log in.

    Attributes:
        number: The number in this table. It is the id of the same guardian or member of staff in the library's records.
        role: `guardian` or `staff`.
        language: What to speak.
    """

    number: str
    role: str
    language: str


class Accounts:
    """The table of users, in a file of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with closing(sqlite3.connect(path)) as rows, rows:
            rows.execute(
                "CREATE TABLE IF NOT EXISTS users (number TEXT PRIMARY KEY, login TEXT UNIQUE NOT NULL,"
                " password TEXT NOT NULL, role TEXT NOT NULL, language TEXT NOT NULL)"
            )

    def add(self, user: User, login: str, password: str) -> None:
        """A new user."""
        row = (user.number, login, generate_password_hash(password), user.role, user.language)
        with closing(sqlite3.connect(self._path)) as rows, rows:
            rows.execute("INSERT INTO users VALUES (?, ?, ?, ?, ?)", row)

    def by_number(self, number: str) -> User | None:
        """The user with this number."""
        found = self._row("number", number)
        return None if found is None else found[0]

    def who(self, login: str, password: str) -> User | None:
        """The user with this name and password."""
        user, kept = self._row("login", login) or (None, _NOBODY)
        return user if check_password_hash(kept, password) else None

    def _row(self, column: str, value: str) -> tuple[User, str] | None:
        query = f"SELECT number, role, language, password FROM users WHERE {column} = ?"  # noqa: S608 - our own words
        with closing(sqlite3.connect(self._path)) as rows:
            row = rows.execute(query, (value,)).fetchone()
        return None if row is None else (User(number=row[0], role=row[1], language=row[2]), row[3])
