"""A line to a database server that can be cut at the worst moment: around a commit."""

import socket
import threading
import time
from pathlib import Path
from typing import Literal

__all__ = ["CutLine"]

_SOCKET = ".s.PGSQL.5432"
_COMMIT = b"COMMIT\0"

Cut = Literal["question", "answer", "late"]


class Lost:
    """An answer that nobody gets: whether it is waited for, and whether it came."""

    def __init__(self) -> None:
        self.listening, self.heard = threading.Event(), threading.Event()


class CutLine:
    """Passes everything between programs and a server, both on sockets in folders, until told to cut a commit.

    Args:
        server: The folder of the server's socket.
        here: The folder of ours.
    """

    def __init__(self, server: Path, here: Path) -> None:
        self._server = str(server / _SOCKET)
        self.cuts: list[Cut] = []
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._door.bind(str(here / _SOCKET))
        self._door.listen()
        threading.Thread(target=self._open, daemon=True).start()

    def cut_next(self, *cuts: Cut) -> None:
        """What becomes of the next commits.

        `question` never reaches the server; `answer` is done and its answer dropped; `late` is dropped too, and reaches
        the server only when somebody has had time to ask about it.
        """
        self.cuts.extend(cuts)

    def close(self) -> None:
        """Take no more calls."""
        _hang_up(self._door)
        self._door.close()

    def _open(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            server.connect(self._server)
            lost = Lost()
            threading.Thread(target=self._ask, args=(client, server, lost), daemon=True).start()
            threading.Thread(target=_pass_on, args=(server, client, lost), daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket, lost: Lost) -> None:
        """Pass on what the client says, until the line is to be cut."""
        while data := _heard(client):
            if _COMMIT in data and self.cuts:
                cut = self.cuts.pop(0)
                if cut != "answer":
                    _hang_up(client)
                if cut == "late":
                    time.sleep(0.3)
                if cut != "question":
                    lost.listening.set()
                    server.sendall(data)
                    lost.heard.wait(10)  # what is answered is done
                _hang_up(client)
                break
            server.sendall(data)
        _hang_up(server)


def _pass_on(server: socket.socket, client: socket.socket, lost: Lost) -> None:
    """What the server says, as long as anybody listens."""
    while data := _heard(server):
        if lost.listening.is_set():
            lost.heard.set()
            continue
        try:
            client.sendall(data)
        except OSError:
            continue
    _hang_up(client)
    client.close()
    server.close()


def _heard(line: socket.socket) -> bytes:
    try:
        return line.recv(65536)
    except OSError:
        return b""


def _hang_up(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
