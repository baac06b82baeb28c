"""Clients that leave before they have their answer: nobody works for them any longer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

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

        async def noted() -> Message:
            nonlocal is_read
            message = await receive()
            is_read = not message.get("more_body", False)
            return message

        work = asyncio.ensure_future(self._app(scope, noted, send))
        try:
            await asyncio.wait({work}, timeout=_PATIENCE)
            if not work.done() and is_read and await _leaves(receive, work):
                return
            await work
        finally:
            work.cancel()


async def _leaves(receive: Receive, work: asyncio.Future[None]) -> bool:
    """Wait until a client has left or the work for it is done; return which comes first."""
    left = asyncio.ensure_future(_left(receive))
    await asyncio.wait({work, left}, return_when=asyncio.FIRST_COMPLETED)
    left.cancel()
    return not work.done()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
