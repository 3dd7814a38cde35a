"""The feeds as an application of the two ways Python programs talk to web servers (PEP 3333 and ASGI 3)."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, MutableMapping
from http import HTTPStatus
from typing import Any

from partnership.host.feeds.answers import Answer, Feed, Question, answer

__all__ = ["FeedWeb"]

_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class FeedWeb:
    """Feeds for a web server: mount `wsgi` or `asgi` where the addresses begin.

    A server writes the paths it is asked for in its log, and the paths here are secrets: leave them out of it.

    Args:
        read: Gives the feed a token opens.
    """

    def __init__(self, read: Callable[[str], Feed]) -> None:
        self._read = read

    def __call__(self, question: Question) -> Answer:
        """The answer to a question (see `host.feeds.answers`)."""
        return answer(question, self._read)

    def wsgi(
        self, environ: Mapping[str, Any], start_response: Callable[[str, list[tuple[str, str]]], object]
    ) -> Iterable[bytes]:
        """The feeds by WSGI."""
        told = self(
            Question(
                method=environ["REQUEST_METHOD"],
                path=environ.get("PATH_INFO", ""),
                if_none_match=environ.get("HTTP_IF_NONE_MATCH"),
            )
        )
        start_response(f"{told.status} {HTTPStatus(told.status).phrase}", list(told.headers))
        return [told.body] if told.body else []

    @property
    def asgi(self) -> Callable[[_Scope, _Receive, _Send], Coroutine[Any, Any, None]]:
        """The feeds by ASGI, on an event loop of asyncio; the store is read in a thread.

        It is a plain function, for some servers take a method for an application of ASGI 2.
        """

        async def app(scope: _Scope, receive: _Receive, send: _Send) -> None:
            if scope["type"] == "lifespan":
                await _live(receive, send)
            elif scope["type"] == "http":
                await _send(await asyncio.to_thread(self, _question(scope)), send)
            else:
                await send({"type": "websocket.close"})

        return app


def _question(scope: _Scope) -> Question:
    asked = b", ".join(value for name, value in scope["headers"] if name.lower() == b"if-none-match")
    return Question(
        method=scope["method"],
        path=scope["path"].removeprefix(scope.get("root_path", "")),
        if_none_match=asked.decode("latin-1") or None,
    )


async def _send(told: Answer, send: _Send) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in told.headers]
    await send({"type": "http.response.start", "status": told.status, "headers": headers})
    await send({"type": "http.response.body", "body": told.body})


async def _live(receive: _Receive, send: _Send) -> None:
    """Say yes to being started and stopped; there is nothing to do for it."""
    for _ in range(2):
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
