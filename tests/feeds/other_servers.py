"""Programs that other people wrote, started for a test: a calendar server, and the tools people keep calendars with."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

__all__ = ["free_port", "khal_starts", "radicale", "run_with", "served", "vdirsyncer_fetch"]


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_with(command: list[str], *, zone: str = "UTC", stdin: bytes = b"", **environ: str) -> bytes:
    """What a program prints on a machine in some zone; it must not fail."""
    done = subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "TZ": zone, "LC_ALL": "C.UTF-8", **environ},
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    """Radicale with an empty folder, as an address."""
    port = free_port()
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "storage-filesystem_folder": str(folder),
        "auth-type": "none",
        "rights-type": "authenticated",
        "logging-level": "error",
    }
    command = [sys.executable, "-m", "radicale", *(f"--{name}={value}" for name, value in options.items())]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _await(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def _await(address: str) -> None:
    for _ in range(200):
        try:
            urlopen(address, timeout=5).close()  # noqa: S310 - an address of this machine
        except URLError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(address)


class _Silent(WSGIRequestHandler):
    """Says nothing of what it is asked for."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def served(app: Callable[..., Any]) -> Iterator[str]:
    """A WSGI application behind the standard library's server, as an address."""
    server: WSGIServer = make_server("127.0.0.1", 0, app, handler_class=_Silent)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def vdirsyncer_fetch(address: str, folder: Path) -> Mapping[str, bytes]:
    """The events vdirsyncer makes of a feed, as files."""
    there = folder / "vdir"
    config = folder / "vdirsyncer.conf"
    config.write_text(
        f"""
[general]
status_path = "{folder}/status"

[pair feed]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"

[storage here]
type = "filesystem"
path = "{there}"
fileext = ".ics"

[storage there]
type = "http"
url = "{address}"
""",
        encoding="utf-8",
    )
    there.mkdir(exist_ok=True)
    for step in (["discover"], ["sync"]):
        run_with([sys.executable, "-m", "vdirsyncer", "-c", str(config), *step], stdin=b"y\n" * 4)
    return {path.name: path.read_bytes() for path in there.glob("*.ics")}


def khal_starts(folder: Path, zone: str) -> list[str]:
    """When khal, whose clock is of some zone, says events of a folder begin: on that clock, the whole days left out."""
    config = folder / f"khal-{zone.replace('/', '-')}.conf"
    config.write_text(
        f"""
[calendars]
[[school]]
path = {folder}/vdir
readonly = True

[sqlite]
path = {folder}/khal-{zone.replace("/", "-")}.db

[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
""",
        encoding="utf-8",
    )
    listed = run_with(
        [
            *(sys.executable, "-m", "khal", "-c", str(config), "list"),
            *("--day-format", "", "--format", "{start-long-full}|{all-day}"),
            *("2026-10-01", "2027-07-01"),
        ],
        zone=zone,
    )
    rows = (line.split("|") for line in listed.decode().splitlines() if "|" in line)
    return [start for start, whole_day in rows if whole_day != "True"]
