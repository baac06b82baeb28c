"""Connections that are kept open at the service's cost only while their clients do their part."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio

    from twingraph.serve.settings import Settings

_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 32\r\nConnection: close\r\n\r\n"
    b"the head of the request is long\n"
)


def guarded(settings: Settings) -> type[HttpToolsProtocol]:
    """Return the class of the connections of a server, with the limits of a service."""

    class Guarded(_Connection):
        limits = settings

    return Guarded


class _Connection(HttpToolsProtocol):
    """A connection whose requests must arrive in time, and whose answers must be taken.

    Where there are too many, the one goes whose client has been silent for the longest time.
    """

    limits: Settings

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._arriving: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._head = 0  # bytes of the head of a request, as far as it has arrived
        self._left = 0  # bytes of answers that the client had not taken yet
        self.since = time.monotonic()

    @property
    def is_idle(self) -> bool:
        """Whether the client has asked nothing, or has its answer."""
        return self.cycle is None or self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.limits.connections:
            self._make_room()
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._arriving, self._stalled):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._head += len(data)
        super().data_received(data)
        if self._head > self.limits.head_bytes and self._arriving and self.is_idle:
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        self._await_request()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head = 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._head = 0
        if self._arriving:
            self._arriving.cancel()
            self._arriving = None
        super().on_message_complete()

    def on_response_complete(self) -> None:
        self.since = time.monotonic()
        super().on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._left = self.transport.get_write_buffer_size()
        self._stalled = self.loop.call_later(self.limits.stalled_seconds, self._look_at_answer)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stalled:
            self._stalled.cancel()

    def _make_room(self) -> None:
        """Close a connection, unless those that are closing already leave room."""
        known = [each for each in self.connections if isinstance(each, _Connection)]
        lasting = [each for each in known if not each.transport.is_closing()]
        if len(lasting) > self.limits.connections:
            idle = [each for each in lasting if each.is_idle]
            min(idle or [self], key=lambda connection: connection.since).transport.abort()

    def _await_request(self) -> None:
        if self._arriving is None:
            self._arriving = self.loop.call_later(self.limits.request_seconds, self._give_up)

    def _give_up(self) -> None:
        """Close the connection, unless the client only waits for an earlier answer."""
        self._arriving = None
        if self.flow.read_paused:
            self._await_request()
        else:
            self.transport.abort()

    def _look_at_answer(self) -> None:
        """Close the connection if the client has taken nothing of its answer."""
        left = self.transport.get_write_buffer_size()
        if left >= self._left:
            self.transport.abort()
            return
        self._left = left
        self._stalled = self.loop.call_later(self.limits.stalled_seconds, self._look_at_answer)
