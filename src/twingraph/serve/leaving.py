"""Clients that leave before they have their answer: nobody works for them any longer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PATIENCE = 0.5  # seconds after which it is looked whether the client is still there
_WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}


class Leaving:
    """Middleware that cancels the work on an answer when the client has left.

    Args:
        app: What comes after it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and look after a while whether its client is there."""
        is_read = scope["method"] in _WITHOUT_BODY
        watch: _Watch | None = None

        async def noted() -> Message:
            nonlocal is_read
            message = await receive()
            is_read = not message.get("more_body", False)
            return message

        def look() -> None:
            nonlocal watch
            if is_read:
                watch = _Watch(receive, work)

        # Most answers come before, so that nothing but a timer is made for them.
        work = cast("asyncio.Task[None]", asyncio.current_task())
        timer = asyncio.get_running_loop().call_later(_PATIENCE, look)
        try:
            await self._app(scope, noted, send)
        except asyncio.CancelledError:
            if watch is None or not watch.has_left:
                raise
            work.uncancel()
        finally:
            timer.cancel()
            if watch:
                watch.end()


class _Watch:
    """Waits until a client leaves, and cancels the work for it then.

    Args:
        receive: What the client sends.
        work: The work.

    Attributes:
        has_left: Whether the client has left.
    """

    def __init__(self, receive: Receive, work: asyncio.Task[None]) -> None:
        self.has_left = False
        self._receive = receive
        self._work = work
        self._task = asyncio.ensure_future(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.has_left = True
        self._work.cancel()

    def end(self) -> None:
        """Wait no longer."""
        self._task.cancel()
