"""A real PostgreSQL for the tests of this folder, started once a session from a wheel."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.server import own_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, on a socket in a folder of our own."""
    for server in own_server():
        yield server.url


@pytest.fixture
def database(postgres: str) -> Callable[[Path], str]:
    """For a folder, the URL of tables of its own: the same folder the same tables."""
    import psycopg  # noqa: PLC0415 - comes with the server

    def url(folder: Path) -> str:
        name = f"t{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute("SET client_min_messages = warning")
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name}".encode())
        return f"{postgres}&options={quote(f'-csearch_path={name}')}"

    return url
