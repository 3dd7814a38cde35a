"""The contract of a messenger, held against `apprise`: a web server on this machine takes what a service would."""

import json
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from partnership.host.plugins import Host
from partnership.ports import Messenger
from partnership.testing.messengers import Arrived, MessengerContract

__all__ = ["AppriseTrial", "WebServer"]


class WebServer:
    """A web server on a free port of this machine that takes letters as JSON, for as long as it is entered.

    Args:
        code: What it answers; None hangs up without an answer.
    """

    def __init__(self, code: int | None = 200) -> None:
        self.code = code
        self.letters: list[Arrived] = []
        """Every letter that came, whatever was answered."""
        server = self

        class Handler(BaseHTTPRequestHandler):
            """Takes one letter."""

            def do_POST(self) -> None:
                """As it was posted."""
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                told = json.loads(raw)
                server.letters.append(
                    Arrived(
                        id=self.headers["X-Letter"] or "",
                        to=(told["to"],),
                        subject=told["title"],
                        text=told["message"] + "\n",  # Apprise leaves the last one out
                        raw=raw,
                    )
                )
                if server.code is not None:
                    self.send_response(server.code)
                    self.send_header("Content-Length", "0")
                    self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Writes no diary."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        """Its address as a template for the messenger."""
        return f"json://127.0.0.1:{self._server.server_port}/?+X-Letter={{id}}&:to={{address}}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class AppriseTrial(MessengerContract):
    """A web server of its own for every test."""

    addressed = True
    mail = False
    returns = False

    @pytest.fixture(autouse=True)
    def _serving(self) -> Iterator[None]:
        with WebServer() as self._server:
            yield

    def make_messenger(self, folder: Path) -> Messenger:
        """The messenger `apprise`."""
        del folder
        return Host(discover=True).messenger("apprise", url=self._server.url, kind="email")

    def arrived(self, folder: Path) -> Sequence[Arrived]:
        """What the server took."""
        del folder
        return self._server.letters
