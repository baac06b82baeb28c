"""Answers that are sent compressed where the client takes them so."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from twingraph.serve import negotiation

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LEAST = 800  # bytes that are worth it
_AT_ONCE = 100_000  # bytes that take less time than handing them to a thread
_PACKED = ("image/", "font/woff", "application/zip", "application/vnd.apache.parquet")


class Compression:
    """Middleware that compresses each answer that is sent in one piece.

    Args:
        app: What comes before it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and compress its answer."""
        coding = negotiation.encoding(Headers(scope=scope).get("Accept-Encoding"), list(_CODERS))
        start: Message = {}

        async def compressed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body = message.get("body", b"")
            if start:
                headers = MutableHeaders(scope=start)
                if not message.get("more_body") and _is_worth_it(headers, body):
                    headers.add_vary_header("Accept-Encoding")
                    if coding:
                        message = {**message, "body": await _coded(coding, body, headers)}
                await send(start)
                start = {}
            await send(message)

        await self._app(scope, receive, compressed)


def _is_worth_it(headers: MutableHeaders, body: bytes) -> bool:
    is_packed = headers.get("Content-Type", "").startswith(_PACKED)
    return len(body) >= _LEAST and not is_packed and "Content-Encoding" not in headers


async def _coded(coding: str, body: bytes, headers: MutableHeaders) -> bytes:
    code = _CODERS[coding]
    coded = code(body) if len(body) <= _AT_ONCE else await asyncio.to_thread(code, body)
    headers["Content-Encoding"] = coding
    headers["Content-Length"] = str(len(coded))
    return coded


def _zstd(body: bytes) -> bytes:
    from twingraph.core.zstd import compress

    return compress(body, level=3)


def _gzip(body: bytes) -> bytes:
    from isal import igzip

    return igzip.compress(body, 1, mtime=0)


# The best first.
_CODERS: dict[str, Callable[[bytes], bytes]] = {"zstd": _zstd, "gzip": _gzip}
